"""The machine's counts: what *before* is taken from, in OpenElections columns or from the CVRs.

Columns ``county,precinct,office,district,party,candidate,votes`` and ours, ``counting_group``.
Candidates named ``OverVotes``, ``UnderVotes``, ``WriteinVotes`` and ``Ballots Cast`` fill the
buckets.  Over- and undervotes are counted in votes, not ballots.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.tally import (
    BALLOTS,
    OVER,
    UNDER,
    UNQUALIFIED,
    Cell,
    MachineCount,
    reading_buckets,
)
from adjudicator.interchange.contest_titles import ContestTitles
from adjudicator.interchange.problems import Problem, Unreadable, unreadable
from adjudicator.interchange.returns.table import COLUMNS
from adjudicator.interchange.returns.words import (
    BUCKETS,
    REGISTERED,
    TOTALS,
    WHOLE_BALLOT,
    WRITE_IN_LINES,
    bare,
    number_of_votes,
)
from adjudicator.interchange.sources.records import SourceSheet
from adjudicator.interchange.tables import LeftOut, Row, open_table
from adjudicator.interchange.vocabulary import GROUPS, choice_names, precinct_names

ALL_GROUPS = "all"
"""Counting group of counts that are not split by group."""

_BUCKETS = BUCKETS | dict.fromkeys(WRITE_IN_LINES, UNQUALIFIED)


@dataclass(frozen=True, slots=True)
class CountsFile:
    """The machine's counts from one file, and what was left out of it without harm."""

    counts: tuple[MachineCount, ...]
    """Sorted by cell and bucket, each once."""
    notices: tuple[Problem, ...]


def read_counts(
    path: Path, election: Election, *, group: CountingGroup | None = None
) -> CountsFile:
    """Read the machine's counts.

    ``group`` stands for rows that name no counting group; without it they count for
    :data:`ALL_GROUPS`.  Contests the election does not have are left out with a notice; everything
    else that is not understood is a problem.

    :raises Unreadable: with every problem; then nothing of the file is to be used.
    """
    with open_table(path, COLUMNS) as table:
        reader = _Reader(path.name, election, group.value if group else ALL_GROUPS)
        reader.left_out.notices += table.notices
        for row in table.rows():
            reader.take(row)
    reader.finish()
    if reader.problems:
        raise Unreadable(reader.problems)
    if not reader.found:
        message = "The file holds no count of any contest of this election."
        raise Unreadable([*reader.left_out.notices, *unreadable(path.name, message).problems])
    counts = tuple(MachineCount(c, b, n) for (c, b), (n, _) in sorted(reader.found.items()))
    return CountsFile(counts, tuple(reader.left_out.notices))


class _Reader:
    """Takes rows one by one."""

    def __init__(self, file: str, election: Election, group: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.left_out = LeftOut()
        self.found: dict[tuple[Cell, str], tuple[int, int]] = {}
        """Number and row by cell and bucket."""
        self._cast: dict[tuple[str, str], int] = {}
        """Ballots cast by precinct and group, over all contests."""
        self._election = election
        self._group = group
        self._titles = ContestTitles(election)
        self._precincts = precinct_names(election)
        self._choices = choice_names(election)

    def take(self, row: Row) -> None:
        """Take one row."""
        office = bare(row["office"])
        if bare(row["precinct"]) in TOTALS:
            self.left_out.tell(row, "precinct", row["precinct"], "Rows of totals are left out.")
        elif office in REGISTERED:
            message = "Registered voters are not counted here; these rows are left out."
            self.left_out.tell(row, "office", row["office"], message)
        elif row.trouble:
            self.problems.append(row.problem(None, row.trouble))
        elif office in WHOLE_BALLOT:
            self._take_cast(row)
        else:
            self._take_count(row)

    def finish(self) -> None:
        """Spread the ballots cast over the contests that every ballot of a precinct carries.

        Contests of which nothing was found are noted.
        """
        for (precinct, group), ballots in self._cast.items():
            styles = [s for s in self._election.styles if precinct in s.precincts]
            for contest in self._election.contests:
                cell = Cell(contest.id, precinct, group, Lot.ACCEPTED.value)
                if styles and all(contest.id in s.contests for s in styles):
                    self.found.setdefault((cell, BALLOTS), (ballots, 0))
        counted = {cell.contest for cell, bucket in self.found if bucket != BALLOTS}
        for contest in self._election.contests:
            if contest.id not in counted:
                message = f"The file holds no count of {contest.title}."
                self.left_out.notices.append(Problem(self.file, None, None, message))

    def _take_cast(self, row: Row) -> None:
        place, number = self._place(row), self._number(row)
        if place is not None and number is not None:
            self._cast[place] = self._cast.get(place, 0) + number

    def _take_count(self, row: Row) -> None:
        contest = self._titles.find(row["office"], row["district"])
        if contest is None:
            title = " ".join(t for t in (row["office"], row["district"]) if t)
            message = self._titles.complaint(row["office"], row["district"])
            self.left_out.tell(row, "office", title, f"{message} Its rows are left out.")
            return
        place, number = self._place(row), self._number(row)
        bucket = self._bucket(row, contest)
        if place is None or number is None or bucket is None:
            return
        key = Cell(contest, *place, Lot.ACCEPTED.value), bucket
        if key in self.found:
            message = f"This number stands in row {self.found[key][1]} already. Leave one out."
            self.problems.append(row.problem("candidate", message))
            return
        self.found[key] = number, row.number

    def _place(self, row: Row) -> tuple[str, str] | None:
        precinct = self._precincts.find(row["precinct"])
        if precinct is None:
            message = (
                self._precincts.complaint(row["precinct"], "a precinct of this election")
                if row["precinct"]
                else "The precinct is missing."
            )
            self.problems.append(row.problem("precinct", message))
        group: str | None = self._group
        if row["counting_group"]:
            group = GROUPS.find(row["counting_group"])
        if group is None:
            message = GROUPS.complaint(row["counting_group"], "a counting group")
            self.problems.append(row.problem("counting_group", message))
        return None if precinct is None or group is None else (precinct, group)

    def _bucket(self, row: Row, contest: str) -> str | None:
        text = row["candidate"]
        choice = self._choices[contest].find(text)
        lines = {c.id for c in self._election.contest(contest).write_in_lines}
        if choice in lines:
            return UNQUALIFIED
        found = choice or _BUCKETS.get(bare(text))
        if found is None:
            message = self._choices[contest].complaint(text, "a choice of this contest")
            self.problems.append(row.problem("candidate", message))
        return found

    def _number(self, row: Row) -> int | None:
        text = row["votes"]
        if (number := number_of_votes(text)) is not None:
            return number
        message = f'"{text}" is not a number of votes.' if text else "The number is missing."
        self.problems.append(row.problem("votes", message))
        return None


@dataclass(slots=True)
class SheetCounter:
    """Adds up the machine's counts from sheets, one at a time, in constant memory.

    For sources that carry every sheet (``Source.complete``).
    """

    election: Election
    _found: Counter[tuple[Cell, str]] = field(default_factory=Counter)

    def add(self, sheet: SourceSheet) -> None:
        """Add one sheet.

        :raises KeyError: it speaks of a contest the election does not have.
        """
        for read in sheet.contests:
            cell = Cell(read.contest, sheet.precinct, sheet.group.value, sheet.lot.value)
            contest = self.election.contest(read.contest)
            for bucket, n in reading_buckets(contest, read.machine).items():
                self._found[cell, bucket] += n
            self._found[cell, BALLOTS] += 1

    def counts(self) -> list[MachineCount]:
        """The counts so far, sorted; every choice and bucket of a cell that has sheets."""
        cells = {cell for cell, _ in self._found}
        return [
            MachineCount(cell, bucket, self._found[cell, bucket])
            for cell in sorted(cells)
            for bucket in sorted(self._buckets(cell.contest))
        ]

    def _buckets(self, contest: str) -> Iterator[str]:
        yield from (c.id for c in self.election.contest(contest).named_choices)
        yield from (OVER, UNDER, UNQUALIFIED, BALLOTS)


def counts_of_sheets(sheets: Iterable[SourceSheet], election: Election) -> list[MachineCount]:
    """The machine's counts by lot, from a source that carries every sheet.

    :raises KeyError: a sheet speaks of a contest the election does not have.
    """
    counter = SheetCounter(election)
    for sheet in sheets:
        counter.add(sheet)
    return counter.counts()
