"""What the public display writes: the head of the case, the vote, and the page without a case."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from adjudicator.desktop.display.facts import DisplayFacts
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.theme import theme, theme_keeper

NO_CASE = "The board has no case before it."
_DESIGN = 1080
"""The height all sizes below are meant for; a projector of another height scales them."""
_HEAD, _BIG, _LINE, _SMALL = 54, 46, 36, 30
_LEAST = 28
"""Nothing that tells of a case is smaller: it is read at five metres."""
_CLAIM = 1.2
"""Lines of text a claim takes."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAP = Qt.TextFlag.TextWordWrap


def display_font(widget: QWidget, px: int, *, bold: bool = False, figures: bool = False) -> QFont:
    """Letters of that height on a projector of 1080 lines, and in proportion on others."""
    font = theme().font("title", bold=bold, figures=figures)
    font.setPixelSize(max(14, round(px * widget.window().height() / _DESIGN)))
    return font


class _Words(QWidget):
    """Draws facts large; each kind knows its own lines."""

    def __init__(self, parts: int, pair: str) -> None:
        super().__init__()
        part(self, pair)
        self._parts, self._pair = parts, pair
        self.facts = DisplayFacts()
        theme_keeper().changed.connect(self.update)

    def show_facts(self, facts: DisplayFacts) -> None:
        """Show these."""
        self.facts = facts
        self.setAccessibleName(f"{facts.contest} {facts.number} {facts.sentence}")
        self.update()

    def _begin(self, px: int, *, bold: bool = False, figures: bool = False) -> QPainter:
        painter = QPainter(self)
        painter.setFont(display_font(self, px, bold=bold, figures=figures))
        painter.setPen(theme().text_on(self._pair))
        return painter


class DisplayHead(_Words):
    """Contest, precinct and the case number, as it is called out."""

    def __init__(self) -> None:
        super().__init__(1, "surface")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        facts, room = self.facts, QRectF(self.rect()).adjusted(28, 0, -28, 0)
        painter = self._begin(_HEAD, bold=True, figures=True)
        number = f"CASE {facts.number}" if facts.number else ""
        if facts.like > 1:
            number = f"{number} AND {facts.like - 1} LIKE IT"
        painter.drawText(room, _RIGHT, number)
        taken = painter.fontMetrics().horizontalAdvance(number) + 40
        words = " \u00b7 ".join(w for w in (facts.contest, facts.condition, facts.where) if w)
        left = room.adjusted(0, 0, -taken, 0)
        painter.setFont(self.letters_for(words, left.width()))
        painter.drawText(left, _LEFT, _cut(painter, words, left.width()))

    def letters_for(self, words: str, width: float) -> QFont:
        """Letters so large that the words have room; smaller ones would not be read from afar."""
        for px in range(_LINE, _LEAST, -2):
            font = display_font(self, px, bold=True)
            if QFontMetricsF(font).horizontalAdvance(words) <= width:
                return font
        return display_font(self, _LEAST, bold=True)


class DisplayVote(_Words):
    """The claims, the sentence, and what each member said to it."""

    def __init__(self) -> None:
        super().__init__(3, "page")

    def claims_shown(self) -> tuple[str, ...]:
        """The claims there is room for, above a sentence of two lines; one at least."""
        small = QFontMetricsF(display_font(self, _SMALL)).height()
        big = QFontMetricsF(display_font(self, _BIG, bold=True)).height()
        left = self.height() - 20 - small * 2.6 - big * 2
        return self.facts.claims[: max(1, int(left / (small * _CLAIM)))]

    @property
    def more(self) -> str:
        """How many claims there was no room for; empty if none."""
        return self._more(len(self.claims_shown()))

    def _more(self, shown: int) -> str:
        left = len(self.facts.claims) - shown
        return f"+{left} more" if left > 0 else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sentence over seats."""
        facts = self.facts
        room = QRectF(self.rect()).adjusted(28, 12, -28, -8)
        painter = self._begin(_SMALL)
        step = painter.fontMetrics().height()
        seats = step * 2.6
        top = room.top()
        shown = self.claims_shown()
        for n, claim in enumerate(shown):
            line = QRectF(room.left(), top, room.width(), step * _CLAIM)
            last = n == len(shown) - 1
            more = self._more(len(shown)) if last else ""
            painter.drawText(line, _RIGHT, more)
            taken = painter.fontMetrics().horizontalAdvance(f"{more}  ") if more else 0
            painter.drawText(line, _LEFT, _cut(painter, claim, room.width() - taken))
            top += step * _CLAIM
        painter.setFont(display_font(self, _BIG, bold=True))
        lead = f"{facts.lead}: " if facts.lead else ""
        words = f"{lead}\u201c{facts.sentence}\u201d" if facts.sentence else ""
        middle = QRectF(room.left(), top, room.width(), room.bottom() - seats - top)
        painter.drawText(middle, int(_LEFT) | int(_WRAP), words)
        self._draw_seats(painter, QRectF(room.left(), room.bottom() - seats, room.width(), seats))

    def _draw_seats(self, painter: QPainter, room: QRectF) -> None:
        members = self.facts.members
        if not members:
            return
        wide = min((room.width() + 16) / len(members), 630 * self.window().height() / _DESIGN)
        for n, member in enumerate(members):
            box = QRectF(room.left() + n * wide, room.top(), wide - 16, room.height())
            look = theme()
            painter.setPen(look.colour("line"))
            painter.setBrush(look.ground_of(member.tone))
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(look.text_on(member.tone))
            inner = box.adjusted(16, 4, -16, -4)
            half = inner.height() / 2
            painter.setFont(display_font(self, _LINE, bold=True))
            name = QRectF(inner.left(), inner.top(), inner.width(), half)
            painter.drawText(name, _LEFT, _cut(painter, member.name, inner.width()))
            painter.setFont(display_font(self, _SMALL))
            word = QRectF(inner.left(), inner.top() + half, inner.width(), half)
            painter.drawText(word, _LEFT, _cut(painter, member.word, inner.width()))


class DisplayFoot(_Words):
    """Where the record ends now: whoever wrote the code down compares it from their seat."""

    def __init__(self) -> None:
        super().__init__(1, "page")
        self.words = ""

    def show_words(self, words: str) -> None:
        """Show ``4C1F-88A2-03D7-9B5E at 21:13 · 1,212 entries``."""
        self.words = f"Record {words}" if words else ""
        self.setAccessibleName(self.words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it at the right; at the left there is room for the words of a watermark."""
        painter = self._begin(_LEAST, figures=True)
        painter.drawText(QRectF(self.rect()).adjusted(28, 0, -28, 0), _RIGHT, self.words)


class DisplayPause(_Words):
    """A page without a ballot: waiting, or in recess."""

    def __init__(self) -> None:
        super().__init__(1, "page")
        self.words = NO_CASE
        self.code = ""

    def show_words(self, words: str, code: str) -> None:
        """Show a sentence, and the record code beneath it."""
        self.words, self.code = words, code
        self.setAccessibleName(f"{words} {code}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both in the middle."""
        painter = self._begin(_HEAD + 18, bold=True)
        room = QRectF(self.rect()).adjusted(60, 60, -60, -60)
        centre = int(Qt.AlignmentFlag.AlignHCenter)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() * 0.55)
        bottom = int(Qt.AlignmentFlag.AlignBottom)
        painter.drawText(upper, centre | bottom | int(_WRAP), self.words)
        painter.setFont(display_font(self, _HEAD, figures=True))
        lower = QRectF(room.left(), upper.bottom() + 30, room.width(), room.height() * 0.4)
        code = f"Record {self.code}" if self.code else ""
        painter.drawText(lower, centre | int(Qt.AlignmentFlag.AlignTop), code)


def _cut(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
