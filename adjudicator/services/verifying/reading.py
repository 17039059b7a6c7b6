"""Every entry of a record in its order: bytes, rules, seals, files, tally.

The rules are those of appending.  Signatures are gathered and checked aside; where an entry fails
for another reason it is checked once more with its signatures in their place, so that the reason
named is the first in the order of the format.
"""

from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from typing import Final

from adjudicator.ledger import keys, kinds
from adjudicator.ledger.envelope import Entry, parse_entry, parse_shaped_entry
from adjudicator.ledger.errors import LedgerError, MadeByNewerVersion, NotCanonical, Refused
from adjudicator.ledger.kinds.sealing import seals_of
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.replaying import not_collecting
from adjudicator.services.verifying.ahead import LinesAhead, ask_ahead
from adjudicator.services.verifying.evidence import FileEvidence
from adjudicator.services.verifying.naming import WITH_FILES, Named
from adjudicator.services.verifying.refold import TallyRefold
from adjudicator.services.verifying.signatures import SignatureChecks
from adjudicator.services.verifying.verdicts import Failure
from adjudicator.storage.record_files import RecordFiles

Progress = Callable[[int, int], None]
"""Called with entries read and entries in all."""
_EVERY = 500
_LONG: Final = frozenset({"import", "pile"})
"""The kinds that take so long that other processes would run out of signatures."""


class RecordReading:
    """One reading of a record from its first entry.

    :param files: the record.
    :param checks: where signatures go.
    :param altered: as :class:`Named` is told.
    """

    def __init__(
        self, files: RecordFiles, checks: SignatureChecks, altered: Collection[str] = ()
    ) -> None:
        self.files = files
        self.checks = checks
        self.beside = Named(altered)
        """What entries name, and what of it lies there."""
        self.evidence: FileEvidence | None = None
        self.state = RecordState(retries=False, verify=checks)
        self.failure: Failure | None = None
        self._tally: TallyRefold | None = None
        self._lines = LinesAhead(files.lines())

    def read(
        self,
        progress: Progress = lambda _done, _all: None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Read to the end, or to the first entry that does not hold.

        :param meanwhile: done where nothing was found so far, while other processes still have
            signatures to check; one of them may yet be found bad.
        """
        total = self.files.count()
        lines = iter(self._lines)
        with not_collecting():
            try:
                for index, line in enumerate(lines):
                    self.checks.entry = index
                    if not self._take(index, line):
                        self._hash_the_rest(line, lines)
                        break
                    if index % _EVERY == 0:
                        progress(index, total)
            except NotCanonical as error:
                self.failure = Failure(self.state.size, "", "encoding", _clause(str(error)))
            finally:
                self._lines.close()
            if self.failure is None:
                self._look_at_openings()
        if self.state.size == 0 and self.failure is None:
            self.failure = Failure(0, "", "encoding", "there is no entry at all")
        if self.failure is None:
            meanwhile()
        self.checks.finish()
        self._bad_signature()
        progress(self.state.size, total)

    def _look_at_openings(self) -> None:
        """Openings are read when one is asked for; they are looked at where none is, too."""
        if self.evidence is not None:
            _ = self.evidence.openings

    @property
    def newer(self) -> str:
        """What this program is too old for, as a clause; empty if it knows everything."""
        found = self.failure
        return found.what if found is not None and found.code == "newer" else ""

    def tally(self) -> TallyRefold | None:
        """The tally at the end of what was read."""
        return self._tally

    # One entry ----------------------------------------------------------------------------

    def _take(self, index: int, line: bytes) -> bool:
        kind = ""
        try:
            entry = parse_shaped_entry(line)
            kind = str(entry.kind)[:40]  # nothing has looked at the body yet
            kinds.check_body(entry.body)
            if index == 0 and kind == "open":
                self._define(entry)
            if kind in _LONG:
                ask_ahead(self._lines, self.state.data, self.checks)
            signers = self.state.check_known(entry)
            if not self._beside(entry, kind):
                return False
        except MadeByNewerVersion as error:
            self.failure = self._newer(index, kind, line, error)
            return False
        except (Refused, NotCanonical) as error:
            self.failure = self._because(index, kind, line, error)
            return False
        self.state.apply(entry, signers)
        if self._tally is not None:
            self._tally.follow(entry)
        return True

    def _newer(self, index: int, kind: str, line: bytes, newer: MadeByNewerVersion) -> Failure:
        """Only canonical bytes can be of a newer version; the fast reader is not that strict."""
        try:
            parse_entry(line)
        except (Refused, NotCanonical) as error:
            return self._because(index, kind, line, error)
        return Failure(index, kind, "newer", _clause(str(newer)))

    def _because(self, index: int, kind: str, line: bytes, error: LedgerError) -> Failure:
        """The first reason in the order of the format: the signatures may come before this one."""
        if isinstance(error, Refused) and error.code != "encoding":
            self.state.verify = keys.verify
            try:
                self.state.check(parse_entry(line))
            except Refused as sooner:
                error = sooner
            finally:
                self.state.verify = self.checks
        if isinstance(error, Refused):
            return Failure(index, kind, error.code, error.what)
        return Failure(index, kind, "encoding", _clause(str(error)))

    def _bad_signature(self) -> None:
        """A bad signature found aside counts if it stands lower than any other failure."""
        bad = self.checks.bad
        if bad is None or (self.failure is not None and _stands_before(self.failure, bad[0])):
            return
        index, public = bad
        owners = (k for k, info in self.state.data.keys.items() if info.public == public)
        what = f"a signature on entry {index} is not good (key of entry {next(owners, index)})"
        self.failure = Failure(index, self._kind_of(index), "signature", what)

    def _hash_the_rest(self, line: bytes, lines: Iterator[bytes]) -> None:
        """Heads can be compared even where entries cannot be understood."""
        if not self.newer:
            return
        try:
            for raw in (line, *lines):
                self.state.data.tree.append(sha256(b"\x00" + raw).digest())
        except NotCanonical:
            return

    def _kind_of(self, index: int) -> str:
        for place, line in enumerate(self.files.lines()):
            if place == index:
                return parse_entry(line).kind
        return ""

    # What lies beside ---------------------------------------------------------------------

    def _define(self, entry: Entry) -> None:
        """Entry 0 says which definition and rules the others are checked with."""
        body = entry.body
        evidence = FileEvidence(self.files, body["origin"])
        evidence.recounted = frozenset(body["contests"])
        self.evidence = evidence
        evidence.tally = self._tally_at
        evidence.define(
            evidence.hashed("election.json", body["election"]),
            evidence.hashed("rules.toml", body["rules"]),
        )
        self.state.data.evidence = evidence
        if evidence.election is not None:
            self._tally = TallyRefold(
                self.state.data, evidence.election, evidence.row, evidence.counts
            )

    def _tally_at(self, size: int) -> str | None:
        """The tally's hash; asked only at the size the tally stands for."""
        if self._tally is None or size != self.state.size:
            return None
        return self._tally.digest()

    def _beside(self, entry: Entry, kind: str) -> bool:
        """Whether the openings and files an entry names are what it names."""
        evidence, named = self.evidence, seals_of(entry)
        if evidence is None or not (named or kind in WITH_FILES):
            return True
        wrong = next(self.beside.wrong(entry, named, evidence), None)
        if wrong is None:
            return True
        code, what = wrong
        self.failure = Failure(entry.index, kind, code, what)
        return False


def _stands_before(failure: Failure, entry: int) -> bool:
    """Whether a failure comes before a bad signature on an entry, in the order of the format."""
    beside = failure.code in {"seal", "file"}
    at = -1 if failure.entry is None else failure.entry
    return at < entry or (at == entry and not beside)


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
