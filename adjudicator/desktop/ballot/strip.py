"""Thumbnails of every side: the whole ballot is never hidden, and a frame shows what is seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.decode import DecodedPage, PageState
from adjudicator.desktop.ballot.render import to_image
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.theme import theme, theme_keeper

STRIP_WIDTH = 120
"""Pixels, at every text size."""
_STATE_WORDS = {
    PageState.MISSING: "image\nmissing",
    PageState.ALTERED: "image\naltered",
    PageState.UNREADABLE: "cannot\nbe read",
}


@dataclass(slots=True)
class _Shown:
    caption: str
    image: QImage | None = None
    words: str = ""
    contest: QRectF | None = None
    """The contest's box as shares of the page."""


class Thumb(QAbstractButton):
    """One side, small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._shown = _Shown("")
        self._current = False
        self._seen = QRectF()
        self._largest = 400
        theme_keeper().changed.connect(self.updateGeometry)

    def show_side(
        self, caption: str, page: DecodedPage | None, contest: QRectF | None, largest: int
    ) -> None:
        """Show a side; ``largest`` is the room there is, in pixels of height with the caption."""
        image, words = None, ""
        if page is not None and page.thumbnail is not None:
            image = to_image(page.thumbnail)
        elif page is not None:
            words = _STATE_WORDS.get(page.state, "")
        self._shown = _Shown(caption, image, words, contest)
        self._largest = largest
        self._name()
        self.updateGeometry()
        self.update()

    def show_view(self, seen: QRectF, *, current: bool) -> None:
        """Frame what the canvas shows of this side, in shares of the page."""
        self._seen, self._current = seen, current
        self._name()
        self.update()

    def _name(self) -> None:
        state = self._shown.words.replace("\n", " ") or ("shown now" if self._current else "")
        caption = self._shown.caption.capitalize()
        self.setAccessibleName(f"{caption}, {state}" if state else caption)

    def sizeHint(self) -> QSize:
        """The paper's shape below the caption, within the room there is."""
        wide = STRIP_WIDTH - 16
        image = self._shown.image
        shape = image.height() / image.width() if image is not None else 1.3
        high = self._caption_height() + round(wide * shape) + 4
        return QSize(wide, min(high, self._largest))

    def _caption_height(self) -> int:
        return theme().line("small") + 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw caption, page, contest and frame."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        caption = QRectF(0, 0, self.width(), self._caption_height())
        painter.setFont(look.font("small", bold=self._current))
        painter.setPen(look.text_on("page"))
        text = self._shown.caption.upper()
        arrow = f"\u25b8 {text}"
        metrics = painter.fontMetrics()
        if self._current and metrics.horizontalAdvance(arrow) <= self.width():
            text = arrow
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(caption, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        room = QRectF(0, caption.height(), self.width(), self.height() - caption.height() - 2)
        page = self._draw_page(painter, room)
        if self._current and not self._seen.isEmpty():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("outline"), 2))
            painter.drawRect(_part_of(page, self._seen).adjusted(1, 1, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _draw_page(self, painter: QPainter, room: QRectF) -> QRectF:
        look, image = theme(), self._shown.image
        if image is None:
            painter.fillRect(room, look.ground_of("canvas"))
            painter.setPen(look.text_on("canvas"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._shown.words)
            return room
        scale = min(room.width() / image.width(), room.height() / image.height())
        page = QRectF(room.left(), room.top(), image.width() * scale, image.height() * scale)
        painter.drawImage(page, image)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(page.adjusted(0, 0, -1, -1))
        if self._shown.contest is not None and not self._current:
            painter.setPen(QPen(look.colour("outline"), 1, Qt.PenStyle.DotLine))
            painter.drawRect(_part_of(page, self._shown.contest))
        return page


def _part_of(page: QRectF, share: QRectF) -> QRectF:
    return QRectF(
        page.left() + share.left() * page.width(),
        page.top() + share.top() * page.height(),
        share.width() * page.width(),
        share.height() * page.height(),
    )


class ThumbStrip(QWidget):
    """All sides below one another."""

    picked = Signal(int)
    """The number of the side that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "page", "right")
        self.setFixedWidth(STRIP_WIDTH)
        self.setAccessibleName("Sides of the ballot")
        self._thumbs: list[Thumb] = []
        self._used = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(8)
        self._column.addStretch(1)

    def show_sides(self, sides: Sequence[tuple[str, DecodedPage | None, QRectF | None]]) -> None:
        """Show sides: caption, page (None while it is being opened), the contest's place on it."""
        while len(self._thumbs) < len(sides):
            self._add()
        self._used = len(sides)
        room = (self.height() - 16 - 8 * (len(sides) - 1)) // max(1, len(sides))
        for number, thumb in enumerate(self._thumbs):
            thumb.setVisible(number < len(sides))
            if number < len(sides):
                thumb.show_side(*sides[number], largest=max(60, room))

    def show_view(self, current: int, seen: QRectF) -> None:
        """Frame what the canvas shows; ``current`` is -1 where it shows several sides."""
        for number, thumb in enumerate(self._thumbs[: self._used]):
            thumb.show_view(seen, current=number == current)

    def _add(self) -> None:
        thumb, number = Thumb(self), len(self._thumbs)
        thumb.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        thumb.clicked.connect(lambda: self.picked.emit(number))
        self._thumbs.append(thumb)
        self._column.insertWidget(number, thumb)
