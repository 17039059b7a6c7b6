"""The contest of one ballot, cut out of its page."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.ballot.render import scaled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.review.ports import CaseView

_MARGIN = 20
"""Pixels of the page around a contest in its crop."""
_LEAST_WIDE, _HIGHEST = 200, 240


class Crop(QWidget):
    """The contest of one ballot, as wide as there is room."""

    def __init__(self, cache: ImageCache, side: BallotSide, contest: str) -> None:
        super().__init__()
        self._cache, self._side = cache, side
        self._box = side.contest_box(contest)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        cache.ready.connect(self._ready)
        cache.request(side.ref)

    def sizeHint(self) -> QSize:
        """As high as the contest is at the least width."""
        return QSize(_LEAST_WIDE, self.heightForWidth(_LEAST_WIDE))

    def heightForWidth(self, width: int) -> int:
        """As high as the contest is at that width, within reason."""
        box = self._box
        if box is None:
            return 160
        wide, high = box.width + 2 * _MARGIN, box.height + 2 * _MARGIN
        return min(_HIGHEST, round(width * high / max(1, wide)))

    def _ready(self, ref: PageRef) -> None:
        if ref == self._side.ref:
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the contest, or the page where its place is not known."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ground_of("canvas"))
        page = self._cache.get(self._side.ref)
        if page is None or page.grey is None:
            painter.setPen(theme().text_on("canvas"))
            words = page.problem if page is not None else "Opening \u2026"
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            return
        rows, columns = page.grey.shape
        left, top, wide, high = self._part(columns, rows)
        scale = min(self.width() / wide, self.height() / high)
        shown = (wide * scale, high * scale)
        dpr = self.devicePixelRatioF()
        size = (max(1, round(shown[0] * dpr)), max(1, round(shown[1] * dpr)))
        image = scaled(page.grey, (left, top, left + wide, top + high), size, fine=True)
        place = QRectF((self.width() - shown[0]) / 2, (self.height() - shown[1]) / 2, *shown)
        painter.drawImage(place, image, QRectF(image.rect()))
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.drawRect(place)

    def _part(self, columns: int, rows: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of what is shown of a page of that size."""
        box = self._box
        if box is None:
            return 0, 0, columns, rows
        left, top = max(0, round(box.x) - _MARGIN), max(0, round(box.y) - _MARGIN)
        wide = min(columns - left, round(box.width) + 2 * _MARGIN)
        return left, top, wide, min(rows - top, round(box.height) + 2 * _MARGIN)


def crop_of(cache: ImageCache, view: CaseView) -> Crop | None:
    """The crop of a case; ``None`` where it has no image."""
    contest, sides = view.row.contest, view.sides
    if not sides:
        return None
    side = next((s for s in sides if s.contest_box(contest) is not None), sides[0])
    return Crop(cache, side, contest)
