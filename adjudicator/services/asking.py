"""When observers are asked for their answer, as the opening fixed it; nothing waits for them.

An observer may answer before they are asked, and object at any moment.  Being asked changes no
state: who watched a ruling and has not answered is "present, did not answer" before and after.
"""

from collections.abc import Iterable, Sequence

from adjudicator.domain.policy import AttestPolicy
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.data import RecordData


def attest_policy(state: RecordState) -> AttestPolicy:
    """When observers of this recount are asked."""
    return AttestPolicy(state.data.rules.fields["attest"])


def asked_at_table(state: RecordState, unanswered: Sequence[tuple[int, int]]) -> bool:
    """Whether an observer at a table is asked now.

    :param unanswered: entry and item of the rulings made there that they watched and have not
        answered, of whatever batch; what is left of a finished batch is asked for.
    """
    data = state.data
    batches = {data.cases[data.rulings[e].cases[i]].batch for e, i in unanswered} - {None}
    finished = any(not any(_waits_for_team(data, [n])) for n in batches if n is not None)
    policy = attest_policy(state)
    # An act on several ballots was a page of blanks, however many of them were taken out.
    paged = policy is AttestPolicy.PAGE and any(
        len(data.rulings[e].cases) > 1 for e, _ in unanswered
    )
    return policy.asks(len(unanswered), data.rules.page_max, finished=finished or paged)


def asked_by_board(state: RecordState, unanswered: Sequence[tuple[int, int]]) -> bool:
    """Whether an observer is asked now for their answer to the board's rulings.

    :param unanswered: entry and item of those they watched and have not answered.  The end of a
        batch is where nothing of it waits for the board any more.
    """
    data = state.data
    batches = {data.cases[data.rulings[e].cases[i]].batch for e, i in unanswered} - {None}
    finished = bool(batches) and not any(
        data.before_board(case)
        for case in data.scope(sorted(batch for batch in batches if batch is not None))
    )
    return attest_policy(state).asks(len(unanswered), data.rules.page_max, finished=finished)


def _waits_for_team(data: RecordData, batches: Sequence[int]) -> Iterable[bool]:
    for case in data.scope(batches):
        open_ = case.current is None or case.reopened is not None
        yield open_ and not data.before_board(case)
