"""The mouse on the canvas: the middle button or a held Space drags, Ctrl and the wheel zoom."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

STEP = 1.25
"""Zoom by one key or one notch of the wheel."""
_NOTCH = 120


class Hand(QObject):
    """Moves a canvas.

    :param canvas: the widget whose mouse events are taken.
    :param zoom: zooms by a factor at a point.
    :param move_by: moves by logical pixels.
    """

    def __init__(
        self,
        canvas: QWidget,
        zoom: Callable[[float, QPointF], None],
        move_by: Callable[[float, float], None],
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._zoom, self._move_by = canvas, zoom, move_by
        self._panning = False
        self._drag: QPoint | None = None
        canvas.installEventFilter(self)

    def set_panning(self, *, on: bool) -> None:
        """Let any button drag (the Space key is held)."""
        self._panning = on
        self._show_cursor()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the mouse."""
        if isinstance(event, QWheelEvent):
            self._wheel(event)
            return True
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        return False

    def _wheel(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(STEP ** (turn.y() / _NOTCH), event.position())
        else:
            self._move_by(turn.x() / 2, turn.y() / 2)
        event.accept()

    def _mouse(self, event: QMouseEvent) -> bool:
        here = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress:
                if not self._panning and event.button() is not Qt.MouseButton.MiddleButton:
                    return False
                self._drag = here
            case QEvent.Type.MouseMove if self._drag is not None:
                step, self._drag = here - self._drag, here
                self._move_by(step.x(), step.y())
            case QEvent.Type.MouseButtonRelease if self._drag is not None:
                self._drag = None
            case _:
                return False
        self._show_cursor()
        return True

    def _show_cursor(self) -> None:
        held, ready = Qt.CursorShape.ClosedHandCursor, Qt.CursorShape.OpenHandCursor
        plain = ready if self._panning else Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(held if self._drag is not None else plain)
