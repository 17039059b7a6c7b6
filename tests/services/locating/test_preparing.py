"""Which reference serves, and what comes of one that cannot be read or lies beside its print."""

import logging
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.domain.finding.place import Doubt, PagePlaces, ReferencePage, Standing
from adjudicator.domain.layouts import PageLayout
from adjudicator.services.locating.preparing import ReadyReferences
from adjudicator.services.locating.references import finding_key, marks, references_now
from adjudicator.services.references import record_reference
from adjudicator.storage.folder import RecountFolder
from tests.services.references.builders import draft
from tests.support.findings import located, page_finding, plain_ink
from tests.support.printed_pages import CONTEST, Printed, moved_right, scanned
from tests.support.scene import TEAM, Scene


def put(folder: RecountFolder, data: bytes) -> str:
    """An image into the store."""
    name = sha256(data).hexdigest()
    path = folder.image(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return name


def reference(image: str, layout: PageLayout, entry: int | None = None) -> ReferencePage:
    return ReferencePage("7", "front", image, 1, layout, "b" * 64, entry)


@pytest.fixture(scope="module")
def scan() -> tuple[bytes, PageLayout]:
    return scanned(Printed(), 1)


@pytest.fixture
def folder(tmp_path: Path) -> RecountFolder:
    return RecountFolder(tmp_path)


@pytest.mark.parametrize("altered", [True, False])
def test_nothing_stands_in_for_a_page_whose_image_is_away(
    folder: RecountFolder, scan: tuple[bytes, PageLayout], *, altered: bool
) -> None:
    data, layout = scan
    first, second = put(folder, data + b"1"), put(folder, data)
    path = folder.image(first)
    path.write_bytes(b"other") if altered else path.unlink()
    ready = ReadyReferences(folder, [reference(first, layout), reference(second, layout)])
    why = "is not the file that was imported" if altered else "is missing"
    assert ready.problems == (f"the reference page (front of ballot style 7) {why}",)
    assert ready.prepared == []
    assert ready.may_be_of_one_left_out("7", page_finding("c" * 64, ()))


def test_a_page_that_is_no_image_is_so_everywhere_and_the_next_one_serves(
    folder: RecountFolder, scan: tuple[bytes, PageLayout]
) -> None:
    data, layout = scan
    pages = [reference(put(folder, d), layout) for d in (b"no image", data)]
    ready = ReadyReferences(folder, pages)
    assert ready.problems == ()
    assert [each.reference.image for each in ready.prepared] == [pages[1].image]


@pytest.mark.parametrize(
    ("by", "entry", "doubt"),
    [(0, 5, None), (12, 5, Doubt.DRAWING_DIFFERS), (12, None, Doubt.LAYOUT_DIFFERS)],
)
def test_what_lies_beside_the_print_is_to_be_checked_whoever_said_it(
    folder: RecountFolder,
    scan: tuple[bytes, PageLayout],
    by: float,
    entry: int | None,
    doubt: Doubt | None,
) -> None:
    data, layout = scan
    ready = ReadyReferences(folder, [reference(put(folder, data), moved_right(layout, by), entry)])
    (prepared,) = ready.prepared
    place, ink = located(CONTEST, ("reed",)), plain_ink(CONTEST, ("reed",))
    places = PagePlaces(prepared.name, None, "7", (place,))
    finding = replace(page_finding("c" * 64, [place], [ink]), places=places)
    told = ready.told(finding)
    (found,) = told.places.contests
    assert (found.standing, found.doubt) == (
        (Standing.LOCATED, None) if doubt is None else (Standing.CHECK, doubt)
    )
    assert told.ink[0].plain is (doubt is None)


def test_confirmed_boxes_a_few_pixels_beside_the_print_are_moved_to_it(
    folder: RecountFolder, scan: tuple[bytes, PageLayout]
) -> None:
    data, layout = scan
    ready = ReadyReferences(folder, [reference(put(folder, data), moved_right(layout, 5), 5)])
    (prepared,) = ready.prepared
    for target, true in zip(prepared.reference.layout.targets, layout.targets, strict=True):
        assert abs(target.box.x - true.box.x) <= 1.5


def test_a_confirmed_layout_is_another_reference_than_the_same_one_supplied(
    scan: tuple[bytes, PageLayout],
) -> None:
    supplied, confirmed = (reference("a" * 64, scan[1], entry) for entry in (None, 12))
    assert finding_key([supplied]) != finding_key([confirmed])
    assert finding_key([confirmed]) == finding_key([reference("a" * 64, scan[1], 40)])


def test_a_layout_that_was_away_is_honoured_once_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    scene.sit(*TEAM)
    made = record_reference(
        scene.recount, draft(scene), [scene.seating.seat(person) for person in TEAM]
    )
    kept = scene.recount.folder.document(made.layout)
    away = kept.rename(kept.with_name("away"))
    with caplog.at_level(logging.WARNING):
        assert references_now(scene.recount) == ()
        before = marks(scene.recount)
    assert "missing or altered" in caplog.text
    away.rename(kept)
    assert [r.entry for r in references_now(scene.recount)] == [made.entry]
    assert marks(scene.recount) != before, "its pages are looked at"
    kept.unlink()
    assert references_now(scene.recount), "what is known is not read again"
    scene.recount.close()
