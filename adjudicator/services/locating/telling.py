"""What was found of a case, in the words of the foot and of lists."""

from typing import Final

from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.services.locating.findings import CaseFinding

NOT_CHECKED: Final = "location not checked yet"
DOUBT_WORDS: Final = {
    Doubt.NO_REFERENCE: "nobody has drawn where the contests of this ballot style stand",
    Doubt.NO_FIT: "the page fits no ballot style that was drawn",
    Doubt.PRINT_MISSING: "the print of this contest is not where it should be",
    Doubt.OTHER_STYLE: "its print may be that of another ballot style",
    Doubt.UNCERTAIN: "what stands there is not quite what the reference page shows",
    Doubt.LAYOUT_DIFFERS: "the layout that came with the images does not lie on the print",
    Doubt.DRAWING_DIFFERS: "what was drawn for this contest does not lie on the print",
    Doubt.TWICE: "the contest stands on two images of this ballot",
    Doubt.SAID_WRONG: "people said that the outline was in the wrong place",
}

_LOOKED_FOR: Final = frozenset({Doubt.PRINT_MISSING, Doubt.OTHER_STYLE})
"""Doubts with which the print of a contest was held against a page that fits."""


def located_words(found: CaseFinding | None) -> str:
    """``located 40/40, residual 0.4 px, print 99.9 %``, or what stands against it."""
    if found is None:
        return NOT_CHECKED
    standing = found.place.standing
    if standing is Standing.LOCATED:
        return f"located {figures_words(found)}"
    why = doubt_words(found)
    if standing is Standing.NOT_LOCATED:
        figures = figures_words(found)
        return f"not located: {why} ({figures})" if figures else f"not located: {why}"
    return f"check the location: {why} ({figures_words(found)})"


def doubt_words(found: CaseFinding) -> str:
    """Why a contest is not plainly located; a disagreement of styles names both."""
    doubt = found.place.doubt
    if doubt is Doubt.OTHER_STYLE:
        best, named = found.finding.places.best_style, found.style
        if best is not None and named is not None and best != named:
            return (
                f"its print is that of ballot style {best}, and the cast vote record names {named}"
            )
    return "" if doubt is None else DOUBT_WORDS[doubt]


def figures_words(found: CaseFinding) -> str:
    """The three numbers: ``40/40, residual 0.4 px, print 99.9 %``.

    Where a contest was not located, as far as it was looked for: nothing where no page fits, where
    none is drawn, and where people have said better.
    """
    place = found.place
    if place.standing is Standing.NOT_LOCATED and (
        found.finding.places.fit is None or place.doubt not in _LOOKED_FOR
    ):
        return ""
    printed = f"print {_percent(found.place.print_found)}"
    fit = found.finding.places.fit
    if fit is None:
        return printed
    found_marks, of = fit.landmarks
    return f"{found_marks}/{of}, residual {fit.residual:.1f} px, {printed}"


def _percent(share: float) -> str:
    """To a tenth, and never rounded up to all of it."""
    tenths = int(share * 1000 + 1e-9)
    return f"{tenths / 10:.1f} %" if tenths < 1000 else "100 %"  # noqa: PLR2004 - per mille
