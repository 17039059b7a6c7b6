"""The objection form: it takes the bar, and the ballot stays where it is."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import CutLabel, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.observers import ObjectionForm
from adjudicator.desktop.review.options import KeyOf, OptionButton
from adjudicator.desktop.review.pages import Option
from adjudicator.desktop.review.seats_row import is_low
from adjudicator.domain.election import Contest
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.attesting import Ground

_COLUMNS = (4, 3, 2)
"""As many as have room for their words."""
_SLOTS = 12
_SHARES, _LOW_SHARES = (7, 2), (2, 1)
"""How the width is shared between the options and what is said beside them."""


class ObjectionBar(QWidget):
    """Ground, claimed outcome and words of one objection."""

    pressed = Signal(str)
    words_typed = Signal(str)
    filed = Signal()
    """Return in the words field."""

    def __init__(self, key_of: KeyOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self._title = CutLabel(bold=True)
        self._sentence = label(size="small", wrap=True)
        self._message = label(size="small", bold=True, wrap=True)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Words, if wanted")
        self.words.setAccessibleName("Words of the objection, if wanted")
        self.words.setMaxLength(500)
        self.words.textEdited.connect(self.words_typed)
        self.words.returnPressed.connect(self.filed)
        self._columns = _COLUMNS[0]
        self._buttons = [OptionButton() for _ in range(_SLOTS)]
        for button in self._buttons:
            button.clicked.connect(lambda _=False, b=button: self.pressed.emit(b.option.act))
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay_out()
        theme_keeper().changed.connect(self._follow)

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._title)
        left.addLayout(self._grid)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.words)
        right.addWidget(self._sentence)
        right.addWidget(self._message)
        right.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 4, 12, 4)
        self._row.setSpacing(16)
        self._row.addLayout(left)
        self._row.addLayout(right)
        self._arrange()

    def show_form(self, form: ObjectionForm) -> None:
        """Show how far the form is."""
        party = f" ({form.observer.party})" if form.observer.party else ""
        subject = f"case {spoken(form.subject.number)}"
        who = f"{form.observer.name}{party}"
        if form.withdraws is not None:
            self._title.set_text(f"{who} has objected to {subject}: {form.withdraws.label}")
            self._sentence.setText(form.withdraws.sentence)
            self._message.setText(form.draft.message)
            self._show((Option("propose", "withdraw it"), Option("back", "keep it")))
            self.words.hide()
            return
        other = f"  \u00b7  \u2192 case {spoken(form.other.number)} instead" if form.other else ""
        self._title.set_text(f"Objection by {who} to {subject}{other}")
        self._sentence.setText(form.draft.sentence if form.draft.ground else "")
        ready = "\u23ce files it: to the board \u00b7 Esc goes back"
        self._message.setText(form.draft.message or form.draft.problem or ready)
        self.words.show()
        if self.words.text() != form.draft.words:
            self.words.setText(form.draft.words)
        self._show(
            claims(form.subject.contest) if form.draft.asks_claim else grounds(form.draft.ground)
        )

    def _show(self, options: tuple[Option, ...]) -> None:
        for n, button in enumerate(self._buttons):
            button.setVisible(n < len(options))
            if n < len(options):
                option = options[n]
                button.show_option(option, self._key_of(option.act) if option.act else "")
        self._follow()

    def _follow(self) -> None:
        """As high as the key caps, however large the text."""
        high = theme().line("body") + (2 if is_low() else 6)
        for button in self._buttons:
            button.setMinimumHeight(high)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for the words of every option."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the options into as many columns as have room for their words."""
        widest = max((b.wanted for b in self._buttons if not b.isHidden()), default=0)
        left, right = _LOW_SHARES if is_low() else _SHARES
        self._row.setStretch(0, left)
        self._row.setStretch(1, right)
        room = self.width() * left // (left + right) - 24
        columns = next((n for n in _COLUMNS if n * (widest + 4) <= room), _COLUMNS[-1])
        self._columns = columns
        for n, button in enumerate(self._buttons):
            self._grid.addWidget(button, n // columns, n % columns)

    @property
    def needed(self) -> int:
        """How high it is with every option that is offered now."""
        rows = -(-sum(not button.isHidden() for button in self._buttons) // self._columns)
        options = rows * (self._buttons[0].minimumHeight() + self._grid.spacing())
        return self._title.sizeHint().height() + options + 10

    @property
    def text(self) -> str:
        """Title and message, as they stand."""
        return f"{self._title.accessibleName()} {self._message.text()}"


def grounds(chosen: Ground | None) -> tuple[Option, ...]:
    """The eight grounds."""
    return tuple(Option(f"digit_{g.value}", g.label, chosen=g is chosen) for g in Ground)


def claims(contest: Contest) -> tuple[Option, ...]:
    """No vote, or one of the choices that have a digit."""
    named = [Option(f"digit_{n}", c.name) for n, c in enumerate(contest.choices[:9], start=1)]
    return (Option("digit_0", "no vote"), *named)
