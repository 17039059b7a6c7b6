"""What the voter of a reference page drew on it: no print, so it must not explain ink elsewhere."""

from collections.abc import Sequence

import cv2
import numpy as np

from adjudicator.domain.layouts import Box, PageLayout
from adjudicator.imaging.handwriting import A_PICTURE, DPI, drawn, lettered, without_targets
from adjudicator.imaging.ink.alignment import Laid
from adjudicator.imaging.ink.rough import corners_of
from adjudicator.imaging.pages import Grey

_INK = 90
"""Darkness from which on a pixel is ink rather than its blurred edge."""
_NEAR = np.ones((3, 3), np.uint8)
_EDGE = np.ones((5, 5), np.uint8)
"""As far as the blurred edge of a stroke reaches."""
_ZONE = np.ones((9, 9), np.uint8)
_ABOUT = 0.15
"""Inches around a contest that are looked at with it, where print that runs into it is known."""
_FINEST = 235.0
"""Pages finer than this are looked at in the usual resolution."""


def own_marks(dark: Grey, layout: PageLayout, dpi: float) -> Grey | None:
    """255 where a hand has drawn in a contest of the reference; ``None`` if nowhere.

    :param dark: darkness of the reference.
    """
    found = np.zeros_like(dark)
    targets = [target.box for target in layout.targets]
    for contest in layout.contests:
        inner, outer = _window(contest.box, 0), _window(contest.box, round(_ABOUT * dpi))
        part = dark[outer]
        if part.size:
            around = np.zeros_like(dark)
            around[outer] = _marks(part, targets, (outer[1].start, outer[0].start), dpi)
            found[inner] |= around[inner]
    return found if cv2.countNonZero(found) else None


def _window(box: Box, more: int) -> tuple[slice, slice]:
    """The rows and columns of a box and so many around it."""
    return (
        slice(max(0, round(box.y) - more), max(0, round(box.bottom) + more)),
        slice(max(0, round(box.x) - more), max(0, round(box.right) + more)),
    )


def _marks(dark: Grey, targets: Sequence[Box], origin: tuple[int, int], dpi: float) -> Grey:
    """The strokes in one contest with their edges, but not those edges that print has too."""
    size = (dark.shape[1], dark.shape[0])
    scale = DPI / dpi if dpi > _FINEST else 1.0
    ink = np.where(dark > _INK, 255, 0).astype(np.uint8)
    alone = without_targets(ink, targets, origin)
    if scale < 1.0:
        wanted = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        found = drawn(_smaller(ink, wanted), _smaller(alone, wanted), short_words=True)
        found = np.asarray(cv2.resize(found, size, interpolation=cv2.INTER_NEAREST), np.uint8)
    else:
        found = drawn(ink, alone, short_words=True)
    if cv2.countNonZero(found) > A_PICTURE * cv2.countNonZero(alone):
        return np.zeros_like(dark)
    print_around = cv2.dilate(cv2.subtract(alone, found), _NEAR)
    edges = cv2.subtract(cv2.dilate(found, _EDGE), print_around)
    marks = np.asarray(cv2.bitwise_or(found, edges), np.uint8)
    return without_targets(marks, targets, origin)


def _smaller(ink: Grey, size: tuple[int, int]) -> Grey:
    small = np.asarray(cv2.resize(ink, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.where(small > _INK, 255, 0).astype(np.uint8)


def with_letters(
    print_dark: Grey, dark: Grey, marks: Grey, inked: Grey, laid: Laid, targets: Sequence[Box]
) -> Grey:
    """The print, with the page's own letters where those of the reference are drawn over.

    :param print_dark: darkness of the reference's print, in pixels of the frame.
    :param dark: darkness of the frame.
    :param marks: of the reference.
    :param inked: darkness of the reference, print and marks: no letter of it stands elsewhere.
    :param targets: of the contest, on the reference.
    """
    zone = cv2.dilate(laid.warped(marks, dark.shape), _ZONE)
    ink = np.where(dark > _INK, 255, 0).astype(np.uint8)
    if not cv2.countNonZero(cv2.bitwise_and(ink, zone)):
        return print_dark
    boxes = [_upright(laid, target) for target in targets]
    letters = cv2.bitwise_and(lettered(ink, without_targets(ink, boxes, (0, 0))), zone)
    there = np.where(laid.warped(inked, dark.shape) > _INK, 255, 0).astype(np.uint8)
    own = cv2.bitwise_and(dark, cv2.bitwise_and(cv2.dilate(letters, _NEAR), there))
    return np.asarray(cv2.max(print_dark, own), np.uint8)


def _upright(laid: Laid, box: Box) -> Box:
    corners = laid.to_frame(corners_of(box))
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return Box(left, top, right - left, bottom - top)
