"""Moving any ruling, lot or return keeps every identity of the tally, in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.readings import MachineReading, read_votes
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.tally import (
    BALLOTS,
    OVER,
    UNDER,
    UNQUALIFIED,
    CaseEffect,
    Cell,
    ContestTally,
    Figure,
    MachineCount,
    TallyBook,
    effect_delta,
    reading_buckets,
)
from tests.domain.builders import COUNCIL

_IDS = [choice.id for choice in COUNCIL.choices]
_PLACES = ("101", "102"), ("early", "mail"), ("accepted", "provisional", "awaiting_duplicate")
PARTS: tuple[Callable[[Cell], str], ...] = (
    lambda cell: cell.precinct,
    lambda cell: cell.group,
    lambda cell: cell.lot,
)
Ruled = tuple[Disposition, frozenset[str]]


@dataclass(frozen=True)
class Ballot:
    """One ballot: where it lies, what the machine read, and what was ruled if anything."""

    cell: Cell
    reading: MachineReading
    ruled: Ruled | None

    def counts(self) -> Counter[str]:
        """What it adds to the machine's counts."""
        return Counter(reading_buckets(COUNCIL, self.reading)) + Counter({BALLOTS: 1})

    def change(self) -> dict[str, int]:
        """What its ruling changes."""
        if self.ruled is None:
            return {}
        return effect_delta(COUNCIL, CaseEffect(self.cell, self.reading, *self.ruled))


_cells = st.builds(Cell, st.just("council"), *(st.sampled_from(some) for some in _PLACES))
_readings = st.lists(st.sampled_from(_IDS), max_size=5).map(lambda m: read_votes(COUNCIL, m))
_rulings = st.one_of(
    st.none(),
    st.just((Disposition.TOO_MANY, frozenset[str]())),
    st.tuples(
        st.sampled_from([Disposition.VOTE, Disposition.WRITE_IN, Disposition.MARKS_DO_NOT_COUNT]),
        st.frozensets(st.sampled_from(_IDS), max_size=COUNCIL.seats),
    ),
)
_ballots = st.builds(Ballot, _cells, _readings, _rulings)
piles = st.lists(_ballots, min_size=1, max_size=10)


def add(book: TallyBook, ballot: Ballot, *, sign: int = 1) -> None:
    """Put a ballot into the book, or take it out."""
    for bucket, n in ballot.counts().items():
        book.add_count(MachineCount(ballot.cell, bucket, sign * n))
    book.add_change(ballot.cell, {bucket: sign * n for bucket, n in ballot.change().items()})


def booked(ballots: Iterable[Ballot], *, as_under: bool) -> TallyBook:
    book = TallyBook(writeins_as_under=as_under)
    for ballot in ballots:
        add(book, ballot)
    return book


def figures(tally: ContestTally) -> dict[str, Figure]:
    """Every figure by its bucket."""
    rest = {OVER: tally.over, UNDER: tally.under, UNQUALIFIED: tally.unqualified}
    return dict(tally.choices) | rest


def added(tallies: Iterable[ContestTally]) -> dict[str, Figure]:
    """The figures of several parts, added up."""
    total: dict[str, Figure] = {}
    for bucket, figure in chain.from_iterable(figures(t).items() for t in tallies):
        total[bucket] = total.get(bucket, Figure(0, 0)).plus(figure)
    return total


def every_identity_holds(book: TallyBook, ballots: list[Ballot]) -> None:
    whole = book.contest_tally(COUNCIL, book.cells())
    assert (whole.ballots, whole.balanced) == (len(ballots), True)
    for kept_apart in PARTS:
        parts = [
            book.contest_tally(COUNCIL, [c for c in book.cells() if kept_apart(c) == name])
            for name in {kept_apart(cell) for cell in book.cells()}
        ]
        assert added(parts) == figures(whole)
        assert all(part.balanced for part in parts)
    allowed = len(ballots) * COUNCIL.seats
    for side in ("before", "after"):
        assert sum(getattr(figure, side) for figure in figures(whole).values()) == allowed
    for figure in figures(whole).values():
        assert figure.before + figure.change == figure.after
        assert figure.after >= 0


def moved(ballot: Ballot) -> st.SearchStrategy[Ballot]:
    """The ballot with another ruling, in another lot, read or reported otherwise."""
    lots = st.sampled_from(_PLACES[2]).map(lambda lot: replace(ballot.cell, lot=lot))
    return st.one_of(
        _rulings.map(lambda ruled: replace(ballot, ruled=ruled)),
        st.one_of(lots, _cells).map(lambda cell: replace(ballot, cell=cell)),
        _readings.map(lambda reading: replace(ballot, reading=reading)),
    )


@given(piles, st.booleans(), st.data())
def test_moving_a_ruling_a_lot_or_a_return_keeps_every_identity(
    ballots: list[Ballot],
    as_under: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    book = booked(ballots, as_under=as_under)
    every_identity_holds(book, ballots)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(ballots) - 1))
        old = ballots[place]
        new = data.draw(moved(old))
        add(book, old, sign=-1)
        add(book, new)
        ballots = [*ballots[:place], new, *ballots[place + 1 :]]
        every_identity_holds(book, ballots)
    anew = booked(ballots, as_under=as_under)
    assert [book.contest_tally(COUNCIL, [c]) for c in sorted(anew.cells())] == [
        anew.contest_tally(COUNCIL, [c]) for c in sorted(anew.cells())
    ]


@given(piles, st.randoms(use_true_random=False))
def test_counts_and_rulings_come_to_the_same_in_any_order(
    ballots: list[Ballot], order: Random
) -> None:
    acts: list[tuple[Cell, dict[str, int], bool]] = []
    for ballot in ballots:
        acts += [(ballot.cell, {bucket: n}, True) for bucket, n in ballot.counts().items()]
        acts.append((ballot.cell, ballot.change(), False))
    told = []
    for _ in range(2):
        book = TallyBook()
        for cell, buckets, counted in acts:
            if counted:
                for bucket, n in buckets.items():
                    book.add_count(MachineCount(cell, bucket, n))
            else:
                book.add_change(cell, buckets)
        told.append({c: book.contest_tally(COUNCIL, [c]) for c in book.cells()})
        order.shuffle(acts)
    assert told[0] == told[1]
