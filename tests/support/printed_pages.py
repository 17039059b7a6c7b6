"""A recount of pages printed, marked and scanned here; the first brings the layout of all."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from adjudicator.domain.layouts import PageLayout
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, Scanner, scan_page
from adjudicator.interchange.sources.opening import open_source
from adjudicator.ledger.origin import Purpose
from adjudicator.services.demonstration.press import as_layout
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import identity
from adjudicator.services.recount import Recount
from adjudicator.services.roster import enrol_and_constitute
from tests.desktop.recounts import PASSPHRASES, PEOPLE, pile
from tests.imaging.printing.ballots import BOARD, MEASURE, SENATE, ballot, election

CONTEST = SENATE.id
STYLE = "7"
_COLUMNS = (
    "ballot_id,precinct,counting_group,batch,sequence,contest,condition,image,ballot_style,layout"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One page to make."""

    mark: MarkKind | None = None
    """On the first choice of the contest for senate."""
    back: bool = False
    """The wrong side: the contest does not stand on it."""
    batch: str = "1"
    style: str = STYLE
    moved: float | None = None
    """Has a layout of its own, its boxes that many pixels to the right of the print."""
    told: Callable[[PageLayout], PageLayout] | None = None
    """Makes of the true layout the one that is told."""


BLANK = Printed()


def scanned(
    page: Printed, seed: int, scanner: Scanner = BILEVEL_SCANNER
) -> tuple[bytes, PageLayout]:
    """The bytes of a page as a scanner wrote them, and where everything stands on it."""
    side = ballot().back if page.back else ballot().front
    rng = np.random.default_rng(seed)
    picture = side.image
    if page.mark is not None:
        choice = SENATE.choices[0].id
        picture = apply_marks(picture, side.layout, [MarkSpec(CONTEST, choice, page.mark)], rng)
    scan = scan_page(picture, side.layout, scanner, rng)
    return scan.data, as_layout(scan.layout)


def moved_right(layout: PageLayout, by: float) -> PageLayout:
    """The same boxes, so many pixels further to the right."""
    return replace(
        layout,
        contests=tuple(replace(c, box=replace(c.box, x=c.box.x + by)) for c in layout.contests),
        targets=tuple(replace(t, box=replace(t.box, x=t.box.x + by)) for t in layout.targets),
    )


def write_delivery(
    folder: Path, pages: Sequence[Printed], scanner: Scanner = BILEVEL_SCANNER
) -> Path:
    """A manifest and one image a page; the first has a layout beside it, and those moved."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "manifest.csv").open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(_COLUMNS.split(","))
        for number, page in enumerate(pages, start=1):
            data, layout = scanned(page, number, scanner)
            name = f"{number}{scanner.format.suffix}"
            (folder / name).write_bytes(data)
            boxes = ""
            if number == 1 or page.moved is not None or page.told is not None:
                boxes = f"{number}.json"
                told = moved_right(layout, page.moved or 0)
                told = told if page.told is None else page.told(told)
                (folder / boxes).write_text(json.dumps(told.as_value()))
            place = (f"b{number}", "12", "ED", page.batch, number, CONTEST, "blank", name)
            rows.writerow((*place, page.style, boxes))
    return folder


def printed_recount(
    folder: Path,
    pages: Sequence[Printed],
    *,
    scanner: Scanner = BILEVEL_SCANNER,
    policy: Policy | None = None,
) -> Recount:
    """These pages imported and piled, in work order under numbers of their own."""
    recount = new_recount(
        folder / "recount",
        election=election(SENATE, BOARD, MEASURE),
        purpose=Purpose.DEMO,
        policy=policy,
    )
    enrol_and_constitute(recount, PEOPLE, PASSPHRASES)
    source = open_source(write_delivery(folder / "source", pages, scanner), recount.election)
    Importer(recount, source).run(identity(recount, "clerk1", PASSPHRASES["clerk1"]))
    pile(recount)
    return recount
