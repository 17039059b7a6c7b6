"""Tells totals from parts, once every file is read, so that nothing counts twice.

A number without a precinct may be the county's total or a part of its own.  Contest by contest:
where the precincts have numbers too it is a total, compared and never added; where they have none
it counts.  A total that contradicts its parts is told with both numbers, and leaves its contest not
whole: which of them is right only the county can say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adjudicator.domain.canvass.returns import (
    NO_VOTES,
    ContestName,
    ContestReturns,
    Place,
    Returns,
)
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.returns.file import Quarantined, ReturnsFile, Whole

Numbers = Mapping[tuple[Place, str], int]
_TOTALS_LEFT_OUT = "Rows of totals are left out; the precincts are added up."


@dataclass(slots=True)
class Settled:
    """What came of it."""

    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    _noted: set[str] = field(default_factory=set)

    def note(self, problem: Problem, about: str) -> None:
        """Say something once, not once a row."""
        if about not in self._noted:
            self._noted.add(about)
            self.notices.append(problem)

    def doubt(self, whole: Whole, column: str, message: str) -> None:
        """A total that contradicts its parts."""
        self.quarantined.append(Quarantined(whole.problem(column, message), whole.contest))


def settle(returns: Returns, files: Sequence[ReturnsFile]) -> Settled:
    """Settle what the files held back.

    :param returns: the numbers of all of them; totals among them are taken out.
    :raises ValueError: two files have a number for the same contest and county.
    """
    settled = Settled()
    wholes: dict[ContestName, list[Whole]] = {}
    for file in files:
        for whole in file.wholes:
            wholes.setdefault(whole.contest, []).append(whole)
    totals = {
        name: _take_parts(returns.contest(name), some, settled) for name, some in wholes.items()
    }
    for contest in returns:
        _settle_groups(contest, files, settled)
    for name, some in totals.items():
        _compare(returns.contest(name), some, files, settled)
    _settle_cast(returns, files, settled)
    return settled


# Numbers that name no precinct -----------------------------------------------------------------


def _take_parts(contest: ContestReturns, wholes: list[Whole], settled: Settled) -> list[Whole]:
    """Count those that stand for no precincts; the others are totals."""
    given = {bucket for _, bucket in contest.numbers}
    nameless = _nameless_places(contest, wholes)
    totals: list[Whole] = []
    taken: dict[str, str] = {}
    # A row that names nothing is no total where one that says so stands beside it.
    for whole in sorted(wholes, key=lambda w: bool(w.named)):
        beside = whole.bucket not in given and (not given or whole.bucket in NO_VOTES)
        beside = beside or (nameless and whole.places > 1)
        if not beside or taken.setdefault(whole.bucket, whole.named) != whole.named:
            totals.append(whole)
            continue
        key = whole.place, whole.bucket
        if key in contest.numbers:
            where = f"{contest.name.title}, {whole.bucket}, without a precinct"
            raise ValueError(f"{where}: stands in two files")
        contest.numbers[key] = whole.number
        if whole.row is not None:
            settled.note(whole.problem("precinct", _added(whole)), f"{whole.file} added")
    return totals


def _added(whole: Whole) -> str:
    if whole.named:
        return "There are rows of totals alone, and no precincts: the totals count."
    many = f": {whole.places:,} for each choice, so they are no totals" if whole.places > 1 else ""
    return f"Rows that name no precinct are added to the county{many}."


def _nameless_places(contest: ContestReturns, wholes: list[Whole]) -> bool:
    """Whether rows that stand several times are other places than the precincts with a name.

    They are not where most of them add up to the very numbers of those.
    """
    sums = _sums(contest.numbers)
    many: Counter[str] = Counter()
    for whole in wholes:
        if whole.places > 1:
            many[whole.bucket] += whole.number
    told = [bucket for bucket, n in many.items() if n or sums["", bucket]]
    return 2 * sum(many[bucket] == sums["", bucket] for bucket in told) < len(told)


def _compare(
    contest: ContestReturns, totals: list[Whole], files: Sequence[ReturnsFile], settled: Settled
) -> None:
    """Hold totals against what their parts add up to, in all files or in their own."""
    if not totals:
        return
    together = _sums(contest.numbers)
    alone = {
        file.file: _sums(file.returns.contests[contest.name].numbers)
        for file in files
        if len(files) > 1 and contest.name in file.returns.contests
    }
    groups: dict[tuple[str, str, str], list[Whole]] = {}
    for whole in totals:
        groups.setdefault((whole.file, whole.named, whole.bucket), []).append(whole)
    for (file, named, _), some in groups.items():
        wrong = list(_wrong(some, together))
        if wrong and file in alone and not any(_wrong(some, alone[file])):
            wrong = []
        for whole, number, parts in wrong:
            settled.doubt(whole, "precinct", _contradiction(whole, number, parts))
        if not wrong:
            _note_left_out(some[0], settled, named=bool(named))


def _wrong(totals: list[Whole], sums: Counter[tuple[str, str]]) -> Iterator[tuple[Whole, int, int]]:
    """Totals of one choice that are not what the parts give: its number, and theirs.

    Counting groups that the parts do not have are compared together with what is left of them.
    """
    rest: list[Whole] = []
    left = sums["", totals[0].bucket]
    for whole in totals:
        parts = sums[whole.place.group, whole.bucket]
        if not whole.place.group:
            if whole.number != parts:
                yield whole, whole.number, parts
        elif (whole.place.group, whole.bucket) in sums:
            left -= parts
            if whole.number != parts:
                yield whole, whole.number, parts
        else:
            rest.append(whole)
    number = sum(whole.number for whole in rest)
    if rest and number != left:
        yield rest[0], number, left


def _sums(numbers: Numbers) -> Counter[tuple[str, str]]:
    """What a contest's numbers add up to, by counting group and in all."""
    sums: Counter[tuple[str, str]] = Counter()
    for (place, bucket), n in numbers.items():
        if place.group:
            sums[place.group, bucket] += n
            if (place._replace(group=""), bucket) in numbers:
                continue
        sums["", bucket] += n
    return sums


def _contradiction(whole: Whole, number: int, parts: int) -> str:
    row = "this row of totals" if whole.named else "this row names no precinct and"
    group = f", {whole.place.group}" if whole.place.group else ""
    return (
        f"{whole.contest.title}, {whole.bucket}{group}: {row} says {number:,}; the precincts add "
        f"up to {parts:,}. The precincts count, and this is not added. Ask which is right."
    )


def _note_left_out(whole: Whole, settled: Settled, *, named: bool) -> None:
    if named:
        settled.note(whole.problem("precinct", _TOTALS_LEFT_OUT), f"{whole.file} totals")
        return
    county = whole.contest.county
    message = (
        f"{county}: rows that name no precinct are the sums of the precincts. They are left out."
    ).removeprefix(": ")
    problem = Problem(whole.file, None, "precinct", message)
    settled.note(problem, f"{whole.file} sums {county}")


# Counting groups beside their total ------------------------------------------------------------


def _settle_groups(contest: ContestReturns, files: Sequence[ReturnsFile], settled: Settled) -> None:
    """Where a total stands beside those of its counting groups, it counts once."""
    groups: Counter[tuple[Place, str]] = Counter()
    for (place, bucket), n in contest.numbers.items():
        if place.group:
            groups[place._replace(group=""), bucket] += n
    for key in groups.keys() & contest.numbers.keys():
        total, added = contest.numbers[key], groups[key]
        if total == added:
            del contest.numbers[key]
            continue
        _doubt_groups(contest.name, key, (total, added), files, settled)
        for other in [k for k in contest.numbers if k[0].group and _ungrouped(k) == key]:
            del contest.numbers[other]


def _doubt_groups(
    name: ContestName,
    key: tuple[Place, str],
    numbers: tuple[int, int],
    files: Sequence[ReturnsFile],
    settled: Settled,
) -> None:
    (place, bucket), (total, added) = key, numbers
    holding = (
        f.file
        for f in files
        if name in f.returns.contests and key in f.returns.contests[name].numbers
    )
    where = f", precinct {place.precinct}" if place.precinct else ""
    message = (
        f"{name.title}{where}, {bucket}: the counting groups add up to {added:,}, the total "
        f"beside them is {total:,}. The total is taken. Ask which is right."
    )
    problem = Problem(next(holding, files[0].file), None, "counting_group", message)
    settled.quarantined.append(Quarantined(problem, name))


def _ungrouped(key: tuple[Place, str]) -> tuple[Place, str]:
    """The place of a number without its counting group."""
    return key[0]._replace(group=""), key[1]


# Sums of the choices ---------------------------------------------------------------------------


def _settle_cast(returns: Returns, files: Sequence[ReturnsFile], settled: Settled) -> None:
    """Hold lines of all votes together against the choices they stand beside."""
    sums: dict[tuple[str, ContestName], dict[tuple[str, str], Counter[str]]] = {}
    for file in files:
        for cast in file.cast:
            found = []
            for key, source in (("", returns), (file.file, file.returns)):
                if (key, cast.contest) not in sums:
                    sums[key, cast.contest] = _by_place(source.contests.get(cast.contest))
                at = cast.place.precinct, cast.place.group
                found.append(sums[key, cast.contest].get(at, Counter()))
            if any(cast.number in _ways_to_add(each) for each in found):
                line = f'Lines of all votes together, such as "{cast.bucket}", are left out.'
                settled.note(cast.problem("candidate", line), f"{file.file} cast")
                continue
            where = f", precinct {cast.place.precinct}" if cast.place.precinct else ""
            message = (
                f"{cast.contest.title}{where}: {cast.bucket} is {cast.number:,}; its choices add "
                f"up to {found[0]['']:,}. The choices count. Ask which is right."
            )
            settled.doubt(cast, "candidate", message)


def _by_place(contest: ContestReturns | None) -> dict[tuple[str, str], Counter[str]]:
    """Votes by precinct and group, each also in all: of choices under "", of every other bucket."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for (place, bucket), n in contest.numbers.items() if contest else ():
        kind = bucket if bucket in NO_VOTES else ""
        for at in {
            (precinct, group) for precinct in (place.precinct, "") for group in (place.group, "")
        }:
            found.setdefault(at, Counter())[kind] += n
    return found


def _ways_to_add(votes: Counter[str]) -> set[int]:
    """Programs add up the choices alone, with what is no vote, or with all but undervotes."""
    every = votes.total()
    return {
        votes[""],
        every,
        every - votes[UNDER],
        every - votes[OVER] - votes[UNDER],
        votes[""] + votes[OVER] + votes[UNDER],
    }
