"""The keys of the panel, wherever people rule: choices, words, and the search line.

Review and the docket build a ruling with the same panel and the same draft; what else their keys
do, each adds for itself.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.panel_acts import DIGITS, OBSERVER_KEYS
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.draft import Draft, Page
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.panel import Panel
from adjudicator.interchange.papers.codes import batch_of_code

_FORM = frozenset({*DIGITS, "back", "forward"})


class Drafting(Protocol):
    """A ruling in the making."""

    draft: Draft | None

    def press(self, act: str) -> None:
        """A key of the panel."""

    def edit(self, draft: Draft) -> None:
        """Take a draft with other words or letters."""


class Ruled(Protocol):
    """A screen on which a ruling is built."""

    pane: BallotPane
    panel: Panel

    @property
    def line_in_use(self) -> QLineEdit | None:
        """The text field that has the focus."""


class PanelKeys(QObject):
    """What the panel, its search line and its words ask for.

    :param screen: where the panel stands.
    :param flow: the ruling that is built.
    :param observers: whose objection form may be open.
    :param open_code: takes a case's number or the code of a batch, as it was typed.
    """

    def __init__(
        self,
        screen: Ruled,
        flow: Drafting,
        observers: ObserverFlow,
        open_code: Callable[[str], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._ruled, self._drafting, self._observing = screen, flow, observers
        self._open_code = open_code

    def taken(self, name: str) -> bool:
        """Whether a text field or the objection form has taken the key."""
        line = self._ruled.line_in_use
        if line is not None and name == "forward":
            line.setCursorPosition(line.cursorPosition() + 1)
        elif self._ruled.panel.search.isVisible() and name == "back":
            self._end_search()
        elif self._observing.form is not None and name in _FORM:
            self._observing.press(name)
        else:
            return False
        return True

    def point(self, place: int) -> None:
        """A choice without a digit was pressed with the mouse."""
        draft = self._drafting.draft
        if draft is not None:
            for _ in range((place - draft.pointer) % max(1, len(draft.choices))):
                self._drafting.press("down")
            self._drafting.press("choose")

    def write(self, words: str) -> None:
        """Words for the clause were typed."""
        if self._drafting.draft is not None:
            self._drafting.edit(drafting.with_words(self._drafting.draft, words))

    def narrow(self, letters: str) -> None:
        """Letters in the search line narrow the list of choices, if they fit any."""
        draft = self._drafting.draft
        if draft is None or draft.page is not Page.SEE:
            return
        narrowed = drafting.narrow(draft, letters)
        self._drafting.edit(narrowed if narrowed.choices else drafting.narrow(draft, ""))

    def search(self, text: str) -> None:
        """Return in the search line: the choice pointed at, or a case or batch by its code."""
        draft = self._drafting.draft
        code = text.startswith("/") or batch_of_code(text) is not None
        fits = draft is not None and draft.narrowed and text and not code
        self._end_search(keep=bool(fits))
        if fits and draft is not None:
            self._drafting.press("choose")
            if self._drafting.draft is not None:
                self._drafting.edit(drafting.narrow(self._drafting.draft, ""))
        elif text.strip(" /"):
            self._open_code(text)

    def _end_search(self, *, keep: bool = False) -> None:
        self._ruled.panel.end_search()
        self._ruled.pane.view.setFocus()
        if self._drafting.draft is not None and not keep:
            self._drafting.edit(drafting.narrow(self._drafting.draft, ""))

    def listen(self, act: Callable[[str], object], propose: Callable[[], object]) -> None:
        """Hear the panel.

        :param act: takes a command by its name, as its key does.
        :param propose: what Return does.
        """
        panel = self._ruled.panel
        panel.pressed.connect(act)
        panel.pointed.connect(self.point)
        panel.words_typed.connect(self.write)
        panel.words_done.connect(propose)
        panel.searched.connect(self.narrow)
        panel.search_done.connect(self.search)


class ObjectsTo(Protocol):
    """Opens an observer's objection form."""

    def object_to(self, place: int) -> None:
        """An observer's Shift key."""


class Answers(Protocol):
    """Takes what observers say, by their place."""

    def sign(self, place: int) -> None:
        """No objection."""

    def decline(self, place: int) -> None:
        """Declines to sign."""

    def toggle_away(self, place: int) -> None:
        """Away, or back."""


def bind_observers(maker: ActionMaker, prefix: str, observers: Answers, forms: ObjectsTo) -> None:
    """Make the observers' commands act."""
    for n in range(OBSERVER_KEYS):
        name = f"{prefix}.observer_{n + 1}"
        maker.make(f"{name}_sign", partial(observers.sign, n))
        maker.make(f"{name}_object", partial(forms.object_to, n))
        maker.make(f"{name}_away", partial(observers.toggle_away, n))
        maker.make(f"{name}_decline", partial(observers.decline, n))


class PageFollower:
    """Shows every side while the consistency question is open, and puts the focus where it belongs.

    :param screen: where the panel stands.
    """

    def __init__(self, screen: Ruled) -> None:
        self._screen = screen
        self._page: Page | None = None
        self._asking = ""

    def forget(self) -> None:
        """Another case is on the screen, or none."""
        self._page, self._asking = None, ""

    def follow(self, draft: Draft, number: str, *, proposed: bool) -> None:
        """Follow a draft of the case of that number; a proposal leads back to the ballot."""
        self._show_sides(number if draft.page is Page.CONSISTENCY and not proposed else "")
        self._take_page(draft, Page.SEE if proposed else draft.page)

    def _show_sides(self, asking: str) -> None:
        if asking == self._asking:
            return
        self._asking = asking
        pane = self._screen.pane
        pane.show_all_sides(on=bool(asking))
        if asking:
            # On the screen at once, so that the question can be answered without a wait.
            pane.spread.repaint()

    def _take_page(self, draft: Draft, page: Page) -> None:
        entered, self._page = self._page is not page, page
        if not entered:
            return
        words = self._screen.panel.detail.words
        if page is Page.READY and draft.asks_words and draft.clause_in_force is not None:
            words.setFocus()
        elif self._screen.line_in_use is words:
            self._screen.pane.view.setFocus()
