"""One act, one transaction: all of it or nothing, whatever fails and whoever else writes."""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from adjudicator.ledger import bodies, envelope
from adjudicator.ledger.errors import Refused
from adjudicator.services.errors import Refusal
from adjudicator.services.people import identity
from adjudicator.services.presence import note_presence
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import Recount, Signer, open_recount
from adjudicator.storage.record import SignedAct
from tests.support.scene import Scene, Sheet, passphrase
from tests.support.tables import contents


class Fault(Exception):  # noqa: N818 - something outside the program breaks
    """A crash in the middle of a transaction."""


@contextmanager
def failing_at(engine: Engine, which: int | str, error: Exception) -> Iterator[list[str]]:
    """Let one statement, by number or beginning, fail before it runs; list all statements."""
    seen: list[str] = []

    def before(*told: object) -> None:
        seen.append(str(told[2]))
        if which == len(seen) or (isinstance(which, str) and seen[-1].startswith(which)):
            raise error

    event.listen(engine, "before_cursor_execute", before)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", before)


def attend_act(recount: Recount, signer: Signer, person: str, nonce: str, state: str) -> SignedAct:
    """A signed act that can be handed in more than once."""
    fields = bodies.attend(person=person, state=state)
    body = bodies.common(
        fields,
        t=recount.now(),
        station=recount.station,
        seen=recount.state.head,
        n=nonce,
    )
    return SignedAct(
        body, ((signer.introduced, envelope.sign_act(body, recount.origin, signer.key)),)
    )


@pytest.fixture
def ready(scene: Scene) -> Scene:
    scene.sit()
    scene.import_sheets([Sheet(1), Sheet(2, ("ann", "bob")), Sheet(3, ("ann",), ("cy",))])
    scene.pile()
    return scene


def test_a_fault_at_any_statement_leaves_nothing(ready: Scene) -> None:
    engine = ready.recount.store.engine
    case = ready.cases()[0]
    before, head = contents(engine), ready.recount.state.head
    number, faults = 0, 0
    while True:
        number += 1
        with failing_at(engine, number, Fault()) as seen:
            try:
                ready.rule(case)
            except Fault:
                faults += 1
        if len(seen) < number:
            break
        if contents(engine) != before:
            # The commit came before this fault: the act is whole, and memory catches up.
            break
        assert ready.recount.state.head == head
    assert faults >= 12
    assert ready.recount.state.size == head[0] + 1
    assert rebuild_tables(ready.recount).identical


def test_a_full_disk_is_told_in_words_and_leaves_nothing(ready: Scene) -> None:
    engine = ready.recount.store.engine
    case, before = ready.cases()[0], contents(engine)
    full = OperationalError("INSERT", {}, Exception("database or disk is full"))
    for statement in ("INSERT INTO entries", "UPDATE cases", "UPDATE head"):
        with failing_at(engine, statement, full), pytest.raises(Refusal) as told:
            ready.rule(case)
        assert str(told.value) == (
            "Not recorded: the disk or the database failed (database or disk is full). Nothing "
            "recorded before is lost, and nothing of this is kept. Make room or reconnect the "
            "disk, then repeat the step."
        )
    assert contents(engine) == before
    ready.rule(case)


def test_a_commit_that_is_not_acknowledged_is_found_again(ready: Scene) -> None:
    """A server can die after it committed; the act is looked up by its number."""
    store = ready.recount.store
    lost = OperationalError("COMMIT", {}, Exception("server closed the connection"))
    write = store._write

    def committed_but_cut(act: SignedAct) -> NoReturn:
        write(act)
        raise lost

    store._write = committed_but_cut  # type: ignore[method-assign]  # the fault
    size = ready.recount.state.size
    appended = ready.rule(ready.cases()[0])
    store._write = write  # type: ignore[method-assign]  # as before
    assert (appended.index, ready.recount.state.size) == (size, size + 1)
    assert rebuild_tables(ready.recount).identical


def test_the_same_act_twice_is_one_entry(scene: Scene) -> None:
    scene.board()
    store, signer = scene.recount.store, scene.identity("kelly")
    act = attend_act(scene.recount, signer, "kelly", "1" * 32, "away")
    first = store.append(act)
    scene.sit("ada")
    size = scene.recount.state.size
    assert store.append(act).index == first.index
    later = attend_act(scene.recount, signer, "kelly", "1" * 32, "away")
    assert later.body["seen"] != act.body["seen"]
    later = SignedAct(later.body | {"t": act.body["t"]}, later.signatures)
    assert store.append(later).index == first.index
    other = attend_act(scene.recount, signer, "kelly", "1" * 32, "in")
    with pytest.raises(Refused) as told:
        store.append(other)
    assert told.value.code == "nonce"
    assert scene.recount.state.size == size


def test_a_refusal_leaves_nothing(ready: Scene) -> None:
    case = ready.cases()[0]
    ready.rule(case)
    before = contents(ready.recount.store.engine)
    with pytest.raises(Refusal, match="was ruled on"):
        ready.rule(case)
    with pytest.raises(Refusal):
        ready.seating.seat("kelly")
    assert contents(ready.recount.store.engine) == before


_ACTS = 12


def _come_and_go(recount: Recount, person: str, signer: Signer) -> list[int]:
    return [
        note_presence(recount, person, "away" if n % 2 else "in", signer).index
        for n in range(_ACTS)
    ]


def test_two_threads_never_write_one_index(scene: Scene) -> None:
    other = Scene(open_recount(scene.path, station="s2"), scene.path)
    signers = {person: scene.identity(person) for person in ("kelly", "lewis", "moss")}
    first = scene.recount.state.size
    found: dict[str, list[int]] = {}

    def work(recount: Recount, person: str) -> None:
        found[person] = _come_and_go(recount, person, signers[person])

    threads = [
        threading.Thread(target=work, args=(recount, person))
        for recount, person in (
            (scene.recount, "kelly"),
            (scene.recount, "lewis"),
            (other.recount, "moss"),
        )
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _one_line(scene, first, found)
    other.recount.close()


def _child(path: Path, person: str, answers: "multiprocessing.Queue[list[int]]") -> None:
    recount = open_recount(path, station=person)
    answers.put(_come_and_go(recount, person, identity(recount, person, passphrase(person))))
    recount.close()


def test_two_processes_never_write_one_index(scene: Scene) -> None:
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[list[int]] = context.Queue()
    first = scene.recount.state.size
    children = [
        context.Process(target=_child, args=(scene.path, person, answers))
        for person in ("kelly", "lewis")
    ]
    for child in children:
        child.start()
    found = {str(n): answers.get(timeout=60) for n, _ in enumerate(children)}
    for child in children:
        child.join()
    _one_line(scene, first, found)


def _one_line(scene: Scene, first: int, found: dict[str, list[int]]) -> None:
    indexes = sorted(index for mine in found.values() for index in mine)
    assert indexes == list(range(first, first + _ACTS * len(found)))
    assert all(mine == sorted(mine) for mine in found.values())
    assert scene.recount.state.size == first + len(indexes)
    assert rebuild_tables(scene.recount).identical


def test_a_pile_of_two_imports_is_read_back_as_it_was_made(scene: Scene) -> None:
    """A station that opens the folder anew knows which import each case came with."""
    scene.import_sheets([Sheet(1), Sheet(2)])
    scene.import_sheets([Sheet(3), Sheet(4)])
    scene.pile()
    live = {c.seal: c.import_ for c in scene.recount.state.data.cases.values()}
    assert len(set(live.values())) == 2
    again = scene.reopen()
    assert {c.seal: c.import_ for c in again.recount.state.data.cases.values()} == live
    again.recount.close()


def test_case_numbers_are_not_given_twice_after_an_import_is_void(scene: Scene) -> None:
    first = scene.import_sheets([Sheet(1), Sheet(2)])
    scene.import_sheets([Sheet(3)])
    scene.pile()
    assert first.entry is not None
    scene.void(first.entry)
    scene.import_sheets([Sheet(1), Sheet(2)])
    scene.pile()
    shown = {c.seal: c.place for c in scene.cases()}
    rules = {c.seal: c.number for c in scene.recount.state.data.cases.values() if c.seal in shown}
    assert shown == rules
    assert sorted(shown.values())[-2:] == [4, 5]
