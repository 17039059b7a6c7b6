"""All sides side by side, each whole: how the rest of the ballot is marked, at one look."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.desktop.ballot.decode import DecodedPage
from adjudicator.desktop.ballot.overlays import draw_notice
from adjudicator.desktop.ballot.render import scaled
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.domain.layouts import Box

_GAP = 12


@dataclass(slots=True)
class _Leaf:
    caption: str
    page: DecodedPage | None
    box: Box | None
    image: QImage | None = None


class SpreadView(QWidget):
    """Every side whole, in one row."""

    painted = Signal()
    """After a paint in which every side that has an image was shown whole."""
    picked = Signal(int)
    """A side was pressed, to be seen larger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("All sides of the ballot")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._leaves: list[_Leaf] = []
        self._overlays = True
        theme_keeper().changed.connect(self.update)

    def show_sides(self, sides: Sequence[tuple[str, DecodedPage | None, Box | None]]) -> None:
        """Show sides: caption, page, and the contest's box on it."""
        self._leaves = [_Leaf(*side) for side in sides]
        self.update()

    def set_overlays(self, *, shown: bool) -> None:
        """Draw the outline, or nothing but the print."""
        self._overlays = shown
        self.update()

    def places(self) -> list[QRectF]:
        """Where each side stands."""
        count = max(1, len(self._leaves))
        top = theme().line("small") + 8
        wide = (self.width() - _GAP * (count + 1)) / count
        high = self.height() - top - _GAP
        result = []
        for number, leaf in enumerate(self._leaves):
            room = QRectF(_GAP + number * (wide + _GAP), top, max(1.0, wide), max(1.0, high))
            grey = leaf.page.grey if leaf.page is not None else None
            if grey is not None:
                rows, columns = grey.shape
                scale = min(room.width() / columns, room.height() / rows)
                slack = room.width() - columns * scale
                room = QRectF(room.left() + slack / 2, top, columns * scale, rows * scale)
            result.append(room)
        return result

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the side under the mouse."""
        for number, place in enumerate(self.places()):
            if place.contains(event.position()):
                self.picked.emit(number)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every side with its caption."""
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.ground_of("canvas"))
        for leaf, place in zip(self._leaves, self.places(), strict=True):
            painter.setFont(look.font("small", bold=True))
            painter.setPen(look.text_on("canvas"))
            line = QRectF(place.left(), 2, place.width(), look.line("small") + 4)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, leaf.caption.upper())
            if leaf.page is None or leaf.page.grey is None:
                words = leaf.page.problem if leaf.page else "Opening this side \u2026"
                draw_notice(painter, place.toRect(), words)
            else:
                self._draw_leaf(painter, leaf, place)
        painter.end()
        self.painted.emit()

    def _draw_leaf(self, painter: QPainter, leaf: _Leaf, place: QRectF) -> None:
        assert leaf.page is not None  # noqa: S101 - the caller has looked
        grey = leaf.page.grey
        assert grey is not None  # noqa: S101 - the caller has looked
        rows, columns = grey.shape
        dpr = self.devicePixelRatioF()
        size = (max(1, round(place.width() * dpr)), max(1, round(place.height() * dpr)))
        if leaf.image is None or (leaf.image.width(), leaf.image.height()) != size:
            leaf.image = scaled(grey, (0, 0, columns, rows), size, fine=True)
        painter.drawImage(place, leaf.image, QRectF(leaf.image.rect()))
        if leaf.box is not None and self._overlays:
            scale = place.width() / columns
            painter.setPen(theme().colour("outline"))
            painter.drawRect(
                QRectF(
                    place.left() + leaf.box.x * scale - 3,
                    place.top() + leaf.box.y * scale - 3,
                    leaf.box.width * scale + 6,
                    leaf.box.height * scale + 6,
                )
            )
