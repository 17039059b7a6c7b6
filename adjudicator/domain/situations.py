"""Like situations: what makes two ballots alike enough to be spoken of together.

Near-identical marks ruled differently in one county were the sharpest reproach of 2000.  Two things
are told apart here:

* a **sight** is what stands before anybody rules: the kind of contest (one seat, several seats, a
  measure), why the machine flagged it, and how many marks can be seen (0, 1, 2, or 3 and more);
* a **situation** is a sight with what people answered about it: how the other contests are marked,
  and the *family* of the clause (the number without its last figure, so that ``(4)(c)1`` and
  ``(4)(c)15`` are of one family).

Two rulings are *unlike* if one finds a vote (or a write-in) where the other finds none, in the same
situation.  A clause that can only reject (the overvote clause, "none applies") has no family of its
own: it says that nothing of the standards makes the marks a vote, so it is compared with the votes
of every family.  A rejection under which nobody was asked about the other contests is compared
whatever they were; one with an answer only where the answer is the same.  "Nothing is marked" is
another sight, not another judgment of the same one, and is never compared.

Nothing here decides anything: it groups cases for people to look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.election import ChoiceKind, Contest
from adjudicator.domain.readings import Condition, MachineReading
from adjudicator.domain.rulepack import Clause
from adjudicator.domain.rulings import Consistency, Disposition

MARK_SEEN = 50
"""Per mille of a target that must be dark for it to be taken as touched, for grouping only."""
MOST_MARKS = 3
"""Three marks and more are one sight."""


class ContestKind(StrEnum):
    """What sort of contest it is, as far as marks go."""

    ONE = "one seat"
    SEVERAL = "several seats"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, order=True)
class Sight:
    """What a ballot shows in one contest before anybody rules."""

    kind: ContestKind
    condition: Condition
    marks: int
    """0 to :data:`MOST_MARKS`, the last meaning "and more"."""

    @property
    def label(self) -> str:
        """``one seat, overvote, 2 marks``."""
        number = f"{self.marks} or more" if self.marks == MOST_MARKS else str(self.marks)
        marks = f"{number} mark{'' if self.marks == 1 else 's'}"
        return f"{self.kind}, {self.condition.label.lower()}, {marks}"


@dataclass(frozen=True, slots=True)
class Situation:
    """A sight with what people answered about it."""

    sight: Sight
    consistency: Consistency | None
    family: str
    """As :func:`clause_family` gives it; empty for a clause that can only reject."""


class Found(StrEnum):
    """What a ruling found in the marks, as far as like and unlike go."""

    VOTE = "a vote"
    WRITE_IN = "a write-in vote"
    NO_VOTE = "no vote"


def contest_kind(contest: Contest) -> ContestKind:
    """The kind of a contest."""
    if any(choice.kind is ChoiceKind.YES_NO for choice in contest.choices):
        return ContestKind.MEASURE
    return ContestKind.ONE if contest.seats == 1 else ContestKind.SEVERAL


def marks_seen(reading: MachineReading) -> int:
    """How many targets are touched, up to :data:`MOST_MARKS`.

    Where the machine gives no densities, as many as it must have seen to count what it counted.
    """
    touched = sum(mark.density is not None and mark.density >= MARK_SEEN for mark in reading.marks)
    least = reading.over + 1 if reading.over else len(reading.votes)
    return min(MOST_MARKS, max(touched, least))


def sight_of(contest: Contest, condition: Condition, reading: MachineReading) -> Sight:
    """What this ballot shows in this contest."""
    return Sight(contest_kind(contest), condition, marks_seen(reading))


def clause_family(clause: Clause | None) -> str:
    """The family of a clause: its number without the last figure; empty if it can only reject."""
    if clause is None or not clause.grants_vote:
        return ""
    return clause.number.rstrip("0123456789") or clause.number


def found_in(
    disposition: Disposition, votes: frozenset[str], machine: MachineReading
) -> Found | None:
    """What a ruling found; ``None`` where it found no marks, or does not settle the case."""
    match disposition:
        case Disposition.WRITE_IN:
            return Found.WRITE_IN
        case Disposition.VOTE:
            return Found.VOTE if votes - machine.votes else Found.NO_VOTE
        case Disposition.MARKS_DO_NOT_COUNT | Disposition.TOO_MANY:
            return Found.NO_VOTE
        case _:
            return None


@dataclass(frozen=True, slots=True)
class RuledCase:
    """One current ruling, as the comparison needs it."""

    case: str
    """The case's number."""
    contest: str
    situation: Situation
    clause: str
    """The clause's number as people know it."""
    found: Found
    board: bool
    """Whether the board ruled."""
    entry: int


@dataclass(frozen=True, slots=True)
class Unlike:
    """One situation in which some rulings found a vote and others did not."""

    situation: Situation
    counted: tuple[RuledCase, ...]
    rejected: tuple[RuledCase, ...]

    @property
    def fewer(self) -> tuple[RuledCase, ...]:
        """The smaller side: those to look at first."""
        return min(self.counted, self.rejected, key=len)

    @property
    def n(self) -> int:
        """All rulings compared."""
        return len(self.counted) + len(self.rejected)


def unlike_rulings(cases: Iterable[RuledCase]) -> tuple[Unlike, ...]:
    """Like situations ruled unlike, the rarest exceptions first."""
    counted: dict[Situation, list[RuledCase]] = defaultdict(list)
    rejected: dict[Sight, list[RuledCase]] = defaultdict(list)
    for case in cases:
        if case.found is Found.NO_VOTE:
            rejected[case.situation.sight].append(case)
        else:
            counted[case.situation].append(case)
    found = [
        Unlike(situation, tuple(sorted(some, key=_order)), against)
        for situation, some in counted.items()
        if (against := _like(situation, rejected))
    ]
    return tuple(sorted(found, key=lambda u: (len(u.fewer) / u.n, -u.n, str(u.situation))))


def _like(situation: Situation, rejected: Mapping[Sight, list[RuledCase]]) -> tuple[RuledCase, ...]:
    answers = {situation.consistency, None}
    families = {situation.family, ""}
    same = [
        case
        for case in rejected.get(situation.sight, ())
        if case.situation.consistency in answers and case.situation.family in families
    ]
    return tuple(sorted(same, key=_order))


def _order(case: RuledCase) -> tuple[int, str]:
    return case.entry, case.case
