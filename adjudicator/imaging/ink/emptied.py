"""Takes what a voter drew out of the targets of a reference page.

In its targets the print is what they have in common, so a filled oval does not pass for print.
Targets of nearly one size are of one kind: whoever measured them, or ink over an outline, makes
their boxes differ by a pixel or two.
"""

from collections.abc import Sequence
from itertools import product
from statistics import median

import cv2
import numpy as np

from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.imaging.ink.residual import SEEN, explained_by
from adjudicator.imaging.ink.tone import FULL
from adjudicator.imaging.pages import Grey

_MANY = 4
"""Targets of one kind from which on the print is what a quarter of them fall short of."""
_ALIKE = 2.5
"""Pixels by which a target may be wider or higher than one of its kind."""
_RIM = 1
"""Pixels around a target that belong to it."""
_MARKED = 6
"""Pixels the common print does not explain from which on a target of the reference is marked."""
_OFF = 4
"""Pixels by which a target's box may lie otherwise about its print than most."""
_LIKE = 0.5
"""Correlation from which on a target says where its print lies: a marked one may not."""
_ROUNDS = 3
_FARTHER = 2.0
"""Pixels of missing print that a place one pixel nearer to its box is worth."""
_EDGE = 0.25
"""Share of a target's size on each side in which its outline may lie."""
_INK = 60
"""Darkness from which on there is ink inside an outline."""
_INKED = 0.06
"""Share of the inside of a target that is ink where a voter drew in it, or print stands in it."""
_FEWEST = 2
"""Targets without ink that tell the print together: one alone may hide a small mark."""
_CLEAN = 0.02
"""Share of ink inside one that must tell it alone."""

_Spot = tuple[int, int]


def empty_targets(dark: Grey, targets: Sequence[TargetBox]) -> frozenset[str]:
    """Take out of each target what is not in the print that those of its kind have in common.

    :param dark: darkness of the page, which is changed.
    :returns: contests with a target whose ink may be print or a voter's: no other tells.
    """
    unsure: set[str] = set()
    for kind in _kinds(targets):
        width, height = (
            round(median(getattr(target.box, side) for target in kind))
            for side in ("width", "height")
        )
        boxes = [_about(target.box, width, height) for target in kind]
        left = _emptied(dark, boxes)
        unsure |= {target.contest for target, box in zip(kind, boxes, strict=True) if box in left}
    return frozenset(unsure)


def _kinds(targets: Sequence[TargetBox]) -> list[list[TargetBox]]:
    """The targets parted by size."""
    found: list[list[TargetBox]] = []
    for target in sorted(targets, key=lambda t: t.box.width * t.box.height):
        for kind in found:
            if _alike(kind[len(kind) // 2].box, target.box):
                kind.append(target)
                break
        else:
            found.append([target])
    return found


def _alike(one: Box, other: Box) -> bool:
    return max(abs(one.width - other.width), abs(one.height - other.height)) <= _ALIKE


def _about(box: Box, width: int, height: int) -> Box:
    """A box of that size about the same middle."""
    x, y = box.x + (box.width - width) / 2, box.y + (box.height - height) / 2
    return Box(x, y, width, height)


def _emptied(dark: Grey, boxes: Sequence[Box]) -> set[Box]:
    """Empty these targets of one size; those which may still hold a voter's ink."""
    width, height = (round(v) + 2 * _RIM for v in (boxes[0].width, boxes[0].height))
    spots = {box: (round(box.x) - _RIM, round(box.y) - _RIM) for box in boxes}
    whole = [box for box in boxes if _is_whole(dark, spots[box], (width, height))]
    inked = {box: _inked(dark, box) for box in boxes}
    telling = [box for box in whole if inked[box] <= _INKED]
    if len(telling) < _FEWEST and any(inked[box] > _CLEAN for box in telling):
        telling = []
    cut = {box for box in boxes if box not in whole and inked[box] > _CLEAN}
    if not telling:
        return cut | {box for box in whole if inked[box] > _CLEAN}
    lying = _together(dark, [spots[box] for box in telling], (width, height))
    seen = np.sort(np.stack([dark[y : y + height, x : x + width] for x, y in lying]), axis=0)
    common = _common(seen)
    explained = explained_by(common, one_bit=True)
    moved = np.subtract(lying, [spots[box] for box in telling])
    off = np.rint(np.median(moved, axis=0)).astype(int).tolist()
    found = dict(zip(telling, lying, strict=True))
    for box in whole:
        if box in found and _beyond(dark, found[box], explained) < _MARKED:
            continue
        # A filled oval looks much the same a pixel farther on: its box says better where it is.
        x, y = _showing(dark, common, (spots[box][0] + off[0], spots[box][1] + off[1]))
        patch = dark[y : y + height, x : x + width]
        # Its own outline stays as it lies and as strong as it is.
        np.minimum(patch, explained, out=patch)
    return cut


def _is_whole(dark: Grey, spot: _Spot, size: tuple[int, int]) -> bool:
    """Whether the page has so much around it that its print can be looked for."""
    (x, y), (width, height) = spot, size
    return (
        x >= _OFF
        and y >= _OFF
        and y + height + _OFF <= dark.shape[0]
        and x + width + _OFF <= dark.shape[1]
    )


def _inked(dark: Grey, box: Box) -> float:
    """The share of its inside that is ink."""
    dx, dy = box.width * _EDGE, box.height * _EDGE
    rows = slice(max(0, round(box.y + dy)), max(0, round(box.bottom - dy)))
    columns = slice(max(0, round(box.x + dx)), max(0, round(box.right - dx)))
    inside = dark[rows, columns]
    return float((inside > _INK).mean()) if inside.size else 0.0


def _beyond(dark: Grey, spot: _Spot, explained: Grey) -> int:
    """Pixels there that are no print."""
    height, width = explained.shape
    patch = dark[spot[1] : spot[1] + height, spot[0] : spot[0] + width]
    return int(np.count_nonzero(cv2.subtract(patch, explained) > SEEN))


def _showing(dark: Grey, common: Grey, spot: _Spot) -> _Spot:
    """The place near that spot where least of the print is missing, nearer ones before others."""
    height, width = common.shape
    costs = {}
    for down, across in product(range(-_OFF, _OFF + 1), repeat=2):
        x, y = max(0, spot[0] + across), max(0, spot[1] + down)
        patch = dark[y : y + height, x : x + width]
        if patch.shape == common.shape:
            missing = float(cv2.subtract(common, patch).sum(dtype=np.int64)) / FULL
            costs[missing + _FARTHER * float(np.hypot(across, down)), x, y] = (x, y)
    return costs[min(costs)] if costs else spot


def _together(dark: Grey, spots: list[_Spot], size: tuple[int, int]) -> list[_Spot]:
    """The spots moved by a pixel or two to where their print agrees with that of most.

    Boxes drawn by hand or carried over from another page are not all off by the same.
    """
    width, height = size
    if len(spots) < _FEWEST:
        return spots
    for _ in range(_ROUNDS):
        patches = [dark[y : y + height, x : x + width] for x, y in spots]
        # Two or three have no usual look: they are moved to the first.
        usual = patches[0] if len(spots) < _MANY else np.median(np.stack(patches), axis=0)
        moved = []
        for x, y in spots:
            around = dark[max(0, y - _OFF) : y + height + _OFF, max(0, x - _OFF) : x + width + _OFF]
            score = cv2.matchTemplate(around, usual.astype(np.uint8), cv2.TM_CCOEFF_NORMED)
            _, best, _, (across, down) = cv2.minMaxLoc(score)
            found = (max(0, x - _OFF) + across, max(0, y - _OFF) + down)
            moved.append(found if best > _LIKE else (x, y))
        if moved == spots:
            break
        spots = moved
    return spots


def _common(seen: Grey) -> Grey:
    """What nearly all of these have: patches sorted pixel by pixel, the lightest first."""
    return np.asarray(seen[len(seen) // 4] if len(seen) >= _MANY else seen[0], dtype=np.uint8)
