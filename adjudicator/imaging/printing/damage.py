"""What happens to paper besides marking: holes, erasures, stray ink, coffee, folds, tears."""

import cv2
import numpy as np

from adjudicator.imaging.printing.geometry import Box, ContestBox, Grey, PageLayout, Points, is_grey
from adjudicator.imaging.printing.lettering import smooth
from adjudicator.imaging.printing.mark_paths import Spot, fill_strokes
from adjudicator.imaging.printing.pens import Pen, draw
from adjudicator.imaging.printing.render import patch_at

_COFFEE = (150, 105, 60)
_EDGE, _RUBBED = 0.22, 0.35
"""How near a crease print rubs off, in crease widths, and what share of it."""
_GONE = 250
"""What lies behind a sheet where a piece of it is missing."""
_TEAR = (0.38, 0.56, 0.24)
"""From where to where down the page a piece is gone, and how far in, as shares of the page."""
_TRIES = 60
_SHIFT = 4
_HALF = 127


def on_page(page: Grey, kind: str, layout: PageLayout, rng: np.random.Generator) -> None:
    """Spoil a page in place.

    ``"coffee"`` leaves a ring, ``"fold"`` a crease across, and ``"torn"`` a gap at the edge: on the
    left of the front and on the right of the back, as a sheet tears.
    """
    if kind == "coffee":
        radius = rng.uniform(0.9, 1.4) * layout.dpi
        centre = (
            rng.uniform(0.2, 0.9) * layout.width,
            rng.uniform(0.35, 0.9) * layout.height,
        )
        coffee_ring(page, centre, radius, rng)
    elif kind == "torn":
        tear(page, rng, left=layout.side == 1)
    else:
        fold(page, round(layout.height * rng.uniform(0.3, 0.36)), rng)


def coffee_ring(
    page: Grey, centre: tuple[float, float], radius: float, rng: np.random.Generator
) -> None:
    """Stain a page in place with the ring of a cup: dark at the rim, uneven, broken."""
    box = Box(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius).grown(radius * 0.1)
    left, top, patch = patch_at(page, box)
    y, x = np.ogrid[top : top + patch.shape[0], left : left + patch.shape[1]]
    dx, dy = x - centre[0], y - centre[1]
    angle = np.arctan2(dy, dx)
    waves = sum(
        rng.uniform(0.2, 0.6) / n * np.sin(n * angle + rng.uniform(0, 6.28)) for n in range(1, 6)
    )
    off = np.hypot(dx, dy) / radius - 1 - 0.006 * waves
    rim = np.exp(-((off / 0.022) ** 2)) * np.clip(0.65 + 0.6 * waves, 0, 1)
    pool = 0.12 * (off < 0) * np.clip(1 + off * 1.2, 0, 1)
    stain = np.clip(rim * 0.5 + pool, 0, 0.6)
    if is_grey(page):
        patch[:] = (patch * (1 - stain * (1 - np.mean(_COFFEE) / 255))).astype(np.uint8)
    else:
        tone = 1 - np.array(_COFFEE) / 255
        patch[:] = (patch * (1 - stain[..., None] * tone)).astype(np.uint8)


def fold(page: Grey, row: int, rng: np.random.Generator) -> None:
    """Crease a page in place: a soft shadow, and print rubbed off along the edge."""
    reach = max(4, page.shape[0] // 180)
    band = page[max(0, row - reach) : row + reach]
    away = np.abs(np.arange(band.shape[0]) - reach)[:, None] / reach
    shade = 0.16 * np.exp(-((away * 2.2) ** 2)) * np.ones(page.shape[1])
    rubbed = (away < _EDGE) & (rng.random((band.shape[0], page.shape[1])) < _RUBBED)
    if not is_grey(page):
        shade, rubbed = shade[..., None], rubbed[..., None]
    creased = band * (1 - shade)
    band[:] = np.where(rubbed, np.maximum(creased, 205), creased).astype(np.uint8)


def tear(page: Grey, rng: np.random.Generator, *, left: bool) -> None:
    """Tear a piece out of an edge in place: paper gone, a ragged rim, a shadow along it."""
    height, width = page.shape[:2]
    first, last, deep = _TEAR
    rows = np.linspace(first * height, last * height, 40)
    bow = np.sin(np.linspace(0, np.pi, 40)) ** 0.6
    rim = deep * width * bow + rng.normal(0, 0.004 * width, 40) * (bow > 0)
    across = rim if left else width - rim
    edge = np.full(2, 0.0 if left else float(width))
    outline = np.column_stack([[*across, *edge], [*rows, rows[-1], rows[0]]])
    shadow = outline.copy()
    shadow[:-2, 0] += 0.004 * width if left else -0.004 * width
    for area, grey in ((shadow, 150), (outline, _GONE)):
        page[_inside(area, page) > _HALF] = grey


def punch_hole(page: Grey, target: Box, dpi: float, rng: np.random.Generator) -> None:
    """Push a hole through a target: paper gone, a ragged rim, shadow at the upper edge."""
    left, top, patch = patch_at(page, target.grown(0.06 * dpi))
    angles = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    ragged = rng.normal(1, 0.06, 26)
    centre = np.array(target.centre) - [left, top] + rng.normal(0, 0.01 * dpi, 2)
    reach = np.array([target.width * 0.44, target.height * 0.62])
    rim = np.column_stack([np.cos(angles), np.sin(angles)]) * reach * ragged[:, None] + centre
    shadow = rim + np.array([0.011, 0.016]) * dpi
    gone = _inside(rim, patch)
    for area, grey in ((gone, 60), (np.minimum(gone, _inside(shadow, patch)), 244)):
        share = area.astype(np.float32) / 255
        if not is_grey(page):
            share = share[..., None]
        patch[:] = np.rint(patch * (1 - share) + grey * share).astype(np.uint8)


def _inside(outline: Points, patch: Grey) -> Grey:
    """255 inside a closed outline, 0 outside, for each pixel of a patch."""
    area = np.zeros(patch.shape[:2], dtype=np.uint8)
    cv2.fillPoly(area, [np.rint(outline * 2**_SHIFT).astype(np.int32)], 255, cv2.LINE_AA, _SHIFT)
    return area


def erased(page: Grey, target: Box, pencil: Pen, spot: Spot) -> None:
    """Leave in place what an eraser leaves: a grey blur where the oval was filled."""
    left, top, patch = patch_at(page, target.grown(0.12 * spot.dpi))
    sheet = np.full(patch.shape[:2], 255, dtype=np.uint8)
    inside = target.moved(-left, -top)
    draw(sheet, fill_strokes(inside, pencil.width(spot.dpi), spot), pencil, spot.dpi, spot.rng)
    smear = cv2.GaussianBlur(sheet, (0, 0), sigmaX=0.03 * spot.dpi, sigmaY=0.015 * spot.dpi)
    light = 0.76 + 0.24 * np.asarray(smear, dtype=np.float32) / 255
    if not is_grey(page):
        light = light[..., None]
    patch[:] = np.rint(patch * np.clip(light, 0, 1)).astype(np.uint8)


def stray_strokes(contest: ContestBox, spot: Spot) -> list[Points]:
    """A short accidental line or touch of the pen, clear of every oval, name and party."""
    rng, box = spot.rng, contest.box
    length = spot.inches(rng.uniform(0.02, 0.13))
    kept_clear = [contest.title] + [
        part.grown(0.03 * spot.dpi)
        for place in contest.targets
        for part in (place.target, place.label, place.party)
        if part is not None
    ]
    for _ in range(_TRIES):
        x = rng.uniform(box.left + length, box.right - length)
        y = rng.uniform(box.top + length, box.bottom - length)
        if not any(Box(x, y, 0, 0).grown(length).touches(part) for part in kept_clear):
            break
    else:
        # No room anywhere: the very edge of the last row is always free of print.
        x, y, length = box.right - 0.05 * spot.dpi, box.bottom - 0.03 * spot.dpi, 0.02 * spot.dpi
    steps = rng.normal(0, length * 0.4, (4, 2)).cumsum(axis=0)
    reach = max(float(np.abs(steps - steps.mean(axis=0)).max()), 1e-6)
    path = (steps - steps.mean(axis=0)) * min(1.0, length * 0.8 / reach) + [x, y]
    return [smooth(path)]
