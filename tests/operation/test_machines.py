"""Disks that fill up, paths that die, clocks that run back, programs that meet."""

import errno
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from adjudicator.services.cosigning import cosign_head
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.ends import finish
from adjudicator.services.proof.finishing import open_completed
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.services.restoring import set_second_path
from adjudicator.services.seating import Seating
from adjudicator.storage import second_path
from adjudicator.storage.files import whole_lines
from tests.operation.night import Night
from tests.services.proof.scenes import ready_to_finish
from tests.support.scene import Scene, Sheet, passphrase


def test_a_disk_full_in_the_middle_of_a_ruling(night: Night) -> None:
    """The database may not grow by a page.

    Given the disk has no room left
    When the team rules
    Then nothing is recorded, and the sentence says so and what to do
    When there is room again
    Then the same keys record it, and the record and its tables agree
    """
    night.there_is_work()
    engine = night.scene.recount.store.engine
    before = night.entries_here()

    def no_room(connection: object, _record: object, _proxy: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # a SQLite connection
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        cursor.close()

    engine.dispose()
    event.listen(engine, "checkout", no_room)
    with pytest.raises(Refusal) as told:
        night.the_team_rules(5)
    event.remove(engine, "checkout", no_room)
    engine.dispose()
    assert "Not recorded: the disk or the database failed (database or disk is full)" in str(
        told.value
    )
    assert "nothing of this is kept. Make room" in str(told.value)
    assert night.entries_here()[: len(before)] == before
    night.the_team_rules(5)
    assert rebuild_tables(night.scene.recount).identical


def test_the_second_path_dies_in_the_middle_of_a_line(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stick behind the monitor is pulled.

    Given a second path
    When it dies while an entry is written to it
    Then the act is recorded all the same, and the lag is counted and told
    When it is plugged in again
    Then it catches up with the next act, byte for byte
    """
    second = night.place / "second"
    set_second_path(night.scene.recount, second)

    def dies(path: Path, lines: Iterable[bytes]) -> None:
        with path.open("ab") as out:
            out.write(b"".join(lines)[:11])
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(second_path, "append_durably", dies)
    night.signs_in("ada")
    mirror = night.scene.recount.store.mirror
    assert mirror.lag() == 1
    assert mirror.problem == "Input/output error"
    monkeypatch.undo()
    night.signs_in("ben")
    assert mirror.lag() == 0
    assert not mirror.problem
    assert whole_lines(second / "record.jsonl") == night.entries_here()


def test_the_second_path_is_gone_for_good(night: Night) -> None:
    """Nobody finds it again.

    When the second path's folder is gone
    Then the recount goes on, and says by how much the copy lags
    """
    second = night.place / "second"
    set_second_path(night.scene.recount, second)
    shutil.rmtree(second)
    second.write_text("No folder can be made here.")
    night.signs_in("ada")
    mirror = night.scene.recount.store.mirror
    assert (mirror.lag() or 0) >= 1
    assert mirror.problem


def test_a_copy_that_was_unplugged_is_not_begun_anew_under_its_mount_point(night: Night) -> None:
    """The other disk was pulled, and its mount point is an empty folder of this one.

    When the recount goes on to its finish
    Then nothing is written there, and the lag is told
    And the log key on the disk is named as one that could not be reached
    When the disk is there again
    Then its log key is destroyed as well, and it holds the record to its end
    """
    second = night.place / "second"
    set_second_path(night.scene.recount, second)
    away = second.rename(night.place / "away")
    second.mkdir()
    scene = ready_to_finish(night.scene, night.place / "out")
    assert (scene.recount.store.mirror.lag() or 0) > 1
    assert scene.recount.store.mirror.problem == "The folder of the copy is not there"
    assert finish(scene.recount, scene.board()).left == (second / "log.key",)
    assert not list(second.iterdir())
    second.rmdir()
    away.rename(second)
    scene.recount.close()
    night.scene = Scene(open_completed(scene.path), night.place)
    assert not (second / "log.key").exists()
    assert night.scene.recount.store.mirror.lag() == 0


class Clock:
    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


def test_a_clock_set_back_is_told_at_the_sign_in_and_stops_cosigning(night: Night) -> None:
    """The battery of the laptop was empty.

    Given the clock is two minutes behind what the record has seen, as two computers may be
    Then nothing is said
    When it is an hour behind, and Ada signs in, and Lee after her
    Then they are in, and each is told both times
    But nobody cosigns a head until the clock is right
    """
    path = night.scene.path
    identities = {p: night.scene.identity(p) for p in ("kelly", "lewis", "cora")}
    night.scene.recount.close()
    clock = Clock()
    night.scene = Scene(open_recount(path, clock=clock), night.place)
    night.scene._identities = identities
    night.signs_in("cora")
    clock.now -= timedelta(minutes=2)
    assert not night.signs_in("ben").told
    clock.now -= timedelta(minutes=58)
    for person in ("ada", "lee"):
        told = night.signs_in(person).told
        assert "This computer's clock says" in told
        assert "Set the clock right" in told
    clock.now += timedelta(hours=1)
    night.scene.import_sheets([Sheet(1)])
    clock.now -= timedelta(hours=1)
    with pytest.raises(Refusal, match=r"Recorded as entry .* Set the clock right"):
        night.scene.pile()
    clock.now += timedelta(hours=1)
    cosign_head(night.scene.recount, night.scene.board())
    night.the_team_rules()


def test_a_kept_head_that_was_damaged_stops_cosigning_and_says_where_it_lies(night: Night) -> None:
    """A bad block, or somebody's hand.

    Given what Kelly kept on this computer cannot be read
    When Kelly cosigns
    Then it is refused with where the file lies, and nobody's head is cosigned
    """
    recount = night.scene.recount
    damaged = recount.kept.path(recount.origin, "kelly")
    damaged.write_bytes(b"rubbish")
    with pytest.raises(Refusal, match=f"cannot be read .* Nothing was cosigned. Look at {damaged}"):
        cosign_head(recount, night.scene.board())
    assert damaged.read_bytes() == b"rubbish"


def test_two_programs_on_one_folder_are_two_stations(night: Night) -> None:
    """A window and a second window.

    Given the recount is open in one window
    When another one opens the same folder
    Then each is a station of its own, nobody is signed out, and both record
    """
    night.signs_in("ada")
    other = open_recount(night.scene.path)
    assert (night.scene.recount.station, other.station) == ("s1", "s2")
    assert other.open_elsewhere
    second = Seating(other)
    assert second.end_left_sessions() == 0
    second.sign_in("ben", passphrase("ben"))
    night.signs_in("lee")
    sessions = night.scene.recount.state.data.sessions
    assert {("ada", "s1"), ("ben", "s2"), ("lee", "s1")} <= set(sessions)
    other.close()
