"""One ballot of a page: its contest, its place and case number, and what becomes of it."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from adjudicator.desktop.grid.crops import Crop
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.grid.fitting import Fit, Frame
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.grid.blanks import BlankCase

EDGE = 2
"""Pixels around the contest, where its frame stands."""
_WIDEST_PLACE = "00\u2003\u2003"
"""What the place on the page takes, with far more room after it than within a case number."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TileState(Enum):
    """What becomes of a ballot, in the words on it and those a screen reader says."""

    BLANK = ""
    PULLED = "taken out"
    SINGLY = "singly"
    RECORDED = "blank \u2713"
    ON_ITS_WAY = "recording \u2026"
    OPENED = "opened in Review"
    RULED_ANEW = "ruled on anew"
    OPEN_AGAIN = "no ruling stands"

    @property
    def spoken(self) -> str:
        """In words."""
        return _SPOKEN[self]


_SPOKEN = {
    TileState.BLANK: "blank unless it is taken out",
    TileState.PULLED: "taken out: it is opened singly",
    TileState.SINGLY: "opened singly",
    TileState.RECORDED: "recorded: nothing is marked",
    TileState.ON_ITS_WAY: "on its way into the record",
    TileState.OPENED: "opened in Review: it stays recorded blank until it is ruled on anew",
    TileState.RULED_ANEW: "ruled on anew: another ruling stands",
    TileState.OPEN_AGAIN: "no longer recorded blank: no ruling stands, and it waits for one",
}
_PAIRS = {
    TileState.PULLED: "warning",
    TileState.SINGLY: "chosen",
    TileState.RECORDED: "good",
    TileState.OPENED: "warning",
    TileState.RULED_ANEW: "chosen",
    TileState.OPEN_AGAIN: "warning",
}


@dataclass(frozen=True, slots=True)
class TileFace:
    """What a tile shows."""

    ballot: BlankCase
    place: int
    """On the page, from 1."""
    state: TileState
    why: str = ""
    """Why it is opened singly, if people are told."""
    outlined: bool = False
    ink: bool = True
    """Whether its ink may be drawn before it is ruled on."""

    @property
    def words(self) -> str:
        """The word on it."""
        return f"{self.why} \u00b7 {self.state.value}" if self.why else self.state.value

    @property
    def name(self) -> str:
        """Its accessible name."""
        why = f": {self.why}" if self.why else ""
        number = spoken(self.ballot.case.number)
        return f"Ballot {self.place}, case {number}, {self.state.spoken}{why}"


def tile_frame() -> Frame:
    """What a tile takes besides its contest, at the size of text in force."""
    look = theme()
    wide = look.metrics("small", bold=True).horizontalAdvance("check the location")
    return Frame(edge=EDGE, above=look.line("small") + 3, beside=max(wide, 96) + 10, gap=4)


class Tile(QAbstractButton):
    """Painted by hand: sixty stand on a page."""

    chosen = Signal(int)
    """Its place on the page, from 0, when it was pressed with the mouse."""
    opened = Signal(int)
    """The same, when it was pressed twice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.face: TileFace | None = None
        self._fit: Fit | None = None
        self._crop: Crop | None = None
        self._overlays, self._current = True, False
        self.clicked.connect(lambda: self.chosen.emit(self._place))

    def show_face(self, face: TileFace, fit: Fit, crop: Crop | None, *, overlays: bool) -> None:
        """Show a ballot, as far as it is opened."""
        if (face, fit, crop, overlays) == (self.face, self._fit, self._crop, self._overlays):
            return
        self.face, self._fit, self._crop, self._overlays = face, fit, crop, overlays
        self.setAccessibleName(face.name)
        problem = "" if crop is None else crop.problem
        self.setToolTip(problem or face.name)
        self.update()

    @property
    def is_current(self) -> bool:
        """Whether keys mean this ballot; then a frame stands around it."""
        return self._current

    def mark(self, *, current: bool) -> None:
        """Keys mean this ballot, or another."""
        if current != self._current:
            self._current = current
            self.update()

    @property
    def _place(self) -> int:
        return -1 if self.face is None else self.face.place - 1

    @property
    def contest_rect(self) -> QRectF:
        """Where the contest and its surroundings are drawn."""
        if self._fit is None:
            return QRectF()
        frame, beside = tile_frame(), self._fit.words_beside
        left = EDGE + (frame.beside if beside else 0)
        top = EDGE + (0 if beside else frame.above)
        return QRectF(left, top, self.width() - left - EDGE, self.height() - top - EDGE)

    @property
    def drawn(self) -> QSize:
        """The size of what is drawn of the ballot, in pixels of the device."""
        image = None if self._crop is None else self._crop.image
        return QSize() if image is None else image.size()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole ballot."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit(self._place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words, contest and frame."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.ground_of("canvas"))
        face = self.face
        if face is None or self._fit is None:
            return
        pair = _PAIRS.get(face.state, "surface") if self._overlays else "surface"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.ground_of(pair))
        painter.drawRoundedRect(QRectF(self.rect()), look.radius("control"), look.radius("control"))
        paper = self._draw_contest(painter)
        painter.setPen(look.text_on(pair))
        self._draw_words(painter, face)
        self._draw_frame(painter, face, paper, pair)

    def _draw_contest(self, painter: QPainter) -> QRectF:
        room, crop = self.contest_rect, self._crop
        if crop is None or crop.image is None:
            painter.fillRect(room, theme().ground_of("canvas"))
            painter.setPen(theme().text_on("canvas"))
            painter.setFont(theme().font("small"))
            words = "Opening \u2026" if crop is None else crop.problem
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room.adjusted(4, 0, -4, 0), flags, words)
            return room
        dpr = self.devicePixelRatioF()
        wide, high = crop.image.width() / dpr, crop.image.height() / dpr
        left = room.left() + (room.width() - wide) / 2
        top = room.top() + (room.height() - high) / 2
        # On whole pixels of the device: what was scaled once is not scaled again.
        paper = QRectF(round(left * dpr) / dpr, round(top * dpr) / dpr, wide, high)
        painter.drawImage(paper, crop.image, QRectF(crop.image.rect()))
        if self._overlays and self.face is not None and self.face.outlined and self.face.ink:
            self._draw_ink(painter, paper, crop, self.face.ballot)
        return paper

    def _draw_ink(self, painter: QPainter, paper: QRectF, crop: Crop, ballot: BlankCase) -> None:
        scale = crop.ref.scale / self.devicePixelRatioF()
        painter.save()
        painter.setClipRect(paper)
        painter.setPen(QPen(theme().colour("outline"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for contour in ballot.contours:
            points = [
                QPointF((x + 0.5 - crop.left) * scale, (y + 0.5 - crop.top) * scale)
                for x, y in contour
            ]
            if crop.ref.turned:
                points = [QPointF(paper.width() - p.x(), paper.height() - p.y()) for p in points]
            painter.drawPolygon(QPolygonF([p + paper.topLeft() for p in points]))
        painter.restore()

    def _draw_words(self, painter: QPainter, face: TileFace) -> None:
        look, frame = theme(), tile_frame()
        word = face.words if self._overlays else ""
        if self._fit is not None and self._fit.words_beside:
            line = look.line("small")
            x, y = EDGE + 4.0, max(EDGE + 1.0, (self.height() - 3 * line) / 2)
            room = QRectF(x, y, frame.beside - 8, line)
            self._draw_number(painter, room, face)
            self._draw_cut(painter, room.translated(0, line), face.why if word else "", _LEFT)
            self._draw_cut(painter, room.translated(0, line * (2 if face.why else 1)),
                           face.state.value if word else "", _LEFT)  # fmt: skip
            return
        room = QRectF(EDGE + 4, 2, self.width() - 2 * EDGE - 8, frame.above)
        used = self._draw_number(painter, room, face) + 8
        self._draw_cut(painter, room.adjusted(used, 0, 0, 0), word, _RIGHT)

    @staticmethod
    def _draw_number(painter: QPainter, room: QRectF, face: TileFace) -> float:
        """The place on the page, and the case number well apart from it; how wide both are.

        Words come after them.
        """
        look, number = theme(), spoken(face.ballot.case.number)
        painter.setFont(look.font("small", bold=True, figures=True))
        painter.drawText(room, _LEFT, f"{face.place}")
        used = painter.fontMetrics().horizontalAdvance(_WIDEST_PLACE)
        painter.setFont(look.font("small", figures=True))
        painter.drawText(room.adjusted(used, 0, 0, 0), _LEFT, number)
        used += painter.fontMetrics().horizontalAdvance(number)
        painter.setFont(look.font("small"))
        return used

    @staticmethod
    def _draw_cut(painter: QPainter, room: QRectF, words: str, at: Qt.AlignmentFlag) -> None:
        cut = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, at, cut)

    def _draw_frame(self, painter: QPainter, face: TileFace, paper: QRectF, pair: str) -> None:
        look = theme()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._overlays and face.outlined:
            # On the white of the paper, as the outline of a contest is in Review.
            painter.setPen(QPen(look.colour("outline"), 3))
            painter.drawRect(paper.adjusted(1.5, 1.5, -1.5, -1.5))
        elif self._overlays and face.state is TileState.PULLED:
            painter.setPen(QPen(QColor("#402C00"), 4))
            painter.drawRect(paper.adjusted(2, 2, -2, -2))
        else:
            # White paper would run into the white around it.
            painter.setPen(QPen(look.colour("hairline"), 1))
            painter.drawRect(paper.adjusted(0.5, 0.5, -0.5, -0.5))
        whole = QRectF(self.rect())
        if self._current or self.hasFocus():
            # Broken while the keyboard is elsewhere: an observer's keys still mean this ballot.
            dashes = Qt.PenStyle.SolidLine if self.hasFocus() else Qt.PenStyle.DashLine
            painter.setPen(QPen(look.colour("focus"), 3, dashes))
            painter.drawRoundedRect(whole.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        elif pair != "surface":
            painter.setPen(QPen(look.text_on(pair), 1))
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
