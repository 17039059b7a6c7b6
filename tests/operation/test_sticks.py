"""Sticks: what people take along, and what it finds when they come back."""

import errno
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from adjudicator.services.exporting.export import export_record
from adjudicator.services.proof.ends import finish
from adjudicator.services.proof.media import keep_heads, write_stick
from adjudicator.services.recount import open_recount
from adjudicator.storage import stick as sticks
from adjudicator.storage.files import append_durably
from adjudicator.storage.stick import KEPT, Stick
from tests.operation.night import Night
from tests.services.proof.scenes import all_closed, close
from tests.support.scene import Sheet


def test_who_signs_out_takes_the_record_along(night: Night) -> None:
    """The stick of an evening.

    Given Ortiz signed in with a blank stick
    When the team rules and Ortiz signs out
    Then the stick holds every entry byte for byte, and Ortiz's head
    And no name, no opening, no key and no image is on it
    And in the morning the sign-in says what was compared
    """
    night.signs_in("ortiz", str(night.stick))
    night.scene.sit("ada", "ben")
    told = night.signs_out("ortiz")
    assert told.place == night.stick
    assert told.sentence == f"Record code {night.code} is kept on {night.stick}."
    assert night.entries_on_the_stick() == night.entries_here()
    names = {p.name for p in night.stick.rglob("*") if p.is_file()}
    assert names == {
        *("ortiz.json", "record.jsonl", "recount.json", "election.json", "rules.toml", ".lock"),
        "recount.tlog-policy",
    }
    assert not any(b"Olga Ortiz" in p.read_bytes() for p in night.stick.rglob("*") if p.is_file())
    head = [night.scene.recount.state.size, night.scene.recount.state.root.hex()]
    seat = night.signs_in("ortiz", str(night.stick))
    assert night.kept_in_the_record(seat) == head


def test_without_a_stick_the_code_is_told_to_be_noted(night: Night) -> None:
    """Paper serves as well.

    When Lee signs out without a stick
    Then the code to note is told, and typed at the next sign-in it is compared
    But a digit wrong refuses, and names what may be the matter
    """
    night.signs_in("lee")
    told = night.signs_out("lee")
    assert told.sentence == f"Note by hand: record code {night.code}, at {told.size} entries."
    night.scene.sit("ada")
    seat = night.signs_in("lee", told.code.replace("-", " ").lower())
    root = night.scene.recount.state.root_at(told.size).hex()
    assert night.kept_in_the_record(seat) == [told.size, root]
    night.signs_out("lee")
    night.tries_to_sign_in("lee", "0000-0000-0000-0000")
    night.the_refusal_says("this record never had the code 0000-0000-0000-0000")
    night.the_refusal_says("Compare each digit")
    assert not night.scene.recount.only_read
    assert night.kept_in_the_record(night.signs_in("lee")) is None


def test_a_restored_snapshot_is_found_by_a_stick(night: Night) -> None:
    """The whole machine is put back by an hour.

    Given a stick was written after the snapshot
    When the snapshot is put back and the stick is brought
    Then nobody is signed in: "this is an older copy"
    And the folder can only be read from now on, for the stick's entry is signed by the record;
        also when it is opened anew
    And the stick is left as it is
    """
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    night.a_snapshot_is_taken()
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    before = {p: p.read_bytes() for p in night.stick.rglob("*") if p.is_file()}
    night.the_snapshot_is_put_back()
    assert not night.scene.recount.only_read
    night.tries_to_sign_in("ortiz", str(night.stick))
    night.the_refusal_says("Nobody was signed in: this is an older copy.")
    assert night.scene.recount.only_read.startswith("this is an older copy.")
    night.tries_to_sign_in("ada")
    night.the_refusal_says("this is an older copy.")
    night.opens_again()
    assert "this is an older copy." in night.scene.recount.only_read
    assert {p: p.read_bytes() for p in night.stick.rglob("*") if p.is_file()} == before


def test_two_branches_are_found_and_both_are_kept(night: Night) -> None:
    """A snapshot that was worked on.

    Given the snapshot was put back and the table went on for longer than the stick reaches
    When the stick is brought
    Then nobody is signed in: there are two records with one origin
    """
    night.a_snapshot_is_taken()
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    before = night.entries_on_the_stick()
    night.the_snapshot_is_put_back()
    night.scene.sit("ada", "ben", "lee")
    night.tries_to_sign_in("ortiz", str(night.stick))
    night.the_refusal_says("there are two records with one origin")
    night.the_refusal_says("Keep both, and call the board.")
    assert night.scene.recount.only_read
    night.opens_again()
    assert night.scene.recount.only_read.startswith("there are two records with one origin.")
    assert night.entries_on_the_stick() == before


def test_a_made_up_head_stops_nobody_else(night: Night) -> None:
    """A file in somebody's pocket.

    Given Lee brings a head of a million entries that nobody signed
    Then Lee is not signed in with it, and everybody else goes on
    """
    forged = night.place / "head.json"
    origin = night.scene.recount.origin
    told = {"origin": origin, "root": "ab" * 32, "size": 1_000_000, "time": 0}
    forged.write_text(json.dumps(told, sort_keys=True, separators=(",", ":")))
    night.tries_to_sign_in("lee", str(forged))
    night.the_refusal_says("head.json has 1000000")
    assert not night.scene.recount.only_read
    night.signs_in("ada")
    night.signs_in("lee")


def test_a_made_up_stick_stops_nobody_else(night: Night) -> None:
    """The same with entries.

    Given the last entry on Lee's stick was altered
    Then it is refused as damaged or made up, and everybody else goes on
    """
    night.signs_in("lee", str(night.stick))
    night.signs_out("lee")
    (record,) = night.stick.rglob("record.jsonl")
    raw = record.read_bytes()
    record.write_bytes(raw[:-20] + bytes([raw[-20] ^ 1]) + raw[-19:])
    night.tries_to_sign_in("lee", str(night.stick))
    night.the_refusal_says("is signed by no key of this record, so it is damaged or made up")
    assert not night.scene.recount.only_read
    night.signs_in("lee")


def test_a_true_entry_in_another_place_stops_nobody_else(night: Night) -> None:
    """Anybody may copy what anybody can read.

    Given Lee set an old entry of the record down once more at the end of a stick
    Then it is refused as made up, though its signatures are good, and everybody else goes on
    """
    night.signs_in("lee", str(night.stick))
    night.signs_out("lee")
    (record,) = night.stick.rglob("record.jsonl")
    with record.open("ab") as out:
        out.write(night.entries_here()[3] + b"\n")
    night.tries_to_sign_in("lee", str(night.stick))
    night.the_refusal_says("repeats an act this record has elsewhere, so it is damaged or made up")
    assert not night.scene.recount.only_read
    night.signs_in("lee")


def test_two_windows_write_one_stick_without_doubling_an_entry(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clerk opened the program twice.

    Given one stick is known to two windows of one folder
    When the other one writes to it just before this one does
    Then every entry is on it once
    """
    mine = night.scene.recount
    other = open_recount(night.scene.path)
    stick = Stick(night.stick)
    stick.begin()
    write = stick.write

    def late(*told: object) -> None:
        write_stick(other, Stick(night.stick), "lee")
        write(*told)  # type: ignore[arg-type]  # as it is asked

    monkeypatch.setattr(stick, "write", late)
    write_stick(mine, stick, "ortiz")
    other.close()
    assert night.entries_on_the_stick() == night.entries_here()


def test_a_link_into_the_recount_folder_is_no_stick(night: Night) -> None:
    """Outside is outside, by whatever name."""
    link = night.place / "link"
    link.symlink_to(night.scene.path)
    night.tries_to_sign_in("lee", str(link))
    night.the_refusal_says("what is kept must lie outside")


def test_a_stick_of_another_record_keeps_both_apart(night: Night) -> None:
    """One stick, two recounts.

    Given a stick holds another recount
    When Ortiz keeps this one on it
    Then the other is untouched, beside it
    """
    other = night.stick / KEPT / "other.gov_x" / "ortiz.json"
    other.parent.mkdir(parents=True)
    other.write_text("{}")
    night.signs_in("ortiz", str(night.stick))
    assert night.signs_out("ortiz").place == night.stick
    assert other.read_text() == "{}"
    assert night.entries_on_the_stick() == night.entries_here()


def test_a_stick_that_was_pulled_stops_nobody(night: Night) -> None:
    """Gone before the sign-out.

    When the stick is pulled and Ortiz signs out
    Then the sign-out stands, and the code is told to be noted
    And an empty mount point is no stick: nothing is written to the machine's own disk
    """
    night.signs_in("ortiz", str(night.stick))
    shutil.rmtree(night.stick)
    night.stick.mkdir()
    told = night.signs_out("ortiz")
    assert told.place is None
    assert "is not there" in told.sentence
    assert f"Note by hand: record code {night.code}" in told.sentence
    assert not list(night.stick.iterdir())


def test_a_stick_pulled_while_it_is_written_goes_on_where_it_was(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a line.

    Given a stick is pulled while an entry is written to it
    Then that is told, and the record here is whole
    When it is brought again
    Then the half line is taken away and every entry is on it, once, byte for byte
    """
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    night.signs_in("ortiz", str(night.stick))

    def pulled(path: Path, lines: Iterable[bytes]) -> None:
        whole = b"".join(line + b"\n" for line in lines)
        with path.open("ab") as out:
            out.write(whole[: len(whole) // 2 + 7])
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(sticks, "append_durably", pulled)
    told = night.signs_out("ortiz")
    assert told.place is None
    assert "could not be written (Input/output error)" in told.problem
    monkeypatch.setattr(sticks, "append_durably", append_durably)
    (record,) = night.stick.rglob("record.jsonl")
    assert not record.read_bytes().endswith(b"\n")
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    assert night.entries_on_the_stick() == night.entries_here()


def test_a_stick_pulled_while_people_cosign(night: Night) -> None:
    """At a close.

    Given Ada brought a stick, and the team ruled on everything
    When the stick is pulled and the team closes the batch
    Then the close stands and is cosigned, for each head is kept on this computer too
    And the code is told to be noted
    """
    night.signs_in("ada", str(night.stick))
    night.scene.sit("ben")
    night.scene.import_sheets([Sheet(1)])
    night.scene.pile()
    night.the_team_rules(9)
    shutil.rmtree(night.stick)
    night.scene.close_batches(*[b.number for b in night.scene.batches()])
    data = night.scene.recount.state.data
    assert {"ada", "ben"} <= data.cosigned.keys()
    (told,) = keep_heads(night.scene.recount, ["ada"])
    assert told.place is None
    assert f"Note by hand: record code {night.code}" in told.sentence


def test_a_close_writes_the_sticks_of_those_who_sign(night: Night) -> None:
    """Without being asked.

    Given Ada brought a stick
    When the team closes a batch
    Then the stick holds the record with the close and its cosignatures
    """
    night.signs_in("ada", str(night.stick))
    night.scene.sit("ben")
    night.scene.import_sheets([Sheet(1)])
    night.scene.pile()
    night.the_team_rules(9)
    night.scene.close_batches(*[b.number for b in night.scene.batches()])
    assert night.entries_on_the_stick() == night.entries_here()


def test_whoever_cosigns_the_end_takes_it_home(night: Night) -> None:
    """The last close, and the finish.

    Given Kelly brought a stick
    When the board closes the contests and finishes the recount
    Then the stick holds the record to its very end, cosignatures and all
    """
    night.signs_in("kelly", str(night.stick))
    scene = all_closed(night.scene)
    close(scene, "mayor")
    assert night.entries_on_the_stick() == night.entries_here()
    close(scene, "council")
    export_record(scene.recount, night.place / "out", scene.identity("cora"))
    finish(scene.recount, scene.board())
    assert night.entries_on_the_stick() == night.entries_here()


def test_half_an_entry_the_folder_has_not_got_is_not_written_over(night: Night) -> None:
    """The last thing a burning machine wrote.

    Given a stick was pulled while an entry was written that the folder does not have any more
    When it is brought
    Then the half entry is no slip of ours to be tidied: nothing is written, and it is said
    """
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    night.a_snapshot_is_taken()
    night.signs_in("lee")
    (record,) = night.stick.rglob("record.jsonl")
    with record.open("ab") as out:
        out.write(night.entries_here()[-1][:100])
    before = record.read_bytes()
    night.the_snapshot_is_put_back()
    night.tries_to_sign_in("ortiz", str(night.stick))
    night.the_refusal_says("Keep the stick as it is, and take another.")
    assert record.read_bytes() == before


def test_a_station_that_locks_writes_the_sticks_that_are_there(night: Night) -> None:
    """Everybody went for a pizza.

    Given Ortiz brought a stick, and Lee none
    When the station locks
    Then the stick holds the record to its end
    """
    night.signs_in("ortiz", str(night.stick))
    night.signs_in("lee")
    assert night.scene.seating.lock() == 2
    assert night.entries_on_the_stick() == night.entries_here()


def test_somebody_else_s_stick_is_compared_as_well(night: Night) -> None:
    """Two people share one.

    Given a stick with the record, and no head of Lee's on it
    When Lee brings it
    Then the sign-in says up to where the record was compared
    """
    night.signs_in("ortiz", str(night.stick))
    night.signs_out("ortiz")
    head = list(night.scene.recount.state.head)
    assert night.kept_in_the_record(night.signs_in("lee", str(night.stick))) == head
