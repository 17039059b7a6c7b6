"""The head of Review: contest, where the ballot comes from, case number, and why it was flagged."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, CutLabel, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.ports import CaseView
from adjudicator.domain.history import CaseStatus
from adjudicator.ledger.casenumbers import spoken


class CaseHead(QWidget):
    """One line above the ballot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "surface", "bottom")
        self._contest = CutLabel(size="strong", bold=True)
        self._where = CutLabel()
        self._word = label("CASE", size="small", tone="surface_muted")
        self._number = QLabel()
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        self._condition = Chip()
        self._status = Chip()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        self._contest.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self._contest)
        row.addWidget(self._where, 1)
        for widget in (self._word, self._number, self._condition, self._status):
            row.addWidget(widget)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._number.setFont(theme().font("case", bold=True, figures=True))
        self._number.setStyleSheet(
            f"font-size: {theme().px('case')}px; font-weight: 700;"
            f" font-family: '{theme().font(figures=True).families()[0]}';"
        )
        self.setFixedHeight(max(40, theme().line("case") + 10))

    def show_case(self, case: CaseView) -> None:
        """Show what the case is."""
        self._contest.set_text(case.contest.title)
        group = case.row.group.short_label
        self._where.set_text(
            f"{case.precinct} \u00b7 {group} batch {case.batch} \u00b7 {case.place} of {case.of}"
        )
        self._number.setText(spoken(case.number))
        self._number.setAccessibleName(f"Case {spoken(case.number)}")
        self._condition.set_text(case.row.condition.label, "neutral")
        tone = "good" if case.status.counts else "warning"
        self._status.set_text(case.status.label, tone)
        self._status.setVisible(case.status is not CaseStatus.UNREVIEWED)
        self._show(shown=True)

    def show_title(self, title: str) -> None:
        """Show no case but a title: a batch that is finished, or one being opened."""
        self._contest.set_text(title)
        self._where.set_text("")
        self._show(shown=False)

    def _show(self, *, shown: bool) -> None:
        for widget in (self._word, self._number, self._condition):
            widget.setVisible(shown)
        if not shown:
            self._status.hide()
