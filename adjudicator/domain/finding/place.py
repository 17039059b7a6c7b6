"""Where a contest stands on a page, how sure that is, and why where it is not."""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.layouts import Box, PageLayout, TargetBox


class Standing(StrEnum):
    """How sure the place of a contest is."""

    LOCATED = "located"
    CHECK = "check"
    """Outlined, and people are asked to look whether the outline is right."""
    NOT_LOCATED = "not_located"
    """Whole page, no outline, no figure of ink."""

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LABELS[self]


_LABELS = {
    Standing.LOCATED: "Located",
    Standing.CHECK: "Check the location",
    Standing.NOT_LOCATED: "Not located",
}


class Doubt(StrEnum):
    """Why a contest is not plainly located."""

    NO_REFERENCE = "no_reference"
    """Nobody has drawn where the contests of this ballot style stand."""
    NO_FIT = "no_fit"
    """The page fits no reference: blank, torn, foreign, upside down beyond doubt, not a ballot."""
    PRINT_MISSING = "print_missing"
    """The page fits, but the print of this contest is not where it should be."""
    OTHER_STYLE = "other_style"
    """Its print is that of another ballot style than the one the cast vote record names."""
    UNCERTAIN = "uncertain"
    """Fits well enough to be shown, not well enough to be sure."""
    LAYOUT_DIFFERS = "layout_differs"
    """The layout that came with the images does not lie on the print."""
    DRAWING_DIFFERS = "drawing_differs"
    """What two people recorded for this contest does not lie on the print of its reference page."""
    TWICE = "twice"
    """The contest stands on more than one image of the sheet."""
    SAID_WRONG = "said_wrong"
    """People said that the outline was in the wrong place."""


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """One side of one ballot style, with the boxes people confirmed or a layout supplied."""

    style: str
    """The ballot style's id in the record: ``[a-z0-9./-]``, such as ``5-r``."""
    side: str
    """``front``, ``back``, and with more sheets ``front2``, ``back2`` and so on."""
    image: str
    """SHA-256 of the image file."""
    page: int
    """Page within that file, from 1."""
    layout: PageLayout
    """Boxes in pixels of that image."""
    key: str
    """SHA-256 of the layout as it is kept; with the image it names this reference."""
    entry: int | None = None
    """The entry that recorded it; ``None`` for a layout supplied with the images."""


@dataclass(frozen=True, slots=True)
class PageFit:
    """How a page lies over its reference."""

    matrix: tuple[float, float, float, float, float, float]
    """``x' = a x + b y + c``, ``y' = d x + e y + f``: reference pixels to page pixels."""
    landmarks: tuple[int, int]
    """Patches found where the fit says they are, of those that were looked for."""
    residual: float
    """Median distance of these from the fit, in pixels of the page."""
    upside_down: bool


@dataclass(frozen=True, slots=True)
class ContestPlace:
    """One contest on a page."""

    contest: str
    standing: Standing
    doubt: Doubt | None
    """Why it is not plainly located; ``None`` if it is."""
    box: Box | None
    """Its area in pixels of the page; ``None`` if not located."""
    targets: tuple[TargetBox, ...]
    """Its targets in pixels of the page; empty if not located."""
    print_found: float
    """Share of the reference's ink in the contest, targets left out, that the page shows: 0..1."""
    likeness: float
    """Normalised correlation of the contest's print with the reference, -1..1."""


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Every contest of a page, as far as it was found."""

    reference: tuple[str, str, str] | None
    """Style, side and key of the reference it was held against; ``None``: it fits none."""
    fit: PageFit | None
    best_style: str | None
    """The style whose print fits best."""
    contests: tuple[ContestPlace, ...]

    def contest(self, contest_id: str) -> ContestPlace | None:
        """The place of that contest, if the reference has it on this side."""
        return next((c for c in self.contests if c.contest == contest_id), None)
