"""What is wrong with the image where a contest stands."""

from collections.abc import Mapping

import numpy as np

from adjudicator.domain.finding.ink import Quality
from adjudicator.imaging.ink.frame import Frame
from adjudicator.imaging.pages import Grey

_CUT = 1.0
"""Millimetres of a contest beyond the image from which on it is cut off."""
_DARK_PAPER = 110
_HALF = 127
_CONTRAST = 60
"""Grey levels between paper and print below which faint pencil is lost."""
_PALE = 100
"""Grey level of print above which what is a quarter as dark as it is lost in the paper's grain."""
_TOO_MUCH = 0.25
"""Share of the contest that is black beyond what is printed, in 1-bit images."""


def quality_of(
    frame: Frame, print_dark: Grey, noted: Mapping[Quality, bool]
) -> tuple[Quality, ...]:
    """The notes on one contest, in the order in which :class:`Quality` has them.

    :param noted: what was found elsewhere.
    """
    here = {
        Quality.CUT_OFF: frame.cut_off > _CUT,
        Quality.TOO_DARK: _too_dark(frame, print_dark),
        Quality.TOO_PALE: frame.tone is not None and frame.tone.print > _PALE,
        Quality.ONE_BIT: frame.one_bit,
    }
    return tuple(quality for quality in Quality if here.get(quality) or noted.get(quality))


def _too_dark(frame: Frame, print_dark: Grey) -> bool:
    if frame.tone is None:
        black = float((frame.dark > _HALF).mean()) - float((print_dark > _HALF).mean())
        return black > _TOO_MUCH
    paper = float(np.median(frame.tone.paper))
    return paper < _DARK_PAPER or paper - frame.tone.black < _CONTRAST
