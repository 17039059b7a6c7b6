"""What stops work on a case whoever asks: a void import, a lot kept apart, an order of the board.

Readings chosen where the format leaves a choice: while a contest is suspended nobody rules, votes,
looks, closes its batches or reopens its cases; answers, withdrawals, papers, notes and motions go
on.  A case isolated by itself, or in an isolated lot, is not worked on until it is released.
"""

from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import CaseState


def piled_case(data: RecordData, seal: str) -> CaseState:
    """The case of that seal, whatever became of its import.

    :raises Refused: ``pile``.
    """
    case = data.cases.get(seal)
    if case is None:
        refuse(
            "pile",
            f"the ballot {seal[:8]} stands in no pile",
            "Take the next ballot of the batch.",
        )
    return case


def known_case(data: RecordData, seal: str) -> CaseState:
    """The case of that seal, in an import that stands.

    :raises Refused: ``pile``.
    """
    case = piled_case(data, seal)
    if data.is_void(case):
        refuse(
            "pile",
            f"case {case.name} belongs to an import declared void",
            "Take the next ballot.",
        )
    return case


def need_workable(data: RecordData, case: CaseState, contest: str | None = None) -> None:
    """Refuse while the case is kept apart, isolated, or its contest is suspended.

    :param contest: what the act says of a case whose row is withheld.
    :raises Refused: ``lot``, ``isolated`` or ``suspended``.
    """
    if not data.is_released(case):
        lot = (case.lot or "").replace("_", " ")
        sources = {case.import_} if case.import_ is not None else set(data.pile_imports[case.pile])
        isolated = any((source, case.lot) in data.isolated_lots for source in sources)
        why = "the board has isolated by order" if isolated else "the board has not released"
        refuse(
            "lot",
            f"case {case.name} lies in the lot {lot}, which {why}",
            "Set the ballot aside until the board releases it.",
        )
    if case.seal in data.isolated_cases:
        refuse(
            "isolated",
            f"case {case.name} is isolated by order",
            "Set the ballot aside until the board releases it.",
        )
    known = case.contest or contest
    if known is None:
        data.skipped += bool(data.suspended)
    else:
        need_running(data, known)
    if case.lot is None:
        data.skipped += bool(data.isolated_lots)


def need_running(data: RecordData, contest: str) -> None:
    """Refuse while the contest is suspended.

    :raises Refused: ``suspended``, naming the motion.
    """
    entry = data.suspended.get(contest)
    if entry is not None:
        known = data.evidence.contest(contest)
        title = contest if known is None else known.title
        refuse(
            "suspended",
            f"{title} is suspended by order (entry {entry})",
            "Wait until the board resumes the contest; objections and notes are taken meanwhile.",
        )
