"""The tally as it would stand with one side's open objections upheld: never the official one.

Every figure carries a word that says which of the two it is, so that none can be read out, copied
or photographed as what it is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.tally.reading import figure_rows, leader_words
from adjudicator.domain.tally import ContestTally
from adjudicator.domain.whatif import WhatIf
from adjudicator.services.tallying_objections import SideTally

NOT_OFFICIAL = "NOT OFFICIAL"
IF = "if upheld"
_LEAST_ROWS, _LEAST_CONTESTS = 5, 3
NOTHING_SIGNED = (
    "This is a computation and no tally: nothing of it is recorded or signed, and the board has "
    "ruled on none of these objections. The tally stands under Official."
)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One figure, official and as it would be."""

    name: str
    official: int
    upheld: int

    @property
    def difference(self) -> int:
        """What the objections would change of the official figure."""
        return self.upheld - self.official


def compared_rows(official: ContestTally, told: WhatIf) -> list[ComparedRow]:
    """Choices, over- and undervotes and unqualified write-ins, both ways."""
    pairs = zip(figure_rows(official), figure_rows(told.tally), strict=True)
    return [ComparedRow(a.name, a.figure.after, b.figure.after) for a, b in pairs]


class WhatIfPane(QWidget):
    """Contests at the left, one contest's figures at the right, as on the official page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(NOT_OFFICIAL)
        self._official: dict[str, ContestTally] = {}
        self.chip = Chip(NOT_OFFICIAL, "warning")
        self.heading = label(size="title", bold=True, wrap=True)
        self.contests: DataTable[WhatIf] = DataTable(
            (
                Column(
                    "Contest",
                    lambda r: r.tally.contest.title,
                    tip=lambda r: r.tally.contest.title,
                ),
                Column("Computed", lambda r: f"{r.upheld:,}", lambda r: r.upheld, number=True),
                Column("Not\ncomputed", _left, lambda r: len(r.not_computed), number=True),
                Column("Pending", _pending, lambda r: r.tally.pending, number=True),
            ),
            "Contests, if these objections were upheld",
        )
        self.figures: DataTable[ComparedRow] = DataTable(
            (
                Column("", lambda r: r.name),
                _figures("Official", lambda r: f"official {r.official:,}", lambda r: r.official),
                _figures("If upheld", lambda r: f"{IF} {r.upheld:,}", lambda r: r.upheld),
                _figures("Difference", _difference, lambda r: r.difference),
            ),
            "Official, if upheld, difference",
        )
        self.contest = label(size="strong", bold=True, wrap=True)
        self.margin = label(wrap=True)
        self.left = label(wrap=True)
        self._lay_out()
        self.contests.selectionModel().currentRowChanged.connect(self._show_contest)
        self.contests.opened.connect(lambda _told: self.figures.setFocus())

    def _lay_out(self) -> None:
        look = theme()
        for table in (self.contests, self.figures):
            table.give_rest(0, 70)
            table.break_in_need()
        top = QHBoxLayout()
        top.setSpacing(look.space("medium"))
        top.addWidget(self.chip)
        top.addWidget(self.heading, 1)
        box = QWidget()
        part(box, "surface")
        right = QVBoxLayout(box)
        right.setContentsMargins(*[look.space("large")] * 4)
        right.setSpacing(look.space("small"))
        right.addWidget(self.contest)
        right.addWidget(self.figures, 1)
        for words in (self.margin, self.left, label(NOTHING_SIGNED, wrap=True, bold=True)):
            right.addWidget(words)
        page = part(QWidget(), "page")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space("large"))
        row.addWidget(self.contests, 4)
        row.addWidget(box, 5)
        stack_when_large(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        column.addLayout(top)
        self.contests.keep_rows(_LEAST_CONTESTS)
        self.figures.keep_rows(_LEAST_ROWS)
        column.addWidget(scrolled(page), 1)

    def show_side(self, side: SideTally, official: Sequence[ContestTally], heading: str) -> None:
        """Show one side.

        :param official: every contest as the official page shows it.
        :param heading: of the official page, such as how much is closed.
        """
        before = self.contests.current()
        self._official = {tally.contest.id: tally for tally in official}
        self.heading.setText(f"{side.heading}\n{heading}")
        self.contests.set_rows(side.contests)
        contests = [told.tally.contest.id for told in side.contests]
        kept = before.tally.contest.id if before is not None else ""
        concerned = next((n for n, told in enumerate(side.contests) if _concerns(told)), 0)
        if contests:
            self.contests.selectRow(contests.index(kept) if kept in contests else concerned)
        self._show_contest()

    def _show_contest(self) -> None:
        told = self.contests.current()
        official = None if told is None else self._official.get(told.tally.contest.id)
        if told is None or official is None:
            self.figures.set_rows([])
            return
        self.contest.setText(told.tally.contest.title)
        self.figures.set_rows(compared_rows(official, told))
        self.figures.selectRow(0)
        self.margin.setText(
            f"Official: {leader_words(official)}. If upheld: {leader_words(told.tally)}."
        )
        named = "; ".join(left.words for left in told.not_computed)
        self.left.setText(f"Could not be computed: {named}." if named else "")
        self.left.setVisible(bool(named))


def _concerns(told: WhatIf) -> bool:
    return bool(told.upheld or told.not_computed)


def _figures(
    heading: str, text: Callable[[ComparedRow], str], sort: Callable[[ComparedRow], int]
) -> Column[ComparedRow]:
    return Column(heading, text, sort, number=True)


def _difference(row: ComparedRow) -> str:
    return f"{IF} {row.difference:+,}" if row.difference else f"{IF} the same"


def _left(told: WhatIf) -> str:
    return f"{len(told.not_computed):,}"


def _pending(told: WhatIf) -> str:
    return f"{IF} {told.tally.pending:,}"
