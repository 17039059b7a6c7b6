"""A real contest replayed: public totals spread over invented precincts, and its flagged ballots.

Only the totals are real.  How they fall on precincts and counting groups is drawn from the story's
seed, always the same way; the ballots the script does not name are left blank in the contest.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from adjudicator.domain.election import CountingGroup
from adjudicator.domain.tally import BALLOTS, OVER, UNDER
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec
from adjudicator.imaging.printing.scan import ScanFormat
from adjudicator.services.demonstration.kinds import Script
from adjudicator.services.demonstration.voters import VotedBallot
from adjudicator.services.errors import Refusal

_GROUPS = (
    (CountingGroup.VOTE_BY_MAIL, "V", 0.36),
    (CountingGroup.EARLY_VOTING, "E", 0.34),
    (CountingGroup.ELECTION_DAY, "D", 0.30),
)
_ALL_BLANK = 0.12
"""Share of the blank contests on a side with no mark at all."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One precinct and counting group: the ballots of one container."""

    precinct: str
    group: CountingGroup
    container: str
    weight: float
    lean: float
    """How much the first choice is preferred here, around 1."""


@dataclass(frozen=True, slots=True)
class ReplayPlan:
    """The flagged ballots, in the order of their containers, and the machine's counts."""

    ballots: tuple[VotedBallot, ...]
    counts: Counter[tuple[str, str, str, str]]


def plan_replay(script: Script) -> ReplayPlan:
    """Spread the figures of the story.

    :raises Refusal: the figures do not add up, or are too small for the ballots that are named.
    """
    story, (contest,) = script.story, script.story.contests
    figures = dict(story.figures)
    ballots = figures.pop(BALLOTS)
    if sum(figures.values()) != ballots:
        raise Refusal(f"The figures of the story {story.id} do not add up to {ballots}.")
    rng = Random(story.seed)  # noqa: S311 - the same spread every time, nothing secret
    cells = _cells(script, rng)
    spread = _spread_figures(script, cells, figures)
    counts: Counter[tuple[str, str, str, str]] = Counter()
    flagged: list[VotedBallot] = []
    for number, cell in enumerate(cells):
        place = (contest, cell.precinct, cell.group.value)
        for bucket, shares in spread.items():
            counts[*place, bucket] = shares[number]
        counts[*place, BALLOTS] = sum(shares[number] for shares in spread.values())
        flagged += _flagged(script, cell, counts, contest, rng)
    return ReplayPlan(tuple(flagged), counts)


def _cells(script: Script, rng: Random) -> list[_Cell]:
    cells = []
    for precinct in script.election.precincts:
        size, lean = rng.uniform(0.4, 1.6), rng.uniform(0.6, 1.4)
        cells += [
            _Cell(precinct.id, group, f"{precinct.id}{letter}", size * share, lean)
            for group, letter, share in _GROUPS
        ]
    return cells


def _spread_figures(
    script: Script, cells: Sequence[_Cell], figures: dict[str, int]
) -> dict[str, list[int]]:
    """Each figure over the cells; flagged ballots the script names stay where it puts them."""
    (contest,) = script.story.contests
    named = {
        bucket: [sum(_bucket(v, contest) == bucket for v in _named(script, c)) for c in cells]
        for bucket in (OVER, UNDER)
    }
    spread: dict[str, list[int]] = {}
    first = next(iter(figures))
    for bucket, n in figures.items():
        if bucket == OVER and sum(named[OVER]) != n:
            raise Refusal(f"The script names {sum(named[OVER])} overvotes, the figures say {n}.")
        fixed = named.get(bucket, [0] * len(cells))
        left = n - sum(fixed)
        if left < 0:
            raise Refusal(f"The script names more ballots than the figure {bucket} holds.")
        weights = [_weight(cell, bucket, first) for cell in cells]
        drawn = share_out(left, weights)
        spread[bucket] = [a + b for a, b in zip(fixed, drawn, strict=True)]
    return spread


def _weight(cell: _Cell, bucket: str, first: str) -> float:
    if bucket in {OVER, UNDER}:
        return cell.weight
    return cell.weight * (cell.lean if bucket == first else 2 - cell.lean)


def share_out(n: int, weights: Sequence[float]) -> list[int]:
    """``n`` in whole parts as near to the weights as can be, by largest remainders."""
    total = sum(weights)
    exact = [n * w / total for w in weights]
    parts = [int(x) for x in exact]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_rest[: n - sum(parts)]:
        parts[i] += 1
    return parts


def _named(script: Script, cell: _Cell) -> list[VotedBallot]:
    return [v for v in script.ballots if v.container == cell.container]


def _bucket(voted: VotedBallot, contest: str) -> str:
    """What the simulated machine will find: two filled ovals, or none.

    This fixes the machine's counts before the ballots are printed; the import compares them with
    what the machine then really reads.
    """
    filled = {MarkKind.FILLED, MarkKind.STRUCK_FILL}
    ovals = [m for m in voted.marks if m.contest == contest and m.kind in filled]
    return OVER if len(ovals) > 1 else UNDER


def _flagged(
    script: Script,
    cell: _Cell,
    counts: Counter[tuple[str, str, str, str]],
    contest: str,
    rng: Random,
) -> list[VotedBallot]:
    """The flagged ballots of one container: those the script names, and blank ones between."""
    place = (contest, cell.precinct, cell.group.value)
    named = _named(script, cell)
    taken = {v.position for v in named}
    highest = max([counts[*place, BALLOTS], *taken])
    free = [n for n in range(1, highest + 1) if n not in taken]
    blank = counts[*place, OVER] + counts[*place, UNDER] - len(named)
    found = [*named, *(_blank(script, cell, n, rng) for n in rng.sample(free, blank))]
    return sorted(found, key=lambda v: v.position)


def _blank(script: Script, cell: _Cell, position: int, rng: Random) -> VotedBallot:
    """A ballot on which the contest was left blank; the others are filled, or also blank."""
    empty = rng.random() < _ALL_BLANK
    marks = [
        MarkSpec(contest.id, rng.choice(contest.choices).id, MarkKind.FILLED)
        for contest in script.election.contests
        if contest.id not in script.story.contests
    ]
    return VotedBallot(
        ballot=f"{cell.container}-{position:04}",
        precinct=cell.precinct,
        group=cell.group,
        container=cell.container,
        position=position,
        scan=ScanFormat.G4_TIFF,
        marks=() if empty else tuple(marks),
    )
