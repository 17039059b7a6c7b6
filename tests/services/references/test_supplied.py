"""Layouts that came with images serve until somebody records a reference."""

from dataclasses import replace

from adjudicator.domain.references import style_of_layouts
from adjudicator.services.importing import Importer
from adjudicator.services.references import active_references, record_reference
from tests.services.references.builders import LAYOUT, LaidOutSource, draft
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
    assert {r.layout for r in found} == {LAYOUT, TURNED}


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


def test_a_void_import_supplies_nothing(scene: Scene) -> None:
    entry = bring(scene, Sheet(1))
    assert len(active_references(scene.recount)) == 1
    scene.void(entry)
    assert active_references(scene.recount) == ()


def test_the_style_that_the_source_names_is_taken(scene: Scene) -> None:
    bring(scene, Sheet(1, style="12-r"), Sheet(2))
    assert [r.style for r in active_references(scene.recount)] == [
        "12-r",
        style_of_layouts([LAYOUT]),
    ]
