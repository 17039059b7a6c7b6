"""The hand-marked sample ballots: their labels, and the contest boxes their printed rules draw.

``marks_labels.csv`` knows the targets and the affine from blank to page, but not the contests.  On
all of these ballots a contest is framed by rules, so its box is found from the target outwards.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox

Grey = npt.NDArray[np.uint8]
Matrix = tuple[float, float, float, float, float, float]

_SAME = 14
"""Pixels within which two frames are one."""


@dataclass(frozen=True, slots=True)
class LabelledTarget:
    """One target of one page, and whether a person sees a mark in it."""

    choice: str
    marked: bool
    fill: float
    """Of the interior, as the prototype measured it."""


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One hand-marked page and the blank it was printed from."""

    election: str
    """``calhoun``, ``cedar12``, ``cedar3`` or ``durant``."""
    page: str
    template: str
    """Both are paths in ``sample-ballots``."""
    matrix: Matrix
    """Pixels of the template to pixels of the page."""
    targets: tuple[LabelledTarget, ...]


def sample_pages(shared: Path) -> tuple[SamplePage, ...]:
    """Every labelled page, in the order of the file."""
    rows: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    with (shared / "sample-ballots" / "marks_labels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[row["set"], row["page"], row["template"]].append(row)
    return tuple(
        SamplePage(election, page, template, _matrix(found[0]), tuple(map(_target, found)))
        for (election, page, template), found in rows.items()
    )


def sample_layouts(shared: Path) -> dict[str, PageLayout]:
    """The layout of every template: choices are named ``t0``, ``t1``, ... as in the labels."""
    boxes: dict[str, dict[str, Box]] = defaultdict(dict)
    with (shared / "sample-ballots" / "marks_labels.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            x, y, width, height = (float(row[name]) for name in "xywh")
            boxes[row["template"]][f"t{row['target']}"] = Box(x, y, width, height)
    return {
        template: framed_layout(grey_file(shared / "sample-ballots" / template), found)
        for template, found in sorted(boxes.items())
    }


def grey_file(path: Path) -> Grey:
    """An image file as grey."""
    picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert picture is not None, path
    return np.asarray(picture, dtype=np.uint8)


def framed_layout(picture: Grey, targets: dict[str, Box]) -> PageLayout:
    """The layout whose contests are the frames of printed rules around these targets."""
    across, down = _rules(picture)
    frames = {choice: _frame(across, down, box) for choice, box in targets.items()}
    groups: list[list[str]] = []
    for choice in sorted(targets, key=lambda c: (frames[c][0] // 200, frames[c][1], targets[c].y)):
        if groups and _same(frames[groups[-1][0]], frames[choice]):
            groups[-1].append(choice)
        else:
            groups.append([choice])
    widest = max(right - left for left, _, right, _ in frames.values())
    contests, placed = [], []
    for number, group in enumerate(groups, 1):
        left, top, _, bottom = np.median([frames[choice] for choice in group], axis=0)
        # A letter of the word "SAMPLE" across the page may have ended the search too early.
        last = float(np.flatnonzero(down[round(top) : round(bottom)].any(axis=0)).max())
        width = min(widest, last - left)
        box = Box(float(left), float(top), float(width), float(bottom - top))
        contests.append(ContestBox(f"contest-{number}", box))
        placed += [TargetBox(f"contest-{number}", choice, targets[choice]) for choice in group]
    height, width = picture.shape[:2]
    return PageLayout(width, height, tuple(contests), tuple(placed))


def _rules(picture: Grey) -> tuple[Grey, Grey]:
    ink = (picture < 128).astype(np.uint8)
    across = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, 120), np.uint8)
    )
    down = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((1, 3), np.uint8)), cv2.MORPH_OPEN, np.ones((60, 1), np.uint8)
    )
    whole = cv2.dilate(down, np.ones((40, 1), np.uint8))
    return np.asarray(across, dtype=np.uint8), np.asarray(whole, dtype=np.uint8)


def _frame(across: Grey, down: Grey, box: Box) -> tuple[int, int, int, int]:
    """Left, top, right and bottom rule around a target: lines for write-ins begin right of it."""
    x, y, right, bottom = round(box.x), round(box.y), round(box.right), round(box.bottom)
    middle, beside = (y + bottom) // 2, x - 6
    return (
        x - 3 - _first(down[middle, : x - 2][::-1]),
        y - 3 - _first(across[: y - 2, beside][::-1]),
        right + 4 + _first(down[middle, right + 4 :]),
        bottom + 2 + _first(across[bottom + 2 :, beside]),
    )


def _first(line: Grey) -> int:
    found = np.flatnonzero(line)
    return int(found[0]) if len(found) else 0


def _same(one: Iterable[int], other: Iterable[int]) -> bool:
    (left, top, _, bottom), (left2, top2, _, bottom2) = one, other
    return max(abs(left - left2), abs(top - top2), abs(bottom - bottom2)) < _SAME


def _matrix(row: dict[str, str]) -> Matrix:
    a, b, c, d, e, f = (float(row[name]) for name in ("a11", "a12", "a13", "a21", "a22", "a23"))
    return a, b, c, d, e, f


def _target(row: dict[str, str]) -> LabelledTarget:
    return LabelledTarget(f"t{row['target']}", row["marked"] == "1", float(row["fill_interior"]))
