"""All imports of the recount, and what the board signs about them."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.importing.motions import release_request, void_request
from adjudicator.desktop.importing.reading import ImportLine, Imports, LotLine
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme

_RULED = "Ballots of this import are ruled on, so it stays in the pile."


class ImportsList(QWidget):
    """The lower part of the Import screen."""

    pile_asked = Signal()
    signature_asked = Signal(object)
    """A :class:`~adjudicator.desktop.signing.dialog.Request` of the board."""

    def __init__(self) -> None:
        super().__init__()
        self.imports = Imports((), ())
        self._free = True
        self.table: DataTable[ImportLine] = DataTable(
            (
                Column("Import", lambda r: str(r.record.entry), lambda r: r.record.entry),
                Column("Read as", lambda r: r.record.reader),
                _figures("Sheets", "sheets"),
                _figures("Cases", "flagged"),
                _figures("Set aside", "quarantined"),
                Column("State", lambda r: r.state),
                Column("Lots", lambda r: " \u00b7 ".join(x.words for x in r.lots)),
            ),
            "Imports",
        )
        self.pile = QPushButton("Close the &pile\u2026")
        self.release = QPushButton("&Release a lot\u2026")
        self.void = QPushButton("Declare &void\u2026")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("small"))
        column.addWidget(label("Imports so far", size="strong", bold=True))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.pile)
        row.addStretch(1)
        row.addWidget(self.release)
        row.addWidget(self.void)
        column.addLayout(row)
        self.pile.clicked.connect(self.pile_asked)
        self.release.clicked.connect(self._choose_lot)
        self.void.clicked.connect(self._void)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        self._show_buttons()

    def show_imports(self, imports: Imports) -> None:
        """Show these, the newest chosen."""
        self.imports = imports
        self.table.set_rows(imports.lines)
        if imports.lines:
            self.table.selectRow(len(imports.lines) - 1)
        self.pile.setProperty("kind", "primary" if imports.waiting else "")
        self.pile.style().polish(self.pile)
        self._show_buttons()

    def set_free(self, *, free: bool) -> None:
        """While an import runs, nothing else is begun."""
        self._free = free
        self._show_buttons()

    def _show_buttons(self) -> None:
        line = self.table.current()
        self.pile.setEnabled(self._free and bool(self.imports.waiting))
        self.release.setEnabled(self._free and line is not None and bool(line.held_back))
        may = line is not None and not line.record.voided and not line.ruled
        self.void.setEnabled(self._free and may)
        self.void.setToolTip(_RULED if line is not None and line.ruled else "")

    def _choose_lot(self) -> None:
        line = self.table.current()
        if line is None:
            return
        if len(line.held_back) == 1:
            self._release(line, line.held_back[0])
            return
        menu = QMenu(self)
        for lot in line.held_back:
            menu.addAction(lot.words).triggered.connect(partial(self._release, line, lot))
        menu.popup(self.release.mapToGlobal(self.release.rect().topLeft()))

    def _release(self, line: ImportLine, lot: LotLine, _checked: object = None) -> None:
        self.signature_asked.emit(release_request(self.imports, line, lot))

    def _void(self) -> None:
        line = self.table.current()
        if line is not None:
            self.signature_asked.emit(void_request(self.imports, line))


def _figures(heading: str, field: str) -> Column[ImportLine]:
    return Column(
        heading,
        lambda r: f"{getattr(r.record, field):,}",
        lambda r: getattr(r.record, field),
        number=True,
    )
