"""Batches that differ from what was expected: stated at a close, and explained by the board.

What is expected of a place stands in :mod:`adjudicator.services.reconciliation`; which batch states
the difference of a wider place, in :mod:`adjudicator.domain.reconciliation.shortages`.  A close
states it with the board's motion that explains that very batch; without one nothing of the batch is
closed.  A batch also differs where the image of one of its ballots is not in the folder.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level, Place
from adjudicator.domain.reconciliation.shortages import Shortage
from adjudicator.domain.wording import join_names
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.reconciliation.report import read_carried
from adjudicator.services.reconciliation.words import line_words, title_words
from adjudicator.services.recount import Recount


@dataclass(frozen=True, slots=True)
class Difference:
    """A batch that states a difference."""

    batch: int
    expected: int
    """Ballots it should have; over- and undervotes where only their number is known."""
    found: int
    """Those that are here, with all their images."""
    motion: int | None
    """The entry of the board's motion that explains it."""
    told: str = ""
    """What differs, in sentences."""

    @property
    def row(self) -> tuple[int, int, int, int | None]:
        """As a close states it."""
        return self.batch, self.expected, self.found, self.motion

    @property
    def words(self) -> str:
        """``Batch 3: State House 26, precinct 214: 41 of 42 flagged ballots are here ...``."""
        explained = (
            "The board has not explained it"
            if self.motion is None
            else f"Explained in entry {self.motion}"
        )
        return f"Batch {self.batch}: {self.told} {explained}"


def differences(recount: Recount, batches: Iterable[int]) -> tuple[Difference, ...]:
    """Which of these batches state a difference, in their order.

    :raises Refusal: the list of expected ballots that was kept cannot be read.
    """
    wanted = sorted(set(batches))
    lines, stated = read_carried(recount, wanted)
    by_place = {line.place: line for line in lines if line.level is Level.BATCH}
    data = recount.state.data
    found = []
    for batch in wanted:
        shortage = stated.shortages.get(batch)
        if shortage is not None:
            found.append(_difference(recount, shortage, by_place[_place(data, batch)]))
    return tuple(found)


def _place(data: RecordData, batch: int) -> Place:
    key = data.batches[batch].key
    if key is None:
        raise KeyError(batch)
    return Place(*key)


def _difference(recount: Recount, shortage: Shortage, own: Line) -> Difference:
    """The figures of a batch: what it has, and beside it what is missing from the place it ends."""
    election, line = recount.election, shortage.line
    if shortage.in_votes and not own.work.lost:
        have = found = own.counted.votes
    else:
        have, found = own.work.cases, own.work.images
    expected = max(0, have + shortage.number)
    if expected == found:
        # What is lost and what is too much would hide each other.
        expected = have if have != found else have + 1
    told = f"{title_words(election, line.place)}: {line_words(election, line)}"
    return Difference(
        shortage.batch, expected, found, _explained(recount.state.data, shortage.batch), told
    )


def not_explained(found: Sequence[Difference]) -> str:
    """Why nothing is closed, and what to do; empty where every difference is explained."""
    missing = [each for each in found if each.motion is None]
    if not missing:
        return ""
    first = missing[0]
    others = [str(each.batch) for each in missing[1:]]
    more = f" The same holds for batch {join_names(others)}." if others else ""
    return (
        f"{first.words}.{more} Find the ballots (Reconciliation), or let the board carry a motion "
        "that explains the batch (Orders)."
    )


def _explained(data: RecordData, batch: int) -> int | None:
    """The newest motion that explains this batch."""
    return max(
        (
            motion.index
            for motion in data.motions.values()
            if motion.effect == "explain" and motion.target == {"batch": batch}
        ),
        default=None,
    )
