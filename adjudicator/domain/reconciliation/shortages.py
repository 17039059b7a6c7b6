"""Which batch states the difference of a place, and which batches hold a place open.

A difference belongs to the batch it stands in.  Where only a wider place is known to differ, as
when the machine's counts know the precinct and not the container, *the last batch of that place*
states it: the one with the highest number.  The others close; that one does not, and with it
neither the place nor the contest, until the ballots are found or the board explains it.  A place
without any batch belongs to the last batch of its precinct, or else of its contest.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level, Place

_ORDER = {
    level: place
    for place, level in enumerate(
        (Level.BATCH, Level.PRECINCT_GROUP, Level.PRECINCT, Level.CONTEST)
    )
}
"""The finest first; the other levels only add these up otherwise."""
LineKey = tuple[Level, Place]


@dataclass(frozen=True, slots=True)
class Shortage:
    """What one batch states."""

    batch: int
    line: Line
    """The place that differs, which may be wider than the batch."""
    number: int
    """What is missing; negative: what is too much; 0 where it is an image alone that is lost."""
    in_votes: bool
    """Whether it is counted in over- and undervotes and not in ballots."""
    fewer: int = 0
    """Ballots that are fewer there by numbers alone; the ids may say more."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Every difference with the batch that states it."""

    shortages: Mapping[int, Shortage]
    by_line: Mapping[LineKey, tuple[int, ...]]
    """By a line that differs: the batches that state what differs in it."""


def carried(
    lines: Sequence[Line], batches: Mapping[int, Place], seats: Mapping[str, int]
) -> Carried:
    """Give every difference to a batch.

    :param batches: the place of each batch, by its number.
    :param seats: by contest; where one may vote for several, missing votes are no missing ballots.
    """
    inside: dict[Place, set[int]] = defaultdict(set)
    for number, place in batches.items():
        for level in Level:
            inside[place.at(level)].add(number)
    differing = [line for line in lines if line.differs]
    found: dict[int, Shortage] = {}
    homeless = []
    for line in sorted(differing, key=lambda line: _ORDER.get(line.level, len(_ORDER))):
        members = inside.get(line.place, set())
        if not members:
            homeless.append(line)
        elif line.level in _ORDER:
            _give(found, members, line, seats)
    for line in homeless:
        members = _around(line.place, inside)
        if members and not found.keys() & members:
            _give(found, members, line, seats)
    stating = {
        (line.level, line.place): tuple(sorted(found.keys() & _around(line.place, inside)))
        for line in differing
    }
    return Carried(found, stating)


def _give(
    found: dict[int, Shortage], members: set[int], line: Line, seats: Mapping[str, int]
) -> None:
    """Let the last batch of a place state what none of its batches states by itself.

    Where some do, that is what is missing beyond theirs, such as a container without any batch.
    """
    last = max(members)
    inside = [found[batch] for batch in members if batch in found]
    if not inside:
        found[last] = _shortage(last, line, seats)
        return
    more = _fewer(line, seats.get(line.place.contest, 1)) - sum(each.fewer for each in inside)
    if more <= 0 or any(each.in_votes for each in inside):
        return
    own = found.get(last)
    number, fewer = (0, 0) if own is None else (own.number, own.fewer)
    found[last] = Shortage(last, line, number + more, in_votes=False, fewer=fewer + more)


def _fewer(line: Line, seats: int) -> int:
    """How many ballots fewer are in a place, by numbers alone."""
    if line.listed is not None:
        return line.listed - line.found
    return (line.machine - line.counted).votes if line.machine is not None and seats == 1 else 0


def _around(place: Place, inside: Mapping[Place, set[int]]) -> set[int]:
    """The batches of a place or, if it has none, of its precinct, or else of its contest."""
    wider = (place, place.at(Level.PRECINCT), place.at(Level.CONTEST))
    return next((inside[each] for each in wider if each in inside), set())


def _shortage(batch: int, line: Line, seats: Mapping[str, int]) -> Shortage:
    of = seats.get(line.place.contest, 1)
    number, in_votes = _missing(line, of)
    return Shortage(batch, line, number, in_votes, _fewer(line, of))


def _missing(line: Line, seats: int) -> tuple[int, bool]:
    """How much is missing, and whether that is counted in votes."""
    if line.lacking:
        return line.lacking, False
    if line.machine is not None and line.machine != line.counted:
        less = line.machine - line.counted
        return less.votes or max(less.over, 0) + max(less.under, 0), seats > 1
    if None not in (line.cast, line.listed_cast) and line.cast != line.listed_cast:
        return (line.listed_cast or 0) - (line.cast or 0), False
    return -len(line.astray.doubles), False
