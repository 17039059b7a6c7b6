"""Which lines tell what differs, none of it twice.

A precinct that differs says it for its groups and containers.  Where it balances although something
inside it does not, as when a container's ballots stand in another one, the finer places say it.
"""

from collections.abc import Iterable, Sequence

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level, Place

ORDER = (
    Level.PRECINCT,
    Level.PRECINCT_GROUP,
    Level.BATCH,
    Level.CONTAINER,
    Level.GROUP,
    Level.CONTEST,
)
"""Which level speaks first."""


def telling(
    lines: Sequence[Line], differing: Iterable[Line] | None = None, first: Level = Level.PRECINCT
) -> list[Line]:
    """The lines that differ, without those whose difference another of them tells already.

    :param lines: of every level.
    :param differing: those that are told; every one that differs if it is left out.
    :param first: the level that speaks before all others.
    """
    places = {line.place for line in lines}
    given = [line for line in lines if line.differs] if differing is None else list(differing)
    told: list[Line] = []
    covered: set[tuple[Level, Place]] = set()
    for level in (first, *(each for each in ORDER if each is not first)):
        new = [x for x in given if x.level is level and (level, x.place) not in covered]
        if new:
            told += new
            covered |= _touched(level, {line.place for line in new}, places)
    return told


def _touched(level: Level, told: set[Place], places: Iterable[Place]) -> set[tuple[Level, Place]]:
    """Every place that has something in common with one of those, at every level."""
    return {
        (each, place.at(each))
        for place in places
        if place.names(level) and place.at(level) in told
        for each in Level
        if place.names(each)
    }
