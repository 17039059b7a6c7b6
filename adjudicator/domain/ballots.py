"""Ballots as paper: sheets, lots, and where to find the paper again.

A *ballot* belongs to one voter and is made of *sheets*, each with two *sides*.  A sheet is the unit
a tabulator reads, so it is the unit everything here is keyed by.
"""

from dataclasses import dataclass
from enum import StrEnum


class Lot(StrEnum):
    """A part of the pile kept apart, "logically and physically isolated", until it is released."""

    ACCEPTED = "accepted"
    PROVISIONAL = "provisional"
    LATE_CURED = "late_cured"
    DISPUTED = "disputed"
    NOT_COUNTED = "not_counted"
    AWAITING_DUPLICATE = "awaiting_duplicate"
    ISOLATED = "isolated"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LOT_LABELS[self]


_LOT_LABELS = {
    Lot.ACCEPTED: "Accepted",
    Lot.PROVISIONAL: "Provisional",
    Lot.LATE_CURED: "Late-cured",
    Lot.DISPUTED: "Disputed",
    Lot.NOT_COUNTED: "Not counted by the scanner",
    Lot.AWAITING_DUPLICATE: "Awaiting duplicate",
    Lot.ISOLATED: "Isolated by order",
}


@dataclass(frozen=True, slots=True, order=True)
class SheetId:
    """What names a sheet for good: where the reading came from and its place there.

    Written ``source/tabulator/batch/record``.  Two readings of one sheet under the same id are one
    sheet: nothing counts twice.
    """

    source: str
    tabulator: str
    batch: str
    record: str

    def __str__(self) -> str:
        """The form that is signed and stored."""
        return f"{self.source}/{self.tabulator}/{self.batch}/{self.record}"

    @classmethod
    def parse(cls, text: str) -> "SheetId":
        """Read the stored form back.

        :raises ValueError: not four non-empty parts separated by ``/``.
        """
        parts = text.split("/")
        if len(parts) != 4 or not all(parts):  # noqa: PLR2004 - the four parts of the form
            message = f"a sheet id has four parts separated by '/', this has {len(parts)}: {text!r}"
            raise ValueError(message)
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class PaperLocator:
    """Where the paper lies: container (the scanner's batch) and position in it, counted from 1."""

    container: str
    position: int

    def __str__(self) -> str:
        """The words on the foot of Review and on a pull slip."""
        return f"Container {self.container}, position {self.position}"
