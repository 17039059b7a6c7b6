"""Orders about people: an alternate takes a seat, and two people of one party may act together."""

from collections.abc import Sequence
from pathlib import Path

from adjudicator.services.orders.motion import Effect, Votes, carry
from adjudicator.services.orders.wording import OrderWords
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.record import Appended


def seat_alternate(
    recount: Recount,
    alternate: str,
    instead_of: str,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Seat an alternate, or a displaced member who comes back.

    :param instead_of: who holds that seat now, or held it before they were removed.
    """
    target = {"alternate": alternate, "for": instead_of}
    return carry(recount, Effect.SEAT, target, words, votes, board, document=document)


def waive_difference(
    recount: Recount,
    people: Sequence[str],
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Let two or more people act together although they are of one party."""
    target = {"people": sorted(set(people))}
    return carry(recount, Effect.WAIVE, target, words, votes, board, document=document)
