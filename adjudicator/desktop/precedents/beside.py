"""Earlier rulings beside the ballot in Review, before the ruling is made.

One line in the panel says how ballots like this one were ruled on so far; a key shows them in the
panel's place.  Nothing of it may hold up the team: the record is asked only once people look at a
ballot for a moment, after everything else.
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.theme import theme_keeper
from adjudicator.desktop.kit.workers import IDLE, URGENT, Ticket, WorkQueue
from adjudicator.desktop.precedents.rulings_like import RulingsLike
from adjudicator.desktop.precedents.view import Precedents, PrecedentView
from adjudicator.desktop.review.draft import Draft
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.review.seats_row import is_low

PAUSE_MS = 200
"""A ballot stays that long on the screen before the record is asked for others like it."""
_ALONG = {"up": -1, "down": 1}


class RulingsBeside(QObject):
    """Adds earlier rulings to a :class:`ReviewScreen`.

    :param review: of a recount; practice has no precedents.
    :param source: the record, as far as earlier rulings go.
    :param record: its serial queue.
    """

    def __init__(self, review: ReviewScreen, source: Precedents, record: WorkQueue) -> None:
        super().__init__(review)
        self._review, self._source, self._record = review, source, record
        self.like = RulingsLike(review.cache)
        self._words = ""
        self._asked: Ticket | None = None
        self._number = ""
        """The case on the screen."""
        self._due = False
        """Whether nobody has asked yet how ballots like it were ruled on."""
        self._draft: Draft | None = None
        """What was said of the ballot when the rulings came on the screen."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        review.middle.insertWidget(review.middle.count() - 1, self.like)
        review.panel.hint.show()
        review.aside = self
        review.maker.make("review.precedents", self.toggle)
        review.pane.view.painted.connect(self._painted)
        review.flow.changed.connect(self._follow)
        review.installEventFilter(self)
        theme_keeper().changed.connect(self._follow_width)

    def take(self, name: str) -> bool:
        """A key of the panel while the rulings stand in its place."""
        if self.like.isHidden():
            return False
        if name in _ALONG:
            self.like.move_by(_ALONG[name])
            return True
        self.close()
        return name == "back"

    def toggle(self) -> None:
        """Show the rulings like this one, or put them away."""
        case, draft = self._review.flow.case, self._review.flow.draft
        if not self.like.isHidden():
            self.close()
        elif case is not None and draft is not None:
            self._draft = draft
            self._record.submit(
                partial(self._source.precedents, case, draft.ruling),
                partial(self._show, case.number, draft),
                self._tell,
                priority=URGENT,
            )

    def close(self) -> None:
        """Put them away; the panel stands there again."""
        if self.like.isHidden():
            return
        self.like.hide()
        self._review.panel.show()
        self._review.pane.view.setFocus()

    def _show(self, number: str, draft: Draft, found: tuple[PrecedentView, ...]) -> None:
        flow = self._review.flow
        if flow.case is None or flow.case.number != number or flow.draft is not draft:
            return
        clause = draft.clause_in_force
        under = "" if clause is None else f"Under {clause.number} only."
        self._follow_width()
        self.like.show_rulings(found, " ".join(w for w in (under, self._words) if w))
        self._review.panel.hide()

    def _take_up(self, number: str) -> None:
        """Another ballot, or none: what was said of the one before goes."""
        self._pause.stop()
        if self._asked is not None:
            self._asked.drop()
        self._asked, self._words, self._number, self._due = None, "", number, bool(number)
        self._review.panel.hint.set_text("")
        self.close()

    def _painted(self) -> None:
        draft = self._review.flow.draft
        if self._due and draft is not None and not draft.facts.barred:
            self._due = False
            self._pause.start()

    def _ask(self) -> None:
        case = self._review.flow.case
        # Not after the window was closed: the queue is gone then.
        if case is not None and case.number == self._number and self._review.isVisible():
            self._asked = self._record.submit(
                partial(self._source.so_far, case), self._tell_so_far, _nobody_waits, priority=IDLE
            )

    def _tell_so_far(self, words: str) -> None:
        self._words = words
        key = self._review.key_of("precedents")
        # Large text has room for the key alone; what it does stands on the key card.
        way = key if is_low() else f"{key} shows them"
        self._review.panel.hint.set_text(f"{words} \u00b7 {way}" if words else "")

    def _follow(self) -> None:
        """Another ballot comes, or somebody says something of this one: the panel comes back."""
        case = self._review.flow.case
        number = "" if case is None else case.number
        if number != self._number:
            self._take_up(number)
        elif not self.like.isHidden() and self._review.flow.draft is not self._draft:
            self.close()

    def _follow_width(self) -> None:
        """As wide as the panel, which this may hear of before the panel does."""
        self._review.panel.follow_window(self._review.width())
        self.like.setFixedWidth(self._review.panel.width())

    def _tell(self, failure: Failure) -> None:
        self._review.flow.say(failure.sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as wide as the panel is in a window of another size; ask nothing while unseen."""
        if watched is self._review and event.type() is QEvent.Type.Resize:
            self._follow_width()
        elif watched is self._review and event.type() is QEvent.Type.Hide:
            self._due = self._due or self._pause.isActive()
            self._pause.stop()
        return False


def _nobody_waits(_failure: Failure) -> None:
    """The hint is a courtesy: whoever wants the rulings is told by their key what is wrong."""
