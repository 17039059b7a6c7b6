"""Which key of the docket does what."""

from functools import partial
from operator import methodcaller
from typing import Protocol

from PySide6.QtCore import QObject

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.docket_acts import MEMBER_KEYS
from adjudicator.desktop.commands.review_acts import OBSERVER_KEYS
from adjudicator.desktop.docket.errands import Errands
from adjudicator.desktop.docket.gallery import Gallery
from adjudicator.desktop.docket.ports import Voice
from adjudicator.desktop.docket.screen import DocketScreen
from adjudicator.desktop.docket.walk import DocketWalk
from adjudicator.desktop.kit.doubled import DoubledReturn
from adjudicator.desktop.review import drafting
from adjudicator.interchange.papers.codes import batch_of_code

_DRAFT = (
    *(f"digit_{n}" for n in range(10)),
    "no_count", "too_many", "struck_out", "from_paper", "up", "down",
    "choose", "back", "forward", "take_away",
)  # fmt: skip
_ALONG = {"up": -1, "down": 1}
_FORM = frozenset({*(f"digit_{n}" for n in range(10)), "back", "forward"})


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
        screen = self._screen
        line = screen.line_in_use
        if line is not None and name == "forward":
            line.setCursorPosition(line.cursorPosition() + 1)
        elif screen.panel.search.isVisible() and name == "back":
            self._end_search()
        elif self._observers.form is not None and name in _FORM:
            self._observers.press(name)
        elif name in _ALONG:
            return screen.move_like(_ALONG[name])
        else:
            return name == "back" and screen.hide_like()
        return True

    def propose(self) -> None:
        """Return: done with a text field, or put to the vote, or record the majority.

        A scanner's second Return is none of these.
        """
        screen = self._screen
        if screen.line_in_use is screen.panel.search:
            self.search(screen.panel.search.text())
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

    def point(self, place: int) -> None:
        """A choice without a digit was pressed with the mouse."""
        draft = self._flow.draft
        if draft is not None:
            for _ in range((place - draft.pointer) % max(1, len(draft.choices))):
                self._flow.press("down")
            self._flow.press("choose")

    def write(self, words: str) -> None:
        """Words for the clause were typed."""
        if self._flow.draft is not None:
            self._flow.edit(drafting.with_words(self._flow.draft, words))

    def narrow(self, letters: str) -> None:
        """Letters in the search line narrow the list of choices, if they fit any."""
        draft = self._flow.draft
        if draft is None or draft.page != "see":
            return
        narrowed = drafting.narrow(draft, letters)
        self._flow.edit(narrowed if narrowed.choices else drafting.narrow(draft, ""))

    def search(self, text: str) -> None:
        """Return in the search line: the choice pointed at, or a case or batch by its code."""
        draft = self._flow.draft
        code = text.startswith("/") or batch_of_code(text) is not None
        fits = draft is not None and draft.narrowed and text and not code
        self._end_search(keep=bool(fits))
        if fits and draft is not None:
            self._flow.press("choose")
            if self._flow.draft is not None:
                self._flow.edit(drafting.narrow(self._flow.draft, ""))
        elif text.strip(" /"):
            self._page.open_code(text)

    def _end_search(self, *, keep: bool = False) -> None:
        self._screen.panel.end_search()
        self._screen.pane.view.setFocus()
        if self._flow.draft is not None and not keep:
            self._flow.edit(drafting.narrow(self._flow.draft, ""))

    def _leave_group(self) -> bool:
        if not self._flow.group:
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
}


def bind_docket_keys(
    maker: ActionMaker, screen: DocketScreen, walk: DocketWalk, page: Table
) -> DocketKeys:
    """Make the commands of :mod:`~adjudicator.desktop.commands.docket_acts` act."""
    keys = DocketKeys(screen, walk, page)
    for name in (*_DRAFT, "defer", "paper", "group", "precedents"):
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
    screen.panel.pressed.connect(keys.act)
    screen.panel.pointed.connect(keys.point)
    screen.panel.words_typed.connect(keys.write)
    screen.panel.words_done.connect(keys.propose)
    screen.panel.searched.connect(keys.narrow)
    screen.panel.search_done.connect(keys.search)
    screen.bar.pressed.connect(keys.act)
    screen.group.take_out.connect(keys.take_out)
    return keys


def bind_observer_keys(maker: ActionMaker, gallery: Gallery) -> None:
    """Make the observers' commands act, on the list of the docket as beside a case."""
    observers = gallery.observers
    for n in range(OBSERVER_KEYS):
        maker.make(f"docket.observer_{n + 1}_sign", partial(observers.sign, n))
        maker.make(f"docket.observer_{n + 1}_object", partial(gallery.object_to, n))
        maker.make(f"docket.observer_{n + 1}_away", partial(observers.toggle_away, n))
        maker.make(f"docket.observer_{n + 1}_decline", partial(observers.decline, n))
