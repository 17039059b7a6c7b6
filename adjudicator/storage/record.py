"""The record on the disk: one transaction per act, under one lock.

Lock the head, catch up with what other stations wrote, check the act against the record's rules,
write entry, openings, projections and head, commit, mirror, acknowledge (record format, section 8).
Anything that fails before the commit leaves no trace; what was committed is acknowledged.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger import canonical
from adjudicator.ledger.envelope import Body, Entry, assemble, parse_entry
from adjudicator.ledger.errors import AlreadyRecorded
from adjudicator.ledger.merkle import Frontier
from adjudicator.ledger.seals import Opening
from adjudicator.ledger.state import RecordState
from adjudicator.storage.evidence import StoredEvidence
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.mirror import Mirror
from adjudicator.storage.projecting.act import Act
from adjudicator.storage.projecting.dispatch import project
from adjudicator.storage.schema import entries, head, openings

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class SignedAct:
    """What a person did, signed, on its way into the record."""

    body: Body
    signatures: tuple[tuple[int | None, bytes], ...]
    """``(k, signature)``; ``None`` for a key the act itself introduces."""
    openings: tuple[Opening, ...] = ()
    files: tuple[Path, ...] = ()
    """Content-addressed files of the folder this act refers to, already in place."""


@dataclass(frozen=True, slots=True)
class Appended:
    """An acknowledged entry."""

    index: int
    leaf: bytes
    size: int
    root: bytes


class RecordStore:
    """The record of one open recount folder."""

    def __init__(
        self,
        folder: RecountFolder,
        engine: Engine,
        election: Election,
        rules: RulePack,
        tally_hash: Callable[[Connection], str],
    ) -> None:
        """Open the store; nothing is read until it is used.

        :param tally_hash: the hash of the tally as the tables hold it, asked at a close.
        """
        self.folder = folder
        self.engine = engine
        self.election = election
        self.mirror = Mirror(folder, engine)
        self._lock = threading.RLock()
        self._evidence = StoredEvidence(folder, election, rules, tally_hash)
        self._state = RecordState(self._evidence)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent moment and writes nothing."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            # On PostgreSQL this row is the lock; on SQLite BEGIN IMMEDIATE has taken it already.
            connection.execute(select(head.c.size).with_for_update()).scalar()
            yield connection

    def state(self) -> RecordState:
        """The rules' view of the record, brought up to its newest entry."""
        with self._lock, self.reading() as connection:
            self._catch_up(connection)
            return self._state

    def append(self, act: SignedAct) -> Appended:
        """Append one act, or refuse it; a retry of an act already there gives its entry.

        :raises adjudicator.ledger.errors.Refused: the record's rules do not allow it.
        :raises sqlalchemy.exc.OperationalError: the disk or the database failed; nothing was kept.
        """
        with self._lock:
            try:
                with self._writing() as connection:
                    self._catch_up(connection)
                    entry = assemble(act.body, self._state.size, act.signatures)
                    with self._looking(connection, act.openings):
                        self._state.check(entry)
                        self._write(connection, entry, act.openings)
            except AlreadyRecorded as known:
                return self._appended(known.index)
            # Nothing in memory moves before the commit, so a failure leaves state and disk agreed.
            with self.reading() as connection, self._looking(connection):
                self._state.apply(entry)
        self.mirror.follow(act.files)
        return Appended(entry.index, entry.leaf, self._state.size, self._state.root)

    def _appended(self, index: int) -> Appended:
        with self.reading() as connection:
            leaf = connection.execute(
                select(entries.c.leaf).where(entries.c.i == index)
            ).scalar_one()
        return Appended(index, leaf, self._state.size, self._state.root)

    def _looking(
        self, connection: Connection, fresh: Iterable[Opening] = ()
    ) -> AbstractContextManager[None]:
        """Let the rules look things up on this connection."""
        state = self._state
        return self._evidence.on(connection, fresh, size=state.size, contests=state.data.contests)

    def _catch_up(self, connection: Connection) -> None:
        """Apply entries other stations wrote; they were checked when they were appended."""
        with self._looking(connection):
            for entry in read_entries(connection, self._state.size):
                self._state.apply(entry)

    def _write(self, connection: Connection, entry: Entry, opened: tuple[Opening, ...]) -> None:
        write_openings(connection, opened, entry.index)
        write_entry(connection, entry)
        project(self.act(connection, entry))
        frontier = Frontier.from_bytes(self._state.data.tree.frontier_bytes())
        frontier.append(entry.leaf)
        values = {
            "size": entry.index + 1,
            "frontier": frontier.to_bytes(),
            "root": frontier.root().hex(),
        }
        if entry.index == 0:
            connection.execute(insert(head).values(id=1, **values))
        else:
            connection.execute(update(head).where(head.c.id == 1).values(**values))

    def act(self, connection: Connection, entry: Entry) -> Act:
        """One entry as the projections are given it."""
        return Act(
            connection=connection,
            index=entry.index,
            body=entry.body,
            signers=signers_of(self._state, entry),
            open_seal=lambda seal: open_seal(connection, seal),
            election=self.election,
            folder=self.folder,
        )

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


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
        query = select(entries.c.data).where(entries.c.i >= first).order_by(entries.c.i)
        rows = connection.execute(query.limit(_PAGE)).scalars().all()
        for data in rows:
            yield parse_entry(data)
        if len(rows) < _PAGE:
            return
        first += len(rows)


def write_entry(connection: Connection, entry: Entry) -> None:
    """Insert one entry; the trigger refuses any index but the next."""
    connection.execute(
        insert(entries).values(
            i=entry.index,
            kind=entry.kind,
            nonce=entry.body["n"],
            time=entry.body["t"],
            leaf=entry.leaf,
            data=entry.raw,
        )
    )


def write_openings(connection: Connection, opened: Iterable[Opening], entry: int) -> None:
    """Insert the openings that came with an entry; each is written once."""
    rows = [
        {"seal": o.seal, "entry": entry, "salt": o.salt, "value": canonical.encode(o.value)}
        for o in opened
    ]
    if rows:
        connection.execute(insert(openings), rows)


def open_seal(connection: Connection, seal: str | None) -> Any:  # noqa: ANN401 - any JSON value
    """The value under a seal; ``None`` where there is no seal or the opening is withheld."""
    if seal is None:
        return None
    value = connection.execute(select(openings.c.value).where(openings.c.seal == seal)).scalar()
    return None if value is None else canonical.decode(value)
