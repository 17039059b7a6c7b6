"""The names of the pages of a screen in a row; a sign, not only a colour, marks the one shown."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from adjudicator.desktop.kit.theme import theme


class PartsRow(QWidget):
    """One button for each page.

    :param names: with their mnemonics.
    """

    chosen = Signal(int)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName("Pages")
        self._names = tuple(names)
        self.buttons: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space("small"))
        for number, name in enumerate(names):
            button = QPushButton(name)
            button.setCheckable(True)
            # No group of Qt's: in one, Tab reaches a single button.
            button.clicked.connect(partial(self.chosen.emit, number))
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)

    def mark(self, place: int) -> None:
        """Mark the page that is shown."""
        for number, (name, button) in enumerate(zip(self._names, self.buttons, strict=True)):
            here = number == place
            button.setChecked(here)
            button.setText(f"\u2713 {name}" if here else name)
            button.setProperty("kind", "primary" if here else "")
            button.style().unpolish(button)
            button.style().polish(button)
