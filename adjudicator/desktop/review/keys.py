"""Which key of Review does what: to the draft, the objection form, or a text field in use."""

from functools import partial

from PySide6.QtCore import QObject

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.panel_acts import PANEL_NAMES
from adjudicator.desktop.review.controller import ReviewController
from adjudicator.desktop.review.panel_keys import PanelKeys, bind_observers


class ReviewKeys(QObject):
    """Sends each command where it belongs now."""

    def __init__(self, controller: ReviewController) -> None:
        super().__init__(controller)
        self.panel = PanelKeys(
            controller.screen, controller.flow, controller.observers, self.open_code, self
        )
        self._controller = controller
        self._screen = controller.screen
        self._flow, self._observers = controller.flow, controller.observers

    def act(self, name: str) -> None:
        """A key of the panel, or the same by mouse."""
        if name != "propose":
            self._controller.doubled.end()
        if self.panel.taken(name):
            return
        if self._screen.aside is not None and self._screen.aside.take(name):
            return
        if name == "back" and self._controller.described.close():
            return
        if name == "propose":
            self.propose()
        elif name == "agree":
            self._flow.agree()
        else:
            self._flow.press(name)

    def propose(self) -> None:
        """Return: done with a text field, file the objection, propose, or on from a ruled case.

        A scanner's second Return is none of these.
        """
        if self._screen.line_in_use is self._screen.panel.search:
            self.panel.search(self._screen.panel.search.text())
        elif self._controller.doubled.swallow():
            return
        elif self._observers.form is not None:
            self._observers.file()
        elif self._screen.line_in_use is self._screen.panel.detail.words:
            self._screen.pane.view.setFocus()
        elif self._screen.panel.notice and self._screen.panel.notices.take_way():
            return
        elif self._flow.ruled:
            self._controller.go_on()
        else:
            self._flow.propose()

    def open_code(self, text: str) -> None:
        """Open a case, or a batch, by what was typed."""
        self._controller.open_number(text.strip(" /"))
        self._controller.doubled.begin()

    def object_to(self, place: int) -> None:
        """An observer's Shift key."""
        self._observers.open_form(place, self._flow.case, self._controller.last_case())


def bind_review_keys(maker: ActionMaker, controller: ReviewController) -> ReviewKeys:
    """Make the commands of :mod:`~adjudicator.desktop.commands.review_acts` act."""
    keys = ReviewKeys(controller)
    screen, flow, observers = controller.screen, controller.flow, controller.observers
    for name in (*PANEL_NAMES, "to_board", "paper"):
        maker.make(f"review.{name}", partial(keys.act, name))
    maker.make("review.propose", keys.propose)
    maker.make("review.agree", flow.agree)
    maker.make("review.disagree", flow.disagree)
    maker.make("review.revise", controller.reviser.revise)
    maker.make("review.reopen", controller.reopen)
    maker.make("review.from_form", controller.form_entry.toggle)
    maker.make("review.wrong_place", controller.wrong_place.say)
    maker.make("review.describe", controller.described.turn)
    maker.make("review.next", partial(controller.navigator.step, 1))
    maker.make("review.previous", partial(controller.navigator.step, -1))
    maker.make("review.search", screen.panel.begin_search)
    bind_observers(maker, "review", observers, keys)
    keys.panel.listen(keys.act, keys.propose)
    screen.bar.pressed.connect(keys.act)
    screen.bar.observer_pressed.connect(observers.sign)
    screen.bar.form.words_typed.connect(observers.write)
    return keys
