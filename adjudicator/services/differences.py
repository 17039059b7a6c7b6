"""Batches of which not every ballot was found: stated at a close, and explained by the board.

The pile says how many ballots a batch has; found are those whose every image lies in the folder.  A
difference is stated with the board's motion that explains that very batch; without one nothing of
the batch is closed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adjudicator.domain.wording import join_names
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import CaseFilter, list_cases


@dataclass(frozen=True, slots=True)
class Difference:
    """A batch that lacks the image of some ballot."""

    batch: int
    expected: int
    """Ballots it has."""
    found: int
    """Ballots whose images are all here."""
    motion: int | None
    """The entry of the board's motion that explains it."""

    @property
    def row(self) -> tuple[int, int, int, int | None]:
        """As a close states it."""
        return self.batch, self.expected, self.found, self.motion

    @property
    def words(self) -> str:
        """``Batch 3: the images of 41 of 42 ballots are here, explained in entry 57``."""
        told = f"Batch {self.batch}: the images of {self.found:,} of {self.expected:,} ballots are"
        if self.motion is None:
            return f"{told} here, and the board has not explained it"
        return f"{told} here, explained in entry {self.motion}"


def differences(recount: Recount, batches: Iterable[int]) -> tuple[Difference, ...]:
    """Which of these batches lack an image, in their order."""
    data = recount.state.data
    here: dict[str, bool] = {}
    found = []
    with recount.reading() as connection:
        for batch in sorted(set(batches)):
            cases = list_cases(connection, CaseFilter(batch=batch))
            for image in {image for case in cases for image in case.row.images} - here.keys():
                here[image] = recount.folder.image(image).is_file()
            whole = sum(all(here[image] for image in case.row.images) for case in cases)
            if whole < len(cases):
                found.append(Difference(batch, len(cases), whole, _explained(data, batch)))
    return tuple(found)


def not_explained(found: Sequence[Difference]) -> str:
    """Why nothing is closed, and what to do; empty where every difference is explained."""
    missing = [each for each in found if each.motion is None]
    if not missing:
        return ""
    first = missing[0]
    others = [str(each.batch) for each in missing[1:]]
    more = f" The same holds for batch {join_names(others)}." if others else ""
    return (
        f"{first.words}.{more} Find the images, or let the board carry a motion that explains the "
        "batch (Orders)."
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
