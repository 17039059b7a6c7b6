"""Rules of a sheet scanned again: new images of the same ballot, and nothing else new.

Readings chosen where the format leaves a choice: the clerk and the log key sign, with a reason and
the seal of the new row; nothing is announced without one.  Against the newest row, everything but
the images is the same, and the images are not.  The case keeps its name; a ruling made from then
on names the new row, and the votes of the sitting, cast on the older image, count no more.  Rulings
made on an older row stand, and are listed for confirmation.  What is withheld is not compared.
"""

from typing import Final

from adjudicator.domain.people import Role
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.locks import known_case
from adjudicator.ledger.state.model import CaseState
from adjudicator.ledger.state.signers import Signers, need, need_role

_AGAIN: Final = "Scan this very ballot again, and take it in from this case."
_SAME: Final = (
    "contest",
    "sheet",
    "ballot",
    "precinct",
    "group",
    "batch",
    "position",
    "lot",
    "condition",
    "machine",
    "remakes",
)
"""What a new row has in common with the one before it."""


def check_rescan(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The clerk takes in new images of the same sheet."""
    body = entry.body
    who = "the clerk and the log key"
    need(right=signers.are(log=True, identities=1), who=who, entry=entry)
    need_role(signers.people[0], {Role.CLERK}, who, entry)
    if body["reason"] is None:
        refuse("reason", "a new scan needs its reason", "Write down why, in a sentence.")
    case = known_case(data, body["case"])
    row = body["row"]
    if row is None:
        refuse("evidence", "there is no new image of the ballot", _AGAIN)
    if row in data.cases or row in data.new_rows:
        refuse("evidence", "that image of a ballot is already part of the record", _AGAIN)
    _check_row(data, case, row)


def _check_row(data: RecordData, case: CaseState, seal: str) -> None:
    old, new = data.evidence.row(case.row), data.evidence.row(seal)
    if old is None or new is None:
        data.skipped += (old is None) + (new is None)
        return
    unlike = [name for name in _SAME if old.get(name) != new.get(name)]
    if unlike:
        refuse(
            "evidence",
            f"the new image is not of the ballot of case {case.name} ({unlike[0]} differs)",
            _AGAIN,
        )
    if old["images"] == new["images"]:
        refuse("evidence", f"the images of case {case.name} are the ones it has", _AGAIN)


def apply_rescan(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The new row is the case's newest."""
    case, row = data.cases[entry.body["case"]], entry.body["row"]
    case.row = row
    case.rows.append(row)
    data.new_rows.add(row)
    data.votes.pop(case.seal, None)
