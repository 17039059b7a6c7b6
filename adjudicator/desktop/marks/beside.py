"""Marks side by side at a key, on whichever screen shows a ballot: Review and the docket."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from adjudicator.desktop.ballot.found import KEPT, Found
from adjudicator.desktop.ballot.pane import BallotPane, BallotSide
from adjudicator.desktop.marks.cut import Cut
from adjudicator.desktop.marks.marks_view import MarksView, Shown
from adjudicator.desktop.marks.others_strip import Other
from adjudicator.desktop.marks.rows import Row, marked_rows
from adjudicator.desktop.review.describe import across
from adjudicator.desktop.review.ports import CaseView
from adjudicator.desktop.review.seats_row import is_low
from adjudicator.domain.election import Contest
from adjudicator.domain.finding.ink import short_fill
from adjudicator.domain.readings import Condition

OFFER = "Side by side"
NOT_LOCATED = (
    "The marks cannot be set side by side: this contest is not located on the image. The whole "
    "ballot is there as before."
)
_AROUND = 0.03
"""Of a contest's size is shown around it in the strip."""


class MarksBeside(QObject):
    """Adds the marks side by side to a :class:`BallotPane`.

    :param key: the words on the cap of the key.
    :param tell: says a sentence.
    """

    def __init__(self, pane: BallotPane, key: str, tell: Callable[[str], None]) -> None:
        super().__init__(pane)
        self._pane, self._key, self._tell = pane, key, tell
        self._case: CaseView | None = None
        self._held = False
        """Whether the canvas had the focus, which it gets back."""
        self.view = MarksView(pane.cache)
        pane.stack.addWidget(self.view)
        pane.stack.currentChanged.connect(self._give_back_focus)

    def begin(self, case: CaseView | None) -> None:
        """Another ballot is on the screen, or none; an overvote is offered to be looked at so."""
        self._case = case
        ready = case is not None and case.found is not None and bool(case.found.place.targets)
        over = ready and case is not None and case.row.condition is Condition.OVERVOTE
        self._pane.strip.offer(OFFER if over else "", self._key, self.toggle)

    def toggle(self) -> None:
        """Show the marks side by side, or the canvas again."""
        case = self._case
        if self.view.isVisible():
            self._pane.set_mode(self._pane.view.mode)
            return
        if case is None:
            return
        found = case.found
        rows = () if found is None or not found.located else marked_rows(found, case.row.machine)
        if found is None or not rows or not self._pane.located:
            self._tell(NOT_LOCATED)
            return
        others, unknown = _others(case.sides, case.contest.id, case.titles, found)
        shown = [
            Shown(_caption(case.contest, row), Cut(found.ref, row.box, found.upside_down))
            for row in rows
        ]
        self.view.show_marks(shown, others, _lead(others, unknown))
        self.view.show_look(self._pane.view.look)
        self._held = self._pane.view.hasFocus()
        self._pane.show_page(self.view)
        if self._held:
            self.view.setFocus()
        self._tell(KEPT if found.ink_kept else "")

    def _give_back_focus(self) -> None:
        if self._held and self._pane.stack.currentWidget() is not self.view:
            self._held = False
            self._pane.view.setFocus()


def _caption(contest: Contest, row: Row) -> str:
    """``2 Patrick Henry · fill .44, ink crosses the oval``.

    With large text the name is read in the picture, and what crosses is seen there.
    """
    if not contest.has_choice(row.choice):
        return row.choice
    number = 1 + [c.id for c in contest.choices].index(row.choice)
    name = contest.choice(row.choice).name
    parts = [f"{number}" if is_low() and row.ink is not None else f"{number} {name}"]
    if row.ink is not None:
        parts.append(f"fill {short_fill(row.ink.fill)}")
        if row.crossed and not is_low():
            parts[-1] += across(row.ink.fill)
    return " \u00b7 ".join(parts)


def _others(
    sides: Sequence[BallotSide], contest: str, titles: Mapping[str, str], found: Found
) -> tuple[list[Other], list[str]]:
    """The other contests in paper order, and the captions of sides where none is located."""
    others: list[Other] = []
    unknown: list[str] = []
    for side in sides:
        boxes = () if side.layout is None else side.layout.contests
        if not boxes:
            unknown.append(side.caption)
        turned = side.ref == found.ref and found.upside_down
        others += [
            Other(titles.get(each.contest, each.contest),
                  Cut(side.ref, each.box.grown(_AROUND), turned))
            for each in boxes
            if not (each.contest == contest and side.ref == found.ref)
        ]  # fmt: skip
    return others, unknown


def _lead(others: Sequence[Other], unknown: Sequence[str]) -> str:
    """What stands between the marks and the rest of the ballot."""
    missing = " ".join(f"{caption}: not located, A shows it whole." for caption in unknown)
    if is_low():
        return f"The rest of this ballot: {len(others)}. {missing}".strip()
    word = "contest" if len(others) == 1 else "contests"
    words = f"The rest of this ballot, {len(others)} {word}. Tab and Space show one large."
    return f"{words if others else ''} {missing}".strip()
