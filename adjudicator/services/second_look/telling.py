"""The second look in words: for the status, the list of what waits, the docket and the papers."""

from collections.abc import Iterator
from typing import Any

from adjudicator.domain.second_look import OF, BatchLooks, Sight, Stage
from adjudicator.domain.wording import count
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.model import SecondLook
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.standing import SecondLooks, read_looks
from adjudicator.services.veil import is_veiled

DRAWN_FROM = (
    "The record does not tell a ballot confirmed on a page of blanks from one ruled on alone: the "
    "sample is drawn from every ballot of a batch that was ruled to have nothing marked."
)


def rate_sentence(looks: SecondLooks) -> str:
    """Such as ``Second look: 1 of 57 seen otherwise (18 of 1,000); limit 10 of 1,000 ...``."""
    limit = f"limit {looks.limit:,} of {OF:,} in a batch"
    return f"Second look: {looks.rate.words}; {limit}."


def drawn_words(recount: Recount, looks: BatchLooks, entry: int) -> str:
    """``2 blanks drawn as entry 40``; of more, how many of them are for a look now.

    :param looks: where the batch stood before.
    """
    drawn = len(recount.state.data.samples[entry].cases)
    some = f", {looks.size:,} of them to be looked at now" if drawn > looks.size else ""
    return f"{count(drawn, 'blank')} drawn as entry {entry:,}{some}"


def looks_value(looks: SecondLooks | None) -> dict[str, Any] | None:
    """The object of ``status --json``; ``None`` where the opening fixed no second look."""
    if looks is None:
        return None
    return {
        "per_mille": looks.per_mille,
        "limit_per_mille": looks.limit,
        "drawn": looks.drawn,
        "looked_at": looks.rate.looked,
        "seen_otherwise": looks.rate.unlike,
        "rate_per_mille": looks.rate.per_mille,
        "waiting": looks.waiting,
        "batches": [
            {
                "batch": each.batch,
                "state": each.stage.value,
                "blanks": each.blanks,
                "to_draw": each.size,
                "drawn": each.drawn,
                "looked_at": each.rate.looked,
                "seen_otherwise": each.rate.unlike,
                "rate_per_mille": each.rate.per_mille,
                "waiting": len(each.waiting),
                "above_limit": each.above,
            }
            for each in looks.batches
        ],
    }


def waiting_sentences(looks: SecondLooks | None) -> Iterator[str]:
    """What waits for people, the most urgent first."""
    return (sentence for _, sentence in staged_sentences(looks))


def staged_sentences(looks: SecondLooks | None) -> Iterator[tuple[Stage, str]]:
    """The same, each with what it waits for; several batches in one sentence.

    A batch above the limit is told by itself, and its drawn ballots that wait meanwhile too.
    """
    if looks is None:
        return
    for each in looks.of(Stage.AGAIN):
        yield Stage.AGAIN, each.sentence
    due = looks.of(Stage.DRAW)
    if len(due) == 1:
        yield Stage.DRAW, due[0].sentence
    elif due:
        told = f"{sum(b.size for b in due):,} of {sum(b.blanks for b in due):,} blanks wait"
        said = f"{len(due)} batches: {told} for a second look; the board draws them first."
        yield Stage.DRAW, said
    waiting = [each for each in looks.batches if each.waiting]
    if len(waiting) == 1 and waiting[0].stage is Stage.LOOK:
        yield Stage.LOOK, waiting[0].sentence
    elif waiting:
        where = f"Batch {waiting[0].batch}" if len(waiting) == 1 else f"{len(waiting)} batches"
        verb = "waits" if looks.waiting == 1 else "wait"
        blanks = count(looks.waiting, "drawn blank")
        yield Stage.LOOK, f"{where}: {blanks} {verb} for a second look by another team."


def seen_otherwise(state: RecordState, seal: str) -> SecondLook | None:
    """The newest second look that saw a case otherwise, while it waits for the board for it."""
    if seal not in state.data.looked_unlike:
        return None
    looks = (s.looked[seal] for s in state.data.samples.values() if seal in s.looked)
    unlike = [look for look in looks if look.unlike and not is_veiled(state, look.index, seal)]
    return max(unlike, key=lambda look: look.index, default=None)


def docket_words(state: RecordState, seal: str) -> str:
    """``A second look saw a vote.``; empty where no second look brought the case here."""
    look = seen_otherwise(state, seal)
    return "" if look is None else f"A second look saw {Sight(look.disp).seen}."


def published(recount: Recount) -> Iterator[str]:
    """What papers tell of the second look, a sentence each; nothing where none was fixed."""
    looks = read_looks(recount)
    if looks is None:
        return
    yield (
        f"Of each {OF:,} blanks of a batch {looks.per_mille:,} were to be drawn for a second look, "
        f"at least one. {DRAWN_FROM}"
    )
    yield f"{count(looks.drawn, 'ballot')} drawn. {rate_sentence(looks)}"
    if looks.stopped:
        yield f"{count(looks.stopped, 'drawn ballot')} cannot be looked at now."
    for each in looks.batches:
        if each.rate.unlike:
            yield f"Batch {each.batch}: {each.rate.words}{_above(each)}."
    yield from (each.sentence for each in looks.batches if each.holds)


def _above(looks: BatchLooks) -> str:
    if not looks.above:
        return ""
    done = looks.stage is Stage.DONE
    return ", above the limit" + (": all its blanks were looked at again" if done else "")
