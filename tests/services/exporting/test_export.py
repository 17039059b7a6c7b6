"""The minimal container: its files, its bytes, what is withheld, and when it is refused."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.ledger import canonical
from adjudicator.ledger.envelope import parse_entry
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.exporting import container
from adjudicator.services.exporting.export import export_record
from adjudicator.services.exporting.wording import told
from adjudicator.services.opening import Policy
from adjudicator.services.tallying import tally_document
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.folder import VERIFIER_FILE
from adjudicator.storage.record_files import record_files
from tests.support.boardroom import Boardroom
from tests.support.exports import exported, played


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boardroom]:
    made = played(tmp_path_factory.mktemp("played"))
    yield made
    made.recount.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_export_has_the_files_of_the_format(room: Boardroom, tmp_path: Path) -> None:
    size = room.recount.state.size
    made = exported(room, tmp_path / "out")
    found = contents(tmp_path / "out")
    fixed = {
        "MANIFEST.json",
        "MANIFEST.note",
        "record.jsonl",
        "head.note",
        "recount.tlog-policy",
        "election.json",
        "rules.toml",
        "openings.jsonl",
        "tally.json",
        "FORMAT.md",
        "verify_recount.py",
    }
    assert fixed <= found.keys()
    assert {name.split("/")[0] for name in found.keys() - fixed} == {"piles", "counts", "manifests"}
    listed = json.loads(found["MANIFEST.json"])
    assert listed == [
        [name, len(data), sha256(data).hexdigest()]
        for name, data in sorted(found.items())
        if not name.startswith("MANIFEST")
    ]
    assert found["record.jsonl"].count(b"\n") == size == made.size
    with room.recount.reading() as connection:
        tally = tally_document(connection, room.recount.election)
    assert json.loads(found["tally.json"]) == tally
    assert made.withheld == ()


def test_the_act_is_entered_afterwards_with_every_file(room: Boardroom, tmp_path: Path) -> None:
    made = exported(room, tmp_path / "out")
    assert made.entry == room.recount.state.size - 1
    line = next(line for index, line in enumerate(_lines(room)) if index == made.entry)
    body = parse_entry(line).body
    assert (body["kind"], body["size"], body["withheld"]) == ("export", made.size, [])
    named = dict(body["files"])
    found = contents(tmp_path / "out")
    assert named == {
        name: sha256(data).hexdigest() for name, data in found.items() if name != "MANIFEST.note"
    }


def _lines(room: Boardroom) -> Iterator[bytes]:
    return record_files(room.recount.folder.path).lines()


def test_the_same_record_number_and_clerk_give_the_same_bytes(
    room: Boardroom, tmp_path: Path
) -> None:
    size = room.recount.state.size
    exported(room, tmp_path / "first", at=size)
    exported(room, tmp_path / "second", at=size)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_a_newer_program_hands_out_the_verifier_named_at_the_opening(
    room: Boardroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = {VERIFIER_FILE: b"# another release", "FORMAT.md": b"another page"}
    monkeypatch.setattr(container, "read_bytes", lambda _folder, name: newer[name])
    kept = room.recount.folder.path / VERIFIER_FILE
    made = exported(room, tmp_path / "out")
    assert (tmp_path / "out" / VERIFIER_FILE).read_bytes() == kept.read_bytes()
    assert VERIFIER_FILE + " is not in it" not in " ".join(told(made))
    aside = kept.rename(tmp_path / "aside")
    without = exported(room, tmp_path / "without")
    aside.rename(kept)
    assert VERIFIER_FILE + " is not in it" in " ".join(told(without))
    for out in ("out", "without"):
        assert verify(tmp_path / out, jobs=1).outcome is Outcome.ALONE


def test_a_cosigned_head_is_handed_out_with_its_cosignatures(
    room: Boardroom, tmp_path: Path
) -> None:
    (witness, *_) = room.recount.state.data.covered_heads.values()
    exported(room, tmp_path / "out", at=witness)
    head = (tmp_path / "out" / "head.note").read_text()
    assert head.splitlines()[1] == str(witness)
    assert f"— {room.recount.origin}/kelly " in head


def test_what_the_policy_keeps_back_is_withheld_and_counted(tmp_path: Path) -> None:
    room = played(tmp_path / "room", Policy())
    made = exported(room, tmp_path / "out")
    found = contents(tmp_path / "out")
    assert found["openings.jsonl"] == b""
    assert not any(name.startswith("manifests/") for name in found)
    assert "tally.json" in found
    assert dict(made.withheld).keys() == {"manifests", "names", "rows", "words"}
    assert dict(made.withheld)["names"] == len(room.recount.state.roster())
    everything = exported(room, tmp_path / "all", everything=True)
    assert everything.withheld == ()
    assert b"Judge Kelly" in contents(tmp_path / "all")["openings.jsonl"]
    room.recount.close()


def test_a_place_that_is_taken_or_a_size_that_never_was_is_refused(
    room: Boardroom, tmp_path: Path
) -> None:
    size = room.recount.state.size
    (tmp_path / "there").mkdir()
    with pytest.raises(UsageError, match=r"exists already\. Nothing was written"):
        exported(room, tmp_path / "there")
    with pytest.raises(UsageError, match="inside the recount folder"):
        exported(room, room.recount.folder.path / "out")
    for at in (0, 3, size + 1):
        with pytest.raises(UsageError, match=rf"has {size} entries, and an export holds at least"):
            exported(room, tmp_path / "out", at=at)
    with pytest.raises(Refusal, match="a clerk has to sign"):
        export_record(room.recount, tmp_path / "out", None)
    assert room.recount.state.size == size


def test_an_export_the_record_does_not_tell_of_is_taken_away_again(
    room: Boardroom, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="signed by the clerk"):
        export_record(room.recount, tmp_path / "out", room.identity("kelly"), everything=True)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_runs_full_leaves_nothing_behind(
    room: Boardroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    size = room.recount.state.size
    monkeypatch.setattr("adjudicator.services.exporting.container.write_whole", full)
    with pytest.raises(OSError, match="No space left"):
        exported(room, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
    assert room.recount.state.size == size


def test_every_line_is_the_entry_s_exact_bytes(room: Boardroom, tmp_path: Path) -> None:
    exported(room, tmp_path / "out")
    for index, line in enumerate((tmp_path / "out" / "record.jsonl").read_bytes().splitlines()):
        assert canonical.encode(json.loads(line)) == line
        assert parse_entry(line).index == index
