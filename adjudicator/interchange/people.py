"""The people of a recount from a CSV: ``person,name,role,party,table``.

Party is one of a controlled list, the parties and candidates of the election, or none; so that two
spellings of one party never look like two parties.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.election import ChoiceKind, Election
from adjudicator.domain.people import Role
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.tables import Column, Row, open_table
from adjudicator.interchange.texts import Names, clean_text, folded, hidden_character
from adjudicator.interchange.vocabulary import ROLES

COLUMNS = (
    Column("person", required=True, aliases=("id", "person_id", "short name")),
    Column("name", required=True, aliases=("full name",)),
    Column("role", required=True),
    Column("party", aliases=("party or candidate", "affiliation", "for")),
    Column("table", aliases=("station", "table number")),
)
_ID = re.compile(r"[a-z0-9]{1,20}")
_LONGEST_NAME = 120
_NO_PARTY = frozenset({"", "none", "no party", "nonpartisan", "npa", "nop", "no party affiliation"})


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the file gives them."""

    row: int
    person: str
    """The id the record uses; tells nothing of the name."""
    name: str
    role: Role
    party: str | None
    """A name of :func:`affiliations`, or ``None``."""
    table: str
    """The table they sit at, empty if none is named."""


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """The people of a file, and what is wrong with the rows that are not among them."""

    people: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def affiliations(election: Election) -> tuple[str, ...]:
    """The controlled list: names of the parties, then of the candidates, each once."""
    parties = [p.name for p in election.parties]
    people = {ChoiceKind.CANDIDATE, ChoiceKind.QUALIFIED_WRITE_IN}
    candidates = [c.name for t in election.contests for c in t.choices if c.kind in people]
    return tuple(dict.fromkeys(parties + candidates))


def affiliation_names(election: Election) -> Names:
    """Finds an affiliation by party name, id or abbreviation, or by candidate's name."""
    names: dict[str, list[str]] = {a: [a] for a in affiliations(election)}
    for party in election.parties:
        names[party.name] += [party.id, party.abbreviation]
    return Names.of(names)


def hidden_words(hidden: str) -> str:
    """What to do about a character in a name that nobody can see.

    :param hidden: as :func:`adjudicator.interchange.texts.hidden_character` tells it.
    """
    return f"The name holds a character nobody can see, {hidden}. Type the name anew without it."


def read_people(path: Path, election: Election) -> PeopleFile:
    """Read the people; rows with a problem are left out of ``people`` and told in ``problems``.

    :raises Unreadable: the file cannot be opened or lacks a column.
    """
    found: dict[str, PersonRow] = {}
    problems: list[Problem] = []
    parties = affiliation_names(election)
    with open_table(path, COLUMNS) as table:
        for row in table.rows():
            complaints: list[Problem] = []
            person = _person(row, parties, complaints)
            before = found.get(person.person)
            if before is not None and not complaints:
                message = f'"{person.person}" stands in row {before.row} already; each id once.'
                complaints.append(row.problem("person", message))
            if complaints:
                problems += complaints
            else:
                found[person.person] = person
        notices = (*table.notices, *_twins(path.name, found.values()))
    if not found and not problems:
        problems.append(Problem(path.name, None, None, "The file names nobody."))
    return PeopleFile(tuple(found.values()), tuple(problems), notices)


def _twins(file: str, people: Iterable[PersonRow]) -> Iterator[Problem]:
    """Names that stand in the file twice: one person entered twice, or two of one name."""
    seen: dict[str, PersonRow] = {}
    for person in people:
        before = seen.setdefault(folded(person.name), person)
        if before is not person:
            message = (
                f'"{person.name}" stands in row {before.row} already, as {before.person}. Make '
                "sure these are two people; nobody signs for two."
            )
            yield Problem(file, person.row, "name", message)


def _person(row: Row, parties: Names, complaints: list[Problem]) -> PersonRow:
    if row.trouble:
        complaints.append(row.problem(None, row.trouble))
    id_ = row["person"]
    if not _ID.fullmatch(id_):
        message = (
            "This is missing."
            if not id_
            else f'"{id_}" is not an id: 1 to 20 small letters a to z and digits, as team1.'
        )
        complaints.append(row.problem("person", message))
    name = clean_text(row["name"]).replace("\n", " ")
    if hidden := hidden_character(row["name"]):
        complaints.append(row.problem("name", hidden_words(hidden)))
    if not 0 < len(name) <= _LONGEST_NAME:
        message = f"A name is missing, or longer than {_LONGEST_NAME} letters."
        complaints.append(row.problem("name", message))
    role = ROLES.find(row["role"])
    if role is None:
        known = ", ".join(r.value for r in Role)
        message = (
            ROLES.complaint(row["role"], f"a role ({known})")
            if row["role"]
            else f"This is missing; it is one of {known}."
        )
        complaints.append(row.problem("role", message))
    return PersonRow(
        row=row.number,
        person=id_,
        name=name,
        role=Role(role or Role.OBSERVER),
        party=_party(row, parties, complaints),
        table=clean_text(row["table"]).replace("\n", " "),
    )


def _party(row: Row, parties: Names, complaints: list[Problem]) -> str | None:
    text = row["party"]
    found = parties.find(text) if text else None
    # "NPA" may be a party's abbreviation; only where it is none does it mean no party.
    if found is None and folded(text) not in _NO_PARTY:
        message = parties.complaint(text, "a party or candidate of this election")
        complaints.append(row.problem("party", f"{message} For nobody, leave it empty."))
    return found
