"""Dialogs no larger than their window and words no higher than their room, with large text too."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel

from adjudicator.desktop.kit.theme import theme, theme_keeper

MARGIN = 40
"""Pixels of the window that stay in sight around a dialog."""


def fit(dialog: QDialog, wide: int, high: int) -> None:
    """Give a dialog its size, now and whenever the size of the text changes.

    :param wide: at a text size of 100 %, in pixels; ``high`` likewise.
    """
    fit_to(dialog, lambda: QSize(theme().scaled(wide), theme().scaled(high)))


def fit_column(dialog: QDialog, wide: int) -> None:
    """Give a dialog that has its layout a width, and the height its lines take then.

    :param wide: at a text size of 100 %, in pixels.
    """

    def size() -> QSize:
        broad = min(theme().scaled(wide), room_over(dialog).width())
        layout = dialog.layout()
        dialog.setMinimumWidth(broad)
        return QSize(broad, 0 if layout is None else layout.totalHeightForWidth(broad))

    fit_to(dialog, size)


def fit_to(dialog: QDialog, size: Callable[[], QSize]) -> None:
    """Give a dialog the size that is asked for, now and whenever the size of the text changes.

    :param size: in pixels of the screen; a height of none is as high as the lines take.
    """
    _Fitting(dialog, size).take()


def room_over(dialog: QDialog) -> QSize:
    """How large a dialog can be over its window."""
    parent = dialog.parentWidget()
    window = parent.window().size() if parent is not None else dialog.maximumSize()
    return window - QSize(MARGIN, MARGIN)


class _Fitting(QObject):
    """Follows the text for one dialog, as long as that lives."""

    def __init__(self, dialog: QDialog, size: Callable[[], QSize]) -> None:
        super().__init__(dialog)
        self._dialog, self._size = dialog, size
        # After every part of it has followed: what they take is known then.
        theme_keeper().changed.connect(self._later)

    def take(self) -> None:
        """Take the size now."""
        self._dialog.resize(self._size().boundedTo(room_over(self._dialog)))

    def _later(self) -> None:
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        """Take the size for another text, and stay over the middle of the window."""
        layout, parent = self._dialog.layout(), self._dialog.parentWidget()
        if layout is not None:
            layout.activate()
        self.take()
        if self._dialog.isVisible() and parent is not None:
            middle = self._dialog.frameGeometry()
            middle.moveCenter(parent.window().frameGeometry().center())
            self._dialog.move(middle.topLeft())


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


def whole_pages(lines: Sequence[str], wide: int, high: int, size: str = "small") -> list[str]:
    """Lines on pages, so that each page has room in the smallest letters; no line is split.

    :param wide: the room of a page, in pixels; ``high`` likewise.
    """
    wrap = int(Qt.TextFlag.TextWordWrap)
    metrics = theme().metrics(size)
    pages: list[str] = []
    for line in lines:
        longer = f"{pages[-1]}\n{line}" if pages else line
        need = metrics.boundingRect(QRect(0, 0, wide, 1 << 16), wrap, longer).height()
        if pages and need <= high:
            pages[-1] = longer
        else:
            pages.append(line)
    return pages
