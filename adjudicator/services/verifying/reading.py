"""Every entry of a record in its order: bytes, rules, seals, files, tally.

The rules are those of appending.  Signatures are gathered and checked aside; where an entry fails
for another reason it is checked once more with its signatures in their place, so that the reason
named is the first in the order of the format.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256

from adjudicator.ledger import keys, kinds
from adjudicator.ledger.envelope import Body, Entry, parse_entry, parse_shaped_entry
from adjudicator.ledger.errors import LedgerError, MadeByNewerVersion, NotCanonical, Refused
from adjudicator.ledger.kinds.sealing import seals_of
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.replaying import not_collecting
from adjudicator.services.verifying.evidence import FileEvidence
from adjudicator.services.verifying.refold import TallyRefold
from adjudicator.services.verifying.signatures import SignatureChecks
from adjudicator.services.verifying.verdicts import Failure
from adjudicator.storage.record_files import RecordFiles

Progress = Callable[[int, int], None]
"""Called with entries read and entries in all."""
_EVERY = 500
_WITH_FILES = frozenset({"open", "import", "pile", "motion", "constitute"})
"""The kinds that name files."""


class RecordReading:
    """One reading of a record from its first entry.

    :param files: the record.
    :param checks: where signatures go.
    """

    def __init__(self, files: RecordFiles, checks: SignatureChecks) -> None:
        self.files = files
        self.checks = checks
        self.evidence: FileEvidence | None = None
        self.state = RecordState(retries=False, verify=checks)
        self.failure: Failure | None = None
        self.newer = ""
        """What this program is too old for; empty if it knows everything."""
        self.withheld: dict[str, int] = {}
        """What lies beside the record and is not there, by kind."""
        self._tally: TallyRefold | None = None

    def read(self, progress: Progress = lambda _done, _all: None) -> None:
        """Read to the end, or to the first entry that does not hold."""
        total = self.files.count()
        with not_collecting():
            for index, line in enumerate(self.files.lines()):
                self.checks.entry = index
                if not self._take(index, line):
                    break
                if index % _EVERY == 0:
                    progress(index, total)
        self.checks.finish()
        self._bad_signature()
        progress(self.state.size, total)

    def tally(self) -> TallyRefold | None:
        """The tally at the end of what was read."""
        return self._tally

    # One entry ----------------------------------------------------------------------------

    def _take(self, index: int, line: bytes) -> bool:
        kind = ""
        try:
            entry = parse_shaped_entry(line)
            kind = str(entry.body.get("kind", ""))[:40]
            kinds.check_body(entry.body)
            if index == 0 and kind == "open":
                self._define(entry)
            signers = self.state.check_known(entry)
            if not self._beside(entry, kind):
                return False
        except MadeByNewerVersion as error:
            self._newer(index, kind, line, error)
            return False
        except (Refused, NotCanonical) as error:
            self.failure = self._because(index, kind, line, error)
            return False
        self.state.apply(entry, signers)
        if self._tally is not None:
            self._tally.follow(entry)
        return True

    def _newer(self, index: int, kind: str, line: bytes, newer: MadeByNewerVersion) -> None:
        """Only canonical bytes can be of a newer version; the fast reader is not that strict."""
        try:
            parse_entry(line)
        except (Refused, NotCanonical) as error:
            self.failure = self._because(index, kind, line, error)
        else:
            self.newer = str(newer)

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
        self.newer = ""

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
        if evidence is None or not (named or kind in _WITH_FILES):
            return True
        wrong = next(self._wrong(entry, named, evidence), None)
        if wrong is None:
            return True
        code, what = wrong
        self.failure = Failure(entry.index, kind, code, what)
        return False

    def _wrong(
        self, entry: Entry, named: list[str], evidence: FileEvidence
    ) -> Iterator[tuple[str, str]]:
        for seal in named:
            if seal in evidence.false:
                yield "seal", f"what is opened beside it does not open the seal {seal[:16]}"
            elif seal not in evidence.opened:
                self._withhold("openings")
        yield from self._wrong_files(entry, evidence)

    def _withhold(self, what: str, n: int = 1) -> None:
        self.withheld[what] = self.withheld.get(what, 0) + n

    def _wrong_files(self, entry: Entry, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        body, kind = entry.body, entry.kind
        if kind == "open":
            for name, field in (("election.json", "election"), ("rules.toml", "rules")):
                if evidence.hashed(name, body[field]) is None:
                    yield "file", f"{name} is not the file it was opened with, or is missing"
                elif name in evidence.unreadable:
                    yield "file", f"{name} cannot be read as what it should be"
        if kind == "import":
            yield from self._wrong_import(body, evidence)
        if kind == "pile":
            yield from self._wrong_pile(body, evidence)
        if kind == "motion" and body["document"] is not None:
            yield from self._wrong_if_there(f"documents/{body['document']}", body["document"])
        if kind == "constitute":
            data = evidence.read("recount.tlog-policy")
            if data is None or sha256(data).hexdigest() != body["tlog_policy"]:
                yield "file", "recount.tlog-policy is not the file it fixed, or is missing"

    def _wrong_if_there(self, name: str, digest: str) -> Iterator[tuple[str, str]]:
        data = None if self.evidence is None else self.evidence.read(name)
        if data is not None and sha256(data).hexdigest() != digest:
            yield "file", f"the file {name[:32]} is not what it hashes"

    def _wrong_import(self, body: Body, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        manifest = f"manifests/{body['manifest']}.jsonl"
        if evidence.read(manifest) is None:
            self._withhold("manifests")
        elif evidence.manifest(body["manifest"]) is None:
            yield "file", "its list of sheets is not what it hashes"
        if body["counts"] is not None and evidence.counts(body["counts"]) is None:
            yield "file", "its machine counts are not what it hashes, or are missing"

    def _wrong_pile(self, body: Body, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        for seal in evidence.pile_seals(body["root"]) or ():
            if seal in evidence.false:
                yield "seal", f"what is opened beside it does not open the seal {seal[:16]}"
            elif not evidence.has_row(seal):
                self._withhold("rows")


def _stands_before(failure: Failure, entry: int) -> bool:
    """Whether a failure comes before a bad signature on an entry, in the order of the format."""
    beside = failure.code in {"seal", "file"}
    return failure.entry < entry or (failure.entry == entry and not beside)


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")
