"""What every reader gives, whatever it read: sheets with images, contests and machine readings."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from adjudicator.domain.ballots import Lot, SheetId
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.readings import Condition, MachineReading
from adjudicator.interchange.problems import Problem


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file the readings come from; its SHA-256 goes into the record's import entry.

    Images are not among them: each is hashed with its sheet.
    """

    name: str
    path: Path


Printed = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
"""What stands on a page, in paper order: contests, and the contest and choice of each target."""


@dataclass(frozen=True, slots=True)
class LayoutLeftOut:
    """A layout that cannot be used.  Its sheet is taken without it, for no vote depends on it."""

    where: Problem
    """The place, and in a sentence what is wrong."""
    printed: Printed | None = None
    """What stands on the page all the same, where only a number is wrong."""


@dataclass(frozen=True, slots=True)
class SourceImage:
    """One side of a sheet: a page of an image file."""

    name: str
    """Path inside the source, with ``/``: what people are shown."""
    path: Path
    page: int = 1
    """Page of the file, from 1; above 1 only in TIFF files of several pages."""
    expected_sha256: str | None = None
    """What the source says the file's hash is, in lower hex; ``None`` if it says nothing."""
    layout: PageLayout | None = None
    """Boxes in pixels of this very image, if the source gives them."""
    left_out: LayoutLeftOut | None = None
    """The layout the source gives, where it cannot be used; ``layout`` is ``None`` then."""


@dataclass(frozen=True, slots=True)
class SourceContest:
    """One contest on one sheet as the machine read it."""

    contest: str
    condition: Condition | None
    """Why a person must look at it; ``None`` if nobody need."""
    machine: MachineReading
    note: str | None = None
    """Whole sentences for the people who rule on it."""


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One sheet: what names it, where its paper lies, its images and its contests."""

    sheet: SheetId
    ballot: str
    precinct: str
    group: CountingGroup
    container: str
    position: int
    """Place in the container, from 1."""
    lot: Lot
    images: tuple[SourceImage, ...]
    """In paper order: front, then back."""
    contests: tuple[SourceContest, ...]
    """Every contest the source tells of on this sheet, flagged or not."""
    remakes: str | None = None
    """Sheet id of the original, where this sheet is its duplicate."""
    style: str | None = None
    """The ballot style the source names, as it writes it; it helps to find contests on the images
    and counts for nothing."""

    @property
    def flagged(self) -> tuple[SourceContest, ...]:
        """The contests a person must look at."""
        return tuple(c for c in self.contests if c.condition is not None)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A record that cannot be used, set aside while reading goes on."""

    where: Problem
    """The first thing wrong with it."""
    ballot: str = ""
    sheet: str = ""
    """Sheet id or whatever names the sheet in the source; empty if even that is missing."""
    others: tuple[Problem, ...] = ()
    """Whatever else is wrong with it."""


class Source(Protocol):
    """A reader opened on one delivery."""

    @property
    def reader(self) -> str:
        """Name of the reader, for the record."""

    @property
    def version(self) -> str:
        """Version of the reader: another version may read the same file differently."""

    @property
    def complete(self) -> bool:
        """Whether every sheet with all its contests is here, so that counts can be taken of it."""

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was strange, and left out, without harm."""

    def files(self) -> Iterator[SourceFile]:
        """The files the readings come from, in a stable order."""

    def total(self) -> int | None:
        """How many sheets :meth:`records` will come to, quarantined ones included, if known."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        """Every sheet in a stable order, one at a time.

        :raises Unreadable: the delivery breaks off; nothing of it may be kept.
        """
