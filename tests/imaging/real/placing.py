"""Pages placed over their references by known maps, for tests of what comes after locating."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from adjudicator.domain.finding.place import (
    ContestPlace,
    PageFit,
    PagePlaces,
    ReferencePage,
    Standing,
)
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.pages import PageImage, read_page
from tests.imaging.real.hampshire import BLANK, SIDES, blank_layout, scored_pages, true_matrix
from tests.imaging.real.samples import Matrix, sample_layouts, sample_pages


@dataclass(frozen=True, eq=False)
class PlainReference:
    """A reference page and its pixels, nothing more."""

    reference: ReferencePage
    image: PageImage


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """One real page with the reference it belongs to and the true map between them."""

    election: str
    name: str
    """Short name of the page: the file's, or ``sheet-side`` with eight letters of the sheet."""
    path: Path
    matrix: Matrix
    reference: PlainReference
    marked: dict[tuple[str, int], bool]
    """Whether a person sees a mark in it, by contest and number of the target in the contest;
    on the New Hampshire sheets, whether the scanner saw any."""

    def image(self) -> PageImage:
        """Its pixels."""
        return image_at(self.path)

    def places(self) -> PagePlaces:
        """Every contest located, by the true map."""
        return placed(self.reference, self.matrix)


@lru_cache(maxsize=64)
def image_at(path: Path) -> PageImage:
    """The first page of an image file."""
    return read_page(path.read_bytes())


def reference_of(style: str, side: str, layout: PageLayout, image: PageImage) -> PlainReference:
    """A reference as a record would name it."""
    return PlainReference(ReferencePage(style, side, "0" * 64, 1, layout, "0" * 64), image)


def placed(reference: PlainReference, matrix: Matrix) -> PagePlaces:
    """Every contest of the reference, located by this map."""
    layout, page = reference.reference.layout, reference.reference
    contests = tuple(
        ContestPlace(
            contest.contest,
            Standing.LOCATED,
            None,
            under(matrix, contest.box),
            tuple(
                TargetBox(t.contest, t.choice, under(matrix, t.box))
                for t in layout.targets
                if t.contest == contest.contest
            ),
            1.0,
            1.0,
        )
        for contest in layout.contests
    )
    fit = PageFit(matrix, (40, 40), 0.3, upside_down=False)
    return PagePlaces((page.style, page.side, page.key), fit, page.style, contests)


def under(matrix: Matrix, box: Box) -> Box:
    """The upright box around a box under a map."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    xs = [a * x + b * y + c for x, y in corners]
    ys = [d * x + e * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def as_reference(page: PlacedPage) -> PlainReference:
    """This page, voted as it is, as a reference with the boxes of its own."""
    ours, image = page.reference.reference, page.image()
    contests = tuple(ContestBox(c.contest, under(page.matrix, c.box)) for c in ours.layout.contests)
    targets = tuple(
        TargetBox(t.contest, t.choice, under(page.matrix, t.box)) for t in ours.layout.targets
    )
    layout = PageLayout(image.width, image.height, contests, targets)
    return reference_of(ours.style, ours.side, layout, image)


def placed_samples(shared: Path) -> Iterator[PlacedPage]:
    """Every labelled sample ballot over its blank."""
    base, layouts = shared / "sample-ballots", sample_layouts(shared)
    references = {
        template: reference_of(template, "front", layout, image_at(base / template))
        for template, layout in layouts.items()
    }
    for page in sample_pages(shared):
        labels = {target.choice: target.marked for target in page.targets}
        yield PlacedPage(
            page.election,
            Path(page.page).name,
            base / page.page,
            page.matrix,
            references[page.template],
            _numbered(layouts[page.template], labels),
        )


def placed_hampshire(shared: Path) -> Iterator[PlacedPage]:
    """Every side of the New Hampshire sheets but the blank over the blank sheet."""
    pages = scored_pages(shared)
    blanks = {side: next(p for p in pages if (p.sheet, p.side) == (BLANK, side)) for side in SIDES}
    references = {}
    for side, blank in blanks.items():
        image = image_at(blank.image(shared))
        layout = blank_layout(shared, side, width=image.width, height=image.height)
        references[side] = reference_of("card-number-3", side, layout, image)
    for page in pages:
        if page.sheet == BLANK:
            continue
        scores: dict[str, list[float]] = {}
        for target in page.targets:
            scores.setdefault(target.contest, []).append(target.score)
        yield PlacedPage(
            "hampshire",
            f"{page.sheet[:8]}-{page.side}",
            page.image(shared),
            true_matrix(page, blanks[page.side]),
            references[page.side],
            {(c, i): s > 0 for c, found in scores.items() for i, s in enumerate(found)},
        )


def _numbered(layout: PageLayout, labels: dict[str, bool]) -> dict[tuple[str, int], bool]:
    found: dict[tuple[str, int], bool] = {}
    for contest in layout.contests:
        targets = [t for t in layout.targets if t.contest == contest.contest]
        for number, target in enumerate(targets):
            if target.choice in labels:
                found[contest.contest, number] = labels[target.choice]
    return found
