"""The window on the projector: the ballot as the table sees it, the proposal, and each vote."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ballot_view import BallotView
from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.display.facts import DisplayFacts
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.kit.watermark import Watermark

NO_CASE = "The board has no case before it."
_DESIGN = 1080
"""The height all sizes below are meant for; a projector of another height scales them."""
_HEAD, _BIG, _LINE, _SMALL = 54, 46, 36, 30
_LEAST = 28
"""Nothing that tells of a case is smaller: it is read at five metres."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAP = Qt.TextFlag.TextWordWrap


def _font(widget: QWidget, px: int, *, bold: bool = False, figures: bool = False) -> QFont:
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
        painter.setFont(_font(self, px, bold=bold, figures=figures))
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
            number = f"{facts.like} LIKE CASES"
        painter.drawText(room, _RIGHT, number)
        taken = painter.fontMetrics().horizontalAdvance(number) + 40
        words = " \u00b7 ".join(w for w in (facts.contest, facts.condition, facts.where) if w)
        left = room.adjusted(0, 0, -taken, 0)
        painter.setFont(self.letters_for(words, left.width()))
        painter.drawText(left, _LEFT, _cut(painter, words, left.width()))

    def letters_for(self, words: str, width: float) -> QFont:
        """Letters so large that the words have room; smaller ones would not be read from afar."""
        for px in range(_LINE, _LEAST, -2):
            font = _font(self, px, bold=True)
            if QFontMetricsF(font).horizontalAdvance(words) <= width:
                return font
        return _font(self, _LEAST, bold=True)


class DisplayVote(_Words):
    """The claim, the sentence, and what each member said to it."""

    def __init__(self) -> None:
        super().__init__(3, "page")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sentence over seats."""
        facts = self.facts
        # Beneath the seats there is room for the words of a watermark.
        room = QRectF(self.rect()).adjusted(28, 12, -28, -theme().line("small") - 12)
        painter = self._begin(_SMALL)
        step = painter.fontMetrics().height()
        seats = step * 2.6
        top = room.top()
        for claim in facts.claims[:2]:
            line = QRectF(room.left(), top, room.width(), step * 1.2)
            cut = painter.fontMetrics().elidedText(
                claim, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(line, _LEFT, cut)
            top += step * 1.2
        painter.setFont(_font(self, _BIG, bold=True))
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
            painter.setFont(_font(self, _LINE, bold=True))
            name = QRectF(inner.left(), inner.top(), inner.width(), half)
            painter.drawText(name, _LEFT, _cut(painter, member.name, inner.width()))
            painter.setFont(_font(self, _SMALL))
            word = QRectF(inner.left(), inner.top() + half, inner.width(), half)
            painter.drawText(word, _LEFT, _cut(painter, member.word, inner.width()))


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
        painter.setFont(_font(self, _HEAD, figures=True))
        lower = QRectF(room.left(), upper.bottom() + 30, room.width(), room.height() * 0.4)
        code = f"Record {self.code}" if self.code else ""
        painter.drawText(lower, centre | int(Qt.AlignmentFlag.AlignTop), code)


class PublicDisplay(QWidget):
    """A window of its own, fed by the docket; it takes no key and shows no dialog.

    :param cache: of decoded pages, the docket's own.
    :param watermark: words of a demonstration or rehearsal, else ``None``.
    """

    left = Signal()
    """The window was closed."""

    def __init__(self, cache: ImageCache, watermark: str | None) -> None:
        # It never takes the keyboard from the table.
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Public display")
        self.setAccessibleName("Public display")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cache = cache
        self.facts = DisplayFacts()
        self.held = False
        self.resting = False
        """Whether nothing of the table is shown, as while the station is locked."""
        self._recess = ""
        self._current: PageRef | None = None
        self.head, self.vote, self.pause = DisplayHead(), DisplayVote(), DisplayPause()
        self.contest, self.whole = BallotView(), BallotView()
        self._stack = QStackedWidget()
        self._lay_out()
        self.contest.set_mode(ZoomMode.CONTEST)
        self.whole.set_mode(ZoomMode.PAGE)
        cache.ready.connect(self._ready)
        self._mark = Watermark(self, watermark) if watermark else None
        self.resize(1920, 1080)

    def _lay_out(self) -> None:
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        ballot = QHBoxLayout()
        ballot.setSpacing(4)
        for view in (self.contest, self.whole):
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ballot.addWidget(self.contest, 64)
        ballot.addWidget(self.whole, 36)
        column.addWidget(self.head, 8)
        column.addLayout(ballot, 64)
        column.addWidget(self.vote, 28)
        self._stack.addWidget(self.pause)
        self._stack.addWidget(table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_facts(self, facts: DisplayFacts) -> None:
        """Show a moment of the table; while held, the last one stays."""
        if self.held or self._recess or self.resting:
            return
        before, self.facts = self.facts, facts
        if not facts.number:
            self.pause.show_words(NO_CASE, facts.record)
            self._stack.setCurrentIndex(0)
            return
        self.head.show_facts(facts)
        self.vote.show_facts(facts)
        self._stack.setCurrentIndex(1)
        if before.number != facts.number or before.sides != facts.sides:
            self._show_ballot()

    def hold(self, *, on: bool) -> None:
        """Freeze what is shown, or follow the table again."""
        self.held = on
        self.setWindowTitle("Public display \u00b7 held" if on else "Public display")

    def rest(self, *, on: bool) -> None:
        """Show nothing of the table, held or not, or follow it again; a recess stays a recess."""
        self.resting = on
        if on:
            self.hold(on=False)
            self.facts = DisplayFacts(record=self.facts.record)
            if not self._recess:
                self.pause.show_words(NO_CASE, self.facts.record)
                self._stack.setCurrentIndex(0)

    @property
    def in_recess(self) -> bool:
        """Whether it shows a recess."""
        return bool(self._recess)

    def recess(self, words: str, code: str) -> None:
        """Show that the board is in recess; empty words end it."""
        self._recess = words
        if words:
            self.pause.show_words(words, code)
            self._stack.setCurrentIndex(0)

    def _show_ballot(self) -> None:
        sides, contest = self.facts.sides, self.facts.contest_id
        side = next((s for s in sides if s.contest_box(contest) is not None), None)
        side = side or (sides[0] if sides else None)
        if side is None:
            return
        self._current = side.ref
        self._cache.request(side.ref)
        page = self._cache.get(side.ref)
        notice = "" if page is None else page.problem
        grey = None if page is None else page.grey
        for view in (self.contest, self.whole):
            view.show_page(grey, side.contest_box(contest), notice or "Opening \u2026")

    def _ready(self, ref: PageRef) -> None:
        if ref == self._current:
            self._show_ballot()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the window it belongs to."""
        self.left.emit()
        super().closeEvent(event)


def _cut(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
