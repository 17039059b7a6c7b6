"""Rules of reopening cases that were closed, or that the board has ruled on.

Readings chosen where the format leaves a choice:

* exactly two different officers sign with their identity keys, in attendance or not, and give a
  reason; ``prior`` names each case's present ruling with the leaf hash of its entry;
* a case is closed, or its ruling is the board's; it is not reopened already, and nothing stops
  work on it (:mod:`adjudicator.ledger.state.locks`);
* from then on the ruling does not count and the machine's reading stands; the case is open again,
  so its batch has something left to close, and the votes of the sitting on it count no more.  A
  ruling a team made is followed by a team's (with a reason), the board's by the board's;
* an objection stays as it is: open, decided, or late.
"""

from adjudicator.domain.rulings import Tier
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.locks import known_case, need_workable
from adjudicator.ledger.state.reclosing import open_contests
from adjudicator.ledger.state.signers import Signers, need, need_two_officers

_TWO = 2


def check_reopen(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Two different officers, and cases whose work is done."""
    body = entry.body
    need(right=signers.are(identities=_TWO), who="two different officers", entry=entry)
    need_two_officers(data, signers, entry)
    if body["reason"] is None:
        refuse("reason", "reopening a case needs its reason", "Write down why, in a sentence.")
    for seal, prior in zip(body["cases"], body["prior"], strict=True):
        _check_case(data, seal, prior)


def _check_case(data: RecordData, seal: str, prior: tuple[int, int, str]) -> None:
    case = known_case(data, seal)
    need_workable(data, case)
    index, item, leaf = prior
    if case.current != (index, item) or data.tree.leaf(index).hex() != leaf:
        now = (
            "has not been ruled on"
            if case.current is None
            else f"was ruled on at entry {case.current[0]}"
        )
        refuse(
            "prior",
            f"case {case.name} {now}, and that is not the ruling to be reopened",
            "Look at the case as it stands now.",
        )
    if case.reopened is not None:
        refuse(
            "reopened",
            f"case {case.name} was reopened at entry {case.reopened}",
            "Rule on it anew; nothing else is needed.",
        )
    if case.closed is None and case.tier != Tier.BOARD:
        refuse(
            "open",
            f"the batch of case {case.name} is still open, and the team may revise its ruling",
            "Let the team rule again with a reason.",
        )


def apply_reopen(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The cases are open again, until they are ruled on and closed anew."""
    for seal in entry.body["cases"]:
        case = data.cases[seal]
        case.closed, case.reopened = None, entry.index
        data.votes.pop(seal, None)
    open_contests(data, entry.body["cases"])
