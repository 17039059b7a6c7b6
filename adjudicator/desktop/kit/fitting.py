"""Dialogs no larger than their window and words no higher than their room, with large text too."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QDialog, QLabel

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


def fit_letters(
    words: QLabel, wide: int, high: int, sizes: Sequence[str] = ("strong", "body", "small")
) -> bool:
    """Set a label that wraps its words in the largest of some sizes that leaves them whole.

    :param wide: the room there is, in pixels; ``high`` likewise.
    :param sizes: of the tokens, the largest first; the last is taken where none fits.
    :returns: whether all of the words have room.
    """
    wrap = int(Qt.TextFlag.TextWordWrap)
    bold = words.property("bold") == "true"
    for size in sizes:
        metrics = theme().metrics(size, bold=bold)
        need = metrics.boundingRect(QRect(0, 0, wide, 1 << 16), wrap, words.text()).height()
        if need <= high:
            break
    if words.property("letters") != size:
        words.setProperty("letters", size)
        words.style().unpolish(words)
        words.style().polish(words)
        words.updateGeometry()
    return need <= high
