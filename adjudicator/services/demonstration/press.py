"""Prints, marks and scans the ballots of a demonstration, and has the simulated machine read them.

Two worker processes share the work.  A ballot's pixels depend on the seed and its id alone, so the
same story gives the same files whoever prints them, in whatever order.
"""

import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import cv2
import numpy as np

from adjudicator.domain.election import BallotStyle, Election
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.readings import Condition, MachineReading, Mark, condition_of, read_votes
from adjudicator.imaging.printing import geometry, machine
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.marks import PAGE_KINDS, MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.render import PrintedBallot, PrintedSide, print_ballot
from adjudicator.imaging.printing.scan import (
    BILEVEL_SCANNER,
    GREY_SCANNER,
    Scan,
    ScanFormat,
    encode,
    scan_page,
)
from adjudicator.services.demonstration.voters import VotedBallot

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""
_CHUNK = 4


@dataclass(frozen=True, slots=True)
class ScannedSide:
    """One image file and its layout file if it has one, by name inside the delivery."""

    image: str
    sha256: str
    layout: str = ""


@dataclass(frozen=True, slots=True)
class ReadContest:
    """One contest as the simulated machine read it."""

    contest: str
    condition: Condition | None
    machine: MachineReading


@dataclass(frozen=True, slots=True)
class ScannedBallot:
    """A ballot after the scanner: what the machine read, and the files if it was flagged."""

    voted: VotedBallot
    contests: tuple[ReadContest, ...]
    sides: tuple[ScannedSide, ...]
    style: str = ""
    """The ballot style as the delivery is to name it; empty where its layouts tell more."""


@dataclass(frozen=True, slots=True)
class PressRun:
    """Everything that decides how the ballots of one demonstration come out."""

    election: Election
    design: BallotDesign
    folder: Path
    """Images, and layouts if there are any, are written below it."""
    seed: str
    flag: tuple[str, ...]
    """Contests under recount: a ballot the machine flags in none of them is not kept."""
    both_sides: bool = True
    """Else only sides that carry a contest under recount are kept."""
    layouts: bool = True
    """Whether the positions of contests and targets are handed over with each image; most counties
    get images alone, and a name of the ballot style."""


@dataclass(slots=True)
class Press:
    """Prints each precinct's ballot once and works through ballots."""

    run: PressRun
    _printed: dict[str, PrintedBallot] = field(default_factory=dict)

    def scan(self, voted: VotedBallot) -> ScannedBallot:
        """Mark, scan and read one ballot; its files are written if it is flagged."""
        blank = self._blank(voted.precinct)
        sides: list[tuple[str, bytes, bytes]] = []
        contests: list[ReadContest] = []
        for name, side in (("front", blank.front), ("back", blank.back)):
            wanted = any(side.layout.has_contest(c) for c in self.run.flag)
            if not wanted and not self.run.both_sides:
                continue
            data, layout, read = self._side(voted, name, side)
            contests += read
            suffix = voted.scan.suffix
            sides.append((f"{voted.ballot}-{name}{suffix}", data, layout))
        flagged = any(c.condition and c.contest in self.run.flag for c in contests)
        kept = [self._write(*side) for side in sides] if flagged else []
        style = "" if self.run.layouts else self._style(voted.precinct).id
        return ScannedBallot(voted, tuple(contests), tuple(kept), style)

    def _style(self, precinct: str) -> BallotStyle:
        return next(s for s in self.run.election.styles if precinct in s.precincts)

    def _blank(self, precinct: str) -> PrintedBallot:
        if precinct not in self._printed:
            election = self.run.election
            self._printed[precinct] = print_ballot(
                election, self._style(precinct), election.precinct(precinct), self.run.design
            )
        return self._printed[precinct]

    def _side(
        self, voted: VotedBallot, name: str, side: PrintedSide
    ) -> tuple[bytes, bytes, list[ReadContest]]:
        rng = np.random.default_rng(crc32(f"{self.run.seed}/{voted.ballot}/{name}".encode()))
        marks = [m for m in voted.marks if _stands_on(m, side)]
        page = apply_marks(side.image, side.layout, marks, rng, pen=voted.pen)
        scanner = GREY_SCANNER if voted.scan is ScanFormat.JPEG else BILEVEL_SCANNER
        scan = scan_page(page, side.layout, scanner, rng)
        seats = {c.id: c.seats for c in self.run.election.contests}
        read = [self._read(r) for r in machine.read_page(scan.pixels, scan.layout, seats)]
        if voted.upside_down:
            return _turned(scan), b"", read
        layout = json.dumps(as_layout(scan.layout).as_value(), sort_keys=True).encode()
        return scan.data, layout if self.run.layouts else b"", read

    def _read(self, reading: machine.ContestReading) -> ReadContest:
        contest = self.run.election.contest(reading.contest)
        marks = [Mark(t.choice, t.density) for t in reading.targets]
        counted = read_votes(contest, reading.marked, marks)
        return ReadContest(contest.id, condition_of(counted), counted)

    def _write(self, name: str, data: bytes, layout: bytes) -> ScannedSide:
        image, boxes = f"images/{name}", f"layouts/{Path(name).stem}.json" if layout else ""
        (self.run.folder / image).write_bytes(data)
        if boxes:
            (self.run.folder / boxes).write_bytes(layout)
        return ScannedSide(image, sha256(data).hexdigest(), boxes)


def scan_all(
    run: PressRun, ballots: Iterable[VotedBallot], *, workers: int, progress: Progress
) -> list[ScannedBallot]:
    """Every ballot in the order given.

    :param workers: processes; 1 works in this one.
    :param progress: may raise, which stops the work.
    """
    waiting = list(ballots)
    for folder in ("images", "layouts") if run.layouts else ("images",):
        (run.folder / folder).mkdir(parents=True, exist_ok=True)
    done: list[ScannedBallot] = []
    for scanned in _scans(run, waiting, workers):
        done.append(scanned)
        progress("Printing, marking and scanning ballots", len(done), len(waiting))
    return done


def _scans(run: PressRun, ballots: list[VotedBallot], workers: int) -> Iterator[ScannedBallot]:
    if workers == 1:
        yield from map(Press(run).scan, ballots)
        return
    # A fork would carry the window's threads along half-alive.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(run,)
    )
    try:
        yield from pool.map(_scan_in_worker, ballots, chunksize=_CHUNK)
    finally:
        # Whoever stops in the middle need not wait for the rest.
        pool.shutdown(cancel_futures=True)


_press: list[Press] = []


def _start_worker(run: PressRun) -> None:
    # One thread per process: there are as many processes as cores.
    cv2.setNumThreads(1)
    _press[:] = [Press(run)]


def _scan_in_worker(voted: VotedBallot) -> ScannedBallot:
    return _press[0].scan(voted)


def _turned(scan: Scan) -> bytes:
    """The file of a sheet that went through the scanner the wrong way up."""
    pixels = np.ascontiguousarray(np.rot90(scan.pixels, 2))
    return encode(pixels, scan.format, dpi=scan.layout.dpi)


def _stands_on(mark: MarkSpec, side: PrintedSide) -> bool:
    """A tear goes through the sheet, coffee and folds spoil the front; others stand at contests."""
    if mark.kind is MarkKind.TORN:
        return True
    if mark.kind in PAGE_KINDS or mark.contest is None:
        return side.layout.side == 1
    return side.layout.has_contest(mark.contest)


def as_layout(found: geometry.PageLayout) -> PageLayout:
    """Contest boxes and targets of a scan, as the plain manifest's layout files give them."""
    return PageLayout(
        width=found.width,
        height=found.height,
        contests=tuple(ContestBox(c.contest, _box(c.box)) for c in found.contests),
        targets=tuple(TargetBox(t.contest, t.choice, _box(t.target)) for t in found.targets),
    )


def _box(box: geometry.Box) -> Box:
    return Box(box.left, box.top, box.width, box.height)
