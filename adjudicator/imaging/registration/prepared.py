"""A reference page with everything worked out that does not depend on the page looked at."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, PageLayout, TargetBox
from adjudicator.imaging.handwriting import drawn, without_targets
from adjudicator.imaging.ink.streaks import streaked_columns
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.registration import coarse, patches
from adjudicator.imaging.registration.affine import Points, box_moved, inverse
from adjudicator.imaging.registration.contrasts import Contrast
from adjudicator.imaging.registration.own_marks import own_print, without_columns
from adjudicator.imaging.registration.patches import Patch
from adjudicator.imaging.registration.working import WorkingPage, darker, shrunk, working_page

_CELLS = (6, 8)
_QUARTER_SIDE, _HALF_SIDE, _CONTEST_SIDE = 32, 32, 48
_FREE = 255
_EVERY = 8
"""Every how many inked pixels one is kept to tell styles apart by."""
_PATCH_ROWS = 80
"""Pixels of height for each row of patches in a contest."""
_MASK_SHARE, _MASK_LEAST = 0.35, 5
"""By which share of its size, and by how many pixels at least, a target is left out of print."""
_CONTEST_MARGIN = 2
_RIM, _MARKED = 0.25, 0.1
"""Of a target's size on each side left out, and the share of ink from which it is marked."""
_STROKE = 240
"""Pixels a voter's mark reaches at most."""
LABEL_REACH = 260
"""Pixels from a target within which a patch of its label is chosen."""
TILE = 32
"""Pixels of the squares whose print is counted one by one."""


@dataclass(frozen=True, eq=False)
class ContestPrint:
    """The print of one contest of a reference page, in its working pixels."""

    contest: str
    box: Box
    targets: tuple[TargetBox, ...]
    left: int
    top: int
    grey: Grey
    """Of the box; its first pixel is at ``left``, ``top``."""
    ink: Grey
    """255 where there is print, targets left out, and what a hand has drawn on the reference."""
    own: Grey
    """255 where there is any ink of the reference, drawn by hand or printed."""
    free: Grey
    """255 outside the targets."""
    amount: int
    """Pixels of print."""
    voted: bool
    """Whether the reference page itself is marked, so that some of the ink may be no print."""
    patches: tuple[Patch, ...]
    labels: tuple[Patch, ...]
    """Patches of print beside the targets."""

    @cached_property
    def half(self) -> "HalfPrint":
        """At half size, for likeness."""
        return _half_print(self.grey, self.free)


@dataclass(frozen=True, slots=True, eq=False)
class HalfPrint:
    """Print at half size, for it is thin, with its sums: whole numbers, alike everywhere."""

    free: Grey
    """255 outside the targets."""
    grey: Grey
    """Nought at the targets."""
    pixels: int
    """Outside the targets."""
    total: float
    squares: float

    def likeness(self, grey: Grey) -> float:
        """Normalised correlation with a picture of the same size, targets left out: -1..1."""
        if not self.pixels:
            return 0.0
        other = _halved(grey, self.free)
        total, squares = _sums(other)
        both = (self.squares + squares - cv2.norm(self.grey, other, cv2.NORM_L2SQR)) / 2
        ours = self.squares - self.total * self.total / self.pixels
        theirs = squares - total * total / self.pixels
        if ours <= 0 or theirs <= 0:
            return 0.0
        return (both - self.total * total / self.pixels) / math.sqrt(ours * theirs)


@dataclass(frozen=True, eq=False)
class PreparedReference:
    """A reference page ready to be found on many pages."""

    reference: ReferencePage
    image: PageImage
    work: WorkingPage
    spectra: coarse.Spectra
    quarter_patches: tuple[Patch, ...]
    half_patches: tuple[Patch, ...]
    contests: tuple[ContestPrint, ...]
    allowed: Grey
    """255 outside the targets, where voters mark; in working pixels."""
    spectra_by_side: dict[int, coarse.Spectra] = field(default_factory=dict)
    contrasts: "dict[PreparedReference, Contrast | None]" = field(default_factory=dict)
    """What tells it from others, as far as that was asked."""

    @property
    def name(self) -> tuple[str, str, str]:
        """Style, side and key."""
        return self.reference.style, self.reference.side, self.reference.key

    def spectra_at(self, side: int) -> coarse.Spectra:
        """Its transforms in a square of that side, for pages longer than it is."""
        if side == self.spectra.side:
            return self.spectra
        if side not in self.spectra_by_side:
            self.spectra_by_side[side] = coarse.spectra(self.work.eighth, side)
        return self.spectra_by_side[side]

    @cached_property
    def ink_points(self) -> Points:
        """Middles of every eighth inked pixel outside the targets, in working pixels."""
        inked = (self.work.grey < self.work.tones.ink) & (self.allowed > 0)
        rows, columns = np.divmod(np.flatnonzero(inked)[::_EVERY], inked.shape[1])
        return np.stack([columns, rows], axis=1).astype(np.float64) + 0.5


def prepare(reference: ReferencePage, image: PageImage) -> PreparedReference:
    """Work out everything about a reference page once.

    :param image: the page that the reference names, decoded.
    """
    work = working_page(image)
    told = reference.layout.scaled_to(image.width, image.height)
    layout = _in_working_pixels(told, work)
    allowed = _outside_targets(layout, work.grey.shape)
    half_allowed = cv2.resize(allowed, work.half.shape[::-1], interpolation=cv2.INTER_AREA)
    strength = _allowed_strength(work.half, np.asarray(half_allowed, np.uint8), _HALF_SIDE)
    height, width = work.half.shape
    half = patches.choose(work.half, strength, (0, 0, width, height), cells=_CELLS, side=_HALF_SIDE)
    quarter_allowed = cv2.resize(allowed, work.quarter.shape[::-1], interpolation=cv2.INTER_AREA)
    rough = _allowed_strength(work.quarter, np.asarray(quarter_allowed, np.uint8), _QUARTER_SIDE)
    height, width = work.quarter.shape
    quarter = patches.choose(
        work.quarter, rough, (0, 0, width, height), cells=(5, 6), side=_QUARTER_SIDE
    )
    return PreparedReference(
        reference,
        image,
        work,
        coarse.spectra(work.eighth, coarse.canvas_side(work.eighth)),
        tuple(quarter),
        tuple(half),
        _contest_prints(layout, work, allowed, _streaks(image, work)),
        allowed,
    )


def _streaks(image: PageImage, work: WorkingPage) -> list[float]:
    """The columns of lines that the scanner drew, in working pixels."""
    across = float(work.to_page[0, 0])
    return [(column + 0.5) / across - 0.5 for column in streaked_columns(image)]


def _in_working_pixels(layout: PageLayout, work: WorkingPage) -> PageLayout:
    back = inverse(work.to_page)
    return replace(
        layout,
        contests=tuple(replace(c, box=box_moved(back, c.box)) for c in layout.contests),
        targets=tuple(replace(t, box=box_moved(back, t.box)) for t in layout.targets),
    )


def _outside_targets(layout: PageLayout, shape: tuple[int, ...]) -> Grey:
    """255 everywhere but at the targets and closely around them, where voters mark."""
    free = np.full(shape, 255, np.uint8)
    for target in layout.targets:
        box = target.box
        dx = max(_MASK_LEAST, box.width * _MASK_SHARE)
        dy = max(_MASK_LEAST, box.height * _MASK_SHARE)
        top, left = max(0, int(box.y - dy)), max(0, int(box.x - dx))
        free[top : int(np.ceil(box.bottom + dy)), left : int(np.ceil(box.right + dx))] = 0
    return free


def _allowed_strength(grey: Grey, allowed: Grey, side: int) -> NDArray[np.float32]:
    """Texture, nought where a square would touch a target."""
    strength = patches.texture(grey, side)
    touching = cv2.erode(allowed, np.ones((side, side), np.uint8))
    strength[touching < np.iinfo(np.uint8).max] = 0
    return strength


def _contest_prints(
    layout: PageLayout, work: WorkingPage, allowed: Grey, streaks: Sequence[float]
) -> tuple[ContestPrint, ...]:
    side = _CONTEST_SIDE
    strength = _allowed_strength(work.grey, allowed, side)
    voted = any(_is_marked(work, target.box) for target in layout.targets)
    prints = []
    for contest in layout.contests:
        box = contest.box
        height, width = work.grey.shape
        left, top = max(0, int(box.x) - _CONTEST_MARGIN), max(0, int(box.y) - _CONTEST_MARGIN)
        right = min(width, int(np.ceil(box.right)) + _CONTEST_MARGIN)
        bottom = min(height, int(np.ceil(box.bottom)) + _CONTEST_MARGIN)
        grey = work.grey[top:bottom, left:right]
        free = allowed[top:bottom, left:right]
        targets = tuple(t for t in layout.targets if t.contest == contest.contest)
        marked = [t.box for t in targets if _is_marked(work, t.box)]
        dark = without_columns(darker(grey, work.tones.ink), streaks, left)
        own = np.asarray(cv2.bitwise_and(dark, free), np.uint8)
        ink = _print_in(dark, free, [t.box for t in targets], marked, (left, top))
        prints.append(
            ContestPrint(
                contest.contest,
                box,
                targets,
                left,
                top,
                grey,
                ink,
                own,
                free,
                int(cv2.countNonZero(ink)),
                voted,
                tuple(
                    patches.choose(
                        work.grey,
                        strength,
                        _inset((left, top, right, bottom)),
                        cells=(2, min(5, max(2, (bottom - top) // _PATCH_ROWS))),
                        side=side,
                    )
                ),
                tuple(_labels(work.grey, strength, targets, _inset((left, top, right, bottom)))),
            )
        )
    return tuple(prints)


def _print_in(
    dark: Grey,
    free: Grey,
    targets: Sequence[Box],
    marked: Sequence[Box],
    origin: tuple[int, int],
) -> Grey:
    """The print of a contest among its ink: what its own voter drew left out."""
    by_hand = drawn(dark, without_targets(dark, targets, origin), short_words=False)
    return own_print(_without_marks(dark, free, marked, origin), by_hand, targets, origin)


def _half_print(grey: Grey, free: Grey) -> HalfPrint:
    outside = np.where(shrunk(free, 2) == _FREE, _FREE, 0).astype(np.uint8)
    print_alone = _halved(grey, outside)
    return HalfPrint(outside, print_alone, cv2.countNonZero(outside), *_sums(print_alone))


def _halved(grey: Grey, free: Grey) -> Grey:
    return np.asarray(cv2.bitwise_and(shrunk(grey, 2), free), np.uint8)


def _sums(grey: Grey) -> tuple[float, float]:
    """Of the greys and of their squares."""
    return cv2.sumElems(grey)[0], cv2.norm(grey, cv2.NORM_L2SQR)


def _is_marked(work: WorkingPage, box: Box) -> bool:
    """Whether a target of the reference itself is marked."""
    dx, dy = box.width * _RIM, box.height * _RIM
    rows = slice(int(box.y + dy), int(np.ceil(box.bottom - dy)))
    columns = slice(int(box.x + dx), int(np.ceil(box.right - dx)))
    inside = work.grey[rows, columns]
    return bool(inside.size) and float((inside < work.tones.ink).mean()) > _MARKED


def _without_marks(ink: Grey, free: Grey, marked: Sequence[Box], origin: tuple[int, int]) -> Grey:
    """The ink outside the targets, without what hangs together with a mark in one."""
    if marked:
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        for box in marked:
            top, left = int(box.y) - origin[1], int(box.x) - origin[0]
            inside = labels[
                max(0, top) : top + int(box.height), max(0, left) : left + int(box.width)
            ]
            for label in np.unique(inside):
                # What reaches farther is a rule of the frame that a stroke has met.
                if label and stats[label, cv2.CC_STAT_WIDTH : cv2.CC_STAT_AREA].max() <= _STROKE:
                    ink = np.where(labels == label, 0, ink).astype(np.uint8)
    return np.asarray(cv2.bitwise_and(ink, free), np.uint8)


def _inset(area: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Where the middle of a patch may lie that is to lie whole in an area."""
    half = _CONTEST_SIDE // 2
    left, top, right, bottom = area
    return left + half, top + half, right - half, bottom - half


def _labels(
    grey: Grey,
    strength: NDArray[np.float32],
    targets: Sequence[TargetBox],
    inside: tuple[int, int, int, int],
) -> Iterator[Patch]:
    """The most telling square in each target's row within its contest."""
    half = _CONTEST_SIDE // 2
    left, top, right, bottom = inside
    for target in targets:
        box = target.box
        middle = min(max(int(box.y + box.height / 2), top), bottom)
        area = (
            max(left, int(box.x - LABEL_REACH)),
            max(top, middle - half // 2),
            min(right, int(box.right + LABEL_REACH)),
            min(bottom, middle + half // 2),
        )
        yield from patches.choose(grey, strength, area, cells=(1, 1), side=_CONTEST_SIDE)
