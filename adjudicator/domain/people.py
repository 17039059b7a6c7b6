"""Who may do what: roles, parties, the board, and what "two different people" means.

Titles are data; roles are not titles.  A county judge, a supervisor of elections and a commissioner
are all ``member`` or ``chair`` here, because real boards differ and members are replaced by
statute.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a person does in the recount."""

    CHAIR = "chair"
    MEMBER = "member"
    ALTERNATE = "alternate"
    CLERK = "clerk"
    TEAM = "team"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.CHAIR: "Chair",
    Role.MEMBER: "Board member",
    Role.ALTERNATE: "Alternate",
    Role.CLERK: "Clerk",
    Role.TEAM: "Counting team",
    Role.OBSERVER: "Observer",
}


SEATS: Final = frozenset({Role.CHAIR, Role.MEMBER})
"""Roles that come with a seat of their own; an alternate is given one by motion."""


class DifferentPolicy(StrEnum):
    """What makes two people *different* (fixed when the record is opened)."""

    PERSON = "person"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Person:
    """One enrolled person.  ``id`` tells nothing of the name; the name may be withheld."""

    id: str
    role: Role
    party: str | None = None
    """Party or candidate they stand for, from the controlled list; ``None`` is nonpartisan."""
    name: str | None = None
    seated: bool = False
    """An alternate who has been given a seat on the board by motion."""
    displaced: bool = False
    """A chair or member whose seat another holds, until a motion seats them again."""

    @property
    def on_board(self) -> bool:
        """Whether this person holds a seat of the canvassing board."""
        if self.role in SEATS:
            return not self.displaced
        return self.role is Role.ALTERNATE and self.seated

    @property
    def officer(self) -> bool:
        """Whether this person is an officer: on the board, or the clerk."""
        return self.on_board or self.role is Role.CLERK


def with_seat(person: Person) -> Person:
    """The person as they are from the motion that gives them a seat (again)."""
    return replace(person, seated=person.role is Role.ALTERNATE, displaced=False)


def without_seat(person: Person) -> Person:
    """The person as they are from the motion that gives their seat to another."""
    return replace(person, seated=False, displaced=person.role is not Role.ALTERNATE)


def are_different(first: Person, second: Person, policy: DifferentPolicy) -> bool:
    """Whether two people are different enough to act together.

    Two unlike persons; under the policy ``party``, unlike parties where both have one.  A person
    without a party differs from everyone.
    """
    if first.id == second.id:
        return False
    if policy is DifferentPolicy.PERSON or first.party is None or second.party is None:
        return True
    return first.party != second.party


def any_two_different(people: Iterable[Person], policy: DifferentPolicy) -> bool:
    """Whether at least two of these people are different from one another."""
    pool = list(people)
    return any(are_different(a, b, policy) for n, a in enumerate(pool) for b in pool[n + 1 :])


def majority_of(seats: int) -> int:
    """How many votes are more than half of that many seats."""
    return seats // 2 + 1


def presiding(board: Iterable[Person], present: Collection[str]) -> Person | None:
    """Who presides: the chair if present, else the first on the roster who is.

    An alternate in the chair's seat takes their turn by the roster, not the chair's role.
    """
    seats = [p for p in board if p.on_board]
    for person in seats:
        if person.role is Role.CHAIR and person.id in present:
            return person
    return next((p for p in seats if p.id in present), None)
