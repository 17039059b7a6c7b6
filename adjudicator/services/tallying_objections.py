"""The tally with the open objections of one party or candidate upheld, beside the official one.

Only objections that are open, to cases inside the totals, are computed with.  Those that claim no
outcome are named (:mod:`adjudicator.domain.whatif`), and so are those to cases locked or left out
by order.  The official tally stays what the record says; nothing of this is signed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from adjudicator.domain.objections import Fate, Ground
from adjudicator.domain.whatif import NotComputed, OpenClaim, WhatIf, with_upheld
from adjudicator.services.objections import side_of
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import tally_lines
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal
from adjudicator.storage.queries.objections import ObjectionRecord, list_objections


@dataclass(frozen=True, slots=True)
class SideTally:
    """The tally with all of one side's open objections upheld."""

    side: str
    """The party's abbreviation or the candidate's name; empty: observers of neither."""
    contests: tuple[WhatIf, ...]
    """Every contest, in the order of the definition."""

    @property
    def upheld(self) -> int:
        """Cases computed with."""
        return sum(contest.upheld for contest in self.contests)

    @property
    def not_computed(self) -> tuple[NotComputed, ...]:
        """Objections no outcome can be computed for, each named."""
        return tuple(left for contest in self.contests for left in contest.not_computed)

    @property
    def heading(self) -> str:
        """``All of HER's open objections upheld (3 cases; 1 could not be computed)``."""
        cases = f"{self.upheld} {'case' if self.upheld == 1 else 'cases'}"
        left = f"; {len(self.not_computed)} could not be computed" if self.not_computed else ""
        side = self.side or "observers without a side"
        return f"All of {side}'s open objections upheld ({cases}{left})"


def tallies_with_objections(
    recount: Recount, *, closed_only: bool = False
) -> tuple[SideTally, ...]:
    """The tally of each side that has objections open, by the side's name.

    :param closed_only: rulings of closed batches only, as screens show while a contest is open;
        objections claim what they claim in any batch.
    """
    state = recount.state
    with recount.reading() as connection:
        official = tally_lines(connection, recount.election, closed_only=closed_only)
        claims: dict[str, list[OpenClaim]] = {}
        left_out: dict[str, dict[str, list[NotComputed]]] = {}
        for record in list_objections(connection, fates=(Fate.FILED,)):
            side = side_of(state.person(record.person), recount.election)
            case = case_by_seal(connection, record.case_seal)
            if case is None:
                continue
            claims.setdefault(side, [])
            if why := _outside(case):
                named = NotComputed(record.label, _spoken(recount, case), why)
                left_out.setdefault(side, {}).setdefault(case.row.contest, []).append(named)
            else:
                claims[side].append(_claim(recount, record, case))
    found = []
    for side, some in sorted(claims.items()):
        contests = []
        for line in official:
            contest = line.tally.contest.id
            told = with_upheld(line.tally, [c for c in some if c.contest == contest])
            more = left_out.get(side, {}).get(contest, [])
            contests.append(WhatIf(told.tally, told.upheld, (*told.not_computed, *more)))
        found.append(SideTally(side, tuple(contests)))
    return tuple(found)


def objections_value(sides: Iterable[SideTally]) -> list[dict[str, Any]]:
    """The sides as plain JSON values, for ``tally --json --with-objections``."""
    return [
        {
            "side": side.side,
            "upheld": side.upheld,
            "not_computed": [
                {"objection": n.label, "case": n.case, "why": n.why} for n in side.not_computed
            ],
            "contests": [
                {
                    "id": told.tally.contest.id,
                    "contest": told.tally.contest.title,
                    "upheld": told.upheld,
                    "pending": told.tally.pending,
                    "choices": [
                        {"id": choice, "change": figure.change, "after": figure.after}
                        for choice, figure in told.tally.choices
                    ],
                    "overvotes": told.tally.over.after,
                    "undervotes": told.tally.under.after,
                    "unqualified": told.tally.unqualified.after,
                }
                for told in side.contests
            ],
        }
        for side in sides
    ]


def _outside(case: CaseRecord) -> str:
    if case.isolated is not None:
        return "the ballot is isolated by order"
    return "" if case.released else "its lot stands outside the totals"


def _claim(recount: Recount, record: ObjectionRecord, case: CaseRecord) -> OpenClaim:
    return OpenClaim(
        label=record.label,
        case=_spoken(recount, case),
        contest=case.row.contest,
        ground=Ground(record.ground),
        claim=record.claim,
        machine=case.row.machine,
    )


def _spoken(recount: Recount, case: CaseRecord) -> str:
    return recount.state.data.cases[case.seal].name
