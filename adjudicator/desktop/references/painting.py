"""Draws boxes, targets and what they stand for over the page; proposals are dashed."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.desktop.ballot.page_painter import logical
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.names import Label, letters, number_width
from adjudicator.desktop.references.sketch import Drawn, Place, Sketch
from adjudicator.desktop.references.writing import Writing
from adjudicator.domain.layouts import Box

HANDLE = 10.0
"""Size of the square at the corner that sizes a box, in pixels of the screen."""
_PAPER = QColor(255, 255, 255)
"""Under a name: paper is white in every scheme."""


class SketchPainter:
    """Paints one sketch through one camera.

    :param ratio: device pixels per logical pixel.
    :param locked: whether nothing can be taken hold of.
    """

    def __init__(
        self, painter: QPainter, camera: Camera, ratio: float, *, locked: bool = False
    ) -> None:
        self._painter, self._camera, self._ratio = painter, camera, ratio
        self._locked = locked

    def rect(self, box: Box) -> QRectF:
        """Where a box of the page lies on the canvas."""
        return logical(self._camera.to_screen(box), self._ratio)

    def paint(self, sketch: Sketch, writing: Writing) -> None:
        """Draw the contests, what is chosen last, over them the targets, and what is written."""
        every = list(enumerate(sketch.contests))
        for number, drawn in sorted(every, key=lambda one: _is(sketch.chosen, one[0])):
            chosen = sketch.chosen if _is(sketch.chosen, number) else None
            self._contest(drawn, chosen)
        for number, drawn in every:
            for nth, target in enumerate(drawn.targets):
                self._target(self.rect(target.box), lit=sketch.chosen == Place(number, nth))
        for tag in writing.tags:
            self._words(tag.at, tag.words, "accent" if tag.lit else "chosen")
        for label in writing.labels:
            self._label(label)
        for badge in writing.badges:
            self._number(badge.at, badge.number, round(0.8 * badge.at.height()))

    def rubber(self, box: Box) -> None:
        """The box that is being drawn by mouse."""
        self._painter.setPen(_pen(2, dashed=True))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self.rect(box))

    def _contest(self, drawn: Drawn, chosen: Place | None) -> None:
        self._painter.setPen(_pen(3 if chosen is not None else 2, dashed=not drawn.sure))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = self.rect(drawn.box)
        self._painter.drawRect(rect)
        if chosen is not None and chosen.target is None:
            self._handle(rect)

    def _target(self, rect: QRectF, *, lit: bool) -> None:
        self._painter.setPen(_pen(3 if lit else 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect.adjusted(-2, -2, 2, 2))
        if lit:
            self._handle(rect.adjusted(-2, -2, 2, 2))

    def _words(self, at: QRectF, words: str, pair: str) -> None:
        look = theme()
        self._painter.fillRect(at, look.ground_of(pair))
        self._painter.setFont(look.font("small", bold=True))
        self._painter.setPen(look.text_on(pair))
        self._painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)

    def _label(self, label: Label) -> None:
        """The number, as it is at the target, and the name."""
        at, wide = label.at, number_width(label.number, label.pixels)
        high = at.height() / len(label.lines)
        self._painter.fillRect(at, _PAPER)
        number = QRectF(at.left(), at.top(), wide, high).adjusted(0, 1, 0, -1)
        self._number(number, label.number, label.pixels)
        self._painter.setFont(letters(label.pixels))
        self._painter.setPen(theme().colour("outline"))
        for nth, line in enumerate(label.lines):
            row = QRectF(at.left() + wide + 4, at.top() + nth * high, at.width() - wide, high)
            self._painter.drawText(
                row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line
            )

    def _number(self, at: QRectF, number: str, pixels: int) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme().colour("outline"))
        self._painter.drawRoundedRect(at, 3, 3)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._painter.setFont(letters(pixels))
        self._painter.setPen(_PAPER)
        self._painter.drawText(at, Qt.AlignmentFlag.AlignCenter, number)

    def _handle(self, rect: QRectF) -> None:
        if self._locked:
            return
        corner = handle_of(rect)
        self._painter.setPen(QPen(QColor(255, 255, 255), 1))
        self._painter.setBrush(QBrush(theme().colour("outline")))
        self._painter.drawRect(corner)


def handle_of(rect: QRectF) -> QRectF:
    """The square that is dragged to size a box."""
    middle = QPointF(rect.right(), rect.bottom())
    half = HANDLE / 2
    return QRectF(middle.x() - half, middle.y() - half, HANDLE, HANDLE)


def _is(chosen: Place | None, number: int) -> bool:
    return chosen is not None and chosen.contest == number


def _pen(width: int, *, dashed: bool = False) -> QPen:
    pen = QPen(theme().colour("outline"), width)
    if dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen
