"""Our own ``election.json``: the bytes whose SHA-256 stands in entry 0 of the record.

Restricted canonical JSON (record format, section 1): keys in ASCII and sorted, no blanks, whole
numbers only, so the same election always gives the same bytes.
"""

from typing import Any

from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    ChoiceKind,
    Contest,
    Election,
    Party,
    Precinct,
)
from adjudicator.interchange.elections.checking import checked
from adjudicator.interchange.keys import Complaints, Keys
from adjudicator.interchange.problems import did_you_mean
from adjudicator.ledger.canonical import encode

FORMAT = "adjudicator-election/1"
"""Value of the key ``format``: by this a reader knows the file."""


def canonical_election(election: Election) -> bytes:
    """The bytes of our ``election.json``."""
    return encode(election_value(election), limit=None)


def election_value(election: Election) -> dict[str, Any]:
    """The election as plain JSON values."""
    return {
        "format": FORMAT,
        "title": election.title,
        "held": election.held.isoformat(),
        "state": election.state,
        "county": election.county,
        "parties": [
            {"id": p.id, "name": p.name, "abbreviation": p.abbreviation} for p in election.parties
        ],
        "precincts": [{"id": p.id, "name": p.name} for p in election.precincts],
        "styles": [
            {"id": s.id, "precincts": list(s.precincts), "contests": list(s.contests)}
            for s in election.styles
        ],
        "contests": [_contest_value(c) for c in election.contests],
    }


def _contest_value(contest: Contest) -> dict[str, Any]:
    return {
        "id": contest.id,
        "title": contest.title,
        "seats": contest.seats,
        "description": contest.description,
        "choices": [
            {"id": c.id, "name": c.name, "kind": c.kind.value, "parties": list(c.parties)}
            for c in contest.choices
        ],
    }


def election_from_value(value: object, file: str) -> Election:
    """Read our own form back.

    :raises Unreadable: a key is missing, unknown or of a wrong value.
    """
    complaints = Complaints(file)
    keys = Keys(value, "", complaints)
    keys.only(
        (
            *("format", "title", "held", "state", "county"),
            *("parties", "precincts", "styles", "contests"),
        )
    )
    election = Election(
        title=keys.text("title"),
        held=keys.day("held"),
        state=keys.text("state"),
        county=keys.text("county"),
        contests=tuple(_contest(k) for k in keys.groups("contests", required=True)),
        precincts=read_precincts(keys),
        styles=tuple(
            BallotStyle(k.id("id"), k.texts("precincts"), k.texts("contests"))
            for k in keys.groups("styles", required=True)
        ),
        parties=read_parties(keys),
    )
    return checked(election, complaints)


def read_parties(keys: Keys) -> tuple[Party, ...]:
    """The parties of the definition; none if it names none."""
    parties = []
    for k in keys.groups("parties"):
        k.only(("id", "name", "abbreviation"))
        name = k.text("name")
        parties.append(Party(k.id("id"), name, k.text("abbreviation", name)))
    return tuple(parties)


def read_precincts(keys: Keys) -> tuple[Precinct, ...]:
    """The precincts of the definition; a precinct without a name is called by its id."""
    precincts = []
    for k in keys.groups("precincts", required=True):
        k.only(("id", "name"))
        id_ = k.id("id")
        precincts.append(Precinct(id_, k.text("name", id_)))
    return tuple(precincts)


def read_choice(keys: Keys) -> Choice:
    """One choice as our forms write it."""
    keys.only(("id", "name", "kind", "parties"))
    return Choice(keys.id("id"), keys.text("name"), read_kind(keys), keys.texts("parties"))


def read_kind(keys: Keys) -> ChoiceKind:
    """The kind of a choice; a candidate if the file does not say."""
    word = keys.text("kind", ChoiceKind.CANDIDATE.value)
    known = [k.value for k in ChoiceKind]
    if word not in known:
        message = f'"{word}" is not a kind of choice; it is one of {", ".join(known)}.'
        keys.complain("kind", message + did_you_mean(word, known))
        return ChoiceKind.CANDIDATE
    return ChoiceKind(word)


def _contest(keys: Keys) -> Contest:
    keys.only(("id", "title", "seats", "description", "choices"))
    return Contest(
        id=keys.id("id"),
        title=keys.text("title"),
        choices=tuple(read_choice(k) for k in keys.groups("choices", required=True)),
        seats=keys.number("seats", 1, at_least=1),
        description=keys.text("description", ""),
    )
