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
        elif line.level in _ORDER and not found.keys() & members:
            found[max(members)] = _shortage(max(members), line, seats)
    for line in homeless:
        members = _around(line.place, inside)
        if members and not found.keys() & members:
            found[max(members)] = _shortage(max(members), line, seats)
    stating = {
        (line.level, line.place): tuple(sorted(found.keys() & _around(line.place, inside)))
        for line in differing
    }
    return Carried(found, stating)


def _around(place: Place, inside: Mapping[Place, set[int]]) -> set[int]:
    """The batches of a place or, if it has none, of its precinct, or else of its contest."""
    wider = (place, place.at(Level.PRECINCT), place.at(Level.CONTEST))
    return next((inside[each] for each in wider if each in inside), set())


def _shortage(batch: int, line: Line, seats: Mapping[str, int]) -> Shortage:
    number, in_votes = _missing(line, seats.get(line.place.contest, 1))
    return Shortage(batch, line, number, in_votes)


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
