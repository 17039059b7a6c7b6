"""Which key of the blank grid does what: to the page, the whole ballot, or an objection's form."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.grid_acts import GRID_DIGITS
from adjudicator.desktop.grid.flow import GridFlow
from adjudicator.desktop.grid.head import GridHead
from adjudicator.desktop.grid.more import More
from adjudicator.desktop.grid.opened import OpenedBefore
from adjudicator.desktop.grid.page_view import PageView, neighbour
from adjudicator.desktop.grid.ports import GridDesk
from adjudicator.desktop.grid.summary import SummaryPage
from adjudicator.desktop.grid.whole import WholeBallot
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.review.bar import SentenceBar
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.panel_keys import bind_observers
from adjudicator.desktop.review.ports import CaseView

WRITING = "An objection is being written. The pages go on once it is filed or put away."


class _Screen(Protocol):
    """What the keys need of the screen they are heard on."""

    head: GridHead
    view: PageView
    more: More
    summary: SummaryPage
    whole: WholeBallot
    bar: SentenceBar
    flow: GridFlow
    opened: OpenedBefore
    observers: ObserverFlow

    @property
    def line_in_use(self) -> QLineEdit | None: ...

    @property
    def shows_summary(self) -> bool: ...

    def show_whole(self, *, on: bool) -> None: ...


class GridKeys(QObject):
    """Sends each command where it belongs now.

    :param screen: the page, the bar and the flows.
    :param desk: the record: who objects to a ballot objects to it as it stands.
    """

    gone_on = Signal()
    """The pages are left: what is left is opened singly."""

    def __init__(self, screen: _Screen, desk: GridDesk, queue: WorkQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._screen, self._desk, self._queue = screen, desk, queue
        self._typed = ""
        """Digits of a place on the page, as far as they were typed."""
        self._typed_on: tuple[object, ...] = ()
        """The page, and whose turn it was."""

    @property
    def _flow(self) -> GridFlow:
        return self._screen.flow

    def propose(self) -> None:
        """Return: the first member's word, the form, the way on, or back to the page of now."""
        if self._screen.observers.form is not None:
            self._screen.observers.file()
        elif self._screen.shows_summary:
            self._screen.summary.take_way()
        elif self._flow.pages.before.back:
            self._flow.step_back()
        else:
            self._screen.show_whole(on=False)
            self._flow.confirm_first()

    def agree(self) -> None:
        """The second member's word."""
        if self._is_free():
            self._screen.show_whole(on=False)
            self._flow.confirm_second()

    def disagree(self) -> None:
        """Every ballot of this page singly."""
        if self._is_free():
            self._screen.show_whole(on=False)
            self._flow.disagree()

    def look_back(self, by: int) -> None:
        """Towards the pages before (1) or the page of now (-1)."""
        if self._is_free():
            self._flow.look_back(by)

    def _is_free(self) -> bool:
        """Whether no form of an objection lies over the page: nothing becomes of it meanwhile."""
        if self._screen.observers.form is None:
            return True
        self._screen.observers.remind(WRITING)
        return False

    def digit(self, name: str) -> None:
        """An answer in an objection's form, or the place of a ballot on the page."""
        if self._screen.observers.form is not None:
            self._screen.observers.press(name)
            return
        digit, now = name[-1], (self._screen.view.ballots, self._flow.pages.turn)
        before = self._typed if now == self._typed_on else ""
        self._typed_on = now
        for typed in (before + digit, digit):
            if self._screen.view.go_to(int(typed) - 1):
                self._typed = typed
                self._show_other()
                return
        self._typed = ""

    def go(self, across: int, down: int) -> None:
        """To a neighbour, or along the form."""
        if self._screen.observers.form is not None:
            if across > 0:
                self._forward()
            return
        self._typed = ""
        self._screen.view.go_to(neighbour(self._screen.view, across, down))
        self._show_other()

    def _forward(self) -> None:
        line = self._screen.line_in_use
        if line is None:
            self._screen.observers.press("forward")
        else:
            line.setCursorPosition(line.cursorPosition() + 1)

    def _show_other(self) -> None:
        """While a whole ballot is shown, the one that has the focus now."""
        ballot = self._screen.view.current_ballot
        if self._screen.whole.shown and ballot is not None:
            self._screen.whole.show_ballot(ballot)
            self._screen.whole.pane.view.setFocus()
            self._flow.changed.emit()

    def pull(self) -> None:
        """Take the ballot with the focus out, or back in."""
        self._typed = ""
        ballot = self._screen.view.current_ballot
        if ballot is not None and not self._screen.shows_summary and self._is_free():
            self._flow.pull(ballot.seal)

    def press_tile(self, place: int) -> None:
        """A ballot was pressed with the mouse."""
        if self._screen.view.go_to(place):
            self.pull()

    def press_twice(self, place: int) -> None:
        """A ballot was pressed twice: all of it."""
        if self._screen.view.go_to(place):
            self._screen.show_whole(on=True)

    def look(self) -> None:
        """The whole ballot, or back to the page."""
        if not self._screen.shows_summary:
            self._screen.show_whole(on=not self._screen.whole.shown)

    def flip(self) -> None:
        """The other side of the whole ballot."""
        if self._screen.whole.shown:
            self._screen.whole.pane.flip()

    def back(self) -> None:
        """One step back: from the form, the whole ballot, a page before, the second look."""
        if self._screen.observers.form is not None:
            self._screen.observers.press("back")
        elif self._screen.whole.shown:
            self._screen.show_whole(on=False)
        else:
            self._flow.step_back()

    def revise(self) -> None:
        """Open a recorded ballot of a page before in Review."""
        ballot = self._screen.view.current_ballot
        if ballot is not None and self._is_free():
            self._screen.opened.open(ballot)

    def object_to(self, place: int) -> None:
        """An observer's Shift key: to the ballot with the focus, as it stands."""
        observers, ballot = self._screen.observers, self._screen.view.current_ballot
        if observers.form is not None or ballot is None:
            observers.open_form(place, None, None)
            return

        def take(case: CaseView) -> None:
            observers.open_form(place, case, None)

        self._queue.submit(
            lambda: self._desk.case(ballot.case.number),
            take,
            lambda failure: self._flow.say(failure.sentence, aloud=True),
            priority=URGENT,
        )

    def bar_pressed(self, name: str) -> None:
        """A button of the bar, or of the form in its place."""
        if name == "propose":
            self.propose()
        elif name == "agree":
            self.agree()
        elif name == "back":
            self.back()
        else:
            self._screen.observers.press(name)


def bind_grid_keys(
    maker: ActionMaker, on_page: ActionMaker, keys: GridKeys, screen: _Screen
) -> None:
    """Make the commands of :mod:`~adjudicator.desktop.commands.grid_acts` act.

    :param on_page: of the page alone, so that Space is left to the buttons around it.
    """
    view = screen.view
    maker.make("grid.propose", keys.propose)
    maker.make("grid.agree", keys.agree)
    maker.make("grid.disagree", keys.disagree)
    on_page.make("grid.pull", keys.pull)
    maker.make("grid.revise", keys.revise)
    for name, across, down in (("left", -1, 0), ("forward", 1, 0), ("up", 0, -1), ("down", 0, 1)):
        maker.make(f"grid.{name}", partial(keys.go, across, down))
    for name in GRID_DIGITS:
        maker.make(f"grid.{name}", partial(keys.digit, name))
    maker.make("grid.look", keys.look)
    maker.make("grid.flip", keys.flip)
    maker.make_hold(
        "grid.hide",
        partial(view.set_overlays, shown=False),
        partial(view.set_overlays, shown=True),
    )
    maker.make("grid.back", keys.back)
    maker.make("grid.earlier", partial(keys.look_back, 1))
    maker.make("grid.later", partial(keys.look_back, -1))
    maker.make("grid.more", screen.more.take)
    maker.make("grid.search", partial(_begin_search, screen))
    maker.make("grid.singly", keys.gone_on.emit)
    bind_observers(maker, "grid", screen.observers, keys)
    view.chosen.connect(keys.press_tile)
    view.opened.connect(keys.press_twice)
    screen.summary.on.clicked.connect(keys.gone_on)
    screen.summary.more.clicked.connect(screen.more.take)
    screen.bar.pressed.connect(keys.bar_pressed)
    screen.bar.observer_pressed.connect(screen.observers.sign)
    screen.bar.form.words_typed.connect(screen.observers.write)


def _begin_search(screen: _Screen) -> None:
    """A slash: a case number follows, typed or scanned."""
    if screen.observers.form is None:
        screen.head.line.begin()
    else:
        screen.observers.remind(WRITING)
