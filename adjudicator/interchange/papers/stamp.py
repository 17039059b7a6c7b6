"""What every page of every paper carries, and the sizes of paper there are."""

from dataclasses import dataclass
from enum import Enum


class PaperSize(Enum):
    """Width and height in points, 72 to the inch."""

    LETTER = (612.0, 792.0)
    A4 = (595.28, 841.89)

    @property
    def width(self) -> float:
        """The shorter edge."""
        return self.value[0]

    @property
    def height(self) -> float:
        """The longer edge."""
        return self.value[1]

    @classmethod
    def named(cls, name: str) -> "PaperSize":
        """``letter`` or ``a4``, however written.

        :raises KeyError: no such size.
        """
        return cls[name.strip().upper()]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the foot of every page says."""

    recount: str
    """Whose recount this is: ``Volusia County · 2018 General Election``."""
    record_code: str
    """The record code when the paper was made: ``4C1F-88A2-03D7-9B5E``; empty on a paper that is
    of no recount."""
    printed: str
    """The time of printing in words, as whoever prints gives it; empty on a paper that is the same
    whenever it is printed."""
    watermark: str | None = None
    """``DEMONSTRATION - not an election record``; ``None`` for a recount that counts."""
    size: PaperSize = PaperSize.LETTER
    entries: int | None = None
    """How many entries the paper speaks of, where it speaks of the record as a whole."""
    as_of: str = ""
    """The time of the last of them in words; from the record, never from a clock."""
    square: tuple[str, ...] = ()
    """The lines of the square code in the foot of every page; none: no square."""
    code_of: str = "Record"
    """What the code is of; a paper of many records has one of its own."""

    @property
    def told(self) -> str:
        """``Record 4C1F-88A2-03D7-9B5E · printed Sat 17 Nov 2018, 21:14``.

        Of a paper about the record as a whole: ``Record 4C1F-... at 1,212 entries, as of ...``.
        """
        if not self.record_code:
            return "No record code: this is no recount."
        printed = f" · printed {self.printed}" if self.printed else ""
        entries = "" if self.entries is None else f" at {self.entries:,} entries"
        as_of = f", as of {self.as_of}" if self.as_of else ""
        return f"{self.code_of} {self.record_code}{entries}{as_of}{printed}"

    @property
    def across(self) -> str:
        """The word that stands across every page: the watermark's first part, or nothing."""
        return (self.watermark or "").partition(" - ")[0].strip()
