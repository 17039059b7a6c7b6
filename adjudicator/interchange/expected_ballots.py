"""The list of expected ballots: what an independent hand says is in each container.

A CSV that does not come out of the delivery it is held against: a chain-of-custody sheet, the
tabulators' batch reports, a count at the warehouse (handbook, *Formats: expected ballots*).  A row
names a place as far as it is known, and how many flagged ballots are there, or which.
"""

from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import Election
from adjudicator.domain.reconciliation.places import Listed, Place
from adjudicator.domain.wording import count
from adjudicator.interchange.problems import Problem, Unreadable, unreadable
from adjudicator.interchange.returns.words import TOTALS, bare, number_of_votes
from adjudicator.interchange.sources.manifest_columns import split
from adjudicator.interchange.tables import Column, LeftOut, Row, open_table
from adjudicator.interchange.texts import Names, is_clean_id
from adjudicator.interchange.vocabulary import GROUPS, LOTS, contest_names, precinct_names

COLUMNS = (
    Column("container", aliases=("container_id", "box", "bin", "transfer case")),
    Column("batch", aliases=("batch_id", "batch number")),
    Column("precinct", aliases=("precinct_id", "pct")),
    Column("counting_group", aliases=("group", "countinggroup", "vote_type")),
    Column("contest", aliases=("contest_id", "contest title")),
    Column("lot"),
    Column(
        "flagged_ballots",
        aliases=("flagged", "expected", "expected ballots", "ballots to review", "to review"),
    ),
    Column("ballots", aliases=("all ballots", "ballots cast", "total ballots")),
    Column("ballot_ids", aliases=("ballot_id", "ballot", "ids", "ballot numbers")),
)


@dataclass(frozen=True, slots=True)
class ExpectedBallots:
    """A list that can be used, and what was left out of it without harm."""

    rows: tuple[Listed, ...]
    notices: tuple[Problem, ...]

    @property
    def flagged(self) -> int:
        """How many flagged ballots it names, a ballot once for each contest."""
        return sum(row.flagged or 0 for row in self.rows)

    @property
    def words(self) -> str:
        """``1,854 flagged ballots``; of several contests, ``78 cases``."""
        several = len({row.place.contest for row in self.rows}) > 1
        return count(self.flagged, "case" if several else "flagged ballot")


def read_expected(path: Path, election: Election, contests: tuple[str, ...]) -> ExpectedBallots:
    """Read a list of expected ballots.

    :param contests: those under recount; rows of others are left out with a notice.
    :raises Unreadable: with every problem; then nothing of the file is to be used.
    """
    with open_table(path, COLUMNS) as table:
        _check_columns(path.name, table.columns, election, contests)
        reader = _Reader(election, contests)
        reader.left_out.notices += table.notices
        for row in table.rows():
            reader.take(row)
    if reader.problems:
        raise Unreadable(reader.problems)
    if not reader.rows:
        message = "The file lists no ballot of any contest of this recount."
        raise Unreadable([*reader.left_out.notices, *unreadable(path.name, message).problems])
    return ExpectedBallots(tuple(reader.rows), tuple(reader.left_out.notices))


def _check_columns(
    file: str, columns: frozenset[str], election: Election, contests: tuple[str, ...]
) -> None:
    missing = []
    if not columns & {"container", "batch", "precinct"}:
        missing.append(("precinct", "There is neither a column precinct nor a column container."))
    if not columns & {"flagged_ballots", "ballots", "ballot_ids"}:
        told = "There is no number of ballots: no column flagged_ballots, ballots or ballot_ids."
        missing.append(("flagged_ballots", told))
    if "contest" not in columns and len(contests) > 1:
        titles = ", ".join(election.contest(contest).title for contest in contests)
        told = f"Several contests are under recount ({titles}), so a column contest is needed."
        missing.append(("contest", told))
    if missing:
        raise Unreadable([Problem(file, 1, column, message) for column, message in missing])


@dataclass(slots=True)
class _Reader:
    """Takes rows one by one."""

    election: Election
    contests: tuple[str, ...]
    rows: list[Listed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    _precincts: Names = field(init=False)
    _titles: Names = field(init=False)
    _ids: dict[tuple[str, str], int] = field(default_factory=dict)
    """Row by contest and ballot id."""
    _numbers: dict[tuple[Place, str], int] = field(default_factory=dict)
    """Row by place and lot, of rows that name no ids."""

    def __post_init__(self) -> None:
        """Know the names of this election."""
        self._precincts = precinct_names(self.election)
        self._titles = contest_names(self.election)

    def take(self, row: Row) -> None:
        """Take one row."""
        if bare(row["precinct"]) in TOTALS:
            self.left_out.tell(row, "precinct", row["precinct"], "Rows of totals are left out.")
            return
        before = len(self.problems)
        if row.trouble:
            self._complain(row, None, row.trouble)
            return
        contest = self._contest(row)
        if contest is None:
            return
        place = Place(
            contest,
            self._named(row, "precinct", self._precincts, "a precinct of this election"),
            self._named(row, "counting_group", GROUPS, "a counting group"),
            row["container"] or row["batch"],
        )
        lot = self._named(row, "lot", LOTS, "a lot") or Lot.ACCEPTED.value
        if not (place.precinct or place.container) and len(self.problems) == before:
            self._complain(row, "precinct", "The row names neither a precinct nor a container.")
        listed = self._listed(row, place, lot)
        if len(self.problems) == before:
            self.rows.append(listed)

    def _contest(self, row: Row) -> str | None:
        text = row["contest"]
        if not text:
            if len(self.contests) == 1:
                return self.contests[0]
            self._complain(row, "contest", "The contest is missing.")
            return None
        found = self._titles.find(text)
        if found is None:
            message = self._titles.complaint(text, "a contest of this election")
            self._complain(row, "contest", message)
        elif found not in self.contests:
            message = f"{self.election.contest(found).title} is not under recount; left out."
            self.left_out.tell(row, "contest", found, message)
            return None
        return found

    def _named(self, row: Row, column: str, names: Names, what: str) -> str:
        text = row[column]
        found = names.find(text) if text else ""
        if found is None:
            self._complain(row, column, names.complaint(text, what))
        return found or ""

    def _listed(self, row: Row, place: Place, lot: str) -> Listed:
        ids = tuple(split(row["ballot_ids"]))
        flagged, ballots = self._number(row, "flagged_ballots"), self._number(row, "ballots")
        if not (row["flagged_ballots"] or row["ballots"] or ids):
            told = "Say how many ballots are expected there, or name them by their ids."
            self._complain(row, "flagged_ballots", told)
        if ids:
            self._check_ids(row, place.contest, ids)
            if flagged is not None and flagged != len(ids):
                told = f"The row says {flagged:,} flagged ballots and names {len(ids):,}."
                self._complain(row, "flagged_ballots", told)
            flagged = len(ids)
        else:
            first = self._numbers.setdefault((place, lot), row.number)
            if first != row.number:
                told = f"This place stands in row {first} already. Leave one out, or add them up."
                self._complain(row, None, told)
        return Listed(place, lot, flagged, ballots, ids)

    def _check_ids(self, row: Row, contest: str, ids: tuple[str, ...]) -> None:
        for id_ in ids:
            first = self._ids.setdefault((contest, id_), row.number)
            if first != row.number or ids.count(id_) > 1:
                told = f'Ballot "{id_}" stands in row {first} already; each ballot once.'
                self._complain(row, "ballot_ids", told)
            if not is_clean_id(id_):
                self._complain(row, "ballot_ids", f'"{id_[:40]}" cannot be the id of a ballot.')

    def _number(self, row: Row, column: str) -> int | None:
        text = row[column]
        found = number_of_votes(text) if text else None
        if text and found is None:
            self._complain(row, column, f'"{text}" is not a number of ballots.')
        return found

    def _complain(self, row: Row, column: str | None, message: str) -> None:
        self.problems.append(row.problem(column, message))
