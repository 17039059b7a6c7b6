"""From the Record screen: who stands under which head, the exports, and what was compared."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import day_and_clock
from adjudicator.services.proof.standing_heads import (
    HeadLine,
    HeadsTold,
    Moment,
    head_standing,
    read_heads_told,
)

_NONE = "Heads of this recount are not cosigned, as its opening fixed."
_NAMES = 4
"""The column that takes the room the others leave."""


class HeadsDialog(QDialog):
    """Every head, the newest first; below it how everyone stood to the one that is chosen."""

    def __init__(self, desk: Desk, parent: QWidget, failed: Callable[[Failure], None]) -> None:
        super().__init__(parent)
        self._desk, self._failed = desk, failed
        self._told: HeadsTold | None = None
        self.setWindowTitle("Heads of the record")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.table: DataTable[HeadLine] = DataTable(
            (
                Column("After entry", lambda r: f"{r.entry:,}", lambda r: r.entry, number=True),
                Column("Head of", lambda r: r.what),
                Column("Record code", lambda r: r.code),
                Column(
                    "Entries", lambda r: f"{r.size:,}" if r.size else "", lambda r: r.size,
                    number=True,
                ),
                Column("Cosigned by", lambda r: r.words, tip=lambda r: r.words),
            ),
            "Heads of the record",
        )  # fmt: skip
        self.table.give_rest(_NAMES, 160)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Who stands under it, exports, and what was compared")
        self.leave = QPushButton("&Close")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._ask)
        desk.ask(read_heads_told, self._show, self._failed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label("Heads of the record", size="title", bold=True))
        self.said = label(
            "A head is the whole record up to a moment. Whoever cosigned it vouches for it; nobody "
            "but the board's majority, or the team that closed, has to.",
            wrap=True,
        )
        column.addWidget(self.said)
        column.addWidget(self.table, 3)
        column.addWidget(self.text, 2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.table.keep_rows(3)
        fit(self, 980, 620)

    def _show(self, told: HeadsTold) -> None:
        self._told = told
        self.table.set_rows(told.heads)
        if told.heads:
            self.table.selectRow(0)
            self.table.setFocus()
        else:
            self._tell((_NONE,))

    def _ask(self) -> None:
        line = self.table.current()
        if line is not None:
            entry = line.entry
            self._desk.ask(lambda recount: head_standing(recount, entry), self._tell, self._failed)

    def _tell(self, standing: Sequence[str]) -> None:
        told, line = self._told, self.table.current()
        if told is None:
            return
        title = "Heads" if line is None else f"Head after entry {line.entry:,} ({line.what})"
        parts = (
            (title, standing),
            ("Exports made", _lines(told.exports) or ("None yet.",)),
            (
                "Compared with what people kept, in the last 24 hours",
                _lines(told.compared) or ("Nothing.",),
            ),
        )
        self.text.setPlainText(
            "\n\n".join("\n".join((heading, *sentences)) for heading, sentences in parts)
        )


def _lines(moments: Sequence[Moment]) -> tuple[str, ...]:
    return tuple(f"{day_and_clock(each.time)}  {each.words}" for each in moments)
