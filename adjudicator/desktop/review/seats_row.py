"""The people at the table on the screen: the team's two keys and the observers' row."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from adjudicator.desktop.kit.labels import draw_key_cap, key_cap_size
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.ports import ObserverView
from adjudicator.services.attesting import Attestation

_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOT_ITS_OWN = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Select})
_GAP = 8
_LARGE = 130
"""Text, in per cent, from which an observer has one line: the ballot needs the height."""
PRESENT = "present"
"""At the table while there is nothing yet to answer."""
_HERE = f"{PRESENT}, "
"""Goes where the name had no room beside the state: whoever is not here has a broken frame."""
ASKED = "asked"
"""After the state of an observer who is asked for their answer now."""


class SeatButton(QAbstractButton):
    """A key cap with a name, and beneath it a word: what the key does, or what was done."""

    def __init__(self, parent: QWidget | None = None, *, can_be_low: bool = False) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._can_be_low = can_be_low
        self._key, self._name, self._word = "", "", ""
        self._pair = "raised"
        self._dashed = False
        theme_keeper().changed.connect(self.updateGeometry)

    def show_seat(
        self, key: str, name: str, word: str, *, pair: str = "raised", dashed: bool = False
    ) -> None:
        """Show a seat.

        :param pair: of the tokens; what it means also stands in the word.
        :param dashed: a broken frame, for somebody who is not at the table.
        """
        self._key, self._name, self._word, self._pair = key, name, word, pair
        self._dashed = dashed
        self.setAccessibleName(f"{key}, {name}, {word}")
        self.setToolTip(f"{name}: {word}")
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses no seat: whoever Tabs past one signs nothing in another's name.

        Each seat has a key of its own, and the mouse.
        """
        if event.key() in _NOT_ITS_OWN:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @property
    def low_width(self) -> int:
        """How wide it is with everything on one line, as with large text."""
        look = theme()
        name = look.metrics("body", bold=True).horizontalAdvance(self._name)
        word = look.metrics("small").horizontalAdvance(self._word)
        return key_cap_size(look, self._key).width() + name + word + 36

    @property
    def word(self) -> str:
        """What stands beneath the name."""
        return self._word

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        look = theme()
        cap = key_cap_size(look, self._key).width()
        name = look.metrics("body", bold=True).horizontalAdvance(self._name)
        word = look.metrics("small").horizontalAdvance(self._word)
        high = look.line("body") + look.line("small") + 6
        return QSize(max(cap + 8 + name, word) + 20, max(high, cap_height() + 6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the seat."""
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        focus = self.hasFocus()
        painter.setPen(QPen(look.colour("focus" if focus else "line"), 2 if focus else 1, style))
        painter.setBrush(look.ground_of(self._pair))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, look.radius("control"), look.radius("control"))
        cap = key_cap_size(look, self._key)
        if self._can_be_low and is_low():
            self._draw_low(painter)
            return
        top = (self.height() - look.line("body") - look.line("small")) / 2
        first = QRectF(8, top, self.width() - 16, look.line("body"))
        draw_key_cap(
            painter,
            QRectF(8, first.center().y() - cap.height() / 2 + 1, cap.width(), cap.height()),
            self._key,
        )
        painter.setPen(look.text_on(self._pair))
        painter.setFont(look.font("body", bold=True))
        room = first.adjusted(cap.width() + 8, 0, 0, 0)
        cut = Qt.TextElideMode.ElideRight
        metrics = painter.fontMetrics()
        painter.drawText(room, _TEXT, metrics.elidedText(self._name, cut, int(room.width())))
        painter.setFont(look.font("small"))
        second = QRectF(8, first.bottom() + 1, self.width() - 16, look.line("small"))
        metrics = painter.fontMetrics()
        painter.drawText(second, _TEXT, metrics.elidedText(self._word, cut, int(second.width())))

    def _draw_low(self, painter: QPainter) -> None:
        """Large text: the name, cut if it must be, and at the right the word, which never is."""
        look, cap = theme(), key_cap_size(theme(), self._key)
        told = self._word if self.low_width <= self.width() else self._word.removeprefix(_HERE)
        box = QRectF(8, (self.height() - cap.height()) / 2, cap.width(), cap.height())
        draw_key_cap(painter, box, self._key)
        painter.setPen(look.text_on(self._pair))
        painter.setFont(look.font("small"))
        word = painter.fontMetrics().horizontalAdvance(told)
        right = QRectF(self.width() - word - 10, 0, word + 2, self.height())
        painter.drawText(right, _TEXT, told)
        painter.setFont(look.font("body", bold=True))
        room = QRectF(box.right() + 8, 0, right.left() - box.right() - 16, self.height())
        cut = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(self._name, cut, int(room.width()))
        painter.drawText(room, _TEXT, name)


def is_low() -> bool:
    """Whether the text is so large that an observer has one line."""
    return theme().scale > _LARGE


def cap_height() -> int:
    """The height of a key cap."""
    return key_cap_size(theme(), "F5").height()


class ObserversRow(QWidget):
    """The observers, each with a key, a name, a party and one of the five states."""

    pressed = Signal(int)
    """The place of an observer, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[SeatButton] = []
        self._used = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Observers")
        theme_keeper().changed.connect(self._place)

    def show_observers(self, observers: Sequence[ObserverView], keys: Sequence[str]) -> None:
        """Show observers with the words on their caps."""
        while len(self._chips) < len(observers):
            chip, place = SeatButton(self, can_be_low=True), len(self._chips)
            chip.clicked.connect(lambda _=False, n=place: self.pressed.emit(n))
            self._chips.append(chip)
        self._used = len(observers)
        for place, observer in enumerate(observers):
            word = state_words(observer)
            party = f" {observer.party}" if observer.party else ""
            self._chips[place].show_seat(
                keys[place],
                f"{observer.name}{party}",
                word,
                pair="accent" if observer.asked else _pair_of(observer.state),
                dashed=observer.away,
            )
        self._place()

    @property
    def words(self) -> list[str]:
        """The states on the screen."""
        return [chip.word for chip in self._chips[: self._used]]

    def rows(self, width: int) -> int:
        """How many rows the observers take at that width."""
        if not self._used:
            return 0
        widest = max(chip.sizeHint().width() for chip in self._chips[: self._used])
        per_row = max(2 if is_low() else 1, (width + _GAP) // (widest + _GAP))
        return -(-self._used // per_row)

    def heightForWidth(self, width: int) -> int:
        """The height of those rows."""
        return self.rows(width) * (self._row_height() + 4)

    def height_of(self, rows: int) -> int:
        """The height of that many rows with the gaps between them."""
        return rows * (self._row_height() + 4) - 4

    def sizeHint(self) -> QSize:
        """One row, or more where the text is large."""
        return QSize(600, self.heightForWidth(max(self.width(), 300)))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the row out anew."""
        self._place()

    def _row_height(self) -> int:
        if is_low():
            return cap_height() + 6
        return theme().line("body") + theme().line("small") + 4

    def _place(self) -> None:
        rows = max(1, self.rows(self.width()))
        per_row = -(-self._used // rows) if self._used else 1
        wide = (self.width() + _GAP) // max(per_row, 1) - _GAP
        wide = min(wide, theme().scaled(340 if is_low() else 280))
        high = self._row_height()
        for n, chip in enumerate(self._chips):
            row, column = divmod(n, per_row)
            chip.setGeometry(column * (wide + _GAP), row * (high + 4), wide, high)
            chip.setVisible(n < self._used)
        self.setFixedHeight(rows * (high + 4) - 4 if self._used else 0)


def state_words(observer: ObserverView) -> str:
    """The state in its exact words, how many rulings are unanswered, and whether they are asked."""
    if observer.state is Attestation.SILENT and observer.unanswered:
        asked = f" \u00b7 {ASKED}" if observer.asked else ""
        return f"{observer.state.value} \u00b7 {observer.unanswered}{asked}"
    return PRESENT if observer.state is None else observer.state.value


def _pair_of(state: Attestation | None) -> str:
    match state:
        case Attestation.OBJECTION:
            return "warning"
        case Attestation.ABSENT:
            return "page"
        case _:
            return "raised"
