"""The other contests of a ballot, small, to glance at: how this voter marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.render import Look
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.marks.arrange import in_columns
from adjudicator.desktop.marks.cut import Cut

_SCALES = (1.0, 0.3)
"""The smallest is 60 pixels an inch of paper for an image of 200: marks are seen, and read large
once the contest is pressed."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another contest of the ballot."""

    title: str
    cut: Cut


class OtherButton(QAbstractButton):
    """One of them; pressed, it is shown large."""

    def __init__(self, other: Other, cache: ImageCache, parent: QWidget) -> None:
        super().__init__(parent)
        self.other, self._cache, self._look = other, cache, Look()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{other.title}, small; press to see it large")
        self.setToolTip(other.title)

    def show_look(self, look: Look) -> None:
        """Draw it with that contrast."""
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caption and the contest below it."""
        look, painter = theme(), QPainter(self)
        high = look.line("small")
        painter.setFont(look.font("small", bold=self.isChecked()))
        painter.setPen(look.text_on("canvas"))
        words = painter.fontMetrics().elidedText(
            self.other.title, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(QRect(0, 0, self.width(), high), Qt.AlignmentFlag.AlignLeft, words)
        place = QRectF(0, high, self.width(), self.height() - high)
        self.other.cut.draw(painter, self._cache, place.adjusted(0, 0, -1, -1), self._look)
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(look.colour("focus"), 3))
            painter.drawRect(place.adjusted(1, 1, -2, -2))


class OthersStrip(QScrollArea):
    """All of them in columns, as on the paper; moved sideways where they need more room."""

    picked = Signal(object)
    """The :class:`Other` that is to be shown large; ``None``: none any more."""

    def __init__(self, cache: ImageCache) -> None:
        super().__init__()
        self._cache = cache
        self._content = QWidget()
        part(self._content, "canvas")
        self._buttons: list[OtherButton] = []
        self.setWidget(self._content)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The other contests of this ballot")
        part(self, "canvas")

    @property
    def buttons(self) -> list[OtherButton]:
        """Those shown, in paper order."""
        return self._buttons

    def show_others(self, others: Sequence[Other]) -> None:
        """Show these contests."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [OtherButton(other, self._cache, self._content) for other in others]
        for button in self._buttons:
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, b=button: self._pressed(b))
            button.installEventFilter(self)
            button.show()
        self._place()

    def show_look(self, look: Look) -> None:
        """Draw them with that contrast."""
        for button in self._buttons:
            button.show_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange them anew."""
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        """No size of its own."""
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the focus comes to is brought into sight."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, OtherButton):
            self.ensureWidgetVisible(watched, theme().space("medium"), 0)
        return False

    def _pressed(self, pressed: OtherButton) -> None:
        for button in self._buttons:
            if button is not pressed:
                button.setChecked(False)
        self.picked.emit(pressed.other if pressed.isChecked() else None)

    def _place(self) -> None:
        caption = theme().line("small")
        bar = self.horizontalScrollBar().sizeHint().height()
        room = (float(self.width()), float(max(1, self.height() - bar)))
        made = in_columns([b.other.cut.size for b in self._buttons], room, caption, _SCALES)
        for button, box in zip(self._buttons, made.places, strict=True):
            top = box.y - caption
            button.setGeometry(
                round(box.x), round(top), round(box.width), round(box.height + caption)
            )
        self._content.resize(round(max(made.width, room[0])), round(room[1]))
