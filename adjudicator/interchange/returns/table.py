"""Returns as tables: OpenElections columns, or any CSV with headers that mean the same.

A row that cannot be used is put aside with its place and the rest is read, so that one bad figure
does not hold up a county; the contest it belongs to is named, for its sums are then not whole.
"""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.canvass.returns import ContestName, ContestReturns, Place
from adjudicator.domain.tally import BALLOTS, OVER, UNDER
from adjudicator.interchange.problems import Problem, Unreadable, bytes_of
from adjudicator.interchange.returns.file import Quarantined, ReturnsFile, Whole, nobody_minds
from adjudicator.interchange.returns.settling import settle
from adjudicator.interchange.returns.spelling import Spellings
from adjudicator.interchange.returns.unnamed import fold_unnamed
from adjudicator.interchange.returns.words import (
    REGISTERED,
    VOTES_CAST,
    WHOLE_BALLOT,
    bare,
    is_total,
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


def read_returns(
    path: Path, *, county: str = "", heed: Callable[[], None] = nobody_minds
) -> ReturnsFile:
    """Read the returns of one file by itself.

    :param county: stands for rows that name none.
    :param heed: called every so many rows; what it raises ends the reading.
    :raises Unreadable: no table, a column that is needed is missing, or no votes in it at all.
    """
    result = scan_returns(path, Spellings(), county=county, heed=heed)
    settled = settle(result.returns, [result])
    result.quarantined += settled.quarantined
    result.notices += settled.notices
    return result


def scan_returns(
    path: Path,
    spellings: Spellings,
    *,
    county: str = "",
    heed: Callable[[], None] = nobody_minds,
) -> ReturnsFile:
    """Read one file of several: what is a total shows only once all of them are read.

    :param spellings: the names of all files so far; those of this one are added.
    :raises Unreadable: as :func:`read_returns`.
    """
    data = bytes_of(path)
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    table = table_of(stream, path.name, _columns(data))
    result = ReturnsFile(path.name, notices=list(table.notices), sha256=sha256(data).hexdigest())
    groups = tuple(column.name for column in SPLIT if column.name in table.columns)
    reader = _Reader(result, spellings, county, groups)
    for number, row in enumerate(table.rows()):
        if not number % _HEEDED:
            heed()
        reader.take(row)
    fold_unnamed(result)
    if not result.returns.contests and not result.cast:
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

    def __init__(
        self, result: ReturnsFile, spellings: Spellings, county: str, groups: tuple[str, ...]
    ) -> None:
        self.result = result
        self._spellings = spellings
        self._county, self._groups = county, groups
        self._first: dict[ContestName, dict[tuple[Place, str], tuple[int, str]]] = {}
        """Row of each number, and the choice as it stands there."""
        self._wholes: dict[tuple[ContestName, Place, str, str], Whole] = {}
        self._noted: set[str] = set()

    def take(self, row: Row) -> None:
        """Take one row."""
        self.result.rows += 1
        office = _bare(row["office"])
        county = row["county"] or self._county
        contest = self._spellings.contest(county, row["office"], row["district"])
        numbers, wrong = self._numbers(row, contest)
        if row.trouble:
            self._put_aside(row, None, row.trouble, contest)
        elif office in REGISTERED or office in WHOLE_BALLOT:
            if wrong:
                self._put_aside(row, wrong, no_number(row[wrong]), None)
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
        if self._spellings.respelt:
            self._tell_spellings(row)

    def _numbers(self, row: Row, contest: ContestName) -> tuple[list[tuple[str, int]], str]:
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
                "The total is taken. Ask which is right."
            )
            self._put_aside(row, "votes", message, contest)
        return [(row["counting_group"], total)], ""

    def _count(self, row: Row, contest: ContestName, group: str, number: int) -> None:
        named = bare(row["precinct"]) if _is_total(row["precinct"], contest.county) else ""
        place = self._spellings.place(contest.county, "" if named else row["precinct"], group)
        candidate = _bare(row["candidate"])
        if candidate in VOTES_CAST:
            cast = Whole(row.file, row.number, contest, place, row["candidate"], number, candidate)
            self.result.cast.append(cast)
            return
        bucket = self._spellings.bucket(contest, row["candidate"])
        if bucket == BALLOTS:
            return
        known = self.result.returns.contest(contest)
        if not known.parties:
            known.seats = seats_in(contest.title)
        if bucket not in known.parties:
            known.parties[bucket] = clean_text(row["party"])
        if not place.precinct:
            self._count_whole(
                row, Whole(row.file, row.number, contest, place, bucket, number, named)
            )
            return
        here = self._first.setdefault(contest, {})
        first = here.setdefault((place, bucket), (row.number, candidate))
        if first[0] == row.number or self._stands_again(row, known, bucket, *first):
            known.numbers[place, bucket] += number

    def _count_whole(self, row: Row, whole: Whole) -> None:
        key = whole.contest, whole.place, whole.bucket, whole.named
        first = self._wholes.setdefault(key, whole) if whole.named else whole
        if first is whole:
            self.result.wholes.append(whole)
            return
        known = self.result.returns.contest(whole.contest)
        if self._stands_again(row, known, whole.bucket, first.row or 0, _bare(row["candidate"])):
            first.number += whole.number

    def _stands_again(
        self, row: Row, known: ContestReturns, bucket: str, first: int, written: str
    ) -> bool:
        """Whether a second number for a choice counts: that of seats nobody told apart."""
        if bucket in {OVER, UNDER} and _bare(row["candidate"]) == written:
            known.several = True
            message = _several(known.name, row["candidate"], first)
            self._note(row, "candidate", message, known.name.title)
            return True
        message = (
            f"A number for {row['candidate']} stands in row {first} already. If both count, "
            "add a column counting_group that tells them apart; else take one out."
        )
        self._put_aside(row, "candidate", message, known.name)
        return False

    def _tell_spellings(self, row: Row) -> None:
        for kind, written, taken in self._spellings.respelt:
            message = f'"{written}" is taken for "{taken}", another spelling of the same {kind}.'
            self.result.notices.append(row.problem(None, message))
        self._spellings.respelt.clear()

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


# The same few names stand in every row of a county: looked at once each.
_bare: Callable[[str], str] = lru_cache(maxsize=50_000)(bare)
_is_total: Callable[[str, str], bool] = lru_cache(maxsize=50_000)(is_total)
