"""Folders that are older than they should be, or on two machines at once."""

import argparse
import shutil
from pathlib import Path

import pytest

from adjudicator.cli import pile, restore, status
from adjudicator.services.errors import Refusal
from adjudicator.services.importing import Importer
from adjudicator.services.recount import open_recount
from adjudicator.services.restoring import restore as bring_back
from adjudicator.services.restoring import set_second_path
from adjudicator.services.seating import Seating
from adjudicator.storage.computers import last_writer, this_computer
from adjudicator.storage.kept_heads import STATION, KeptHead, KeptHeads
from tests.operation.night import Night
from tests.support.scene import Scene, Sheet, passphrase


def another_computer(night: Night) -> KeptHeads:
    """The place for heads of a machine that never saw this recount."""
    return KeptHeads(night.place / "another computer")


def the_folder_is_cloned(night: Night) -> Path:
    """With its keys, as onto a second machine."""
    clone = night.place / "second machine"
    home = night.scene.path.parent
    shutil.copytree(night.scene.path, clone / "recount")
    shutil.copytree(home / "keys", clone / "keys")
    return clone / "recount"


def test_a_folder_cloned_to_a_second_machine_can_only_be_read(night: Night) -> None:
    """A disk image on the spare laptop.

    Given the folder was copied to a second machine, with all keys
    When it is opened there
    Then it can be read, and nothing can be added: "this is a copy from another computer"
    And the first machine goes on
    """
    night.scene.sit("ada")
    clone = open_recount(the_folder_is_cloned(night), kept=another_computer(night))
    assert clone.only_read.startswith("this is a copy from another computer")
    assert "Go on at the other computer" in clone.only_read
    assert "restore the newest copy here" in clone.only_read
    size = clone.state.size
    with pytest.raises(Refusal, match="Nobody was signed in: this is a copy from another"):
        Seating(clone).sign_in("ben", passphrase("ben"))
    with pytest.raises(Refusal, match="Not imported: this is a copy from another"):
        Importer(clone, night.scene.source([Sheet(1)])).run(night.scene.identity("cora"))
    with pytest.raises(Refusal, match="Nothing was changed: this is a copy from another"):
        set_second_path(clone, night.place / "second")
    assert Seating(clone).end_left_sessions() == 0
    assert clone.state.size == size
    clone.close()
    night.signs_in("ben")


def test_where_the_first_machine_is_lost_the_copy_is_restored_on_purpose(night: Night) -> None:
    """The laptop went into the harbour.

    Given the only copy is the clone on the second machine
    When it is restored there into a new folder
    Then the recount goes on there, and that machine is the one that wrote last
    """
    night.scene.sit("ada", "ortiz")
    heads = another_computer(night)
    clone = the_folder_is_cloned(night)
    target = clone.parent / "new"
    bring_back(clone, target)
    new = open_recount(target, kept=heads)
    assert not new.only_read
    Seating(new).sign_in("ben", passphrase("ben"))
    assert last_writer(new.folder) == this_computer(heads.folder)
    new.close()
    again = open_recount(target, kept=heads)
    assert not again.only_read
    again.close()


def test_a_folder_that_goes_to_and_fro_is_known_on_both_machines(night: Night) -> None:
    """A folder on a shared disk.

    Given both machines have written to it, one after the other
    Then each has a head of it, and either goes on
    """
    heads = another_computer(night)
    night.scene.sit("ada")
    night.scene.recount.close()
    (night.scene.path / "station.json").unlink()
    night.opens_again(heads)
    night.signs_in("ben")
    night.opens_again()
    assert not night.scene.recount.only_read
    night.signs_in("ben")


def test_an_older_folder_is_known_by_this_computer(night: Night) -> None:
    """A backup is put back in the folder's place.

    Given this computer has seen more entries than the folder has
    When it is opened
    Then it can only be read: "this is an older copy", and nothing is lost by opening it
    """
    older = night.place / "older"
    shutil.copytree(night.scene.path, older)
    night.scene.sit("ada")
    night.scene.recount.close()
    shutil.rmtree(night.scene.path)
    shutil.copytree(older, night.scene.path)
    night.opens_again()
    assert night.scene.recount.only_read.startswith("this is an older copy.")
    night.tries_to_sign_in("ada")
    night.the_refusal_says("Nobody was signed in: this is an older copy.")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    for command in (pile, restore, status):
        command.add(commands)
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def test_commands_say_that_a_folder_can_only_be_read(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the command line.

    Given an older copy
    Then a command that writes refuses with the sentence before it asks for a passphrase
    And the status tells it first, and what is only read is read
    """
    older = night.place / "older"
    shutil.copytree(night.scene.path, older)
    night.scene.sit("ada")
    night.scene.recount.close()
    shutil.rmtree(night.scene.path)
    shutil.copytree(older, night.scene.path)
    with pytest.raises(Refusal, match="Not recorded: this is an older copy") as told:
        _run("pile", str(night.scene.path))
    assert told.value.exit_code == 1
    assert _run("status", str(night.scene.path)) == 1
    out = capsys.readouterr()
    assert "- This is an older copy. It has" in out.out
    assert "This folder can only be read: this is an older copy." in out.err


def test_a_restored_folder_that_is_short_says_how_much(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second path lagged.

    Given the second path ends before what this computer has seen
    When the folder is restored beside it
    Then the command counts what is missing, and names the only other way on
    """
    second = night.place / "second"
    set_second_path(night.scene.recount, second)
    set_second_path(night.scene.recount, None)
    night.scene.sit("ada", "ben")
    size = night.scene.recount.state.size
    target = night.scene.path.parent / "back"
    assert _run("restore", str(second), str(target)) == 1
    told = capsys.readouterr().out
    assert f"This computer has seen {size} entries, so at least 2 are missing" in told
    assert "adjudicator continue" in told
    back = Scene(open_recount(target), night.place)
    assert back.recount.only_read.startswith("this is an older copy.")
    back.recount.close()


def test_machines_that_share_a_database_have_one_record(
    fresh_postgres_url: str, tmp_path: Path
) -> None:
    """Two tables of a large county, each with a folder of its own.

    Given the folder of a recount in PostgreSQL is on a second machine
    When it is opened there
    Then it is no copy: people sign in and record, for the record is one
    """
    scene = Scene.make(tmp_path / "first", database=fresh_postgres_url)
    second = tmp_path / "second"
    shutil.copytree(scene.path, second / "recount")
    shutil.copytree(scene.path.parent / "keys", second / "keys")
    other = open_recount(second / "recount")
    assert not other.only_read
    Seating(other).sign_in("ada", passphrase("ada"))
    other.close()
    scene.sit("ben")
    assert {"ada", "ben"} <= {who for who, _ in scene.recount.state.data.sessions}
    scene.recount.close()


def test_a_copy_that_is_open_beside_its_original_adds_nothing_once_that_went_on(
    night: Night,
) -> None:
    """Two windows, and each has a folder of its own.

    Given the folder was copied on this computer, and both are open
    When the table goes on in one of them
    Then the other one adds nothing more: there is one record, not two
    """
    beside = night.scene.path.with_name("copy")
    shutil.copytree(night.scene.path, beside)
    copy = open_recount(beside)
    assert not copy.only_read
    night.signs_in("ada")
    with pytest.raises(Refusal, match="this is an older copy"):
        Seating(copy).sign_in("ben", passphrase("ben"))
    assert copy.only_read.startswith("this is an older copy")
    copy.close()
    night.signs_in("ben")


def test_the_computer_keeps_the_highest_head_whichever_window_is_last_to_say(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows on one folder.

    Given one records, and is held up before it keeps the head
    When the other one records meanwhile
    Then the head that is kept is that of the last entry
    """
    slow, quick = night.scene.recount, open_recount(night.scene.path)
    keep = slow.kept.save_highest

    def held_up(head: KeptHead, who: str) -> None:
        Seating(quick).sign_in("ben", passphrase("ben"))
        keep(head, who)

    monkeypatch.setattr(slow.kept, "save_highest", held_up)
    night.signs_in("ada")
    quick.close()
    kept = slow.kept.load(slow.origin, STATION)
    assert kept is not None
    assert kept.size == slow.state.size
