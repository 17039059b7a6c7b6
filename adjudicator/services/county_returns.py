"""The county's returns for one contest: before, found by hand, after, by precinct and group.

They are read from the record and never typed.  While the contest is open they are of closed batches
only, and partial; a contest that is closed has its official figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import Contest, CountingGroup, Election
from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.services.orders.locks import refiled
from adjudicator.services.progress import partial_words, precincts_closed
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import TallyLine, lot_lines, tally_lines
from adjudicator.storage.queries.cases import list_batches

SECOND = "Second unofficial returns"
FIRST_AGAIN = "First unofficial returns, filed again"
READINGS = "Flagged ballots as read"


@dataclass(frozen=True, slots=True)
class ReturnsCell:
    """One precinct and counting group."""

    precinct: str
    """Its id."""
    group: str
    """``vote_by_mail``; empty where the counts tell all groups together."""
    tally: ContestTally

    @property
    def group_label(self) -> str:
        """The group's words; ``All groups`` where they are counted together."""
        return CountingGroup(self.group).label if self.group else "All groups"


@dataclass(frozen=True, slots=True)
class CountyReturns:
    """One contest's returns."""

    contest: Contest
    closed: int | None
    """The entry that closed the contest; ``None`` while it is open."""
    basis: str
    """What *before* is: the returns the county had filed."""
    state: str
    """``Partial: 12 of 44 precincts closed``; the same words as on the screens."""
    total: ContestTally
    cells: tuple[ReturnsCell, ...]
    """By precinct and group, in the order of the definition."""
    lots: tuple[tuple[Lot, ContestTally, bool], ...]
    """Each lot's figures, and whether it stands in the totals."""

    @property
    def official(self) -> bool:
        """Whether the contest is closed."""
        return self.closed is not None


def county_returns(recount: Recount, contest: str) -> CountyReturns:
    """The returns for a contest as the record stands."""
    data = recount.state.data
    closed = data.contests_closed.get(contest)
    only = closed is None
    with recount.reading() as connection:
        election = recount.election

        def lines(*by: str) -> list[TallyLine]:
            found = tally_lines(connection, election, by=by, closed_only=only)
            return [line for line in found if line.tally.contest.id == contest]

        (whole,) = lines()
        cells = tuple(_cells(election, lines("precinct", "grp")))
        lots = lot_lines(connection, election, closed_only=only)
        batches = [b for b in list_batches(connection) if b.contest == contest]
    done, precincts = precincts_closed(batches)
    return CountyReturns(
        contest=election.contest(contest),
        closed=closed,
        basis=_basis(recount, whole),
        state=partial_words(done, precincts, still_open=closed is None),
        total=whole.tally,
        cells=cells,
        lots=tuple(
            (Lot(line.lot), line.tally, not line.outside)
            for line in lots
            if line.tally.contest.id == contest
        ),
    )


def _basis(recount: Recount, whole: TallyLine) -> str:
    """What the figures before are: the second returns, unless the board filed the first again."""
    if whole.machine_only_flagged:
        return READINGS
    return FIRST_AGAIN if whole.tally.contest.id in refiled(recount.state) else SECOND


def _cells(election: Election, lines: Sequence[TallyLine]) -> Iterable[ReturnsCell]:
    """One for each precinct and group; for a precinct whose counts tell no groups, one alone."""
    by_precinct: dict[str, list[TallyLine]] = {}
    for line in lines:
        by_precinct.setdefault(line.precinct, []).append(line)
    order = [group.value for group in CountingGroup]
    known = [precinct.id for precinct in election.precincts]
    for precinct in sorted(by_precinct, key=known.index):
        found = by_precinct[precinct]
        if any(not line.group for line in found):
            yield ReturnsCell(precinct, "", reduce(together, (line.tally for line in found)))
            continue
        for line in sorted(found, key=lambda line: order.index(line.group)):
            yield ReturnsCell(precinct, line.group, line.tally)


def together(first: ContestTally, second: ContestTally) -> ContestTally:
    """Both figures added up."""
    known = [n for n in (first.ballots, second.ballots) if n is not None]
    return replace(
        first,
        choices=tuple(
            (choice, figure.plus(other))
            for (choice, figure), (_, other) in zip(first.choices, second.choices, strict=True)
        ),
        over=first.over.plus(second.over),
        under=first.under.plus(second.under),
        unqualified=first.unqualified.plus(second.unqualified),
        ballots=sum(known) if known else None,
        pending=first.pending + second.pending,
    )


def figures_of(tally: ContestTally) -> tuple[tuple[str, Figure], ...]:
    """Every figure with its words: the choices by name, then the buckets."""
    named = tuple((tally.contest.choice(choice).name, f) for choice, f in tally.choices)
    if tally.writeins_as_under:
        under = ("Undervotes and unqualified write-ins", tally.under)
        return (*named, ("Overvotes", tally.over), under)
    return (
        *named,
        ("Overvotes", tally.over),
        ("Undervotes", tally.under),
        ("Unqualified write-ins", tally.unqualified),
    )


def sum_of(tally: ContestTally) -> Figure:
    """All figures added up: votes, overvotes, undervotes, unqualified write-ins."""
    return reduce(Figure.plus, (figure for _, figure in figures_of(tally)), Figure(0, 0))


def votes_found(tally: ContestTally) -> int:
    """Votes for the choices that the rulings added, less those they took away."""
    return sum(figure.change for _, figure in tally.choices)
