"""What spoiled documents found, each once: refused in the one way its reader promises."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.ledger import canonical, casenumbers
from adjudicator.services.errors import UsageError
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.fuzzing.looking import REFUSED, TAKEN, taken, wrong
from tests.fuzzing.parsers import table
from tests.verifier import exports, readers, stories

READERS = {reader.name: reader for reader in table()}
Change = Callable[[bytes], bytes]


def for_(old: bytes, new: bytes) -> Change:
    """One part in the place of another."""

    def change(good: bytes) -> bytes:
        assert old in good
        return good.replace(old, new, 1)

    return change


NINES = b"9" * 5000
FOUND: dict[str, tuple[str, Change, str]] = {
    "an entry that is a list": (
        "receipt, what it opens", for_(b'"entry":"', b'"entry":[[],{}],"e":"'), REFUSED,
    ),
    "an entry that is no text": (
        "receipt, what it opens",
        lambda good: b'{"entry":[],"open":' + good.partition(b',"open":')[2], REFUSED,
    ),
    "a place of 5,000 digits": (
        "receipt, what it opens", for_(b'"/words"', b'"/about/' + NINES + b'"'), REFUSED,
    ),
    "an opened value longer than an entry": (
        "receipt, what it opens",
        for_(b'"This one counts."', b'"' + b"x" * 280_000 + b'"'), REFUSED,
    ),
    "true for version 1": ("log.key", for_(b'"v":1', b'"v":true'), REFUSED),
    "true for version 1, wrapped": ("person.key", for_(b'"v":1', b'"v":true'), REFUSED),
    "more memory than there is": ("person.key", for_(b'"m":8', b'"m":9007199254740991'), REFUSED),
    "more passes than a life has": ("person.key", for_(b'"t":1', b'"t":4294967295'), REFUSED),
    "a control character above U+007F": ("note", for_(b"general", b"gene\xc2\x85ral"), REFUSED),
    "an entry's number out of range": (
        "entry note, read fast",
        lambda good: good[: good.rindex(b'"i":')] + b'"i":' + b"9" * 20
        + good[good.rindex(b',"s":'):], REFUSED,
    ),
    "a newer kind in bytes that are not canonical": (
        "entry note, read fast",
        for_(b'"kind":"note"', b'"kind":"rude","m":' + b"9" * 17), REFUSED,
    ),
    "a text longer than texts are": (
        "manifest", for_(b'"ballot":"', b'"ballot":"' + b"x" * 2001), REFUSED,
    ),
    "a contest of two lines": ("manifest", for_(b'["senate"', b'["sena\\nte"'), REFUSED),
    "counts of no known lot": ("counts", for_(b'"accepted"', b'"acceptee"'), REFUSED),
    "a line feed after a kept head": ("kept head, brought along", lambda good: good + b"\n", TAKEN),
    "a kept head without a time": (
        "kept head, brought along", for_(b'"time":1542456000', b'"time":null'), TAKEN,
    ),
    "a code in a file": ("kept head, brought along", lambda _: b"3664-2E73C254-0AB1\n", TAKEN),
    "the largest size a checkpoint can spell": (
        "checkpoint", for_(b"\n81\n", b"\n9999999999999999\n"), TAKEN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FOUND)
def test_what_was_found_stays_mended(what: str) -> None:
    name, change, told = FOUND[what]
    document = change(READERS[name].good)
    assert wrong(READERS[name], document) == ""
    assert taken(READERS[name], document) == told


def test_a_pasted_book_is_no_case_number() -> None:
    with pytest.raises(ValueError, match="too long"):
        casenumbers.parse_case_number("1" * 600_000)


@pytest.mark.parametrize("typed", ["x" * 5000, "nul\0", "~nobody-of-this-name/x", "\udcff"])
def test_a_name_no_file_can_have_is_no_anchor(typed: str) -> None:
    with pytest.raises(UsageError, match="neither a record code"):
        read_anchor(typed)


# An export ---------------------------------------------------------------------------------------


@pytest.fixture
def files() -> dict[str, bytes]:
    return exports.files_of(stories.whole())


def broken(folder: Path, files: dict[str, bytes]) -> tuple[int | None, str]:
    """Both verifiers find this class, at this entry, or in the same file."""
    verdict = verify(exports.write(folder, files), jobs=1)
    assert verdict.outcome is Outcome.BROKEN
    assert verdict.failure is not None
    other = readers.load().verify(readers.InMemory(files), [], jobs=1, pure=False, quick=False)
    assert other.failure.code == verdict.failure.code
    assert other.failure.entry == verdict.failure.entry
    assert (other.failure.file or "") == verdict.failure.file
    return verdict.failure.entry, verdict.failure.code


def test_a_record_that_lacks_its_opening_is_told_so(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    _, _, files["record.jsonl"] = files["record.jsonl"].partition(b"\n")
    assert broken(tmp_path, files) == (0, "index")


def test_a_record_whose_last_line_lacks_its_end_fails_there(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    files["record.jsonl"] = files["record.jsonl"][:-1]
    assert broken(tmp_path, files) == (len(stories.whole().entries) - 1, "encoding")


def test_a_newer_kind_in_bytes_that_are_not_canonical_is_no_newer_version(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    entries = files["record.jsonl"].splitlines(keepends=True)
    entries[-1] = entries[-1].replace(b'"note":"', b'"m":' + b"9" * 17 + b',"note":"', 1)
    files["record.jsonl"] = b"".join(entries)
    assert broken(tmp_path, files) == (len(entries) - 1, "encoding")


@pytest.mark.parametrize(
    ("name", "field", "data"),
    [
        ("election.json", "election", b"[]"),
        ("election.json", "election", b"[" * 100_000),
        ("election.json", "election", b'{"contests":[{"id":"","seats":1e999,"choices":[]}]}'),
        ("rules.toml", "rules", b"a = " + b"[" * 100_000),
        ("rules.toml", "rules", b'clause = "none"'),
    ],
)  # fmt: skip
def test_a_definition_of_the_right_hash_that_is_none_fails_the_opening(
    tmp_path: Path, name: str, field: str, data: bytes
) -> None:
    class Cheat(exports.FiledCeremony):
        """Holds the log key, and so may fix whatever it likes."""

        def __init__(self) -> None:
            super().__init__()
            self.files[name] = data

    scene = Cheat().opened()
    assert scene.entries[0].body[field] == sha256(data).hexdigest()
    assert broken(tmp_path, {**scene.files, "record.jsonl": scene.entries[0].raw + b"\n"}) == (
        0,
        "file",
    )


def test_a_listed_name_no_file_can_have_is_a_file_that_is_missing(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    listed = canonical.encode([["x" * 3000, 1, "0" * 64]])
    assert broken(tmp_path, {**files, "MANIFEST.json": listed})[1] == "file"


def test_openings_nested_without_end_open_nothing(files: dict[str, bytes], tmp_path: Path) -> None:
    whole = exports.with_manifest(stories.whole(), files)
    deep = b"[" * 200_000 + b"\n" + files["openings.jsonl"]
    assert broken(tmp_path, {**whole, "openings.jsonl": deep})[1] == "file"
