"""The tally: a fold of commuting deltas over the machine's counts.

``after = before + sum of delta(machine reading, ruling)`` over the cases whose ruling counts.  The
same pure :func:`delta` serves the counters updated with every ruling and the refolding that
checks them.

Every identity is true, false, or *not checked* (``None``) where the machine's counts carry no
number of ballots: votes + overvotes + undervotes + unqualified write-ins = ballots x votes
allowed.

Some counties (in Florida in 2018: Charlotte, Lake and Gadsden) put a write-in nobody qualified for
into the undervotes.  Where the opening fixed it so, that is done in the figures alone: counts and
rulings keep such write-ins apart, and every tally adds them to the undervotes, before and after.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adjudicator.domain.election import Contest
from adjudicator.domain.readings import MachineReading, split_unqualified
from adjudicator.domain.rulings import Disposition

OVER = "over"
UNDER = "under"
UNQUALIFIED = "unqualified"
BALLOTS = "ballots"
BUCKETS = (OVER, UNDER, UNQUALIFIED, BALLOTS)
"""Buckets beside choice ids; ``ballots`` means sheets that carry the contest."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where a count belongs: contest, precinct, counting group, lot."""

    contest: str
    precinct: str
    group: str
    lot: str


@dataclass(frozen=True, slots=True)
class MachineCount:
    """One number of the machine's counts: ``bucket`` is a choice id or one of :data:`BUCKETS`."""

    cell: Cell
    bucket: str
    n: int


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """A ruling that counts, as the tally needs it."""

    cell: Cell
    machine: MachineReading
    disposition: Disposition
    votes: frozenset[str]


def reading_buckets(contest: Contest, reading: MachineReading) -> dict[str, int]:
    """How one machine reading adds to the buckets."""
    named, unqualified = split_unqualified(contest, reading.votes)
    rest = {OVER: reading.over, UNDER: reading.under, UNQUALIFIED: unqualified}
    return dict.fromkeys(named, 1) | rest


def ruling_buckets(
    contest: Contest, disposition: Disposition, votes: frozenset[str]
) -> dict[str, int]:
    """How one ruling that counts adds to the buckets.

    :raises ValueError: the disposition leaves the case waiting, so it adds nothing of its own.
    """
    if not disposition.settles:
        message = f"{disposition.value} does not count; the machine's reading stands"
        raise ValueError(message)
    named, unqualified = split_unqualified(contest, votes)
    left = contest.seats - len(named) - unqualified
    rest = {OVER if disposition is Disposition.TOO_MANY else UNDER: left, UNQUALIFIED: unqualified}
    return dict.fromkeys(named, 1) | rest


def delta(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """The change from one set of buckets to another; zero changes are left out."""
    keys = before.keys() | after.keys()
    changes = {key: after.get(key, 0) - before.get(key, 0) for key in sorted(keys)}
    return {key: change for key, change in changes.items() if change}


def with_writeins_as_under(buckets: Mapping[str, int]) -> dict[str, int]:
    """The same buckets, unqualified write-ins added to the undervotes."""
    rest = {bucket: n for bucket, n in buckets.items() if bucket != UNQUALIFIED}
    moved = buckets.get(UNQUALIFIED, 0)
    return rest | {UNDER: rest.get(UNDER, 0) + moved} if moved else rest


def effect_delta(contest: Contest, effect: CaseEffect) -> dict[str, int]:
    """The change one counting ruling makes to its cell."""
    return delta(
        reading_buckets(contest, effect.machine),
        ruling_buckets(contest, effect.disposition, effect.votes),
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """One number before and after the rulings."""

    before: int
    change: int

    @property
    def after(self) -> int:
        """Before and change added up."""
        return self.before + self.change

    def plus(self, other: "Figure") -> "Figure":
        """Both figures added up."""
        return Figure(self.before + other.before, self.change + other.change)


@dataclass(frozen=True, slots=True)
class ContestTally:
    """One contest's figures over some part of the pile."""

    contest: Contest
    choices: tuple[tuple[str, Figure], ...]
    """Choice id and figure, in ballot order."""
    over: Figure
    under: Figure
    unqualified: Figure
    ballots: int | None
    pending: int
    """Cases not settled: the machine's reading stands for them."""
    writeins_as_under: bool = False
    """Whether unqualified write-ins are among the undervotes, and :attr:`unqualified` is 0."""

    @property
    def balanced(self) -> bool | None:
        """Whether both sides foot; ``None`` where no number of ballots is known."""
        if self.ballots is None:
            return None
        allowed = self.ballots * self.contest.seats
        figures = [f for _, f in self.choices] + [self.over, self.under, self.unqualified]
        total = Figure(0, 0)
        for figure in figures:
            total = total.plus(figure)
        return total.before == allowed and total.after == allowed


@dataclass(slots=True)
class TallyBook:
    """Counters by cell: machine counts and changes, added up in any order to the same result."""

    before: dict[Cell, Counter[str]] = field(default_factory=dict)
    change: dict[Cell, Counter[str]] = field(default_factory=dict)
    pending: Counter[Cell] = field(default_factory=Counter)
    writeins_as_under: bool = False
    """Whether tallies add unqualified write-ins to the undervotes."""

    def add_count(self, count: MachineCount) -> None:
        """Add one number of the machine's counts."""
        self.before.setdefault(count.cell, Counter())[count.bucket] += count.n

    def add_change(self, cell: Cell, changes: Mapping[str, int]) -> None:
        """Add one ruling's changes (or, negated, take it out again)."""
        book = self.change.setdefault(cell, Counter())
        for bucket, change in changes.items():
            book[bucket] += change

    def cells(self) -> frozenset[Cell]:
        """Every cell any number stands in."""
        return frozenset(self.before) | frozenset(self.change) | frozenset(self.pending)

    def contest_tally(self, contest: Contest, cells: Iterable[Cell]) -> ContestTally:
        """Add up some cells of one contest."""
        before: Counter[str] = Counter()
        change: Counter[str] = Counter()
        pending = 0
        for cell in cells:
            before.update(self.before.get(cell, Counter()))
            change.update(self.change.get(cell, Counter()))
            pending += self.pending.get(cell, 0)

        if self.writeins_as_under:
            before = Counter(with_writeins_as_under(before))
            change = Counter(with_writeins_as_under(change))

        def figure(bucket: str) -> Figure:
            return Figure(before[bucket], change[bucket])

        return ContestTally(
            contest=contest,
            choices=tuple((c.id, figure(c.id)) for c in contest.named_choices),
            over=figure(OVER),
            under=figure(UNDER),
            unqualified=figure(UNQUALIFIED),
            ballots=before.get(BALLOTS),
            pending=pending,
            writeins_as_under=self.writeins_as_under,
        )
