"""Which key of Review does what: to the draft, the objection form, or a text field in use."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.review_acts import OBSERVER_KEYS
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.controller import ReviewController
from adjudicator.interchange.papers.codes import batch_of_code

_DRAFT = (
    *(f"digit_{n}" for n in range(10)),
    "no_count", "too_many", "struck_out", "to_board", "paper", "from_paper", "up", "down",
    "choose", "back", "forward", "take_away",
)  # fmt: skip
_FORM = frozenset({*(f"digit_{n}" for n in range(10)), "back", "forward"})


class ReviewKeys(QObject):
    """Sends each command where it belongs now."""

    def __init__(self, controller: ReviewController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._screen = controller.screen
        self._flow, self._observers = controller.flow, controller.observers

    def act(self, name: str) -> None:
        """A key of the panel, or the same by mouse."""
        if name != "propose":
            self._controller.doubled.end()
        line = self._line()
        if line is not None and name == "forward":
            line.setCursorPosition(line.cursorPosition() + 1)
        elif self._screen.panel.search.isVisible() and name == "back":
            self._end_search()
        elif self._observers.form is not None and name in _FORM:
            self._observers.press(name)
        elif self._screen.aside is not None and self._screen.aside.take(name):
            return
        elif name == "propose":
            self.propose()
        elif name == "agree":
            self._flow.agree()
        else:
            self._flow.press(name)

    def propose(self) -> None:
        """Return: done with a text field, file the objection, propose, or on from a ruled case.

        A scanner's second Return is none of these.
        """
        if self._line() is self._screen.panel.search:
            self.search(self._screen.panel.search.text())
        elif self._controller.doubled.swallow():
            return
        elif self._observers.form is not None:
            self._observers.file()
        elif self._line() is self._screen.panel.detail.words:
            self._screen.pane.view.setFocus()
        elif self._screen.panel.notice and self._screen.panel.notices.take_way():
            return
        elif self._flow.ruled:
            self._controller.go_on()
        else:
            self._flow.propose()

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
            self._controller.open_number(text.strip(" /"))
            self._controller.doubled.begin()

    def _end_search(self, *, keep: bool = False) -> None:
        self._screen.panel.end_search()
        self._screen.pane.view.setFocus()
        if self._flow.draft is not None and not keep:
            self._flow.edit(drafting.narrow(self._flow.draft, ""))

    def object_to(self, place: int) -> None:
        """An observer's Shift key."""
        self._observers.open_form(place, self._flow.case, self._controller.last_case())

    def _line(self) -> QLineEdit | None:
        for line in (
            self._screen.panel.search,
            self._screen.panel.detail.words,
            self._screen.bar.form.words,
        ):
            if line.hasFocus():
                return line
        return None


def bind_review_keys(maker: ActionMaker, controller: ReviewController) -> ReviewKeys:
    """Make the commands of :mod:`~adjudicator.desktop.commands.review_acts` act."""
    keys = ReviewKeys(controller)
    screen, flow, observers = controller.screen, controller.flow, controller.observers
    for name in _DRAFT:
        maker.make(f"review.{name}", partial(keys.act, name))
    maker.make("review.propose", keys.propose)
    maker.make("review.agree", flow.agree)
    maker.make("review.disagree", flow.disagree)
    maker.make("review.revise", controller.reviser.revise)
    maker.make("review.reopen", controller.reopen)
    maker.make("review.from_form", controller.form_entry.toggle)
    maker.make("review.wrong_place", screen.pane.wrong_place)
    maker.make("review.describe", controller.describe)
    maker.make("review.next", controller.navigator.next)
    maker.make("review.previous", controller.navigator.previous)
    maker.make("review.search", screen.panel.begin_search)
    for n in range(OBSERVER_KEYS):
        maker.make(f"review.observer_{n + 1}_sign", partial(observers.sign, n))
        maker.make(f"review.observer_{n + 1}_object", partial(keys.object_to, n))
        maker.make(f"review.observer_{n + 1}_away", partial(observers.toggle_away, n))
        maker.make(f"review.observer_{n + 1}_decline", partial(observers.decline, n))
    screen.panel.pressed.connect(keys.act)
    screen.panel.pointed.connect(keys.point)
    screen.panel.words_typed.connect(keys.write)
    screen.panel.words_done.connect(keys.propose)
    screen.panel.searched.connect(keys.narrow)
    screen.panel.search_done.connect(keys.search)
    screen.bar.pressed.connect(keys.act)
    screen.bar.observer_pressed.connect(observers.sign)
    screen.bar.form.words_typed.connect(observers.write)
    return keys
