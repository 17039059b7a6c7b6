"""Consent groups: like cases on one screen, one proposed ruling, one vote.

"Does any member or observer ask that a ballot be taken out?"  Any one person can, before the vote
and while it runs.  The ballot is then voted on by itself: a note in the record says which it is and
who asked, no group gathers it again before it is ruled on, and what was said of the group decides
nothing about it.  One vote of each member covers the group, and the presiding member's key writes
one ruling per ballot, one act for each batch.
"""

import re
from dataclasses import dataclass, replace

from adjudicator.domain.docket import GroupKey
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.board.deferral import seal_of
from adjudicator.services.board.docket import like_cases
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_register, record_note
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended

_SAID = re.compile(
    r"Taken out of the group: case ([0-9A-Z*~$= ]+), at the request of .*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One ballot somebody asked to be taken out."""

    case: CaseRecord
    person: str
    """Who asked; their id."""


@dataclass(frozen=True, slots=True)
class ConsentGroup:
    """Like cases, and those taken out of them."""

    key: GroupKey
    cases: tuple[CaseRecord, ...]
    taken: tuple[TakenOut, ...] = ()

    def take_out(self, number: str, person: str) -> "ConsentGroup":
        """The group without one ballot; anybody enrolled may ask, and needs no reason.

        :raises Refusal: no such ballot is in the group.
        """
        wanted = next((case for case in self.cases if case.number == number), None)
        if wanted is None:
            raise Refusal(f"Case {spoken(number)} is not in this group. Nothing was changed.")
        rest = tuple(case for case in self.cases if case is not wanted)
        return replace(self, cases=rest, taken=(*self.taken, TakenOut(wanted, person)))


def consent_group(recount: Recount, number: str) -> ConsentGroup:
    """The cases on the docket that are like this one, itself first.

    Left out are those put off, those locked by order, and those taken out of a group before.

    :raises Refusal: the case does not wait for the board.
    """
    key, cases = like_cases(recount, number, without=_taken_out(recount))
    return ConsentGroup(key, cases)


def take_out(recount: Recount, group: ConsentGroup, number: str, asking: Seat) -> ConsentGroup:
    """The group without one ballot; a note says which, signed by whoever asks for it.

    :raises Refusal: no such ballot is in the group; nothing was recorded.
    """
    smaller = group.take_out(number, asking.person.id)
    note_taken_out(recount, smaller.taken[-1].case, asking)
    return smaller


def note_taken_out(recount: Recount, case: CaseRecord, asking: Seat) -> Appended:
    """Note that a ballot was taken out of a group, signed by whoever asked for it."""
    name = asking.person.name or asking.person.id
    words = f"Taken out of the group: case {spoken(case.number)}, at the request of {name}."
    return record_note(
        recount,
        Category.EXPLAINED,
        words,
        people=[asking.person.id],
        signers=[asking.signer],
        session=True,
    )


def _taken_out(recount: Recount) -> frozenset[str]:
    """Seals of the cases taken out of a group and not ruled on since."""
    data = recount.state.data
    found = set()
    for note in notes_register(recount, Category.EXPLAINED):
        said = _SAID.fullmatch(note.words)
        seal = None if said is None else seal_of(data, said[1])
        if seal is None:
            continue
        current = data.cases[seal].current
        if current is None or current[0] < note.entry:
            found.add(seal)
    return frozenset(found)
