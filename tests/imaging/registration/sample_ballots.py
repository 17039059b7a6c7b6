"""The scanned sample ballots as reference pages.

The labels name targets; contests are found here as the printed frames around them.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.pages import Grey, PageImage, read_page
from adjudicator.imaging.registration import PreparedReference
from adjudicator.imaging.registration.affine import Matrix, apply
from tests.imaging.registration.printed import reference_of

FOLDER = "sample-ballots"
TEMPLATELESS = ("1200_004", "1200_005")
"""Voted pages of Calhoun that have no matching blank."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A voted page of the labels."""

    path: Path
    template: str
    """Path of its blank below the folder."""
    matrix: Matrix
    """Blank to page, as the labels have it."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """All blanks and voted pages of the labels."""

    folder: Path
    boxes: Mapping[str, tuple[Box, ...]]
    """Targets of each blank."""
    sheets: tuple[Sheet, ...]

    @property
    def elections(self) -> tuple[str, ...]:
        """The folders, one an election."""
        return tuple(sorted({election_of(name) for name in self.boxes}))

    def reference(self, blank: str) -> PreparedReference:
        """A blank ready to be found; its file's name is its style."""
        page = read_page((self.folder / blank).read_bytes())
        return reference_of(page, layout_of(page, self.boxes[blank]), style=style_of(blank))


def samples(shared_data: Path) -> Samples:
    """Read the labels."""
    folder = shared_data / FOLDER
    boxes: dict[str, dict[int, Box]] = defaultdict(dict)
    sheets: dict[str, Sheet] = {}
    with (folder / "marks_labels.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            box = Box(*(float(row[key]) for key in "xywh"))
            boxes[row["template"]][int(row["target"])] = box
            numbers = [float(row[f"a{i}{j}"]) for i in (1, 2) for j in (1, 2, 3)]
            sheets[row["page"]] = Sheet(
                folder / row["page"], row["template"], np.array(numbers).reshape(2, 3)
            )
    return Samples(
        folder,
        {name: tuple(found[n] for n in sorted(found)) for name, found in boxes.items()},
        tuple(sheets.values()),
    )


def election_of(name: str) -> str:
    return name.split("/", maxsplit=1)[0]


def style_of(name: str) -> str:
    return Path(name).stem.lower().replace("_", "-")


def layout_of(page: PageImage, targets: tuple[Box, ...]) -> PageLayout:
    """Contests as the printed frames around targets; choices numbered down the page."""
    lines = _lines(page.grey)
    frames: dict[Box, list[Box]] = defaultdict(list)
    for target in targets:
        frames[frame_around(lines, target)].append(target)
    contests, boxes = [], []
    for number, (frame, inside) in enumerate(sorted(frames.items(), key=_place), 1):
        contests.append(ContestBox(f"c{number}", frame))
        boxes += [TargetBox(f"c{number}", f"o{n}", box) for n, box in enumerate(inside, 1)]
    return PageLayout(page.width, page.height, tuple(contests), tuple(boxes))


def frame_around(lines: tuple[Grey, Grey], target: Box) -> Box:
    """The box between the printed lines nearest to a target."""
    across, down = lines
    x, y = int(target.x), int(target.y + target.height / 2)
    # A frame's line runs to the left of the ovals; the line of a write-in does not.
    rows = across[:, x - 22 : x + 30].mean(axis=1) > 0.9 * 255
    top = next(r for r in range(y, -1, -1) if rows[r])
    bottom = next(r for r in range(y, len(rows)) if rows[r])
    columns = down[top + 6 : bottom - 5].mean(axis=0) > 0.6 * 255
    left = next(c for c in range(x, -1, -1) if columns[c])
    # No column is narrower; a watermark may run upright before its end.
    right = next(c for c in range(x + 300, len(columns)) if columns[c])
    return Box(left, top, right - left + 1, bottom - top + 1)


def _lines(grey: Grey) -> tuple[Grey, Grey]:
    """Only the long level lines, and only the long upright ones; a little skew allowed."""
    ink = np.where(grey < 128, 255, 0).astype(np.uint8)
    across = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((3, 1), np.uint8)), cv2.MORPH_OPEN, np.ones((1, 160), np.uint8)
    )
    down = cv2.morphologyEx(
        cv2.dilate(ink, np.ones((1, 5), np.uint8)), cv2.MORPH_OPEN, np.ones((70, 1), np.uint8)
    )
    return np.asarray(across, np.uint8), np.asarray(down, np.uint8)


def centres(matrix: Matrix, layout: PageLayout) -> np.ndarray:
    """Where the labels put the middles of a blank's targets on a page."""
    middles = [(t.box.x + t.box.width / 2, t.box.y + t.box.height / 2) for t in layout.targets]
    return apply(matrix, np.array(middles))


def _place(frame: tuple[Box, list[Box]]) -> tuple[float, float]:
    return round(frame[0].x / 40), frame[0].y
