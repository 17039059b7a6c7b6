"""The New Hampshire test ballot: the scanner's boxes and scores, and where the print really is.

The scanner's boxes follow the ink, so a page's true geometry is a robust affine fit over the boxes
it scored 0, from the same boxes on the blank sheet.
"""

import json
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox

BLANK = "ee64f4eb-9ea3-48a3-a50d-6ef5f91251da"
"""The sheet nobody wrote on."""
SIDES = ("front", "back")
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class ScoredTarget:
    """One target as the scanner read it."""

    contest: str
    choice: str
    score: float
    box: Box
    """Where the scanner put it."""


@dataclass(frozen=True, slots=True)
class ScoredPage:
    """One side of one sheet."""

    sheet: str
    side: str
    contests: tuple[ContestBox, ...]
    targets: tuple[ScoredTarget, ...]

    def image(self, shared: Path) -> Path:
        """Its scan."""
        return shared / "nh-test-ballots" / "images" / f"{self.sheet}-{self.side}.jpg"


@lru_cache(maxsize=2)
def scored_pages(shared: Path) -> tuple[ScoredPage, ...]:
    """All 48 sides, by sheet, front before back."""
    database = sqlite3.connect(
        f"file:{shared / 'nh-test-ballots' / 'scanner.db'}?mode=ro&immutable=1", uri=True
    )
    try:
        rows = database.execute(
            "select id, front_interpretation_json, back_interpretation_json from sheets order by id"
        ).fetchall()
    finally:
        database.close()
    return tuple(
        _page(sheet, side, json.loads(text))
        for sheet, *texts in rows
        for side, text in zip(SIDES, texts, strict=True)
    )


def blank_layout(shared: Path, side: str, *, width: int, height: int) -> PageLayout:
    """The layout of the blank sheet, whose boxes are all the scanner's own with score 0."""
    page = next(p for p in scored_pages(shared) if p.sheet == BLANK and p.side == side)
    targets = tuple(TargetBox(t.contest, t.choice, t.box) for t in page.targets)
    return PageLayout(width, height, page.contests, targets)


def true_matrix(page: ScoredPage, blank: ScoredPage) -> Matrix:
    """Pixels of the blank to pixels of the page, over the boxes nobody marked.

    Twice the least squares, the second without what the first misses by more than 1.5 pixels.
    """
    pairs = [
        (_centre(ours.box), _centre(theirs.box))
        for ours, theirs in zip(blank.targets, page.targets, strict=True)
        if theirs.score == 0
    ]
    source = np.array([[x, y, 1.0] for (x, y), _ in pairs])
    target = np.array([there for _, there in pairs])
    solved = np.linalg.lstsq(source, target, rcond=None)[0]
    good = np.linalg.norm(source @ solved - target, axis=1) < 1.5
    solved = np.linalg.lstsq(source[good], target[good], rcond=None)[0]
    return _flat(solved)


def _flat(solved: npt.NDArray[np.float64]) -> Matrix:
    a, d = solved[0]
    b, e = solved[1]
    c, f = solved[2]
    return float(a), float(b), float(c), float(d), float(e), float(f)


def _centre(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def _page(sheet: str, side: str, value: dict[str, Any]) -> ScoredPage:
    contests = tuple(
        ContestBox(contest["contestId"], _box(contest["bounds"]))
        for contest in value["layout"]["contests"]
    )
    targets = tuple(
        ScoredTarget(m["contestId"], m["optionId"], float(m["score"]), _box(m["bounds"]))
        for m in value["markInfo"]["marks"]
    )
    return ScoredPage(sheet, side, contests, targets)


def _box(value: dict[str, float]) -> Box:
    return Box(value["x"], value["y"], value["width"], value["height"])
