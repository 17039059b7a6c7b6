"""Replay the record into the working tables, and tell whether they were what it says.

The tables hold nothing the record lacks, so a replay gives identical ones.  Where it does not,
somebody or something changed a table behind the record's back; the record decides.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from adjudicator.ledger.envelope import parse_entry
from adjudicator.ledger.errors import LedgerError, NotCanonical, Refused
from adjudicator.ledger.state import RecordState
from adjudicator.storage.checking import altered_file, altered_opening
from adjudicator.storage.fold import RecordFold, read_entries
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.record import RecordStore
from adjudicator.storage.schema import PROJECTIONS, head
from adjudicator.storage.working_tables import rows_of

Progress = Callable[[int, int], None]
"""Called with entries done and entries in all."""


class DoesNotHold(Exception):  # noqa: N818 - the words of the verdict
    """The record contradicts itself at an entry; nothing was changed."""

    def __init__(self, index: int, why: str) -> None:
        """Name the lowest entry that does not hold."""
        self.index = index
        super().__init__(f"The record does not hold at entry {index}: {why}")

    @classmethod
    def because(cls, index: int, error: LedgerError) -> "DoesNotHold":
        """Say of an entry that stands in the record what would be said of an act."""
        why = f"{error.what}." if isinstance(error, Refused) else str(error)
        return cls(index, why)


@dataclass(frozen=True, slots=True)
class TableDifference:
    """A working table that was not what the record says."""

    table: str
    strange: int
    """Rows that stood there and should not."""
    missing: int
    """Rows that should have stood there and did not."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found; the tables are what the record says now."""

    entries: int
    state: RecordState
    differences: tuple[TableDifference, ...]

    @property
    def identical(self) -> bool:
        """Whether the tables were what the record says."""
        return not self.differences


def rebuild(store: RecordStore, progress: Progress = lambda _done, _all: None) -> Rebuilt:
    """Empty the working tables and replay the record into them, in one transaction.

    Every entry is checked again, signatures and all, before it is taken in, and so is every opening
    and file the record hashes.

    :raises DoesNotHold: an entry does not hold; nothing was changed.
    :raises adjudicator.ledger.errors.MadeByNewerVersion: likewise, of an entry this program is too
        old for.
    """
    with store.writing() as connection:
        altered = altered_opening(connection, store.folder.origin)
        if altered is not None:
            raise DoesNotHold(
                altered, "what was kept beside it has been altered and does not fit its seal."
            )
        before = _contents(connection)
        for table in reversed(PROJECTIONS):
            connection.execute(delete(table))
        fold = store.new_fold()
        _replay(connection, store.folder, fold, progress)
        after = _contents(connection)
    differences = tuple(
        TableDifference(name, (before[name] - rows).total(), (rows - before[name]).total())
        for name, rows in after.items()
        if rows != before[name]
    )
    return Rebuilt(fold.state.size, fold.state, differences)


def _replay(
    connection: Connection, folder: RecountFolder, fold: RecordFold, progress: Progress
) -> None:
    said = connection.execute(select(head)).first()
    size = 0 if said is None else said.size
    for entry in read_entries(connection):
        wrong = altered_file(folder, entry.body)
        if wrong is not None:
            raise DoesNotHold(entry.index, f"{wrong}.")
        try:
            fold.check(connection, parse_entry(entry.raw))
        except (Refused, NotCanonical) as error:
            raise DoesNotHold.because(entry.index, error) from error
        fold.project(connection, entry)
        fold.apply(connection, entry)
        progress(fold.state.size, size)
    if said is not None and (size, said.root) != fold.state.head:
        raise DoesNotHold(
            min(size, fold.state.size),
            f"it was {size} entries long and has {fold.state.size} now, or its last ones changed.",
        )


def _contents(connection: Connection) -> dict[str, "Counter[bytes]"]:
    """Every row of every table a rebuild writes, as hashes: what can be compared in memory."""
    return {table.name: rows_of(connection, table) for table in PROJECTIONS}
