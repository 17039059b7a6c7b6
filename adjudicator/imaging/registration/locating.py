"""Where the contests of a page are: the steps in order."""

from collections.abc import Sequence

from adjudicator.domain.finding.place import (
    ContestPlace,
    Doubt,
    PageFit,
    PagePlaces,
    Standing,
)
from adjudicator.imaging.pages import PageImage
from adjudicator.imaging.registration import affine
from adjudicator.imaging.registration.laying import PLAIN, Laid, Laying
from adjudicator.imaging.registration.prepared import PreparedReference
from adjudicator.imaging.registration.styles import Style, style_shown
from adjudicator.imaging.registration.verdict import place_of, standing_of, unplaced
from adjudicator.imaging.registration.working import WorkingPage, is_page, working_page

_CLEARLY = 0.005
"""By how much more of another style's print must be there for the page to be held against it."""

_LANDMARKS = 0.5
"""Share of the landmarks with which a page fits although none of its contests is found."""


def locate(
    page: PageImage, references: Sequence[PreparedReference], *, style: str | None
) -> PagePlaces:
    """Find the page's contests.

    :param references: of every style and side that may be meant, in any order.
    :param style: the ballot style that the cast vote record names, if it names one.
    """
    ordered = sorted(references, key=lambda each: (each.name, each.reference.image))
    named = [each for each in ordered if each.reference.style == style]
    if style is not None and not named:
        return PagePlaces(None, None, None, ())
    nowhere = PagePlaces(None, None, None, _missing(named, (), Doubt.NO_FIT))
    if not is_page(page):
        return nowhere
    laying = Laying(working_page(page))
    laid = _laid(laying, named or ordered, ordered)
    if laid is None or not _fits(laid):
        return nowhere
    shown = style_shown(laying, laid, ordered)
    return _told(shown, laying.page, named, style)


def _laid(
    laying: Laying, likely: Sequence[PreparedReference], every: Sequence[PreparedReference]
) -> Laid | None:
    """The page over a likely reference; over any other if that is clearly more like it."""
    laid = laying.best(likely)
    if laid is not None and laid.print_found >= PLAIN:
        return laid
    other = laying.best([each for each in every if each not in likely])
    if other is None or (laid and other.print_found <= laid.print_found + _CLEARLY):
        return laid
    return other


def _fits(laid: Laid) -> bool:
    """Whether the page lies over the reference, or only a frame that all ballots have."""
    if laid.fit.found >= _LANDMARKS * laid.fit.looked_for:
        return True
    return any(
        standing_of(finding, laid.fit)[0] is not Standing.NOT_LOCATED for finding in laid.findings
    )


def _told(
    shown: Style, work: WorkingPage, named: Sequence[PreparedReference], style: str | None
) -> PagePlaces:
    laid = shown.laid
    best = laid.prepared.reference.style
    other = style is not None and best != style
    contests = [_place(shown, number, work, other=other) for number in range(len(laid.findings))]
    if other:
        told = {place.contest for place in contests}
        contests += _missing(named, told, Doubt.OTHER_STYLE)
    return PagePlaces(laid.prepared.name, _page_fit(laid, work), best, tuple(contests))


def _place(shown: Style, number: int, work: WorkingPage, *, other: bool) -> ContestPlace:
    finding = shown.laid.findings[number]
    standing, doubt = standing_of(finding, shown.laid.fit)
    if other:
        standing = Standing.CHECK if standing is Standing.LOCATED else standing
        return place_of(finding, work, standing, Doubt.OTHER_STYLE)
    if standing is Standing.LOCATED and not shown.sure:
        standing, doubt = Standing.CHECK, Doubt.OTHER_STYLE
    return place_of(finding, work, standing, doubt)


def _page_fit(laid: Laid, work: WorkingPage) -> PageFit:
    back = affine.inverse(laid.prepared.work.to_page)
    matrix = affine.after(work.to_page, affine.after(laid.fit.matrix, back))
    a, b, c, d, e, f = (round(float(value), 6) for value in matrix.ravel())
    return PageFit(
        (a, b, c, d, e, f),
        (laid.fit.found, laid.fit.looked_for),
        round(laid.fit.residual, 3),
        laid.fit.upside_down,
    )


def _missing(
    named: Sequence[PreparedReference], told: set[str] | tuple[()], doubt: Doubt
) -> tuple[ContestPlace, ...]:
    """The contests of the named style that were not found at all."""
    contests = {c.contest: None for each in named for c in each.contests}
    return tuple(unplaced(contest, doubt) for contest in contests if contest not in told)
