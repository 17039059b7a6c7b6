"""How a ballot looks: paper, columns, type sizes and the words around the contests.

Lengths are inches and type sizes points, so that one design prints at any resolution.  The frame
of timing marks, the vertical grid of a quarter inch on which every oval stands, and the oval at the
left of the name follow the optical-scan ballots in use in Florida.
"""

from dataclasses import dataclass, field, replace

from adjudicator.imaging.printing.fonts import Typeface, bundled_typeface

INSTRUCTIONS = (
    "To vote, completely fill in the oval {oval} next to your choice.",
    "Use only the marker provided or a black or blue pen.",
    "If you make a mistake, ask for a new ballot. Do not cross out, or your vote may not count.",
    "To vote for a write-in candidate, fill in the oval and print the name clearly on the line.",
)
"""The usual instructions; ``{oval}`` is drawn as a filled target."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet's size in inches."""

    width: float
    height: float


LETTER = Paper(8.5, 11.0)
LEGAL = Paper(8.5, 14.0)


@dataclass(frozen=True, slots=True)
class BallotDesign:
    """Everything that decides how an election's ballots are printed, but for the election."""

    typeface: Typeface = field(default_factory=bundled_typeface)
    dpi: float = 200.0
    paper: Paper | None = None
    """None: letter if the contests fit on its two sides, else 8.5 by 14 inches."""
    columns: int | None = None
    """None: three, or two where a contest is too long for a narrow column."""
    heading: str = "OFFICIAL BALLOT"
    legend: str = "SAMPLE - FICTIONAL"
    """Printed in the header and the footer of both sides; empty for none."""
    instructions: tuple[str, ...] = INSTRUCTIONS

    title_size: float = 10.0
    name_size: float = 10.0
    text_size: float = 8.5
    small_size: float = 6.5
    grid: float = 0.25
    """Distance of timing marks, and of ovals, down the page."""
    oval_width: float = 0.19
    oval_height: float = 0.115
    rule: float = 0.011

    def px(self, inches: float) -> float:
        """Inches in pixels."""
        return inches * self.dpi

    def pt(self, points: float) -> float:
        """Points in pixels."""
        return points * self.dpi / 72.0

    def on(self, paper: Paper, columns: int) -> "BallotDesign":
        """The same design on a certain paper with so many columns."""
        return replace(self, paper=paper, columns=columns)

    def tries(self) -> tuple["BallotDesign", ...]:
        """The papers and columns to try, in order, until the contests fit."""
        papers = (self.paper,) if self.paper else (LETTER, LEGAL)
        columns = (self.columns,) if self.columns else (3, 2)
        return tuple(self.on(paper, count) for paper in papers for count in columns)
