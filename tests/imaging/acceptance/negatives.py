"""Pages that must not be located: another style or side, mirrored, blank, foreign, slipped.

Pages of another style do carry contests of the reference in the very same place; whether they do is
told here by the two blanks alone, both ways, without anything of the registration.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from adjudicator.domain.finding.place import PagePlaces, Standing
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, PageImage
from adjudicator.imaging.registration import PreparedReference, locate
from adjudicator.imaging.registration.affine import apply, inverse
from tests.imaging.real.samples import SamplePage
from tests.imaging.registration.real_pages import Samples, hampshire_references, sample_ballots
from tests.imaging.registration.trials import TRUSTED

_APART = 6
"""Pixels within which the same print must lie on the two blanks."""
_SAME = 0.7
"""Correlation of the same print scanned twice."""
_SLIPS = ((0, 48), (0, -48), (530, 0), (0, 240))
"""Rows, a column and a contest by which the inside of the frame is moved."""
_FRAME = 70


@dataclass(frozen=True, slots=True)
class Negatives:
    """How many boxes were asked for by kind, and those located where they are not."""

    counts: Mapping[str, int]
    silent: tuple[str, ...]

    @property
    def boxes(self) -> int:
        return sum(self.counts.values())


def negatives(shared: Path, every: int = 1) -> Negatives:
    """All of them, or every so many pages."""
    return negatives_of(sample_ballots(shared), hampshire_references(shared), every)


def negatives_of(
    found: Samples, sides: Mapping[str, PreparedReference], every: int = 1
) -> Negatives:
    """By other references of the same print.

    :param sides: of the New Hampshire test ballot.
    """
    counts: Counter[str] = Counter()
    silent = []
    for kind, name, boxes, wrong in _all(found, sides, every):
        counts[kind] += boxes
        silent += [f"{kind}: {name} {contest}" for contest in wrong]
    return Negatives(counts, tuple(silent))


_Told = Iterator[tuple[str, str, int, list[str]]]


def _all(found: Samples, sides: Mapping[str, PreparedReference], every: int) -> _Told:
    yield from _other_styles(found, every)
    yield from _spoiled(found, every)
    yield from _foreign(found, every)
    yield from _other_side(sides)


def _other_styles(found: Samples, every: int) -> _Told:
    """Each page under the name of every other style, with that reference alone and with all."""
    for page in found.pages[::every]:
        image = found.image(page)
        together = found.of_election(page.template)
        own = found.references[page.template]
        back = inverse(np.array(page.matrix).reshape(2, 3))
        for number, other in enumerate(together):
            if other is own:
                continue
            style = other.reference.style
            alone = locate(image, [other], style=style)
            wrong = [
                place.contest
                for place in alone.contests
                if place.standing is Standing.LOCATED
                and place.box is not None
                and not _same_print(other, place.contest, own.image.grey, _under(back, place.box))
            ]
            yield "other style alone", f"{page.page} as {style}", len(alone.contests), wrong
            if number % 5 == 0:
                every_one = locate(image, together, style=style)
                yield "other style", f"{page.page} as {style}", *_none_located(every_one)


def _spoiled(found: Samples, every: int) -> _Told:
    """Mirrored pages, blank paper, and the inside of the frame moved."""
    for page in found.pages[::every]:
        image, reference = found.image(page), found.references[page.template]
        style = reference.reference.style
        grey = image.grey
        for kind, picture in (
            ("mirrored", grey[:, ::-1]),
            ("upside down and mirrored", grey[::-1]),
            ("blank", np.full_like(grey, 255)),
        ):
            page_image = PageImage(np.ascontiguousarray(picture), image.one_bit, image.dpi)
            yield kind, page.page, *_none_located(locate(page_image, [reference], style=style))
        for across, down in _SLIPS:
            slipped = PageImage(_slipped(grey, across, down), image.one_bit, image.dpi)
            places = locate(slipped, [reference], style=style)
            wrong = _misplaced(found, page, places, (across, down))
            yield "slipped", f"{page.page} by {across}, {down}", len(places.contests), wrong


def _foreign(found: Samples, every: int) -> _Told:
    """Pages of one election held against the references of another."""
    for page in found.pages[:: 3 * every]:
        image = found.image(page)
        for name, reference in list(found.references.items())[::4]:
            if name.split("/")[0] != page.template.split("/")[0]:
                places = locate(image, [reference], style=reference.reference.style)
                yield "foreign", f"{page.page} on {name}", *_none_located(places)


def _other_side(sides: Mapping[str, PreparedReference]) -> _Told:
    for side, other in (("front", "back"), ("back", "front")):
        places = locate(sides[side].image, [sides[other]], style=sides[other].reference.style)
        yield "other side", side, *_none_located(places)


def _none_located(places: PagePlaces) -> tuple[int, list[str]]:
    wrong = [p.contest for p in places.contests if p.standing is Standing.LOCATED]
    return len(places.contests), wrong


def _misplaced(
    found: Samples, page: SamplePage, places: PagePlaces, slip: tuple[int, int]
) -> list[str]:
    """Contests located elsewhere than where their print was moved to."""
    wrong = []
    for place in places.contests:
        one = replace(places, contests=(place,))
        if place.standing is Standing.LOCATED and max(found.errors(one, page, slip)) > TRUSTED:
            wrong.append(place.contest)
    return wrong


def _slipped(grey: Grey, across: int, down: int) -> Grey:
    """The frame as it is, everything inside moved round by so much."""
    moved = grey.copy()
    inside = np.s_[_FRAME * 2 : -_FRAME * 3, _FRAME:-_FRAME]
    moved[inside] = np.roll(grey[inside], (down, across), (0, 1))
    return moved


def _under(matrix: np.ndarray, box: Box) -> Box:
    corners = apply(matrix, np.array([(box.x, box.y), (box.right, box.bottom)]))
    (left, top), (right, bottom) = corners
    return Box(left, top, right - left, bottom - top)


def _same_print(one: PreparedReference, contest: str, other: Grey, where: Box) -> bool:
    """Whether another blank has a contest's print at this place."""
    box = one.reference.layout.contest_box(contest)
    assert box is not None
    pattern = _cut(one.image.grey, box, -2)
    scaled = cv2.resize(
        _cut(other, where, _APART),
        (pattern.shape[1] + 2 * _APART + 4, pattern.shape[0] + 2 * _APART + 4),
        interpolation=cv2.INTER_AREA,
    )
    soft = [cv2.GaussianBlur(part, (5, 5), 0) for part in (scaled, pattern)]
    return float(cv2.matchTemplate(soft[0], soft[1], cv2.TM_CCOEFF_NORMED).max()) >= _SAME


def _cut(grey: Grey, box: Box, grown: int) -> Grey:
    top, left = round(box.y) - grown, round(box.x) - grown
    return grey[max(0, top) : round(box.bottom) + grown, max(0, left) : round(box.right) + grown]
