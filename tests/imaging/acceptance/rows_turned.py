"""The candidates in another order or under other names: never located by the order drawn alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

from adjudicator.domain.finding.place import Standing
from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.imaging.pages import Grey, read_page
from adjudicator.imaging.registration import locate
from tests.imaging.acceptance.rows import Measure, Row, Run
from tests.imaging.real.hampshire import scored_pages
from tests.imaging.registration.other_names import other_printings
from tests.imaging.registration.printed import reference_of
from tests.imaging.registration.real_pages import (
    TEMPLATELESS,
    hampshire_references,
    sample_ballots,
)

_SAME = 0.9
"""Correlation from which two rows are the same print, such as two lines for write-ins."""
_FRAME = 4

Trial = tuple[str, str, bool]


def turned(run: Run) -> Row:
    """Each pair of neighbours in turned order, and other names, titles and rows."""
    counts: Counter[str] = Counter()
    silent = []
    for kind, name, located in _all(run):
        counts[kind] += 1
        if located:
            silent.append(f"{kind}: {name}")
    return Row(
        "N3",
        f"{counts.total()} contests with other candidates than the reference drawn, no style named",
        "0 located",
        f"{len(silent)} located; " + ", ".join(f"{kind} {n}" for kind, n in counts.items()),
        bool(counts) and not silent,
        tuple(silent),
    )


def _all(run: Run) -> Iterator[Trial]:
    yield from _printed(run)
    yield from _samples(run)
    yield from _hampshire(run)


def _printed(run: Run) -> Iterator[Trial]:
    for trial in list(other_printings())[:: run.every]:
        places = locate(trial.page(), [trial.reference()], style=None)
        place = places.contest(trial.contest)
        located = place is not None and place.standing is Standing.LOCATED
        yield f"printed, {trial.kind}", trial.name, located


def _samples(run: Run) -> Iterator[Trial]:
    """Marked real pages by blanks whose rows were turned."""
    found = sample_ballots(run.shared_data)
    number = 0
    for name, own in found.references.items():
        pages = [
            p for p in found.pages if p.template == name and Path(p.page).stem not in TEMPLATELESS
        ]
        for contest, grey in _turned(own.image.grey, own.reference.layout):
            number += 1
            if not pages or number % run.every:
                continue
            page = pages[number % len(pages)]
            other = reference_of(replace(own.image, grey=grey), own.reference.layout)
            place = locate(found.image(page), [other], style=None).contest(contest)
            located = place is not None and place.standing is Standing.LOCATED
            yield "real, turned", f"{page.page} {contest}", located


def _hampshire(run: Run) -> Iterator[Trial]:
    """Hand-marked pages by a blank whose rows were turned."""
    pages = scored_pages(run.shared_data)
    number = 0
    for side, own in hampshire_references(run.shared_data).items():
        sheets = [page for page in pages if page.side == side]
        for contest, grey in _turned(own.image.grey, own.reference.layout):
            number += 1
            if number % run.every:
                continue
            sheet = sheets[number % len(sheets)]
            other = reference_of(replace(own.image, grey=grey), own.reference.layout)
            image = read_page(sheet.image(run.shared_data).read_bytes())
            place = locate(image, [other], style=None).contest(contest)
            located = place is not None and place.standing is Standing.LOCATED
            yield "real, turned", f"{sheet.sheet[:8]} {side} {contest}", located


def _turned(grey: Grey, layout: PageLayout) -> Iterator[tuple[str, Grey]]:
    """The page with each two neighbouring rows of each contest in turned order."""
    for contest in layout.contests:
        targets = sorted(
            (t.box for t in layout.targets if t.contest == contest.contest), key=lambda b: b.y
        )
        middles = [box.y + box.height / 2 for box in targets]
        if len(targets) < 2 or np.ptp([box.x for box in targets]) > targets[0].width / 2:
            continue
        half = int(np.diff(middles).min() / 2) - 1
        if half < 8:
            continue
        for first, second in pairwise(middles):
            turned_over = _exchanged(grey, contest.box, round(first), round(second), half)
            if turned_over is not None:
                yield contest.contest, turned_over


def _exchanged(grey: Grey, box: Box, first: int, second: int, half: int) -> Grey | None:
    """Two rows of a contest exchanged, unless they are the same print."""
    across = slice(int(box.x) + _FRAME, int(box.right) - _FRAME)
    one, other = (np.s_[middle - half : middle + half, across] for middle in (first, second))
    above, below = (cv2.GaussianBlur(grey[place], (5, 5), 0) for place in (one, other))
    inner = above[3:-3, 3:-3]
    if above.shape != below.shape or min(inner.shape) < 1:
        return None
    if float(cv2.matchTemplate(below, inner, cv2.TM_CCOEFF_NORMED).max()) >= _SAME:
        return None
    exchanged = grey.copy()
    exchanged[one], exchanged[other] = grey[other], grey[one]
    return exchanged


ROWS: Mapping[str, Measure] = {"N3": turned}
