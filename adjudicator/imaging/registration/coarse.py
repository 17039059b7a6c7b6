"""Turn, scale and shift of a page against a reference, by their spectra (Fourier-Mellin).

A picture's spectrum does not change when the picture moves; turning turns it, scaling shrinks it.
Laid out by angle and logarithm of the distance both become shifts, which the phase shows at once.
The spectrum cannot tell upright from upside down: both are tried.

Most sheets lie nearly level, and are found without asking for turn and scale: that is tried first.

Spectra of real pictures are kept as OpenCV packs them, half of the numbers and a quarter of the
work: from the second column to the last but one, real and imaginary parts side by side.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration.affine import (
    Matrix,
    after,
    for_pixels,
    scaling,
    shifting,
    turning,
)
from adjudicator.imaging.registration.working import tally

SHRINK = 8
"""The pictures compared are smaller by this factor."""
MOST_TURN = 8.0
"""Degrees either way that are looked for."""
MOST_SCALE = 0.075
"""Share of the size either way that is looked for."""
_ANGLES, _RADII = 360, 192
_INNER = 10
_PEAKS = 3
_SOFT = 1e-12
_PLAIN_PEAK = 25.0
"""Height of the peak, in standard deviations above the noise, from which a page lies level."""

Real = NDArray[np.float32]
Spectrum = NDArray[np.float32]
"""As OpenCV packs it."""


@dataclass(frozen=True, eq=False)
class Spectra:
    """A picture's transforms at an eighth of the size."""

    side: int
    """Of the square it was laid in."""
    size: tuple[int, int]
    """Width and height of the picture."""
    ink: Real
    whole: Spectrum

    @cached_property
    def polar(self) -> Spectrum:
        """Of its spectrum's strength, laid out by angle and logarithm of the distance."""
        side = self.side
        packed: Any = cv2.dft(self.ink, flags=cv2.DFT_COMPLEX_OUTPUT)
        amount = np.log1p(cv2.magnitude(packed[..., 0], packed[..., 1]) / (side * side) * 64)
        polar = cv2.remap(_centred(amount), *_polar_grid(side), cv2.INTER_LINEAR)
        polar = polar - polar.mean(axis=0, keepdims=True)
        polar *= np.hanning(_RADII)[None, :].astype(np.float32)
        return _transform(np.asarray(polar, np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """One way a page may lie over the reference."""

    matrix: Matrix
    """Working pixels of the reference to those of the page."""
    score: float
    """Height of the peak: how many standard deviations above the noise."""
    upside_down: bool
    level: bool = False
    """Whether neither turn nor scale was asked for."""


def canvas_side(*pictures: Grey) -> int:
    """The even side of a square that holds the pictures and that is quickly transformed."""
    longest = max(max(picture.shape) for picture in pictures)
    return 2 * int(cv2.getOptimalDFTSize((longest + 1) // 2))


def spectra(eighth: Grey, side: int) -> Spectra:
    """Transform a picture at an eighth of the size, laid in a square."""
    height, width = eighth.shape
    paper = int(np.searchsorted(np.cumsum(tally(eighth)), eighth.size / 2))
    ink = np.zeros((side, side), np.float32)
    ink[:height, :width] = cv2.subtract(np.full_like(eighth, paper), eighth)
    return Spectra(side, (width, height), ink, _transform(ink))


def level_guess(reference: Spectra, page: Spectra) -> Guess | None:
    """How a page lies over the reference that is neither turned nor scaled, if that is plain."""
    guess = max(_shifts(reference, page, 0.0, 1.0), key=lambda each: each.score)
    return replace(guess, level=True) if guess.score >= _PLAIN_PEAK else None


def guesses(reference: Spectra, page: Spectra) -> Iterator[Guess]:
    """Ways the page may lie over the reference, the likeliest first, worked out as asked for."""
    for turn, scale in _turns_and_scales(reference, page):
        yield from sorted(
            _shifts(reference, page, turn, scale), key=lambda guess: guess.score, reverse=True
        )


def _turns_and_scales(reference: Spectra, page: Spectra) -> list[tuple[float, float]]:
    surface = _phase(reference.polar, page.polar)
    step = np.log(page.side / 2 * 0.95 / _INNER) / (_RADII - 1)
    turns = int(np.ceil(np.radians(MOST_TURN) / (np.pi / _ANGLES)))
    scales = int(np.ceil(np.log1p(MOST_SCALE) / step))
    window = np.roll(surface, (turns, scales), (0, 1))[: 2 * turns + 1, : 2 * scales + 1].copy()
    found = []
    for _ in range(_PEAKS):
        y, x = np.unravel_index(int(np.argmax(window)), window.shape)
        dy, dx = _refined_peak(window, int(y), int(x))
        angle = (y + dy - turns) * np.pi / _ANGLES
        # A picture that is larger has a spectrum that is smaller.
        found.append((float(angle), float(np.exp(-(x + dx - scales) * step))))
        window[max(0, y - 2) : y + 3, max(0, x - 2) : x + 3] = -np.inf
    return found


def _shifts(reference: Spectra, page: Spectra, turn: float, scale: float) -> list[Guess]:
    """The best shift for a turn and scale, upright and upside down."""
    width, height = page.size
    # From the reference's pixels to the page's, about the page's middle.
    turned = turning(turn, scale, (width / 2, height / 2))
    spectrum = page.whole if (turn, scale) == (0.0, 1.0) else _turned(page, turned)
    found = []
    for upside_down in (False, True):
        surface = _phase(reference.whole, spectrum, turned=upside_down)
        _, best, _, (x, y) = cv2.minMaxLoc(surface)
        dy, dx = _refined_peak(surface, int(y), int(x))
        mean, spread = cv2.meanStdDev(surface)
        score = float((best - mean[0, 0]) / (spread[0, 0] + _SOFT))
        sx, sy = _wrapped(x + dx, page.side), _wrapped(y + dy, page.side)
        if upside_down:
            half = np.array([[-1.0, 0.0, 1.0 - sx], [0.0, -1.0, 1.0 - sy]])
            found.append(Guess(_full(after(turned, _near(half, page))), score, upside_down=True))
        else:
            found.append(Guess(_full(after(turned, shifting(sx, sy))), score, upside_down=False))
    return found


def _turned(page: Spectra, turned: Matrix) -> Spectrum:
    level = cv2.warpAffine(
        page.ink,
        for_pixels(turned),
        (page.side, page.side),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
    )
    return _transform(np.asarray(level, np.float32))


def _near(half: Matrix, page: Spectra) -> Matrix:
    """The half turn whose image of the page's middle lies on the square, not a square away."""
    moved = half.copy()
    for row, length in enumerate(page.size):
        middle = moved[row, row] * length / 2 + moved[row, 2]
        moved[row, 2] += page.side * round((length / 2 - middle) / page.side)
    return moved


def _full(matrix: Matrix) -> Matrix:
    """The same map between pictures at full size."""
    return after(scaling(SHRINK, SHRINK), after(matrix, scaling(1 / SHRINK, 1 / SHRINK)))


def _wrapped(value: float, side: int) -> float:
    return value - side if value > side / 2 else value


def _phase(first: Spectrum, second: Spectrum, *, turned: bool = False) -> Real:
    """The surface whose peak says by how much the second is shifted against the first.

    :param turned: with the second turned by half a circle about its first pixel.
    """
    cross = np.asarray(cv2.mulSpectrums(second, first, 0, conjB=not turned), np.float32)
    # The first column and the last are packed otherwise; of so many they need not be asked.
    cross[:, 0] = cross[:, -1] = 0.0
    pairs = cross[:, 1:-1].reshape(len(cross), -1, 2)
    squared = pairs * pairs
    strength = np.sqrt(squared[..., 0] + squared[..., 1] + _SOFT)
    # Turning a picture by half a circle about the first pixel is conjugating its spectrum.
    pairs /= np.stack([strength, -strength if turned else strength], axis=-1)
    surface = cv2.dft(cross, flags=cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT | cv2.DFT_SCALE)
    return np.asarray(surface, np.float32)


def _transform(picture: Real) -> Spectrum:
    return np.asarray(cv2.dft(picture), np.float32)


def _centred(amount: Real) -> Real:
    side = amount.shape[0]
    return np.roll(amount, (side // 2, side // 2), (0, 1))


@lru_cache(maxsize=8)
def _polar_grid(side: int) -> tuple[Real, Real]:
    angles = (np.arange(_ANGLES) * np.pi / _ANGLES)[:, None]
    radii = np.geomspace(_INNER, side / 2 * 0.95, _RADII)[None, :]
    middle = side // 2
    return (
        (middle + radii * np.cos(angles)).astype(np.float32),
        (middle + radii * np.sin(angles)).astype(np.float32),
    )


def _refined_peak(surface: Real, y: int, x: int) -> tuple[float, float]:
    """How far between the pixels the peak lies, by parabolas."""
    rows, columns = surface.shape
    column = [float(surface[(y + d) % rows, x]) for d in (-1, 0, 1)]
    row = [float(surface[y, (x + d) % columns]) for d in (-1, 0, 1)]
    return parabola(*column), parabola(*row)


def parabola(before: float, middle: float, behind: float) -> float:
    """Where between three neighbours the highest point lies, from -0.5 to 0.5."""
    bend = before - 2 * middle + behind
    # Written so that a neighbour left out, which is minus infinity, gives no shift.
    if not -math.inf < bend < 0:
        return 0.0
    return max(-0.5, min(0.5, 0.5 * (before - behind) / bend))
