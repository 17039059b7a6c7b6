"""Ballots that are not where, or not how often, an independent list has them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from adjudicator.domain.ballots import Lot
from adjudicator.domain.reconciliation.lines import Astray, Misfiled, Spot
from adjudicator.domain.reconciliation.places import FoundCell, Level, Listed, Place


@dataclass(slots=True)
class _Gathered:
    missing: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    misfiled: set[Misfiled] = field(default_factory=set)
    doubles: set[str] = field(default_factory=set)


class AstrayBook:
    """Every ballot of the list and of the record, looked at once.

    A ballot is called a stranger only where the list names every ballot of the contest by its id.
    """

    def __init__(self, listed: Sequence[Listed], found: Sequence[FoundCell]) -> None:
        self._at: dict[tuple[Level, Place], _Gathered] = defaultdict(_Gathered)
        self._compared = {(row.place.contest, row.lot) for row in listed}
        self._compared |= {(cell.place.contest, Lot.ACCEPTED.value) for cell in found}
        lists: dict[Spot, set[str]] = defaultdict(set)
        without: set[str] = set()
        for row in listed:
            lists[Spot(row.place, row.lot)].update(row.ids)
            if not row.ids and row.flagged != 0:
                without.add(row.place.contest)
        self._whole = {spot.place.contest for spot, ids in lists.items() if ids} - without
        wanted: dict[tuple[str, str], Spot] = {}
        here: dict[tuple[str, str], list[Spot]] = defaultdict(list)
        as_listed = _as_listed_at_once(lists, found)
        for spot, ids in lists.items():
            if spot not in as_listed:
                wanted.update(dict.fromkeys(((spot.place.contest, id_) for id_ in ids), spot))
        for cell in found:
            if (spot := Spot(cell.place, cell.lot)) not in as_listed:
                for ballot in cell.ballots:
                    here[cell.place.contest, ballot].append(spot)
        for key in wanted.keys() | here.keys():
            self._look(key, wanted.get(key), here.get(key, []))

    def at(self, level: Level, place: Place) -> Astray:
        """Those of one place."""
        found = self._at.get((level, place))
        if found is None:
            return Astray()
        return Astray(
            tuple(sorted(found.missing)),
            tuple(sorted(found.strangers)),
            tuple(sorted(found.misfiled)),
            tuple(sorted(found.doubles)),
        )

    def _look(self, key: tuple[str, str], listed: Spot | None, stands: Collection[Spot]) -> None:
        contest, ballot = key
        counted = [spot for spot in stands if (contest, spot.lot) in self._compared]
        if len(counted) > 1:
            for gathered in self._levels({spot.place for spot in counted}):
                gathered.doubles.add(ballot)
        if listed is None:
            if contest in self._whole:
                for gathered in self._levels({spot.place for spot in counted}):
                    gathered.strangers.add(ballot)
        elif not stands:
            for gathered in self._levels({listed.place}):
                gathered.missing.add(ballot)
        elif not any(_as_listed(listed, spot) for spot in stands):
            # Where one stands as listed, the other is told as a double.
            for spot in stands:
                self._misfile(Misfiled(ballot, spot, listed))

    def _levels(self, places: Collection[Place]) -> list[_Gathered]:
        keys = {(level, p.at(level)) for p in places for level in Level if p.names(level)}
        return [self._at[key] for key in keys]

    def _misfile(self, found: Misfiled) -> None:
        """It is told at every level at which the two places are not one."""
        other_lot = found.stands.lot != found.listed.lot
        for level in Level:
            stands, listed = found.stands.place.at(level), found.listed.place.at(level)
            told = found.listed.place.names(level)
            if other_lot or (told and stands != listed):
                self._at[level, stands].misfiled.add(found)
                if told:
                    self._at[level, listed].misfiled.add(found)


def _as_listed(listed: Spot, stands: Spot) -> bool:
    return listed.lot == stands.lot and listed.place.holds(stands.place)


def _as_listed_at_once(
    lists: Mapping[Spot, set[str]], found: Sequence[FoundCell]
) -> frozenset[Spot]:
    """Where just those ballots stand that are listed there, and none of them stands twice.

    Nothing more has to be known of them; in a large county that is nearly everything.
    """
    stands: dict[Spot, list[str]] = defaultdict(list)
    times: dict[str, Counter[str]] = defaultdict(Counter)
    for cell in found:
        stands[Spot(cell.place, cell.lot)] += cell.ballots
        times[cell.place.contest].update(cell.ballots)
    twice = {(contest, id_) for contest, ids in times.items() for id_ in ids if ids[id_] > 1}
    return frozenset(
        spot
        for spot, ids in stands.items()
        if lists.get(spot) == set(ids)
        and not (twice and any((spot.place.contest, id_) in twice for id_ in ids))
    )
