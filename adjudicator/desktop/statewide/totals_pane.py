"""The figures of the state, split by what they rest on; margin, tier and outcome."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.statewide.figures import Basis
from adjudicator.domain.tally import Figure
from adjudicator.services.statewide.report import ContestReport
from adjudicator.services.statewide.telling import (
    TOGETHER,
    figure_rows,
    figure_words,
    outcome_sentences,
)

Row = tuple[str, dict[str, Figure | None]]
_RECORD, _RETURNS, _TYPED = (basis.value for basis in Basis)
_LEAST_ROWS = 5


class TotalsPane(QWidget):
    """The third page of the state."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("Nothing is read yet.", bold=True, wrap=True)
        self.table: DataTable[Row] = DataTable(
            (
                Column("Choice", lambda row: row[0], tip=lambda row: row[0]),
                _column("Verified\nbefore", _RECORD, "before"),
                _column("Verified\nchange", _RECORD, "change"),
                _column("Verified\nafter", _RECORD, "after"),
                _column("Returns only,\nnot verified", _RETURNS, "after"),
                _column("Typed,\nnot verified", _TYPED, "after"),
                _column("Together\nbefore", TOGETHER, "before"),
                _column("Together\nchange", TOGETHER, "change"),
                _column("Together\nafter", TOGETHER, "after"),
            ),
            "Figures of the state",
        )
        self.counties = label(wrap=True)
        self.outcome = label(wrap=True)
        self.notes = label(wrap=True, tone="surface_muted")
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        column.addWidget(self.title)
        column.addWidget(self.counties)
        column.addWidget(self.table, 1)
        below = part(QWidget(), "surface")
        words = QVBoxLayout(below)
        words.setContentsMargins(*[look.space("large")] * 4)
        words.addWidget(self.outcome)
        words.addWidget(self.notes)
        column.addWidget(below)
        self.table.give_rest(0, 160)
        self.table.keep_rows(_LEAST_ROWS)

    def enter(self) -> None:
        """Begin here."""
        self.table.setFocus()

    def show_report(self, report: ContestReport) -> None:
        """Show the figures of a contest."""
        self.title.setText(report.contest.title)
        told = [f"{totals.counties:,} {basis.label}" for basis, totals in report.split.parts]
        together = report.split.together.counties
        self.counties.setText(f"Counties: {'; '.join(told)}; together {together:,}.")
        self.table.set_rows(tuple(figure_rows(report)))
        self.outcome.setText("\n".join(outcome_sentences(report)))
        notes = "\n".join((*report.problems, *report.notes))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))


def _column(heading: str, part_: str, which: str) -> Column[Row]:
    return Column(heading, _words(part_, which), _number(part_, which), number=True)


def _words(part_: str, which: str) -> Callable[[Row], str]:
    def words(row: Row) -> str:
        figure = row[1][part_]
        return "\u2013" if figure is None else figure_words(figure, which)

    return words


def _number(part_: str, which: str) -> Callable[[Row], int]:
    def number(row: Row) -> int:
        figure = row[1][part_]
        return -1 if figure is None else int(getattr(figure, which))

    return number
