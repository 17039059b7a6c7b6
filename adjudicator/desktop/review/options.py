"""Lines of the panel: a key cap and words, pressed by key or mouse, paged and never scrolled."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from adjudicator.desktop.kit.labels import draw_key_cap, key_cap_size, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.pages import Option
from adjudicator.desktop.review.seats_row import is_low

KeyOf = Callable[[str], str]
"""The words on the cap of a command of Review, by its name without ``review.``."""
_TALLEST = 46
_LOWEST = 30
_GAP = 4
_LEFT = 12
_MIN_CHOICES = 1
_FEW_CHOICES = 3
"""Fewer are on the screen only where there is no room whatever."""
_MOST_COLUMNS = 3
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class OptionButton(QAbstractButton):
    """One line: key cap, words, a detail, and a tick where it is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.option = Option("", "")
        self._key = ""

    def show_option(self, option: Option, key: str) -> None:
        """Show an option under a key."""
        if option == self.option and key == self._key:
            return
        self.option, self._key = option, key
        state = ", chosen" if option.chosen else ""
        spoken = f"{key}, " if key else ""
        self.setAccessibleName(f"{spoken}{option.title}{state}")
        self.setAccessibleDescription(option.detail)
        self.setToolTip(option.title)
        self.update()

    @property
    def wanted(self) -> int:
        """How wide it is with every word, chosen or not."""
        look = theme()
        cap = 8 + key_cap_size(look, self._key).width() + 10 if self._key else _LEFT
        words = look.metrics("body", bold=True).horizontalAdvance(self.option.title)
        return cap + words + look.scaled(24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        look, option = theme(), self.option
        pair = "chosen" if option.chosen else "surface"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(look.ground_of("chosen" if option.chosen or self.underMouse() else pair))
        painter.setPen(QPen(_frame_colour(self, option), 2 if _marked(self, option) else 1))
        painter.drawRoundedRect(frame, look.radius("control"), look.radius("control"))
        left = _LEFT
        if self._key:
            size = key_cap_size(look, self._key)
            top = (self.height() - size.height()) / 2
            draw_key_cap(painter, QRectF(8, top, size.width(), size.height()), self._key)
            left = 8 + size.width() + 10
        self._draw_words(painter, pair, left)

    def _draw_words(self, painter: QPainter, pair: str, left: int) -> None:
        look, option = theme(), self.option
        right = look.scaled(24) if option.chosen else 8
        room = QRectF(left, 0, self.width() - left - right, self.height())
        if option.chosen:
            painter.setFont(look.font("strong", bold=True))
            painter.setPen(look.text_on(pair))
            tick = QRectF(self.width() - right, 0, right - 6, self.height())
            painter.drawText(tick, Qt.AlignmentFlag.AlignCenter, "\u2713")
        painter.setFont(look.font("body", bold=option.chosen))
        painter.setPen(look.text_on(pair))
        two_lines = self.height() >= look.line("body") + look.line("small") + 4
        if option.detail and two_lines:
            top = (self.height() - look.line("body") - look.line("small")) / 2
            title = QRectF(room.left(), top, room.width(), look.line("body"))
            detail = QRectF(room.left(), title.bottom(), room.width(), look.line("small"))
            painter.drawText(title, _TEXT, _cut(painter, option.title, room.width()))
            painter.setFont(look.font("small"))
            painter.setPen(look.text_on(f"{pair}_muted"))
            painter.drawText(detail, _TEXT, _cut(painter, option.detail, room.width()))
            return
        words = f"{option.title} \u00b7 {option.detail}" if option.detail else option.title
        painter.drawText(room, _TEXT, _cut(painter, words, room.width()))


def _marked(button: OptionButton, option: Option) -> bool:
    return option.pointed or button.hasFocus() or option.chosen


def _frame_colour(button: OptionButton, option: Option) -> QColor:
    if option.pointed or button.hasFocus():
        return theme().colour("focus")
    return theme().colour("line" if option.chosen else "hairline")


def _cut(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))


class OptionList(QWidget):
    """A list of options and, below it, those that are always offered.

    A long list shows a window around the line pointed at and says how many more there are, counted
    from the lines that really are on the screen.
    """

    pressed = Signal(str)
    """The command of the option that was pressed, without ``review.``."""
    pointed = Signal(int)
    """The place of an option without a command of its own that was pressed."""

    def __init__(self, key_of: KeyOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self._buttons: list[OptionButton] = []
        self._options: tuple[Option, ...] = ()
        self._common: tuple[Option, ...] = ()
        self._first = 0
        self._window = 0
        self._rest = label(size="small", tone="surface_muted")
        self._rest.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        theme_keeper().changed.connect(self._place)

    def show_options(self, options: Sequence[Option], common: Sequence[Option]) -> None:
        """Show options, and those always offered."""
        self._options, self._common = tuple(options), tuple(common)
        self._place()

    @property
    def hidden_below(self) -> int:
        """How many lines of the list are below those shown."""
        return max(0, len(self._options) - self._first - self._window)

    @property
    def rest(self) -> str:
        """What it says of the lines that are not on the screen."""
        return self._rest.text() if self._rest.isVisibleTo(self) else ""

    @property
    def shown(self) -> list[Option]:
        """The options on the screen, from the top."""
        return [b.option for b in self._buttons if b.isVisibleTo(self)]

    def sizeHint(self) -> QSize:
        """As many lines as there are."""
        rows = len(self._options) + len(self._common)
        return QSize(300, rows * theme().scaled(_LOWEST))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the lines out anew."""
        self._place()

    def _place(self) -> None:
        low = max(_LOWEST, theme().line("body") + 2) + _GAP
        between = 8 if self._common and self._options else 0
        columns = self._columns(low, between)
        common_rows = -(-len(self._common) // columns)
        room = self.height() - between - common_rows * low
        self._window = min(len(self._options), max(_MIN_CHOICES, room // low))
        beside = is_low()
        said = 0
        if self._window < len(self._options) and not beside:
            # The line that tells of the rest takes its room from the list.
            said = theme().line("small")
            self._window = max(_MIN_CHOICES, (room - said) // low)
        self._first = self._window_start()
        rows = self._window + common_rows
        left = (self.height() - between - said) // max(rows, 1)
        high = max(low, min(left, theme().scaled(_TALLEST) + _GAP))
        chosen = self._options[self._first : self._first + self._window]
        self._need(len(chosen) + len(self._common))
        for n, option in enumerate(chosen):
            self._put(self._buttons[n], option, (0, n * high, self.width(), high - _GAP))
        if beside:
            self._tell_rest_beside(len(chosen), high)
        else:
            self._tell_rest(len(chosen) * high, said)
        self._place_common(len(chosen) * high + said + between, high, columns, len(chosen))

    def _columns(self, low: int, between: int) -> int:
        """How many of those always offered share a line: more where room is short."""
        most = min(_MOST_COLUMNS, max(1, len(self._common)))
        for columns in range(1, most):
            rows = len(self._options) if columns == 1 else min(len(self._options), _FEW_CHOICES)
            if (rows + -(-len(self._common) // columns)) * low + between <= self.height():
                return columns
            if not self._fits(columns + 1):
                return columns
        return most

    def _fits(self, columns: int) -> bool:
        """Whether every word has room where that many share a line; a cut word is no choice."""
        wide = (self.width() - (columns - 1) * _GAP) // columns
        return all(self._wanted(option) <= wide for option in self._common)

    def _wanted(self, option: Option) -> int:
        """How wide an option is with its few words, not chosen."""
        look = theme()
        cap = 8 + key_cap_size(look, self._key_of(option.act)).width() + 10 if option.act else _LEFT
        words = option.brief or option.title
        return cap + look.metrics("body").horizontalAdvance(words) + 8

    def _place_common(self, top: int, high: int, columns: int, used: int) -> None:
        wide = (self.width() - (columns - 1) * _GAP) // columns
        for n, full in enumerate(self._common):
            row, column = divmod(n, columns)
            option = replace(full, title=full.brief) if columns > 1 and full.brief else full
            last = n == len(self._common) - 1
            left = column * (wide + _GAP)
            width = self.width() - left if last else wide
            self._put(self._buttons[used + n], option, (left, top + row * high, width, high - _GAP))
        for button in self._buttons[used + len(self._common) :]:
            button.hide()

    def _tell_rest(self, top: int, high: int) -> None:
        """Say how many lines of the list are not on the screen."""
        self._rest.setText(self._words_of_rest())
        self._rest.setGeometry(0, top, self.width(), high)
        self._rest.setVisible(bool(high))

    def _tell_rest_beside(self, shown: int, high: int) -> None:
        """The same at the right of the last line: large text has no line to spare for it."""
        words = self._words_of_rest()
        self._rest.setText(words)
        self._rest.setVisible(bool(words) and bool(shown))
        if self._rest.isHidden():
            return
        last, wide = self._buttons[shown - 1], self._rest.sizeHint().width()
        last.resize(self.width() - wide - 2 * _GAP, last.height())
        self._rest.setGeometry(self.width() - wide, last.y(), wide, high - _GAP)

    def _words_of_rest(self) -> str:
        above, below = self._first, self.hidden_below
        parts = (f"{above} more above" if above else "", f"{below} more below" if below else "")
        return " \u00b7 ".join(part for part in parts if part)

    def _window_start(self) -> int:
        """Where the window begins so that the line pointed at, or chosen last, is in it."""
        marked = [n for n, o in enumerate(self._options) if o.pointed]
        if not marked or len(self._options) <= self._window:
            return 0
        ahead = 2 if self._window > 1 else 1
        return min(max(0, marked[0] - self._window + ahead), len(self._options) - self._window)

    def _put(self, button: OptionButton, option: Option, place: tuple[int, int, int, int]) -> None:
        button.show_option(option, self._key_of(option.act) if option.act else "")
        button.setGeometry(*place)
        button.show()

    def _need(self, count: int) -> None:
        while len(self._buttons) < count:
            button = OptionButton(self)
            button.clicked.connect(lambda _=False, b=button: self._pressed(b))
            self._buttons.append(button)

    def _pressed(self, button: OptionButton) -> None:
        if button.option.act:
            self.pressed.emit(button.option.act)
        else:
            self.pointed.emit(self._options.index(button.option))
