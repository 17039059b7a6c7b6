"""Where the second look of every batch stands; from here the board draws and a team begins."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.second_look.ports import LookSheet
from adjudicator.domain.second_look import BatchLooks, Stage
from adjudicator.domain.wording import count
from adjudicator.services.second_look.telling import rate_sentence

_STATES = {
    Stage.NOTHING: "Nothing to be drawn",
    Stage.EARLY: "Not all ruled on",
    Stage.DRAW: "To be drawn",
    Stage.LOOK: "Another team looks",
    Stage.AGAIN: "Above the limit: look at all",
    Stage.DONE: "Done",
}
_WHERE = 1
NONE_HERE = "No drawn ballot waits for a second look."


class LookListPage(QWidget):
    """The batches, the rate, and the two ways on.

    :param draw_key: the words of the key that draws.
    """

    begin_asked = Signal()
    draw_asked = Signal()

    def __init__(self, draw_key: str) -> None:
        super().__init__()
        part(self, "page")
        look = theme()
        self.title = label("Second look", size="title", bold=True)
        self.rate = label(wrap=True)
        self.what = label(size="strong", wrap=True)
        self.said = label(wrap=True)
        """What was said last of a ballot that is not on the screen any more."""
        self.said.hide()
        self.begin = QPushButton("&Look at the drawn ballots")
        self.begin.setProperty("kind", "primary")
        self.draw = QPushButton(f"&Draw blanks\u2026 ({draw_key})")
        self._where: Mapping[int, str] = {}
        self.batches = _table(lambda looks: self._where.get(looks.batch, ""))
        ways = QHBoxLayout()
        ways.setSpacing(look.space("small"))
        ways.addWidget(self.begin)
        ways.addWidget(self.draw)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        room = look.space("large")
        column.setContentsMargins(room, look.space("medium"), room, look.space("medium"))
        column.setSpacing(look.space("medium"))
        for widget in (self.title, self.said, self.rate, self.what):
            column.addWidget(widget)
        column.addLayout(ways)
        column.addWidget(self.batches, 1)
        self.begin.clicked.connect(self.begin_asked)
        self.draw.clicked.connect(self.draw_asked)
        self.batches.opened.connect(lambda _batch: self.take_way())

    def say(self, message: str) -> None:
        """Show a sentence above the others, or none."""
        self.said.setText(message)
        self.said.setVisible(bool(message))

    def take_way(self) -> None:
        """Go the way that has the focus, else the first that is open."""
        ways = [way for way in (self.begin, self.draw) if way.isEnabled()]
        chosen = next((way for way in ways if way.hasFocus()), next(iter(ways), None))
        if chosen is not None:
            chosen.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses the button that has the focus."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.take_way()

    def show_sheet(self, sheet: LookSheet) -> None:
        """Show where it stands, and what can be done here."""
        told = rate_sentence(sheet.looks).removeprefix("Second look: ")
        self.rate.setText(f"{told[:1].upper()}{told[1:]}")
        self._where = sheet.where
        self.batches.set_rows(sheet.looks.batches)
        self.draw.setEnabled(bool(sheet.looks.to_draw))
        can = bool(sheet.own.numbers) and not sheet.table.problem
        opens = can and not self.begin.isEnabled()
        self.begin.setEnabled(can)
        if opens and self.batches.hasFocus():
            self.begin.setFocus()
        self.what.setText(" ".join(_told(sheet)))
        self.what.setAccessibleName(self.what.text())


def _told(sheet: LookSheet) -> Sequence[str]:
    found: list[str] = []
    due = sum(each.size for each in sheet.looks.to_draw)
    if due:
        verb = "is" if due == 1 else "are"
        fresh = sum(each.fresh for each in sheet.looks.to_draw)
        some = f", {fresh:,} of them to be looked at" if fresh < due else ""
        found.append(f"{count(due, 'blank')} {verb} to be drawn by the board{some}.")
    if sheet.looks.waiting and sheet.table.problem:
        waits = "waits" if sheet.looks.waiting == 1 else "wait"
        ballots = count(sheet.looks.waiting, "drawn ballot")
        found.append(f"{ballots} {waits} for another team. {sheet.table.problem}")
        return found
    mine = len(sheet.own.numbers)
    if mine:
        verb = "waits" if mine == 1 else "wait"
        found.append(f"{count(mine, 'drawn ballot')} {verb} for you.")
    if sheet.own.others:
        found.append(sheet.own.sentence)
    return found or [NONE_HERE]


def _table(where: Callable[[BatchLooks], str]) -> DataTable[BatchLooks]:
    made: DataTable[BatchLooks] = DataTable(
        (
            Column("Batch", lambda r: str(r.batch), lambda r: r.batch, number=True),
            Column("Where", where, tip=where),
            Column("State", lambda r: _STATES[r.stage], tip=lambda r: r.sentence),
            Column("Blanks", lambda r: f"{r.blanks:,}", lambda r: r.blanks, number=True),
            Column("To draw", lambda r: f"{r.size:,}", lambda r: r.size, number=True),
            Column("Drawn", lambda r: f"{r.drawn:,}", lambda r: r.drawn, number=True),
            Column(
                "Waiting", lambda r: f"{len(r.waiting):,}", lambda r: len(r.waiting), number=True
            ),
            Column("Second look", lambda r: r.rate.words, lambda r: r.rate.unlike),
        ),
        "Second look by batch",
    )
    made.give_rest(_WHERE, 160)
    return made
