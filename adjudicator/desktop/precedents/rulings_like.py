"""Rulings made before in like situations, each with its crop, beside the ballot."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.desktop.ballot.render import scaled
from adjudicator.desktop.docket.ports import PrecedentView
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.ledger.casenumbers import spoken

NONE_YET = "No ruling was made yet in a situation like this one."
_MARGIN = 20
"""Pixels of the page around a contest in its crop."""


class Crop(QWidget):
    """The contest of one ballot, as wide as there is room."""

    def __init__(self, cache: ImageCache, side: BallotSide, contest: str) -> None:
        super().__init__()
        self._cache, self._side = cache, side
        self._box = side.contest_box(contest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        cache.ready.connect(self._ready)
        cache.request(side.ref)

    def sizeHint(self) -> QSize:
        """As high as the contest is at that width, within reason."""
        box, wide = self._box, max(200, self.width())
        if box is None:
            return QSize(wide, 160)
        return QSize(wide, min(220, round(wide * box.height / max(1, box.width))))

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


class RulingsLike(QWidget):
    """A list of earlier rulings; a heading tells what makes them alike."""

    closed = Signal()

    def __init__(self, cache: ImageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "surface", "left")
        self.setAccessibleName("Rulings like this one")
        self._cache = cache
        self.title = label("Rulings like this one", size="strong", bold=True, wrap=True)
        self.lead = label(size="small", tone="surface_muted", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.rows: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        column.addWidget(self._area, 1)
        self.hide()

    def show_rulings(self, found: Sequence[PrecedentView], lead: str) -> None:
        """Show rulings, the newest first."""
        inner = QWidget()
        part(inner, "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme().space("small"), 0)
        column.setSpacing(theme().space("small"))
        self.rows = []
        for each in found:
            words = f"{spoken(each.number)} \u00b7 {each.tier}: {each.outcome}"
            self.rows.append(words)
            column.addWidget(label(words, wrap=True))
            if each.view is not None and each.view.sides:
                column.addWidget(self._crop(each))
        if not found:
            column.addWidget(label(NONE_YET, wrap=True))
        column.addStretch(1)
        self._area.setWidget(inner)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.show()
        self._area.setFocus()

    def _crop(self, each: PrecedentView) -> Crop:
        assert each.view is not None  # noqa: S101 - the caller has looked
        contest = each.view.row.contest
        sides = each.view.sides
        side = next((s for s in sides if s.contest_box(contest) is not None), sides[0])
        return Crop(self._cache, side, contest)
