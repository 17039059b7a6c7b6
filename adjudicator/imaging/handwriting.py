"""Tells ink that a hand has drawn on a page from what is printed there, by its look alone.

Print is letters in lines, what stands close among them, straight rules, and surfaces filled solid.
Everything else may be a voter's: a circle, an arrow, a dash, a line through a name.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey

DPI = 200
"""At which all distances here are meant."""
A_PICTURE = 0.25
"""Share of a contest's ink from which on what looks drawn is a picture that is printed there."""
_RIM, _RIM_SHARE = 3, 0.12
"""Pixels around a target, and share of its width, that its outline may take up."""
_EDGE = 6
"""Pixels along the edges of what is looked at that are its frame."""
_ALONG = np.ones((1, 12), np.uint8)
_NEAR = np.ones((3, 3), np.uint8)
_RULE = {"level": 150, "upright": 80}
"""Pixels of length of a printed rule at least: no letter is so tall, a name may be underlined."""
_INTO = np.ones((5, 5), np.uint8)
_RUN = 60
"""Pixels of one unbroken run in it."""
_THICK, _SLOPE = 14, 0.04
_BENT, _LONG, _BENT_BY = 0.5, 300, 250
"""Pixels by which a rule may leave a straight line; and beyond which length it may by one more
along how many."""
_CROSSED = 0.12
"""Share of a line's length that has ink on both sides, from which on it runs through letters."""
_SOLID = np.ones((19, 19), np.uint8)
"""A pen draws nothing as thick as this."""
_SOLID_SHARE = 0.3
_BY = np.ones((25, 25), np.uint8)
"""What stands this near to a solid surface may be print that runs into it."""
_BLOCK, _FULL = 8, 0.85
"""Pixels along either side of a printed block, such as a timing mark, and how full it is."""
_TALL, _LEAST, _SPOT = (6, 60), 16, 25
"""Pixels of height of a letter, and of its ink; of ink in a spot that is no speck."""
_LETTER, _JOINED = 40, 400
"""Pixels of width of one letter, and of letters that have run together."""
_UPRIGHT, _THIN = 30, 4
"""Pixels of height from which on, and how much taller than wide, a part is a stroke."""
_DENSE = 0.28
"""Share of their box that these fill, as a circle or an arrow does not."""
_LINE, _WORD, _LEVEL, _COMPANY = 240, 24, 2, 2
"""Two others as high within so many pixels make a line, one of them so near, feet and tops level
by so many."""
_NEXT, _AS_TALL = 10, 1.7
"""A short word: pixels to the next letter, and how much taller one of them may be."""
_BESIDE, _SPACED, _FLAT = 8, 14, 16
"""Pixels from a letter within which what stands in its line is print, and a letter by its shape;
the width of a hyphen."""
_BOLD = 0.42
"""Share of its box that a letter fills that stands alone, as high as others."""
_SPECK = 12
"""Pixels up to which a spot is a stop, a comma or dirt."""
_ASIDE = np.ones((17, 17), np.uint8)
_STROKE = 45
"""Pixels of one straight stroke that no letter has."""
_OUTER = 5
"""The part of a letter's height, above and below, in which letters that touch make a line."""
_TILTS = (-8, -5, -2, 0, 2, 5, 8)
_STEM = np.ones((11, 1), np.uint8)
"""A letter's stem goes on above and below a line that is drawn through it."""

Parts = NDArray[np.int32]


def without_targets(ink: Grey, targets: Sequence[Box], origin: tuple[int, int]) -> Grey:
    """The ink without the targets' outlines and what is in them.

    :param origin: where its first pixel lies in the pixels of the targets.
    """
    found = ink.copy()
    for box in targets:
        rim = max(_RIM, box.width * _RIM_SHARE)
        left, top = box.x - rim - origin[0], box.y - rim - origin[1]
        right, bottom = box.right + rim - origin[0], box.bottom + rim - origin[1]
        rows = slice(max(0, int(top)), max(0, int(np.ceil(bottom))))
        found[rows, max(0, int(left)) : max(0, int(np.ceil(right)))] = 0
    return found


def drawn(ink: Grey, alone: Grey, *, short_words: bool) -> Grey:
    """255 where ink may be drawn by hand.

    :param ink: 255 where a contest has ink, at :data:`DPI`.
    :param alone: the same without its targets.
    :param short_words: whether two letters beside each other are print already, such as "No", and
        specks too; they may be a voter's.
    """
    return _told_apart(ink, alone, short_words=short_words)[1]


def lettered(ink: Grey, alone: Grey) -> Grey:
    """255 where ink is letters in a line, and nothing is drawn through them.

    :param ink: as with :func:`drawn`.
    :param alone: likewise.
    """
    return _told_apart(ink, alone, short_words=True)[0]


def _told_apart(dark: Grey, ink: Grey, *, short_words: bool) -> tuple[Grey, Grey]:
    """The letters, and what is neither they nor other print."""
    targets = np.asarray(cv2.subtract(dark, ink), np.uint8)
    rules = cv2.bitwise_or(_rules(ink, targets), _edges(ink))
    rest = np.asarray(cv2.subtract(ink, cv2.dilate(rules, _NEAR)), np.uint8)
    solid = _solid(ink)  # with the rules, which would part it where it lies across one
    if not short_words:
        # Strokes that meet a solid surface are told from it.
        rest = np.asarray(cv2.subtract(rest, cv2.dilate(solid, _INTO)), np.uint8)
    labels, parts = _parts(rest)
    if not len(parts):
        return rest, rest
    surface = _surfaces(solid, labels, parts, close_by=short_words)
    letters = _letters(parts, short_words=short_words) & ~surface
    specks = _specks(parts) & ~letters
    own = _of(labels, ~(letters | surface | specks))
    # A stroke that the scanner has broken leaves specks beside it.
    beside = np.unique(labels[np.asarray(cv2.dilate(own, _ASIDE)) > 0])
    joined = np.full_like(specks, not short_words)
    joined[beside[beside > 0] - 1] = True
    struck = np.flatnonzero(letters & (parts[:, cv2.CC_STAT_WIDTH] > _STROKE))
    through = _strokes(rest, labels, parts, struck)
    own = np.asarray(cv2.bitwise_or(own, _of(labels, specks & joined)), np.uint8)
    return (
        np.asarray(cv2.subtract(_of(labels, letters), through), np.uint8),
        np.asarray(cv2.bitwise_or(own, through), np.uint8),
    )


def _parts(mask: Grey) -> tuple[Parts, Parts]:
    """Which part each pixel is of, and left, top, width, height and area of each part."""
    _, labels, found, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    return np.asarray(labels, np.int32), np.asarray(found[1:], np.int32)


def _edges(ink: Grey) -> Grey:
    """What runs along the edges of what is looked at: its frame, or print that is cut off."""
    found = np.zeros_like(ink)
    for strip, along in (
        (np.s_[:_EDGE], _ALONG),
        (np.s_[-_EDGE:], _ALONG),
        (np.s_[:, :_EDGE], _ALONG.T),
        (np.s_[:, -_EDGE:], _ALONG.T),
    ):
        found[strip] |= np.asarray(cv2.morphologyEx(ink[strip], cv2.MORPH_OPEN, along))
    return found


def _of(labels: Parts, wanted: NDArray[np.bool_]) -> Grey:
    """255 where one of the wanted parts is."""
    kept = np.zeros(len(wanted) + 1, np.uint8)
    kept[1:][wanted] = 255
    return np.asarray(kept[labels], np.uint8)


def _solid(ink: Grey) -> Grey:
    """The surfaces that are thicker everywhere than a pen draws."""
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _NEAR)
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, _SOLID), np.uint8)


def _surfaces(solid: Grey, labels: Parts, parts: Parts, *, close_by: bool) -> NDArray[np.bool_]:
    """Which parts are filled solid, as pens do not fill, or stand close by such."""
    _, _, width, height, area = parts.T
    filled = np.bincount(labels[solid > 0], minlength=len(parts) + 1)[1:]
    found = filled > _SOLID_SHARE * area
    if close_by and found.any():
        beside = np.unique(labels[np.asarray(cv2.dilate(_of(labels, found), _BY)) > 0])
        found[beside[beside > 0] - 1] = True
    block = (np.minimum(width, height) >= _BLOCK) & (area >= _FULL * width * height)
    return np.asarray(found | block)


def _rules(ink: Grey, targets: Grey) -> Grey:
    """The straight printed lines, level and upright, none of which runs into a target."""
    into = np.asarray(cv2.dilate(targets, _INTO), np.uint8)
    found = _lines(ink, into, _RULE["level"])
    upright = _lines(np.ascontiguousarray(ink.T), np.ascontiguousarray(into.T), _RULE["upright"])
    return np.asarray(cv2.bitwise_or(found, np.ascontiguousarray(upright.T)), np.uint8)


def _lines(ink: Grey, into: Grey, length: int) -> Grey:
    """The straight level lines that are at least so long and run through nothing."""
    # A line that is a little turned goes up and down by a pixel now and then.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, _RUN), np.uint8))
    labels, parts = _parts(np.asarray(cv2.bitwise_and(runs, ink), np.uint8))
    found = np.zeros_like(ink)
    for number, (x, y, width, height, _) in enumerate(parts.tolist(), 1):
        if width < length:
            continue
        window = np.s_[y : y + height, x : x + width]
        line = labels[window] == number
        if (
            _straight(line)
            and not np.any(into[window][line])
            and not _runs_through(line, ink, x, y)
        ):
            found[window][line] = 255
    return found


def _straight(line: NDArray[np.bool_]) -> bool:
    """Whether a part is one thin, straight, nearly level line."""
    height, width = line.shape
    counts = line.sum(axis=0)
    across = np.flatnonzero(counts)
    if float(np.median(counts[across])) > _THICK:
        return False
    middles = (np.arange(height) @ line)[across] / counts[across]
    basis = np.column_stack([across, np.ones(len(across))]).astype(np.float64)
    (slope, start), *_ = np.linalg.lstsq(basis, middles, rcond=None)
    off = float(np.sqrt(np.mean((middles - slope * across - start) ** 2)))
    return bool(abs(slope) <= _SLOPE and off <= _BENT + max(0, width - _LONG) / _BENT_BY)


def _runs_through(line: NDArray[np.bool_], ink: Grey, x: int, y: int) -> bool:
    """Whether letters stand out above and below it."""
    across = np.flatnonzero(line.any(axis=0))
    above = y + np.argmax(line, axis=0)[across] - 3
    below = y + line.shape[0] - 1 - np.argmax(line[::-1], axis=0)[across] + 3
    last = ink.shape[0] - 1
    both = (ink[np.clip(above, 0, last), across + x] > 0) & (
        ink[np.clip(below, 0, last), across + x] > 0
    )
    return bool(both.mean() >= _CROSSED)


def _letters(parts: Parts, *, short_words: bool) -> NDArray[np.bool_]:
    """Which parts are letters, and what stands among letters."""
    _, _, width, height, area = parts.T
    shaped = (height >= _TALL[0]) & (height <= _TALL[1]) & (area >= _LEAST) & (width <= _JOINED)
    shaped &= (height <= _UPRIGHT) | (height <= _THIN * width)
    shaped &= (width <= _LETTER) | (area >= _DENSE * width * height)
    found = np.zeros(len(parts), bool)
    ours = np.flatnonzero(shaped)
    found[ours[_in_company(parts[ours], short_words=short_words)]] = True
    others = np.flatnonzero(
        ~found
        & (width <= _LETTER)
        & (height <= _TALL[1])
        & ((height >= _TALL[0]) | (width <= _FLAT))
    )
    if found.any() and len(others):
        found[others] = _among(parts[others], parts[found])
        found |= _as_high(parts, parts[found]) & short_words
    return found


def _as_high(parts: Parts, letters: Parts) -> NDArray[np.bool_]:
    """Which parts are a letter that stands alone, as high as others are: measure "B"."""
    _, _, width, height, area = parts.T
    alike = np.abs(height[:, None] - letters[None, :, cv2.CC_STAT_HEIGHT]) <= 1
    bold = (width <= _LETTER) & (height >= _SPECK) & (area >= _BOLD * width * height)
    return np.asarray(bold & (alike.sum(axis=1) > _COMPANY))


def _in_company(parts: Parts, *, short_words: bool) -> NDArray[np.bool_]:
    """Which of these stand in one line with others."""
    apart, top, foot = _apart(parts, parts)
    itself = np.eye(len(parts), dtype=bool)
    level = (np.abs(foot) <= _LEVEL) & (np.abs(top) <= _LEVEL) & (apart <= _LINE) & ~itself
    height, narrow = parts[:, cv2.CC_STAT_HEIGHT], parts[:, cv2.CC_STAT_WIDTH] <= _LETTER
    alike = (height[:, None] <= _AS_TALL * height) & (height <= _AS_TALL * height[:, None])
    word = (np.abs(foot) < _LEVEL) & (np.abs(apart) <= _NEXT) & alike & ~itself
    word &= narrow[:, None] & narrow
    near = (level & (apart <= _WORD)).any(axis=1)
    return np.asarray(((level.sum(axis=1) >= _COMPANY) & near) | (word.any(axis=1) & short_words))


def _among(parts: Parts, letters: Parts) -> NDArray[np.bool_]:
    """Which parts stand close beside a letter and not far above or below its line."""
    apart, top, foot = _apart(parts, letters)
    reach = letters[:, cv2.CC_STAT_HEIGHT] / 2
    _, _, width, height, area = parts.T
    shaped = (height >= _SPECK) & (area >= _DENSE * width * height)
    beside = np.where(shaped, _SPACED, _BESIDE)[:, None]
    return np.asarray(((apart <= beside) & (top <= reach) & (foot >= -reach)).any(axis=1))


def _apart(first: Parts, second: Parts) -> tuple[Parts, Parts, Parts]:
    """How far parts are apart along a line, and by how much the second reach lower: top, foot."""
    left, top, width, height = (first[:, None, n] for n in range(4))
    left2, top2, width2, height2 = (second[None, :, n] for n in range(4))
    apart = np.maximum(left2 - left - width, left - left2 - width2)
    return apart, top2 - top, top2 + height2 - top - height


def _specks(parts: Parts) -> NDArray[np.bool_]:
    """Which parts are too small to be told from print or dirt."""
    _, _, width, height, area = parts.T
    return np.asarray((area < _SPOT) | ((width < _SPECK) & (height < _SPECK)))


def _strokes(rest: Grey, labels: Parts, parts: Parts, numbers: NDArray[np.intp]) -> Grey:
    """Lines drawn through letters: what is long and straight in them, the letters' stems not."""
    found = np.zeros_like(rest)
    for number in numbers.tolist():
        x, y, width, height, _ = parts[number].tolist()
        window = np.s_[y : y + height, x : x + width]
        part = np.where(labels[window] == number + 1, 255, 0).astype(np.uint8)
        middle = np.s_[y + height // _OUTER : y + height - height // _OUTER, x : x + width]
        through = np.zeros_like(rest)
        for tilt in _TILTS:
            through[window] |= np.asarray(cv2.morphologyEx(part, cv2.MORPH_OPEN, _tilted(tilt)))
        found[middle] |= through[middle]
    if not cv2.countNonZero(found):
        return found
    stems = cv2.morphologyEx(cv2.subtract(rest, found), cv2.MORPH_CLOSE, _STEM)
    return np.asarray(cv2.bitwise_and(found, cv2.bitwise_not(stems)), np.uint8)


def _tilted(tilt: int) -> Grey:
    """A line of the length of a stroke that rises or falls by so many pixels."""
    line = np.zeros((abs(tilt) + 1, _STROKE), np.uint8)
    ends = (0, max(0, -tilt)), (_STROKE - 1, max(0, tilt))
    return np.asarray(cv2.line(line, *ends, 1), np.uint8)
