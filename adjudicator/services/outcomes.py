"""What became of each contest: its outcome before and after, and what could still change it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.domain.ballots import Lot
from adjudicator.domain.canvass.outcome import Outcome, could_change, outcome_of
from adjudicator.domain.rulepack import Office
from adjudicator.services.duplicates import linked_pairs
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import TallyLine, lot_lines, tally_lines
from adjudicator.storage.queries.waiting import locked_by_themselves, waiting_readings


@dataclass(frozen=True, slots=True)
class ContestOutcome:
    """One contest under recount, with what waits and what stands outside its totals."""

    line: TallyLine
    """The contest as a whole."""
    outcome: Outcome
    """With the cases that wait inside the totals."""
    outside: tuple[TallyLine, ...]
    """One line for each lot kept apart."""
    could_with_outside: bool
    """Whether those that wait and those outside together could give another outcome."""
    stand_ins: int
    """Ballots outside the totals whose original, or whose duplicate, stands in them."""
    locked: int
    """Cases an order locks by themselves: their machine reading stands meanwhile."""
    office: Office | None
    """What the rule pack says of the office."""

    @property
    def outside_ballots(self) -> int:
        """Ballots outside the totals that could come in."""
        return sum(ballots_of(line) for line in self.outside) - self.stand_ins

    @property
    def awaiting_duplicate(self) -> int:
        """Ballots outside the totals that wait for their duplicate."""
        waiting = [x for x in self.outside if x.lot == Lot.AWAITING_DUPLICATE]
        return max(0, sum(ballots_of(line) for line in waiting) - self.stand_ins)


def outcomes(recount: Recount, *, closed_only: bool = False) -> tuple[ContestOutcome, ...]:
    """The outcome of every contest under recount, in the order of the definition.

    :param closed_only: rulings of closed batches only, as screens show while any is open; whatever
        is not closed waits.
    """
    election = recount.election
    with recount.reading() as connection:
        lines = tally_lines(connection, election, closed_only=closed_only)
        lots = [x for x in lot_lines(connection, election, closed_only=closed_only) if x.outside]
        waiting = waiting_readings(connection, closed_only=closed_only)
        locked = locked_by_themselves(connection)
    stand_ins = Counter(
        contest for pair in linked_pairs(recount) for contest in pair.contests_outside
    )
    return tuple(
        _one(
            recount,
            line,
            [x for x in lots if x.tally.contest.id == line.tally.contest.id],
            waiting.get(line.tally.contest.id, Counter()),
            (stand_ins[line.tally.contest.id], locked.get(line.tally.contest.id, 0)),
        )
        for line in lines
    )


def _one(
    recount: Recount,
    line: TallyLine,
    outside: Sequence[TallyLine],
    waiting: Counter[frozenset[str]],
    apart: tuple[int, int],
) -> ContestOutcome:
    tally = line.tally
    outcome = outcome_of(tally.contest, tally.choices, recount.rules, waiting)
    stand_ins, locked = apart
    could_enter = sum(ballots_of(x) for x in outside) - stand_ins
    every = waiting + Counter({frozenset[str](): max(0, could_enter)})
    return ContestOutcome(
        line=line,
        outcome=outcome,
        outside=tuple(outside),
        could_with_outside=could_change(outcome.after.result, every),
        stand_ins=stand_ins,
        locked=locked,
        office=recount.rules.office(tally.contest.title),
    )


def ballots_of(line: TallyLine) -> int:
    """Ballots of a part that carry the contest; where nobody counted them, those with a case."""
    return line.cases if line.tally.ballots is None else line.tally.ballots
