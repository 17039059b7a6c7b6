"""What is to be done now, the targets of the chosen contest and what they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.domain.references import choices_on_paper

_NAME = 1
_LETTERS = 12
"""That a list of choices shows at least; whole they stand in the list that opens."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target in the list."""

    place: int
    name: str


class DrawingPanel(QWidget):
    """The right side while a page is drawn."""

    target_chosen = Signal(int)
    contest_said = Signal(str)
    choice_said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface")
        self.next = label(size="strong", bold=True, wrap=True)
        self.problems = label(size="small", tone="surface_muted", wrap=True)
        self.contest = _choices()
        self.contest.setAccessibleName("Which contest the chosen box is")
        self.targets: DataTable[TargetRow] = DataTable(
            (
                Column("Target", lambda r: str(r.place), lambda r: r.place, number=True),
                Column("Stands for", lambda r: r.name, tip=lambda r: r.name),
            ),
            "Targets of the chosen contest",
        )
        self.targets.give_rest(_NAME, 80)
        self.targets.break_in_need()
        self.targets.keep_rows(3)
        self.choice = _choices()
        self.choice.setAccessibleName("What the chosen target stands for")
        self.right = _button("It is &right")
        self.add = _button("Add a &target")
        self.drop = _button("Ta&ke away")
        self.undo = _button("One step &back")
        self.by_print = _button("&Find by print")
        self.other_page = _button("Another pa&ge")
        self.bring = _button("Bring in a b&lank page\u2026")
        self.confirm = _button("Have it &confirmed\u2026")
        self.confirm.setProperty("kind", "primary")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = theme()
        inner = part(QWidget(), "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("small"))
        column.addWidget(self.next)
        column.addWidget(label("This box is", size="small", tone="surface_muted"))
        column.addWidget(self.contest)
        column.addWidget(self.targets, 1)
        column.addWidget(label("The target stands for", size="small", tone="surface_muted"))
        column.addWidget(self.choice)
        for pair in (
            (self.right, self.undo),
            (self.add, self.drop),
            (self.by_print, self.other_page),
        ):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        column.addWidget(self.bring)
        column.addWidget(self.problems)
        self._inner = inner
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[look.space("medium")] * 4)
        whole.setSpacing(look.space("small"))
        self._area = scrolled(inner)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.confirm)

    def minimumSizeHint(self) -> QSize:
        """As wide as what is moved up and down: nothing of it is cut at the side."""
        least = super().minimumSizeHint()
        # What a style says of a bar's width does not know how large the text makes it.
        bar = self._area.verticalScrollBar().sizeHint().width()
        wide = self._inner.minimumSizeHint().width() + bar + 2 * theme().space("medium")
        return least.expandedTo(QSize(wide, 0))

    def _connect(self) -> None:
        self.contest.activated.connect(
            lambda _n: self.contest_said.emit(str(self.contest.currentData()))
        )
        self.choice.activated.connect(
            lambda _n: self.choice_said.emit(str(self.choice.currentData()))
        )
        self.targets.selectionModel().currentRowChanged.connect(self._chosen)

    def _chosen(self) -> None:
        row = self.targets.current()
        if row is not None:
            self.target_chosen.emit(row.place - 1)

    def show_drawing(self, drawing: Drawing | None, words: str, problems: Sequence[str]) -> None:
        """Show what is chosen, and what comes next."""
        self.next.setText(words)
        self.problems.setText(" ".join(problems))
        self.problems.setVisible(bool(problems))
        self._show_contest(drawing)
        self._show_targets(drawing)
        chosen = None if drawing is None else drawing.chosen
        for button in (self.right, self.add, self.drop):
            button.setEnabled(chosen is not None)
        for button in (self.undo, self.by_print, self.confirm):
            button.setEnabled(drawing is not None)

    def _show_contest(self, drawing: Drawing | None) -> None:
        chosen = None if drawing is None else drawing.chosen
        with QSignalBlocker(self.contest):
            self.contest.clear()
            if drawing is not None and chosen is not None:
                for contest in (
                    c for c in drawing.contests if c in {chosen.contest, *drawing.left}
                ):
                    self.contest.addItem(drawing.contests[contest].title, contest)
                self.contest.setCurrentIndex(self.contest.findData(chosen.contest))
        self.contest.setEnabled(chosen is not None)

    def _show_targets(self, drawing: Drawing | None) -> None:
        chosen = None if drawing is None else drawing.chosen
        rows, names = [], {}
        if drawing is not None and chosen is not None:
            choices = choices_on_paper(drawing.contests[chosen.contest])
            names = {c.id: f"{n}  {c.name}" for n, c in enumerate(choices, start=1)}
            rows = [
                TargetRow(n, names.get(t.choice or "", "nothing yet"))
                for n, t in enumerate(chosen.targets, start=1)
            ]
        place = None if drawing is None else drawing.sketch.chosen
        nth = None if place is None else place.target
        with QSignalBlocker(self.targets.selectionModel()):
            if rows != self.targets.shown():
                self.targets.set_rows(rows)
            if nth is None:
                self.targets.clearSelection()
            else:
                self.targets.selectRow(nth)
        target = None if drawing is None else drawing.chosen_target
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for choice, name in names.items():
                self.choice.addItem(name, choice)
            self.choice.setCurrentIndex(
                -1 if target is None else self.choice.findData(target.choice)
            )
        self.choice.setEnabled(target is not None)


def _choices() -> ChoiceBox:
    """A list that is as wide as there is room: titles are long, and the page needs the width."""
    made = ChoiceBox()
    made.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_LETTERS)
    return made


def _button(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setAutoDefault(False)
    return made
