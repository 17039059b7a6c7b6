"""Whether the ballots are those expected, and what was stated as missing and how it was explained.

A batch that differs is closed only with the board's motion that explains it; the close of the
contest states it once more.
"""

from collections.abc import Iterator

from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.services.reconciliation.headlines import headline
from adjudicator.services.reconciliation.report import read_reconciliation
from adjudicator.services.reconciliation.words import (
    basis_words,
    heading,
    line_words,
)
from adjudicator.storage.queries.acts import list_entries


def reconciliation_sentences(paper: RecordPaper, contest: str = "") -> Iterator[str]:
    """How the ballots here stand to those expected: in how many precincts, and what differs.

    :param contest: this one alone; every contest if empty.
    """
    return map(paper.told, _reconciled(paper, contest))


def _reconciled(paper: RecordPaper, contest: str) -> Iterator[str]:
    found = read_reconciliation(paper.recount)
    yield basis_words("" if found.expected is None else found.expected.sentence, found.trouble)
    mine = [line for line in found.lines if contest in {"", line.place.contest}]
    yield headline(found.election, mine)
    several = 1 if contest else len(found.contests)
    for line in found.differing:
        if contest not in {"", line.place.contest}:
            continue
        where = heading(found.election, line.place, contests=several)
        yield f"{where}: {line_words(found.election, line)}"
        for explanation in found.explanations(line):
            yield f"Explained by the board in {explanation.sentence.rstrip('.')}."
        for note in found.noted(line):
            yield note.sentence
        if not found.explanations(line):
            yield "The board has not explained it."


def differences_stated(paper: RecordPaper, contest: str = "") -> Iterator[str]:
    """Each difference as the last close that covers its batch stated it, by batch.

    :param contest: only of batches of this contest; of all of them if empty.
    """
    data = paper.state.data
    with paper.recount.reading() as connection:
        closes = list_entries(connection, limit=paper.state.size, kinds=("close", "contest_close"))
    stated: dict[int, tuple[int, int, int | None, int]] = {}
    for close in closes:
        for batch, expected, found, motion in close.body["differences"]:
            stated[batch] = (expected, found, motion, close.index)
    for batch, (expected, found, motion, entry) in sorted(stated.items()):
        contests = {data.cases[seal].contest for seal in data.batches[batch].cases}
        if contest and contest not in contests:
            continue
        why = "not explained" if motion is None else f"explained by the motion in entry {motion:,}"
        yield f"Batch {batch}: {found:,} of {expected:,} found, stated in entry {entry:,}, {why}."
