"""Orders about ballots: isolate and release lots or ballots, void an import, explain a batch.

An isolated lot leaves the totals.  The ruling on a single isolated ballot does not count, and the
case shows as pending; what the machine counted on its sheet stays in the returns, for those figures
were delivered as sums and nobody can take one sheet out of them.
"""

from collections.abc import Sequence
from pathlib import Path

from adjudicator.domain.ballots import Lot
from adjudicator.services.orders.motion import Effect, Votes, carry
from adjudicator.services.orders.wording import OrderWords
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.record import Appended

ISOLATED_COUNTS = (
    "What the machine counted on these sheets stays in the returns; rulings on them do not count."
)


def release_lot(
    recount: Recount,
    import_entry: int,
    lot: Lot,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Let a lot into the totals and onto the tables.

    :param board: identity keys of those who sign, the board's majority.
    :raises Refusal: no reason, no majority, or the import has no such lot that waits.
    """
    target = {"import": import_entry, "lot": lot.value}
    return carry(recount, Effect.RELEASE, target, words, votes, board, document=document)


def isolate_lot(
    recount: Recount,
    import_entry: int,
    lot: Lot,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Take a lot out of the totals and off the tables, an accepted one too."""
    target = {"import": import_entry, "lot": lot.value}
    return carry(recount, Effect.ISOLATE, target, words, votes, board, document=document)


def isolate_cases(
    recount: Recount,
    cases: Sequence[str],
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Lock single ballots; ``cases`` are their seals."""
    target = {"cases": sorted(set(cases))}
    return carry(recount, Effect.ISOLATE, target, words, votes, board, document=document)


def release_cases(
    recount: Recount,
    cases: Sequence[str],
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Let isolated ballots back."""
    target = {"cases": sorted(set(cases))}
    return carry(recount, Effect.RELEASE, target, words, votes, board, document=document)


def void_import(
    recount: Recount,
    import_entry: int,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Take an import out of the recount, as long as nobody has ruled on a case of it."""
    target = {"import": import_entry}
    return carry(recount, Effect.VOID, target, words, votes, board, document=document)


def explain_batch(
    recount: Recount,
    batch: int,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Say why a batch has fewer or more ballots than were expected."""
    target = {"batch": batch}
    return carry(recount, Effect.EXPLAIN, target, words, votes, board, document=document)
