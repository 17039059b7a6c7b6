"""The line above a drawn ballot: contest, where it comes from, its number; no ruling, no flag."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, CutLabel, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.second_look.ports import LookView
from adjudicator.ledger.casenumbers import spoken


class LookHead(QWidget):
    """What the ballot is, and that it is looked at a second time."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface", "bottom")
        self.contest = CutLabel(size="strong", bold=True)
        self.contest.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.where = CutLabel()
        self.number = QLabel()
        self.number.setTextFormat(Qt.TextFormat.PlainText)
        chip = Chip()
        chip.set_text("SECOND LOOK", "chosen")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self.contest)
        row.addWidget(self.where, 1)
        row.addWidget(label("CASE", size="small", tone="surface_muted"))
        row.addWidget(self.number)
        row.addWidget(chip)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.number.setStyleSheet(
            f"font-size: {theme().px('case')}px; font-weight: 700;"
            f" font-family: '{theme().font(figures=True).families()[0]}';"
        )
        self.setFixedHeight(max(40, theme().line("case") + 10))

    def show_view(self, view: LookView) -> None:
        """Show where the ballot comes from."""
        case = view.case
        self.contest.set_text(case.title)
        self.where.set_text(
            f"{case.precinct} \u00b7 batch {case.batch} \u00b7 drawn {case.place} of {case.of}"
        )
        self.number.setText(spoken(case.number))
        self.number.setAccessibleName(f"Case {spoken(case.number)}")
