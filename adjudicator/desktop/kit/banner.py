"""A banner: one true sentence across the top of what it is about, with at most one button."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from adjudicator.desktop.kit.labels import TONES, label
from adjudicator.desktop.kit.theme import theme, theme_keeper

_SIGNS = {"warning": "!", "bad": "!", "good": "\u2713"}
_LARGE = 150
"""Per cent of text above which fewer words stand, where there are fewer."""


class Banner(QWidget):
    """A sentence in a tone; hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAutoFillBackground(True)
        self._sign = label(size="strong", bold=True)
        self._words = label(wrap=True)
        self._button = QPushButton()
        self._action: Callable[[], None] | None = None
        self._whole = self._brief = ""
        self._said = ("", "", "", "")
        self._twin: Banner | None = None
        """Never shown: what the banner would be with other words."""
        self._button.clicked.connect(self._pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().space("medium"), 6, theme().space("medium"), 6)
        row.setSpacing(theme().space("small"))
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self._pair = TONES["neutral"]
        theme_keeper().changed.connect(self._follow)
        self.hide()

    def sizeHint(self) -> QSize:
        """As high as its lines are in the width it has; it is never higher."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width it has other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @property
    def sentence(self) -> str:
        """What it says now; empty while hidden."""
        return self._words.text()

    def say(
        self,
        sentence: str,
        tone: str = "warning",
        button: str = "",
        action: Callable[[], None] | None = None,
        *,
        brief: str = "",
    ) -> None:
        """Show a sentence; an empty one hides the banner.

        :param brief: stands in its place in large text, where what is below needs the height; the
            whole sentence is its tool tip.
        :raises KeyError: the tone is not one of :data:`~adjudicator.desktop.kit.labels.TONES`.
        """
        self._action = action
        self._put((sentence, tone, button, brief))
        self.setVisible(bool(sentence))

    def height_saying(self, sentence: str, width: int, *, brief: str = "") -> int:
        """How high it would be in a width with a sentence and no button; 0 for none."""
        if not sentence:
            return 0
        if self._twin is None:
            self._twin = Banner(self)
        self._twin._put((sentence, "warning", "", brief))  # noqa: SLF001 - one of its kind
        return self._twin.heightForWidth(width)

    def _put(self, said: tuple[str, str, str, str]) -> None:
        """Fill in what :meth:`say` is given, unless it stands there already."""
        if said == self._said:
            return
        sentence, tone, button, brief = said
        self._said, self._pair = said, TONES[tone]
        self._sign.setText(_SIGNS.get(tone, ""))
        self._sign.setVisible(tone in _SIGNS)
        self._whole, self._brief = sentence, brief
        self._words.setToolTip(sentence if brief else "")
        self._follow()
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(sentence)

    def _follow(self) -> None:
        """Take the colours of the theme in force, and as many words as its letters leave room."""
        large = theme().scale > _LARGE
        self._words.setText(self._brief if large and self._brief else self._whole)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme().ground_of(self._pair))
        self.setPalette(palette)
        for part in (self._sign, self._words):
            part.setStyleSheet(f"color: {theme().text_on(self._pair).name()};")

    def _pressed(self) -> None:
        if self._action is not None:
            self._action()
