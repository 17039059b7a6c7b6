"""A lost folder comes back from its second path, as far as that reaches; the rest is told."""

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.cli import rebuild, restore
from adjudicator.domain.ballots import Lot
from adjudicator.domain.rulings import RevisionReason
from adjudicator.services.attesting import Answer
from adjudicator.services.errors import RecordDoesNotHold, Refusal, UsageError
from adjudicator.services.importing import Importer
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.services.restoring import restore as bring_back
from adjudicator.services.restoring import set_second_path
from adjudicator.services.status import recount_status
from tests.support.boardroom import OVERVOTE
from tests.support.scene import NO_CONSENSUS, ROSTER, Scene, Sheet
from tests.support.tables import contents


def _whole_story(place: Path) -> Scene:
    """A recount with two imports, every kind of act, and a second path."""
    scene = Scene.copy_of_constituted(place)
    set_second_path(scene.recount, place / "second")
    scene.sit()
    scene.import_sheets([Sheet(1), Sheet(2, ("ann",), ("cy",)), Sheet(3, lot=Lot.NOT_COUNTED)])
    scene.import_sheets([Sheet(4), Sheet(5, container="8"), Sheet(6, container="8")])
    scene.pile()
    entry = min(scene.recount.state.data.imports)
    scene.release(entry, Lot.NOT_COUNTED)
    for n, case in enumerate(scene.cases()):
        scene.rule(case, NO_CONSENSUS if n == 2 else None)
    batch = scene.cases()[0].batch
    scene.object_to("ortiz", scene.cases()[0])
    for number in {case.batch for case in scene.cases()}:
        scene.attest("lee", number, Answer.NONE)
    scene.close_batches(batch, observers=["lee"])
    scene.seating.sign_out("ortiz")
    return scene


@pytest.fixture
def story(tmp_path: Path) -> Scene:
    return _whole_story(tmp_path / "lost")


@pytest.fixture
def second(story: Scene) -> Path:
    return story.path.parent / "second"


def test_neither_the_log_key_nor_the_policy_of_a_damaged_copy_is_believed(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path / "lost")
    second = tmp_path / "second"
    set_second_path(scene.recount, second)
    scene.recount.close()
    for name in ("log.key", "recount.tlog-policy"):
        (second / name).write_bytes((second / name).read_bytes()[:-1])
    target = tmp_path / "back" / "recount"
    found = bring_back(second, target)
    assert not found.log_key
    assert not found.whole
    fixed = "recount.tlog-policy"
    assert (target / fixed).read_bytes() == (scene.path / fixed).read_bytes()


def test_everything_comes_back_identical(story: Scene, second: Path, tmp_path: Path) -> None:
    target = tmp_path / "back"
    before = {p: p.stat().st_mtime_ns for p in second.rglob("*")}
    found = bring_back(second, target)
    assert {p: p.stat().st_mtime_ns for p in second.rglob("*")} == before
    assert (found.entries, found.record_code) == (
        story.recount.state.size,
        story.recount.record_code(),
    )
    assert (found.cut, found.altered, found.missing_images, found.missing_texts) == (0, (), 0, 0)
    assert found.log_key
    assert found.missing_keys == tuple(sorted(person.person for person in ROSTER))

    back = open_recount(target)
    assert contents(back.store.engine) == contents(story.recount.store.engine)
    assert rebuild_tables(back).identical
    back.close()


def _bring_keys(story: Scene, place: Path) -> None:
    """Everyone brings the key file they kept, to where a folder restored in ``place`` looks."""
    kept = story.recount.folder.keys
    for key in kept.glob("*.key"):
        if key.name != "log.key":
            target = place / "keys" / kept.name
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(key, target)


def test_the_recount_goes_on_where_it_stopped(story: Scene, second: Path, tmp_path: Path) -> None:
    target = tmp_path / "back"
    bring_back(second, target)
    _bring_keys(story, tmp_path)
    again = Scene(open_recount(target), tmp_path / "more")
    again.sit()
    again.import_sheets([Sheet(9)])
    again.pile()
    case = next(c for c in again.cases() if c.ruling is None)
    again.rule(case)
    assert rebuild_tables(again.recount).identical
    again.recount.close()


@settings(max_examples=20)
@given(st.data())
def test_the_disk_pulled_at_any_byte(data: st.DataObject) -> None:
    """Whatever the last writes reached, the whole entries before them come back."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(_story_on_disk(), place / "second")
        record = place / "second" / "record.jsonl"
        raw = record.read_bytes()
        first = raw.index(b"\n") + 1
        end = data.draw(st.integers(first, len(raw)), label="record cut at")
        record.write_bytes(raw[:end])
        texts = place / "second" / "openings.jsonl"
        known = texts.read_bytes()
        texts.write_bytes(known[: data.draw(st.integers(0, len(known)), label="openings cut at")])

        found = bring_back(place / "second", place / "back")

        assert found.entries == raw[:end].count(b"\n")
        assert found.cut == end - (raw[:end].rindex(b"\n") + 1)
        back = open_recount(place / "back")
        assert rebuild_tables(back).identical
        back.close()


_ON_DISK: list[Path] = []


def _story_on_disk() -> Path:
    """The second path of the story, made once."""
    if not _ON_DISK:
        place = Path(tempfile.mkdtemp(prefix="adjudicator-story-"))
        _whole_story(place).recount.close()
        _ON_DISK.append(place / "second")
    return _ON_DISK[0]


def test_a_missing_image_is_told_and_its_case_waits(
    story: Scene, second: Path, tmp_path: Path
) -> None:
    case = next(c for c in story.cases() if c.row.ballot == "b6")
    image = case.row.images[0]
    (second / "images" / image[:2] / image).unlink()
    found = bring_back(second, tmp_path / "back")
    assert found.missing_images == 1
    _bring_keys(story, tmp_path)
    back = Scene(open_recount(tmp_path / "back"), tmp_path)
    status = recount_status(back.recount)
    assert status.missing_images == 1
    assert "1 image is missing. Their cases wait." in status.waiting
    back.sit("ada", "ben")
    shown = next(c for c in back.cases() if c.seal == case.seal)
    head = back.recount.state.head
    with pytest.raises(Refusal, match="an image of this ballot is missing"):
        back.rule(shown, replace(OVERVOTE, reason=RevisionReason.SAW_MORE))
    assert back.recount.state.head == head
    back.recount.close()


def test_a_damaged_image_is_left_out_and_named(story: Scene, second: Path, tmp_path: Path) -> None:
    image = story.cases()[0].row.images[0]
    damaged = second / "images" / image[:2] / image
    damaged.write_bytes(damaged.read_bytes()[:-1])
    found = bring_back(second, tmp_path / "back")
    assert found.altered == (f"images/{image[:2]}/{image}",)
    assert found.missing_images == 1


def _edit(path: Path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def test_an_edited_line_does_not_hold_and_nothing_is_left(
    story: Scene, second: Path, tmp_path: Path
) -> None:
    index = next(i for i in sorted(story.recount.state.data.rulings))
    _edit(second / "record.jsonl", b'"disp":"no_consensus"', b'"disp":"paper"')
    with pytest.raises(RecordDoesNotHold, match="does not hold at entry") as told:
        bring_back(second, tmp_path / "back")
    assert told.value.exit_code == 3
    assert int(str(told.value).split("entry ")[1].split(":")[0]) >= index
    assert not (tmp_path / "back").exists()
    assert not (tmp_path / "keys").exists() or not list((tmp_path / "keys").rglob("*.key"))


def test_a_list_of_sheets_that_is_missing_stops_in_words(
    story: Scene, second: Path, tmp_path: Path
) -> None:
    del story
    next((second / "manifests").iterdir()).unlink()
    with pytest.raises(Refusal, match="the list of its sheets is not on the second path"):
        bring_back(second, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_an_entry_of_a_newer_program_is_not_called_tampered(
    story: Scene, second: Path, tmp_path: Path
) -> None:
    del story
    _edit(second / "record.jsonl", b'"kind":"signout"', b'"kind":"hologram"')
    with pytest.raises(Refusal, match=r"hologram.*Use the newer program") as told:
        bring_back(second, tmp_path / "back")
    assert told.value.exit_code == 1


def test_without_its_log_key_the_folder_can_only_be_read(
    story: Scene, second: Path, tmp_path: Path
) -> None:
    (second / "log.key").unlink()
    assert not bring_back(second, tmp_path / "back").log_key
    _bring_keys(story, tmp_path)
    back = Scene(open_recount(tmp_path / "back"), tmp_path / "more")
    with pytest.raises(Refusal, match="This folder has no log key"):
        Importer(back.recount, back.source([Sheet(9)])).run(back.identity("cora"))
    back.recount.close()


def test_nothing_is_written_over(second: Path, tmp_path: Path) -> None:
    target = tmp_path / "back"
    target.mkdir()
    (target / "notes.txt").write_text("Keep me.")
    with pytest.raises(UsageError, match="already holds files"):
        bring_back(second, target)
    with pytest.raises(UsageError, match="is not a recount folder"):
        bring_back(tmp_path, tmp_path / "new")
    assert (target / "notes.txt").read_text() == "Keep me."


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    restore.add(commands)
    rebuild.add(commands)
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def test_the_commands_say_what_happened(
    story: Scene, second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, size = story.recount.record_code(), story.recount.state.size
    story.recount.close()
    with (second / "record.jsonl").open("ab") as out:
        out.write(b'{"b":{"about"')
    target = str(tmp_path / "back")

    assert _run("restore", str(second), target) == 1
    told = capsys.readouterr().out
    assert f"Restored {size} entries. Record code {code}." in told
    assert "The last line was cut off (13 bytes) and is left out" in told
    assert "Key files to bring from their holders: ada, ben, cora, kelly, lee" in told

    assert _run("copy", target) == 0
    assert "No second path is set." in capsys.readouterr().out
    assert _run("copy", target, str(second)) == 0
    assert "is up to date" in capsys.readouterr().out
    assert (second / "record.jsonl").read_bytes().count(b"\n") == size
    assert _run("copy", target, "--none") == 0

    assert _run("rebuild", target) == 0
    told = capsys.readouterr().out
    assert f"{size} entries were checked and replayed." in told
    assert "The working tables are what the record says." in told
