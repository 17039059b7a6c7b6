"""Which waiting cases are like one another: what they look like, why they wait, what is claimed."""

from collections.abc import Sequence

from adjudicator.domain.docket import GroupKey, Why, why_waiting
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.situations import sight_of
from adjudicator.ledger.casenumbers import spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.veil import is_blind, is_veiled
from adjudicator.storage.queries.cases import CaseRecord


def key_of(recount: Recount, state: RecordState, case: CaseRecord) -> GroupKey:
    """The group a case belongs to."""
    known = state.data.cases[case.seal]
    contest = recount.election.contest(case.row.contest)
    why = why_waiting(
        None if known.disp is None else Disposition(known.disp),
        reopened=known.reopened is not None,
        objected=bool(known.objections),
        seen_otherwise=case.seal in state.data.looked_unlike,
    )
    return GroupKey(
        contest=case.row.contest,
        why=why or Why.NOT_RULED,
        sight=sight_of(contest, case.row.condition, case.row.machine),
        clause="" if is_blind(state, case.seal) else case.clause or "",
        claims=tuple(
            sorted(
                _claim(state, entry)
                for entry in known.objections
                if not is_veiled(state, entry, case.seal)
            )
        ),
    )


def check_alike(recount: Recount, cases: Sequence[CaseRecord]) -> None:
    """Refuse to treat unlike cases as one.

    :raises Refusal: two of them differ in contest, in what is seen, in why they wait, or in what is
        claimed.
    """
    state = recount.state
    keys = {case.seal: key_of(recount, state, case) for case in cases}
    first = keys[cases[0].seal]
    for case in cases:
        if keys[case.seal] != first:
            why = _difference(keys[case.seal], first)
            raise Refusal(
                f"Case {spoken(case.number)} is not like the others: {why}. "
                "Nothing was recorded. Vote on it by itself."
            )


def _difference(own: GroupKey, first: GroupKey) -> str:
    if own.contest != first.contest:
        return "it is of another contest"
    if own.sight != first.sight:
        return f"it shows {own.sight.label}, the others {first.sight.label}"
    if own.why is not first.why:
        return f"it waits for another reason ({own.why.label.lower()})"
    if own.clause != first.clause:
        return "the team ruled on it under another clause"
    return "observers claim something else there"


def _claim(state: RecordState, entry: int) -> str:
    objection = state.data.objections[entry]
    return objection.claim or Ground(objection.ground).name.lower()
