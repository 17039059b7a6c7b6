"""One process that looks at pages: reads, hashes, decodes, finds, and hands back what it found.

It knows images and references and neither record nor database, so that it begins fast.
"""

import contextlib
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import cv2
import msgspec

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.imaging.examine import examine
from adjudicator.imaging.pages import read_page
from adjudicator.services.locating.preparing import UNREAD, ReadyReferences, trouble
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.images import read_image

_NICE: Final = 10
_REMEDY: Final = (
    "Every ballot can be ruled on. Bring the image back from the second path, or draw the "
    "reference on another page"
)


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process is to look at pages with."""

    folder: Path
    """The recount folder."""
    references: tuple[ReferencePage, ...]
    contests: frozenset[str] | None = None
    """Those whose ink is measured; ``None``: all that stand on a page."""
    behind: bool = False
    """Whether it works behind a window, where people's own keys and pages come first."""


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to look at."""

    image: str
    """SHA-256 of the image file."""
    page: int
    style: str
    """The ballot style its source names; empty where it names none."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of it: a finding, or why there is none."""

    task: PageTask
    finding: bytes
    """A ``PageFinding`` as JSON; empty where there is none."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """The references are prepared."""

    left_out: tuple[str, ...] = ()
    """Those that cannot be used, a clause each."""


@dataclass(frozen=True, slots=True)
class NotReady:
    """No reference can be used, so nothing is looked at."""

    problem: str


def work(there: Connection, orders: Orders) -> None:
    """Answer every list of tasks with a list of results, until there are no more.

    :param there: gives lists of tasks; its end ends the process.
    """
    # One thread: there are as many processes as cores.
    cv2.setNumThreads(1)
    if orders.behind:
        with contextlib.suppress(OSError):
            os.nice(_NICE)
    with there, contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        looker = _Looker(orders)
        if looker.left_out and not looker.usable:
            there.send(NotReady(f"{'; '.join(looker.left_out)}. {_REMEDY}"))
            return
        there.send(Ready(looker.left_out))
        while True:
            there.send([looker.look_at(task) for task in there.recv()])


class _Looker:
    """Looks at pages of one folder with references prepared once."""

    def __init__(self, orders: Orders) -> None:
        self._folder = RecountFolder(orders.folder)
        self._references = ReadyReferences(self._folder, orders.references)
        self._contests = orders.contests

    @property
    def left_out(self) -> tuple[str, ...]:
        """References that cannot be used, a clause each."""
        return self._references.problems

    @property
    def usable(self) -> bool:
        """Whether there is anything to hold pages against."""
        return bool(self._references.prepared)

    def look_at(self, task: PageTask) -> PageResult:
        """Read, hash, decode and examine one page."""
        try:
            page = read_page(read_image(self._folder, task.image), task.page)
        except UNREAD as error:
            return PageResult(task, b"", f"The image {trouble(error)}.")
        style, references = task.style or None, self._references
        finding = examine(
            task.image, task.page, page, references.prepared, style=style, contests=self._contests
        )
        if references.may_be_of_one_left_out(task.style, finding):
            # Not kept, so that it is looked at again once the reference can be used.
            return PageResult(task, b"", f"Not looked at: {'; '.join(references.problems)}.")
        return PageResult(task, msgspec.json.encode(references.told(finding)))
