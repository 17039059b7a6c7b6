"""Which key of the docket does what."""

from functools import partial
from operator import methodcaller
from typing import Protocol

from PySide6.QtCore import QObject

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.docket_acts import MEMBER_KEYS
from adjudicator.desktop.commands.panel_acts import PANEL_NAMES
from adjudicator.desktop.docket.errands import Errands
from adjudicator.desktop.docket.gallery import Gallery
from adjudicator.desktop.docket.ports import Voice
from adjudicator.desktop.docket.screen import DocketScreen
from adjudicator.desktop.docket.walk import DocketWalk
from adjudicator.desktop.kit.doubled import DoubledReturn
from adjudicator.desktop.review.panel_keys import PanelKeys, bind_observers

_ALONG = {"up": -1, "down": 1}


class Table(Protocol):
    """What the keys ask of the page around a case."""

    gallery: Gallery
    """The observers."""

    errands: Errands
    """What is sent for or looked up beside the case."""

    doubled: DoubledReturn
    """Of the scanner of this station."""

    def open_code(self, typed: str) -> None:
        """Call a case by its number, or leave for a batch by its code."""

    def end_sitting(self) -> None:
        """Ask the members to sign."""


class DocketKeys(QObject):
    """Sends each command where it belongs now."""

    def __init__(self, screen: DocketScreen, walk: DocketWalk, page: Table) -> None:
        super().__init__(screen)
        observers = page.gallery.observers
        self.panel = PanelKeys(screen, screen.flow, observers, page.open_code, self)
        self._screen, self._walk, self._page, self._flow = screen, walk, page, screen.flow
        self._observers = page.gallery.observers

    def act(self, name: str) -> None:
        """A key of the panel, or the same by mouse."""
        if name != "propose":
            self._page.doubled.end()
        if self._taken(name) or (name == "back" and (self._leave_group() or self._leave_case())):
            return
        if self._flow.group and name in _ALONG:
            self._screen.group.point(_ALONG[name])
        elif name in _ERRANDS:
            _ERRANDS[name](self._page.errands)
        elif name == "defer":
            self._walk.defer()
        elif name.startswith(("for_", "against_", "abstain_")):
            voice, place = name.rsplit("_", 1)
            self.vote(int(place) - 1, _VOICES[voice])
        elif name == "propose":
            self.propose()
        else:
            self._screen.hide_like()
            self._flow.press(name)

    def _taken(self, name: str) -> bool:
        """Whether a text field, the objection form or the earlier rulings have taken the key."""
        if self.panel.taken(name):
            return True
        if name in _ALONG:
            return self._screen.move_like(_ALONG[name])
        return name == "back" and self._screen.hide_like()

    def propose(self) -> None:
        """Return: done with a text field, or put to the vote, or record the majority.

        A scanner's second Return is none of these.
        """
        screen = self._screen
        if screen.line_in_use is screen.panel.search:
            self.panel.search(screen.panel.search.text())
        elif self._page.doubled.swallow():
            return
        elif self._observers.form is not None:
            self._observers.file()
        elif screen.line_in_use is screen.panel.detail.words:
            screen.pane.view.setFocus()
        else:
            self._flow.propose()

    def vote(self, place: int, voice: Voice) -> None:
        """A member's key."""
        self._flow.cast(place, voice)

    def take_out(self, number: str = "") -> None:
        """Take a ballot out of the group: the one named, else the one pointed at."""
        if self._flow.group:
            self._flow.take_out(number or self._screen.group.pointed)

    def _leave_group(self) -> bool:
        flow = self._flow
        # A question that is open takes the key first.
        if not flow.group or flow.leaving.number or flow.vote.deciding:
            return False
        self._flow.take_group(())
        self._flow.say("The group is dissolved: the proposal is for this case alone.")
        return True

    def _leave_case(self) -> bool:
        """From a case nobody has said anything of, one step back is the list."""
        draft = self._flow.draft
        if draft is not None and draft.before is None and self._flow.vote.proposed is None:
            self._walk.to_list()
            return True
        return False


_VOICES = {"for": Voice.FOR, "against": Voice.AGAINST, "abstain": Voice.ABSTAIN}
_ERRANDS = {
    "paper": methodcaller("send_for_paper"),
    "group": methodcaller("gather"),
    "precedents": methodcaller("look_back"),
    "frivolous": methodcaller("ask_frivolous"),
}


def bind_docket_keys(
    maker: ActionMaker, screen: DocketScreen, walk: DocketWalk, page: Table
) -> DocketKeys:
    """Make the commands of :mod:`~adjudicator.desktop.commands.docket_acts` act."""
    keys = DocketKeys(screen, walk, page)
    for name in (*PANEL_NAMES, "defer", "paper", "group", "precedents"):
        maker.make(f"docket.{name}", partial(keys.act, name))
    maker.make("docket.propose", keys.propose)
    for n in range(1, MEMBER_KEYS + 1):
        for word, voice in _VOICES.items():
            maker.make(f"docket.{word}_{n}", partial(keys.vote, n - 1, voice))
    maker.make("docket.voice", screen.flow.vote.by_voice)
    maker.make("docket.take_out", keys.take_out)
    maker.make("docket.end_sitting", page.end_sitting)
    maker.make("docket.next", walk.next)
    maker.make("docket.previous", walk.previous)
    maker.make("docket.search", screen.panel.begin_search)
    keys.panel.listen(keys.act, keys.propose)
    screen.bar.pressed.connect(keys.act)
    screen.group.take_out.connect(keys.take_out)
    return keys


def bind_observer_keys(maker: ActionMaker, gallery: Gallery) -> None:
    """Make the observers' commands act, on the list of the docket as beside a case."""
    bind_observers(maker, "docket", gallery, gallery)
