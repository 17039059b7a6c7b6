"""Thousands of flagged pages in 1-bit G4, soon made: a few hundred are printed and scanned, and
each stands in many copies, moved by a few pixels under the glass, so that no two are the same.

The contest's side alone, of three ballot styles that share their contest; one page of each style
brings its layout, as a county has one drawn for each.  Kept between runs.
"""

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import gettempdir
from typing import Final

import cv2
import numpy as np

from adjudicator.domain.election import BallotStyle, Election, Precinct
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.render import PrintedSide, print_ballot
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, ScanFormat, encode, scan_page
from adjudicator.services.demonstration.press import as_layout
from tests.imaging.printing.ballots import BOARD, MEASURE, PARTIES, SENATE

CONTEST: Final = SENATE.id
DIFFERENT: Final = 240
"""Pages printed and scanned one by one."""
_MARKS: Final = (MarkKind.X, MarkKind.CHECK, MarkKind.DOT, MarkKind.FAINT)
_MARKED: Final = 10
"""One page in so many is marked; the rest is blank in the contest."""
_PER_BATCH: Final = 60
_STYLES: Final = ("1", "2", "3")
_HEAD: Final = (
    *("ballot_id", "precinct", "counting_group", "batch", "sequence", "contest", "condition"),
    *("image", "ballot_style", "layout"),
)


def county() -> Election:
    """Three precincts, each with a ballot style of its own."""
    styles = {
        "1": (SENATE.id, BOARD.id, MEASURE.id),
        "2": (SENATE.id, MEASURE.id),
        "3": (SENATE.id, BOARD.id),
    }
    return Election(
        "General Election",
        date(2018, 11, 6),
        "Florida",
        "Marlin County",
        (SENATE, BOARD, MEASURE),
        tuple(Precinct(f"p{n}", f"Precinct {n}") for n in styles),
        tuple(BallotStyle(n, (f"p{n}",), contests) for n, contests in styles.items()),
        PARTIES,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of the pages, for one process."""

    folder: Path
    numbers: tuple[int, ...]


def page_source(pages: int) -> Path:
    """A delivery of so many pages: made once, and found again by the next run."""
    folder = Path(gettempdir()) / f"adjudicator-pages-{pages}-1"
    done = folder / "manifest.csv"
    if done.exists():
        return folder
    (folder / "images").mkdir(parents=True, exist_ok=True)
    parts = [_Part(folder, tuple(range(n, DIFFERENT, 2))) for n in (0, 1)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(_print, parts, [pages, pages]):
            pass
    aside = folder / "manifest.part"
    with aside.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(_HEAD)
        table.writerows(_rows(pages))
    aside.rename(done)
    return folder


def _rows(pages: int) -> Iterator[tuple[object, ...]]:
    for number in range(pages):
        style = _style(number % DIFFERENT)
        batch, place = divmod(number // 3, _PER_BATCH)
        layout = f"{style}.json" if number < len(_STYLES) else ""
        place_of = (f"b{number}", f"p{style}", "ED", f"{style}-{batch}", place + 1)
        yield (*place_of, CONTEST, "blank", f"images/{number}.tif", style, layout)


def _style(different: int) -> str:
    return _STYLES[different % len(_STYLES)]


def _print(part: _Part, pages: int) -> int:
    """Print, mark and scan some pages, and write all their copies."""
    cv2.setNumThreads(1)
    ours = county()
    sides: dict[str, PrintedSide] = {}
    for style in ours.styles:
        ballot = print_ballot(ours, style, ours.precinct(f"p{style.id}"), BallotDesign())
        sides[style.id] = next(
            side for side in (ballot.front, ballot.back) if side.layout.has_contest(CONTEST)
        )
    for different in part.numbers:
        side = sides[_style(different)]
        rng = np.random.default_rng(different)
        picture = side.image
        if different % _MARKED == _MARKED - 1:
            choice = SENATE.choices[different % 3].id
            kind = _MARKS[different % len(_MARKS)]
            picture = apply_marks(picture, side.layout, [MarkSpec(CONTEST, choice, kind)], rng)
        scan = scan_page(picture, side.layout, BILEVEL_SCANNER, rng)
        for number in range(different, pages, DIFFERENT):
            data = scan.data
            if number != different:
                moved = _moved(scan.pixels, number // DIFFERENT)
                data = encode(moved, ScanFormat.G4_TIFF, dpi=side.layout.dpi)
            (part.folder / "images" / f"{number}.tif").write_bytes(data)
        if different < len(_STYLES):
            layout = json.dumps(as_layout(scan.layout).as_value())
            (part.folder / f"{_style(different)}.json").write_text(layout)
    return len(part.numbers)


def _moved(pixels: Grey, copy: int) -> Grey:
    """The page a few pixels further on; every copy by another way."""
    down, right = divmod(copy, 17)
    by = np.array([[1, 0, right - 8], [0, 1, down - 4]], np.float32)
    height, width = pixels.shape
    moved = cv2.warpAffine(
        pixels, by, (width, height), flags=cv2.INTER_NEAREST, borderValue=(255.0,)
    )
    return np.asarray(moved, np.uint8)
