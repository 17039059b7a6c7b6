"""A page that is moved up and down where large text leaves no room for all of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(content: QWidget, *, by_keys: bool = False) -> QScrollArea:
    """Put a page into an area that scrolls only where the page's least height asks for it.

    :param by_keys: where nothing on the page takes the focus: while there is something to scroll
        the area takes it itself, to be moved by keyboard.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    if by_keys:

        def follow(_least: int, most: int) -> None:
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)

        area.verticalScrollBar().rangeChanged.connect(follow)
    return area
