"""Dialogs no larger than the window they stand over, also with large text."""

from PySide6.QtWidgets import QDialog

from adjudicator.desktop.kit.theme import theme

_MARGIN = 40
"""Pixels of the window that stay in sight around a dialog."""


def fit(dialog: QDialog, wide: int, high: int) -> None:
    """Give a dialog its size.

    :param wide: at a text size of 100 %, in pixels; ``high`` likewise.
    """
    look = theme()
    fit_to(dialog, look.scaled(wide), look.scaled(high))


def fit_to(dialog: QDialog, wide: int, high: int) -> None:
    """Give a dialog its size, in pixels of the screen."""
    parent = dialog.parentWidget()
    if parent is not None:
        room = parent.window().size()
        wide, high = min(wide, room.width() - _MARGIN), min(high, room.height() - _MARGIN)
    dialog.resize(wide, high)
