"""Two people and a page: who looks, since when, what they say, and the act it becomes.

The first member looks and takes out what is not plainly blank; then the page is shown afresh, and
the second member looks without what the first did.  What either took out is opened singly, as is
whatever shows ink; the others are recorded in one act while the next page is already shown.
"""

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.grid.before import PastPage
from adjudicator.desktop.grid.looking import Looking
from adjudicator.desktop.grid.pages import Pages, Turn
from adjudicator.desktop.grid.ports import GridDesk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.ports import StationView
from adjudicator.services.grid.blanks import BlankGrid
from adjudicator.services.grid.looking import TooSoon
from adjudicator.services.grid.recording import RecordedPage

MADE_ANEW = "The page was made anew for this size: the first member looks again."
LED_BACK = "The page before has no room at this size. This is the page of now."
DROPPED = "The people here changed: what was taken out of this page was dropped. Begin again."
IS_DONE = "This page is done. Page \u2193 leads back to the page of now."
FIRST_HAS_LOOKED = "The first member has looked. Now the second one does, and presses F2."
NO_PAGE = "No page is on the screen, so there is nothing to say of one. Nothing was recorded."
FIRST_LOOKS_FIRST = "The first member looks first (Return). Nothing was lost."


class GridFlow(QObject):
    """The team's side of the pages of one batch.

    :param apart: seals of ballots that come singly; it grows with each page.
    """

    changed = Signal()
    """Something is to be said differently."""
    page_changed = Signal()
    """Other ballots are before people, or the same ones afresh."""
    said = Signal(str)
    """A sentence to announce."""
    recorded = Signal(object)
    """A :class:`~adjudicator.desktop.grid.before.PastPage` is in the record."""
    finished = Signal()
    """No page is left."""

    def __init__(
        self,
        desk: GridDesk,
        queue: WorkQueue,
        station: StationView,
        apart: set[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._queue = desk, queue
        self.pages = Pages(apart)
        self.looking = Looking(self.pages, station, self)
        self.looking.ticked.connect(self.changed)
        self.message = ""
        self._room = 1

    def begin(self, grid: BlankGrid, room: int) -> None:
        """Take up the pages of a batch, of as many ballots as have room."""
        self._room = room
        self.pages.begin(grid, room)
        self._show_page()

    def set_room(self, room: int) -> None:
        """The window has another size: the page has as many ballots as have room in it."""
        self._room = room
        if self.pages.grid is None:
            return
        past = self.pages.before.now
        led_back = past is not None and len(past.ballots) > room
        if led_back:
            self.pages.before.back = 0
        if self.pages.set_room(room):
            if self.looking.begun:
                self.say(MADE_ANEW, aloud=True)
            self._show_page()
        elif led_back:
            self.page_changed.emit()
        else:
            # Drawn at another scale, and before whoever looks once all of it is there again.
            self.looking.hide()
            self.changed.emit()
        if led_back:
            self.say(LED_BACK, aloud=True)

    def all_shown(self) -> None:
        """Every ballot of the page is on the screen: the look of whose turn it is begins."""
        self.looking.show()
        self.changed.emit()

    def set_station(self, station: StationView) -> None:
        """Who sits here; nobody finds what somebody else took out, and the page begins anew."""
        before, now = _persons(self.looking.station), _persons(station)
        self.looking.station = station
        if self.pages.page and before != now:
            self.message = ""
            left = any(was and was != person for was, person in zip(before, now, strict=True))
            if left and self.pages.drop():
                self.say(DROPPED, aloud=True)
            self.pages.begin_looks()
            self._show_page()
        self.changed.emit()

    def _show_page(self) -> None:
        """A page for the first member, of which nobody has said anything."""
        self.looking.begin()
        self.page_changed.emit()
        if not self.pages.page:
            self.finished.emit()

    # The looks -------------------------------------------------------------------------------

    def pull(self, seal: str) -> None:
        """Take a ballot out, or back in."""
        self.say(IS_DONE if self.pages.before.back else self.pages.pull(seal))

    def confirm_first(self) -> None:
        """The first member has looked: the page is shown to the second afresh."""
        if self._says(Turn.FIRST):
            self.pages.turn = Turn.SECOND
            self.message = ""
            self.page_changed.emit()
            partner = self.looking.station.partner
            name = "The second member" if partner is None else partner.name
            self.said.emit(f"{name} looks now at the same {len(self.pages.page)} ballots.")

    def confirm_second(self) -> None:
        """The second member has looked: what neither took out is recorded."""
        if self._says(Turn.SECOND):
            self._hand_over()

    def disagree(self) -> None:
        """Nothing is recorded of this page and all of it opened singly, once that was asked."""
        problem, question = self._barrier(), give_up_words(self.pages)
        if not problem:
            try:
                self.looking.check()
            except TooSoon as soon:
                problem = str(soon)
        if problem or self.message != question:
            # Asked first; the question stands as long as it is read, and of this page alone.
            self.say(problem or question, aloud=True)
            return
        past = self.pages.give_up()
        self.message = (
            f"Page {past.number}: nothing recorded, all {len(past.ballots)} ballots are opened "
            "singly."
        )
        self.said.emit(self.message)
        self._show_page()

    def step_back(self) -> None:
        """From a page before to the page of now, from a question, from the second look."""
        if self.pages.before.back:
            self.pages.before.back = 0
            self.page_changed.emit()
        elif self.message == give_up_words(self.pages):
            self.say("")
        elif self.pages.turn is Turn.SECOND:
            self.pages.begin_looks()
            self.message = "The first member looks again."
            self._show_page()

    def _says(self, turn: Turn) -> bool:
        """A member says that the others are blank; whether that may be said now."""
        problem = self._barrier()
        if not problem and turn is not self.pages.turn:
            problem = FIRST_HAS_LOOKED if turn is Turn.FIRST else FIRST_LOOKS_FIRST
        if problem:
            self.say(problem, aloud=True)
            return False
        try:
            self.looking.say()
        except TooSoon as soon:
            self.say(str(soon))
            return False
        return True

    def _barrier(self) -> str:
        """Why nothing can be said of the page now."""
        if self.pages.before.back:
            return IS_DONE
        return self.looking.station.team_problem if self.pages.page else NO_PAGE

    def _hand_over(self) -> None:
        page, look = self.pages.page, self.looking.look
        members = tuple(said.person for said in look.said)
        past = self.pages.settle(*(said.pulled for said in look.said))
        self.message = ""
        # The next page first: the record at work would hold up its paint.
        self._show_page()
        self._queue.submit(
            lambda: self._desk.record_page(page, look, (members[0], members[-1])),
            lambda made: self._recorded(past, made),
            lambda failure: self._not_recorded(past, failure),
            priority=URGENT,
            must_run=True,
        )

    def _recorded(self, past: PastPage, made: RecordedPage) -> None:
        past.entry = made.entry
        blank, singly = len(made.blank), len(made.singly)
        words = [f"nothing marked on {blank}"] if blank else []
        words += [f"{singly} opened singly"] if singly else []
        told = "" if self.pages.hides_ink else f": {', '.join(words)}"
        self.said.emit(f"Page {past.number} recorded{told}.")
        self.recorded.emit(past)
        self.changed.emit()

    def _not_recorded(self, past: PastPage, failure: Failure) -> None:
        """Nothing was lost: the pages are read anew, and its ballots stand on them again."""
        self.pages.before.remove(past)
        self.message = f"Page {past.number} was not recorded. {failure.sentence}"
        self.said.emit(self.message)
        self.read_anew()

    # Back, and anew --------------------------------------------------------------------------

    def look_back(self, by: int) -> None:
        """Towards the pages before (1) or the page of now (-1)."""
        if self.pages.before.move(by):
            self.looking.hide()
            self.message = ""
            self.page_changed.emit()
        elif by > 0:
            kept = (
                "No further page back is kept."
                if self.pages.before.kept
                else "No page was done yet."
            )
            self.say(kept)

    def read_anew(self) -> None:
        """What is to be looked at is read from the record again."""
        apart = frozenset(self.pages.apart)
        self._queue.submit(
            lambda: self._desk.grid(apart),
            lambda grid: self.begin(grid, self._room),
            lambda failure: self.say(failure.sentence, aloud=True),
            priority=URGENT,
        )

    def drop(self) -> bool:
        """Drop what was begun, as when the team leaves; whether anything was."""
        begun = self.pages.drop()
        if self.pages.page:
            self.message = DROPPED if begun else ""
            self._show_page()
        return begun

    def say(self, message: str, *, aloud: bool = False) -> None:
        """Show a sentence, and announce it where it refuses."""
        self.message = message
        self.changed.emit()
        if aloud:
            self.said.emit(message)


def _persons(station: StationView) -> tuple[str, str]:
    """The ids of the first and of the second member; empty where nobody sits."""
    first, second = station.proposer, station.partner
    return "" if first is None else first.person, "" if second is None else second.person


def give_up_words(pages: Pages) -> str:
    """Whether all of this page is to be opened singly."""
    every = "its ballot is" if len(pages.page) == 1 else f"all {len(pages.page)} ballots are"
    return (
        f"Page {pages.number}: shall nothing be recorded of it, and {every} opened singly? "
        "The same key again does that; Esc goes back."
    )
