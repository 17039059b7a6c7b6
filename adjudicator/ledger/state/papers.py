"""Rules of the life of a case's paper: sent for, on the table, returned.

Readings chosen where the format leaves a choice: anyone enrolled but an observer notes a step with
a session key, in attendance or not.  The paper is sent for when it is in its container; it comes
to the table, or is returned without having come; from the table it is returned.  ``seals`` are the
numbers on the container as they were read, and may be empty.  The paper of a case may be sent for
again, and goes its way whatever an order stops.  The paper of a case whose import was declared void
is sent for no more, and is returned all the same.  Once the paper of a case comes to the table, the
votes of the sitting on that case, cast on its image alone, count no more.
"""

from typing import Final

from adjudicator.domain.people import Role
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.locks import known_case, piled_case
from adjudicator.ledger.state.model import PaperState
from adjudicator.ledger.state.signers import Signers, need

_ON_TABLE: Final = "on_the_table"
_RETURNED: Final = "returned"
_NEXT: Final = {
    _RETURNED: frozenset({"requested"}),
    "requested": frozenset({_ON_TABLE, _RETURNED}),
    _ON_TABLE: frozenset({_RETURNED}),
}
"""Which steps may follow; a paper nobody has sent for is where a returned one is."""
_NOW: Final = {
    _RETURNED: "is in its container",
    "requested": "has been sent for",
    _ON_TABLE: "is on the table",
}


def check_paper(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The step follows the one before."""
    body = entry.body
    right = signers.are(sessions=1) and signers.people[0].role is not Role.OBSERVER
    need(right=right, who="one person of the staff, a team or the board", entry=entry)
    back = body["step"] == _RETURNED
    case = piled_case(data, body["case"]) if back else known_case(data, body["case"])
    state = data.papers.get(case.seal)
    now = _RETURNED if state is None else state.step
    if body["step"] not in _NEXT[now]:
        refuse(
            "paper",
            f"the paper of case {case.name} {_NOW[now]}",
            "Look where the paper is, and note the step that was made.",
        )


def apply_paper(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The paper is where the step says; whoever voted on the image alone votes anew."""
    body = entry.body
    before = data.papers.get(body["case"])
    seen = body["step"] == _ON_TABLE or (before is not None and before.seen_on_table)
    person = signers.people[0].id
    data.papers[body["case"]] = PaperState(
        body["step"], entry.index, person, tuple(body["seals"]), seen
    )
    if body["step"] == _ON_TABLE:
        data.votes.pop(body["case"], None)
