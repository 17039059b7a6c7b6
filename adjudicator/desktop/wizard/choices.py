"""One of a few answers to a question of the wizard."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget


class Choices(QWidget):
    """One of a few answers, each a button; the arrows move among them.

    :param name: what a screen reader calls the question.
    :param answers: value and words of each.
    """

    def __init__(self, name: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        self.buttons = {value: QRadioButton(words) for value, words in answers}
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button in self.buttons.values():
            self.group.addButton(button)
            column.addWidget(button)

    @property
    def value(self) -> str:
        """The answer given; empty while there is none."""
        return next((v for v, b in self.buttons.items() if b.isChecked()), "")

    def choose(self, value: str) -> None:
        """Give an answer."""
        self.buttons[value].setChecked(True)
