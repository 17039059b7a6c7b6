"""What lies beside the entries, given to the rules only after it was compared with its hash.

A file or opening that is not what its name says is as good as withheld, and is remembered: the
lowest entry that names it does not hold.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

import msgspec

from adjudicator.domain.election import Contest, Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import RulePackError, read_rule_pack
from adjudicator.interchange.elections.reading import read_election_bytes
from adjudicator.interchange.problems import Unreadable
from adjudicator.ledger import counts
from adjudicator.ledger.counts import Count
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.manifests import ManifestSummary, is_row, summarise
from adjudicator.ledger.piles import parse_pile_file, pile_root
from adjudicator.services.verifying.beside import is_export
from adjudicator.services.verifying.openings import Openings, read_openings
from adjudicator.storage.record_files import RecordFiles


class _Row(msgspec.Struct, gc=False):
    """The opening of a row; salt and seal were looked at before."""

    value: Any


_OPENING = msgspec.json.Decoder(_Row)


class FileEvidence:
    """The evidence of one record, read from its files.

    :param files: where they are.
    :param origin: of the record, under which seals are made.
    """

    def __init__(self, files: RecordFiles, origin: str) -> None:
        self._path = files.path
        self._origin = origin
        self._openings = cache(
            lambda: read_openings(files.openings(), origin, sorted_=is_export(files.path))
        )
        self.no_rows: set[str] = set()
        """Seals asked for as rows whose openings are no rows."""
        self.unreadable: set[str] = set()
        """Files of the right hash that are not of their form."""
        self.election: Election | None = None
        self._rules: RulePack | None = None
        self._contests: dict[str, Contest] = {}
        self.recounted: Collection[str] = ()
        """The contests of the recount, once entry 0 is read."""
        self.tally: Callable[[int], str | None] = lambda _size: None
        self._rows: dict[str, Mapping[str, Any]] = {}
        """The rows manifests give: these are of their form, and make the seals they are kept by."""
        self._row = lru_cache(maxsize=64)(self._look_up)
        self._pile_seals = lru_cache(maxsize=1)(self._read_pile)
        self.manifest_of = lru_cache(maxsize=16)(self._summarise)

    @property
    def openings(self) -> Openings:
        """The openings, read when they are first asked for."""
        return self._openings()

    def define(self, election: bytes | None, rules: bytes | None) -> None:
        """Take in the definition and the rule pack, each compared with its hash before."""
        if election is not None:
            try:
                self.election = read_election_bytes(election, "election.json")
            except (Unreadable, ValueError, RecursionError):
                self.unreadable.add("election.json")
            else:
                self._contests = {contest.id: contest for contest in self.election.contests}
        if rules is not None:
            try:
                self._rules = read_rule_pack(rules)
            except (RulePackError, RecursionError):
                self.unreadable.add("rules.toml")

    # As the rules ask ---------------------------------------------------------------------

    def rules(self) -> RulePack | None:
        """The rule pack of entry 0."""
        return self._rules

    def contest(self, contest_id: str) -> Contest | None:
        """The contest of that id."""
        return self._contests.get(contest_id)

    def row(self, seal: str) -> Mapping[str, Any] | None:
        """The row that opens this seal."""
        return self._rows.get(seal) or self._row(seal)

    def has_row(self, seal: str) -> bool:
        """Whether the row that opens this seal is there."""
        return seal in self._rows or seal in self.openings.opened

    def _look_up(self, seal: str) -> Mapping[str, Any] | None:
        line = self.openings.opened.get(seal)
        if line is None:
            return None
        value: Mapping[str, Any] = _OPENING.decode(line).value
        if is_row(value):
            return value
        self.no_rows.add(seal)
        return None

    def pile_seals(self, root: str) -> Sequence[str] | None:
        """The seals of the pile file of that root."""
        return self._pile_seals(root)

    def _read_pile(self, root: str) -> Sequence[str] | None:
        data = self.read(f"piles/{root}.txt")
        try:
            found = None if data is None else parse_pile_file(data)
        except NotCanonical:
            return None
        return found if found is not None and pile_root(found) == root else None

    def manifest(self, digest: str) -> ManifestSummary | None:
        """What the manifest file of that hash says."""
        return self.manifest_of(digest)

    def tally_hash(self, size: int) -> str | None:
        """The hash of the tally folded anew, which stands for exactly this many entries."""
        return self.tally(size)

    # Files --------------------------------------------------------------------------------

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; ``None`` if it is not there."""
        path = self._path / name
        return path.read_bytes() if path.is_file() else None

    def hashed(self, name: str, digest: str) -> bytes | None:
        """The bytes of a file, if they have that hash."""
        data = self.read(name)
        return data if data is not None and sha256(data).hexdigest() == digest else None

    def counts(self, digest: str) -> list[Count] | None:
        """The machine counts of that hash; ``None`` if they are withheld, altered or of no form."""
        data = self.hashed(f"counts/{digest}.json", digest)
        try:
            return None if data is None else counts.decode(data)
        except NotCanonical:
            return None

    def _summarise(self, digest: str) -> ManifestSummary | None:
        data = self.hashed(f"manifests/{digest}.jsonl", digest)
        if data is None:
            return None
        try:
            found = summarise(data, self._origin, self.recounted)
        except NotCanonical:
            return None
        for opening in found.rows:
            if isinstance(opening.value, dict):
                self._rows[opening.seal] = opening.value
        return found
