"""Where the camera stands over a page: pure arithmetic, in pixels of the (turned) image.

A page is looked at through a viewport.  ``scale`` is screen pixels per image pixel, ``x`` and ``y``
the image point at the viewport's top left corner.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from adjudicator.domain.layouts import Box

SURROUNDINGS = 0.10
"""Share of a contest's size shown around it."""
CONTEST_LARGEST = 3.0
"""A contest is not blown up beyond this by itself: pixels would be seen, not paper."""
LARGEST, SMALLEST = 8.0, 0.05
LEAST_MARGIN = 10.0
"""Screen pixels around a contest at least, where the outline stands."""


class ZoomMode(StrEnum):
    """What the viewport holds; kept from ballot to ballot."""

    PAGE = "page"
    WIDTH = "width"
    CONTEST = "contest"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Camera:
    """A scale and the image point at the viewport's top left corner."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_screen(self, box: Box) -> Box:
        """A box of the image, in the viewport."""
        s = self.scale
        return Box((box.x - self.x) * s, (box.y - self.y) * s, box.width * s, box.height * s)

    def to_image(self, x: float, y: float) -> tuple[float, float]:
        """A point of the viewport, in the image."""
        return self.x + x / self.scale, self.y + y / self.scale


def fit_page(page: Size, view: Size) -> Camera:
    """The whole page."""
    scale = min(view.width / page.width, view.height / page.height)
    return clamped(Camera(scale), page, view)


def fit_width(page: Size, view: Size, top: float = 0.0) -> Camera:
    """The width of the page, from the image row ``top`` down."""
    return clamped(Camera(view.width / page.width, 0.0, top), page, view)


def fit_box(box: Box, page: Size, view: Size) -> Camera:
    """A box with its surroundings, as large as it can be."""
    wanted = box.grown(SURROUNDINGS)
    wide = max(view.width - 2 * LEAST_MARGIN, 1)
    high = max(view.height - 2 * LEAST_MARGIN, 1)
    scale = min(wide / wanted.width, high / wanted.height, CONTEST_LARGEST)
    middle = (wanted.x + wanted.width / 2, wanted.y + wanted.height / 2)
    left = middle[0] - view.width / scale / 2
    top = middle[1] - view.height / scale / 2
    return clamped(Camera(scale, left, top), page, view)


def aimed(mode: ZoomMode, camera: Camera, page: Size, view: Size, box: Box | None) -> Camera:
    """Where a mode points the camera on a page.

    :param camera: where it stands; a manual view stays there, as far as the page goes.
    :param box: the contest on this page, or none.
    """
    if mode is ZoomMode.MANUAL:
        return clamped(camera, page, view)
    if mode is ZoomMode.CONTEST and box is not None:
        return fit_box(box, page, view)
    if mode is ZoomMode.WIDTH:
        return fit_width(page, view, 0.0 if box is None else box.y - box.height * SURROUNDINGS)
    return fit_page(page, view)


def zoomed(
    camera: Camera, page: Size, view: Size, factor: float, at: tuple[float, float]
) -> Camera:
    """Nearer or farther, with the image point under ``at`` (in the viewport) staying there."""
    scale = min(max(camera.scale * factor, SMALLEST), LARGEST)
    x, y = camera.to_image(*at)
    return clamped(Camera(scale, x - at[0] / scale, y - at[1] / scale), page, view)


def moved(camera: Camera, page: Size, view: Size, dx: float, dy: float) -> Camera:
    """The page dragged by that many screen pixels."""
    shifted = replace(camera, x=camera.x - dx / camera.scale, y=camera.y - dy / camera.scale)
    return clamped(shifted, page, view)


def clamped(camera: Camera, page: Size, view: Size) -> Camera:
    """Keep the page in the viewport: centred where it is smaller, edge to edge where larger."""
    return replace(
        camera,
        x=_clamp(camera.x, page.width, view.width / camera.scale),
        y=_clamp(camera.y, page.height, view.height / camera.scale),
    )


def _clamp(start: float, length: float, seen: float) -> float:
    if seen >= length:
        return (length - seen) / 2
    return min(max(start, 0.0), length - seen)


def _up(value: float) -> int:
    return -int(-value // 1)


def visible(camera: Camera, page: Size, view: Size) -> Box:
    """What of the page is in the viewport, in image pixels."""
    left, top = max(camera.x, 0.0), max(camera.y, 0.0)
    right = min(camera.x + view.width / camera.scale, page.width)
    bottom = min(camera.y + view.height / camera.scale, page.height)
    return Box(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


@dataclass(frozen=True, slots=True)
class Placed:
    """Which part of the page is drawn, and where in the viewport: in whole pixels of either."""

    source: tuple[int, int, int, int]
    """Left, top, right and bottom in the page."""
    left: int
    top: int
    size: tuple[int, int]
    """Width and height in the viewport, at least 1."""


def placed(camera: Camera, page: Size, view: Size) -> Placed:
    """What of the page is drawn, and where."""
    seen = visible(camera, page, view)
    left, top, right, bottom = int(seen.x), int(seen.y), _up(seen.right), _up(seen.bottom)
    place = camera.to_screen(Box(left, top, right - left, bottom - top))
    x, y = round(place.x), round(place.y)
    size = (max(1, round(place.right) - x), max(1, round(place.bottom) - y))
    return Placed((left, top, right, bottom), x, y, size)


def shows_all(camera: Camera, page: Size, view: Size) -> bool:
    """Whether the whole page is in the viewport, to a pixel."""
    seen = visible(camera, page, view)
    return seen.width >= page.width - 1 and seen.height >= page.height - 1


def turned_box(box: Box, page: Size, quarters: int) -> Box:
    """A box of the image as it stands after that many quarter turns clockwise.

    :param page: the size of the image before it is turned.
    """
    width = page.width
    for n in range(quarters % 4):
        height = page.height if n % 2 == 0 else width
        box = Box(height - box.bottom, box.x, box.height, box.width)
    return box


def turned_size(page: Size, quarters: int) -> Size:
    """The size after that many quarter turns."""
    return Size(page.height, page.width) if quarters % 2 else page
