"""The record on the disk: one transaction per act, under one lock.

Lock the head, catch up with what other stations wrote, check the act against the record's rules,
write entry, openings, projections and head, commit, mirror, acknowledge (record format, section 8).
Anything that fails before the commit leaves no trace; what was committed is acknowledged.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger.envelope import Body, Entry, assemble, reread_entry
from adjudicator.ledger.errors import AlreadyRecorded
from adjudicator.ledger.seals import Opening
from adjudicator.ledger.state import RecordState
from adjudicator.storage.engine import begin_writing
from adjudicator.storage.fold import RecordFold
from adjudicator.storage.folder import RecountFolder, check_definition
from adjudicator.storage.images import clean_stages, has_stages
from adjudicator.storage.mirror import Mirror
from adjudicator.storage.queries.imports import known_files
from adjudicator.storage.schema import entries, head

_LOCK = select(head.c.size).with_for_update()


class NotKept(Exception):  # noqa: N818 - reads as what happened
    """The disk or the database failed; the message says what is safe and what to do."""


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
        self._rules = rules
        self._tally_hash = tally_hash
        self._lock = threading.RLock()
        self._fold = self.new_fold()

    def new_fold(self) -> RecordFold:
        """A folding of its own, from before entry 0: for rebuilding and restoring."""
        return RecordFold(self.folder, self.election, self._rules, self._tally_hash)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent moment and writes nothing."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The writer's lock: nobody else appends until this is committed or rolled back."""
        with begin_writing(self.engine) as connection:
            # On PostgreSQL this row is the lock; on SQLite BEGIN IMMEDIATE has taken it already.
            connection.execute(_LOCK).scalar()
            yield connection

    def state(self) -> RecordState:
        """The rules' view of the record, brought up to its newest entry."""
        with self._lock, self.reading() as connection:
            self._fold.catch_up(connection)
            return self._fold.state

    def append(self, act: SignedAct) -> Appended:
        """Append one act, or refuse it; a retry of an act already there gives its entry.

        :raises adjudicator.ledger.errors.Refused: the record's rules do not allow it.
        :raises NotKept: the disk or the database failed.
        """
        with self._lock:
            try:
                appended, entry = self._write(act)
            except AlreadyRecorded as known:
                return self._appended(known.index)
            except (OperationalError, InterfaceError) as error:
                return self._after_failure(act, error)
            self._take_in(entry)
        self.mirror.follow(act.files)
        return appended

    def _write(self, act: SignedAct) -> tuple[Appended, Entry]:
        fold = self._fold
        with self.writing() as connection:
            fold.catch_up(connection)
            entry = assemble(act.body, fold.state.size, act.signatures)
            fold.check(connection, entry, act.openings)
            root = fold.write(connection, entry, act.openings)
        return Appended(entry.index, entry.leaf, entry.index + 1, root), entry

    def _take_in(self, entry: Entry) -> None:
        """Move memory after the commit: a failure before it leaves memory and disk agreed.

        From here on the act is recorded, so nothing may be raised; whatever cannot be read now is
        read again, from the beginning, at the next use.
        """
        try:
            with self.reading() as connection:
                self._fold.apply(connection, entry)
        except SQLAlchemyError:
            self._fold.forget()

    def _after_failure(self, act: SignedAct, error: Exception) -> Appended:
        """A server may fail after it has committed: look whether the act is there."""
        try:
            with self.reading() as connection:
                query = select(entries.c.i).where(entries.c.nonce == act.body["n"])
                index = connection.execute(query).scalar()
        except SQLAlchemyError:
            raise NotKept(
                f"The database does not answer ({_cause(error)}), so it is not certain whether "
                "this was recorded. Nothing recorded before is lost. When it answers again, look "
                "at the record before you repeat the step."
            ) from error
        if index is None:
            raise NotKept(
                f"Not recorded: the disk or the database failed ({_cause(error)}). Nothing "
                "recorded before is lost, and nothing of this is kept. Make room or reconnect the "
                "disk, then repeat the step."
            ) from error
        return self._appended(index)

    def _appended(self, index: int) -> Appended:
        state = self.state()
        return Appended(index, state.data.tree.leaf(index), state.size, state.root)

    def clear_unfinished_imports(self) -> int:
        """Take away what imports left in the folder whose process died before their act.

        :returns: how many there were.
        """
        if not has_stages(self.folder):
            return 0
        return clean_stages(self.folder, self._known_files)

    def _known_files(self) -> frozenset[Path]:
        with self.reading() as connection:
            return known_files(connection, self.folder)

    def check_definition(self) -> None:
        """Make sure the folder's definition and rules are the ones the record was opened with.

        :raises FolderError: one of them was changed.
        """
        with self.reading() as connection:
            data = connection.execute(select(entries.c.data).where(entries.c.i == 0)).scalar()
        if data is not None:
            check_definition(self.folder, reread_entry(data).body)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]
