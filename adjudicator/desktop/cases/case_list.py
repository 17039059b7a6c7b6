"""A list of cases: what a number stands for, one row a case; a row opens the ballot."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.cases.found_box import FoundBox
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.orders.reopen_form import ask_to_reopen
from adjudicator.desktop.screen import Host
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.locating.listing import Figures, Found, figures_of
from adjudicator.services.recount import Recount
from adjudicator.services.veil import as_shown
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

Cases = Callable[[Recount], Sequence[CaseRecord]]
"""Reads the cases, on the record's queue."""


class CaseListDialog(QDialog):
    """The cases behind a number.

    :param title: what the number is, in words.
    :param cases: reads them.
    :param narrowed: by what it is narrowed at first; people may widen it.
    """

    def __init__(
        self,
        desk: Desk,
        host: Host,
        title: str,
        cases: Cases,
        parent: QWidget,
        *,
        narrowed: Found | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._host, self._cases = desk, host, cases
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.title = label(title, size="title", bold=True, wrap=True)
        self.said = label("Reading\u2026", tone="surface_muted", wrap=True)
        self._found: tuple[CaseRecord, ...] = ()
        self.kind = FoundBox(narrowed)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by case number, precinct, ballot or state")
        self.words.setAccessibleName("Narrow the list of cases")
        self.table: DataTable[CaseRecord] = DataTable(
            _columns(desk.recount.election, self.kind), title
        )
        self._make_buttons()
        self._lay_out(desk.recount.watermark)
        self.words.textChanged.connect(self.table.set_words)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.table.opened.connect(self._open)
        self.open_button.clicked.connect(lambda: self._open(self.table.current()))
        self.reopen_button.clicked.connect(lambda: self._reopen(self.table.current()))
        self.back.clicked.connect(self.reject)
        desk.ask(self._read, self._show, self._failed)

    def _make_buttons(self) -> None:
        self.open_button = QPushButton("Show this &ballot")
        self.open_button.setProperty("kind", "primary")
        self.reopen_button = QPushButton("&Reopen\u2026")
        self.reopen_button.setToolTip("Two different officers sign, with the reason.")
        self.back = QPushButton("Back")
        for button in (self.open_button, self.reopen_button, self.back):
            button.setAutoDefault(False)

    def _lay_out(self, watermark: str | None) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, watermark)
        column.addWidget(self.title)
        narrow = QHBoxLayout()
        narrow.addWidget(self.words, 1)
        narrow.addWidget(self.kind)
        column.addLayout(narrow)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.reopen_button)
        row.addWidget(self.back)
        row.addWidget(self.open_button)
        column.addLayout(row)
        fit(self, 1240, 520)

    def _read(self, recount: Recount) -> tuple[Sequence[CaseRecord], dict[str, Figures]]:
        found = self._cases(recount)
        return found, figures_of(recount, found)

    def _show(self, told: tuple[Sequence[CaseRecord], dict[str, Figures]]) -> None:
        cases, figures = told
        self._found = tuple(cases)
        self.kind.offer(figures)
        self._narrow()
        if self.table.model().rowCount():
            self.table.setFocus()

    def _narrow(self) -> None:
        """Show the cases of the kind chosen, in the order they came."""
        found = self.kind.narrowed(self._found)
        self.table.set_rows(found)
        said = count(len(found), "case")
        some = self.kind.chosen is not None
        self.said.setText(f"{said} of {len(self._found):,}" if some else said)
        self.open_button.setEnabled(bool(found))
        self.reopen_button.setEnabled(bool(found))
        if found:
            self.table.selectRow(0)

    def _failed(self, failure: Failure) -> None:
        self.said.setText(failure.sentence)

    def _reopen(self, case: CaseRecord | None) -> None:
        """The form for two officers, or the sentence that says why there is none."""
        if case is not None:
            ask_to_reopen(self._desk, [case.seal], self, self._reopened, self._failed)

    def _reopened(self, sentence: str) -> None:
        self.said.setText(sentence)
        self._desk.ask(self._read, self._show_again, self._failed)

    def _show_again(self, told: tuple[Sequence[CaseRecord], dict[str, Figures]]) -> None:
        said = self.said.text()
        self._show(told)
        self.said.setText(said)

    def _open(self, case: CaseRecord | None) -> None:
        if case is not None:
            self.accept()
            self._host.show_review(case.batch, case.number)


def _columns(election: Election, found: FoundBox) -> tuple[Column[CaseRecord], ...]:
    return (
        Column("Case", lambda r: spoken(r.number), lambda r: r.place),
        Column("Contest", lambda r: contest_title(election, r.row.contest)),
        Column("Precinct", lambda r: precinct_name(election, r.row.precinct)),
        Column("Group", lambda r: r.row.group.short_label),
        Column("Machine", lambda r: r.row.condition.label.lower()),
        Column("State", lambda r: r.status.label),
        *found.columns(),
        Column("Ballot", lambda r: r.row.ballot),
        Column("Paper", lambda r: str(r.row.paper)),
    )


def open_case_list(desk: Desk, host: Host, narrowed: Found, parent: QWidget) -> CaseListDialog:
    """Every case of the recount in the order of work, narrowed by what was found of it."""
    dialog = CaseListDialog(
        desk, host, "Cases by what was found on them", _all_cases, parent, narrowed=narrowed
    )
    dialog.open()
    return dialog


def _all_cases(recount: Recount) -> Sequence[CaseRecord]:
    with recount.reading() as connection:
        found = list_cases(connection, CaseFilter())
    return [as_shown(case) for case in found]
