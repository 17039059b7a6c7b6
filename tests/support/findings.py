"""Findings put in for cases, as if their pages had been looked at."""

from collections.abc import Sequence
from dataclasses import replace

from adjudicator.domain.finding.ink import ContestInk, InkPiece, Quality, TargetInk
from adjudicator.domain.finding.page import PageFinding
from adjudicator.domain.finding.place import (
    ContestPlace,
    Doubt,
    PageFit,
    PagePlaces,
    Standing,
)
from adjudicator.domain.layouts import Box, TargetBox
from adjudicator.services.locating.findings import page_keys
from adjudicator.services.locating.references import key_with, references_now
from adjudicator.services.recount import Recount
from adjudicator.storage.findings import FindingCache
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.pages import pages_of_case

WIDTH, HEIGHT, DPI = 1700, 2800, 200.0
BOX = Box(100, 400, 500, 300)
"""Where a contest stands on an invented page."""


def target_boxes(contest: str, choices: Sequence[str], box: Box = BOX) -> tuple[TargetBox, ...]:
    """One target a row down the left edge of the box."""
    row = box.height / (len(choices) + 1)
    return tuple(
        TargetBox(contest, choice, Box(box.x + 20, box.y + row * (n + 1) - 15, 44, 30))
        for n, choice in enumerate(choices)
    )


def located(
    contest: str, choices: Sequence[str], *, box: Box = BOX, print_found: float = 0.999
) -> ContestPlace:
    """A contest plainly located."""
    targets = target_boxes(contest, choices, box)
    return ContestPlace(contest, Standing.LOCATED, None, box, targets, print_found, 0.98)


def to_check(
    contest: str, choices: Sequence[str], doubt: Doubt = Doubt.UNCERTAIN, *, box: Box = BOX
) -> ContestPlace:
    """A contest whose outline people are asked to look at."""
    return replace(located(contest, choices, box=box), standing=Standing.CHECK, doubt=doubt)


def not_located(contest: str, doubt: Doubt = Doubt.NO_FIT) -> ContestPlace:
    """A contest that was not found."""
    return ContestPlace(contest, Standing.NOT_LOCATED, doubt, None, (), 0.0, 0.0)


def plain_ink(contest: str, choices: Sequence[str]) -> ContestInk:
    """Nothing but the print."""
    targets = tuple(TargetInk(choice, 4, 30) for choice in choices)
    return ContestInk(contest, targets, (), plain=True)


def marked_ink(
    contest: str,
    choices: Sequence[str],
    fills: Sequence[int],
    *,
    pieces: Sequence[InkPiece] = (),
    quality: Sequence[Quality] = (),
) -> ContestInk:
    """Targets filled that much, in per mille, and pieces of ink outside them."""
    targets = tuple(
        TargetInk(choice, fill, min(1000, fill + 30))
        for choice, fill in zip(choices, fills, strict=True)
    )
    return ContestInk(contest, targets, tuple(pieces), tuple(quality))


def ink_piece(
    box: Box, *, area: float = 2.0, near: str | None = None, crosses: Sequence[str] = ()
) -> InkPiece:
    """A piece of ink that fills a box."""
    left, top, right, bottom = (round(v) for v in (box.x, box.y, box.right, box.bottom))
    contour = ((left, top), (right, top), (right, bottom), (left, bottom))
    return InkPiece(box, area, contour, near, tuple(crosses))


def page_finding(
    image: str,
    places: Sequence[ContestPlace],
    ink: Sequence[ContestInk] = (),
    *,
    page: int = 1,
    style: str | None = "all",
) -> PageFinding:
    """What was found on a page; ``style`` ``None``: it fits no reference."""
    fit = PageFit((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), (40, 40), 0.4, upside_down=False)
    return PageFinding(
        image,
        page,
        WIDTH,
        HEIGHT,
        DPI,
        PagePlaces(
            None if style is None else (style, "front", "0" * 64),
            None if style is None else fit,
            style,
            tuple(places),
        ),
        tuple(ink),
    )


def put_finding(
    recount: Recount, case: CaseRecord, place: ContestPlace | None, ink: ContestInk | None = None
) -> None:
    """Say what was found of a case on the first page of its sheet, and nothing on the others.

    Contests that were put in for the same page before stay.

    :param place: ``None``: the page fits no reference.
    """
    with recount.reading() as connection:
        told = pages_of_case(connection, case.seal)[0]
    cache, key = FindingCache.of(recount.folder), key_with(recount, references_now(recount))
    keys = page_keys(told)
    kept = cache.get(keys, key)
    style = None if place is None else "all"
    rows = [kept.get(page, page_finding(page.image, (), page=page.page)) for page in keys]
    first = rows[0]
    others = [c for c in first.places.contests if c.contest != case.row.contest]
    inks = [c for c in first.ink if c.contest != case.row.contest]
    rows[0] = page_finding(
        first.image,
        [*others, place or not_located(case.row.contest)],
        [*inks, *([] if ink is None else [ink])],
        page=first.page,
        style=style,
    )
    cache.keep([(told.style or "", finding) for finding in rows], key)
