"""The two tables of the Overview: batches, and tables of people."""

from PySide6.QtWidgets import QHeaderView

from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.overview.bars import BarDelegate
from adjudicator.desktop.wording import clock, contest_title, name_of, precinct_name
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.services.progress import BatchLine, TableLine

_PRECINCT, _CONTEST, _RULED = 1, 2, 6
_WIDEST_PRECINCT = 180
"""At a text size of 100 %, in pixels."""


def batches_table(election: Election) -> DataTable[BatchLine]:
    """A row a batch."""

    def share(line: BatchLine) -> float:
        return line.record.ruled / line.record.cases if line.record.cases else 0.0

    def precinct(line: BatchLine) -> str:
        return precinct_name(election, line.record.precinct)

    def contest(line: BatchLine) -> str:
        return contest_title(election, line.record.contest)

    made: DataTable[BatchLine] = DataTable(
        (
            Column("#", lambda r: str(r.record.number), lambda r: r.record.number, number=True),
            Column("Precinct", precinct, tip=precinct),
            Column("Contest", contest, tip=contest),
            Column("State", lambda r: r.state),
            Column("Group", lambda r: CountingGroup(r.record.group).short_label),
            Column("In", lambda r: f"{r.present:,}", lambda r: r.present, number=True),
            Column("Ruled", lambda r: f"{r.record.ruled:,} of {r.record.cases:,}", share),
            Column(
                "Board",
                lambda r: f"{r.for_board:,}",
                lambda r: r.for_board,
                number=True,
            ),
            Column(
                "Paper", lambda r: f"{r.waiting_paper:,}", lambda r: r.waiting_paper, number=True
            ),
            Column("Not ruled", lambda r: f"{r.not_ruled:,}", lambda r: r.not_ruled, number=True),
        ),
        "Progress by batch",
    )
    made.horizontalHeader().setSectionResizeMode(_PRECINCT, QHeaderView.ResizeMode.Interactive)
    made.give_rest(_CONTEST, 110)
    fit_precincts(made)
    made.setItemDelegateForColumn(_RULED, BarDelegate(made))
    return made


def fit_precincts(table: DataTable[BatchLine]) -> None:
    """Give the names of precincts their width, unless they are very long."""
    header = table.horizontalHeader()
    needed = max(table.sizeHintForColumn(_PRECINCT), header.sectionSizeHint(_PRECINCT))
    header.resizeSection(_PRECINCT, min(needed, theme().scaled(_WIDEST_PRECINCT)))


def people_table() -> DataTable[TableLine]:
    """A row a table of people."""
    return DataTable(
        (
            Column("Table", lambda r: r.table),
            Column("People", lambda r: ", ".join(name_of(p) for p in r.people)),
            Column("Here", lambda r: f"{r.here} of {len(r.people)}", lambda r: r.here),
            Column("Batch", lambda r: "" if r.batch is None else str(r.batch), number=True),
            Column(
                "Cases last hour", lambda r: f"{r.last_hour:,}", lambda r: r.last_hour, number=True
            ),
            Column("Sent up", _sent_up, lambda r: r.sent_up),
            Column(
                "Objections", lambda r: f"{r.objections:,}", lambda r: r.objections, number=True
            ),
            Column("Last act", lambda r: clock(r.last) if r.last else "none yet", lambda r: r.last),
        ),
        "Tables",
    )


def _sent_up(line: TableLine) -> str:
    if not line.rulings:
        return "0 of 0"
    return f"{line.sent_up:,} of {line.rulings:,} ({line.sent_up / line.rulings:.0%})"
