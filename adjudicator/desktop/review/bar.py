"""The bar below the ballot: sentence, the team's two keys, observers, or the objection form."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import CutLabel, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.kit.word_button import WordButton
from adjudicator.desktop.review.flow import HandedOver
from adjudicator.desktop.review.objection_form import ObjectionBar
from adjudicator.desktop.review.observers import ObjectionForm
from adjudicator.desktop.review.ports import ObserverView, SeatView, StationView
from adjudicator.desktop.review.seats_row import ObserversRow, SeatButton, is_low
from adjudicator.ledger.casenumbers import spoken

BAR_HEIGHT = 108


class SentenceLabel(QWidget):
    """The ruling in words: large on one line, or smaller on two; the tool tip has all."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_keeper().changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Show a sentence."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as large as it fits."""
        look, painter = theme(), QPainter(self)
        painter.setPen(look.text_on("page"))
        one_line = look.metrics("strong", bold=True).horizontalAdvance(self._text) <= self.width()
        wrap = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(look.font("strong" if one_line else "body", bold=True))
        whole = painter.fontMetrics().boundingRect(self.rect(), wrap, self._text)
        if whole.height() > self.height():
            painter.setFont(look.font("small", bold=True))
            whole = painter.fontMetrics().boundingRect(self.rect(), wrap, self._text)
        at = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter) | wrap
        painter.drawText(self.rect(), at, self.shown_in(painter.fontMetrics()))

    def shown_in(self, metrics: QFontMetrics) -> str:
        """The words that have room in letters of a size: no line is cut in two."""
        wrap, shown = int(Qt.TextFlag.TextWordWrap), self._text
        while metrics.boundingRect(self.rect(), wrap, shown).height() > self.height():
            before, _, _ = shown.removesuffix("\u2026").rstrip().rpartition(" ")
            if not before:
                break
            shown = f"{before}\u2026"
        return shown


class SentenceBar(QWidget):
    """Shows the ruling in words as it is built, and who has said yes to it."""

    pressed = Signal(str)
    """A command of Review, without ``review.``."""
    observer_pressed = Signal(int)

    def __init__(self, key_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "page", "top")
        self._key_of = key_of
        self._sentence = SentenceLabel()
        self._message = CutLabel(size="small")
        self._last = label(size="small", tone="surface_muted")
        self.copy = WordButton()
        """Prints a copy of the objection filed last; hidden until there is one."""
        self.copy.hide()
        self._proposer, self._partner = SeatButton(), SeatButton()
        self.observers = ObserversRow()
        self.form = ObjectionBar(key_of)
        self._stack = QStackedWidget()
        self._proposer.clicked.connect(lambda: self.pressed.emit("propose"))
        self._partner.clicked.connect(lambda: self.pressed.emit("agree"))
        self.observers.pressed.connect(self.observer_pressed)
        self.form.pressed.connect(self.pressed)
        self.form.filed.connect(lambda: self.pressed.emit("propose"))
        self._lay_out()
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _lay_out(self) -> None:
        usual = QWidget()
        column = QVBoxLayout(usual)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(4)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self._message, 1)
        below.addWidget(self.copy)
        below.addWidget(self._last)
        self._top = top = QGridLayout()
        top.setHorizontalSpacing(8)
        top.setVerticalSpacing(0)
        top.addWidget(self._sentence, 0, 0)
        top.setColumnStretch(0, 1)
        top.setRowStretch(0, 1)
        column.addLayout(top, 1)
        column.addWidget(self.observers)
        self._stack.addWidget(usual)
        self._stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 1, 0, 0)
        whole.addWidget(self._stack)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _follow(self) -> None:
        """With large text the message has the whole width, and no line while it is empty."""
        low = is_low()
        self._top.addWidget(self._below, 1, 0, 1, 3 if low else 1)
        for column, seat in ((1, self._proposer), (2, self._partner)):
            self._top.addWidget(seat, 0, column, 1 if low else 2, 1)
        observers = self.observers.height_of(max(1, self.observers.rows(self.width() - 24)))
        words = 2 * theme().line("body") + theme().line("small")
        form = self.form.needed if self._stack.currentIndex() else 0
        self._grow_to(max(BAR_HEIGHT, words + observers + 12, form))
        self._give_line()

    def _grow_to(self, high: int) -> None:
        """Take that height, and make the ballot give way before anything is painted."""
        if high == self.height():
            return
        self.setFixedHeight(high)
        self._make_way()
        # Once more when this is asked for while the layout is at work, which then hears nothing.
        QTimer.singleShot(0, self, self._make_way)

    def _make_way(self) -> None:
        around = self.parentWidget()
        layout = None if around is None else around.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()

    def _give_line(self) -> None:
        told = self._message.text() or self._last.text() or not self.copy.isHidden()
        self._below.setVisible(bool(told) or not is_low())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for a second row of observers where the text is large."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def show_sentence(
        self, sentence: str, message: str, *, idle: str, beside: str = "", note: str = ""
    ) -> None:
        """Show the ruling so far and a message.

        :param idle: stands where nothing is said yet.
        :param beside: the ruling that is being revised, shown while there is no message.
        :param note: what may be done now, the same.
        """
        self._sentence.set_text(f"\u201c{sentence}\u201d" if sentence else idle)
        self._message.set_text(
            f"! {message}" if message else f"Revises: {beside}" if beside else note
        )
        self._give_line()

    def show_last(self, last: HandedOver | None) -> None:
        """Show the ruling before this one, for U and for objections."""
        if last is None:
            self._last.setText("")
            self._give_line()
            return
        key = self._key_of("revise")
        state = "recording \u2026" if last.recorded is None else f"recorded \u00b7 {key} revises"
        self._last.setText(f"Last case {spoken(last.case.number)} {state}")
        self._last.setToolTip(last.sentence)
        self._last.setAccessibleDescription(last.sentence)
        self._give_line()

    def show_team(self, station: StationView, *, proposed: bool, ready: bool) -> None:
        """Show both seats and what their keys do now."""
        self._seat(self._proposer, station.proposer, "propose",
                   "has proposed \u2713" if proposed else "proposes",
                   pair="chosen" if proposed else "raised")  # fmt: skip
        self._seat(self._partner, station.partner, "agree",
                   "agrees, and records" if proposed else "agrees",
                   pair="accent" if proposed else "raised")  # fmt: skip
        self._proposer.setEnabled(ready or proposed)

    def show_looks(
        self, station: StationView, words: tuple[str, str], looking: int | None, before: str
    ) -> None:
        """Show both seats at a page of ballots.

        :param words: what the key of each does now.
        :param looking: whose key is live: 0 or 1; ``None`` for nobody's.
        :param before: what became of the page before, in the place of the last ruling.
        """
        pairs = ["accent" if looking == n else "raised" for n in range(2)]
        self._seat(self._proposer, station.proposer, "propose", words[0], pair=pairs[0])
        self._seat(self._partner, station.partner, "agree", words[1], pair=pairs[1])
        self._last.setText(before)
        self._give_line()

    def _seat(
        self, button: SeatButton, seat: SeatView | None, command: str, word: str, *, pair: str
    ) -> None:
        key = self._key_of(command)
        if seat is None:
            button.show_seat(key, "Nobody", "F3 signs in", dashed=True, pair="page")
            return
        party = f" \u00b7 {seat.party}" if seat.party else ""
        button.show_seat(key, f"{seat.name}{party}", word, pair=pair)

    def show_observers(self, observers: Sequence[ObserverView]) -> None:
        """Show the observers and their states."""
        keys = [self._key_of(f"observer_{n + 1}_sign") for n in range(len(observers))]
        self.observers.show_observers(observers, keys)
        self._follow()

    def offer_copy(self, words: str) -> None:
        """Offer a copy of the objection that was just filed."""
        self.copy.setText(words)
        self.copy.show()
        self._give_line()

    def show_form(self, form: ObjectionForm | None) -> None:
        """Show the objection form, or the sentence again."""
        self._stack.setCurrentIndex(1 if form is not None else 0)
        if form is not None:
            self.form.show_form(form)
        self._follow()

    @property
    def sentence(self) -> str:
        """The sentence on the screen."""
        return self._sentence.accessibleName()

    @property
    def message(self) -> str:
        """The message on the screen."""
        return self._message.accessibleName()

    @property
    def seat_words(self) -> tuple[str, str]:
        """What the keys of the team do, as it stands beneath their names."""
        return self._proposer.word, self._partner.word

    @property
    def last(self) -> str:
        """What it says of the ruling before."""
        return self._last.text()
