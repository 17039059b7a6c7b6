"""Overvotes and undervotes, and what was found on them: by style, precinct, group, kind of mark.

The rulings that count are added up; a style is told by the definition, and where several styles of
a precinct carry the contest all of them are named, for a case does not say which ballot it was.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.readings import Condition, split_unqualified
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.tally import ContestTally
from adjudicator.services.county_returns import CountyReturns
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.totals import Alike, rulings_alike

_UNDER = frozenset({Condition.UNDERVOTE, Condition.BLANK})


@dataclass(frozen=True, slots=True)
class MarkLine:
    """Ballots of one place that the machine flagged alike and people ruled on alike."""

    precinct: str
    group: CountingGroup
    condition: Condition
    disposition: Disposition
    clause: str | None
    ballots: int
    added: int
    """Votes for choices the rulings added."""
    taken: int
    """Votes for choices they took away."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One precinct and counting group: its over- and undervotes, and what was found on them."""

    style: str
    precinct: str
    group: str
    """Empty where the counts tell all groups together."""
    tally: ContestTally
    overvoted: int
    """Ballots reviewed that the machine found overvoted."""
    undervoted: int
    """Ballots reviewed on which it found fewer votes than allowed, or none."""
    other: int
    """Ballots reviewed for another cause: an ambiguous mark, a write-in."""
    with_vote: int
    """Of all these, ballots found to hold a vote."""


@dataclass(frozen=True, slots=True)
class VoterMarks:
    """Of one contest."""

    places: tuple[PlaceLine, ...]
    marks: tuple[MarkLine, ...]


def voter_marks(recount: Recount, returns: CountyReturns) -> VoterMarks:
    """What the rulings say of a contest; ``returns`` are its figures."""
    contest = returns.contest
    with recount.reading() as connection:
        alike = rulings_alike(connection)
    mine = Counter({each: n for each, n in alike.items() if each.contest == contest.id})
    return VoterMarks(
        tuple(_places(recount.election, returns, mine)), tuple(_marks(recount, returns, mine))
    )


def styles_of(election: Election, contest: str, precinct: str) -> tuple[str, ...]:
    """The ballot styles of a precinct that carry the contest."""
    return tuple(
        style.id
        for style in election.styles
        if contest in style.contests and precinct in style.precincts
    )


def _places(
    election: Election, returns: CountyReturns, mine: Counter[Alike]
) -> Iterator[PlaceLine]:
    for cell in returns.cells:
        here = Counter(
            {
                each: n
                for each, n in mine.items()
                if each.precinct == cell.precinct and cell.group in {"", each.group.value}
            }
        )
        over = sum(n for each, n in here.items() if each.condition is Condition.OVERVOTE)
        under = sum(n for each, n in here.items() if each.condition in _UNDER)
        yield PlaceLine(
            style=" or ".join(styles_of(election, returns.contest.id, cell.precinct)),
            precinct=cell.precinct,
            group=cell.group,
            tally=cell.tally,
            overvoted=over,
            undervoted=under,
            other=here.total() - over - under,
            with_vote=sum(n for each, n in here.items() if each.disposition is Disposition.VOTE),
        )


def _marks(recount: Recount, returns: CountyReturns, mine: Counter[Alike]) -> Iterator[MarkLine]:
    """In the order of precincts, groups, conditions, kinds, and clauses of the rule pack."""
    found: dict[tuple[str, CountingGroup, Condition, Disposition, str | None], Counter[str]] = {}
    for each, n in mine.items():
        key = (each.precinct, each.group, each.condition, each.disposition, each.clause)
        before = split_unqualified(returns.contest, each.before)[0]
        after = split_unqualified(returns.contest, each.after)[0]
        line = found.setdefault(key, Counter())
        line["ballots"] += n
        line["added"] += n * len(after - before)
        line["taken"] += n * len(before - after)
    precincts = [precinct.id for precinct in recount.election.precincts]
    clauses = [None, *(clause.id for clause in recount.rules.clauses)]

    def place(
        key: tuple[str, CountingGroup, Condition, Disposition, str | None],
    ) -> tuple[int, int, int, int, int]:
        precinct, group, condition, disposition, clause = key
        return (
            precincts.index(precinct),
            list(CountingGroup).index(group),
            list(Condition).index(condition),
            list(Disposition).index(disposition),
            clauses.index(clause),
        )

    for key in sorted(found, key=place):
        line = found[key]
        yield MarkLine(*key, line["ballots"], line["added"], line["taken"])
