"""The rules' view of the record and the tables of one connection, moved on together.

Appending, rebuilding and restoring all take entries in through here, so there is one way in which
an entry becomes rows.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger import canonical, contexts
from adjudicator.ledger.envelope import Entry, reread_entry
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.merkle import Frontier
from adjudicator.ledger.seals import Opening
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.replaying import not_collecting
from adjudicator.ledger.state.seats import seat_filled
from adjudicator.storage.evidence import StoredEvidence
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.dispatch import project
from adjudicator.storage.schema import entries, head, openings

_PAGE = 2_000
# Made once: an act takes a dozen statements, and putting each together anew took longer than
# running it.
_FOLLOWING = (
    select(entries.c.data)
    .where(entries.c.i >= bindparam("first"))
    .order_by(entries.c.i)
    .limit(_PAGE)
)
_INSERT_ENTRY = insert(entries)
_INSERT_OPENING = insert(openings)
_INSERT_HEAD = insert(head)
_UPDATE_HEAD = update(head).where(head.c.id == 1)
_OPEN = select(openings.c.value).where(openings.c.seal == bindparam("seal"))


class RecordFold:
    """One folding of the record: in memory for the rules, in the tables for everyone else."""

    def __init__(
        self,
        folder: RecountFolder,
        election: Election,
        rules: RulePack,
        tally_hash: Callable[[Connection], str],
    ) -> None:
        """Start before entry 0; nothing is read.

        :param tally_hash: the hash of the tally as the tables hold it, asked at a close.
        """
        self._folder = folder
        self._election = election
        self._origin = folder.origin
        self._evidence = StoredEvidence(folder, election, rules, tally_hash)
        self.state = RecordState(self._evidence)

    def forget(self) -> None:
        """Start before entry 0 again, where memory may no longer be what the disk holds."""
        self.state = RecordState(self._evidence)

    def catch_up(self, connection: Connection) -> None:
        """Take in what the database holds beyond this; it was checked when it was appended."""
        whole = not_collecting() if self.state.size == 0 else nullcontext()
        with self._looking(connection), whole:
            for entry in read_entries(connection, self.state.size):
                self.state.apply(entry)

    def check(self, connection: Connection, entry: Entry, opened: Iterable[Opening] = ()) -> None:
        """Refuse an entry that may not come next.

        :raises adjudicator.ledger.errors.LedgerError: as :meth:`RecordState.check`.
        """
        with self._looking(connection, opened):
            self.state.check(entry)

    def write(self, connection: Connection, entry: Entry, opened: Iterable[Opening]) -> bytes:
        """Write a checked entry with its openings, projections and the new head.

        :returns: the root over all entries up to this one.
        """
        self._write_openings(connection, opened, entry.index)
        _write_entry(connection, entry)
        self.project(connection, entry)
        frontier = Frontier.from_bytes(self.state.data.tree.frontier_bytes())
        frontier.append(entry.leaf)
        root = frontier.root()
        values = {
            "size": entry.index + 1,
            "frontier": frontier.to_bytes(),
            "root": root.hex(),
        }
        if entry.index == 0:
            connection.execute(_INSERT_HEAD, {"id": 1} | values)
        else:
            connection.execute(_UPDATE_HEAD, values)
        return root

    def project(self, connection: Connection, entry: Entry) -> None:
        """Write what the entry changes in the working tables."""
        body = entry.body
        project(
            Act(
                connection=connection,
                index=entry.index,
                body=body,
                signers=signers_of(self.state, entry),
                open_seal=lambda seal: open_seal(connection, seal),
                election=self._election,
                folder=self._folder,
                fills=seat_filled(self.state.data, body) if entry.kind == "enrol" else None,
            )
        )

    def apply(self, connection: Connection, entry: Entry) -> None:
        """Take in an entry the tables hold already."""
        with self._looking(connection):
            self.state.apply(entry)

    def _looking(
        self, connection: Connection, fresh: Iterable[Opening] = ()
    ) -> AbstractContextManager[None]:
        """Let the rules look things up on this connection."""
        data = self.state.data
        return self._evidence.on(connection, fresh, head=lambda: (data.tree.size, data.contests))

    def _write_openings(
        self, connection: Connection, opened: Iterable[Opening], entry: int
    ) -> None:
        """Insert the openings that came with an entry; each is written once."""
        rows = []
        for opening in opened:
            value = canonical.encode(opening.value)
            if contexts.seal(self._origin, bytes.fromhex(opening.salt), value) != opening.seal:
                raise NotCanonical(
                    f"The opening of seal {opening.seal[:16]} does not fit its seal."
                )
            rows.append(
                {"seal": opening.seal, "entry": entry, "salt": opening.salt, "value": value}
            )
        if rows:
            connection.execute(_INSERT_OPENING, rows)


def signers_of(state: RecordState, entry: Entry) -> tuple[str, ...]:
    """The people who signed an entry that comes next; the log key is nobody."""
    keys = state.data.keys
    people = {keys[k].person for k, _ in entry.signatures if k in keys}
    if any(k == entry.index for k, _ in entry.signatures) and entry.kind in {"enrol", "signin"}:
        people.add(str(entry.body["person"]))
    return tuple(sorted(people - {""}))


def read_entries(connection: Connection, first: int = 0) -> Iterator[Entry]:
    """The entries from one index on, in order, in constant memory."""
    while True:
        rows = connection.execute(_FOLLOWING, {"first": first}).scalars().all()
        for data in rows:
            yield reread_entry(data)
        if len(rows) < _PAGE:
            return
        first += len(rows)


def _write_entry(connection: Connection, entry: Entry) -> None:
    """Insert one entry; the trigger refuses any index but the next."""
    values = {
        "i": entry.index,
        "kind": entry.kind,
        "nonce": entry.body["n"],
        "time": entry.body["t"],
        "leaf": entry.leaf,
        "data": entry.raw,
    }
    connection.execute(_INSERT_ENTRY, values)


def open_seal(connection: Connection, seal: str | None) -> Any:  # noqa: ANN401 - any JSON value
    """The value under a seal; ``None`` where there is no seal or the opening is withheld."""
    if seal is None:
        return None
    value = connection.execute(_OPEN, {"seal": seal}).scalar()
    return None if value is None else canonical.decode(value)
