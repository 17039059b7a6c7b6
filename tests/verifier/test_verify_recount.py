"""The one-file verifier: its verdicts on exports, whole and spoiled."""

import ast
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adjudicator.ledger import receipts
from adjudicator.ledger.envelope import assemble, sign_act
from adjudicator.ledger.keys import SigningKey
from tests.verifier import exports, readers, stories

HOLDS = "The record holds, and contains all you kept."
ALONE = "The record is consistent in itself, compared with nothing from outside."
SHORTER = "The record is shorter than what you kept."
TWO = "There are two records with one origin."
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of a record with every kind of entry; not to be changed."""
    return exports.export(tmp_path_factory.mktemp("whole"), stories.whole())


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return Path(shutil.copytree(whole, tmp_path / "export"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(readers.SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def verdict(*arguments: object) -> tuple[int, str]:
    """Exit code and first line."""
    done = run(*arguments)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()[0]


def told(*arguments: object) -> dict[str, Any]:
    done = run("--json", *arguments)
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == found["exit"]
    return found


def kept_head(size: int) -> str:
    scene = stories.whole()
    value = {
        "origin": scene.origin,
        "root": scene.state.root_at(size).hex(),
        "size": size,
        "time": "2018-11-17T12:00:00Z",
    }
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


# The file itself -------------------------------------------------------------------------------


def test_it_needs_nothing_but_python_and_asserts_nothing() -> None:
    tree = ast.parse(readers.SCRIPT.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        assert not isinstance(node, ast.Assert)
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found.add(node.module.partition(".")[0])
    assert found - sys.stdlib_module_names == {"cryptography"}


def test_it_knows_every_kind_and_the_story_tells_each() -> None:
    verifier = readers.load()
    kinds = set(verifier.KINDS)
    assert kinds == set(verifier.RULES) | {"witness"}
    assert kinds == {entry.kind for entry in stories.whole().entries}


# What holds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), ("--pure",), ("--jobs", "2")])
def test_a_whole_record_is_consistent_in_itself(whole: Path, options: tuple[str, ...]) -> None:
    assert verdict(whole, *options) == (1, ALONE)


def test_it_runs_without_anything_installed(whole: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(readers.SCRIPT), str(whole)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, ALONE)


def test_what_was_kept_is_found_in_it(whole: Path, tmp_path: Path) -> None:
    scene = stories.whole()
    leaves = [entry.leaf for entry in scene.entries]
    kept = tmp_path / "head.json"
    kept.write_text(kept_head(40))
    card = tmp_path / "opening.tlog-proof"
    head = scene.head("kelly", "lewis", size=30)
    card.write_bytes(receipts.make(scene.entries[0], leaves, head, []).text())
    note = tmp_path / "head.note"
    note.write_text(str(scene.head("ortiz", size=50)))
    code = scene.state.root_at(33).hex()[:16]
    for anchor in (
        kept,
        card,
        note,
        code.upper(),
        f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12:]}",
    ):
        assert verdict(whole, "--anchor", anchor) == (0, HOLDS), anchor
    found = told(whole, "--anchor", kept, "--anchor", card)
    assert [one["size"] for one in found["anchors"]] == [40, 30]


def test_a_zip_is_read_as_its_folder_is(whole: Path, tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in whole.rglob("*"):
            if path.is_file():
                made.write(path, f"export/{path.relative_to(whole)}")
    assert verdict(archive, "--anchor", stories.whole().state.root_at(20).hex()[:16]) == (0, HOLDS)


def test_quick_never_says_that_it_holds(whole: Path) -> None:
    code = stories.whole().state.root_at(20).hex()[:16]
    found = told(whole, "--quick", "--anchor", code)
    assert (found["exit"], found["verdict"]) == (1, "consistent")
    assert found["sentence"] == "The record is consistent in itself as far as a quick look goes."
    assert any("--quick" in what for what in found["skipped"])


def test_it_tells_who_answered_and_who_cosigned(whole: Path) -> None:
    found = told(whole)
    assert found["size"] == len(stories.whole().entries)
    assert found["observers_at_rulings"]["lee"]["decline"] == 1
    assert found["observers_at_heads"]["ortiz"]["signed"] == 1
    assert found["heads_not_cosigned"] == []
    assert found["withheld"] == {"reasons": 5}
    assert found["late_objections"] == []
    said = run(whole).stdout.splitlines()
    assert "Rulings, observer lee: objected 3, declined 1, silent 4" in said


def test_a_reader_who_has_seen_enough_changes_no_verdict(whole: Path) -> None:
    code = stories.whole().state.root_at(20).hex()[:16]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run(
            [sys.executable, str(readers.SCRIPT), str(whole), "--anchor", code],
            stdout=gone, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


# What is withheld --------------------------------------------------------------------------------


def spoiled(folder: Path, change: Callable[[Files], object]) -> Path:
    """The folder with files changed and a true manifest over them."""
    scene = stories.whole()
    files = exports.files_of(scene)
    change(files)
    shutil.rmtree(folder)
    return exports.write(folder, exports.with_manifest(scene, files))


def without(*starts: str) -> Callable[[Files], object]:
    def change(files: Files) -> None:
        for name in list(files):
            if name.startswith(starts):
                del files[name]

    return change


@pytest.mark.parametrize("what", ["openings.jsonl", "manifests/", "counts/", "manifests/ counts/"])
def test_what_is_withheld_is_counted_and_fails_nothing(folder: Path, what: str) -> None:
    found = told(spoiled(folder, without(*what.split())))
    assert found["verdict"] == "consistent", found["sentence"]
    assert sum(found["withheld"].values()) > 5
    assert found["skipped"] or what == "openings.jsonl"


# What does not hold ------------------------------------------------------------------------------


def lines(change: Callable[[list[bytes]], object]) -> Callable[[Files], object]:
    """A change to the lines of the record."""

    def changed(files: Files) -> None:
        entries = files["record.jsonl"].splitlines()
        change(entries)
        files["record.jsonl"] = b"".join(line + b"\n" for line in entries)

    return changed


def at(index: int, old: bytes, new: bytes) -> Callable[[Files], object]:
    def change(entries: list[bytes]) -> None:
        assert old in entries[index]
        entries[index] = entries[index].replace(old, new, 1)

    return lines(change)


def first(kind: str) -> int:
    return next(e.index for e in stories.whole().entries if e.kind == kind)


RULE = first("rule")
CHANGES = {
    "a number": (at(RULE, b'"i":', b'"i":1'), RULE, "index"),
    "the end of a line": (
        lambda files: files.update({"record.jsonl": files["record.jsonl"][:-1]}),
        len(stories.whole().entries) - 1, "encoding",
    ),
    "the pile": (without("piles/"), first("pile"), "pile"),
    "the rules": (without("rules.toml"), 0, "file"),
    "the definition": (lambda f: f.update({"election.json": b"{}"}), 0, "file"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_found_at_its_entry(folder: Path, name: str) -> None:
    change, entry, code = CHANGES[name]
    found = told(spoiled(folder, change))
    assert (found["entry"], found["class"]) == (entry, code), found["sentence"]
    assert found["exit"] == 3
    assert found["sentence"].startswith(f"The record does not hold at entry {entry} because ")


@pytest.mark.parametrize("start", ["manifests/", "counts/"])
def test_a_file_that_does_not_fit_its_hash_is_held_against_its_import(
    folder: Path, start: str
) -> None:
    def change(files: Files) -> None:
        name = stories.whole().entries[first("import")].body
        path = f"manifests/{name['manifest']}.jsonl" if start == "manifests/" else (
            f"counts/{name['counts']}.json"
        )  # fmt: skip
        files[path] = files[path].replace(b"101", b"102")

    found = told(spoiled(folder, change))
    assert (found["entry"], found["class"]) == (first("import"), "file")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("tally.json", "tally"),
        ("head.note", "head"),
        ("recount.tlog-policy", "file"),
        ("MANIFEST.json", "file"),
    ],
)
def test_another_file_beside_the_record_is_named(folder: Path, name: str, code: str) -> None:
    def change(files: Files) -> None:
        if name != "MANIFEST.json":
            files[name] = files[name].replace(b"s", b"S", 1)

    spoiled(folder, change)
    if name == "MANIFEST.json":
        (folder / "tally.json").write_bytes(b"{}")
    found = told(folder)
    assert (found["entry"], found["class"]) == (None, code)
    place = "tally.json" if name == "MANIFEST.json" else name
    assert found["sentence"].startswith(f"The record does not hold in {place} because ")


def test_a_file_nobody_signed_for_is_named(folder: Path) -> None:
    (folder / "more.txt").write_text("Hello.")
    assert "Not covered by MANIFEST.json: more.txt" in run(folder).stdout


def test_a_signature_by_another_key_is_found_wherever_it_stands(folder: Path) -> None:
    scene = stories.whole()
    entry = scene.entries[RULE]
    stranger = SigningKey(bytes(32))
    pairs = [(k, sign_act(entry.body, scene.origin, stranger)) for k, _ in entry.signatures]
    forged = assemble(entry.body, entry.index, [entry.signatures[0], pairs[1]])

    def change(entries: list[bytes]) -> None:
        entries[RULE] = forged.raw

    for options in ((), ("--pure",)):
        found = told(spoiled(folder, lines(change)), *options)
        assert (found["entry"], found["class"]) == (RULE, "signature")


# What was kept and does not agree ------------------------------------------------------------


def test_a_record_whose_end_was_cut_off_is_shorter(folder: Path) -> None:
    scene = stories.whole()
    size = first("import") + 1
    files = exports.files_of(scene, scene.entries[:size])
    files["tally.json"] = b"{}"
    shutil.rmtree(folder)
    exports.write(folder, exports.with_manifest(scene, files))
    head = folder.parent / "kept.json"
    head.write_text(kept_head(size + 5))
    verifier = readers.load()
    record = verifier.Record(verifier.Folder(folder))
    assert verifier.read_record(record, verifier.Signatures(jobs=1, pure=False)) is None
    assert verifier.compare(record, str(head)).result == "shorter"
    code = scene.state.root_at(size + 1).hex()[:16]
    assert verifier.compare(record, code).result == "shorter"
    assert verifier.compare(record, scene.state.root_at(size).hex()[:16]).result == "contained"


def test_shorter_and_two_records_are_verdicts(whole: Path, tmp_path: Path) -> None:
    longer, other = tmp_path / "longer.json", tmp_path / "other.json"
    longer.write_text(kept_head(40).replace('"size":40', '"size":4000'))
    other.write_text(kept_head(40).replace('"size":40', '"size":41'))
    assert verdict(whole, "--anchor", longer) == (3, SHORTER)
    assert verdict(whole, "--anchor", other) == (3, TWO)
    assert verdict(whole, "--anchor", longer, "--anchor", other) == (3, TWO)
    assert verdict(whole, "--anchor", "0000-0000-0000-0000") == (3, SHORTER)


def test_an_anchor_of_another_recount_proves_nothing(whole: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(kept_head(40).replace("test.fl.us", "else.fl.us"))
    found = told(whole, "--anchor", other)
    assert (found["verdict"], found["anchors"][0]["result"]) == ("consistent", "refused")


@pytest.mark.parametrize("place", range(0, 3000, 97))
def test_a_receipt_with_a_changed_byte_is_never_contained(
    whole: Path, tmp_path: Path, place: int
) -> None:
    scene = stories.whole()
    leaves = [entry.leaf for entry in scene.entries]
    data = bytearray(receipts.make(scene.entries[RULE], leaves, scene.head("kelly"), []).text())
    data[place % len(data)] ^= 1
    card = tmp_path / "card"
    card.write_bytes(data)
    verifier = readers.load()
    record = verifier.Record(verifier.Folder(whole))
    verifier.read_record(record, verifier.Signatures(jobs=1, pure=False))
    assert verifier.compare(record, str(card)).result != "contained"


# What cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [("nowhere",), (".", "--anchor", "nothing"), ("--hello",), ()]
)
def test_what_cannot_be_read_ends_with_a_sentence_and_2(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, str(readers.SCRIPT), *arguments],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
