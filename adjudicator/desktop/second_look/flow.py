"""One drawn ballot after another: what is seen, proposed by one, agreed by the other, recorded.

Recording happens on the record's queue while the next ballot is already shown.  If it fails nothing
is lost: the ballot comes back with the reason.
"""

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import IDLE, URGENT, WorkQueue
from adjudicator.desktop.second_look.ports import LookDesk, LookSheet, LookTable, LookView
from adjudicator.domain.second_look import Sight
from adjudicator.ledger.casenumbers import spoken

NOT_SHOWN = "Wait until the ballot is on the screen."
NEXT_COMES = "This ballot was agreed on. The next one comes."
NOTHING_SAID = "Say first what you see in this contest."
NOT_PROPOSED = "Nothing is proposed yet. The first member proposes (Return)."
DROPPED = "The people here changed: what was being said of this ballot was dropped. Begin again."
LEFT = "You left this screen: what was being said of this ballot was dropped. Begin again."
_WITHOUT_IMAGE = frozenset({Sight.NOT_AGREED, Sight.PAPER})


class LookFlow(QObject):
    """Takes the people of one table through the ballots they may look at."""

    changed = Signal()
    """What is seen, proposed or said changed, or another ballot is there."""
    arrived = Signal(object)
    """A :class:`LookView` to show; ``None``: none is left."""
    nearby = Signal(object)
    """A :class:`LookView` that comes next, for its images."""
    read = Signal(object)
    """The :class:`LookSheet`, whenever it was read."""
    recorded = Signal(str)
    """The number of a ballot whose look is in the record."""
    failed = Signal(object)
    """A :class:`Failure` of reading."""
    said = Signal(str)
    """A sentence to announce."""

    def __init__(self, desk: LookDesk, queue: WorkQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.table = LookTable()
        self.view: LookView | None = None
        self.seen: Sight | None = None
        self.proposed = False
        self.shown = False
        """Whether the ballot is on the screen; nothing is proposed before."""
        self.problem = ""
        """Why a side of it cannot be shown; then only the board or the paper can help."""
        self.message = ""
        self.left: tuple[str, ...] = ()
        """Numbers of the ballots this table may look at, the one on the screen among them."""
        self._under_way: set[str] = set()
        self._next: LookView | None = None
        self._wanted = ""
        """The ballot asked for last: one that is read too late is not shown."""

    # What there is -------------------------------------------------------------------------

    def refresh(self, *, begin: bool = False) -> None:
        """Read where it stands; the ballot on the screen stays while it waits for this table.

        :param begin: show the first ballot if none is shown.
        """

        def take(sheet: LookSheet) -> None:
            self._take(sheet, begin=begin)

        self._queue.submit(self._desk.sheet, take, self.failed.emit, priority=URGENT)

    def _take(self, sheet: LookSheet, *, begin: bool) -> None:
        if sheet.table.people != self.table.people:
            self.drop()
        self.table = sheet.table
        self.left = tuple(n for n in sheet.own.numbers if n not in self._under_way)
        if self._next is not None and self._next.number not in self.left:
            self._next = None
        self.read.emit(sheet)
        gone = self.view is not None and self.view.number not in (*self.left, *self._under_way)
        if self.view is not None and (sheet.table.problem or gone):
            # It was looked at elsewhere meanwhile, or is not for these people.
            self._leave(self.message if self.message == DROPPED else "")
            begin = not sheet.table.problem
        if self.view is None and begin and self.left and not sheet.table.problem:
            self.open(self.left[0])
        self.changed.emit()

    def open(self, number: str) -> None:
        """Show a ballot this table may look at."""
        self._wanted = number
        if self._next is not None and self._next.number == number:
            self._show(self._next)
            return

        def came(view: LookView) -> None:
            here = self.view is not None and self.view.number == number
            # Asked for twice it came twice: what was said of it meanwhile stays.
            if view.number == self._wanted and not here:
                self._show(view)

        self._queue.submit(lambda: self._desk.case(number), came, self.failed.emit, priority=URGENT)

    def next(self) -> None:
        """Put this ballot off and show the next one."""
        if self.view is not None and len(self.left) > 1:
            self.left = (*(n for n in self.left if n != self.view.number), self.view.number)
            self.open(self.left[0])
        elif self.view is not None:
            self.say("This is the last drawn ballot that waits for you.")

    def leave(self) -> None:
        """Back to the list; nothing that was begun is kept."""
        self._leave()
        self.refresh()

    def _leave(self, message: str = "") -> None:
        self.view, self.seen, self.proposed, self.message = None, None, False, message
        self._wanted = ""
        self.arrived.emit(None)

    def _show(self, view: LookView, message: str = "") -> None:
        self.view, self.seen, self.proposed = view, None, False
        self.shown, self.problem, self.message = False, "", message
        self._next = None
        self.arrived.emit(view)
        self.changed.emit()
        following = next((n for n in self.left if n != view.number), "")
        if following:
            self._queue.submit(
                lambda: self._desk.case(following), self._fetched, _nobody_waits, priority=IDLE
            )

    def _fetched(self, view: LookView) -> None:
        if self.view is not None and view.number != self.view.number:
            self._next = view
            self.nearby.emit(view)

    # What is said of it --------------------------------------------------------------------

    def see(self, sight: Sight) -> None:
        """A key says what is seen; a proposal of something else is withdrawn."""
        if self.view is None:
            return
        if self.view.number in self._under_way:
            self.say(NEXT_COMES)
            return
        if self.problem and sight not in _WITHOUT_IMAGE:
            self.say(f"{self.problem} Send for the paper (P), or to the board (B).")
            return
        self.seen, self.proposed = sight, False
        self.say("")

    def back(self) -> None:
        """Take back the proposal, then what was seen."""
        if self.proposed:
            self.proposed = False
            self.say("The proposal is withdrawn.")
        elif self.seen is not None:
            self.seen = None
            self.say("")

    def propose(self) -> None:
        """The first member proposes what was seen."""
        problem = self._barrier() or ("" if self.seen else NOTHING_SAID)
        if problem:
            self.say(problem)
            return
        self.proposed = True
        self.say("")
        if self.seen is not None:
            self.said.emit(f"Proposed: {self.seen.label}.")

    def agree(self) -> None:
        """The second member agrees, and that records."""
        problem = self._barrier() or ("" if self.proposed else NOT_PROPOSED)
        if problem or self.seen is None:
            self.say(problem or NOTHING_SAID)
            return
        self._hand_over(self.seen)

    def disagree(self) -> None:
        """The second member does not agree: the case goes to the board."""
        problem = self._barrier() or ("" if self.proposed else NOT_PROPOSED)
        if problem:
            self.say(problem)
            return
        self._hand_over(Sight.NOT_AGREED)

    def drop(self, why: str = DROPPED) -> bool:
        """Drop what was begun and not recorded, as when the team leaves; whether there was any.

        :param why: the sentence that says so.
        """
        begun = self.seen is not None
        self.seen, self.proposed = None, False
        if begun:
            self.say(why)
        return begun

    def say(self, message: str) -> None:
        """Show a sentence under what was seen."""
        self.message = message
        if message:
            self.said.emit(message)
        self.changed.emit()

    def _barrier(self) -> str:
        if self.view is None:
            return "No ballot is on the screen."
        if self.view.number in self._under_way:
            return NEXT_COMES
        if not self.shown and not self.problem:
            return NOT_SHOWN
        return self.table.problem

    def _hand_over(self, seen: Sight) -> None:
        view, people = self.view, self.table.people
        if view is None:
            return
        self._under_way.add(view.number)
        self.seen, self.proposed = None, False
        self.left = tuple(n for n in self.left if n != view.number)
        # The next ballot first: the record at work would hold up its paint.
        if self.left:
            self.open(self.left[0])
        else:
            self._leave()
        self._queue.submit(
            lambda: self._desk.record(view, seen, people),
            lambda _entry: self._done(view, seen),
            lambda failure: self._not_done(view, failure),
            priority=URGENT,
            must_run=True,
        )

    def _done(self, view: LookView, seen: Sight) -> None:
        self._under_way.discard(view.number)
        told = f"Recorded: case {spoken(view.number)}, {seen.seen}."
        self.say(told)
        self.recorded.emit(view.number)

    def _not_done(self, view: LookView, failure: Failure) -> None:
        """Nothing was lost: the ballot comes back with the reason."""
        self._under_way.discard(view.number)
        self.left = (view.number, *self.left)
        why = f"Case {spoken(view.number)} was not recorded. {failure.sentence}"
        self._show(view, why)
        self.said.emit(why)


def _nobody_waits(_failure: Failure) -> None:
    """Whoever opens the ballot is told then what is wrong with it."""
