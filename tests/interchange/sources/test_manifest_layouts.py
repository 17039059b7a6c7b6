"""Whatever is wrong with a layout of the plain manifest, the sheet is taken and it is said."""

from pathlib import Path

import pytest
from PIL import Image

from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.interchange.sources.records import SourceSheet
from tests.interchange.makers import small_election, written

HEADER = "ballot_id,precinct,counting_group,batch,sequence,contest,condition,image,layout"
GOOD = (
    '{"width": 85, "height": 110, "contests": [["mayor", 1, 2, 60, 70]], '
    '"targets": [["mayor", "ada", 3, 4, 5, 6], ["mayor", "bo", 3, 14, 5, 6]]}'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scans").mkdir()
    Image.new("L", (85, 110), 200).save(tmp_path / "scans" / "1f.png")
    return tmp_path


def taken(folder: Path, *rows: str) -> SourceSheet:
    """The sheet of these rows, none of which was set aside."""
    text = "\n".join((HEADER, *rows)) + "\n"
    source = PlainManifest(written(folder, "manifest.csv", text), small_election())
    (sheet,) = source.records()
    assert isinstance(sheet, SourceSheet), sheet
    return sheet


def left_out(folder: Path, *rows: str) -> list[str]:
    """What is said of layouts of a sheet that was taken."""
    sheet = taken(folder, *rows)
    assert {c.contest for c in sheet.contests} == {row.split(",")[5] for row in rows}
    return [str(image.left_out.where) for image in sheet.images if image.left_out is not None]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (GOOD, "{", "it is not JSON (Expecting property name"),
        (GOOD, "[]", "Expected `object`"),
        (GOOD, '{"width": 1}', "missing required field `height`"),
        (GOOD, "[" * 99_999, "it is not JSON (maximum recursion"),
        (GOOD, "\xe3", "it is not JSON ("),
        ("{", '{"\\ud800": 1, ', "half of a surrogate pair stands in one of its keys"),
        ("{", '{"\\u202e": 1, ', "unknown field `\\u202e`"),
        ("1, 2, 60, 70", '"\\ud800", 2, 60, 70', 'x of the box of mayor is "\\ud800", no number'),
        ("1, 2, 60, 70", '"\\u009b31m", 2, 60, 70', 'mayor is "\\u009b31m", no number'),
        ("1, 2, 60, 70", f"{'1' * 4301}, 2, 60, 70", "x of the box of mayor is 1111"),
        ('"width": 85', '"width": "85"', 'the width of its page is "85", no number'),
        ('"width": 85', '"width": 0', "its page is 0 x 110 pixels"),
        ('"width": 85', '"width": -85', "its page is -85 x 110 pixels"),
        ('"width": 85', '"width": 85.5', "the width of its page is 85.5, not a whole number"),
        ('"width": 85', f'"width": {"9" * 400}', "the width of its page is far too large"),
        ('"width": 85', '"width": 1e12', "its page is 1e+12 x 110 pixels"),
        ("1, 2, 60, 70", "NaN, 2, 60, 70", "x of the box of mayor is NaN"),
        ("1, 2, 60, 70", "1, -Infinity, 60, 70", "y of the box of mayor is -Infinity"),
        ("1, 2, 60, 70", "1, 2, 1e400, 70", "width of the box of mayor is Infinity"),
        (
            "1, 2, 60, 70",
            "1, 2, 60, 1e300",
            "(60 x 1e+300 pixels at 1, 2) does not lie on the page",
        ),
        ("1, 2, 60, 70", "1, 2, true, 70", "width of the box of mayor is true, no number"),
        ("1, 2, 60, 70", "1, 2, 60, -70", "the box of mayor is 60 x -70 pixels"),
        ("1, 2, 60, 70", "1, 2, 60, 0", "the box of mayor is 60 x 0 pixels"),
        ("1, 2, 60, 70", "-9, 2, 60, 70", "does not lie on the page of 85 x 110"),
        ("3, 4, 5, 6", "3, 4, [5], 6", "width of the box of target ada of mayor is a list"),
        ("3, 4, 5, 6", "66, 4, 5, 6", "target ada of mayor lies outside the box of its contest"),
        (
            "3, 14, 5, 6",
            "3, 6, 5, 6",
            "target ada of mayor and target bo of mayor lie in one place",
        ),
        ('[["mayor", 1, 2, 60, 70]]', "[]", "target ada of mayor stands in no contest"),
        ('[["mayor"', '[["mayor", 1, 2, 60, 70], ["mayor"', "mayor has two boxes"),
        ('"ada"', '"\\ud800"', "names no contest and no choice"),
    ],
)
def test_a_bad_number_costs_the_sheet_its_layout_and_nothing_else(
    folder: Path, right: str, wrong: str, said: str
) -> None:
    (folder / "l.json").write_bytes(GOOD.replace(right, wrong, 1).encode("latin-1"))
    row = "B1,p1,ED,3,1,mayor,blank,scans/1f.png,l.json"
    (told,) = left_out(folder, row)
    assert told.startswith('manifest.csv, row 2, column layout: The layout "l.json" cannot be used')
    assert said in told
    assert taken(folder, row).images[0].layout is None


def test_one_choice_may_have_two_targets(folder: Path) -> None:
    written(folder, "l.json", GOOD.replace('"bo"', '"ada"'))
    assert left_out(folder, "B1,p1,ED,3,1,mayor,blank,scans/1f.png,l.json") == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("gone.json", "there is no such file beside the manifest"),
        ("../l.json", "it leads out of the folder of the manifest"),
        ("scans", "there is no such file beside the manifest"),
        ("l.json;l.json", "There are 1 pages but 2 layouts; each page needs its own."),
        ("large.json", "it is far larger than a layout can be"),
    ],
)
def test_a_layout_that_is_not_there_costs_nothing_else(folder: Path, cell: str, said: str) -> None:
    written(folder, "l.json", GOOD)
    with (folder / "large.json").open("wb") as large:
        large.truncate(5_000_000)
    (told,) = left_out(folder, f"B1,p1,ED,3,1,mayor,blank,scans/1f.png,{cell}")
    assert told.startswith("manifest.csv, row 2, column layout: ")
    assert said in told


def test_rows_that_name_different_layouts_are_all_taken_and_neither_is_believed(
    folder: Path,
) -> None:
    for name in ("l.json", "other.json"):
        written(folder, name, GOOD)
    rows = (
        "B1,p1,ED,3,1,mayor,blank,scans/1f.png,l.json",
        "B1,p1,ED,3,1,park,blank,,other.json",
    )
    (told,) = left_out(folder, *rows)
    assert told == (
        'manifest.csv, row 3, column layout: An earlier row of this sheet says "l.json", this one '
        '"other.json".'
    )
    assert taken(folder, *rows).images[0].layout is None
