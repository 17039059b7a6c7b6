"""Whether what lies beside the record is what its entries name: openings, files, images.

What is not there is withheld, and counted.  What is there and does not fit fails the entry.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from adjudicator.ledger.envelope import Body, Entry
from adjudicator.services.verifying.beside import Fixed
from adjudicator.services.verifying.evidence import FileEvidence
from adjudicator.services.verifying.images import names_one

WITH_FILES: Final = frozenset({"open", "import", "pile", "motion", "constitute", "reference"})
"""The kinds that name files."""
_OTHER_SEAL: Final = "what was sealed in it is not what lies beside the record"
_OTHER_DOCUMENT: Final = "a document it rests on is another document"
_OTHER_IMAGE: Final = "an image it rests on is another image"
_NO_ROW: Final = "the row of a case cannot be read"


class Named:
    """What entries name, held against what lies there; asked of each entry in turn.

    :param altered: hashes of images and documents that lie beside the record and are not what they
        are called; the lowest entry that rests on one does not hold.
    """

    def __init__(self, altered: Collection[str] = ()) -> None:
        self._altered = frozenset(altered)
        self.withheld: dict[str, int] = {}
        """What lies beside the record and is not there, by kind."""
        self.fixed = Fixed(None, None)
        """The hashes of files no entry rests on."""

    def wrong(
        self, entry: Entry, named: Sequence[str], evidence: FileEvidence
    ) -> Iterator[tuple[str, str]]:
        """Class and clause of everything that does not fit, in the order of the format.

        :param named: the seals the entry names itself.
        """
        for seal in named:
            if seal in evidence.openings.false:
                yield "seal", _OTHER_SEAL
            elif seal not in evidence.openings.opened:
                self._withhold("openings")
        yield from self._wrong_rescan(entry, evidence)
        yield from self._wrong_files(entry, evidence)

    def _withhold(self, what: str, n: int = 1) -> None:
        self.withheld[what] = self.withheld.get(what, 0) + n

    def _wrong_files(self, entry: Entry, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        body: Body = entry.body
        match entry.kind:
            case "open":
                self.fixed = Fixed(None, body["verifier"])
                yield from self._wrong_definition(body, evidence)
            case "import":
                yield from self._wrong_import(body, evidence)
            case "pile":
                yield from self._wrong_pile(body, evidence)
            case "constitute":
                self.fixed = Fixed(body["tlog_policy"], self.fixed.verifier)
            case "motion" if body["document"] in self._altered:
                yield "file", _OTHER_DOCUMENT
            case "reference":
                if body["layout"] in self._altered:
                    yield "file", _OTHER_DOCUMENT
                elif evidence.read(f"documents/{body['layout']}") is None:
                    self._withhold("reference layouts")
                if body["image"] in self._altered:
                    yield "file", _OTHER_IMAGE

    def _wrong_definition(self, body: Body, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        for name, field in (("election.json", "election"), ("rules.toml", "rules")):
            if evidence.hashed(name, body[field]) is None:
                yield "file", f"{name} is missing or is not the file this entry names"
        if evidence.unreadable:
            yield "file", "election.json or rules.toml is not what it should be"

    def _wrong_import(self, body: Body, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        name = f"manifests/{body['manifest']}.jsonl"
        data = evidence.read(name)
        if data is None:
            self._withhold("manifests")
        elif evidence.hashed(name, body["manifest"]) is None:
            yield "file", "its list of sheets is another file"
        elif evidence.manifest(body["manifest"]) is None:
            yield "import", "its manifest is not of the form"
        elif names_one(data, self._altered):
            yield "file", _OTHER_IMAGE
        if body["counts"] is not None:
            yield from self._wrong_counts(body["counts"], evidence)

    def _wrong_counts(self, digest: str, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        name = f"counts/{digest}.json"
        if evidence.read(name) is None:
            self._withhold("machine counts")
        elif evidence.hashed(name, digest) is None:
            yield "file", "its machine counts are another file"
        elif evidence.counts(digest) is None:
            yield "file", "its machine counts are no table of counts"

    def _wrong_pile(self, body: Body, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        false = evidence.openings.false
        for seal in evidence.pile_seals(body["root"]) or ():
            if seal in false:
                yield "seal", _OTHER_SEAL
            elif seal in evidence.no_rows:
                yield "pile", _NO_ROW
            elif not evidence.has_row(seal):
                self._withhold("rows")
            elif self._altered and self._rests_on_another_image(evidence.row(seal)):
                yield "file", _OTHER_IMAGE

    def _rests_on_another_image(self, row: Mapping[str, Any] | None) -> bool:
        return row is not None and not self._altered.isdisjoint(row["images"])

    def _wrong_rescan(self, entry: Entry, evidence: FileEvidence) -> Iterator[tuple[str, str]]:
        if entry.kind != "rescan":
            return
        row = evidence.row(entry.body["row"])
        if entry.body["row"] in evidence.no_rows:
            yield "evidence", _NO_ROW
        elif self._rests_on_another_image(row):
            yield "file", _OTHER_IMAGE
