"""Draws boxes, targets and what they stand for over the page; proposals are dashed."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from adjudicator.desktop.ballot.geometry import Camera
from adjudicator.desktop.ballot.page_painter import logical
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.names import NamePainter
from adjudicator.desktop.references.sketch import Drawn, Place, Sketch
from adjudicator.domain.election import Contest
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey

_ASKED = "Right? "
HANDLE = 10.0
"""Size of the square at the corner that sizes a box, in pixels of the screen."""


class SketchPainter:
    """Paints one sketch through one camera.

    :param ratio: device pixels per logical pixel.
    :param locked: whether nothing can be taken hold of.
    :param grey: the page that is drawn on; without it no names are written.
    """

    def __init__(
        self,
        painter: QPainter,
        camera: Camera,
        ratio: float,
        *,
        locked: bool = False,
        grey: Grey | None = None,
    ) -> None:
        self._painter, self._camera, self._ratio = painter, camera, ratio
        self._locked, self._grey = locked, grey

    def rect(self, box: Box) -> QRectF:
        """Where a box of the page lies on the canvas."""
        return logical(self._camera.to_screen(box), self._ratio)

    def paint(self, sketch: Sketch, contests: dict[str, Contest]) -> None:
        """Draw the contests, what is chosen last, and over them the targets: none is covered."""
        every = list(enumerate(sketch.contests))
        for number, drawn in sorted(every, key=lambda one: _is(sketch.chosen, one[0])):
            chosen = sketch.chosen if _is(sketch.chosen, number) else None
            self._contest(drawn, chosen)
        for number, drawn in every:
            for nth, target in enumerate(drawn.targets):
                self._target(self.rect(target.box), lit=sketch.chosen == Place(number, nth))
        if self._grey is not None:
            names = NamePainter(self._painter, self._camera, self._ratio, self._grey)
            names.paint(sketch, contests, self.rect)
            for number, drawn in every:
                self._flag(
                    names, drawn, contests.get(drawn.contest), chosen=_is(sketch.chosen, number)
                )

    def rubber(self, box: Box) -> None:
        """The box that is being drawn by mouse."""
        self._painter.setPen(_pen(2, dashed=True))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self.rect(box))

    def _contest(self, drawn: Drawn, chosen: Place | None) -> None:
        whole = chosen is not None and chosen.target is None
        self._painter.setPen(_pen(3 if chosen is not None else 2, dashed=not drawn.sure))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = self.rect(drawn.box)
        self._painter.drawRect(rect)
        if whole:
            self._handle(rect)

    def _target(self, rect: QRectF, *, lit: bool) -> None:
        self._painter.setPen(_pen(3 if lit else 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect.adjusted(-2, -2, 2, 2))
        if lit:
            self._handle(rect.adjusted(-2, -2, 2, 2))

    def _flag(
        self, names: NamePainter, drawn: Drawn, contest: Contest | None, *, chosen: bool
    ) -> None:
        """The contest's title at its upper edge."""
        look = theme()
        pair = "accent" if chosen else "chosen"
        title = drawn.contest if contest is None else contest.title
        at, words = names.flag(self.rect(drawn.box), title if drawn.sure else f"{_ASKED}{title}")
        self._painter.fillRect(at, look.ground_of(pair))
        self._painter.setFont(look.font("small", bold=True))
        self._painter.setPen(look.text_on(pair))
        self._painter.drawText(at, Qt.AlignmentFlag.AlignCenter, words)

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
