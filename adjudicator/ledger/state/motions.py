"""Rules of the board's motions: release of a lot, void, waive, explain.  Others come later.

Readings chosen where the format leaves a choice: the motion is carried when *yes* is a majority
of the board's seats; everybody who votes yes signs, everybody who signs has a vote, and votes are
of board members in attendance.  An import can be declared void while none of its cases has been
ruled on; its cases then count nowhere, and its sheets may be imported anew.  A release, a void
and an explanation give their reason; a waiver may be without.
"""

from collections.abc import Callable
from typing import Final

from adjudicator.domain.ballots import Lot
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import ImportState, MotionState
from adjudicator.ledger.state.signers import (
    Signers,
    need_board_in_session,
    need_constituted,
    need_present,
)


def check_motion(data: RecordData, entry: Entry, signers: Signers) -> None:
    """A majority with quorum, and a target that is there."""
    body = entry.body
    need_constituted(data)
    effect = body["effect"]
    check = _TARGETS.get(effect)
    if check is None or "cases" in body["target"]:
        words = effect.replace("_", " ") + (" single cases" if check is not None else "")
        refuse(
            "later",
            f"this program cannot yet carry out a motion to {words}",
            "Note it on paper; a newer version will take it.",
        )
    if effect in _REASONED and body["reason"] is None:
        refuse("reason", f"a motion to {effect} needs its reason", "Write down why, in a sentence.")
    need_board_in_session(data, signers, entry)
    _check_votes(data, body, {person.id for person in signers.people})
    check(data, body["target"])


def _check_votes(data: RecordData, body: Body, signed: set[str]) -> None:
    votes: dict[str, str] = dict(body["votes"])
    board = {person.id: person for person in data.board()}
    strangers = sorted(votes.keys() - board.keys())
    if strangers:
        refuse("motion", f"{strangers[0]} holds no seat of the board", "Take that vote out.")
    need_present(data, [board[name] for name in votes])
    yes = {name for name, vote in votes.items() if vote == "yes"}
    if not yes <= signed <= votes.keys():
        refuse(
            "motion",
            "those who signed and those who voted yes are not the same people",
            "Let everyone who votes yes sign, and note a vote for everyone who signs.",
        )
    if len(yes) < data.majority():
        refuse(
            "motion",
            f"{len(yes)} voted yes, and the majority is {data.majority()}",
            "The motion is not carried; nothing has to be recorded.",
        )


def _import(data: RecordData, target: Body) -> ImportState:
    found = data.imports.get(target["import"])
    if found is None or found.voided is not None:
        refuse(
            "import",
            f"entry {target['import']} is not an import that stands",
            "Choose an import from the list.",
        )
    return found


def _check_release(data: RecordData, target: Body) -> None:
    found, lot = _import(data, target), target["lot"]
    waits = lot != Lot.ACCEPTED and lot in dict(found.lots)
    if not waits or (found.index, lot) in data.released_lots:
        refuse(
            "lot",
            f"the lot {lot.replace('_', ' ')} of import {found.index} does not wait for release",
            "Choose a lot kept apart.",
        )


def _check_void(data: RecordData, target: Body) -> None:
    found = _import(data, target)
    if found.ruled:
        refuse(
            "import",
            f"{found.ruled} rulings have been made on ballots of import {found.index}",
            "An import can only be declared void before anyone has ruled on it.",
        )


def _check_waive(data: RecordData, target: Body) -> None:
    for name in target["people"]:
        if data.active(name) is None:
            refuse("person", f"{name} is not enrolled", "Choose people from the list.")


def _check_explain(data: RecordData, target: Body) -> None:
    if target["batch"] not in data.batches:
        refuse("batch", f"there is no batch {target['batch']}", "Choose a batch from the list.")


_TARGETS: Final[dict[str, Callable[[RecordData, Body], None]]] = {
    "release": _check_release,
    "void": _check_void,
    "waive": _check_waive,
    "explain": _check_explain,
}
_REASONED: Final = frozenset({"release", "void", "explain"})


def apply_motion(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The motion takes effect."""
    effect, target = entry.body["effect"], entry.body["target"]
    data.motions[entry.index] = MotionState(entry.index, effect, target)
    if effect == "release":
        data.released_lots.add((target["import"], target["lot"]))
    elif effect == "waive":
        data.waived.add(frozenset(target["people"]))
    elif effect == "void":
        _void(data, entry.index, target["import"])


def _void(data: RecordData, index: int, import_: int) -> None:
    data.imports[import_].voided = index
    for key, seal in list(data.sheets.items()):
        if data.is_void(data.cases[seal]):
            del data.sheets[key]
