"""Our documented TOML form of the election definition: what a person can write by hand.

See the handbook, *Formats: election definition*.
"""

import tomllib

from adjudicator.domain.election import BallotStyle, Contest, Election
from adjudicator.interchange.elections.building import styles_by_precinct, write_in_lines
from adjudicator.interchange.elections.canonical import (
    read_choice,
    read_parties,
    read_precincts,
)
from adjudicator.interchange.elections.checking import checked
from adjudicator.interchange.keys import Complaints, Keys
from adjudicator.interchange.problems import unreadable

_TOP = ("title", "held", "state", "county", "parties", "precincts", "styles", "contests")
_CONTEST = ("id", "title", "seats", "description", "choices", "write_ins", "precincts")


def read_toml_election(text: str, file: str) -> Election:
    """Read the TOML form.

    :raises Unreadable: not TOML, or a key is missing, unknown or of a wrong value.
    """
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise unreadable(file, f"This is not TOML: {error}.") from error
    complaints = Complaints(file)
    keys = Keys(value, "", complaints)
    keys.only(_TOP)
    precincts = read_precincts(keys)
    contests: list[Contest] = []
    where: dict[str, frozenset[str]] = {}
    for k in keys.groups("contests", required=True):
        contest = _contest(k)
        contests.append(contest)
        if k.has("precincts"):
            where[contest.id] = frozenset(k.texts("precincts"))
            for unknown in sorted(where[contest.id] - {p.id for p in precincts}):
                k.complain("precincts", f'"{unknown}" is not the id of a precinct.')
    election = Election(
        title=keys.text("title"),
        held=keys.day("held"),
        state=keys.text("state"),
        county=keys.text("county"),
        contests=tuple(contests),
        precincts=precincts,
        styles=_styles(keys)
        or styles_by_precinct(tuple(p.id for p in precincts), tuple(contests), where),
        parties=read_parties(keys),
    )
    return checked(election, complaints)


def _contest(keys: Keys) -> Contest:
    keys.only(_CONTEST)
    named = tuple(read_choice(k) for k in keys.groups("choices"))
    return Contest(
        id=keys.id("id"),
        title=keys.text("title"),
        choices=named + write_in_lines(keys.number("write_ins", 0)),
        seats=keys.number("seats", 1, at_least=1),
        description=keys.text("description", ""),
    )


def _styles(keys: Keys) -> tuple[BallotStyle, ...]:
    styles = []
    for k in keys.groups("styles"):
        k.only(("id", "precincts", "contests"))
        styles.append(BallotStyle(k.id("id"), k.texts("precincts"), k.texts("contests")))
    return tuple(styles)
