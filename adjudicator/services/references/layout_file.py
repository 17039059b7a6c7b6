"""The layout of a reference as it is kept: canonical JSON under its own hash.

It lies among the documents of the folder and of exports, where the record format has it, so both
verifiers hold it against its name.  The format stands in the handbook.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from adjudicator.domain.layouts import PageLayout
from adjudicator.interchange.printable import printable
from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical

VERSION = 1
_TENTHS = 10
"""The record knows whole numbers alone, so boxes are kept in tenths of a pixel."""


class LayoutUnreadable(Exception):  # noqa: N818 - reads as what is wrong
    """The bytes are no layout; the message says why, as a clause that can be shown."""

    def __init__(self, why: str) -> None:
        super().__init__(printable(why))


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """A layout with the page it was drawn on."""

    layout: PageLayout
    page: int
    """Page within the image file, from 1."""
    dpi: int
    """Pixels per inch of that page's paper."""

    def data(self) -> bytes:
        """The bytes that are kept."""
        value = self.layout.as_value()
        return canonical.encode(
            {
                "v": VERSION,
                "page": self.page,
                "dpi": self.dpi,
                "width": value["width"],
                "height": value["height"],
                "contests": [_in_tenths(row, 1) for row in value["contests"]],
                "targets": [_in_tenths(row, 2) for row in value["targets"]],
            },
            limit=None,
        )

    @property
    def key(self) -> str:
        """SHA-256 of these bytes."""
        return sha256(self.data()).hexdigest()


def read_layout(data: bytes) -> KeptLayout:
    """Read the bytes of a kept layout.

    :raises LayoutUnreadable: they are none, or of a newer program.
    """
    try:
        value: Any = canonical.decode(data, limit=None)
        if value["v"] != VERSION:
            raise LayoutUnreadable(f"it was made by a newer program (layout {value['v']})")
        whole = [value[name] for name in ("page", "dpi", "width", "height")]
        if any(type(number) is not int or number < 1 for number in whole):
            raise LayoutUnreadable("its page, dpi, width and height are not whole numbers from 1")
        told = {
            "width": value["width"],
            "height": value["height"],
            "contests": [_in_pixels(row, 1) for row in value["contests"]],
            "targets": [_in_pixels(row, 2) for row in value["targets"]],
        }
        kept = KeptLayout(PageLayout.from_value(told), value["page"], value["dpi"])
        if kept.data() != data:
            raise LayoutUnreadable("it holds more than a layout of a reference page")
    except (NotCanonical, KeyError, TypeError, ValueError) as error:
        raise LayoutUnreadable(f"it is no layout of a reference page ({error})") from error
    return kept


def _in_tenths(row: list[Any], names: int) -> list[Any]:
    return [*row[:names], *(round(number * _TENTHS) for number in row[names:])]


def _in_pixels(row: list[Any], names: int) -> list[Any]:
    ids, numbers = row[:names], row[names:]
    if not all(isinstance(name, str) for name in ids) or len(numbers) != 4:  # noqa: PLR2004 - x, y, width, height
        raise ValueError("a box is its ids and four numbers")
    if any(type(number) is not int for number in numbers):
        raise ValueError("a box is in whole tenths of a pixel")
    return [*ids, *(number / _TENTHS for number in numbers)]
