"""Takes Review from ballot to ballot: arrivals, recordings, failures, searches and revisions."""

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.commands.keycard import KeyCard
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.doubled import DoubledReturn
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.marks.beside import MarksBeside
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.bar import SentenceBar
from adjudicator.desktop.review.contested import Contested
from adjudicator.desktop.review.described import Described
from adjudicator.desktop.review.flow import BLIND, HandedOver, RulingFlow
from adjudicator.desktop.review.form_entry import FormEntry
from adjudicator.desktop.review.head import CaseHead
from adjudicator.desktop.review.navigator import Navigator
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.panel_keys import Ruled
from adjudicator.desktop.review.ports import (
    Aside,
    CaseView,
    ReviewDesk,
    StationView,
)
from adjudicator.desktop.review.reviser import Reviser
from adjudicator.desktop.review.wrong_place import WrongPlace
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import machine_sentence
from adjudicator.interchange.papers.codes import batch_of_code
from adjudicator.ledger.casenumbers import spoken

_WAITING = {
    Disposition.NO_CONSENSUS: CaseStatus.NO_CONSENSUS,
    Disposition.PAPER: CaseStatus.PAPER_OUT,
}
NOT_CLOSED = "This case is not closed: its team revises the ruling with U, and gives the reason."
FINISHED = "Every case of this batch is ruled or waits for the board."


class _Screen(Ruled, Protocol):
    """What the controller needs of the screen it serves."""

    cache: ImageCache
    bar: SentenceBar
    head: CaseHead
    announcer: Announcer
    key_card: KeyCard
    flow: RulingFlow
    marks: MarksBeside
    observers: ObserverFlow

    @property
    def aside(self) -> Aside | None: ...

    def ask_to_reopen(self, case: CaseView) -> None: ...

    def show_flow(self) -> None: ...

    def show_form(self) -> None: ...

    def show_described(self, words: str, leaf: int, of: int) -> None: ...

    def show_foot(self) -> None: ...


class ReviewController(QObject):
    """The way through a batch.

    :param screen: its widgets and flows.
    :param desk: the record.
    :param record: the serial queue.
    """

    batch_asked = Signal(int)
    """The number of a batch whose code was typed: another Review is to be opened on it."""

    def __init__(self, screen: _Screen, desk: ReviewDesk, record: WorkQueue) -> None:
        super().__init__(screen.flow)
        self.doubled = DoubledReturn()
        self.screen = screen
        self.flow, self.observers = screen.flow, screen.observers
        self.navigator = Navigator(desk, record, self)
        self._contested = Contested(self.flow, self.observers, self.navigator)
        self.reviser = Reviser(self.flow, self.navigator, desk, record)
        self.form_entry = FormEntry(self.flow, self.navigator)
        self.described = Described(screen, self.flow)
        self.wrong_place = WrongPlace(screen.pane, self.flow, self.navigator, desk, record)
        self.wrong_place.noted.connect(screen.show_foot)
        self._word = ""
        """A sentence for the case that arrives next."""
        self.stays = False
        """Whether a ballot stays on the screen after its ruling, until somebody goes on."""
        navigator, flow, observers = self.navigator, self.flow, self.observers
        navigator.arrived.connect(self._arrived)
        navigator.waiting.connect(self._waiting)
        navigator.finished.connect(self._finished)
        navigator.failed.connect(self._lost)
        navigator.nearby.connect(self._nearby)
        flow.handed_over.connect(self._handed_over)
        flow.recorded.connect(self._recorded)
        flow.failed.connect(self._failed)
        flow.said.connect(screen.announcer.say)
        observers.said.connect(flow.say)
        observers.said.connect(screen.announcer.say)
        observers.asked.connect(flow.say)
        observers.asked.connect(screen.announcer.say)
        observers.station_changed.connect(self._station)
        screen.cache.ready.connect(self._image_ready)
        screen.pane.view.painted.connect(self._painted)
        screen.pane.opened.connect(navigator.look_ahead)
        screen.pane.said.connect(self.tell)
        screen.pane.seen.complete.connect(self._all_seen)

    def start(self) -> None:
        """Read who sits here and open the batch."""
        self.observers.refresh()
        self.navigator.start()

    def go_on(self) -> None:
        """From a ruled case to the next one that waits."""
        self.navigator.next_to_do()

    def read_anew(self) -> None:
        """Something was ordered or reopened: what was fetched of any ballot is out of date."""
        case = self.flow.case
        self.navigator.forget_all()
        if case is not None and case.number not in self.flow.under_way:
            # What was just said of the case stays: what became of a ruling half made, above all.
            self._word = self._word or self.flow.message
            self.navigator.open(case.number)

    def reopen(self) -> None:
        """Ask for the form that reopens the case on the screen, or say why there is none."""
        case = self.flow.case
        if case is None:
            self.flow.say("No ballot is on the screen.")
        elif case.can_reopen:
            self.screen.ask_to_reopen(case)
        else:
            self.flow.say(BLIND if case.blind else NOT_CLOSED)

    def tell(self, sentence: str) -> None:
        """Say why a key showed nothing, or what it did."""
        self.flow.say(sentence)
        if sentence:
            self.screen.announcer.say(sentence)

    def open_number(self, typed: str) -> None:
        """Open a case by the number somebody typed, or a batch by the code of its cover."""
        batch = batch_of_code(typed)
        if batch is None:
            self.navigator.open("".join(typed.split()).upper())
        else:
            self.batch_asked.emit(batch)

    def last_case(self) -> CaseView | None:
        """The case ruled on before this one."""
        return self.flow.last.case if self.flow.last is not None else None

    def _arrived(self, case: CaseView) -> None:
        screen = self.screen
        screen.head.show_case(case)
        screen.pane.show_ballot(case.sides, case.row.contest, case.found)
        screen.marks.begin(case)
        happened = self._contested.take_word(case.number)
        word, self._word = self._word or happened or (BLIND if case.blind else ""), ""
        last = self.flow.last
        if case.blind and last is not None and last.case.number == case.number:
            # What was ruled before is not told again beside the ballot.
            self.flow.last = None
        self.flow.begin(case, word)
        self.reviser.arrived(case.number)
        screen.show_foot()
        self._image_ready()
        if not screen.pane.opening:
            # On the screen before the next key can be pressed.
            screen.pane.view.repaint()
            # After the ruling that brought us here is on its way into the record.
            QTimer.singleShot(0, self.navigator.look_ahead)
        machine = machine_sentence(case.contest, case.row.machine)
        screen.announcer.say(
            f"Case {spoken(case.number)}. {case.contest.title}. "
            f"{case.row.condition.label.capitalize()}. {machine}. {screen.pane.doubt} {word}"
        )

    def _waiting(self, number: str) -> None:
        self.flow.leave()
        self.screen.head.show_title(f"Opening case {spoken(number)} \u2026")
        self.screen.pane.clear("Opening the ballot \u2026")
        self.screen.marks.begin(None)

    def _finished(self) -> None:
        self.flow.leave()
        self.screen.head.show_title(self.navigator.worklist.title)
        self.screen.pane.clear("")
        self.screen.marks.begin(None)
        self.screen.panel.show_notice("Batch finished", FINISHED, "U revises the last ruling")
        self.screen.announcer.say(FINISHED)

    def _lost(self, failure: Failure) -> None:
        """A case could not be opened: say so, and go back to the one before."""
        self._word = failure.sentence
        self.reviser.give_up()
        if self.navigator.lost():
            self.navigator.open(self.navigator.current)
        else:
            self.screen.head.show_title(self.navigator.worklist.title)
            self.screen.pane.clear(failure.sentence)
            self.flow.say(failure.sentence)

    def _nearby(self, cases: list[CaseView]) -> None:
        self.screen.pane.expect([(case.sides, case.row.contest, case.found) for case in cases])

    def _image_ready(self, _ref: object = None) -> None:
        """A side that cannot be shown leaves the board and the paper."""
        case, problem = self.flow.case, self.screen.pane.problem
        if case is None or not problem or case.barred or case.unseen or case.last is not None:
            return
        # What was just said of the case stays: why it was not recorded, above all.
        self.flow.begin(replace(case, unseen=problem), self.flow.message)
        self.screen.announcer.say(problem, urgent=True)

    def _painted(self) -> None:
        if self.flow.case is not None and not self.flow.shown:
            self.flow.shown = True

    def _all_seen(self) -> None:
        if self.flow.draft is not None:
            self.flow.edit(drafting.with_sides_shown(self.flow.draft))

    def _handed_over(self, handed: HandedOver) -> None:
        status = _WAITING.get(handed.ruling.disposition, CaseStatus.RULED)
        self.navigator.settle(handed.case.number, status)
        if handed.case.blind or self.stays:
            # A blind one stays until both rulings can be shown side by side.
            _keep(self.flow, handed.case)
        else:
            self.navigator.next_to_do()

    def _recorded(self, handed: HandedOver) -> None:
        status = _WAITING.get(handed.ruling.disposition, CaseStatus.RULED)
        self.navigator.settle(handed.case.number, status)
        if handed.case.blind and self.navigator.current == handed.case.number:
            self.navigator.open(handed.case.number)
        here = self.flow.case
        if self.stays and here is not None and here.number == handed.case.number:
            made = handed.recorded
            standing = None if made is None else made.entry
            # What stands now is what this station recorded: it was on the screen.
            shown = handed.case.shown
            now = replace(here, last=made, standing=standing, status=status, shown=shown)
            _keep(self.flow, now)
        self.observers.refresh()

    def _failed(self, handed: HandedOver, failure: Failure) -> None:
        """Nothing was lost: the case comes back with its draft and the reason."""
        number = handed.case.number
        self.navigator.settle(number, handed.case.status)
        self._word = f"Case {spoken(number)} was not recorded. {failure.sentence}"
        self.screen.announcer.say(self._word, urgent=True)
        self.navigator.open(number)
        self.observers.refresh()

    def _station(self, station: StationView) -> None:
        self.flow.station = station
        self.screen.bar.show_observers(station.observers)
        self.screen.show_flow()
        self.screen.show_foot()


def _keep(flow: RulingFlow, case: CaseView) -> None:
    """The case on the screen stands differently now; its ballot is there as it was."""
    shown = flow.shown
    flow.begin(case)
    flow.shown = shown
