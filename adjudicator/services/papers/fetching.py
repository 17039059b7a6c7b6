"""Sending for a paper: the step is recorded first, then its pull slip is made.

The record holds even where no slip can be printed; the slip can be made again at any time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.interchange.papers.pdf import render
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.life import request_paper
from adjudicator.services.papers.printing import file_name, stamp, write_paper
from adjudicator.services.papers.printing_cases import pull_slip
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import fresh
from adjudicator.services.seating import Seat
from adjudicator.storage.record import Appended


@dataclass(frozen=True, slots=True)
class Fetched:
    """A paper that was sent for."""

    appended: Appended
    slip: Path | None
    """The pull slip; ``None`` where it could not be made."""
    problem: str = ""
    """Why there is no slip, as a sentence."""

    @property
    def told(self) -> str:
        """Where the slip lies, or why there is none."""
        if self.slip is None:
            return f"There is no pull slip yet. {self.problem}"
        return f"Its pull slip is {self.slip.parent.name}/{self.slip.name} in the recount's folder."


def fetch_paper(recount: Recount, seal: str, seat: Seat, seals: Sequence[str] = ()) -> Fetched:
    """Send for the paper of a case, and make its pull slip.

    :param seals: numbers of the seals seen on the container.
    :raises Refusal: the step cannot be taken; nothing was recorded.
    """
    appended = request_paper(recount, seal, seat, seals)
    try:
        return Fetched(appended, write_pull_slip(recount, fresh(recount, seal).number))
    except Refusal as refusal:
        return Fetched(appended, None, str(refusal))


def write_pull_slip(recount: Recount, number: str) -> Path:
    """The pull slip of a case as a PDF in the recount's folder ``papers``.

    :param number: the case number.
    :raises Refusal: there is no such case, or the disk does not take it.
    """
    slip = pull_slip(recount, stamp(recount), number)
    return write_paper(recount, file_name("pull", slip.number), render(slip))
