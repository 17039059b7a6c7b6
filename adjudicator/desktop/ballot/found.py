"""What was found of a contest on a ballot, as the screens need it, and the words for it.

Nothing of it decides anything: where a contest is not located the whole page is shown, nothing is
drawn over it, and the keys are the same.
"""

from dataclasses import dataclass
from typing import Self

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.place import ContestPlace, Doubt, PagePlaces, Standing
from adjudicator.services.locating.findings import CaseFinding

NOT_MEASURED = "No ink was measured here: this contest is not located on the image."
KEPT = (
    "What is measured of the ink is shown once this ballot is ruled on; that was fixed at the "
    "opening."
)
_WHOLE = "You see the whole page, nothing outlined; the keys are the same."
_LOOK = "Is the outline right?"
_STYLE = "Look at the paper: which style is it?"


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one contest on one ballot."""

    ref: PageRef
    """The page it stands on."""
    place: ContestPlace
    places: PagePlaces
    """Everything placed on that page."""
    style: str | None = None
    """The ballot style the source names."""
    ink: ContestInk | None = None
    """``None`` where none was measured, and where it is kept."""
    ink_kept: bool = False
    """Whether the opening keeps measured ink from people until this ballot is ruled on."""

    @classmethod
    def of(cls, finding: CaseFinding, *, kept: bool) -> Self:
        """What a screen may know of a finding.

        :param kept: whether measured ink is kept from people for now.
        """
        return cls(
            PageRef(finding.page.image, finding.page.page - 1),
            finding.place,
            finding.finding.places,
            finding.style,
            None if kept else finding.ink,
            ink_kept=kept,
        )

    @property
    def located(self) -> bool:
        """Whether there is a place to outline, to be checked or not."""
        return self.place.standing is not Standing.NOT_LOCATED

    @property
    def no_ink(self) -> str:
        """Why no ink can be shown, in a sentence; empty if it can."""
        if self.ink_kept:
            return KEPT
        return "" if self.ink is not None else NOT_MEASURED

    @property
    def upside_down(self) -> bool:
        """Whether the page went through the scanner head first."""
        return self.places.fit is not None and self.places.fit.upside_down


def banner_words(found: Found, wrong_key: str = "") -> tuple[str, str]:
    """What people are told across the top of the ballot, and in few words; empty if located.

    :param wrong_key: the words on the cap of the key that says that the outline is wrong.
    """
    why, brief = _why(found)
    match found.place.standing:
        case Standing.LOCATED:
            return "", ""
        case Standing.CHECK:
            ask = f"{_LOOK} {wrong_key} if not." if wrong_key else _LOOK
            if found.place.doubt is Doubt.OTHER_STYLE:
                ask = _STYLE
            return f"{why} {ask}", f"{brief} {ask}"
        case Standing.NOT_LOCATED:
            return f"{why} {_WHOLE}", f"{brief} The whole page."


def _why(found: Found) -> tuple[str, str]:
    """Why a contest is not plainly located, in a sentence and in few words."""
    doubt = found.place.doubt
    if doubt is not Doubt.OTHER_STYLE:
        return _WHY[doubt]
    # Both styles by name; which of them is right is for people to see.
    best, named = found.places.best_style, found.style
    if best is None or named is None or best == named:
        may = "The print of this contest may be that of another ballot style"
        than = "" if named is None else f" than {named}, which the machine named"
        return f"{may}{than}.", "Another style?"
    return (
        f"The machine named ballot style {named}; the print here is that of style {best}.",
        f"Style {named} or {best}?",
    )


_WHY = {
    None: ("It is not sure that this contest stands here.", "Not sure."),
    Doubt.NO_REFERENCE: (
        "Nobody has drawn this ballot style yet (Go, References).",
        "Style not drawn.",
    ),
    Doubt.NO_FIT: ("This page fits no ballot style that was drawn.", "Fits no style."),
    Doubt.PRINT_MISSING: (
        "The page fits its ballot style, but the print of this contest was not found.",
        "Print not found.",
    ),
    # Print that lacks, words in a line of print, a stain, a sheet that is bent: all of these.
    Doubt.UNCERTAIN: (
        "What stands here is not quite what the reference page shows.",
        "Not quite the reference's.",
    ),
    Doubt.LAYOUT_DIFFERS: (
        "The layout that came with this page puts the contest elsewhere than its print was found.",
        "Layout differs.",
    ),
    Doubt.DRAWING_DIFFERS: (
        "What was drawn for this contest does not lie on the print of its reference page.",
        "Drawing differs.",
    ),
    Doubt.TWICE: (
        "The contest stands on two images of this ballot: look at both.",
        "On two images: look at both.",
    ),
    Doubt.SAID_WRONG: (
        "People said that the outline of this contest was in the wrong place.",
        "Outline was wrong.",
    ),
}
