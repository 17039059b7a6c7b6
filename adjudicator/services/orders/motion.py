"""One motion: sealed words, the order's paper, the votes, and the signatures of the majority."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from adjudicator.ledger import bodies
from adjudicator.services.duplicates import refuse_to_count_twice
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.documents import keep_document
from adjudicator.services.orders.targets import Target
from adjudicator.services.orders.wording import OrderWords
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.replaced_counts import check_replaceable
from adjudicator.storage.record import Appended

Votes = Sequence[tuple[str, str]]
"""``(person, "yes" | "no" | "abstain")`` of every member who voted."""


class Effect(StrEnum):
    """What a motion does."""

    SUSPEND = "suspend"
    RESUME = "resume"
    ISOLATE = "isolate"
    RELEASE = "release"
    PRIORITY = "priority"
    DEADLINE = "deadline"
    WAIVE = "waive"
    SEAT = "seat"
    EXPLAIN = "explain"
    VOID = "void"
    REFILE = "refile"
    REPLACE_COUNTS = "replace_counts"

    @property
    def label(self) -> str:
        """The words on the form."""
        return _LABELS[self]

    @property
    def needs_words(self) -> bool:
        """Whether the reason must be given in words; the others may be without."""
        return self not in {Effect.PRIORITY, Effect.WAIVE, Effect.SEAT, Effect.RESUME}


_LABELS = {
    Effect.SUSPEND: "Suspend a contest",
    Effect.RESUME: "Resume a suspended contest",
    Effect.ISOLATE: "Isolate a lot, or single ballots",
    Effect.RELEASE: "Release a lot, or isolated ballots",
    Effect.PRIORITY: "Put a contest first",
    Effect.DEADLINE: "Set a deadline",
    Effect.WAIVE: "Let two people of one party act together",
    Effect.SEAT: "Seat an alternate",
    Effect.EXPLAIN: "Explain a batch that does not balance",
    Effect.VOID: "Declare an import void",
    Effect.REFILE: "File the first returns again",
    Effect.REPLACE_COUNTS: "Replace the machine's counts of an import",
}


def carry(
    recount: Recount,
    effect: Effect,
    target: Target,
    words: OrderWords | str,
    votes: Votes,
    board: Sequence[Signer],
    *,
    document: Path | None = None,
) -> Appended:
    """Record a motion that was carried.

    :param target: what it is about, of :mod:`~adjudicator.services.orders.targets`.
    :param words: who ordered it and why; a bare text is the board's own reason.
    :param board: identity keys of everyone who votes yes, and of nobody else who has no vote.
    :param document: the order itself; its bytes are kept in the folder before anything is recorded.
    :raises Refusal: no reason, no majority, or the target does not allow it; nothing was recorded.
    """
    if isinstance(words, OrderWords):
        text, given = words.text, words.words.strip()
        if words.problem:
            raise Refusal(f"Not recorded: {words.problem}")
    else:
        text = given = words.strip()
    if effect.needs_words and not given:
        raise Refusal("A motion needs its reason. Nothing was changed.")
    if effect is Effect.REPLACE_COUNTS:
        check_replaceable(recount, target["import"])
    if effect is Effect.RELEASE and "lot" in target:
        refuse_to_count_twice(recount, target["import"], target["lot"])
    kept = None if document is None else keep_document(recount, document)
    sealed = recount.seal(text) if text else None
    return recount.append(
        bodies.motion(
            effect=effect.value,
            target=target,
            reason=None if sealed is None else sealed.seal,
            document=None if kept is None else kept.sha256,
            votes=votes,
        ),
        list(board),
        openings=[] if sealed is None else [sealed],
        files=[] if kept is None else [kept.path],
    )
