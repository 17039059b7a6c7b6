"""What the record's rules may ask of the folder while an entry is checked.

Answers come from the openings in the database and the content-addressed files beside it; each is
checked against its hash before it is given, or was when it was written (record format, sections 8
and 9).
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from adjudicator.domain.election import Contest, Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.manifests import ManifestSummary, summarise
from adjudicator.ledger.piles import parse_pile_file
from adjudicator.ledger.seals import Opening
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.schema import entries, imports, openings

_OPENED = select(openings.c.value).where(openings.c.seal == bindparam("of_seal"))


class StoredEvidence:
    """The :class:`~adjudicator.ledger.state.Evidence` of one recount folder."""

    def __init__(
        self,
        folder: RecountFolder,
        election: Election,
        rules: RulePack,
        tally_hash: Callable[[Connection], str],
    ) -> None:
        self._folder = folder
        self._origin = folder.origin
        self._rules = rules
        self._contests = {contest.id: contest for contest in election.contests}
        self._tally_hash = tally_hash
        self._connection: Connection | None = None
        self._fresh: dict[str, Any] = {}
        self._rows: dict[str, Any] = {}
        """Rows of imports asked for at once, so that a pile does not ask for each by itself."""
        self._head: Callable[[], tuple[int, tuple[str, ...]]] = lambda: (0, ())
        self._summary = lru_cache(maxsize=8)(self._summarise)

    @contextmanager
    def on(
        self,
        connection: Connection,
        fresh: Iterable[Opening] = (),
        *,
        head: Callable[[], tuple[int, tuple[str, ...]]],
    ) -> Iterator[None]:
        """Answer from this connection, and from openings that come with the act at hand.

        :param head: how many entries the counters on this connection stand for, and the contests of
            the recount; asked whenever they are needed, for both move while entries are taken in.
        """
        before = self._connection
        self._connection, self._head = connection, head
        self._fresh = {opening.seal: opening.value for opening in fresh}
        try:
            yield
        finally:
            self._connection = before
            self._fresh, self._rows = {}, {}

    def rules(self) -> RulePack | None:
        """The rule pack of entry 0."""
        return self._rules

    def contest(self, contest_id: str) -> Contest | None:
        """The contest of that id."""
        return self._contests.get(contest_id)

    def row(self, seal: str) -> Mapping[str, Any] | None:
        """The row that opens this seal; ``None`` where the opening is withheld."""
        known: Mapping[str, Any] | None = self._fresh.get(seal) or self._rows.get(seal)
        if known is not None or self._connection is None:
            return known
        stored = self._connection.execute(_OPENED, {"of_seal": seal}).scalar()
        return None if stored is None else _object(stored)

    def pile_seals(self, root: str) -> Sequence[str] | None:
        """The seals of the pile file of that root."""
        path = self._folder.pile(root)
        try:
            return parse_pile_file(path.read_bytes()) if path.exists() else None
        except NotCanonical:
            return None

    def manifest(self, digest: str) -> ManifestSummary | None:
        """What the manifest file of that hash says."""
        return self._recorded(digest) or self._summary(digest, self._head()[1])

    def _recorded(self, digest: str) -> ManifestSummary | None:
        """The summary of a manifest already in the record: its entry and the rows that came along.

        Both were compared with the file when the import was appended; reading a whole county's
        sheets again at every opening would take seconds.
        """
        if self._connection is None:
            return None
        query = (
            select(entries.c.i, entries.c.data)
            .join(imports, imports.c.entry == entries.c.i)
            .where(imports.c.manifest == digest)
            .order_by(entries.c.i.desc())
        )
        found = self._connection.execute(query).first()
        if found is None:
            return None
        body = json.loads(found.data)["b"]
        came = self._connection.execute(
            select(openings.c.seal, openings.c.salt, openings.c.value)
            .where(openings.c.entry == found.i)
            .order_by(openings.c.seal)
        ).all()
        rows = tuple(Opening(r.seal, r.salt, _object(r.value)) for r in came)
        self._rows.update((opening.seal, opening.value) for opening in rows)
        return ManifestSummary(
            digest=digest,
            root=body["manifest_root"],
            lots=tuple((lot, n) for lot, n in body["lots"]),
            flagged=tuple((contest, what, n) for contest, what, n in body["flagged"]),
            rows=rows,
        )

    def _summarise(self, digest: str, contests: tuple[str, ...]) -> ManifestSummary | None:
        path = self._folder.manifest(digest)
        if not path.exists():
            return None
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            return None
        return summarise(data, self._origin, contests)

    def tally_hash(self, size: int) -> str | None:
        """The hash of the tally, if the counters stand for that many entries."""
        if self._connection is None or size != self._head()[0]:
            return None
        return self._tally_hash(self._connection)


def _object(stored: bytes) -> dict[str, Any]:
    """A value this program wrote itself, from its canonical bytes."""
    value: dict[str, Any] = msgspec.json.decode(stored)
    return value
