"""A case: one contest on one flagged sheet, with the images it is ruled on as evidence.

A case is unique by contest and sheet id.  Image hashes are the evidence a ruling was made on,
part of what is signed, and not of the key: the same sheet scanned again is the same case.
"""

from dataclasses import dataclass, field
from typing import Any

from adjudicator.domain.ballots import Lot, PaperLocator, SheetId
from adjudicator.domain.election import CountingGroup
from adjudicator.domain.readings import Condition, MachineReading, Mark


@dataclass(frozen=True, slots=True, order=True)
class CaseKey:
    """What makes a case one case."""

    contest: str
    sheet: SheetId


@dataclass(frozen=True, slots=True)
class CaseRow:
    """Everything the record holds, sealed, about one case (record format, section 11, *Row*)."""

    contest: str
    sheet: SheetId
    ballot: str
    precinct: str
    group: CountingGroup
    container: str
    """The scanner's batch, where the paper lies; ``batch`` in the signed form."""
    position: int
    lot: Lot
    condition: Condition
    images: tuple[str, ...]
    """SHA-256 of each image of the sheet in paper order (front, back)."""
    machine: MachineReading
    remakes: str | None = None
    """Sheet id of the original, where this sheet is a duplicate."""
    key: CaseKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the key."""
        object.__setattr__(self, "key", CaseKey(self.contest, self.sheet))

    @property
    def paper(self) -> PaperLocator:
        """Where the paper lies."""
        return PaperLocator(self.container, self.position)

    def as_value(self) -> dict[str, Any]:
        """The value that is sealed."""
        return {
            "sheet": str(self.sheet),
            "ballot": self.ballot,
            "precinct": self.precinct,
            "group": self.group.value,
            "batch": self.container,
            "position": self.position,
            "lot": self.lot.value,
            "contest": self.contest,
            "condition": self.condition.value,
            "images": list(self.images),
            "machine": machine_value(self.machine),
            "remakes": self.remakes,
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> "CaseRow":
        """Read a sealed value back.

        :raises KeyError, ValueError: not the value of a row.
        """
        return cls(
            contest=value["contest"],
            sheet=SheetId.parse(value["sheet"]),
            ballot=value["ballot"],
            precinct=value["precinct"],
            group=CountingGroup(value["group"]),
            container=value["batch"],
            position=value["position"],
            lot=Lot(value["lot"]),
            condition=Condition(value["condition"]),
            images=tuple(value["images"]),
            machine=machine_from_value(value["machine"]),
            remakes=value["remakes"],
        )


def machine_value(reading: MachineReading) -> dict[str, Any]:
    """The signed form of a machine reading."""
    return {
        "votes": sorted(reading.votes),
        "over": reading.over,
        "under": reading.under,
        "marks": [[mark.choice, mark.density] for mark in reading.marks],
    }


def machine_from_value(value: dict[str, Any]) -> MachineReading:
    """Read the signed form of a machine reading back."""
    return MachineReading(
        votes=frozenset(value["votes"]),
        over=value["over"],
        under=value["under"],
        marks=tuple([Mark(choice, density) for choice, density in value["marks"]]),
    )
