"""Documents, new scans and sealed words of the board travel, and are hashed when checked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.services.notes import Category, record_note
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.rescan import rescan
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.services.reopening import reopen
from adjudicator.services.restoring import restore as bring_back
from adjudicator.services.restoring import set_second_path
from adjudicator.storage.queries.imports import known_files
from adjudicator.storage.rebuild import DoesNotHold, rebuild
from tests.support.boardroom import ANN, Boardroom
from tests.support.scene import BOARD, tiny_image
from tests.support.tables import contents

_YES = [(person, "yes") for person in BOARD]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    """An evening with an order, a new scan, a note, a vote and a reopening, and its second path."""
    made = Boardroom.with_room(tmp_path / "lost")
    set_second_path(made.recount, tmp_path / "second")
    made.begin()
    case = made.send_up(made.mayor()[0])[0]
    scan, order = tmp_path / "again.png", tmp_path / "order.pdf"
    scan.write_bytes(tiny_image(4_711))
    order.write_bytes(b"%PDF-1.4 the order")
    rescan(made.recount, case, [scan], "The first was skewed.", made.identity("cora"))
    made.board_rules(made.now(case), ANN)
    reopen(made.recount, [made.now(case)], "The scan shows more.", made.keys("cora", "kelly"))
    record_note(
        made.recount, Category.INCIDENT, "A light failed.", signers=made.keys("cora"), people=()
    )
    target, why = targets.contest("mayor"), "Ordered in open court."
    carry(made.recount, Effect.SUSPEND, target, why, _YES, made.board(), document=order)
    yield made
    made.recount.close()


def the_document(folder: Path) -> Path:
    """The order's file in the recount folder or in its second path."""
    (path,) = (folder / "documents").iterdir()
    return path


def test_everything_of_the_board_comes_back(room: Boardroom, tmp_path: Path) -> None:
    found = bring_back(tmp_path / "second", tmp_path / "back")
    assert (found.altered, found.missing_images, found.missing_texts) == ((), 0, 0)
    back = open_recount(tmp_path / "back")
    assert contents(back.store.engine) == contents(room.recount.store.engine)
    assert the_document(tmp_path / "back").read_bytes() == b"%PDF-1.4 the order"
    assert rebuild_tables(back).identical
    back.close()


def test_a_document_altered_on_the_copy_is_left_out_and_named(
    room: Boardroom, tmp_path: Path
) -> None:
    path = the_document(tmp_path / "second")
    path.write_bytes(b"%PDF-1.4 another order")
    found = bring_back(tmp_path / "second", tmp_path / "back")
    assert found.altered == (f"documents/{path.name}",)
    assert room.recount.state.size == found.entries


@pytest.mark.parametrize("gone", [False, True])
def test_an_altered_or_missing_document_is_found_at_its_motion(
    room: Boardroom, *, gone: bool
) -> None:
    path = the_document(room.path)
    if gone:
        path.unlink()
    else:
        path.write_bytes(b"%PDF-1.4 another order")
    with pytest.raises(DoesNotHold) as told:
        rebuild(room.recount.store)
    motion = room.recount.state.data.suspended["mayor"]
    assert str(told.value) == (
        f"The record does not hold at entry {motion}: the document of its order is missing or "
        "altered."
    )


def test_documents_and_new_scans_are_files_the_record_knows(room: Boardroom) -> None:
    case = next(case for case in room.cases() if case.rescanned)
    with room.recount.reading() as connection:
        known = known_files(connection, room.recount.folder)
    assert the_document(room.path) in known
    assert {room.recount.folder.image(image) for image in case.row.images} <= known
