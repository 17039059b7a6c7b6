"""Motions of the board: release a lot, void an import nobody has ruled on."""

from collections.abc import Sequence

from adjudicator.domain.ballots import Lot
from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.record import Appended


def release_lot(
    recount: Recount,
    import_entry: int,
    lot: Lot,
    reason: str,
    votes: Sequence[tuple[str, str]],
    board: Sequence[Signer],
) -> Appended:
    """Let a lot into the totals and onto the tables.

    :param votes: ``(person, "yes" | "no" | "abstain")`` of every member who voted.
    :param board: identity keys of those who sign, the board's majority.
    :raises Refusal: no reason, no majority, or the import has no such lot.
    """
    return _motion(
        recount, "release", {"import": import_entry, "lot": lot.value}, reason, votes, board
    )


def void_import(
    recount: Recount,
    import_entry: int,
    reason: str,
    votes: Sequence[tuple[str, str]],
    board: Sequence[Signer],
) -> Appended:
    """Take an import out of the recount, as long as nobody has ruled on a case of it."""
    return _motion(recount, "void", {"import": import_entry}, reason, votes, board)


def _motion(
    recount: Recount,
    effect: str,
    target: dict[str, object],
    reason: str,
    votes: Sequence[tuple[str, str]],
    board: Sequence[Signer],
) -> Appended:
    if not reason.strip():
        raise Refusal("A motion needs its reason. Nothing was changed.")
    sealed = recount.seal(reason)
    return recount.append(
        bodies.motion(
            effect=effect,
            target=target,
            reason=sealed.seal,
            votes=votes,
        ),
        list(board),
        openings=[sealed],
    )
