"""What is signed, above the signatures: as high as it takes, and scrolled where need be."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme

_LEAST = 150
"""Pixels of it that are always in sight."""


class SignedPane(QWidget):
    """A column that fills the room there is; nothing in it is ever cut.

    Subclasses fill ``column``.  Where it is longer than its room it is moved by keyboard.
    """

    def __init__(self) -> None:
        super().__init__()
        self._inner = part(QWidget(), "surface")
        self.column = QVBoxLayout(self._inner)
        self.column.setSpacing(theme().space("small"))
        self.area = area = scrolled(self._inner, by_keys=True)
        area.setAccessibleName("What is signed")
        area.keep(_LEAST)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def sizeHint(self) -> QSize:
        """Room for all of it, where the window has that."""
        wide = max(self.width() - 2 * theme().space("wide"), theme().scaled(480))
        return QSize(super().sizeHint().width(), self._inner.heightForWidth(wide) + 4)
