"""Clauses chosen by picture: what counts and what does not, side by side, with number and title."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from adjudicator.desktop.kit.labels import draw_key_cap, key_cap_size
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.draft import CLAUSES_PER_PAGE
from adjudicator.desktop.review.options import KeyOf
from adjudicator.desktop.review.pictures import ClausePictures, picture_words
from adjudicator.desktop.review.seats_row import is_low
from adjudicator.domain.rulepack import Clause

PICTURE_SHAPE = 2.5
"""Width of a drawing over its height."""
_GAP = 4
_PAD = 4
_WIDEST = 220
_LONGEST = "(4)(c)15"
UNVERIFIED_SIGN = "*"
"""Where there is no room for "unverified text"; the panel's note explains it."""
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ClauseCell(QAbstractButton):
    """One clause: key cap, two pictures, and beneath them number, title and warning."""

    def __init__(self, pictures: ClausePictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._pictures = pictures
        self._clause: Clause | None = None
        self._key = ""

    def show_clause(self, clause: Clause, key: str) -> None:
        """Show a clause under a key."""
        self._clause, self._key = clause, key
        self.setAccessibleName(f"{key}, {clause.number}, {clause.title}")
        said = (f"{clause.caption}.", clause.text, picture_words(clause.sketch or ""))
        self.setAccessibleDescription(" ".join(words for words in said if words))
        self.setToolTip(clause.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the clause."""
        if self._clause is None:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.ground_of("chosen" if self.underMouse() else "surface"))
        ring = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if ring else "hairline"), 2 if ring else 1))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, look.radius("control"), look.radius("control"))
        if is_low():
            self._draw_tile(painter, self._clause)
            return
        cap = key_cap_size(look, self._key)
        high = min(cap.height(), self.height() - 4)
        top = min(6, (self.height() - high) / 2)
        draw_key_cap(painter, QRectF(6, top, cap.width(), high), self._key)
        painter.setPen(look.text_on("surface"))
        painter.setFont(look.font("small", bold=True))
        lines = look.line("small")
        if self.height() < cap.height() + lines + 10:  # as ClauseGrid.low
            self._draw_low(painter, self._clause, 12 + cap.width())
            return
        number = QRectF(6, cap.height() + 8, self.width(), lines)
        painter.drawText(number, _TEXT, self._clause.number)
        left = 14 + max(cap.width(), look.metrics("small", bold=True).horizontalAdvance(_LONGEST))
        _, below = self._draw_pictures(painter, self._clause, left, self.height() - lines - 8)
        room = QRectF(left, below, self.width() - left - 6, lines)
        self._draw_caption(painter, self._clause, room)

    def _draw_tile(self, painter: QPainter, clause: Clause) -> None:
        """Large text: pictures as large as they can be, and below them only key and number."""
        look, cap = theme(), key_cap_size(theme(), self._key)
        lines = look.line("small")
        foot = QRectF(6, self.height() - lines - _PAD, self.width() - 12, lines)
        draw_key_cap(painter, QRectF(foot.left(), foot.top(), cap.width(), lines), self._key)
        painter.setPen(look.text_on("surface"))
        painter.setFont(look.font("small", bold=True))
        star = "" if clause.verified else UNVERIFIED_SIGN
        number = foot.adjusted(cap.width() + 8, 0, 0, 0)
        painter.drawText(number, _TEXT, f"{clause.number}{star}")
        self._draw_pictures(painter, clause, 6, int(foot.top()) - 2 * _PAD)

    def _draw_low(self, painter: QPainter, clause: Clause, left: int) -> None:
        """Large text in a low window: pictures and number; the next page says the rest."""
        pen, font = painter.pen(), painter.font()
        right, _ = self._draw_pictures(painter, clause, left, self.height() - 2 * _PAD)
        painter.setPen(pen)
        painter.setFont(font)
        star = "" if clause.verified else UNVERIFIED_SIGN
        room = QRectF(right + 4, 0, self.width() - right - 8, self.height())
        painter.drawText(room, _TEXT, f"{clause.number}{star}")

    def _draw_pictures(
        self, painter: QPainter, clause: Clause, left: int, room: int
    ) -> tuple[float, float]:
        """Draw both pictures; where they end, at the right and below."""
        sign = sign_width()
        share = (self.width() - left - 6 - _GAP) // 2 - sign
        wide = min(share, int(room * PICTURE_SHAPE), _WIDEST)
        high = min(room, int(wide / PICTURE_SHAPE))
        for place, counts in enumerate((True, False)):
            box = QRectF(left + place * (wide + sign + _GAP), _PAD, wide, high)
            draw_picture(painter, box, self._pictures, clause, counts=counts)
        return left + 2 * (wide + sign) + _GAP, _PAD + high + 1

    def _draw_caption(self, painter: QPainter, clause: Clause, room: QRectF) -> None:
        """The title, cut if it must be; the warning is never cut."""
        painter.setFont(theme().font("small"))
        painter.setPen(theme().text_on("surface"))
        metrics = painter.fontMetrics()
        warning = "" if clause.verified else " \u00b7 unverified text"
        left = int(room.width()) - metrics.horizontalAdvance(warning)
        title = metrics.elidedText(clause.title, Qt.TextElideMode.ElideRight, left)
        painter.drawText(room, _TEXT, title + warning)


def draw_picture(
    painter: QPainter, box: QRectF, pictures: ClausePictures, clause: Clause, *, counts: bool
) -> None:
    """Draw one picture of a clause, and at its right a tick where it counts, else a cross."""
    look = theme()
    ratio = painter.device().devicePixelRatio()
    size = (round(box.width() * ratio), round(box.height() * ratio))
    image = pictures.picture(clause.sketch, counts=counts, size=size) if clause.sketch else None
    if image is None:
        painter.fillRect(box, look.ground_of("raised"))
    else:
        painter.drawImage(box, image)
    sign = QRectF(box.right(), box.top(), sign_width(), box.height())
    pair = "good" if counts else "bad"
    painter.fillRect(sign, look.ground_of(pair))
    painter.setPen(look.text_on(pair))
    painter.setFont(look.font("small", bold=True))
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "\u2713" if counts else "\u2717")
    painter.setPen(QPen(look.colour("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def sign_width() -> int:
    """The room for a tick or a cross beside a picture."""
    return theme().line("small")


class ClauseGrid(QWidget):
    """Up to six clauses, one below the other; in large text two beside each other."""

    pressed = Signal(str)
    """``digit_1`` to ``digit_6``."""

    def __init__(
        self, pictures: ClausePictures, key_of: KeyOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self._shown: tuple[Clause, ...] = ()
        self._cells = [ClauseCell(pictures, self) for _ in range(CLAUSES_PER_PAGE)]
        for number, cell in enumerate(self._cells, start=1):
            cell.clicked.connect(lambda _=False, n=number: self.pressed.emit(f"digit_{n}"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        pictures.drawn.connect(self._repaint)
        theme_keeper().changed.connect(self._repaint)

    def show_clauses(self, clauses: Sequence[Clause]) -> None:
        """Show the clauses of one page."""
        self._shown = tuple(clauses)
        for number, cell in enumerate(self._cells, start=1):
            if number <= len(clauses):
                cell.show_clause(clauses[number - 1], self._key_of(f"digit_{number}"))
            cell.setVisible(number <= len(clauses))
        self._place()

    @property
    def low(self) -> bool:
        """Whether there is no room for the words beneath the pictures."""
        look = theme()
        return (
            is_low()
            or self._cells[0].height() < key_cap_size(look, "1").height() + look.line("small") + 10
        )

    @property
    def shown(self) -> tuple[Clause, ...]:
        """The clauses on the screen, in the order of their digits."""
        return self._shown

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Share the height out."""
        self._place()

    def _place(self) -> None:
        look = theme()
        columns = 2 if is_low() else 1
        wide = (self.width() + _GAP) // columns
        widest = (wide // 2 - look.line("small")) / PICTURE_SHAPE + look.line("small") + 12
        high = self.height() // (CLAUSES_PER_PAGE // columns)
        if columns == 1:
            high = min(high, round(widest))
        for n, cell in enumerate(self._cells):
            row, column = divmod(n, columns)
            cell.setGeometry(column * wide, row * high, wide - _GAP, high - _GAP)

    def _repaint(self) -> None:
        for cell in self._cells:
            cell.update()
