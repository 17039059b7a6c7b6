"""The place for an overvote: its marks at one scale, and below them the rest of the ballot."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.render import Look
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.marks.arrange import GAP, Arranged, side_by_side
from adjudicator.desktop.marks.cut import Cut
from adjudicator.desktop.marks.others_strip import Other, OthersStrip

_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
_MOST_LINES = 3
"""Of a caption: a name, a fill and what crosses, in large text."""
_SHARE = 0.5
"""Of the height for the marks at most; the rest of the ballot has what they leave."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One mark with its row."""

    caption: str
    cut: Cut


class MarksCanvas(QWidget):
    """Pictures at one scale, each with a caption."""

    def __init__(self, cache: ImageCache) -> None:
        super().__init__()
        self._cache, self._look = cache, Look()
        self.shown: tuple[Shown, ...] = ()
        self.scale = 0.0
        """Screen pixels per pixel of the image, as last drawn: the same for every mark."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_pictures(self, shown: Sequence[Shown]) -> None:
        """Show these."""
        self.shown = tuple(shown)
        self.setAccessibleName("; ".join(each.caption for each in self.shown))
        self.update()

    def show_look(self, look: Look) -> None:
        """Draw them with that contrast."""
        self._look = look
        self.update()

    def minimumSizeHint(self) -> QSize:
        """No height of its own."""
        return QSize(0, 0)

    def arranged(self, wide: float, high: float) -> Arranged:
        """Where the pictures stand in a room of that size."""
        sizes = [each.cut.size for each in self.shown]
        made = side_by_side(sizes, (wide, high), _caption_high())
        for lines in range(2, _MOST_LINES + 1):
            if self._lines(made.slot) < lines:
                break
            made = side_by_side(sizes, (wide, high), _caption_high(lines))
        return made

    def _lines(self, wide: float) -> int:
        """How many lines the longest caption needs in that width."""
        metrics = theme().metrics("body", bold=True)
        room = QRect(0, 0, max(1, int(wide)), 10_000)
        high = max(
            (metrics.boundingRect(room, _WRAPPED, each.caption).height() for each in self.shown),
            default=0,
        )
        return max(1, math.ceil(high / metrics.lineSpacing()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all of them."""
        look, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), look.ground_of("canvas"))
        if not self.shown:
            return
        made = self.arranged(self.width(), self.height())
        self.scale = made.scale
        caption = _caption_high(min(self._lines(made.slot), _MOST_LINES))
        for each, box in zip(self.shown, made.places, strict=False):
            place = QRectF(box.x, box.y, box.width, box.height)
            above = QRectF(box.x, box.y - caption, made.slot, caption)
            self._draw_caption(painter, each.caption, above)
            each.cut.draw(painter, self._cache, place, self._look)

    @staticmethod
    def _draw_caption(painter: QPainter, words: str, above: QRectF) -> None:
        """Write a caption right above its picture, whatever another one needs."""
        painter.setFont(theme().font("body", bold=True))
        painter.setPen(theme().text_on("canvas"))
        painter.drawText(above, _WRAPPED | int(Qt.AlignmentFlag.AlignBottom), words)


def _caption_high(lines: int = 1) -> int:
    spacing = theme().metrics("body", bold=True).lineSpacing()
    return theme().line("body") + (lines - 1) * spacing + 2


class MarksView(QWidget):
    """Marks above, the other contests below; one of these large in the place of the marks."""

    def __init__(self, cache: ImageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "canvas")
        self.setAccessibleName("Marks side by side")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._marks: tuple[Shown, ...] = ()
        self.canvas, self.others = MarksCanvas(cache), OthersStrip(cache)
        self.lead = label(size="small", tone="canvas", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addWidget(self.canvas)
        column.addWidget(self.lead)
        column.addWidget(self.others, 1)
        self.lead.setContentsMargins(12, 2, 12, 2)
        self._cache = cache
        cache.ready.connect(self._ready)
        self.others.picked.connect(self._pick)
        theme_keeper().changed.connect(self._share_out)

    def show_marks(self, marks: Sequence[Shown], others: Sequence[Other], lead: str) -> None:
        """Show marks, and the rest of the ballot below them.

        :param lead: what stands between the two.
        """
        self._marks = tuple(marks)
        self.canvas.show_pictures(self._marks)
        self.others.show_others(others)
        self.others.setVisible(bool(others))
        self.lead.setText(lead)
        told = "; ".join(each.caption for each in self._marks)
        self.setAccessibleName(f"Marks side by side: {told}")
        self._share_out()

    def show_look(self, look: Look) -> None:
        """Draw everything with that contrast."""
        self.canvas.show_look(look)
        self.others.show_look(look)

    def _pick(self, other: Other | None) -> None:
        if other is None:
            self.canvas.show_pictures(self._marks)
        else:
            box = Cut(other.cut.ref, other.cut.box, other.cut.upside_down)
            self.canvas.show_pictures([Shown(other.title, box)])
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height out anew."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """The marks as large as half of the height makes them, and no emptiness below them."""
        most = self.height() * (_SHARE if not self.others.isHidden() else 1.0)
        places = self.canvas.arranged(self.width(), most).places
        need = max((place.bottom for place in places), default=most) + GAP
        self.canvas.setFixedHeight(max(1, round(need)))

    def _ready(self, _ref: PageRef) -> None:
        if self.isVisible():
            self.update()
            self.canvas.update()
            for button in self.others.buttons:
                button.update()
