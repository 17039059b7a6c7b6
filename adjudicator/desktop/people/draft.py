"""A person as they are being entered, before they are enrolled; and what still is wrong with it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from adjudicator.domain.people import DifferentPolicy, Person, Role, any_two_different
from adjudicator.interchange.people import hidden_words
from adjudicator.interchange.texts import hidden_character
from adjudicator.ledger.keyfile import check_chosen
from adjudicator.ledger.passphrases import propose
from adjudicator.services.opening import Policy
from adjudicator.services.people import Enrolment

_ID = re.compile(r"[a-z0-9]{1,20}")
_TEAM = 2


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """One person to be enrolled."""

    person: str
    """Short id that tells nothing of the name."""
    name: str
    role: Role
    party: str | None
    """A party's or candidate's name from the controlled list, or ``None``."""
    table: str = ""
    passphrase: str = field(default="", repr=False)
    chosen: bool = False
    """Whether the holder chose the passphrase; otherwise the program proposed it."""

    @property
    def enrolment(self) -> Enrolment:
        """As services take it."""
        return Enrolment(self.person, self.name, self.role, self.party, self.table or None)

    def problem(self, taken: Collection[str] = ()) -> str:
        """The first thing wrong with it, in words; empty if nothing is.

        :param taken: ids other people have.
        """
        if not self.name.strip():
            return "The name is missing."
        if hidden := hidden_character(self.name):
            return hidden_words(hidden)
        if not _ID.fullmatch(self.person):
            return "The short name takes 1 to 20 small letters and digits, such as team1."
        if self.person in taken:
            return f"Somebody else already has the short name {self.person}. Choose another."
        if self.passphrase:
            try:
                check_chosen(self.passphrase)
            except ValueError as error:
                return str(error)
        return ""


def proposed_id(role: Role, taken: Collection[str]) -> str:
    """A free short name such as ``team1``, which tells nothing of the person."""
    number = 1
    while f"{role.value}{number}" in taken:
        number += 1
    return f"{role.value}{number}"


def proposed_passphrase() -> str:
    """A passphrase the program invents."""
    return propose()


def roster_problems(people: Iterable[PersonDraft], policy: Policy) -> list[str]:
    """What a roster lacks before a recount can be made with it, one sentence each.

    :param policy: fixes the quorum, whether there are teams, and what makes two people different.
    """
    drafts = list(people)
    board = [d for d in drafts if d.role in {Role.CHAIR, Role.MEMBER}]
    team = [Person(d.person, d.role, d.party) for d in drafts if d.role is Role.TEAM]
    problems = []
    chairs = sum(d.role is Role.CHAIR for d in drafts)
    if chairs > 1:
        problems.append("There are several chairs. A board has one.")
    least = policy.quorum
    if len(board) < least:
        problems.append(
            f"The board has {len(board)} of at least {least} members, its quorum. "
            "Add the chair and members, or choose a smaller quorum."
        )
    if not any(d.role is Role.CLERK for d in drafts):
        problems.append("There is no clerk. A clerk brings in the ballots.")
    if policy.tiers == 1:
        return problems
    if len(team) < _TEAM:
        problems.append("A counting team takes two people. Add team members.")
    elif not any_two_different(team, DifferentPolicy(policy.different)):
        problems.append("All team members are of one party. A ruling takes two different ones.")
    return problems
