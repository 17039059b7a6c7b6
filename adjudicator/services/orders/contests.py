"""Orders about a contest: suspend it, let it go on, put it first, set its deadline.

A suspended contest locks at once: no ruling, no vote, no second look, no close and no reopening;
answers, withdrawals, paper, notes and motions go on (the record refuses the others by rule).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from adjudicator.ledger.text import to_time
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.motion import Effect, Votes, carry
from adjudicator.services.orders.wording import OrderWords
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.record import Appended


def suspend_contest(
    recount: Recount,
    contest: str,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Lock a contest until it is resumed."""
    target = {"contest": contest}
    return carry(recount, Effect.SUSPEND, target, words, votes, board, document=document)


def resume_contest(
    recount: Recount,
    contest: str,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Let a suspended contest go on."""
    target = {"contest": contest}
    return carry(recount, Effect.RESUME, target, words, votes, board, document=document)


def put_first(
    recount: Recount,
    contest: str,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Work on this contest comes before that on all others; the newest such motion leads."""
    target = {"contest": contest}
    return carry(recount, Effect.PRIORITY, target, words, votes, board, document=document)


def set_deadline(
    recount: Recount,
    contest: str,
    when: datetime,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Note by when a contest must be done; the newest holds.

    :param when: with its time zone.
    """
    if when.tzinfo is None:
        raise Refusal("A deadline needs its time zone. Nothing was changed.")
    target = {"contest": contest, "t": to_time(when.astimezone(UTC))}
    return carry(recount, Effect.DEADLINE, target, words, votes, board, document=document)
