"""Motions that order the work: suspend, resume, priority, deadline, refile, explain, waive.

Readings chosen where the format leaves a choice: a contest is suspended from the motion on, until
a motion resumes it (:mod:`adjudicator.ledger.state.locks` says what that stops); the newest
priority leads; the newest deadline of a contest holds, and stops nothing by itself.
"""

from typing import Final

from adjudicator.ledger.envelope import Body
from adjudicator.ledger.errors import by_id
from adjudicator.ledger.state.data import Effect, RecordData, refuse


def _check_contest(data: RecordData, target: Body) -> None:
    if target["contest"] not in data.contests:
        refuse(
            "contest",
            f"the contest {target['contest']} is not part of this recount",
            "Choose a contest from the list.",
        )


def _check_suspend(data: RecordData, target: Body) -> None:
    _check_contest(data, target)
    entry = data.suspended.get(target["contest"])
    if entry is not None:
        refuse(
            "suspended",
            f"this contest is already suspended by order (entry {entry})",
            "Nothing needs to be done; note a further order as an incident.",
        )


def _suspend(data: RecordData, index: int, target: Body) -> None:
    data.suspended[target["contest"]] = index


def _check_resume(data: RecordData, target: Body) -> None:
    _check_contest(data, target)
    if target["contest"] not in data.suspended:
        refuse("suspended", "this contest is not suspended", "Nothing needs to be done.")


def _resume(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    del data.suspended[target["contest"]]


def _lead(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    others = [contest for contest in data.priorities if contest != target["contest"]]
    data.priorities = [target["contest"], *others]


def _set_deadline(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    data.deadlines[target["contest"]] = target["t"]


def _check_explain(data: RecordData, target: Body) -> None:
    if data.rows_withheld:
        data.skipped += 1
    elif target["batch"] not in data.batches:
        refuse("batch", f"there is no batch {target['batch']}", "Choose a batch from the list.")


def _explain(data: RecordData, index: int, target: Body) -> None:
    """Nothing changes: a close names the motion, or the county files its returns anew."""


def _check_waive(data: RecordData, target: Body) -> None:
    for name in target["people"]:
        if data.active(name) is None:
            refuse("person", f"{by_id(name)} is not enrolled", "Choose people from the list.")


def _waive(data: RecordData, index: int, target: Body) -> None:  # noqa: ARG001 - one shape for all effects
    data.waived.add(frozenset(target["people"]))


EFFECTS: Final[dict[str, Effect]] = {
    "suspend": (_check_suspend, _suspend),
    "resume": (_check_resume, _resume),
    "priority": (_check_contest, _lead),
    "refile": (_check_contest, _explain),
    "deadline": (_check_contest, _set_deadline),
    "explain": (_check_explain, _explain),
    "waive": (_check_waive, _waive),
}
"""Per effect: may its target be moved now, and what carrying it changes."""
