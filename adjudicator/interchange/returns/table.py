"""Returns as tables: OpenElections columns, or any CSV with headers that mean the same.

A row that cannot be used is put aside with its place and the rest is read, so that one bad figure
does not hold up a county; the contest it belongs to is named, for its sums are then not whole.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.canvass.returns import (
    WRITE_INS,
    ContestName,
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
    number_of_votes,
)
from adjudicator.interchange.tables import Column, Row, table_of
from adjudicator.interchange.texts import clean_text

COLUMNS = (
    Column("precinct", required=True, aliases=("precinct name", "pct")),
    Column("office", required=True, aliases=("contest", "race")),
    Column("candidate", required=True, aliases=("choice",)),
    Column("votes", required=True, aliases=("total", "total votes", "count")),
    Column("district"),
    Column("party"),
    Column("county", aliases=("county name",)),
    Column("counting_group", aliases=("group", "vote_type", "mode")),
)
"""The columns of OpenElections, and one for the counting group."""
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
    table = table_of(stream, path.name, COLUMNS)
    result = ReturnsFile(path.name, notices=list(table.notices), sha256=sha256(data).hexdigest())
    reader = _Reader(result, county)
    for number, row in enumerate(table.rows()):
        if not number % _HEEDED:
            heed()
        reader.take(row)
    if not result.returns.contests:
        problems = [q.problem for q in result.quarantined]
        message = "The file holds no votes of any contest."
        raise Unreadable([*problems, Problem(path.name, None, None, message)])
    return result


class _Reader:
    """Takes rows one by one."""

    def __init__(self, result: ReturnsFile, county: str) -> None:
        self.result = result
        self._county = county
        self._first: dict[ContestName, dict[tuple[Place, str], int]] = {}
        """Row of each number."""
        self._noted: set[str] = set()

    def take(self, row: Row) -> None:
        """Take one row."""
        self.result.rows += 1
        office = _bare(row["office"])
        contest = _contest(row["county"] or self._county, row["office"], row["district"])
        number = number_of_votes(row["votes"])
        if row.trouble:
            self._put_aside(row, None, row.trouble, contest)
        elif office in REGISTERED or office in WHOLE_BALLOT:
            if number is None:
                self._put_aside(row, "votes", _no_number(row["votes"]), None)
        elif _bare(row["precinct"]) in TOTALS:
            self._note(row, "precinct", "Rows of totals are left out; the precincts are added up.")
        elif number is None:
            self._put_aside(row, "votes", _no_number(row["votes"]), contest)
        elif not contest.office or not row["candidate"]:
            column = "candidate" if contest.office else "office"
            self._put_aside(row, column, f"The {column} is missing.", contest)
        else:
            self._count(row, contest, number)

    def _count(self, row: Row, contest: ContestName, number: int) -> None:
        place = _place(contest.county, row["precinct"], row["counting_group"])
        bucket = _bucket(row["candidate"])
        if bucket == BALLOTS:
            return
        known = self.result.returns.contest(contest)
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


def _several(contest: ContestName, what: str, first: int) -> str:
    return (
        f"{contest.title} has {what} in row {first} too: more than one contest stands under this "
        "name. The sums are right, but nobody can tell who ran against whom. Give each seat a "
        "district of its own."
    )


def _no_number(text: str) -> str:
    what = f'"{text}" is not a number of votes.' if text else "The number is missing."
    return f"{what} Ask the county for it, or mend the row, and load again."


def _bucket_of(text: str) -> str:
    name = bare(text)
    return BUCKETS.get(name) or (WRITE_INS if name in WRITE_IN_LINES else clean_text(text))


def _contest_of(county: str, office: str, district: str) -> ContestName:
    return ContestName(clean_text(county), clean_text(office), clean_text(district))


def _place_of(county: str, precinct: str, group: str) -> Place:
    return Place(county, clean_text(precinct), clean_text(group))


# The same few names stand in every row of a county: looked at once each.
_cached = lru_cache(maxsize=50_000)
_bare: Callable[[str], str] = _cached(bare)
_bucket: Callable[[str], str] = _cached(_bucket_of)
_contest: Callable[[str, str, str], ContestName] = _cached(_contest_of)
_place: Callable[[str, str, str], Place] = _cached(_place_of)
