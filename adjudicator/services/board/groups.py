"""Consent groups: like cases on one screen, one proposed ruling, one vote.

"Does any member or observer ask that a ballot be taken out?"  Any one person can, before the vote
and while it runs; the ballot is then voted on by itself.  One vote of each member covers the group,
and the presiding member's key writes one ruling per ballot, one act for each batch.
"""

from dataclasses import dataclass, replace

from adjudicator.domain.docket import GroupKey
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.board.docket import like_cases
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseRecord


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

    Left out are those put off, and those locked by order.

    :raises Refusal: the case does not wait for the board.
    """
    key, cases = like_cases(recount, number)
    return ConsentGroup(key, cases)
