"""The hand-marked ballots by layouts that came with them, whose boxes follow a voter's ink."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from adjudicator.domain.finding.place import ReferencePage, Standing
from adjudicator.domain.layouts import Box, PageLayout, TargetBox
from adjudicator.imaging.pages import PageImage, read_page
from adjudicator.imaging.proposing.holding import hold_against_print
from adjudicator.imaging.registration import PreparedReference, locate, prepare
from tests.imaging.acceptance.rows import Measure, Row, Run
from tests.imaging.acceptance.rows_location import TOLERATED, UNMARKED
from tests.imaging.real.hampshire import BLANK, ScoredPage, ScoredTarget, scored_pages
from tests.imaging.registration.real_pages import (
    HAMPSHIRE_STYLE,
    boxes_in_order,
    hampshire_references,
    middle,
    oval_pattern,
    printed_oval,
)

_TRUSTED = 4.0
"""Pixels off the print from which a mark's measure must not be trusted."""
_SHARE = 0.995


def supplied(run: Run) -> Row:
    """Each voted sheet's own boxes, held against its print, serve for all sheets in turn."""
    counts: Counter[str] = Counter()
    offs: list[float] = []
    notes: list[str] = []
    for told, off in _found(run, counts):
        offs.append(off)
        if off > TOLERATED:
            notes.append(f"{told} {off:.1f} px off its print")
    near = 1 - len(notes) / len(offs)
    return Row(
        "N4",
        f"nh-test-ballots by each voted sheet's own layout: {counts['contests']} contests",
        ">= 99.5 % of the ovals within 2 px of the printed one, none 4 px off",
        f"{counts['located']} located; {len(offs)} unmarked ovals: max {max(offs):.2f}, median "
        f"{np.median(offs):.2f} px, {100 * near:.2f} % within 2 px",
        near >= _SHARE and max(offs) < _TRUSTED,
        tuple(notes),
    )


def _found(run: Run, counts: Counter[str]) -> Iterator[tuple[str, float]]:
    """Each unmarked target of a located contest, and how far it is from its print."""
    blanks = hampshire_references(run.shared_data)
    pages = [(page, _image(run, page)) for page in scored_pages(run.shared_data)]
    voted = [(page, image) for page, image in pages if page.sheet != BLANK]
    for page, image in voted[:: run.every]:
        held = hold_against_print(_came_with(page, image), image)
        reference = prepare(held.reference, image)
        for other, scan in pages:
            if other.side != page.side:
                continue
            places = locate(scan, [reference], style=HAMPSHIRE_STYLE)
            located = {c.contest for c in places.contests if c.standing is Standing.LOCATED}
            sure = located - held.doubtful
            counts["contests"] += len(places.contests)
            counts["located"] += len(sure)
            boxes = boxes_in_order(places, other)
            for target, off in _offs(blanks[page.side], other, scan, boxes):
                if target.contest in sure:
                    told = f"by {page.sheet[:8]} {page.side} on {other.sheet[:8]}"
                    yield f"{told}: {target.contest} / {target.choice}", off


def _image(run: Run, page: ScoredPage) -> PageImage:
    return read_page(page.image(run.shared_data).read_bytes())


def _came_with(page: ScoredPage, image: PageImage) -> ReferencePage:
    targets = tuple(TargetBox(t.contest, t.choice, t.box) for t in page.targets)
    layout = PageLayout(image.width, image.height, page.contests, targets)
    return ReferencePage(HAMPSHIRE_STYLE, page.side, page.sheet, 1, layout, page.sheet)


def _offs(
    blank: PreparedReference,
    page: ScoredPage,
    image: PageImage,
    boxes: Sequence[Box | None],
) -> Iterator[tuple[ScoredTarget, float]]:
    """Each target nobody marked whose print is seen, and how far its box is from that."""
    own = blank.reference.layout.targets
    for target, plain, box in zip(page.targets, own, boxes, strict=True):
        if box is None or target.score >= UNMARKED:
            continue
        pattern, aside = oval_pattern(blank.image.grey, plain.box)
        oval = printed_oval(image.grey, box, pattern)
        if oval is not None:
            yield target, float(np.hypot(*(np.array(middle(box)) - oval - aside)))


ROWS: Mapping[str, Measure] = {"N4": supplied}
