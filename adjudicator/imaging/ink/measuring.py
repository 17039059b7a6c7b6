"""Measures the ink of every contest that was found on a page."""

from collections.abc import Collection

import cv2
import numpy as np

from adjudicator.domain.finding.ink import ContestInk, Quality
from adjudicator.domain.finding.place import ContestPlace, PageFit, PagePlaces, Standing
from adjudicator.domain.layouts import Box
from adjudicator.imaging.ink.alignment import Laid, lay
from adjudicator.imaging.ink.fills import fill_targets
from adjudicator.imaging.ink.folds import folded
from adjudicator.imaging.ink.frame import Frame, chained, cut, mapped
from adjudicator.imaging.ink.outlines import all_seen
from adjudicator.imaging.ink.overprint import over_print
from adjudicator.imaging.ink.own_marks import with_letters
from adjudicator.imaging.ink.pieces import pieces_of
from adjudicator.imaging.ink.prints import KnownReference, Print, print_of
from adjudicator.imaging.ink.quality import quality_of
from adjudicator.imaging.ink.residual import SEEN, explained_by, without_own_marks
from adjudicator.imaging.ink.rough import corners_of, rough_matrix
from adjudicator.imaging.ink.shades import shaded
from adjudicator.imaging.ink.streaks import streaked_columns, without_streaks
from adjudicator.imaging.ink.strokes import firm_strokes, joined, strokes_in
from adjudicator.imaging.pages import Grey, PageImage

_REACH = 1.0
"""Millimetres by which the print of a contest is sought around its place."""
_BORDER = 0.13
"""Millimetres around a contest's box that belong to it: its place is known to a pixel or two, and
a line drawn along its edge would be halved."""
_TILES = 3
_RESIDUAL = 1.5
"""Pixels off the common map above which the print is not well laid."""


def measure(
    page: PageImage, places: PagePlaces, reference: KnownReference
) -> tuple[ContestInk, ...]:
    """The ink of every contest that was located or is to be checked, in the order of the places.

    :param reference: the one the places were found with.
    """
    printed = print_of(reference)
    wanted = [place for place in places.contests if place.box is not None]
    if not wanted:
        return ()
    streaks = streaked_columns(page)
    found = (_contest(page, place, places.fit, printed, streaks) for place in wanted)
    return tuple(ink for ink in found if ink is not None)


def _contest(
    page: PageImage,
    place: ContestPlace,
    fit: PageFit | None,
    printed: Print,
    streaks: tuple[int, ...],
) -> ContestInk | None:
    area = printed.reference.layout.contest_box(place.contest)
    rough = rough_matrix(printed.reference.layout, place, fit)
    if area is None or rough is None:
        return None
    targets = [t for t in printed.reference.layout.targets if t.contest == place.contest]
    frame = cut(page, mapped(rough, corners_of(area)))
    if frame is None:
        return None
    start = chained(frame.from_page, rough)
    laid = lay(printed.dark, start, frame.dark, round(_REACH * frame.mm))
    lying = laid.warped(printed.dark, frame.dark.shape)
    ours = without_own_marks(lying, frame.dark)
    if printed.own_marks is not None and printed.is_marked(area):
        boxes = [t.box for t in targets]
        marks, inked = printed.own_marks, printed.with_marks
        ours = with_letters(ours, frame.dark, marks, inked, laid, boxes)
    explained = explained_by(ours, one_bit=frame.one_bit)
    everything = np.asarray(cv2.subtract(frame.dark, explained), dtype=np.uint8)
    beyond, streak = without_streaks(everything, frame, streaks, SEEN)
    inside = _inside(frame, laid, area)
    streaked = np.asarray(cv2.subtract(everything, beyond), dtype=np.uint8)
    clean = np.asarray(cv2.subtract(frame.dark, streaked), dtype=np.uint8)
    above = np.asarray(cv2.subtract(clean, ours), dtype=np.uint8)
    found = strokes_in(beyond, above, inside, lying, frame.mm, one_bit=frame.one_bit)
    over = over_print(clean, ours, inside, frame.mm, one_bit=frame.one_bit)
    found += () if over is None else firm_strokes(over, frame.mm)
    strokes = joined(found, frame.dark, frame.mm)
    fills = fill_targets(targets, laid, frame.dark, beyond, explained, frame.mm)
    noted = {
        Quality.TARGET_UNSEEN: not all_seen(targets, laid, lying, frame.dark),
        Quality.FOLD: folded(page, frame, strokes),
        Quality.STREAK: streak,
        Quality.SHADED: shaded(frame, laid, area, printed.frame(area)),
        Quality.REFERENCE_FILLED: place.contest in printed.unsure,
    }
    quality = quality_of(frame, lying, noted)
    return ContestInk(
        place.contest,
        fills,
        pieces_of(strokes, frame, laid, targets, fills, printed.rows(place.contest)),
        quality,
        plain=not strokes and _tells(place, laid, quality),
    )


def _tells(place: ContestPlace, laid: Laid, quality: Collection[Quality]) -> bool:
    """Whether place, print and image are good enough to say that there is no ink."""
    well = laid.tiles >= _TILES and laid.residual <= _RESIDUAL
    return well and place.standing is Standing.LOCATED and not set(quality) - {Quality.ONE_BIT}


def _inside(frame: Frame, laid: Laid, area: Box) -> Grey:
    """1 inside the contest's box and at its border."""
    mask = np.zeros(frame.dark.shape, np.uint8)
    corners = laid.to_frame(corners_of(area))[[0, 1, 3, 2]]
    middle = corners.mean(axis=0)
    outer = corners + np.sign(corners - middle) * _BORDER * frame.mm
    cv2.fillConvexPoly(mask, np.rint(outer).astype(np.int32), 1)
    return mask
