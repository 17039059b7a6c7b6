"""What ``verify`` says of a record that holds, and of one that was tampered with."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.services.errors import UsageError
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.services.verifying.anchors import Anchor, read_anchor
from adjudicator.services.verifying.verdicts import Outcome, Verdict
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.kept_heads import KeptHead
from tests.assets.bad import beside
from tests.support.boardroom import Boardroom
from tests.support.exports import copied, exported, played, rewrite


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boardroom]:
    made = played(tmp_path_factory.mktemp("played"))
    yield made
    made.recount.close()


@pytest.fixture(scope="module")
def export(room: Boardroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "out"
    exported(room, out)
    return out


def kept(room: Boardroom, size: int, root: str | None = None) -> Anchor:
    """A kept head of this record, as it reads from its file."""
    state = room.recount.state
    root = state.root_at(size).hex() if root is None else root
    path = room.recount.folder.path.parent / f"kept-{size}.json"
    path.write_bytes(KeptHead(room.recount.origin, size, root, 0).data())
    return read_anchor(str(path))


def test_a_folder_and_its_export_hold_but_are_compared_with_nothing(
    room: Boardroom, export: Path
) -> None:
    for path in (room.recount.folder.path, export):
        verdict = verify(path, jobs=1)
        assert (verdict.outcome, verdict.exit_code) == (Outcome.ALONE, 1), verdict
        assert verdict.sentence == (
            "The record is consistent in itself, compared with nothing from outside."
        )


def test_with_what_was_kept_it_holds_and_contains_all(room: Boardroom, export: Path) -> None:
    code = room.recount.state.code
    size = verify(export, jobs=1).size
    verdict = verify(export, [kept(room, size), kept(room, 3)], jobs=1)
    assert (verdict.outcome, verdict.exit_code) == (Outcome.HOLDS, 0)
    assert verdict.sentence == "The record holds, and contains all you kept."
    assert verify(room.recount.folder.path, [read_anchor(code)], jobs=1).outcome is Outcome.HOLDS


def test_a_record_that_is_shorter_or_another_is_told_apart(room: Boardroom, export: Path) -> None:
    size = verify(export, jobs=1).size
    longer = verify(export, [kept(room, 3), kept(room, size + 1)], jobs=1)
    assert (longer.outcome, longer.exit_code) == (Outcome.SHORTER, 3)
    assert longer.sentence == "The record is shorter than what you kept."
    other = verify(export, [kept(room, 3, "ab" * 32), kept(room, size + 1)], jobs=1)
    assert (other.outcome, other.exit_code) == (Outcome.TWO, 3)
    assert other.sentence == "There are two records with one origin."
    never = verify(export, [read_anchor("0000-1111-2222-3333")], jobs=1)
    assert (never.outcome, never.exit_code) == (Outcome.SHORTER, 3)
    assert "cannot be told from a code alone" in never.compared[0].words


def test_an_anchor_of_another_record_counts_for_nothing(export: Path, tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    path.write_bytes(KeptHead("volusia.fl.us/2018/" + "0" * 20, 3, "ab" * 32, 0).data())
    verdict = verify(export, [read_anchor(str(path))], jobs=1)
    assert verdict.outcome is Outcome.ALONE
    assert "is of another record" in verdict.compared[0].words


def test_a_packed_export_is_told_to_be_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    packed.write_bytes(b"PK")
    with pytest.raises(UsageError, match=r"is a file.* Unpack it"):
        verify(packed)


@pytest.mark.parametrize("text", ["4C1F", "no-such-file", "4C1F-88A2-03D7-9B5G"])
def test_what_is_neither_a_code_nor_a_file_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"neither a record code .* nor a file"):
        read_anchor(text)


def test_a_damaged_card_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "card.tlog-proof"
    path.write_bytes(b"c2sp.org/tlog-proof@v1\nindex 3\n")
    with pytest.raises(UsageError, match="no card, receipt or kept head, or it was damaged"):
        read_anchor(str(path))


def test_a_folder_without_a_record_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"neither record\.jsonl nor record\.db"):
        verify(tmp_path)


def test_the_number_of_processes_changes_nothing(export: Path, tmp_path: Path) -> None:
    alone, two = verify(export, jobs=1), verify(export, jobs=2)
    assert alone == two
    bad = copied(export, tmp_path / "bad")
    rewrite(bad / "record.jsonl", _other_signature(12))
    assert verify(bad, jobs=1) == verify(bad, jobs=2)


# Tampering -----------------------------------------------------------------------------------


def _line(index: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def changed(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[index] = change(lines[index])
        return b"\n".join(lines)

    return changed


def _other_signature(index: int) -> Callable[[bytes], bytes]:
    """Another good-looking signature on an entry: one of the entry before."""

    def changed(data: bytes) -> bytes:
        lines = data.split(b"\n")
        own, before = json.loads(lines[index]), json.loads(lines[index - 1])
        lines[index] = lines[index].replace(own["s"][0][1].encode(), before["s"][0][1].encode())
        return b"\n".join(lines)

    return changed


def broken(verdict: Verdict, place: int | str, code: str) -> None:
    """It does not hold at that entry, or in that file."""
    assert verdict.failure is not None, verdict
    assert (verdict.outcome, verdict.exit_code) == (Outcome.BROKEN, 3)
    where = f"at entry {place}" if isinstance(place, int) else f"in {place}"
    assert (verdict.failure.place, verdict.failure.code) == (where, code), verdict.failure
    assert verdict.sentence.startswith(f"The record does not hold {where} because ")
    assert verdict.sentence.count(". ") == 0


@pytest.mark.parametrize(
    ("name", "change", "place", "code"),
    [
        ("record.jsonl", _other_signature(12), 12, "signature"),
        ("record.jsonl", _line(9, lambda line: line.replace(b'"st":"', b'"st": "')), 9, "encoding"),
        (
            "record.jsonl",
            lambda data: b"".join(data.splitlines(keepends=True)[:-1]),
            "head.note",
            "head",
        ),
        ("record.jsonl", _line(5, lambda _line: b""), 5, "encoding"),
        ("election.json", lambda data: data + b" ", 0, "file"),
        ("rules.toml", lambda data: data + b"\n", 0, "file"),
        ("recount.tlog-policy", lambda data: data[:-1], "recount.tlog-policy", "file"),
        (
            "tally.json",
            lambda data: data.replace(b'"change":1', b'"change":2', 1),
            "tally.json",
            "file",
        ),
        ("verify_recount.py", lambda data: data + b"\n", "verify_recount.py", "file"),
    ],
)
def test_what_was_changed_is_named(
    export: Path,
    tmp_path: Path,
    name: str,
    change: Callable[[bytes], bytes],
    place: int | str,
    code: str,
) -> None:
    bad = copied(export, tmp_path / "bad")
    rewrite(bad / name, change)
    broken(verify(bad, jobs=1), place, code)


def test_an_opening_that_was_swapped_is_held_against_its_entry(
    export: Path, tmp_path: Path
) -> None:
    bad = copied(export, tmp_path / "bad")
    rewrite(bad / "openings.jsonl", lambda data: data.replace(b"Ada", b"Eva"))
    verdict = verify(bad, jobs=1)
    assert verdict.failure is not None
    assert verdict.failure.entry is not None
    broken(verdict, verdict.failure.entry, "seal")
    assert verdict.failure.kind == "enrol"


def test_a_manifest_that_was_changed_is_held_against_its_import(
    export: Path, tmp_path: Path
) -> None:
    bad = copied(export, tmp_path / "bad")
    (manifest,) = (bad / "manifests").iterdir()
    rewrite(manifest, lambda data: data.replace(b'"under":1', b'"under":0', 1))
    verdict = verify(bad, jobs=1)
    assert verdict.failure is not None
    assert (verdict.failure.kind, verdict.failure.code) == ("import", "file")


def test_withheld_openings_are_counted_and_the_rest_still_holds(
    export: Path, tmp_path: Path
) -> None:
    bad = copied(export, tmp_path / "bad")
    (bad / "openings.jsonl").write_bytes(b"")
    for manifest in (bad / "manifests").iterdir():
        manifest.unlink()
    rewrite(bad / "MANIFEST.json", lambda data: data)
    verdict = verify(bad, jobs=1)
    # The entries hold; that files listed are gone is what is wrong.
    assert verdict.failure is not None
    assert verdict.failure.file.startswith("manifests/")
    broken(verdict, verdict.failure.file, "file")
    assert any("rows are withheld" in line for line in verdict.skipped)
    assert "1 manifest is withheld or missing; what it hides was not checked." in verdict.skipped
    assert any("checks were left out" in line for line in verdict.skipped)


def test_an_image_that_was_swapped_is_found_unless_one_is_in_a_hurry(
    room: Boardroom, tmp_path: Path
) -> None:
    folder = copied(room.recount.folder.path, tmp_path / "folder")
    image = next(
        path
        for path in (folder / "images").rglob("??????????*")
        if path.is_file() and not path.name.startswith(".")
    )
    rewrite(image, lambda data: data + b"x")
    verdict = verify(folder, jobs=1)
    assert verdict.failure is not None
    assert (verdict.failure.kind, verdict.failure.code) == ("import", "file")
    quick = verify(folder, jobs=1, quick=True)
    assert quick.outcome is Outcome.ALONE
    assert quick.skipped == (
        "Images were not read: this was a quick look.",
        "The working tables were not compared with the record: this was a quick look.",
    )
    code = read_anchor(room.recount.state.code)
    hurried = verify(folder, [code], jobs=1, quick=True)
    assert (hurried.exit_code, hurried.compared[0].outcome) == (1, Outcome.HOLDS)
    assert hurried.sentence == ("The record is consistent in itself as far as a quick look goes.")


def test_a_database_written_behind_the_program_s_back_is_found(
    room: Boardroom, tmp_path: Path
) -> None:
    folder = copied(room.recount.folder.path, tmp_path / "folder")
    with sqlite3.connect(folder / "record.db") as database:
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        data = database.execute("SELECT data FROM entries WHERE i = 9").fetchone()[0]
        database.execute(
            "UPDATE entries SET data = ? WHERE i = 9", (data.replace(b"2018", b"2019"),)
        )
    database.close()
    verdict = verify(folder, jobs=1)
    assert verdict.failure is not None
    assert verdict.failure.entry == 9


# Working tables --------------------------------------------------------------------------------


@pytest.fixture
def folder(room: Boardroom, tmp_path: Path) -> Path:
    """A county's folder that may be changed."""
    return copied(room.recount.folder.path, tmp_path / "folder")


def behind_its_back(folder: Path, *statements: str) -> Verdict:
    """What is said of a folder whose database somebody wrote to."""
    with sqlite3.connect(folder / "record.db") as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    return verify(folder, jobs=1)


def test_working_tables_that_say_otherwise_are_named_and_the_record_holds(folder: Path) -> None:
    beside.projection_edited(folder)
    verdict = verify(folder, jobs=1)
    broken(verdict, "record.db", "tables")
    assert verdict.sentence == beside.TABLES_SENTENCE
    with closing(open_recount(folder)) as recount:
        assert not rebuild_tables(recount).identical
    assert verify(folder, jobs=1).outcome is Outcome.ALONE


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "DELETE FROM rulings WHERE rowid = (SELECT min(rowid) FROM rulings)",
            "rulings has 1 row missing",
        ),
        ("UPDATE head SET size = size - 1", "head has 1 row changed (size "),
        ("DROP TABLE papers", "its working tables cannot be read"),
        (
            "INSERT INTO released SELECT entry, 'isolated', entry FROM imports LIMIT 1",
            "released has 1 row too many",
        ),
    ],
)
def test_whatever_was_done_to_a_table_is_found(folder: Path, statement: str, told: str) -> None:
    verdict = behind_its_back(folder, statement)
    broken(verdict, "record.db", "tables")
    assert told in verdict.sentence


def test_a_folder_that_is_marked_as_another_record_s_is_found(folder: Path) -> None:
    rewrite(folder / "recount.json", lambda data: data.replace(b"/demo", b""))
    broken(verify(folder, jobs=1), "recount.json", "file")


def test_a_folder_with_two_records_is_refused(folder: Path, export: Path) -> None:
    shutil.copy(export / "record.jsonl", folder)
    with pytest.raises(UsageError, match=r"holds two records: record\.jsonl and record\.db"):
        verify(folder)
