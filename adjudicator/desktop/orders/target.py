"""What a motion is about: a list that fits its effect, or numbers of cases, or two people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.orders.draft import read_numbers
from adjudicator.desktop.orders.reading import Choice, OrdersView
from adjudicator.desktop.wording import name_of
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect

_QUESTIONS = {
    Effect.SUSPEND: "Which &contest?",
    Effect.RESUME: "Which &contest?",
    Effect.PRIORITY: "Which &contest comes first?",
    Effect.DEADLINE: "Which &contest?",
    Effect.ISOLATE: "Which &lot?",
    Effect.RELEASE: "Which &lot, or which isolated ballot?",
    Effect.WAIVE: "Which two &people?",
    Effect.SEAT: "Who takes which &seat?",
    Effect.EXPLAIN: "Which &batch?",
    Effect.VOID: "Which &import?",
    Effect.REFILE: "The first returns of which &contest?",
    Effect.REPLACE_COUNTS: "The counts of which &import?",
}
_CONSEQUENCES = {
    Effect.REFILE: "The county's first returns go to the state again, and the figures before the "
    "hand count stand. What is found by hand stays in the record beside them. No motion takes "
    "this back.",
    Effect.REPLACE_COUNTS: "Its machine counts leave every total at once, and its ballots and "
    "rulings stay. A later import then brings the counts that hold; until then the figures of its "
    "precincts lack them.",
}
"""What is said of effects that are easily taken for more or less than they are."""
_NOTHING = "There is nothing to choose for this."


class TargetField(QWidget):
    """The part of the form that changes with the effect."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: OrdersView | None = None
        self._effect = Effect.SUSPEND
        self._question = label(bold=True)
        self.first, self.second = ChoiceBox(), ChoiceBox()
        self.first.setAccessibleName("What it is about")
        self.second.setAccessibleName("The second person")
        self.line = QLineEdit()
        self._hint = label(size="small", tone="surface_muted", wrap=True)
        self._question.setBuddy(self.first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("hair"))
        for widget in (self._question, self.first, self.second, self._hint, self.line):
            column.addWidget(widget)
        self.first.currentIndexChanged.connect(self.changed)
        self.second.currentIndexChanged.connect(self.changed)
        self.line.textChanged.connect(self.changed)

    def show_effect(self, view: OrdersView, effect: Effect) -> None:
        """Ask what this effect needs."""
        self._view, self._effect = view, effect
        self._question.setText(_QUESTIONS[effect])
        waive = effect is Effect.WAIVE
        people = tuple(Choice(name_of(p), targets.people([p.id])) for p in view.people)
        self._fill(self.first, people if waive else view.choices[effect])
        self._fill(self.second, people)
        if waive and len(people) > 1:
            self.second.setCurrentIndex(1)
        self.second.setVisible(waive)
        self.line.clear()
        hints = {
            Effect.ISOLATE: "Or single ballots, by their case numbers, with commas between them:",
            Effect.DEADLINE: "Due, in the county's own time, such as 2018-11-18 12:00:",
        }
        hint = hints.get(effect, "")
        said = hint or _CONSEQUENCES.get(effect, "")
        self._hint.setText(said)
        self._hint.setVisible(bool(said))
        self.line.setVisible(bool(hint))
        self.line.setAccessibleName(hint.removesuffix(":"))
        self.changed.emit()

    def choose(self, target: targets.Target) -> None:
        """Choose what it is about, if that is in the list."""
        places = range(self.first.count())
        found = [n for n in places if dict(self.first.itemData(n) or {}) == target]
        if found:
            self.first.setCurrentIndex(found[0])

    @staticmethod
    def _fill(box: QComboBox, choices: tuple[Choice, ...]) -> None:
        box.clear()
        for choice in choices:
            box.addItem(choice.words, choice.target)
        if not choices:
            box.addItem(_NOTHING, {})
        box.setEnabled(bool(choices))

    @property
    def target(self) -> targets.Target:
        """What was chosen; empty where nothing can be."""
        chosen = dict(self.first.currentData() or {})
        if self._effect is Effect.WAIVE and chosen:
            second = self.second.currentData() or targets.people([])
            chosen = targets.people([*chosen["people"], *second["people"]])
        return chosen

    @property
    def numbers(self) -> tuple[str, ...]:
        """Case numbers that were typed."""
        return read_numbers(self.line.text()) if self._effect is Effect.ISOLATE else ()

    @property
    def due(self) -> str:
        """The deadline that was typed."""
        return self.line.text() if self._effect is Effect.DEADLINE else ""
