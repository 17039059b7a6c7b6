"""What the closes of a recount stated as missing, and how the board explained it.

A batch of which not every ballot was found is closed only with the board's motion that explains it;
the close of the contest states it once more.
"""

from collections.abc import Iterator

from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.motions import motion_at


def differences_stated(paper: RecordPaper, contest: str | None = None) -> Iterator[str]:
    """Each difference as the last close that covers its batch stated it, by batch.

    :param contest: only of batches of this contest.
    """
    batches = paper.state.data.batches
    of_contest = {
        number: {paper.state.data.cases[seal].contest for seal in batch.cases}
        for number, batch in batches.items()
    }
    with paper.recount.reading() as connection:
        closes = list_entries(connection, limit=paper.state.size, kinds=("close", "contest_close"))
        stated: dict[int, tuple[int, int, int | None, int]] = {}
        for close in closes:
            for batch, expected, found, motion in close.body["differences"]:
                stated[batch] = (expected, found, motion, close.index)
        for batch, (expected, found, motion, entry) in sorted(stated.items()):
            if contest is not None and contest not in of_contest.get(batch, set()):
                continue
            told = (
                f"Batch {batch}: the images of {found:,} of {expected:,} ballots were found, as "
                f"stated in entry {entry:,}"
            )
            made = None if motion is None else motion_at(connection, motion)
            if made is None:
                yield f"{told}; not explained."
                continue
            why = (made.reason or "").rstrip(".")
            yield f"{told}; explained by the board in entry {made.entry:,}: {why}."
