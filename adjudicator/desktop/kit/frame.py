"""Parts every screen shares: the page header, the foot line, and a figure with its caption."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import Chip, CutLabel, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.kit.watermark import Watermark

_SEPARATOR = " \u00b7 "
"""Between the facts of a foot."""
_LARGE = 150
"""Per cent of text above which a foot has one line: what is above it needs the height."""


def part(widget: QWidget, name: str, edge: str = "") -> QWidget:
    """Give a widget a background and an edge of the style sheet; returns the widget.

    :param name: a pair of the tokens such as ``surface``.
    :param edge: the side with a line: ``top``, ``bottom``, ``left`` or ``right``.
    """
    widget.setProperty("part", name)
    if edge:
        widget.setProperty("edge", edge)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


class PageHeader(QWidget):
    """Title and subject of a screen, chips, and what can be done from here."""

    def __init__(self, title: str = "", subject: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "surface", "bottom")
        self._title = CutLabel(title, size="title", bold=True)
        self._subject = CutLabel(subject)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme().space("large"), 0, theme().space("large"), 0)
        self._row.setSpacing(theme().space("medium"))
        # The subject stands right after the title, wherever that ends.
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subject, 1)
        self._follow()
        theme_keeper().changed.connect(self._follow)

    def _follow(self) -> None:
        self.setFixedHeight(max(48, theme().line("title") + 22))

    def set_title(self, title: str, subject: str = "") -> None:
        """Show another title and subject."""
        self._title.set_text(title)
        self._subject.set_text(subject)

    @property
    def subject(self) -> str:
        """What stands beside the title."""
        return self._subject.accessibleName()

    def add_chip(self, text: str, tone: str = "neutral") -> Chip:
        """Add a state at the right."""
        chip = Chip(text, tone)
        self._row.addWidget(chip)
        return chip

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button at the right."""
        button = QPushButton(text)
        if primary:
            button.setProperty("kind", "primary")
        self._row.addWidget(button)
        return button


class FootLine(QWidget):
    """The last line of a screen: facts separated by dots, and what is at the right.

    It leaves the room that a watermark of its window takes.  Where there is not enough for both,
    the facts take another line if they may; else they are cut, from the last to the second, and
    after them what is at the right.

    :param keep_right: never cut what is at the right; the first fact goes before it.
    :param lines: as many as the facts may take, unless the text is large.
    """

    def __init__(
        self, parent: QWidget | None = None, *, keep_right: bool = False, lines: int = 1
    ) -> None:
        super().__init__(parent)
        part(self, "page", "top")
        self._keep_right, self._most = keep_right, lines
        self._first = ""
        self._given: tuple[str, ...] = ()
        self._facts = CutLabel(size="small")
        self._right = CutLabel(size="small")
        self._right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(theme().space("medium"))
        self._row.addWidget(self._facts, 1)
        self._row.addWidget(self._right)
        self._follow()
        theme_keeper().changed.connect(self._follow)

    def _follow(self) -> None:
        self._share()

    def _share(self) -> None:
        """Leave room for the watermark, and share the rest out."""
        side = theme().space("medium")
        # A screen may carry one of its own beside the window's; the widest fits them all.
        wide = (round(mark.tab_rect().width()) for mark in _marks_over(self))
        left = side + max(wide, default=0)
        self._row.setContentsMargins(left, 0, side, 0)
        room = max(0, self.width() - left - 2 * side)
        wanted = self._right.sizeHint().width()
        if not self._keep_right:
            first = theme().metrics("small").horizontalAdvance(self._first) + side
            wanted = min(wanted, max(0, room - first))
        self._right.setFixedWidth(min(wanted, room))
        self._break(room - min(wanted, room))

    def _break(self, room: int) -> None:
        """Break the facts into lines between them, and be as high as these are."""
        most = self._most if theme().scale <= _LARGE else 1
        lines = [""] * min(1, len(self._given))
        for fact in self._given:
            more = _SEPARATOR.join((lines[-1], fact)) if lines[-1] else fact
            fits = theme().metrics("small").horizontalAdvance(more) <= room
            if fits or not lines[-1] or len(lines) == most:
                lines[-1] = more
            else:
                lines.append(fact)
        self._facts.set_text(_SEPARATOR.join(self._given), lines)
        self.setFixedHeight(max(24, max(1, len(lines)) * theme().line("small") + 7))

    def minimumSizeHint(self) -> QSize:
        """No width of its own: what is at the right is cut before the window is held open."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """The window may carry a watermark since."""
        super().showEvent(event)
        self._share()

    def show_facts(self, facts: Sequence[str], right: str = "") -> None:
        """Show those facts; empty ones are left out."""
        given = [fact for fact in facts if fact]
        # With the dots of what is cut away behind it, the first is still whole.
        self._first = given[0] + (" \u2026" if len(given) > 1 else "") if given else ""
        self._given = tuple(given)
        self._right.set_text(right)
        self._share()

    @property
    def text(self) -> str:
        """What stands there now."""
        return self._facts.accessibleName()

    @property
    def right(self) -> str:
        """What stands at the right now."""
        return self._right.accessibleName()


def _marks_over(widget: QWidget) -> Iterator[Watermark]:
    """The watermarks of all that a widget lies in."""
    host: QWidget | None = widget
    while host is not None:
        yield from host.findChildren(Watermark, options=Qt.FindChildOption.FindDirectChildrenOnly)
        host = None if host.isWindow() else host.parentWidget()


class FigureCell(QWidget):
    """A number with its caption, and the note beneath it."""

    def __init__(self, caption: str, figure: str = "", note: str = "") -> None:
        super().__init__()
        self._caption = label(caption, size="small", tone="surface_muted")
        self._figure = label(figure, size="display", bold=True)
        self._note = label(note, size="small", tone="surface_muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self._caption, self._figure, self._note):
            column.addWidget(line)
        self.show_figure(figure, note)

    def show_figure(self, figure: str, note: str = "") -> None:
        """Show another number and note."""
        self._figure.setText(figure)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        words = f"{self._caption.text()}: {figure}"
        self.setAccessibleName(f"{words}. {note}" if note else words)
