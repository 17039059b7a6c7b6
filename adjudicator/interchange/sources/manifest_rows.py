"""One row of the plain manifest: what the sheet is, and how the machine read one contest on it."""

from dataclasses import dataclass, field

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.election import Contest, CountingGroup, Election
from adjudicator.domain.readings import Condition, MachineReading, Mark, read_votes
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.manifest_columns import sheet_name, split
from adjudicator.interchange.sources.records import SourceContest
from adjudicator.interchange.tables import Row
from adjudicator.interchange.texts import Names, clean_text, is_clean_id
from adjudicator.interchange.vocabulary import (
    CONDITIONS,
    GROUPS,
    LOTS,
    choice_names,
    contest_names,
    precinct_names,
)

_LAST_POSITION = 10**9
_MOST_DENSE = 1000


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What every row of one sheet must say alike."""

    sheet: SheetId
    ballot: str
    precinct: str
    group: CountingGroup
    container: str
    position: int
    lot: Lot
    remakes: str | None
    style: str | None


@dataclass(slots=True)
class CheckedRow:
    """A row and what is wrong with it; a cell that cannot be used reads as empty."""

    row: Row
    problems: list[Problem] = field(default_factory=list)

    def complain(self, column: str | None, message: str) -> None:
        """Note one problem."""
        self.problems.append(self.row.problem(column, message))

    def named(self, column: str, names: Names, what: str) -> str:
        """The id a cell means."""
        text = self.row[column]
        found = names.find(text)
        if found is None:
            self.complain(column, names.complaint(text, what) if text else "This is missing.")
        return found or ""

    def part_of_id(self, column: str, *, required: bool = True) -> str:
        """A cell that becomes part of a sheet id."""
        text = self.row[column]
        if not text and not required:
            return ""
        if not text:
            self.complain(column, "This is missing.")
        elif "/" in text or not is_clean_id(text):
            self.complain(column, f'"{text}" cannot be part of an id: it must not hold "/".')
        return text

    def position(self) -> int:
        """The place in the batch, from 1."""
        text = self.row["sequence"]
        if text.isascii() and text.isdigit() and 0 < int(text) < _LAST_POSITION:
            return int(text)
        said = f'"{text}" is not a place in the batch' if text else "This is missing"
        self.complain("sequence", f"{said}; write 1 for the first sheet, 2 for the next.")
        return 0


class RowReader:
    """Reads rows against one election definition."""

    def __init__(self, election: Election, group: CountingGroup | None) -> None:
        self._contests = {c.id: c for c in election.contests}
        self._precincts = precinct_names(election)
        self._titles = contest_names(election)
        self._choices = choice_names(election)
        self._styles = {style.id.casefold(): style.id for style in election.styles}
        self._group = group

    def facts(self, checked: CheckedRow) -> SheetFacts | None:
        """What a row says of its sheet; ``None``, with problems noted, if it cannot be used."""
        row = checked.row
        if row.trouble:
            checked.complain(None, row.trouble)
            return None
        name = sheet_name(
            checked.part_of_id("tabulator", required=False),
            checked.part_of_id("batch"),
            checked.part_of_id("ballot_id"),
            checked.part_of_id("sheet", required=False),
        )
        precinct = checked.named("precinct", self._precincts, "a precinct of this election")
        group = self._counting_group(checked)
        lot = checked.named("lot", LOTS, "a lot") if row["lot"] else Lot.ACCEPTED.value
        position = checked.position()
        remakes = _remakes(checked, name)
        style = self._style(checked)
        if checked.problems:
            return None
        return SheetFacts(
            sheet=SheetId(*name),
            ballot=row["ballot_id"],
            precinct=precinct,
            group=CountingGroup(group),
            container=row["batch"],
            position=position,
            lot=Lot(lot),
            remakes=remakes,
            style=style,
        )

    def contest(self, checked: CheckedRow) -> SourceContest | None:
        """The machine's reading in a row; ``None``, with problems noted, if it cannot be used."""
        id_ = checked.named("contest", self._titles, "a contest of this election")
        condition = checked.named("condition", CONDITIONS, "a condition")
        if not id_ or not condition:
            return None
        contest = self._contests[id_]
        votes = self._votes(checked, id_)
        marks = self._marks(checked, id_)
        if checked.problems:
            return None
        found = _reading(checked, contest, Condition(condition), votes, marks)
        if found is None:
            return None
        read_as, machine = found
        return SourceContest(id_, read_as, machine, clean_text(checked.row["note"]) or None)

    def _counting_group(self, checked: CheckedRow) -> str:
        if not checked.row["counting_group"] and self._group is not None:
            return self._group.value
        return checked.named("counting_group", GROUPS, "a counting group")

    def _style(self, checked: CheckedRow) -> str | None:
        """The ballot style: the definition's id where it is one of these, else as it is written."""
        text = checked.row["ballot_style"]
        if not text:
            return None
        if not is_clean_id(text):
            checked.complain("ballot_style", "A ballot style is a text of at most 200 characters.")
        return self._styles.get(text.casefold(), text)

    def _votes(self, checked: CheckedRow, contest: str) -> list[str]:
        votes = []
        for text in split(checked.row["votes"]):
            choice = self._choices[contest].find(text)
            if choice is None:
                checked.complain(
                    "votes", self._choices[contest].complaint(text, "a choice of this contest")
                )
            else:
                votes.append(choice)
        if len(set(votes)) < len(votes):
            checked.complain("votes", "A choice stands here twice.")
        return votes

    def _marks(self, checked: CheckedRow, contest: str) -> tuple[Mark, ...]:
        marks = []
        for part in split(checked.row["marks"]):
            text, _, number = (p.strip() for p in part.rpartition("="))
            choice = self._choices[contest].find(text)
            if choice is None:
                checked.complain(
                    "marks", self._choices[contest].complaint(text, "a choice of this contest")
                )
            elif not (number.isascii() and number.isdigit() and int(number) <= _MOST_DENSE):
                message = f'"{part}" needs a density in per mille, such as {text}=443.'
                checked.complain("marks", message)
            else:
                marks.append(Mark(choice, int(number)))
        return tuple(marks)


def _remakes(checked: CheckedRow, name: tuple[str, str, str, str]) -> str | None:
    """The sheet id of the original: written whole, or as a ballot id of the same batch."""
    text = checked.row["remakes"]
    if not text:
        return None
    original = text if "/" in text else "/".join((*name[:3], text))
    try:
        if SheetId.parse(original) == SheetId(*name):
            checked.complain("remakes", "A sheet cannot be the duplicate of itself.")
    except ValueError:
        message = f'"{text}" is neither a ballot id nor a sheet id of four parts with "/" between.'
        checked.complain("remakes", message)
    return original


def _reading(
    checked: CheckedRow,
    contest: Contest,
    condition: Condition,
    votes: list[str],
    marks: tuple[Mark, ...],
) -> tuple[Condition, MachineReading] | None:
    """Condition and machine reading, if the votes go with the condition."""
    seats = contest.seats
    if condition is Condition.OVERVOTE and not votes:
        return condition, MachineReading(frozenset(), over=seats, marks=marks)
    if condition in {Condition.OVERVOTE, Condition.BLANK} and votes:
        checked.complain(
            "votes",
            f"With the condition {condition.value} the machine counts no vote here. Leave this "
            "empty, or mend the condition.",
        )
        return None
    if condition is Condition.UNDERVOTE and not votes and seats == 1:
        # Where one vote is allowed, an undervote is a blank contest; many machines say the former.
        condition = Condition.BLANK
    if condition is Condition.UNDERVOTE and not 0 < len(votes) < seats:
        checked.complain(
            "votes",
            f"{contest.title} allows {seats}. Name here the choices the machine did count, "
            f"1 to {max(seats - 1, 1)} of them with ; between; where it counted none, the "
            "condition is blank.",
        )
        return None
    if len(votes) > seats:
        message = f"{contest.title} allows {seats}; the machine cannot have counted {len(votes)}."
        checked.complain("votes", message)
        return None
    return condition, read_votes(contest, votes, marks)
