"""A reference is drawn, checked, signed by two, kept under its hash, and comes back."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.export import export_record
from adjudicator.services.exporting.second_verifier import verified_apart
from adjudicator.services.logbook import log_lines
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.recount import open_recount
from adjudicator.services.references import active_references, record_reference
from adjudicator.services.references.layout_file import LayoutUnreadable, read_layout
from adjudicator.services.references.recording import keep_blank_page, what_changes
from adjudicator.services.restoring import restore, set_second_path
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.queries.imports import known_files
from adjudicator.storage.rebuild import DoesNotHold, rebuild
from tests.services.references.builders import LAYOUT, draft, drawn_page
from tests.support.scene import TEAM, Scene


def record(scene: Scene, layout: PageLayout = LAYOUT, **more: object) -> int:
    """Ada and Ben confirm it."""
    if not scene.seating.seats:
        scene.sit(*TEAM)
    seats = [scene.seating.seat(person) for person in TEAM]
    return record_reference(scene.recount, draft(scene, layout, **more), seats).entry


def the_layout(scene: Scene) -> Path:
    (path,) = (scene.path / "documents").iterdir()
    return path


def test_the_newest_reference_of_a_style_and_side_holds(scene: Scene) -> None:
    first = record(scene)
    record(scene, side="back")
    (back, front) = active_references(scene.recount)
    assert (front.style, front.side, front.entry, front.layout) == ("all", "front", first, LAYOUT)
    moved = replace(
        LAYOUT, contests=(ContestBox("mayor", Box(18, 36, 304, 126)), LAYOUT.contests[1])
    )
    assert what_changes(scene.recount, draft(scene, moved)) == (
        "Mayor stands elsewhere on the page.",
    )
    second = record(scene, moved)
    assert [r.entry for r in active_references(scene.recount)] == [back.entry, second]
    told = [line.ruling for line in log_lines(scene.recount) if line.kind == "reference"]
    assert told[1] == (
        "Ada Alder and Ben Beech confirmed where the contests of ballot style all stand (back)."
    )


def test_what_holds_already_is_not_recorded_again(scene: Scene) -> None:
    entry = record(scene)
    with pytest.raises(Refusal, match=f"holds already, since entry {entry}"):
        record(scene)
    record(scene, replace(LAYOUT, contests=LAYOUT.contests[::-1]))
    assert record(scene) > entry, "another one held meanwhile"


def test_it_is_signed_by_two_who_may(scene: Scene) -> None:
    scene.sit("ada", "ortiz")
    for people in (("ada",), ("ada", "ortiz")):
        with pytest.raises(Refusal, match=r"Not recorded|two people"):
            record_reference(
                scene.recount, draft(scene), [scene.seating.seat(person) for person in people]
            )
    assert active_references(scene.recount) == ()


def test_a_page_of_another_size_or_no_page_is_refused(scene: Scene, tmp_path: Path) -> None:
    scene.sit(*TEAM)
    seats = [scene.seating.seat(person) for person in TEAM]
    wide = replace(LAYOUT, width=400)
    for made, words in (
        (draft(scene, wide), "were drawn on a page of 400 x 440 pixels"),
        (draft(scene, image="ab" * 32), "is not in this folder"),
        (draft(scene, page=2), "has no page 2"),
        (draft(scene, replace(LAYOUT, targets=())), "no target is named for Ann Ash"),
    ):
        with pytest.raises(Refusal, match=words):
            record_reference(scene.recount, made, seats)
    letter = tmp_path / "words.txt"
    letter.write_text("no image")
    with pytest.raises(Refusal, match=r"words\.txt cannot be used"):
        keep_blank_page(scene.recount, letter)


def test_layout_and_page_travel_to_the_second_path_and_back(scene: Scene, tmp_path: Path) -> None:
    set_second_path(scene.recount, tmp_path / "second")
    record(scene)
    found = restore(tmp_path / "second", tmp_path / "back")
    assert (found.altered, found.missing_images) == ((), 0)
    back = open_recount(tmp_path / "back")
    assert active_references(back) == active_references(scene.recount)
    assert rebuild_tables(back).identical
    back.close()
    (reference,) = active_references(scene.recount)
    (tmp_path / "second" / "images" / reference.image[:2] / reference.image).unlink()
    assert restore(tmp_path / "second", tmp_path / "again").missing_images == 1


def test_it_is_a_file_the_record_knows(scene: Scene) -> None:
    record(scene)
    (reference,) = active_references(scene.recount)
    with scene.recount.reading() as connection:
        known = known_files(connection, scene.recount.folder)
    assert {the_layout(scene), scene.recount.folder.image(reference.image)} <= known


def test_an_altered_or_missing_layout_is_named_and_helps_nobody(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    entry = record(scene)
    whole = the_layout(scene).read_bytes()
    the_layout(scene).write_bytes(whole.replace(b'"page":1', b'"page":2'))
    assert verify(scene.path).sentence == (
        f"The record does not hold at entry {entry} because a document it rests on is another "
        "document."
    )
    the_layout(scene).unlink()
    skipped = "1 reference layout is withheld or missing; what it hides was not checked."
    assert skipped in verify(scene.path).skipped
    with pytest.raises(DoesNotHold, match="the layout of its reference page is missing or altered"):
        rebuild(scene.recount.store)
    with caplog.at_level(logging.WARNING):
        assert active_references(scene.recount) == ()
    assert "missing or altered" in caplog.text


def test_an_export_has_the_layout_and_no_image(scene: Scene, tmp_path: Path) -> None:
    record(scene)
    out = tmp_path / "out"
    export_record(scene.recount, out, clerk=scene.identity("cora"))
    (path,) = (out / "documents").iterdir()
    assert read_layout(path.read_bytes()).layout == LAYOUT
    assert not (out / "images").exists()
    verifier = str(out / "verify_recount.py")
    assert verified_apart(verifier, str(out))[0] == 1  # nothing from outside to compare with
    path.write_bytes(path.read_bytes().replace(b"200", b"201"))
    assert verified_apart(verifier, str(out))[0] == 3


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"v":2}',
        b'{"contests":[["a",1,2,3]],"dpi":200,"height":9,"page":1,"targets":[],"v":1,"width":9}',
        b'{"contests":[],"dpi":200,"height":9,"page":0,"targets":[],"v":1,"width":9}',
        b'{"contests":[[1,1,2,3,4]],"dpi":200,"height":9,"page":1,"targets":[],"v":1,"width":9}',
    ],
)
def test_what_is_no_layout_is_refused(data: bytes) -> None:
    with pytest.raises(LayoutUnreadable):
        read_layout(data)


def test_the_same_page_is_kept_once(scene: Scene, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(drawn_page())
    assert keep_blank_page(scene.recount, tmp_path / "one.png") == keep_blank_page(
        scene.recount, tmp_path / "two.png"
    )
