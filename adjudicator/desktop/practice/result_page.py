"""The end of a practice: how many as the pack reads them, which differ, and what to do with it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.wording import join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.practice.attempt import Result
from adjudicator.services.practice.situations import Judged

NOTE = (
    "Right is what the answers of this pack say, as people wrote them down. In a recount the "
    "people at the table rule, and the canvassing board rules in the end."
)
_LEAST = 260


@dataclass(frozen=True, slots=True)
class Line:
    """A ballot on which the ruling differs from the answer."""

    number: str
    judged: Judged


class ResultPage(QWidget):
    """Shows one :class:`~adjudicator.services.practice.attempt.Result`."""

    look_asked = Signal(str)
    """The case number of a ballot to look at again."""
    file_asked = Signal()
    again_asked = Signal()
    left = Signal()

    def __init__(self, rules: RulePack) -> None:
        super().__init__()
        part(self, "page")
        self.setAccessibleName("The result")
        self._rules = rules
        self.score = label(size="display", bold=True, wrap=True)
        self.time = label(size="strong", wrap=True)
        self.note = label(NOTE, tone="surface_muted", wrap=True)
        self.heading = label(size="title", bold=True, wrap=True)
        self.table: DataTable[Line] = DataTable(
            (
                Column("Case", lambda line: spoken(line.number)),
                Column("What differs", lambda line: join_names(list(line.judged.differs))),
                Column(
                    "Why the pack reads it otherwise", lambda line: line.judged.situation.because
                ),
            ),
            "Ballots on which your ruling differs",
        )
        self.table.give_rest(2, _LEAST)
        self.look = QPushButton("&Look again")
        self.file = QPushButton("&File as training given\u2026")
        self.again = QPushButton("&Practise again")
        self.leave = QPushButton("&Back to Start")
        self._rest = QWidget()
        self._lay_out()
        self.look.clicked.connect(self.look_again)
        self.table.opened.connect(lambda line: self.look_asked.emit(line.number))
        self.file.clicked.connect(self.file_asked)
        self.again.clicked.connect(self.again_asked)
        self.leave.clicked.connect(self.left)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space("wide") * 2] * 4)
        column.setSpacing(look.space("medium"))
        for widget in (self.score, self.time, self.note):
            column.addWidget(widget)
        column.addSpacing(look.space("medium"))
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addWidget(self._rest, 1)
        row = QHBoxLayout()
        row.addWidget(self.look)
        row.addStretch(1)
        for button in (self.leave, self.again, self.file):
            row.addWidget(button)
        column.addLayout(row)

    def show_result(self, result: Result) -> None:
        """Show how a practice went; the focus is on what differs, if anything does."""
        self.score.setText(f"{result.score} as the pack reads them")
        self.time.setText(f"{result.time} \u00b7 {self._rules.title}")
        lines = [Line(n, judged) for n, judged in result.differing]
        self.table.set_rows(lines)
        self.heading.setText(
            "Those that differ: look again."
            if lines
            else "None differs from the pack\u2019s answers."
        )
        for widget in (self.table, self.look):
            widget.setVisible(bool(lines))
        self._rest.setVisible(not lines)
        self.file.setEnabled(bool(result.judged))
        if lines:
            if self.table.current() is None:
                self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.file.setFocus()

    def look_again(self) -> None:
        """Look again at the ballot that is chosen."""
        line = self.table.current()
        if line is not None and self.table.isVisible():
            self.look_asked.emit(line.number)
