"""Returns as tables: OpenElections columns, or any CSV with headers that mean the same.

A row that cannot be used is put aside with its place and the rest is read, so that one bad figure
does not hold up a county; the contest it belongs to is named, for its sums are then not whole.
"""

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.canvass.returns import (
    WRITE_INS,
    ContestName,
    ContestReturns,
    Place,
    Returns,
)
from adjudicator.domain.tally import BALLOTS, OVER, UNDER
from adjudicator.interchange.problems import Problem, Unreadable, bytes_of
from adjudicator.interchange.returns.words import (
    BUCKETS,
    REGISTERED,
    TOTALS,
    WHOLE_BALLOT,
    WRITE_IN_LINES,
    bare,
    bare_county,
    no_number,
    number_of_votes,
    seats_in,
)
from adjudicator.interchange.tables import Column, Row, table_of
from adjudicator.interchange.texts import clean_text, folded

COLUMNS = (
    Column("precinct", required=True, aliases=("precinct name", "pct")),
    Column("office", required=True, aliases=("contest", "race", "contest name", "office name")),
    Column("candidate", required=True, aliases=("choice", "candidate name", "choice name")),
    Column("votes", required=True, aliases=("total", "total votes", "count", "vote count")),
    Column("district", aliases=("district name",)),
    Column("party", aliases=("party name",)),
    Column("county", aliases=("county name",)),
    Column("counting_group", aliases=("group", "vote_type", "mode", "vote method")),
)
"""The columns of OpenElections, and one for the counting group."""
SPLIT = (
    Column("election_day", aliases=("election day votes", "polls")),
    Column("early_voting", aliases=("early", "early votes", "early voting votes")),
    Column("vote_by_mail", aliases=("mail", "mail votes", "by mail", "vote by mail votes")),
    Column("absentee", aliases=("absentee votes", "absentee by mail")),
    Column("provisional", aliases=("provisionals", "provisional votes")),
    Column("overseas", aliases=("uocava", "military", "overseas votes")),
)
"""Where a file of OpenElections gives the counting groups beside each other: a column for each."""
_HEEDED = 2_000
"""Rows between two looks at whether anybody wants to stop."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that was put aside."""

    problem: Problem
    contest: ContestName | None
    """Whose sums miss it; ``None`` where it belongs to no contest."""


@dataclass(slots=True)
class ReturnsFile:
    """What one file gave."""

    file: str
    returns: Returns = field(default_factory=Returns)
    quarantined: list[Quarantined] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    rows: int = 0
    """Rows that are not blank, those put aside included."""
    sha256: str = ""
    """Of the very bytes these numbers were read from."""


def nobody_minds() -> None:
    """For whoever reads a file to its end, whatever happens meanwhile."""


def read_returns(
    path: Path, *, county: str = "", heed: Callable[[], None] = nobody_minds
) -> ReturnsFile:
    """Read the returns of one file.

    :param county: stands for rows that name none.
    :param heed: called every so many rows; what it raises ends the reading.
    :raises Unreadable: no table, a column that is needed is missing, or no votes in it at all.
    """
    data = bytes_of(path)
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    table = table_of(stream, path.name, _columns(data))
    result = ReturnsFile(path.name, notices=list(table.notices), sha256=sha256(data).hexdigest())
    groups = tuple(column.name for column in SPLIT if column.name in table.columns)
    reader = _Reader(result, county, groups)
    for number, row in enumerate(table.rows()):
        if not number % _HEEDED:
            heed()
        reader.take(row)
    reader.settle_groups()
    reader.leave_out_sums()
    if not result.returns.contests:
        problems = [q.problem for q in result.quarantined]
        message = "The file holds no votes of any contest."
        raise Unreadable([*problems, Problem(path.name, None, None, message)])
    return result


def _columns(data: bytes) -> tuple[Column, ...]:
    """The columns to look for: with a column for each counting group, the total may be absent."""
    header = {
        folded(cell)
        for cell in re.split(r"[,;\t]", data.split(b"\n", 1)[0].decode(errors="replace"))
    }
    names = {folded(n) for column in SPLIT for n in (column.name, *column.aliases)}
    if not header & names or "counting group" in header:
        return COLUMNS
    return (*(replace(c, required=c.required and c.name != "votes") for c in COLUMNS), *SPLIT)


class _Reader:
    """Takes rows one by one.

    :param groups: the columns that give a counting group each.
    """

    def __init__(self, result: ReturnsFile, county: str, groups: tuple[str, ...]) -> None:
        self.result = result
        self._county, self._groups = county, groups
        self._first: dict[ContestName, dict[tuple[Place, str], int]] = {}
        """Row of each number."""
        self._noted: set[str] = set()

    def take(self, row: Row) -> None:
        """Take one row."""
        self.result.rows += 1
        office = _bare(row["office"])
        contest = _contest(row["county"] or self._county, row["office"], row["district"])
        numbers, wrong = self._numbers(row)
        if row.trouble:
            self._put_aside(row, None, row.trouble, contest)
        elif office in REGISTERED or office in WHOLE_BALLOT:
            if wrong:
                self._put_aside(row, wrong, no_number(row[wrong]), None)
        elif _bare(row["precinct"]) in TOTALS:
            self._note(row, "precinct", "Rows of totals are left out; the precincts are added up.")
        elif wrong:
            self._put_aside(row, wrong, no_number(row[wrong]), contest)
        elif not contest.office or not row["candidate"]:
            column = "candidate" if contest.office else "office"
            self._put_aside(
                row, column, f"The {column} is missing. Fill it in and load again.", contest
            )
        else:
            for group, number in numbers:
                self._count(row, contest, group, number)

    def _numbers(self, row: Row) -> tuple[list[tuple[str, int]], str]:
        """The numbers of a row by counting group, or the column of what is no number.

        Groups that stand beside each other are taken where they add up to the total beside them.
        """
        if not self._groups:
            only = number_of_votes(row["votes"])
            return ([], "votes") if only is None else ([(row["counting_group"], only)], "")
        texts = {group: row[group] for group in self._groups if row[group]}
        if row["votes"] or not texts:
            texts["votes"] = row["votes"]
        found: dict[str, int] = {}
        for column, text in texts.items():
            number = number_of_votes(text)
            if number is None:
                return [], column
            found[column] = number
        total = found.pop("votes", None)
        added = sum(found.values())
        if total is None or (found and total == added):
            return [(group.replace("_", " "), n) for group, n in found.items()], ""
        if found:
            message = (
                f"The counting groups add up to {added:,}, the total beside them is {total:,}. "
                "The total is taken, here and wherever it is so. Ask which is right."
            )
            self._note(row, "votes", message, "groups")
        return [(row["counting_group"], total)], ""

    def settle_groups(self) -> None:
        """Where a total stands in a row beside those of its counting groups, it counts once."""
        for contest in self.result.returns:
            groups: Counter[tuple[Place, str]] = Counter()
            for (place, bucket), n in contest.numbers.items():
                if place.group:
                    groups[place._replace(group=""), bucket] += n
            for key in groups.keys() & contest.numbers.keys():
                total, added = contest.numbers[key], groups[key]
                if total == added:
                    del contest.numbers[key]
                    continue
                self._total_taken(contest.name, key, total, added)
                for other in [k for k in contest.numbers if k[0].group and _whole(k) == key]:
                    del contest.numbers[other]

    def _total_taken(
        self, contest: ContestName, key: tuple[Place, str], total: int, added: int
    ) -> None:
        place, bucket = key
        message = (
            f"{contest.title}, precinct {place.precinct}, {bucket}: the counting groups add up to "
            f"{added:,}, the total beside them is {total:,}. The total is taken. "
            "Ask which is right."
        )
        self.result.notices.append(Problem(self.result.file, None, "counting_group", message))

    def leave_out_sums(self) -> None:
        """Rows that name no precinct and are the sums of those that do are no votes more.

        Of a county all or none: in a small contest the votes of one group may happen to be alike.
        """
        nameless: dict[str, list[ContestReturns]] = {}
        for contest in self.result.returns:
            if any(n for (place, _), n in contest.numbers.items() if not place.precinct):
                nameless.setdefault(contest.name.county, []).append(contest)
        for county, contests in nameless.items():
            if all(map(_has_sums, contests)):
                for contest in contests:
                    for key in [key for key in contest.numbers if not key[0].precinct]:
                        del contest.numbers[key]
                message = (
                    f"{county}: rows that name no precinct are the sums of the precincts. They "
                    "are left out."
                ).removeprefix(": ")
                self.result.notices.append(Problem(self.result.file, None, "precinct", message))

    def _count(self, row: Row, contest: ContestName, group: str, number: int) -> None:
        place = _place(contest.county, row["precinct"], group)
        bucket = _bucket(row["candidate"])
        if bucket == BALLOTS:
            return
        known = self.result.returns.contest(contest)
        if not known.parties:
            known.seats = seats_in(contest.title)
        if bucket not in known.parties:
            known.parties[bucket] = clean_text(row["party"])
        key = place, bucket
        first = self._first.setdefault(contest, {}).setdefault(key, row.number)
        if first != row.number and place.precinct and bucket in {OVER, UNDER}:
            known.several = True
            self._note(row, "candidate", _several(contest, row["candidate"], first), contest.title)
        elif first != row.number and place.precinct:
            message = (
                f"A number for {row['candidate']} stands in row {first} already. If both count, "
                "add a column counting_group that tells them apart; else take one out."
            )
            self._put_aside(row, "candidate", message, contest)
            return
        if not place.precinct:
            self._note(row, "precinct", "Rows that name no precinct are added to the county.")
        known.numbers[key] += number

    def _put_aside(
        self, row: Row, column: str | None, message: str, contest: ContestName | None
    ) -> None:
        self.result.quarantined.append(Quarantined(row.problem(column, message), contest))

    def _note(self, row: Row, column: str, message: str, about: str = "") -> None:
        """Say something once, not once a row."""
        if (about or message) not in self._noted:
            self._noted.add(about or message)
            self.result.notices.append(row.problem(column, message))


def _has_sums(contest: ContestReturns) -> bool:
    """Whether the rows without a precinct say what the others add up to."""
    parts: Counter[tuple[str, str]] = Counter()
    whole: Counter[tuple[str, str]] = Counter()
    for (place, bucket), n in contest.numbers.items():
        (parts if place.precinct else whole)[place.group, bucket] += n
        if place.precinct and place.group:
            parts["", bucket] += n
    return all(parts[key] == n for key, n in whole.items())


def _whole(key: tuple[Place, str]) -> tuple[Place, str]:
    """The place of a number without its counting group."""
    return key[0]._replace(group=""), key[1]


def _several(contest: ContestName, what: str, first: int) -> str:
    return (
        f"{contest.title} has {what} in row {first} too: more than one contest stands under this "
        "name. The sums are right, but nobody can tell who ran against whom. Give each seat a "
        "district of its own."
    )


def _bucket_of(text: str) -> str:
    name = bare(text)
    return BUCKETS.get(name) or (WRITE_INS if name in WRITE_IN_LINES else clean_text(text))


def _contest_of(county: str, office: str, district: str) -> ContestName:
    return ContestName(bare_county(clean_text(county)), clean_text(office), clean_text(district))


def _place_of(county: str, precinct: str, group: str) -> Place:
    return Place(county, clean_text(precinct), "" if bare(group) in TOTALS else clean_text(group))


# The same few names stand in every row of a county: looked at once each.
_cached = lru_cache(maxsize=50_000)
_bare: Callable[[str], str] = _cached(bare)
_bucket: Callable[[str], str] = _cached(_bucket_of)
_contest: Callable[[str, str, str], ContestName] = _cached(_contest_of)
_place: Callable[[str, str, str], Place] = _cached(_place_of)
