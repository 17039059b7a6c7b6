"""Words about people, places and times that several screens share."""

from collections.abc import Sequence
from datetime import datetime

from adjudicator.domain.election import Election
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count

NO_PARTY = "no party"


def name_of(person: Person) -> str:
    """The name, or the id where the name is withheld."""
    return person.name or person.id


def party_of(person: Person, election: Election) -> str:
    """The party's abbreviation or the candidate's name; :data:`NO_PARTY` without either."""
    if person.party is None:
        return NO_PARTY
    for party in election.parties:
        if person.party in {party.id, party.name}:
            return party.abbreviation
    for contest in election.contests:
        for choice in contest.choices:
            if choice.id == person.party:
                return choice.name
    return person.party


def person_words(person: Person, election: Election) -> str:
    """``Ada Lewis · Counting team · REP``."""
    return " · ".join((name_of(person), person.role.label, party_of(person, election)))


def clock(time: str) -> str:
    """A time of the record in this station's own time: ``21:14``."""
    return _local(time).strftime("%H:%M")


def day_and_clock(time: str) -> str:
    """A time of the record with its day: ``Sat 17 Nov 21:14:05``."""
    return _local(time).strftime("%a %d %b %H:%M:%S")


def _local(time: str) -> datetime:
    return datetime.fromisoformat(time).astimezone()


def quorum_words(here: int, needed: int, seats: int) -> str:
    """``2 here, 2 needed of 3 seats``."""
    return f"{here} here, {needed} needed of {count(seats, 'seat')}"


def precinct_name(election: Election, precinct: str) -> str:
    """The precinct's name with its id where they differ."""
    for known in election.precincts:
        if known.id == precinct:
            return known.name
    return precinct


def contest_title(election: Election, contest: str) -> str:
    """The contest's title, or its id where the definition lacks it."""
    for known in election.contests:
        if known.id == contest:
            return known.title
    return contest


def contests_words(election: Election, contests: Sequence[str]) -> str:
    """One title, or how many contests there are."""
    if len(contests) == 1:
        return contest_title(election, contests[0])
    return count(len(contests), "contest")
