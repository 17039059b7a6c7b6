"""What the record's rules may ask of the folder while an entry is checked.

Answers come from the openings in the database and the content-addressed files beside it; each is
checked against its hash before it is given (record format, sections 8 and 9).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, select

from adjudicator.domain.election import Contest, Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.manifests import ManifestSummary, summarise
from adjudicator.ledger.piles import parse_pile_file
from adjudicator.ledger.seals import Opening
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.schema import openings


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
        self._rules = rules
        self._contests = {contest.id: contest for contest in election.contests}
        self._tally_hash = tally_hash
        self._connection: Connection | None = None
        self._fresh: dict[str, Any] = {}
        self._size = 0
        self._contests_of_recount: tuple[str, ...] = ()
        self._summary = lru_cache(maxsize=8)(self._summarise)

    @contextmanager
    def on(
        self,
        connection: Connection,
        fresh: Iterable[Opening] = (),
        *,
        size: int = 0,
        contests: tuple[str, ...] = (),
    ) -> Iterator[None]:
        """Answer from this connection, and from openings that come with the act at hand.

        :param size: how many entries the counters on this connection stand for.
        :param contests: the contests of the recount, once it is open.
        """
        before = self._connection
        self._connection, self._size = connection, size
        self._fresh = {opening.seal: opening.value for opening in fresh}
        self._contests_of_recount = contests
        try:
            yield
        finally:
            self._connection = before
            self._fresh = {}

    def rules(self) -> RulePack | None:
        """The rule pack of entry 0."""
        return self._rules

    def contest(self, contest_id: str) -> Contest | None:
        """The contest of that id."""
        return self._contests.get(contest_id)

    def row(self, seal: str) -> Mapping[str, Any] | None:
        """The row that opens this seal; ``None`` where the opening is withheld."""
        if seal in self._fresh:
            value: Mapping[str, Any] = self._fresh[seal]
            return value
        if self._connection is None:
            return None
        stored = self._connection.execute(
            select(openings.c.value).where(openings.c.seal == seal)
        ).scalar()
        return None if stored is None else canonical.decode_object(stored)

    def pile_seals(self, root: str) -> Sequence[str] | None:
        """The seals of the pile file of that root."""
        path = self._folder.pile(root)
        try:
            return parse_pile_file(path.read_bytes()) if path.exists() else None
        except NotCanonical:
            return None

    def manifest(self, digest: str) -> ManifestSummary | None:
        """What the manifest file of that hash says."""
        return self._summary(digest, self._contests_of_recount)

    def _summarise(self, digest: str, contests: tuple[str, ...]) -> ManifestSummary | None:
        path = self._folder.manifest(digest)
        if not path.exists():
            return None
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            return None
        return summarise(data, self._folder.origin, contests)

    def tally_hash(self, size: int) -> str | None:
        """The hash of the tally, if the counters stand for that many entries."""
        if self._connection is None or size != self._size:
            return None
        return self._tally_hash(self._connection)
