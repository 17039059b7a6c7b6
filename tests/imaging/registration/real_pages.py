"""The real ballots of the shared data as references that can be located by, and what is true."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from adjudicator.domain.finding.place import PagePlaces
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, PageImage, read_page
from adjudicator.imaging.registration import PreparedReference
from adjudicator.imaging.registration.affine import Points, apply
from tests.imaging.real.hampshire import BLANK, ScoredPage, blank_layout, scored_pages
from tests.imaging.real.samples import SamplePage, sample_layouts, sample_pages
from tests.imaging.registration.printed import reference_of

HAMPSHIRE_STYLE = "card-number-3"
TEMPLATELESS = ("1200_004", "1200_005")
"""Voted pages whose ballot has two contests more than the blank the labels name."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The sample ballots; the file of its blank names a style."""

    folder: Path
    references: Mapping[str, PreparedReference]
    """By the blank's path below the folder."""
    pages: tuple[SamplePage, ...]

    def image(self, page: SamplePage) -> PageImage:
        return read_page((self.folder / page.page).read_bytes())

    def of_election(self, template: str) -> list[PreparedReference]:
        """The references of all styles of a blank's election."""
        election = template.split("/", maxsplit=1)[0]
        return [r for name, r in self.references.items() if name.split("/")[0] == election]

    def errors(
        self, places: PagePlaces, page: SamplePage, moved: tuple[int, int] = (0, 0)
    ) -> list[float]:
        """How far each target shown is from where the labels have it, or from there moved."""
        layout = self.references[page.template].reference.layout
        matrix = np.array(page.matrix).reshape(2, 3)
        truth = apply(matrix, np.array([middle(t.box) for t in layout.targets])) + moved
        wanted = {
            (t.contest, t.choice): where for t, where in zip(layout.targets, truth, strict=True)
        }
        return [
            float(np.hypot(*(np.array(middle(t.box)) - wanted[t.contest, t.choice])))
            for contest in places.contests
            for t in contest.targets
        ]


def sample_ballots(shared: Path, *beginnings: str) -> Samples:
    """Those whose blank's path begins so, or all."""
    folder = shared / "sample-ballots"
    chosen = {
        name: layout
        for name, layout in sample_layouts(shared).items()
        if not beginnings or name.startswith(beginnings)
    }
    references = {
        name: reference_of(
            read_page((folder / name).read_bytes()),
            layout,
            style=Path(name).stem.lower().replace("_", "-"),
        )
        for name, layout in chosen.items()
    }
    pages = tuple(page for page in sample_pages(shared) if page.template in chosen)
    return Samples(folder, references, pages)


def hampshire_references(shared: Path) -> dict[str, PreparedReference]:
    """One page per side: the sheet nobody wrote on, with its own boxes."""
    found = {}
    for page in scored_pages(shared):
        if page.sheet == BLANK:
            image = read_page(page.image(shared).read_bytes())
            layout = blank_layout(shared, page.side, width=image.width, height=image.height)
            found[page.side] = reference_of(image, layout, style=HAMPSHIRE_STYLE, side=page.side)
    return found


def boxes_in_order(places: PagePlaces, page: ScoredPage) -> list[Box | None]:
    """The located box of each of a page's targets: two of one choice stand twice, in order."""
    found: dict[tuple[str, str], list[Box]] = {}
    for contest in places.contests:
        for target in contest.targets:
            found.setdefault((target.contest, target.choice), []).append(target.box)
    return [
        found[key].pop(0) if found.get(key := (target.contest, target.choice)) else None
        for target in page.targets
    ]


def printed_oval(page: Grey, near: Box, pattern: Grey, reach: int = 8) -> Points | None:
    """The middle of the printed oval nearest to a box, found by its picture on the blank sheet."""
    high, wide = pattern.shape
    x, y = (round(a - b / 2) for a, b in zip(middle(near), (wide, high), strict=True))
    window = page[max(0, y - reach) : y + high + reach, max(0, x - reach) : x + wide + reach]
    if window.shape != (high + 2 * reach, wide + 2 * reach):
        return None
    surface = cv2.matchTemplate(window, pattern, cv2.TM_CCOEFF_NORMED)
    _, likeness, _, (column, row) = cv2.minMaxLoc(surface)
    if likeness < 0.6:
        return None
    return np.array([x - reach + column + wide / 2, y - reach + row + high / 2])


def oval_pattern(grey: Grey, box: Box, rim: int = 3) -> tuple[Grey, Points]:
    """The picture of a target with a little paper, and by how much its middle is off the box's."""
    x, y = round(box.x), round(box.y)
    right, bottom = x + round(box.width), y + round(box.height)
    off = np.array(middle(box)) - np.array([(x + right) / 2, (y + bottom) / 2])
    return grey[y - rim : bottom + rim, x - rim : right + rim], off


def middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
