"""Parts of a page that stand side by side, and below each other where the text is large."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from adjudicator.desktop.kit.theme import theme, theme_keeper

_LARGE = 150
"""Per cent of text above which parts side by side would be cut."""


def stack_when_large(parts: QBoxLayout) -> None:
    """Let parts stand below each other while the text is large."""
    _Stacking(parts).follow()


class _Stacking(QObject):
    """Follows the text for one layout, as long as that lives."""

    def __init__(self, parts: QBoxLayout) -> None:
        super().__init__(parts)
        self._parts = parts
        theme_keeper().changed.connect(self.follow)

    def follow(self) -> None:
        """Take the direction that the text in force asks for."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(below if theme().scale > _LARGE else beside)
