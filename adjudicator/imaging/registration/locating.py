"""Where the contests of a page are: the steps in order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from adjudicator.domain.finding.place import ContestPlace, Doubt, PageFit, PagePlaces
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.registration import affine, coarse
from adjudicator.imaging.registration.contests import ContestFinding, look_at
from adjudicator.imaging.registration.fine import Fit, refine
from adjudicator.imaging.registration.prepared import PreparedReference
from adjudicator.imaging.registration.verdict import place_of, standing_of, unplaced
from adjudicator.imaging.registration.working import WorkingPage, working_page

_GUESSES = 3
_PLAIN, _SETTLED = 0.97, 0.9
"""Share of the print from which no other style, and no other guess, is tried."""
_CLEARLY = 0.005
"""By how much more of another style's print must be there for the page to be of that style."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A page laid over one reference."""

    prepared: PreparedReference
    fit: Fit
    findings: tuple[ContestFinding, ...]

    @property
    def print_found(self) -> float:
        """Share of all contests' print that was found."""
        amounts = [f.contest.amount for f in self.findings]
        if not sum(amounts):
            return 0.0
        shares = [f.print_found for f in self.findings]
        return float(np.average(shares, weights=amounts))


def locate(
    page: PageImage, references: Sequence[PreparedReference], *, style: str | None
) -> PagePlaces:
    """Find the page's contests.

    :param references: of every style and side that may be meant, in any order.
    :param style: the ballot style that the cast vote record names, if it names one.
    """
    work = working_page(page)
    ordered = sorted(references, key=lambda each: each.name)
    named = [each for each in ordered if each.reference.style == style]
    others = [each for each in ordered if each.reference.style != style]
    laid = _best(work, named) if named else None
    if laid is None or laid.print_found < _PLAIN:
        rival = _best(work, others)
        if rival is not None and (laid is None or rival.print_found > laid.print_found + _CLEARLY):
            return _told(rival, work, other_style=style is not None)
    if laid is None:
        return _nowhere(named, style)
    return _told(laid, work, other_style=False)


def _best(work: WorkingPage, references: Sequence[PreparedReference]) -> Laid | None:
    candidates = [laid for each in references if (laid := lay(work, each)) is not None]
    return max(candidates, key=lambda laid: laid.print_found, default=None)


def lay(work: WorkingPage, prepared: PreparedReference) -> Laid | None:
    """Lay the page over one reference, if it fits."""
    side = max(prepared.spectra.side, coarse.canvas_side(work.eighth))
    seen = coarse.spectra(work.eighth, side)
    best: Laid | None = None
    for guess in coarse.guesses(prepared.spectra_at(side), seen)[:_GUESSES]:
        fit = refine(prepared, work, guess)
        if fit is None:
            continue
        laid = Laid(prepared, fit, tuple(look_at(c, work, fit) for c in prepared.contests))
        if best is None or laid.print_found > best.print_found:
            best = laid
        if best.print_found > _SETTLED:
            break
    return best


def _told(laid: Laid, work: WorkingPage, *, other_style: bool) -> PagePlaces:
    fit, prepared = laid.fit, laid.prepared
    contests: list[ContestPlace] = []
    for finding in laid.findings:
        standing, doubt = standing_of(finding, fit)
        if other_style:
            contests.append(unplaced(finding.contest.contest, Doubt.OTHER_STYLE))
        else:
            contests.append(place_of(finding, work, fit, standing, doubt))
    matrix = affine.after(
        work.to_page, affine.after(fit.matrix, affine.inverse(prepared.work.to_page))
    )
    numbers = [round(float(v), 6) for v in matrix.ravel()]
    return PagePlaces(
        prepared.name,
        PageFit(
            (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]),
            (fit.found, fit.looked_for),
            round(fit.residual, 3),
            fit.upside_down,
        ),
        prepared.reference.style,
        tuple(contests),
    )


def _nowhere(named: Sequence[PreparedReference], style: str | None) -> PagePlaces:
    """No contest found: those of the named style are said to be missing."""
    doubt = Doubt.NO_FIT if named or style is None else Doubt.NO_REFERENCE
    contests = {c.contest: None for each in named for c in each.contests}
    return PagePlaces(None, None, None, tuple(unplaced(c, doubt) for c in contests))
