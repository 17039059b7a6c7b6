"""Where the blank grid stands in the window: which batch, and what comes before and after it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.grid.idle import NoPages
from adjudicator.desktop.grid.screen import GridScreen
from adjudicator.desktop.grid.station import StationGrid
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.screen import Host
from adjudicator.desktop.second_look.blind import openable
from adjudicator.desktop.window.batch_page import BatchPage
from adjudicator.interchange.papers.codes import batch_of_code
from adjudicator.services.grid.blanks import BlankGrid, blank_grid
from adjudicator.services.progress import next_batch
from adjudicator.services.queue import batch_title
from adjudicator.services.recount import Recount

MORE_MS = 2_000
"""Between two looks for what has become ready: pages are found by the dozen in a second."""
_ACTS = frozenset({Topic.RULINGS, Topic.PAGES})


class GridPage(BatchPage):
    """Holds the pages of one batch at a time.

    :param desk: the open recount.
    :param host: the window.
    :param table: the commands with the keys in force.
    """

    context = Context.GRID

    def __init__(self, desk: Desk, host: Host, table: CommandTable) -> None:
        self.idle = NoPages()
        super().__init__(desk, host, table, self.idle, _ACTS)
        self.setAccessibleName("Blank grid")
        self.grid: GridScreen | None = None
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._look_for_more)
        self.idle.on.clicked.connect(self._go_singly)
        self.idle.back.clicked.connect(partial(host.show_screen, "overview"))
        desk.newest.follow(self.idle.show_newest)
        desk.locating.moved.connect(self._further)

    def showEvent(self, event: QShowEvent) -> None:
        """Take up the pages of the next batch, or go on with those that were left."""
        super().showEvent(event)
        grid = self.grid
        if grid is None or grid.shows_summary:
            self._read()
        else:
            self._moved.look(grid.flow.read_anew)
            self._further()
            grid.opened.look()

    def _read(self) -> None:
        apart = frozenset(self._desk.apart)
        self._desk.ask(partial(_next_pages, apart=apart), self._found, self._tell)

    def _further(self, _looked: object = None) -> None:
        """More contests were found: there may be a page now, or more of them in a moment."""
        if not self.isVisible():
            return
        if self.grid is None:
            self._read()
        elif not self._wait.isActive():
            self._wait.start(MORE_MS)

    def _look_for_more(self) -> None:
        if self.grid is not None and self.isVisible():
            self.grid.more.look()

    def _found(self, grid: BlankGrid | None) -> None:
        if self.grid is not None and not self.grid.shows_summary:
            # Asked twice, as when contests were found meanwhile: nobody's page is taken away.
            return
        self._leave()
        self.batch = None if grid is None else grid.batch
        if grid is None or not grid.worth_while:
            self._stack.setCurrentWidget(self.idle)
            self.setFocusProxy(self.idle)
            self.idle.show_why(grid)
        else:
            self._start(grid)

    def _start(self, found: BlankGrid) -> None:
        desk = self._desk
        self.grid = grid = GridScreen(
            StationGrid(desk.recount, desk.seating, found.batch),
            desk.record,
            desk.images,
            self._image,
            self._table,
            desk.apart,
        )
        desk.locating.prefer(found.batch)
        desk.newest.follow(grid.show_newest)
        grid.flow.recorded.connect(self._acted)
        for acted in (grid.observers.said, grid.observers.filed, grid.observers.withdrawn):
            acted.connect(self._acted)
        grid.keys.gone_on.connect(self._go_singly)
        grid.opened.asked.connect(self._open_recorded)
        grid.head.line.asked.connect(self._open_number)
        grid.summary.back.clicked.connect(partial(self._host.show_screen, "overview"))
        self._stack.addWidget(grid)
        self._stack.setCurrentWidget(grid)
        self.setFocusProxy(grid)
        # Laid out first: how many ballots have room depends on it.
        grid.ensurePolished()
        around = grid.layout()
        if around is not None:
            around.activate()
        grid.start(found)

    def _leave(self) -> None:
        if self.grid is not None:
            self._stack.removeWidget(self.grid)
            self.grid.deleteLater()
            self.grid = None

    def _go_singly(self) -> None:
        """What was taken out comes first, then the rest in the order of work."""
        first = self.grid.flow.pages.singly[:1] if self.grid is not None else []
        self._host.show_review(self.batch, *first)

    def _open_number(self, typed: str) -> None:
        """A case is opened in Review, or a batch by the code of its cover; the page stays as it is.

        Whoever typed something else, or what is kept from those who sit here, goes nowhere.
        """
        here, grid, seating = self.batch, self.grid, self._desk.seating

        def found(way: tuple[int | None, str]) -> None:
            self._host.show_review(*way)

        def lost(failure: Failure) -> None:
            if grid is not None and grid is self.grid:
                grid.flow.say(failure.sentence, aloud=True)

        def read(recount: Recount) -> tuple[int | None, str]:
            batch = batch_of_code(typed)
            if batch is None:
                return here, openable(recount, seating, typed)
            batch_title(recount, batch)
            return batch, ""

        self._desk.ask(read, found, lost)

    def _open_recorded(self, number: str) -> None:
        """A recorded ballot is opened in Review, to be revised with a reason."""
        self._desk.to_revise = number
        self._host.show_review(self.batch, number)

    def _heard(self, topics: frozenset[Topic]) -> None:
        """Somebody signed in or out, or acted on another screen."""
        if self.grid is None or self._telling:
            return
        self.grid.observers.refresh()
        if Topic.PILE in topics:
            # An order or a reopening: any ballot may stand differently now.
            self.grid.flow.read_anew()

    def _drop(self, tell: Callable[[], None]) -> None:
        """Those who sat here leave: whoever comes next does not find what they took out."""
        if self.grid is None:
            return
        objecting = self.grid.observers.form is not None
        self.grid.observers.close_form()
        if self.grid.flow.drop() or objecting:
            tell()


def _next_pages(recount: Recount, apart: frozenset[str]) -> BlankGrid | None:
    batch = next_batch(recount)
    return None if batch is None else blank_grid(recount, batch, apart)
