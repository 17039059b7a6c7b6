"""The docket: what waits for the board, like with like, in the order it is called.

Contests come in the order the board set by motion, then as they stand on the ballot.  Within a
contest cases are grouped by why they wait, why the machine flagged them, how many marks are seen,
the clause of the team's ruling, and what observers claim: a board that decides like cases one after
another decides them alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.situations import Sight


class Why(StrEnum):
    """Why a case waits for the board, in the order the groups are called."""

    OBJECTION = "objection"
    SECOND_LOOK = "second_look"
    NO_CONSENSUS = "no_consensus"
    PAPER = "paper"
    REOPENED = "reopened"
    NOT_RULED = "not_ruled"

    @property
    def sentence(self) -> str:
        """The sentence of the call line; empty where the objection or second look says it."""
        return _SENTENCES[self]

    @property
    def label(self) -> str:
        """The words in the head of a group."""
        return _LABELS[self]


_SENTENCES = {
    Why.OBJECTION: "",
    Why.SECOND_LOOK: "",
    Why.NO_CONSENSUS: "The team could not agree.",
    Why.PAPER: "The team asked for the paper.",
    Why.REOPENED: "Reopened.",
    Why.NOT_RULED: "",
}
_LABELS = {
    Why.OBJECTION: "Objected to",
    Why.SECOND_LOOK: "Seen otherwise by a second look",
    Why.NO_CONSENSUS: "The team could not agree",
    Why.PAPER: "The paper was asked for",
    Why.REOPENED: "Reopened",
    Why.NOT_RULED: "Not ruled yet",
}
_ORDER = {why: place for place, why in enumerate(Why)}
_CONDITIONS = {condition: place for place, condition in enumerate(Condition)}


def why_waiting(
    disposition: Disposition | None, *, reopened: bool, objected: bool, seen_otherwise: bool = False
) -> Why | None:
    """Why a case waits, from its current ruling; ``None`` if a ruling stands undisputed."""
    if reopened:
        return Why.REOPENED
    if disposition is Disposition.PAPER:
        return Why.PAPER
    if disposition is not None and not disposition.settles:
        return Why.NO_CONSENSUS
    if objected:
        return Why.OBJECTION
    if seen_otherwise:
        return Why.SECOND_LOOK
    return Why.NOT_RULED if disposition is None else None


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What cases of one group have in common."""

    contest: str
    why: Why
    sight: Sight
    clause: str
    """Of the ruling objected to; empty without one."""
    claims: tuple[str, ...]
    """What observers claim, sorted: choice ids, ``no_vote``, or the ground without a claim."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits for the board."""

    seal: str
    work: int
    """Place in the shuffled order of work."""
    key: GroupKey
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Like cases, in the order they are called."""

    key: GroupKey
    cases: tuple[Waiting, ...]

    @property
    def deferred(self) -> bool:
        """Whether all of it has been put off."""
        return all(case.deferred for case in self.cases)


def contest_order(defined: Iterable[str], priorities: Sequence[str]) -> dict[str, int]:
    """The place of each contest: those the board put first, then as they stand on the ballot."""
    known = list(defined)
    first = [contest for contest in dict.fromkeys(priorities) if contest in known]
    rest = [contest for contest in known if contest not in first]
    return {contest: place for place, contest in enumerate([*first, *rest])}


def groups_of(waiting: Iterable[Waiting], places: dict[str, int]) -> tuple[Group, ...]:
    """Like with like, in the order they are called; what was put off comes last.

    Every case stands in exactly one group.
    """
    found: dict[GroupKey, list[Waiting]] = {}
    for case in waiting:
        found.setdefault(case.key, []).append(case)
    groups = [
        Group(key, tuple(sorted(cases, key=lambda c: (c.deferred, c.work))))
        for key, cases in found.items()
    ]
    return tuple(sorted(groups, key=lambda group: _place(group, places)))


def _place(group: Group, places: dict[str, int]) -> tuple[object, ...]:
    key = group.key
    return (
        group.deferred,
        places.get(key.contest, len(places)),
        _ORDER[key.why],
        _CONDITIONS[key.sight.condition],
        key.sight.marks,
        key.clause,
        key.claims,
        group.cases[0].work,
    )


def call_line(
    number: str,
    contest: str,
    precinct: str,
    key: GroupKey,
    objections: Iterable[str] = (),
) -> str:
    """The line that is read aloud.

    ``Case 4 1 7 K. State House 26, precinct 214. Overvote. The team could not agree. Objection
    R-014 by Ortiz (REP): should be a vote for Fetterhoff.``

    :param number: as it is spoken, ``4 1 7 K``.
    :param objections: each as a sentence.
    """
    parts = [
        f"Case {number}.",
        f"{contest}, precinct {precinct}.",
        f"{key.sight.condition.label.capitalize()}.",
        key.why.sentence,
        *objections,
    ]
    return " ".join(part for part in parts if part)
