"""What is on the ballot: contests, choices, precincts, styles, counting groups.

Words follow the field: a *contest* allows one or several votes (*seats*); a *choice* is a
candidate, a write-in line, a qualified write-in or a yes/no answer.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChoiceKind(StrEnum):
    """What sort of choice a contest offers at one place on the ballot."""

    CANDIDATE = "candidate"
    WRITE_IN = "write_in"
    """A write-in *line*: the place to write a name.  Its id names the place, never the person."""
    QUALIFIED_WRITE_IN = "qualified_write_in"
    """A person who qualified as a write-in candidate: votes for them are counted by name."""
    YES_NO = "yes_no"


class CountingGroup(StrEnum):
    """How a ballot reached the count."""

    VOTE_BY_MAIL = "vote_by_mail"
    EARLY_VOTING = "early_voting"
    ELECTION_DAY = "election_day"
    PROVISIONAL = "provisional"
    OVERSEAS = "overseas"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _GROUP_LABELS[self]

    @property
    def short_label(self) -> str:
        """The abbreviation used where space is short, as on the Review header."""
        return _GROUP_SHORT[self]


_GROUP_LABELS = {
    CountingGroup.VOTE_BY_MAIL: "Vote-by-mail",
    CountingGroup.EARLY_VOTING: "Early voting",
    CountingGroup.ELECTION_DAY: "Election day",
    CountingGroup.PROVISIONAL: "Provisional",
    CountingGroup.OVERSEAS: "Overseas",
}
_GROUP_SHORT = {
    CountingGroup.VOTE_BY_MAIL: "VBM",
    CountingGroup.EARLY_VOTING: "EV",
    CountingGroup.ELECTION_DAY: "ED",
    CountingGroup.PROVISIONAL: "PROV",
    CountingGroup.OVERSEAS: "UOCAVA",
}


@dataclass(frozen=True, slots=True)
class Party:
    """A political party as the election definition names it."""

    id: str
    name: str
    abbreviation: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a contest, at one or more places on the ballot."""

    id: str
    name: str
    kind: ChoiceKind = ChoiceKind.CANDIDATE
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """One contest: its title, how many votes it allows, and its choices in ballot order."""

    id: str
    title: str
    choices: tuple[Choice, ...]
    seats: int = 1
    """Votes allowed; 3 for a vote-for-three contest."""
    description: str = ""
    """The text of a measure; empty for candidates."""

    def choice(self, choice_id: str) -> Choice:
        """The choice of that id.

        :raises KeyError: the contest has no such choice.
        """
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)

    def has_choice(self, choice_id: str) -> bool:
        """Whether a choice of that id stands in this contest."""
        return any(choice.id == choice_id for choice in self.choices)

    @property
    def named_choices(self) -> tuple[Choice, ...]:
        """Choices votes can be counted for by name: all but the write-in lines."""
        return tuple(c for c in self.choices if c.kind is not ChoiceKind.WRITE_IN)

    @property
    def write_in_lines(self) -> tuple[Choice, ...]:
        """The places on the ballot where a name can be written."""
        return tuple(c for c in self.choices if c.kind is ChoiceKind.WRITE_IN)

    def in_ballot_order(self, choice_ids: frozenset[str] | tuple[str, ...]) -> tuple[Choice, ...]:
        """The choices of those ids in the order they stand on the ballot."""
        wanted = frozenset(choice_ids)
        return tuple(c for c in self.choices if c.id in wanted)


@dataclass(frozen=True, slots=True)
class Precinct:
    """A precinct: the smallest area returns are reported for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class BallotStyle:
    """Which contests stand on which ballots."""

    id: str
    precincts: tuple[str, ...]
    contests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Election:
    """One election in one county, as its definition file gives it."""

    title: str
    held: date
    state: str
    county: str
    contests: tuple[Contest, ...]
    precincts: tuple[Precinct, ...]
    styles: tuple[BallotStyle, ...]
    parties: tuple[Party, ...] = ()

    def contest(self, contest_id: str) -> Contest:
        """The contest of that id.

        :raises KeyError: the election has no such contest.
        """
        for contest in self.contests:
            if contest.id == contest_id:
                return contest
        raise KeyError(contest_id)

    def precinct(self, precinct_id: str) -> Precinct:
        """The precinct of that id.

        :raises KeyError: the election has no such precinct.
        """
        for precinct in self.precincts:
            if precinct.id == precinct_id:
                return precinct
        raise KeyError(precinct_id)
