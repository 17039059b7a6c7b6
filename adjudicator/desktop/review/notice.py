"""A page of the panel without questions: words, and the ways on from here."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.fitting import fit_letters
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme

Way = tuple[str, Callable[[], object]]
"""The words of a button and what it does; the first way is taken by Return too."""


class NoticePage(QWidget):
    """Words, and below them a button for every way on."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label(size="strong", wrap=True)
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().space("medium"))
        self._column.addWidget(self._words)
        self._column.addStretch(1)

    @property
    def text(self) -> str:
        """The words."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Show words, without any way on yet."""
        self._words.setText(words)
        self._words.setToolTip(words)
        self.offer(())

    def offer(self, ways: Sequence[Way]) -> None:
        """Show the ways on; the focus is on the first at once, if people look at this page.

        The answer may come when they have turned to another screen: it keeps the keyboard.
        """
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, (words, act) in enumerate(ways, start=1):
            button = QPushButton(words)
            if place == 1:
                button.setProperty("kind", "primary")
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._column.insertWidget(place, button)
            button.show()
            self.buttons.append(button)
        self._fit()
        if self.buttons and self.isVisible():
            self.buttons[0].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words follow the room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The words follow another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Large words where all of them have room beside the ways on, else smaller ones."""
        ways = sum(b.sizeHint().height() + self._column.spacing() for b in self.buttons)
        fit_letters(self._words, self.width(), self.height() - ways)

    def take_way(self) -> bool:
        """Go the way that has the focus, else the first; whether there is one."""
        if not self.buttons:
            return False
        next((b for b in self.buttons if b.hasFocus()), self.buttons[0]).click()
        return True
