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
from adjudicator.imaging.probe import ImageUnreadable
from adjudicator.imaging.registration import PreparedReference, prepare
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.images import ImageAltered, ImageMissing, read_image

_NICE: Final = 10


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


@dataclass(frozen=True, slots=True)
class NotReady:
    """The references cannot be used, so nothing is looked at."""

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
        if problem := looker.prepare():
            there.send(NotReady(problem))
            return
        there.send(Ready())
        while True:
            there.send([looker.look_at(task) for task in there.recv()])


class _Looker:
    """Looks at pages of one folder with references prepared once."""

    def __init__(self, orders: Orders) -> None:
        self._folder = RecountFolder(orders.folder)
        self._references, self._contests = orders.references, orders.contests
        self._prepared: list[PreparedReference] = []

    def prepare(self) -> str:
        """Read every reference page; gives why one cannot be read, empty if all can."""
        for reference in self._references:
            try:
                image = read_page(read_image(self._folder, reference.image), reference.page)
            except (ImageMissing, ImageAltered, ImageUnreadable, OSError) as error:
                where = f"{reference.side} of ballot style {reference.style}"
                return f"the reference page ({where}) {_trouble(error)}"
            self._prepared.append(prepare(reference, image))
        return ""

    def look_at(self, task: PageTask) -> PageResult:
        """Read, hash, decode and examine one page."""
        try:
            page = read_page(read_image(self._folder, task.image), task.page)
        except (ImageMissing, ImageAltered, ImageUnreadable, OSError) as error:
            return PageResult(task, b"", f"The image {_trouble(error)}.")
        style = task.style or None
        finding = examine(
            task.image, task.page, page, self._prepared, style=style, contests=self._contests
        )
        return PageResult(task, msgspec.json.encode(finding))


def _trouble(error: Exception) -> str:
    """What is wrong with an image, as the end of a sentence."""
    match error:
        case ImageMissing():
            return "is missing"
        case ImageAltered():
            return "is not the file that was imported"
        case ImageUnreadable():
            return f"cannot be read: {str(error).removesuffix('.')}"
        case _:
            return f"cannot be read: {error}"
