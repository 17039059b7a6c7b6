"""A station's name is held by one living program, on this machine or on any that share a record."""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import create_engine

from adjudicator.ledger import origin
from adjudicator.ledger.origin import Purpose
from adjudicator.storage.database import open_engine
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.stations import HeldStation, hold_station

ORIGIN = str(origin.make("Marsh County", "Town Election", Purpose.REHEARSAL))


def _folder(path: Path) -> RecountFolder:
    return RecountFolder.create(path, ORIGIN)


def _take(folder: RecountFolder) -> HeldStation:
    return hold_station(folder, open_engine(folder), frozenset)


def test_each_window_is_another_station_and_knows_of_the_other(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "recount")
    first = _take(folder)
    assert (first.name, first.others()) == ("s1", ())
    second = _take(folder)
    assert (second.name, second.others()) == ("s2", ("s1",))
    assert first.others() == ("s2",)
    first.release()
    assert second.others() == ()
    assert _take(folder).name == "s1"


def _hold_until_killed(path: Path, tell: Connection) -> None:
    held = _take(RecountFolder.open(path))
    tell.send(held.name)
    tell.recv()


def test_a_name_dies_with_its_process(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "recount")
    here, there = multiprocessing.Pipe()
    spawning = multiprocessing.get_context("spawn")
    other = spawning.Process(target=_hold_until_killed, args=(folder.path, there))
    other.start()
    assert here.recv() == "s1"
    second = _take(folder)
    assert second.name == "s2"
    other.kill()
    other.join()
    assert _take(folder).name == "s1"


def test_on_one_machine_the_record_does_not_keep_a_name_from_being_taken_again(
    tmp_path: Path,
) -> None:
    folder = _folder(tmp_path / "recount")
    held = hold_station(folder, open_engine(folder), lambda: {"s1", "s2"})
    assert held.name == "s1"


def test_machines_that_share_a_record_never_share_a_name(tmp_path: Path, postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    one, two = _folder(tmp_path / "one"), _folder(tmp_path / "two")
    first = hold_station(one, engine, frozenset)
    second = hold_station(two, engine, frozenset)
    assert (first.name, second.name) == ("s1", "s2")
    first.release()
    second.release()
    # Both were signed in at meanwhile: each machine comes back under its own name.
    seen = {"s1", "s2"}
    again = hold_station(two, engine, lambda: seen)
    third = hold_station(two, engine, lambda: seen)
    assert (again.name, third.name) == ("s2", "s3")
    back = hold_station(one, engine, lambda: seen)
    assert back.name == "s1"
    for held in (again, third, back):
        held.release()
    engine.dispose()
