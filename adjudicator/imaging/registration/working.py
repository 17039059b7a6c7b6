"""A page as registration sees it: at 200 dots per inch, with smaller copies, and its ink told."""

from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.registration.affine import Matrix, scaling

DPI = 200.0
"""At which all distances in this package are meant."""
_NEAR = 0.1
"""A page this near to it is taken as it is."""
_SMALLEST = 200
"""Pixels a page has at least along either side."""
_LONGEST, _TALLEST = 4.0, 30.0
"""How many times as long as wide a page may be, and how many inches long."""
_SAMPLE = 5
"""Every how many rows and columns the tones are sampled."""


@dataclass(frozen=True, slots=True)
class Tones:
    """The greys of a page's paper and print."""

    paper: float
    black: float

    @property
    def ink(self) -> float:
        """Below: surely ink."""
        return self.paper - 0.5 * (self.paper - self.black)

    @property
    def faint(self) -> float:
        """Below: perhaps ink; thin print that a scanner has blurred."""
        return self.paper - 0.3 * (self.paper - self.black)


@dataclass(frozen=True, eq=False)
class WorkingPage:
    """A page at the working resolution."""

    grey: Grey
    to_page: Matrix
    """From its pixels to those of the page as it was decoded."""
    tones: Tones = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tones", _tones(self.grey))

    @cached_property
    def half(self) -> Grey:
        """At a half of the size."""
        return shrunk(self.grey, 2)

    @cached_property
    def half_darkest(self) -> Grey:
        """At a half of the size, each pixel as dark as its darkest neighbour."""
        return np.asarray(cv2.erode(self.half, np.ones((3, 3), np.uint8)), dtype=np.uint8)

    @cached_property
    def quarter(self) -> Grey:
        """At a quarter of the size."""
        return shrunk(self.half, 2)

    @cached_property
    def eighth(self) -> Grey:
        """At an eighth of the size."""
        return shrunk(self.quarter, 2)


def is_page(image: PageImage) -> bool:
    """Whether a picture has the size and shape of a page at all."""
    short, long = sorted((image.width, image.height))
    return short >= _SMALLEST and long <= _LONGEST * short and long / image.dpi <= _TALLEST


def working_page(image: PageImage) -> WorkingPage:
    """The page at the working resolution."""
    ratio = DPI / image.dpi
    if abs(ratio - 1) <= _NEAR:
        return WorkingPage(image.grey, scaling(1, 1))
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    kind = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
    grey = np.asarray(cv2.resize(image.grey, size, interpolation=kind), dtype=np.uint8)
    return WorkingPage(grey, scaling(image.width / size[0], image.height / size[1]))


def shrunk(grey: Grey, by: int) -> Grey:
    """A smaller copy, each pixel the mean of ``by`` times ``by``; a ragged edge is left out."""
    size = (grey.shape[1] // by, grey.shape[0] // by)
    even = grey[: size[1] * by, : size[0] * by]
    return np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def darker(grey: Grey, level: float) -> Grey:
    """255 where a picture is as dark as a grey or darker, else 0."""
    return np.asarray(cv2.threshold(grey, int(level), 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def tally(grey: Grey) -> NDArray[np.int64]:
    """How many pixels there are of each grey."""
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256])
    return np.asarray(counts).ravel().astype(np.int64)


def _tones(grey: Grey) -> Tones:
    """Paper is the commonest light grey; black the darkest that more than a speck of pixels has."""
    counts = tally(np.ascontiguousarray(grey[::_SAMPLE, ::_SAMPLE]))
    smooth = np.convolve(counts, np.ones(5), mode="same")
    paper = float(np.argmax(smooth[96:]) + 96) if counts[96:].any() else 255.0
    share = np.cumsum(counts) / max(1, counts.sum())
    black = float(np.searchsorted(share, 0.01))
    return Tones(paper, min(black, paper - 64))
