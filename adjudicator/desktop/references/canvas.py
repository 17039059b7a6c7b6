"""The page with the drawing on it: boxes are drawn, chosen, moved and sized with the mouse."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.ballot.ballot_view import BallotView
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.painting import SketchPainter, handle_of
from adjudicator.desktop.references.sketch import Place
from adjudicator.desktop.references.writing import Writer, Writing
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import PageImage

_LEAST = 20.0
"""Pixels of the screen: a shorter stroke is a click."""
_NEAR = 4.0


class ReferenceCanvas(BallotView):
    """Shows a page and what is drawn on it.

    It changes the drawing itself where something is moved, and tells what else people do.
    """

    drew = Signal(object)
    """A box that was drawn on free ground."""
    added = Signal(float, float)
    """A point, in pixels of the page, at which a target is wanted (Ctrl and a click)."""
    changed = Signal()
    """Something else is chosen, or was moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The page")
        self.set_overlays(shown=False)
        self.set_mode(ZoomMode.WIDTH)
        self.drawing: Drawing | None = None
        self.locked = False
        """Whether it is only looked at."""
        self.writer = Writer()
        self._from: QPointF | None = None
        self._rubber: Box | None = None
        self._sizing = False
        self._grabbed = False

    def show_drawing(self, page: PageImage | None, drawing: Drawing | None, notice: str) -> None:
        """Show another page with what is drawn on it."""
        self.drawing, self._rubber, self._from = drawing, None, None
        if self.mode is ZoomMode.CONTEST:  # That was another drawing's.
            self.mode = ZoomMode.WIDTH
        self.show_page(None if page is None else page.grey, None, notice)
        self.update()

    def look_at(self, mode: ZoomMode) -> None:
        """The contest that is chosen, the width, or the whole page."""
        drawing = self.drawing
        chosen = None if drawing is None else drawing.chosen
        if mode is ZoomMode.CONTEST and chosen is not None:
            self.show_page(self._grey, chosen.box)
        self.set_mode(mode)

    def look_at_chosen(self) -> None:
        """The contest that is chosen, as large as it can be."""
        self.look_at(ZoomMode.CONTEST)
        self.update()

    def give_names_room(self) -> None:
        """Go nearer to the contest that is chosen where its names have no room."""
        drawing = self.drawing
        if drawing is None or drawing.chosen is None or self._grey is None:
            return
        wanted = sum(target.choice is not None for target in drawing.chosen.targets)
        if len(self._writing(names=True).labels) < wanted:
            self.look_at_chosen()

    def bring_into_sight(self) -> None:
        """Move the page where what is chosen is not to be seen."""
        drawing = self.drawing
        if drawing is None or drawing.chosen is None:
            return
        target = drawing.chosen_target
        box = drawing.chosen.box if target is None else target.box
        dpr = self.devicePixelRatioF()
        seen = self.camera.to_screen(box)
        dx = _into(seen.x / dpr, seen.right / dpr, self.width())
        dy = _into(seen.y / dpr, seen.bottom / dpr, self.height())
        if dx or dy:
            self.move_by(dx, dy)

    # The mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner or a target, choose a contest, or begin a box."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.drawing is None or self.locked or event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.added.emit(*self._on_page(point))
            return
        self._from = point
        self._sizing = self._on_handle(point)
        self._grabbed = self._sizing
        if not self._sizing:
            place = self._place_at(point)
            self._grabbed = place is not None
            self.drawing.choose(place)
            self.changed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move, size, or draw."""
        if self.drawing is None or self._from is None or self.locked:
            return
        point = event.position()
        if not self._grabbed:
            self._rubber = self._stroked(self._from, point)
            self.update()
            return
        (x0, y0), (x1, y1) = self._on_page(self._from), self._on_page(point)
        if self._sizing:
            self.drawing.size(x1 - x0, y1 - y0)
        elif self.drawing.chosen_target is not None:
            self.drawing.move(x1 - x0, y1 - y0)
        else:
            return
        self._from = point
        self.changed.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A box that was drawn is a contest."""
        began, grabbed = self._from, self._grabbed
        self._from = self._rubber = None
        self._sizing = self._grabbed = False
        self.update()
        if began is None or grabbed or self.locked:
            return
        stroke = event.position() - began
        if min(abs(stroke.x()), abs(stroke.y())) >= _LEAST:
            self.drew.emit(self._stroked(began, event.position()))

    def _on_page(self, point: QPointF) -> tuple[float, float]:
        dpr = self.devicePixelRatioF()
        return self.camera.to_image(point.x() * dpr, point.y() * dpr)

    def _stroked(self, one: QPointF, other: QPointF) -> Box:
        (x0, y0), (x1, y1) = self._on_page(one), self._on_page(other)
        return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))

    def _place_at(self, point: QPointF) -> Place | None:
        """The target under a point, else the contest."""
        assert self.drawing is not None  # noqa: S101 - callers have looked
        x, y = self._on_page(point)
        for number, drawn in enumerate(self.drawing.sketch.contests):
            for nth, target in enumerate(drawn.targets):
                if _holds(target.box, x, y, _NEAR):
                    return Place(number, nth)
            if _holds(drawn.box, x, y, 0):
                return Place(number)
        return None

    def _on_handle(self, point: QPointF) -> bool:
        drawing = self.drawing
        if drawing is None or drawing.chosen is None:
            return False
        target = drawing.chosen_target
        box = drawing.chosen.box if target is None else target.box
        view = SketchPainter(QPainter(), self.camera, self.devicePixelRatioF())
        return handle_of(view.rect(box)).adjusted(-3, -3, 3, 3).contains(point)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page, and the drawing over it."""
        super().paintEvent(event)
        if self.drawing is None or self._grey is None:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        over = SketchPainter(painter, self.camera, ratio, locked=self.locked)
        # While the page moves, looking for places of names would make it stutter.
        over.paint(self.drawing.sketch, self._writing(names=self._fine))
        if self._rubber is not None:
            over.rubber(self._rubber)
        painter.end()

    def _writing(self, *, names: bool) -> Writing:
        """What is written over the page as it is seen now."""
        drawing, grey = self.drawing, self._grey
        if drawing is None or grey is None:
            return Writing()
        ratio, seen = self.devicePixelRatioF(), QRectF(self.rect())
        return self.writer.write(
            drawing.sketch, drawing.contests, grey, self.camera, ratio, seen, names=names
        )


def _holds(box: Box, x: float, y: float, near: float) -> bool:
    return box.x - near <= x <= box.right + near and box.y - near <= y <= box.bottom + near


def _into(start: float, end: float, room: int) -> float:
    """By how much something has to be moved to be seen whole, or from its beginning."""
    margin = 30.0
    if start < margin:
        return margin - start
    if end > room - margin:
        return max(room - margin - end, margin - start)
    return 0.0
