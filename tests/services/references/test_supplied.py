"""Layouts that came with images serve until somebody records a reference."""

import logging
from dataclasses import replace
from hashlib import sha256

import pytest

from adjudicator.domain.layouts import Box
from adjudicator.domain.references import style_of_layouts
from adjudicator.services import gathering
from adjudicator.services.importing import Importer
from adjudicator.services.locating.looking import key_now
from adjudicator.services.references import active_references, record_reference
from tests.services.references.builders import LAYOUT, LaidOutSource, draft, drawn_page
from tests.support.scene import TEAM, Scene, Sheet

TURNED = replace(LAYOUT, targets=(*reversed(LAYOUT.targets[:3]), *LAYOUT.targets[3:]))


def bring(scene: Scene, *sheets: Sheet, **more: object) -> int:
    made = scene.source(sheets)
    source = LaidOutSource(made.folder, made.sheets, **more)  # type: ignore[arg-type]  # its fields
    entry = Importer(scene.recount, source).run(scene.identity("cora")).entry
    assert entry is not None
    return entry


def test_the_first_page_of_each_style_serves(scene: Scene) -> None:
    bring(scene, Sheet(1), Sheet(2), Sheet(3), layouts=(None, LAYOUT, TURNED))
    bring(scene, Sheet(4))
    styles = sorted([style_of_layouts([LAYOUT]), style_of_layouts([None, TURNED])], key=str)
    found = active_references(scene.recount)
    assert [(r.style, r.side, r.entry) for r in found] == [(s, "front", None) for s in styles]
    images = {LAYOUT: drawn_page(dot=1), TURNED: drawn_page(dot=2)}
    assert {r.layout: r.image for r in found} == {
        layout: sha256(image).hexdigest() for layout, image in images.items()
    }


def test_what_was_recorded_stands_before_what_was_supplied(scene: Scene) -> None:
    bring(scene, Sheet(1))
    (supplied,) = active_references(scene.recount)
    scene.sit(*TEAM)
    made = draft(scene, style=supplied.style)
    entry = record_reference(
        scene.recount, made, [scene.seating.seat(person) for person in TEAM]
    ).entry
    assert [(r.style, r.entry) for r in active_references(scene.recount)] == [
        (supplied.style, entry)
    ]


def test_a_recorded_layout_that_is_missing_is_not_made_good_by_a_supplied_one(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    bring(scene, Sheet(1, style="all"))
    scene.sit(*TEAM)
    record_reference(scene.recount, draft(scene), [scene.seating.seat(person) for person in TEAM])
    (layout,) = (scene.path / "documents").iterdir()
    layout.unlink()
    with caplog.at_level(logging.WARNING):
        assert active_references(scene.recount) == ()
    assert "missing or altered" in caplog.text


def test_a_void_import_supplies_nothing(scene: Scene) -> None:
    entry = bring(scene, Sheet(1))
    assert len(active_references(scene.recount)) == 1
    scene.void(entry)
    assert active_references(scene.recount) == ()


def test_after_a_void_pages_are_looked_at_anew_for_the_same_image_may_bring_another_layout(
    scene: Scene,
) -> None:
    bring(scene, Sheet(1))
    entry = bring(scene, Sheet(2))
    before, references = key_now(scene.recount), active_references(scene.recount)
    scene.void(entry)
    assert active_references(scene.recount) == references
    assert key_now(scene.recount) != before


def test_the_style_that_the_source_names_is_taken(scene: Scene) -> None:
    bring(scene, Sheet(1, style="12-r"), Sheet(2))
    assert [r.style for r in active_references(scene.recount)] == [
        "12-r",
        style_of_layouts([LAYOUT]),
    ]


def test_a_layout_no_record_can_hold_keeps_no_other_page_from_serving(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Imports of earlier programs took a scanner's boxes as they were."""
    first, *others = LAYOUT.targets
    huge = replace(LAYOUT, targets=(replace(first, box=Box(1e300, 9, 9, 9)), *others))
    monkeypatch.setattr(gathering, "settle_layouts", lambda sheet, *_: (sheet, ()))
    bring(scene, Sheet(1), Sheet(2), layouts=(huge, LAYOUT))
    with caplog.at_level(logging.WARNING):
        (found,) = active_references(scene.recount)
    assert found.layout == LAYOUT
    assert "holds a number too large" in caplog.text
    caplog.clear()
