"""The second look on the screen: a drawn ballot, or the list of batches where nobody looks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ballot_keys import bind_ballot_keys
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.look_acts import SIGHTS
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.screen import Host
from adjudicator.desktop.second_look.bar import LookBar
from adjudicator.desktop.second_look.draw_form import open_draw_form
from adjudicator.desktop.second_look.flow import LEFT, LookFlow
from adjudicator.desktop.second_look.head import LookHead
from adjudicator.desktop.second_look.list_page import LookListPage
from adjudicator.desktop.second_look.outline import WrongOutline
from adjudicator.desktop.second_look.panel import LookPanel
from adjudicator.desktop.second_look.ports import LookSheet, LookView
from adjudicator.desktop.second_look.station import StationLooks
from adjudicator.ledger.casenumbers import spoken

_ACTS = frozenset({Topic.RULINGS})


class SecondLookPage(QWidget):
    """Begins with the first drawn ballot where a team sits that may look; else with the list.

    :param desk: the open recount.
    :param table: the commands with the keys in force.
    """

    context = Context.LOOK
    not_heard = ("ballot.ink", "ballot.marks")
    """Measured ink is told to nobody who looks a second time."""

    def __init__(self, desk: Desk, _host: Host, table: CommandTable) -> None:
        super().__init__()
        self.setAccessibleName("Second look")
        self._desk, self._table = desk, table
        folder = desk.recount.folder
        self.cache = ImageCache(
            lambda sha256: folder.image(sha256).read_bytes(), desk.images, parent=self
        )
        self.looks = StationLooks(desk.recount, desk.seating)
        self.flow = LookFlow(self.looks, desk.record, self)
        self.banner, self.head = Banner(), LookHead()
        self.pane = BallotPane(self.cache)
        self.panel, self.bar = LookPanel(self._key_of), LookBar(self._key_of)
        self.list = LookListPage(self._key_of("draw"))
        self.announcer = Announcer(self)
        self._stack, self._ballot = QStackedWidget(), QWidget()
        self._telling = False
        self._told_to: tuple[str, ...] | None = None
        """Who sat here when it was said what was drawn."""
        self._lay_out()
        # The list has buttons and keys of its own, so those of a ballot are heard there only.
        self.maker = ActionMaker(table, self._ballot)
        bind_ballot_keys(self.maker, self.pane)
        self.pane.wrong_key = self._key_of("wrong_place")
        self.outline = WrongOutline(self.pane, self.flow, self.looks, desk.record)
        self._bind()
        self._connect()
        self.setFocusProxy(self.list.batches)

    def _key_of(self, name: str) -> str:
        return self._table.key(f"look.{name}")

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pane, 1)
        middle.addWidget(self.panel)
        ballot = QVBoxLayout(self._ballot)
        ballot.setContentsMargins(0, 0, 0, 0)
        ballot.setSpacing(0)
        ballot.addWidget(self.head)
        ballot.addLayout(middle, 1)
        ballot.addWidget(self.bar)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._ballot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    def _bind(self) -> None:
        for name in SIGHTS:
            self.maker.make(f"look.{name}", partial(self.press, name))
        for name in ("propose", "agree", "disagree", "back", "next"):
            self.maker.make(f"look.{name}", partial(self.press, name))
        self.maker.make("look.wrong_place", self.outline.say)
        self.maker["ballot.ink"].setEnabled(False)
        ActionMaker(self._table, self).make("look.draw", self.draw)

    def _connect(self) -> None:
        flow = self.flow
        self.panel.pressed.connect(self.press)
        self.bar.pressed.connect(self.press)
        self.list.begin_asked.connect(lambda: flow.refresh(begin=True))
        self.list.draw_asked.connect(self.draw)
        flow.changed.connect(self._show_flow)
        flow.arrived.connect(self._arrived)
        flow.read.connect(self._read)
        flow.nearby.connect(
            lambda view: self.pane.expect([(view.sides, view.case.contest, view.found)])
        )
        flow.recorded.connect(self._acted)
        flow.failed.connect(self._tell)
        flow.said.connect(self.announcer.say)
        self.pane.view.painted.connect(self._painted)
        self.cache.ready.connect(self._image_ready)
        self._desk.changed.connect(self._heard)
        self._desk.dropping.connect(self._drop)

    # What people do ------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """A key, or the same by mouse."""
        if name in SIGHTS:
            self.flow.see(SIGHTS[name])
        elif name == "back" and self.flow.seen is None:
            self.flow.leave()
        else:
            getattr(self.flow, name)()

    def draw(self) -> None:
        """The board draws what is to be drawn."""
        open_draw_form(self._desk, self, self._say, self._tell)

    # What is shown -------------------------------------------------------------------------

    def _read(self, sheet: LookSheet) -> None:
        self.list.show_sheet(sheet)

    def _arrived(self, view: LookView | None) -> None:
        if view is None:
            self.pane.clear("")
            self._show(self.list, self.list.batches)
            return
        self._show(self._ballot, self.pane.view)
        self.head.show_view(view)
        self.pane.show_ballot(view.sides, view.case.contest, view.found)
        self._image_ready()
        if not self.pane.opening:
            # On the screen before the next key can be pressed.
            self.pane.view.repaint()
        where = f"{view.case.title}, drawn {view.case.place} of {view.case.of}"
        self.announcer.say(f"Second look. Case {spoken(view.number)}. {where}.")

    def _show(self, page: QWidget, focus: QWidget) -> None:
        """Turn to the ballot or the list, and give it the keyboard."""
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(focus)
        if self.isVisible():
            focus.setFocus()

    def _show_flow(self) -> None:
        self.panel.show_sight(self.flow.seen)
        self.bar.show_flow(self.flow)
        looking = self.flow.view is not None
        self.list.say("" if looking else self.flow.message)
        if self._told_to is not None and (looking or self.flow.table.people != self._told_to):
            # What was drawn was said to those who drew; others look at ballots.
            self._told_to = None
            self.banner.say("")

    def _painted(self) -> None:
        if self.flow.view is not None and not self.pane.opening:
            self.flow.shown = True

    def _image_ready(self, _ref: object = None) -> None:
        if self.flow.view is not None and self.pane.problem and not self.flow.problem:
            self.flow.problem = self.pane.problem
            self.flow.say(f"{self.pane.problem} Send for the paper (P), or to the board (B).")

    # Around it -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where this table may look."""
        super().showEvent(event)
        self.flow.refresh(begin=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was begun is not kept for whoever comes back."""
        super().hideEvent(event)
        self.flow.drop(LEFT)

    def _acted(self, _number: str) -> None:
        """Something was recorded here: other screens are out of date."""
        self._telling = True
        self._desk.changed.emit(_ACTS)
        self._telling = False
        self.flow.refresh()

    def _heard(self, _topics: frozenset[Topic]) -> None:
        if self.isVisible() and not self._telling:
            self.flow.refresh()

    def _drop(self, tell: Callable[[], None]) -> None:
        """Those who sat here leave: whoever comes next does not find their half sentence."""
        if self.flow.drop():
            tell()

    def _say(self, sentence: str) -> None:
        self._told_to = self.flow.table.people
        self.banner.say(sentence, "good", "Understood", lambda: self.banner.say(""))

    def _tell(self, failure: Failure) -> None:
        self._told_to = None
        self.banner.say(failure.sentence, "bad", "Understood", lambda: self.banner.say(""))
        self.announcer.say(failure.sentence, urgent=True)
