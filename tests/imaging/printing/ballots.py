"""A small invented election, printed once, for the tests of this folder."""

from datetime import date
from functools import lru_cache

import numpy as np

from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    ChoiceKind,
    Contest,
    Election,
    Party,
    Precinct,
)
from adjudicator.imaging.printing.design import BallotDesign
from adjudicator.imaging.printing.geometry import Box, Grey
from adjudicator.imaging.printing.render import PrintedBallot, print_ballot

TWO_TONES = 2
WRITE_IN = Choice("line-1", "Write-in", ChoiceKind.WRITE_IN)
SENATE = Contest(
    "senate",
    "United States Senator",
    (
        Choice("reed", "Ada Reed", parties=("red",)),
        Choice("cole", "Ben Cole", parties=("blue",)),
        Choice("hill", "Cora Hill", parties=("blue",)),
        Choice("quist", "Marta Quist", ChoiceKind.QUALIFIED_WRITE_IN),
        WRITE_IN,
    ),
)
BOARD = Contest(
    "board",
    "School Board, At Large",
    tuple(Choice(name.lower(), f"Ann {name}") for name in ("Eddy", "Lund", "Moor", "Sand")),
    seats=3,
)
MEASURE = Contest(
    "measure",
    "No. 1 County Charter Amendment",
    (Choice("yes", "Yes", ChoiceKind.YES_NO), Choice("no", "No", ChoiceKind.YES_NO)),
    description="Shall the county publish the minutes of each meeting within ten days? " * 3,
)
PARTIES = (Party("red", "Red Party", "RED"), Party("blue", "Blue Party", "BLU"))


def election(*contests: Contest) -> Election:
    """An election of these contests, all on one style."""
    return Election(
        "General Election",
        date(2018, 11, 6),
        "Florida",
        "Marlin County",
        contests,
        (Precinct("12", "Precinct 12"), Precinct("13", "Precinct 13")),
        (BallotStyle("7", ("12", "13"), tuple(contest.id for contest in contests)),),
        PARTIES,
    )


@lru_cache(maxsize=1)
def ballot() -> PrintedBallot:
    """The printed ballot; tests do not write on it, for marking works on a copy."""
    ours = election(SENATE, BOARD, MEASURE)
    return print_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign())


def seats() -> dict[str, int]:
    """Votes allowed by contest."""
    return {contest.id: contest.seats for contest in (SENATE, BOARD, MEASURE)}


def under(picture: Grey, box: Box, margin: float = 0) -> Grey:
    """The pixels of a picture under a box."""
    grown = box.grown(margin)
    return picture[
        max(0, round(grown.top)) : round(grown.bottom),
        max(0, round(grown.left)) : round(grown.right),
    ]


def printed_centre(picture: Grey, box: Box) -> tuple[float, float]:
    """The middle of the oval that is really there, from the darkness of its outline."""
    left, top = round(box.left) - 5, round(box.top) - 5
    patch = picture[top : round(box.bottom) + 5, left : round(box.right) + 5].astype(float)
    dark = np.clip(np.median(patch) - 40 - patch, 0, None)
    if len(np.unique(patch)) <= TWO_TONES:
        # In 1-bit pictures a line is a whole number of pixels thick: its edges tell more.
        rows, columns = np.nonzero(patch < 128)
        return left + (columns.min() + columns.max() + 1) / 2, top + (
            rows.min() + rows.max() + 1
        ) / 2
    y, x = np.mgrid[0 : patch.shape[0], 0 : patch.shape[1]] + 0.5
    return left + float((dark * x).sum() / dark.sum()), top + float((dark * y).sum() / dark.sum())
