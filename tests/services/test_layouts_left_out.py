"""A layout that cannot be used costs no vote: its sheet is taken, and record and report say so."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.references import style_of_layouts
from adjudicator.interchange.problems import Problem
from adjudicator.interchange.sources.records import (
    LayoutLeftOut,
    Printed,
    Quarantined,
    SourceImage,
    SourceSheet,
)
from adjudicator.services.duplicates import pairs
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Importer
from adjudicator.services.layouts_left_out import note_left_out
from adjudicator.services.notes import MOST_LETTERS, Category, notes_register
from adjudicator.services.references.supplied import supplied_pages
from adjudicator.storage.queries.references import sheets_with_pages
from tests.support.scene import ListSource, Scene, Sheet

SHEETS = (Sheet(1), Sheet(2))
LAYOUT = PageLayout(
    16,
    24,
    (ContestBox("mayor", Box(0, 0, 16, 20)),),
    (TargetBox("mayor", "ann", Box(1, 1, 4, 4)), TargetBox("mayor", "bob", Box(1, 8, 4, 4))),
)
PRINTED: Printed = (("mayor",), (("mayor", "ann"), ("mayor", "bob")))
WRONG = Problem("list.csv", 2, "layout", 'The layout "1.json" cannot be used: x is NaN.')


@dataclass(slots=True)
class _LaidOut(ListSource):
    """The same delivery, whose first sheet has these pages."""

    pages: tuple[SourceImage, ...] = ()

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for number, record in enumerate(super(_LaidOut, self).records()):
            assert isinstance(record, SourceSheet)
            yield replace(record, images=self.pages) if number == 0 else record


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    yield made
    made.recount.close()


def _imported(
    scene: Scene, *layouts: PageLayout | LayoutLeftOut, style: str | None = None
) -> ImportReport:
    plain = scene.source([replace(SHEETS[0], style=style), SHEETS[1]])
    pages = tuple(
        SourceImage(
            f"{n}.png",
            plain.folder / f"{n}.png",
            layout=each if isinstance(each, PageLayout) else None,
            left_out=each if isinstance(each, LayoutLeftOut) else None,
        )
        for n, each in enumerate(layouts, start=1)
    )
    source = _LaidOut(plain.folder, plain.sheets, pages=pages)
    return Importer(scene.recount, source).run(scene.identity("cora"))


def _kept(scene: Scene) -> tuple[str | None, list[object]]:
    """Style and layouts of the first sheet as they were kept."""
    with scene.recount.reading() as connection:
        sheet = next(s for s in sheets_with_pages(connection) if s.sheet.endswith("/1"))
    return sheet.style, [layout for *_, layout in sheet.pages]


def test_the_sheet_is_taken_and_report_and_record_say_what_follows(scene: Scene) -> None:
    report = _imported(scene, LayoutLeftOut(WRONG, PRINTED))
    assert (report.sheets, report.quarantined, report.needs_a_look) == (2, [], False)
    (told,) = report.value()["layouts_left_out"]
    assert told.startswith('list.csv, row 2, column layout: The layout "1.json" cannot be used')
    assert "The sheet was taken without it, and no vote depends on it" in told
    assert "confirm a reference page (screen References)" in told
    # Held against every reference: no layout is left that would tell a style.
    assert _kept(scene) == (None, [None])
    (note,) = notes_register(scene.recount, Category.EXPLAINED)
    assert note.words == (
        "Import of sheets.txt, which follows this note unless it is stopped: 1 layout could not be "
        "used. The import takes its sheet without it. No vote depends on a layout.\n"
        'Left out: list.csv, row 2, column layout: The layout "1.json" cannot be used: x is NaN.'
    )
    assert note.signed == ("cora",)
    scene.pile()
    assert {case.row.ballot for case in scene.cases()} == {"b1", "b2"}


def test_the_style_is_told_by_what_stands_on_the_page_where_only_a_number_is_wrong(
    scene: Scene,
) -> None:
    report = _imported(scene, LayoutLeftOut(WRONG, PRINTED), replace(LAYOUT, contests=()))
    assert len(report.layouts) == 1
    style, layouts = _kept(scene)
    assert style == style_of_layouts([LAYOUT, replace(LAYOUT, contests=())])
    assert layouts[0] is None
    assert layouts[1] is not None


def test_where_no_style_is_told_the_other_pages_layouts_are_left_out_too(scene: Scene) -> None:
    report = _imported(scene, LayoutLeftOut(WRONG), LAYOUT)
    assert _kept(scene) == (None, [None, None])
    assert report.layouts[0].message.endswith(
        "for without this one they do not tell the ballot style."
    )
    # A part of a sheet is no style that other pages could be held against.
    assert supplied_pages(scene.recount) == {}


def test_a_named_style_keeps_the_other_pages_layouts(scene: Scene) -> None:
    _imported(scene, LayoutLeftOut(WRONG), LAYOUT, style="12")
    assert _kept(scene) == ("12", [None, json.loads(json.dumps(LAYOUT.as_value()))])


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (replace(LAYOUT, width=160), "on a page of 160 x 24 pixels, and this one has 16 x 24"),
        (
            replace(LAYOUT, targets=(TargetBox("mayor", "adda", Box(1, 1, 4, 4)),)),
            "Mayor has no choice adda",
        ),
    ],
)
def test_a_layout_of_another_page_or_with_an_unknown_choice_is_left_out(
    scene: Scene, layout: PageLayout, said: str
) -> None:
    (told,) = _imported(scene, layout).layouts
    assert told.where == "1.png"
    assert told.message.startswith("Ballot b1: the layout of this image cannot be used: ")
    assert said in told.message
    assert _kept(scene)[1] == [None]


@pytest.mark.parametrize("factor", [1, 2])
def test_another_resolution_and_a_page_lying_on_its_side_are_no_fault(
    scene: Scene, factor: int
) -> None:
    turned = PageLayout(24 * factor, 16 * factor, (), ())
    assert _imported(scene, turned).layouts == []


def test_the_note_is_one_however_many_there_are_and_speaks_for_no_duplicates(scene: Scene) -> None:
    name = (
        "x\nSheet \u201ca\u201d is the duplicate made of sheet \u201cb\u201d.\n\u202e" + "y" * 400
    )
    bad = LayoutLeftOut(Problem(name, 2, "layout", "It cannot be used."))
    report = _imported(scene, *[bad] * 2)
    assert len(report.layouts) == 2
    (note,) = notes_register(scene.recount, Category.EXPLAINED)
    assert len(note.words.splitlines()) == 3
    assert pairs(scene.recount) == ()


def test_a_note_of_very_many_says_how_many_more_there_are(scene: Scene) -> None:
    many = [replace(WRONG, row=row) for row in range(2, 42)]
    note_left_out(scene.recount, "list.csv", many, scene.identity("cora"))
    (note,) = notes_register(scene.recount, Category.EXPLAINED)
    assert len(note.words) <= MOST_LETTERS
    named = note.words.count("Left out: ")
    assert 10 < named < 40
    assert note.words.endswith(
        f"And {40 - named} more layouts, which the report of the import names."
    )
