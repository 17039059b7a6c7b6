"""Reconciliation: whether the ballots under review are exactly those the machine reported.

Three things are laid side by side, contest by contest and place by place: the over- and undervotes
the machine counted (in votes, never in ballots), an independent list of the ballots that are to be
here where somebody gave one, and what is here.  A line is *balanced* only where a number that does
not come from the delivery itself says so; without one it is *not checked*, never "yes".

Only the accepted lot is held against the machine's counts, for the others stand outside its totals
until the board lets them in; a list that names other lots is held against them too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from adjudicator.domain.ballots import Lot
from adjudicator.domain.reconciliation.astray import AstrayBook
from adjudicator.domain.reconciliation.lines import Astray, Line
from adjudicator.domain.reconciliation.places import (
    ALL_GROUPS,
    PARTS,
    FoundCell,
    Level,
    Listed,
    MachineCell,
    OverUnder,
    Place,
    Work,
)


def reconcile(
    machine: Sequence[MachineCell],
    listed: Sequence[Listed],
    found: Sequence[FoundCell],
    work: Mapping[Place, Work],
    *,
    writeins_as_under: bool = False,
) -> tuple[Line, ...]:
    """Every line of every level, sorted by level and place.

    :param machine: of the accepted lot alone, and none that was added up from the delivery itself.
    :param listed: the independent list; what it does not name of a contest it speaks of, it says is
        not there.  Empty where there is no list.
    :param work: by the place of each batch.
    :param writeins_as_under: write-in votes for nobody qualified count as undervotes (as Charlotte,
        Lake and Gadsden have them in their returns).  What is here is then held against the machine
        with them added; but where the machine's counts of a contest tell them apart, undervotes are
        compared with undervotes, for a ballot with such a write-in need not be flagged.
    """
    placed = list(_placed(listed, found))
    book = _Book(machine, placed, found, writeins_as_under=writeins_as_under)
    astray = AstrayBook(placed, found)
    done: dict[tuple[Level, Place], Work] = {}
    for place, progress in work.items():
        for level in Level:
            key = level, place.at(level)
            done[key] = done.get(key, Work()) + progress
    return tuple(
        book.line(level, place, astray.at(level, place), done.get((level, place), Work()))
        for level in Level
        for place in sorted(book.places(level))
    )


def _placed(listed: Iterable[Listed], found: Iterable[FoundCell]) -> Iterator[Listed]:
    """The list, a container's precinct and group filled in where only one is known to hold it."""
    where: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for cell in found:
        where[cell.place.contest, cell.place.container].add(cell.place)
    for row in listed:
        inside = where.get((row.place.contest, row.place.container), set())
        known = {place for place in inside if row.place.holds(place)}
        place = known.pop() if len(known) == 1 else row.place
        yield Listed(place, row.lot, row.flagged, row.ballots, row.ids)


class _Book:
    """The three sides added up for every level, once."""

    def __init__(
        self,
        machine: Sequence[MachineCell],
        listed: Sequence[Listed],
        found: Sequence[FoundCell],
        *,
        writeins_as_under: bool,
    ) -> None:
        self._machine: dict[tuple[Level, Place], list[MachineCell]] = defaultdict(list)
        self._listed: dict[tuple[Level, Place], list[Listed]] = defaultdict(list)
        self._found: dict[tuple[Level, Place], list[FoundCell]] = defaultdict(list)
        self._partial: dict[Level, dict[tuple[bool, ...], set[Place]]] = {
            level: defaultdict(set) for level in Level
        }
        self._contests = {row.place.contest for row in listed if row.flagged is not None}
        self._lots = {(row.place.contest, row.lot) for row in listed}
        self._unsplit = {
            cell.place.at(Level.PRECINCT) for cell in machine if cell.place.group == ALL_GROUPS
        }
        told = {cell.place.at(Level.PRECINCT) for cell in machine}
        self._untold = {
            cell.place.contest for cell in found if cell.place.at(Level.PRECINCT) not in told
        }
        apart = {cell.place.contest for cell in machine if cell.unqualified}
        self._as_under = {cell.place.contest for cell in found if writeins_as_under} - apart
        for level in Level:
            for cell in found:
                self._found[level, cell.place.at(level)].append(cell)
            for counted in machine:
                if "container" not in level.fields:
                    self._machine[level, counted.place.at(level)].append(counted)
            for row in listed:
                self._take(level, row)

    def _take(self, level: Level, row: Listed) -> None:
        place = row.place.at(level)
        if row.place.names(level):
            self._listed[level, place].append(row)
        else:
            named = tuple(bool(getattr(place, part)) for part in PARTS)
            self._partial[level][named].add(place)

    def places(self, level: Level) -> set[Place]:
        """Every place of a level anything is known of."""
        sides = (self._machine, self._listed, self._found)
        places = {place for side in sides for kind, place in side if kind is level}
        return {place for place in places if place.group != ALL_GROUPS}

    def line(self, level: Level, place: Place, astray: Astray, work: Work) -> Line:
        """The line of one place."""
        found = self._found.get((level, place), [])
        machine = self._counts(level, place)
        rows = self._rows(level, place)
        lots = {lot for contest, lot in self._lots if contest == place.contest}
        compared = lots | {Lot.ACCEPTED.value}
        accepted = [cell for cell in found if cell.lot == Lot.ACCEPTED.value]
        return Line(
            level=level,
            place=place,
            machine=None if machine is None else _sum(self._over_under(c) for c in machine),
            counted=_sum(self._over_under(cell) for cell in accepted),
            foots=machine is not None and all(cell.foots for cell in machine),
            cast=_all_of([c.ballots for c in machine]) if machine else None,
            listed_cast=_all_of([row.ballots for row in rows]) if rows else None,
            listed=None if rows is None else _all_of([row.flagged for row in rows]),
            found=sum(cell.cases for cell in found if cell.lot in compared),
            cases=sum(cell.cases for cell in found),
            astray=astray,
            work=work,
        )

    def _counts(self, level: Level, place: Place) -> list[MachineCell] | None:
        """The machine's cells of a place; ``None`` where they do not tell of it, or not all."""
        cells = self._machine.get((level, place))
        if not cells:
            return None
        if level is Level.PRECINCT_GROUP and place.at(Level.PRECINCT) in self._unsplit:
            return None
        wide = level in {Level.CONTEST, Level.GROUP}
        if wide and place.contest in self._untold:
            return None
        if level is Level.GROUP and any(p.contest == place.contest for p in self._unsplit):
            return None
        return cells

    def _rows(self, level: Level, place: Place) -> list[Listed] | None:
        """The list's rows of a place; ``None`` where it has rows that may belong to it, or not."""
        if place.contest not in self._contests:
            return None
        for named, places in self._partial[level].items():
            parts = (p if keep else "" for p, keep in zip(_parts(place), named, strict=True))
            if Place(place.contest, *parts) in places:
                return None
        return self._listed.get((level, place), [])

    def _over_under(self, cell: MachineCell | FoundCell) -> OverUnder:
        more = cell.unqualified if cell.place.contest in self._as_under else 0
        return OverUnder(cell.over, cell.under + more)


def _parts(place: Place) -> tuple[str, str, str]:
    return place.precinct, place.group, place.container


def _sum(figures: Iterable[OverUnder]) -> OverUnder:
    return sum(figures, OverUnder())


def _all_of(numbers: Sequence[int | None]) -> int | None:
    """Their sum, if every one of them is known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
