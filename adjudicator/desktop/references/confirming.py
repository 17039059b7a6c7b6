"""A second person looks at every box, drawn afresh from what would be kept, and confirms."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.sketch import Place
from adjudicator.desktop.references.words import contest_words
from adjudicator.domain.people import Role
from adjudicator.domain.references import ReferenceDraft, side_words
from adjudicator.services.seating import Seat

_TWO = 2
NEED_TWO = (
    "Two people of the counting team, or officers, confirm a reference page, each with their own "
    "key. Nothing was recorded. Sign in (F3)."
)


def who_may(desk: Desk) -> list[Seat]:
    """Those who sit here and may confirm."""
    return [s for s in desk.seats if s.person.role is Role.TEAM or s.person.officer]


class ConfirmPanel(QWidget):
    """The right side while a drawing is confirmed.

    Confirming is possible once every contest was on the screen.
    """

    back = Signal()
    confirmed = Signal()
    stepped = Signal()

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface")
        self.title = label(size="strong", bold=True, wrap=True)
        self.told = label(wrap=True)
        self.contest = label(wrap=True)
        self.doubt = Banner()
        self.changes = label(size="small", tone="surface_muted", wrap=True)
        self.beside = Banner()
        self.first = ChoiceBox()
        self.first.setAccessibleName("Who drew it")
        self.second = ChoiceBox()
        self.second.setAccessibleName("Who confirms it")
        self.step = QPushButton("&Next contest (Return)")
        self.agree = QPushButton("&Confirm (F2)")
        self.agree.setProperty("kind", "primary")
        self.leave = QPushButton("&Back to the drawing (Esc)")
        self.draft: ReferenceDraft | None = None
        self._drawing: Drawing | None = None
        self._seen: set[int] = set()
        self._seats: dict[str, Seat] = {}
        self._lay_out()
        self.step.clicked.connect(self.look_on)
        self.agree.clicked.connect(self.confirmed)
        self.leave.clicked.connect(self.back)
        self.second.currentIndexChanged.connect(self._show)

    def _lay_out(self) -> None:
        look = theme()
        inner = part(QWidget(), "surface")
        upper = QVBoxLayout(inner)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(look.space("medium"))
        shown = (self.title, self.doubt, self.beside, self.told, self.contest, self.changes)
        for widget in shown:
            upper.addWidget(widget)
        upper.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space("medium")] * 4)
        column.setSpacing(look.space("small"))
        column.addWidget(scrolled(inner), 1)
        for words, box in (("Drawn by", self.first), ("Confirmed by", self.second)):
            row = QHBoxLayout()
            row.addWidget(label(words, size="small", tone="surface_muted"))
            row.addWidget(box, 1)
            column.addLayout(row)
        for button in (self.step, self.agree, self.leave):
            button.setAutoDefault(False)
            column.addWidget(button)

    def begin(
        self,
        draft: ReferenceDraft,
        drawing: Drawing,
        seats: Sequence[Seat],
        changes: Sequence[str] | None,
        beside: Sequence[str] = (),
    ) -> None:
        """Show a drawing afresh to the second person.

        :param drawing: read back from what would be kept.
        :param changes: what it changes; ``None`` where nothing holds yet.
        :param beside: what speaks for a slip, as targets beside their print, a sentence each.
        """
        self.draft, self._drawing, self._seen = draft, drawing, set()
        self._seats = {seat.person.id: seat for seat in seats}
        for box in (self.first, self.second):
            box.clear()
            for seat in seats:
                box.addItem(seat.person.name or seat.person.id, seat.person.id)
            box.setEnabled(len(seats) > _TWO)
        self.second.setCurrentIndex(1)
        where = f"style {draft.style}, {side_words(draft.side)}"
        self.title.setText(f"Is every box of {where} where it belongs?")
        self.changes.setText(_change_words(changes))
        self.doubt.say("")
        self.beside.say(" ".join(beside))
        self.look_on()

    def end(self) -> None:
        """Nothing is confirmed now."""
        self.draft = self._drawing = None

    @property
    def seats(self) -> list[Seat]:
        """Who drew it, who confirms it; the same person twice is one."""
        ids = dict.fromkeys((self.first.currentData(), self.second.currentData()))
        return [self._seats[person] for person in ids if person in self._seats]

    @property
    def lack(self) -> str:
        """Why it cannot be confirmed yet; empty if it can."""
        drawing = self._drawing
        if drawing is None:
            return ""
        every = len(drawing.sketch.contests)
        if len(self._seen) < every:
            return f"Look at every contest first: {len(self._seen)} of {every} were on the screen."
        return "" if len(self.seats) == _TWO else NEED_TWO

    def look_on(self) -> None:
        """Go on to the next contest."""
        drawing = self._drawing
        if drawing is None:
            return
        here = drawing.sketch.chosen
        number = 0 if here is None else (here.contest + 1) % len(drawing.sketch.contests)
        drawing.choose(Place(number))
        self._seen.add(number)
        self._show()
        self.stepped.emit()

    def _show(self) -> None:
        drawing = self._drawing
        if drawing is None or drawing.chosen is None:
            return
        drawn = drawing.chosen
        self.contest.setText(contest_words(drawing.contests[drawn.contest], drawn))
        every, seen = len(drawing.sketch.contests), len(self._seen)
        name = self.second.currentText()
        self.told.setText(
            f"{name}: is each name beside its own target? {seen} of {every} were on the screen."
        )
        self.agree.setEnabled(not self.lack)


def _change_words(changes: Sequence[str] | None) -> str:
    """What is otherwise than in the reference that holds now."""
    if changes is None:
        return ""
    if not changes:
        return "It says the same as what holds now."
    return f"It replaces what holds now. {' '.join(changes)}"
