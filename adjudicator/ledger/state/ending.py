"""Rules of the ends: a contest is closed, the record is handed out, the recount is finished.

Readings chosen where the format leaves a choice:

* a contest is closed by a majority of the board, in attendance and with a quorum; as in a close,
  ``seen[0]`` is the entry's own index and ``tally`` the tally at that size;
* every case of the contest that stands in the totals is closed and settled: none waits for a team
  or the board, and no paper is out.  Isolated cases, lots not released and void imports are left
  out, as in a close.  The contest is not suspended;
* ``differences`` are those of its batches, under the rule of a close;
* what opens work in it again also opens the contest, which is then closed anew: a reopening, a
  pile, a second look that sees otherwise, a motion to release or isolate its cases; and for every
  contest a motion about a whole lot, an import or its counts, and an import that brings counts;
* an export is signed by the clerk over a state the record has had; ``size`` is at least 1;
* the recount is finished once every contest is closed or suspended; ``keys`` are the enrolments of
  everyone not removed whose key lies in the store.  Every session ends with it, and after it
  nothing but a witness is recorded.
"""

from enum import StrEnum

from adjudicator.domain.people import Role
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.differences import check_differences, check_tally
from adjudicator.ledger.state.locks import need_running
from adjudicator.ledger.state.model import CaseState
from adjudicator.ledger.state.people import end_all_sessions
from adjudicator.ledger.state.signers import (
    Signers,
    need,
    need_board,
    need_board_in_session,
    need_constituted,
    need_role,
)
from adjudicator.ledger.state.witnesses import head_is_due

STORED = "store"
"""Custody of a key whose file lies in the key store beside the recount folder."""


def check_contest_close(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The board's majority, over a contest in which nothing waits, with the tally as it stands."""
    body = entry.body
    need_constituted(data)
    need_board_in_session(data, signers, entry)
    contest = body["contest"]
    if contest not in data.contests:
        refuse(
            "contest",
            f"the contest {contest} is not part of this recount",
            "Choose a contest from the list.",
        )
    if contest in data.contests_closed:
        refuse(
            "closed",
            f"this contest was closed at entry {data.contests_closed[contest]}",
            "Nothing needs to be done.",
        )
    need_running(data, contest)
    if body["seen"][0] != entry.index:
        refuse(
            "seen", "the record moved while you looked", "Look at the tally again and sign anew."
        )
    for case in cases_of(data, contest):
        _need_done(data, case)
    batches = {case.batch for case in data.cases.values() if case.contest == contest}
    check_differences(data, body["differences"], batches)
    check_tally(data, body["tally"])


class Waits(StrEnum):
    """What a case waits for before its contest can be closed."""

    NOTHING = ""
    PAPER = "paper"
    BOARD = "board"
    CLOSE = "close"


def cases_of(data: RecordData, contest: str) -> list[CaseState]:
    """The cases of a contest that stand in the totals."""
    data.skipped += any(case.contest is None for case in data.cases.values())
    return [
        case
        for case in data.cases.values()
        if case.contest == contest
        and data.is_released(case)
        and case.seal not in data.isolated_cases
        and not data.is_void(case)
    ]


def waits_for(data: RecordData, case: CaseState) -> Waits:
    """What a case waits for: its paper, the board, or the close of its batch."""
    paper = data.papers.get(case.seal)
    if paper is not None and paper.out:
        return Waits.PAPER
    if data.before_board(case):
        return Waits.BOARD
    return Waits.CLOSE if case.closed is None else Waits.NOTHING


def _need_done(data: RecordData, case: CaseState) -> None:
    match waits_for(data, case):
        case Waits.PAPER:
            step = data.papers[case.seal].step.replace("_", " ")
            refuse(
                "paper",
                f"the paper of case {case.name} is out ({step})",
                "Return the paper to its container and note it.",
            )
        case Waits.BOARD:
            told = f"case {case.name} waits for the board"
            refuse("open", told, "Rule on what is on the docket.")
        case Waits.CLOSE:
            told = f"the batch of case {case.name} has not been closed"
            refuse("open", told, "Close its batches first.")


def apply_contest_close(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The contest is closed, and its head is to be cosigned."""
    data.contests_closed[entry.body["contest"]] = entry.index
    head_is_due(data, entry.index)


def check_export(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The clerk, over entries the record has."""
    need_constituted(data)
    need(right=signers.are(identities=1), who="the clerk", entry=entry)
    need_role(signers.people[0], {Role.CLERK}, "the clerk", entry)
    if not 0 < entry.body["size"] <= data.tree.size:
        refuse(
            "export",
            f"the record has {data.tree.size} entries, not {entry.body['size']}",
            "Export what there is.",
        )


def apply_export(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """Nothing that counts changes."""
    data.exports.append(entry.index)


def check_finish(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The board's majority, once every contest is closed or stopped by order."""
    need_constituted(data)
    need_board(data, signers, entry)
    open_ = [
        contest
        for contest in data.contests
        if contest not in data.contests_closed and contest not in data.suspended
    ]
    if open_:
        refuse("open", f"the contest {open_[0]} has not been closed", "Close the contest first.")
    keys = stored_keys(data)
    if entry.body["keys"] != keys:
        refuse(
            "finish",
            "the keys to be destroyed are not those of the key store",
            "Make the list anew.",
        )


def is_ended(data: RecordData) -> bool:
    """Whether the recount is finished, and its last head cosigned where heads are."""
    if data.finished is None:
        return False
    return not data.rules.cosign or data.finished not in data.due_heads


def stored_keys(data: RecordData) -> list[int]:
    """The enrolments of everyone not removed whose key lies in the store, ascending."""
    return sorted(e.key for e in data.people.values() if e.active and e.custody == STORED)


def apply_finish(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The recount has ended; its last head is to be cosigned."""
    data.finished = entry.index
    end_all_sessions(data, entry.index)
    head_is_due(data, entry.index)
