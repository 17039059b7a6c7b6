"""What the scanner wrote down about one page, as ``scanner.db`` stores it (JSON).

Boxes are pixels of the stored image as it is.  The page size given beside them (1700 x 2200) is
that of the paper at 200 dpi, not of the image (some 1693-1701 x 2205-2214): scaling boxes by it
would move them up to 11 pixels off the printed ovals; unscaled they lie on them within 2 pixels.
"""

import json
import re
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import msgspec

from adjudicator.interchange.sources.layout_files import whole_number

INTERPRETED = "InterpretedHmpbPage"
"""A hand-marked page the scanner could read; only these have targets."""
BLANK = "BlankPage"
_BOX = "bounds"
_HALF = re.compile("[\ud800-\udfff]")
_SIDES = ("x", "y", "width", "height")


def four_numbers(bounds: object) -> object:
    """A box as the list of its four numbers, whatever they are, or what stands in its place."""
    return [bounds.get(side) for side in _SIDES] if isinstance(bounds, dict) else bounds


class PageMark(msgspec.Struct, rename="camel"):
    """One target: its score is the share of it that is dark."""

    contest_id: str
    option_id: str
    score: Decimal
    bounds: Any = None
    """A box helps people see and counts for nothing: it is looked at by whoever lays out the page,
    and whatever stands here, the votes of the page are read."""


class PageContest(msgspec.Struct, rename="camel"):
    """The area of one contest."""

    contest_id: str
    bounds: Any = None


class PageMarks(msgspec.Struct):
    """The targets of the page, in paper order."""

    marks: list[PageMark]


class PageLayoutInfo(msgspec.Struct):
    """The contests of the page, in paper order."""

    contests: list[PageContest]


class PageMetadata(msgspec.Struct, rename="camel"):
    """Which ballot this page is of."""

    precinct_id: str
    ballot_style_id: str


class Page(msgspec.Struct, rename="camel"):
    """One interpreted page; pages of another type have none of the rest."""

    type: str
    metadata: PageMetadata | None = None
    mark_info: PageMarks | None = None
    layout: PageLayoutInfo | None = None
    votes: dict[str, list[Any]] = {}

    @property
    def readable(self) -> bool:
        """Whether contests and targets were read on it."""
        return self.type == INTERPRETED and None not in (
            self.metadata,
            self.mark_info,
            self.layout,
        )


_decoder = msgspec.json.Decoder(Page)


def read_page(text: str) -> Page:
    """Read a stored interpretation.

    :raises ValueError: not JSON of that shape; the message names the key.
    """
    try:
        page = _decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error
    for mark in page.mark_info.marks if page.mark_info is not None else ():
        if not mark.score.is_finite():
            raise ValueError(f"the score of {mark.option_id} in {mark.contest_id} is {mark.score}")
    return page


def _decode(text: str) -> Page:
    try:
        return _decoder.decode(text)
    except msgspec.MsgspecError:
        # NaN, 1e400 and thousands of digits are no numbers to it; in a box they may stand.
        try:
            told = json.loads(text, parse_float=Decimal, parse_int=whole_number)
        except (ValueError, RecursionError):
            told = None
        if told is None:
            raise
    if any(_HALF.search(each) for each in _texts(told)):
        raise ValueError("half of a surrogate pair stands where a letter belongs")
    return msgspec.convert(told, type=Page)


def _texts(told: object) -> Iterator[str]:
    """Every text of a page and every key, but for those of its boxes."""
    waiting = [told]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, dict):
            waiting += each
            waiting += (value for key, value in each.items() if key != _BOX)


def votes_of(entries: list[Any]) -> list[str]:
    """The option ids of a list of votes; the same id can stand in it twice.

    Candidates are objects with an ``id``, answers to yes/no contests plain texts.

    :raises ValueError: an entry is neither.
    """
    options: list[str] = []
    for entry in entries:
        option = entry.get("id") if isinstance(entry, dict) else entry
        if not isinstance(option, str):
            raise ValueError(f"a vote is neither an option nor its id: {entry!r}")  # noqa: TRY004 - one kind of error for a bad page
        options.append(option)
    return options


def per_mille(score: Decimal) -> int:
    """A score of 0 to 1 in whole per mille, rounded down: 0.44326922 is 443."""
    within = min(Decimal(1), max(Decimal(0), score))
    return int((within * 1000).to_integral_value(ROUND_FLOOR))
