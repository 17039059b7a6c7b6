"""Marks drawn on unmarked contests of real and printed pages, and whether they are seen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.place import ContestPlace, PagePlaces
from adjudicator.imaging.ink import KnownReference, measure
from adjudicator.imaging.ink.frame import mapped
from adjudicator.imaging.ink.rough import corners_of, rough_matrix
from adjudicator.imaging.pages import PageImage
from tests.imaging.acceptance.drawn_marks import PENS, Drawn, Kind, draw, scanned

LEAST = 0.3
"""Square millimetres of visible ink that must be seen."""
FILL_SEEN = 20
"""Fill, per mille, that by itself says that there is ink."""
_TRIES = 200
_PLACES = ("anywhere", "over print", "between lines", "beside a target", "in a target")


@dataclass(frozen=True, eq=False)
class Unmarked:
    """A contest of a page that nobody marked."""

    name: str
    image: PageImage
    places: PagePlaces
    place: ContestPlace
    reference: KnownReference

    @property
    def area(self) -> NDArray[np.float64]:
        """The corners of the contest, in order: turned with the page, as its box is not."""
        layout = self.reference.reference.layout
        box = layout.contest_box(self.place.contest)
        matrix = rough_matrix(layout, self.place, self.places.fit)
        assert box is not None
        assert matrix is not None
        return mapped(matrix, corners_of(box))[[0, 1, 3, 2]]

    def measured(self, image: PageImage) -> ContestInk:
        """The ink of this contest on that image of the page."""
        alone = replace(self.places, contests=(self.place,))
        return measure(image, alone, self.reference)[0]


@dataclass(frozen=True, slots=True)
class Trial:
    """One mark and what was found."""

    name: str
    where: str
    drawn: Drawn
    seen: bool

    @property
    def clear(self) -> bool:
        """Whether enough of it lies beside the print to be required."""
        return self.drawn.clear >= LEAST


def shows_ink(ink: ContestInk) -> bool:
    """Whether the contest is flagged "ink present"."""
    return bool(ink.pieces) or any(target.fill >= FILL_SEEN for target in ink.targets)


def trials(contests: Sequence[Unmarked], count: int, seed: int) -> Iterator[Trial]:
    """Draw so many marks, each on some contest by itself."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        contest = contests[int(rng.integers(len(contests)))]
        where = _PLACES[int(rng.integers(len(_PLACES)))]
        drawn = _drawn(contest, where, rng)
        if drawn is not None:
            image = _with(contest.image, drawn, int(rng.integers(70, 92)))
            yield Trial(contest.name, where, drawn, shows_ink(contest.measured(image)))


def _drawn(contest: Unmarked, where: str, rng: np.random.Generator) -> Drawn | None:
    box, image = contest.place.box, contest.image
    assert box is not None
    kind, pen = list(Kind)[int(rng.integers(5))], PENS[int(rng.integers(len(PENS)))]
    mm = image.dpi / 25.4
    for _ in range(_TRIES):
        spot = _spot(contest, where, mm, rng)
        if spot is None:
            continue
        drawn = draw(
            image.grey,
            spot,
            kind,
            pen,
            _size(kind, where, rng),
            mm=mm,
            one_bit=image.one_bit,
            area=contest.area,
            rng=rng,
        )
        if drawn.visible >= LEAST:
            return drawn
    return None


def _size(kind: Kind, where: str, rng: np.random.Generator) -> float:
    """Millimetres; half of the marks are as small as they may be."""
    small = rng.random() < 0.5
    if kind is Kind.DOT:
        return float(rng.uniform(0.62, 0.8) if small else rng.uniform(0.8, 2.0))
    return float(rng.uniform(0.9, 2.2) if small or where == "in a target" else rng.uniform(2.2, 9))


def _spot(
    contest: Unmarked, where: str, mm: float, rng: np.random.Generator
) -> tuple[float, float] | None:
    """Where the mark's middle is; ``None`` if this spot is not such a place."""
    box, targets = contest.place.box, contest.place.targets
    assert box is not None
    if where in {"beside a target", "in a target"}:
        target = targets[int(rng.integers(len(targets)))].box
        if where == "in a target":
            across, down = rng.uniform(0.1, 0.9), rng.uniform(0.15, 0.85)
            return target.x + target.width * across, target.y + target.height * down
        away = rng.choice([-1, 1]) * (target.width / 2 + rng.uniform(0, 3) * mm)
        y = target.y + target.height / 2 + rng.uniform(-3, 3) * mm
        return target.x + target.width / 2 + float(away), float(y)
    x, y = (
        float(rng.uniform(box.x + 3, box.right - 3)),
        float(rng.uniform(box.y + 3, box.bottom - 3)),
    )
    around = contest.image.grey[int(y) - 5 : int(y) + 6, int(x) - 5 : int(x) + 6]
    least = {"over print": 0.25, "between lines": 0.02}.get(where, 0.0)
    return (x, y) if around.size and float((around < 100).mean()) >= least else None


def _with(image: PageImage, drawn: Drawn, quality: int) -> PageImage:
    grey = image.grey.copy()
    patch = drawn.patch if image.one_bit else scanned(drawn.patch, quality)
    height, width = patch.shape
    grey[drawn.y : drawn.y + height, drawn.x : drawn.x + width] = patch
    return replace(image, grey=grey)
