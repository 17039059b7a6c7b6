"""The members of the board on the screen: a key for each, a name and what was said."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.desktop.commands.docket_acts import MEMBER_KEYS
from adjudicator.desktop.kit.theme import theme_keeper
from adjudicator.desktop.review.seats_row import SeatButton, cap_height, is_low

_GAP = 6
_MOST_LOW = 3
"""Members beside each other with large text; more take a second row."""


class MembersRow(QWidget):
    """As wide as its words; with large text one line a member, and the whole width shared."""

    pressed = Signal(int)
    """The place of a member, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Members of the board")
        self.seats = [SeatButton(self, can_be_low=True) for _ in range(MEMBER_KEYS)]
        for n, seat in enumerate(self.seats):
            seat.clicked.connect(lambda _=False, n=n: self.pressed.emit(n))
        theme_keeper().changed.connect(self.place)
        self.place()

    @property
    def _used(self) -> list[SeatButton]:
        return [seat for seat in self.seats if not seat.isHidden()]

    def place(self) -> None:
        """Lay the members out anew, after one of them says something else."""
        low = is_low()
        wide = QSizePolicy.Policy.Expanding if low else QSizePolicy.Policy.Maximum
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.height_of())
        self.updateGeometry()
        if low:
            self._share()
        else:
            self._set_side_by_side()

    def height_of(self) -> int:
        """How high it is with the members it shows."""
        if not is_low():
            return self.seats[0].sizeHint().height()
        rows = -(-max(1, len(self._used)) // _MOST_LOW)
        return rows * (cap_height() + 6 + 4) - 4

    def sizeHint(self) -> QSize:
        """Room for every word."""
        wide = sum(seat.sizeHint().width() + _GAP for seat in self._used) - _GAP
        return QSize(max(0, wide), self.height_of())

    def minimumSizeHint(self) -> QSize:
        """No width of its own: names are cut before the window is held open."""
        return QSize(0, self.height_of())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the row out anew."""
        super().resizeEvent(event)
        self.place()

    def _share(self) -> None:
        used = self._used
        rows = -(-max(1, len(used)) // _MOST_LOW)
        per_row = -(-len(used) // rows) or 1
        high = cap_height() + 6
        for row in range(rows):
            line = used[row * per_row : (row + 1) * per_row]
            self._set_line(line, row * (high + 4), high)

    def _set_line(self, line: list[SeatButton], top: int, high: int) -> None:
        """Everyone has the room of their words; what is over, or lacks, is shared alike."""
        wanted = [seat.low_width for seat in line]
        more = self.width() - sum(wanted) - _GAP * (len(line) - 1)
        left = 0
        for seat, words in zip(line, wanted, strict=True):
            wide = words + more // len(line)
            seat.setGeometry(left, top, wide, high)
            left += wide + _GAP

    def _set_side_by_side(self) -> None:
        left, short = 0, max(0, self.sizeHint().width() - self.width())
        used = self._used
        for seat in used:
            wide = max(0, seat.sizeHint().width() - short // len(used))
            seat.setGeometry(left, 0, wide, self.height())
            left += wide + _GAP
