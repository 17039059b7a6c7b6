"""What a close and a contest close have in common: differences are explained, the tally is true.

Readings chosen where the format leaves a choice: a batch is named once, and only if it is one of
those closed; where what was expected and what was found differ, it names the board's motion that
explains that very batch.
"""

from collections.abc import Collection, Sequence
from typing import Any

from adjudicator.ledger.state.data import RecordData, refuse


def check_differences(
    data: RecordData, differences: Sequence[Sequence[Any]], batches: Collection[int | None]
) -> None:
    """Refuse a difference that is not explained, or is of another batch.

    :param differences: ``[batch, expected, found, motion or None]``.
    :raises Refused: ``difference``.
    """
    for batch, expected, found, motion in differences:
        known: Any = None if motion is None else data.motions.get(motion)
        explained = (
            known is not None and known.effect == "explain" and known.target == {"batch": batch}
        )
        if batch not in batches or (motion is not None and not explained):
            refuse(
                "difference",
                f"the difference of batch {batch} names a motion that does not explain it",
                "Choose the board's motion for this batch.",
            )
        if expected != found and not explained:
            refuse(
                "difference",
                f"batch {batch} expected {expected} and found {found}, and the board has not "
                "explained it",
                "Find the ballots, or ask the board for a motion with a reason.",
            )


def check_tally(data: RecordData, stated: str) -> None:
    """Refuse a tally that is not the record's own at this size.

    :raises Refused: ``tally``.
    """
    tally = data.evidence.tally_hash(data.tree.size)
    if tally is None:
        data.skipped += 1
    elif tally != stated:
        refuse(
            "tally",
            "the tally signed with this close is not the tally of the record",
            "Look at the tally again and sign anew.",
        )
