"""The election definition as one CSV table: a row per choice.

Election, date, state and county stand in their columns of the first row (or of every row alike).
See the handbook, *Formats: election definition*.
"""

import io
from dataclasses import dataclass, field
from datetime import date

from adjudicator.domain.election import Choice, ChoiceKind, Contest, Election, Party, Precinct
from adjudicator.interchange.elections.building import styles_by_precinct
from adjudicator.interchange.elections.checking import checked
from adjudicator.interchange.keys import Complaints
from adjudicator.interchange.problems import did_you_mean
from adjudicator.interchange.tables import Column, Row, table_of
from adjudicator.interchange.texts import clean_text, folded, is_clean_id

COLUMNS = (
    Column("contest_id", required=True, aliases=("contest",)),
    Column("title", required=True, aliases=("contest_title",)),
    Column("seats", aliases=("votes_allowed", "vote_for")),
    Column("choice_id", required=True, aliases=("choice", "candidate_id")),
    Column("choice_name", required=True, aliases=("name", "candidate")),
    Column("kind", aliases=("choice_kind", "type")),
    Column("party", aliases=("parties",)),
    Column("description"),
    Column("precincts"),
    Column("election", required=True, aliases=("election_title",)),
    Column("held", required=True, aliases=("date", "election_date")),
    Column("state", required=True),
    Column("county", required=True),
)
_KINDS = {folded(k.value): k for k in ChoiceKind} | {
    "": ChoiceKind.CANDIDATE,
    "writein": ChoiceKind.WRITE_IN,
    "qualified writein": ChoiceKind.QUALIFIED_WRITE_IN,
    "yesno": ChoiceKind.YES_NO,
}


@dataclass(slots=True)
class _Draft:
    title: str
    seats: int
    description: str
    precincts: frozenset[str]
    choices: list[Choice] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    complaints: Complaints
    about: dict[str, str] = field(default_factory=dict)
    contests: dict[str, _Draft] = field(default_factory=dict)
    precincts: dict[str, str] = field(default_factory=dict)
    parties: dict[str, None] = field(default_factory=dict)

    def complain(self, row: Row, column: str, message: str) -> None:
        self.complaints.problems.append(row.problem(column, message))

    def take(self, row: Row) -> None:
        if row.trouble:
            self.complain(row, "", row.trouble)
            return
        for column in ("election", "held", "state", "county"):
            said = clean_text(row[column])
            if said and self.about.setdefault(column, said) != said:
                before = self.about[column]
                self.complain(row, column, f'An earlier row says "{before}", this "{said}".')
        for column in ("contest_id", "choice_id"):
            if not is_clean_id(row[column]):
                self.complain(row, column, "An id is missing here.")
                return
        contest = self._contest(row)
        parties = tuple(p.strip() for p in row["party"].split(";") if p.strip())
        self.parties.update(dict.fromkeys(parties))
        name = clean_text(row["choice_name"])
        contest.choices.append(Choice(row["choice_id"], name, self._kind(row), parties))

    def _contest(self, row: Row) -> _Draft:
        draft = self.contests.get(row["contest_id"])
        if draft is None:
            draft = _Draft(
                clean_text(row["title"]),
                self._seats(row),
                clean_text(row["description"]),
                self._precincts(row),
            )
            self.contests[row["contest_id"]] = draft
            return draft
        for column, before in (("title", draft.title), ("seats", str(draft.seats))):
            said = clean_text(row[column])
            if said and said != before:
                message = f'An earlier row of this contest says "{before}", this one "{said}".'
                self.complain(row, column, message)
        return draft

    def _seats(self, row: Row) -> int:
        said = row["seats"] or "1"
        if said.isascii() and said.isdigit() and int(said) > 0:
            return int(said)
        self.complain(row, "seats", f'"{said}" is not a number of votes allowed, such as 1 or 3.')
        return 1

    def _kind(self, row: Row) -> ChoiceKind:
        kind = _KINDS.get(folded(row["kind"]))
        if kind is None:
            known = [k.value for k in ChoiceKind]
            message = f'"{row["kind"]}" is not a kind of choice: {", ".join(known)}.'
            self.complain(row, "kind", message + did_you_mean(row["kind"], known))
        return kind or ChoiceKind.CANDIDATE

    def _precincts(self, row: Row) -> frozenset[str]:
        found = set()
        for part in row["precincts"].split(";"):
            id_, _, name = (p.strip() for p in part.partition("="))
            if not id_:
                continue
            found.add(id_)
            if name or id_ not in self.precincts:
                self.precincts[id_] = clean_text(name) or id_
        return frozenset(found)


def read_csv_election(text: str, file: str) -> Election:
    """Read the CSV form.

    :raises Unreadable: a column is missing or a row cannot be used.
    """
    reader = _Reader(Complaints(file))
    for row in table_of(io.StringIO(text, newline=""), file, COLUMNS).rows():
        reader.take(row)
    about = reader.about
    for column in ("election", "held", "state", "county"):
        if column not in about:
            reader.complaints.add(f"column {column}", "The first row must say this.")
    if not reader.precincts:
        reader.complaints.add("column precincts", "No row names a precinct.")
    contests = tuple(
        Contest(id_, d.title, tuple(d.choices), d.seats, d.description)
        for id_, d in reader.contests.items()
    )
    # A contest that names no precincts stands in all of them.
    where = {id_: d.precincts for id_, d in reader.contests.items() if d.precincts}
    election = Election(
        title=about.get("election", ""),
        held=_day(about.get("held", ""), reader.complaints),
        state=about.get("state", ""),
        county=about.get("county", ""),
        contests=contests,
        precincts=tuple(Precinct(i, n) for i, n in reader.precincts.items()),
        styles=styles_by_precinct(tuple(reader.precincts), contests, where),
        parties=tuple(Party(p, p, p) for p in reader.parties),
    )
    return checked(election, reader.complaints)


def _day(text: str, complaints: Complaints) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        complaints.add("column held", f'"{text}" is not a date. Write it as 2018-11-06.')
        return date.min
