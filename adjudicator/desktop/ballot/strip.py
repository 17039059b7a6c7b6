"""Thumbnails of every side: the whole ballot is never hidden, and a frame shows what is seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.decode import DecodedPage, PageState
from adjudicator.desktop.ballot.render import to_image
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import draw_key_cap, key_cap_size
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


class StripButton(QAbstractButton):
    """A key cap and a few words below the sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key, self._act = "", _nothing
        self.clicked.connect(self._pressed)
        self.hide()
        theme_keeper().changed.connect(self._follow)

    def _follow(self) -> None:
        """Words of another size need another height."""
        self.setFixedHeight(self.high)
        self.update()

    def offer(self, words: str, key: str, act: Callable[[], None]) -> None:
        """Offer something, or nothing."""
        self._key, self._act = key, act
        self.setText(words)
        self.setAccessibleName(f"{key}, {words}")
        self.setFixedHeight(self.high)
        self.setVisible(bool(words))

    def _pressed(self) -> None:
        self._act()

    @property
    def high(self) -> int:
        """As high as the cap and the words below it."""
        return key_cap_size(theme(), self._key).height() + self._words_height() + 10

    def _words_height(self) -> int:
        room = QRect(0, 0, STRIP_WIDTH - 24, 1000)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignHCenter)
        return theme().metrics("small").boundingRect(room, flags, self.text()).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, cap and words."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(look.ground_of("surface"))
        focus = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if focus else "line"), 3 if focus else 1))
        painter.drawRoundedRect(frame, look.radius("control"), look.radius("control"))
        size = key_cap_size(look, self._key)
        left = (self.width() - size.width()) / 2
        draw_key_cap(painter, QRectF(left, 4, size.width(), size.height()), self._key)
        painter.setFont(look.font("small"))
        painter.setPen(look.text_on("surface"))
        words = QRect(4, size.height() + 5, self.width() - 8, self._words_height() + 2)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignHCenter)
        painter.drawText(words, flags, self.text())


def _nothing() -> None:
    """Nothing is offered."""


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
        self.offered = StripButton(self)
        """What may be looked at beside the sides; hidden while there is nothing."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._column.addWidget(self.offered)

    def offer(self, words: str, key: str, act: Callable[[], None]) -> None:
        """Offer another way to look at the ballot below its sides; no words offer none."""
        self.offered.offer(words, key, act)

    def show_sides(self, sides: Sequence[tuple[str, DecodedPage | None, QRectF | None]]) -> None:
        """Show sides: caption, page (None while it is being opened), the contest's place on it."""
        while len(self._thumbs) < len(sides):
            self._add()
        self._used = len(sides)
        taken = self.offered.high + 8 if self.offered.isVisibleTo(self) else 0
        room = (self.height() - 16 - taken - 8 * (len(sides) - 1)) // max(1, len(sides))
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
