"""Where the docket stands in the window: the list, the case that is called, and the sitting."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ballot_keys import bind_ballot_keys
from adjudicator.desktop.ballot.decode import ImageLoader
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.docket_acts import FRIVOLOUS
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.docket.errands import Errands
from adjudicator.desktop.docket.flow import BoardFlow
from adjudicator.desktop.docket.gallery import Gallery
from adjudicator.desktop.docket.keys import DocketKeys, bind_docket_keys, bind_observer_keys
from adjudicator.desktop.docket.list_page import DocketListPage
from adjudicator.desktop.docket.ports import BoardCase, BoardDesk, BoardView, Docket
from adjudicator.desktop.docket.screen import DocketScreen
from adjudicator.desktop.docket.walk import DocketWalk
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.doubled import DoubledReturn
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import NORMAL, URGENT, WorkQueue
from adjudicator.desktop.review.ports import ObserversDesk, StationView
from adjudicator.interchange.papers.codes import batch_of_code

PAGE = 200
"""Cases nobody has ruled on that are listed at once where the board rules on all of them."""


class Around(Protocol):
    """What the docket asks of the window it stands in."""

    @property
    def observers_desk(self) -> ObserversDesk:
        """The record, as the observers here use it."""
        ...

    @property
    def watermark(self) -> str | None:
        """The words every form carries, or ``None`` for a real recount."""
        ...

    def show_batch(self, batch: int) -> None:
        """Leave the docket for Review of a batch."""

    def acted(self) -> None:
        """Something was recorded: other screens are out of date."""

    def end_sitting(self) -> None:
        """Ask the members to sign the votes of this sitting."""


class DocketPage(QWidget):
    """The docket's list, and one case at a time.

    :param desk: the record, as the board uses it.
    :param record: the serial queue of the record.
    :param images: the pool of images.
    :param loader: gives an image's bytes by its SHA-256, in a worker.
    :param table: the commands with the keys in force.
    :param around: the window.
    """

    context = Context.DOCKET
    has_foot = True
    called = Signal(object)
    """The :class:`BoardCase` on the screen; ``None`` while the list is shown."""
    seated = Signal()
    """Who sits was read anew, and whether the board is in recess."""

    def __init__(
        self,
        desk: BoardDesk,
        record: WorkQueue,
        images: WorkQueue,
        loader: ImageLoader,
        table: CommandTable,
        around: Around,
    ) -> None:
        super().__init__()
        self.setAccessibleName("Docket")
        self._desk, self._record, self._around = desk, record, around
        self.flow = BoardFlow(desk, record, self)
        self.walk = DocketWalk(desk, record, self.flow, self)
        self.gallery = Gallery(around.observers_desk, desk, record, self.flow, self)
        self.cache = ImageCache(loader, images, parent=self)
        self.list = DocketListPage()
        self.case = DocketScreen(self.flow, self.cache, images, table)
        self.banner = Banner()
        self.board = BoardView()
        self.doubled = DoubledReturn()
        self._stack = QStackedWidget()
        self._listed_most = PAGE
        """How many cases nobody has ruled on are listed; more when somebody asks for them."""
        self._lay_out()
        self.errands = Errands(desk, record, self.case, around.acted, self.tell, around.watermark)
        # The list has arrows and Return of its own, so the keys of a case are heard there only.
        self.maker = ActionMaker(table, self.case)
        bind_ballot_keys(self.maker, self.case.pane)
        self.maker.make("ballot.marks", self.case.marks.toggle)
        self.keys: DocketKeys = bind_docket_keys(self.maker, self.case, self.walk, self)
        if desk.rules.policies.frivolous_flag:
            self.maker.make(FRIVOLOUS, partial(self.keys.act, "frivolous"))
        self.observer_maker = ActionMaker(table, self)
        bind_observer_keys(self.observer_maker, self.gallery)
        self.list_maker = ActionMaker(table, self.list)
        self.list_maker.make("docket.end_sitting", self.end_sitting)
        self.list_maker.make("docket.search", self.list.words.setFocus)
        self._connect()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.case)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list.table)

    def _connect(self) -> None:
        walk, flow = self.walk, self.flow
        # A scanner's second Return opens no line of the list either.
        self.list.opened.connect(lambda n: None if self.doubled.swallow() else walk.open(n))
        self.list.code_typed.connect(self.open_code)
        self.list.end_asked.connect(self.end_sitting)
        self.list.more_asked.connect(self._list_more)
        walk.arrived.connect(self._arrived)
        walk.listed.connect(self._listed)
        walk.stale.connect(self._refresh_list)
        flow.leaving.noted.connect(lambda _number: self._around.acted())
        walk.said.connect(lambda words: self.banner.say(words, "good"))
        walk.failed.connect(self.tell)
        flow.vote.voted.connect(self._voted)
        flow.vote.settled.connect(lambda _recorded: self._around.acted())
        flow.vote.settled.connect(walk.settled)
        flow.vote.left.connect(lambda _came: self._around.acted())
        flow.vote.stale.connect(self._read_board)
        gallery, observers, bar = self.gallery, self.gallery.observers, self.case.bar
        bar.observer_pressed.connect(gallery.sign)
        bar.form.words_typed.connect(observers.write)
        self.list.observers.pressed.connect(observers.sign)
        gallery.wanted.connect(self.walk.open)
        gallery.contested.connect(self.case.show_contested)
        observers.changed.connect(lambda: self.case.show_form(observers.form))
        observers.station_changed.connect(self._show_station)
        observers.said.connect(self._observed)
        observers.asked.connect(self._say_to_all)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what waits, whenever the docket comes on the screen."""
        super().showEvent(event)
        self.refresh()

    def _read_board(self) -> None:
        self._record.submit(self._desk.board, self._show_board, self.tell, priority=URGENT)

    def refresh(self) -> None:
        """Read the list, the board and the case on the screen anew; the case stays there."""
        self._refresh_list()
        self.gallery.read_anew()

    def _refresh_list(self) -> None:
        # The board first: what can be done without a case is known when the list takes the focus.
        self._read_board()
        self._read_docket(urgent=True)
        self.gallery.observers.refresh()

    def _read_docket(self, *, urgent: bool = False) -> None:
        read = partial(self._desk.docket, self._listed_most)
        priority = URGENT if urgent else NORMAL
        self._record.submit(read, self._show_docket, self.tell, priority=priority)

    def _list_more(self) -> None:
        """List a page more of the cases nobody has ruled on."""
        self._listed_most += PAGE
        self._read_docket(urgent=True)

    def _show_docket(self, docket: Docket) -> None:
        self.walk.set_docket(docket.groups)
        self.list.show_docket(docket)
        if self._stack.currentWidget() is self.list and self.isVisible():
            self.list.take_focus()

    def _show_board(self, board: BoardView) -> None:
        self.board = board
        self.list.show_board(board)
        self.case.show_board(board)
        self.seated.emit()

    def _arrived(self, case: BoardCase) -> None:
        self.banner.say("")
        self._stack.setCurrentWidget(self.case)
        # Tab comes back to what is on the screen.
        self.setFocusProxy(self.case)
        self.case.show_case(case)
        self.called.emit(case)
        self.gallery.arrived()

    def _listed(self) -> None:
        self._stack.setCurrentWidget(self.list)
        self.setFocusProxy(self.list.table)
        self.called.emit(None)

    def open_code(self, typed: str) -> None:
        """Call a case by its number, or leave for the batch whose code was typed."""
        batch = batch_of_code(typed)
        if batch is None:
            self.walk.open("".join(typed.strip(" /").split()).upper())
        else:
            self._around.show_batch(batch)
        self.doubled.begin()

    def end_sitting(self) -> None:
        """Ask the members to sign the votes of this sitting."""
        self._around.end_sitting()

    def _show_station(self, station: StationView) -> None:
        maker, observers = self.observer_maker, station.observers
        keys = [maker.table.key(f"docket.observer_{n + 1}_sign") for n in range(len(observers))]
        self.list.show_observers(observers, keys)
        self.case.bar.show_observers(observers)

    def _say_to_all(self, sentence: str) -> None:
        """A sentence for everyone in the room, wherever they look."""
        if self.flow.case is not None:
            self.flow.say(sentence)
        else:
            self.banner.say(sentence, "neutral")
        self.case.announcer.say(sentence)

    def _observed(self, sentence: str) -> None:
        """An observer answered, objected, went or came: everyone at the table hears it."""
        self._say_to_all(sentence)
        self._read_docket()
        self._around.acted()

    def _voted(self, _count: object) -> None:
        self._record.submit(self._desk.board, self._show_board, self.tell)
        self._around.acted()

    def tell(self, failure: Failure) -> None:
        """Say what went wrong across the top."""
        self.banner.say(failure.sentence, "bad", "Understood", lambda: self.banner.say(""))
