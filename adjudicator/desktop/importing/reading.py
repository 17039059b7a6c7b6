"""The imports of a recount as the screen lists them."""

from dataclasses import dataclass

from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import Person, Role
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.imports import ImportRecord, list_imports, released_lots


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot of an import."""

    lot: Lot
    sheets: int
    released: bool

    @property
    def words(self) -> str:
        """``Not counted by the scanner: 11, not released``."""
        if self.lot is Lot.ACCEPTED:
            return f"{self.lot.label}: {self.sheets:,}"
        return f"{self.lot.label}: {self.sheets:,}, {'' if self.released else 'not '}released"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import with its lots."""

    record: ImportRecord
    lots: tuple[LotLine, ...]
    ruled: bool = False
    """Whether any of its cases is ruled on, so that it cannot be declared void any more."""

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.record.voided:
            return "declared void"
        if self.record.waits_for_pile:
            return "waits for the pile"
        return "in a closed pile" if self.record.piled else "counts alone"

    @property
    def held_back(self) -> tuple[LotLine, ...]:
        """Lots the board has not released."""
        return tuple(x for x in self.lots if x.lot is not Lot.ACCEPTED and not x.released)


@dataclass(frozen=True, slots=True)
class Imports:
    """Everything the screen needs of the record."""

    lines: tuple[ImportLine, ...]
    people: tuple[Person, ...]
    """Everyone not removed."""
    vacant: int = 0
    """Seats of the board nobody holds."""

    @property
    def clerks(self) -> tuple[Person, ...]:
        """Who may import."""
        return tuple(p for p in self.people if p.role is Role.CLERK)

    @property
    def waiting(self) -> tuple[ImportLine, ...]:
        """Imports that wait for a pile."""
        return tuple(x for x in self.lines if x.record.waits_for_pile)


def read_imports(recount: Recount) -> Imports:
    """All imports with lots, and who may sign for them."""
    known = recount.state.data.imports
    cases = recount.state.data.cases.values()
    ruled = {case.import_ for case in cases if case.current is not None}
    with recount.reading() as connection:
        released = set(released_lots(connection))
        people = tuple(p.person for p in list_people(connection) if not p.removed)
        lines = tuple(
            ImportLine(
                record,
                tuple(
                    LotLine(Lot(lot), sheets, (record.entry, lot) in released)
                    for lot, sheets in known[record.entry].lots
                ),
                record.entry in ruled,
            )
            for record in list_imports(connection)
        )
    return Imports(lines, people, len(recount.state.data.vacant))
