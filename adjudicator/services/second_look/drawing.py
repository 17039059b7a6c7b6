"""The board draws blanks for the second look: in public, by a seed anybody can work out again.

One drawing serves any number of batches; each of them is drawn by an entry of its own, so that
every batch has its share.  A ballot that nobody can look at now, as one that an order isolates, has
the same chance as any other but fills no place of the share: as many are drawn as it takes until
enough of them can be looked at.

A text that has been drawn from before is refused: who knows a seed before the blanks are ruled on
knows which ballots nobody will look at.
"""

import json
import secrets
from collections.abc import Sequence

from adjudicator.domain.second_look import BatchLooks, Stage
from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.piles import draw_sample
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.drawing import BY_THE_PROGRAM, Drawn
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.second_look.standing import blanks_of, read_looks, undrawn
from adjudicator.storage.queries.acts import entry_bytes
from adjudicator.storage.record import Appended


def batches_to_draw(recount: Recount, wanted: Sequence[int] = ()) -> tuple[BatchLooks, ...]:
    """The batches of which the board has to draw now, with how many of each.

    :param wanted: these alone; none means every one.
    :raises Refusal: the opening fixed no second look, or nothing is to be drawn of one of them.
    """
    found = read_looks(recount)
    if found is None:
        raise Refusal(
            "Nothing is drawn: no second look was fixed at the opening of this recount. "
            "Nothing was changed."
        )
    due = {each.batch: each for each in found.to_draw}
    known = {each.batch: each for each in found.batches}
    for number in wanted:
        if number not in due:
            raise Refusal(f"{_why_not(number, known.get(number))} Nothing was changed.")
    chosen = tuple(due[number] for number in sorted(set(wanted) or due.keys()))
    if not chosen:
        raise Refusal("Nothing is to be drawn now. Nothing was changed.")
    return chosen


def _why_not(number: int, looks: BatchLooks | None) -> str:
    if looks is None:
        return f"Batch {number} has no ballot confirmed as blank, so nothing is drawn of it."
    if looks.stage is Stage.EARLY:
        return f"Batch {number} is not all ruled on; its blanks are drawn once it is."
    if looks.waiting:
        return f"{looks.sentence} They are looked at first."
    return f"Nothing more is to be drawn of batch {number}."


def draw(
    recount: Recount, batches: Sequence[BatchLooks], board: Sequence[Signer], drawn: Drawn | None
) -> tuple[Appended, ...]:
    """Draw as many blanks of each of these batches as was shown to those who sign.

    :param board: identity keys of the board's majority.
    :param drawn: the seed as it was drawn in public; ``None`` lets the program draw, which only a
        rehearsal or a demonstration may.
    :raises Refusal: nothing was drawn in public, or it was drawn from before; a batch stands
        otherwise now; or the record does not take it.  What was drawn before that stands.
    """
    check_may_draw(recount, drawn)
    seed = Drawn(secrets.token_hex(32), BY_THE_PROGRAM) if drawn is None else drawn
    now = {each.batch: each for each in batches_to_draw(recount, [b.batch for b in batches])}
    moved = [each.batch for each in batches if now[each.batch].size != each.size]
    if moved:
        listed = join_names([str(number) for number in moved])
        raise Refusal(
            f"Nothing is drawn: batch {listed} does not stand as it was shown any more. "
            "Nothing was changed. Look again and draw anew."
        )
    return tuple(
        recount.append(
            bodies.sample(
                batches=[each.batch],
                seed=seed.seed,
                drawn=seed.words,
                size=size_under(recount.state.data, now[each.batch], seed.seed),
            ),
            list(board),
        )
        for each in batches
    )


def size_under(data: RecordData, looks: BatchLooks, seed: str) -> int:
    """How many blanks are drawn under a seed, until enough of them can be looked at.

    Where nothing is locked and nothing was drawn before, as many as are wanted.
    """
    blanks = [case.seal for case in blanks_of(data, looks.batch)]
    if looks.stage is Stage.AGAIN:
        return len(blanks)
    wanted = undrawn(data, looks.batch)
    found = 0
    for place, seal in enumerate(draw_sample(seed, blanks, len(blanks)), start=1):
        found += seal in wanted
        if found >= looks.size:
            return place
    return len(blanks)


def check_may_draw(recount: Recount, drawn: Drawn | None) -> None:
    """Refuse a seed of an earlier drawing, and in a recount that counts one nobody has drawn.

    :raises Refusal: before anybody is asked for a passphrase.
    """
    if drawn is None:
        if recount.purpose is Purpose.RECOUNT:
            raise Refusal(
                "Nothing is drawn: the ballots of a second look are drawn in public, as with "
                "dice. Nothing was changed. Type in what was drawn."
            )
        return
    data = recount.state.data
    with recount.reading() as connection:
        for entry in sorted({*data.piles, *data.samples}):
            body = json.loads(entry_bytes(connection, entry))["b"]
            if body["seed"] == drawn.seed:
                raise Refusal(
                    f"This was drawn before (entry {entry:,}), so it was known before these "
                    "ballots were ruled on. Nothing was changed. Draw anew."
                )
