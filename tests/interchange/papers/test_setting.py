"""Nothing on any paper leaves its box or margins or covers something else, whatever the names."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.interchange.papers.items import Area, Bars, Dots, Frame, Image, Page, Rule, Text
from adjudicator.interchange.papers.sheet import MARGIN
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.interchange.papers.typeface import (
    ELLIPSIS,
    Face,
    clean,
    fit,
    runs,
    width_of,
    wrap,
)
from tests.interchange.papers.examples import Examples

EPS = 0.05
LONG = (
    "The Honorable Maria-Guadalupe Fernández-Villavicencio y Sánchez de la Torre and Running Mate "
    "Bartholomew Featherstonehaugh-Cholmondeley III"
)
OTHER = "Đặng Thị Ngọc Thịnh ≥ Ωμέγα"
NAMES = st.one_of(
    st.sampled_from(["A", "Ann Ash", LONG, "W" * 160, "i" * 200, OTHER, ""]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=120),
)


def ink(text: Text) -> Area:
    """Where the letters of a line are, from its tallest to below its baseline."""
    width = width_of(text.text, text.face, text.size)
    depth = 0.02 if text.text.isascii() and text.text.isdigit() else 0.18
    return Area(text.x, text.baseline - 0.70 * text.size, width, (0.70 + depth) * text.size)


def overlap(a: Area, b: Area) -> bool:
    return (
        a.left < b.right - EPS
        and b.left < a.right - EPS
        and a.top < b.bottom - EPS
        and b.top < a.bottom - EPS
    )


def faults(page: Page) -> Iterator[str]:
    """Everything that is not where it may be."""
    inside = Area(MARGIN, MARGIN, page.width - 2 * MARGIN, page.height - 2 * MARGIN)
    inks = [(ink(item), item) for item in page.items if isinstance(item, Text) and item.text]
    for place, text in inks:
        if place.left < text.area.left - EPS or place.right > text.area.right + EPS:
            yield f"{text.text[:40]!r} is wider than its box"
        if place.bottom > text.area.bottom + 0.1 * text.size + EPS:
            yield f"{text.text[:40]!r} hangs out of its box"
        yield from _outside(place, inside, text.text[:40])
    for (a, first), (b, second) in combinations(sorted(inks, key=lambda each: each[0].top), 2):
        if b.top < a.bottom and overlap(a, b):
            yield f"{first.text[:40]!r} covers {second.text[:40]!r}"
    for item in page.items:
        match item:
            case Rule():
                yield from _struck(item, inks)
            case Frame() if item.weight:
                yield from _outside(item.area, inside, "a frame")
                edges = _edges(item.area)
                cut = (t for a, t in inks if any(overlap(edge, a) for edge in edges))
                yield from (f"a frame cuts {t.text[:40]!r}" for t in cut)
            case Bars() | Dots() | Image():
                yield from _outside(item.area, inside, "a picture or code")
                covered = (t for a, t in inks if overlap(a, item.area))
                yield from (f"{t.text[:40]!r} stands on a picture" for t in covered)


def _outside(place: Area, inside: Area, what: str) -> Iterator[str]:
    if (
        place.left < inside.left - EPS
        or place.right > inside.right + EPS
        or place.top < inside.top - EPS
        or place.bottom > inside.bottom + EPS
    ):
        yield f"{what!r} stands in the margin"


def _struck(rule: Rule, inks: list[tuple[Area, Text]]) -> Iterator[str]:
    for area, text in inks:
        letters = Area(area.left, area.top, area.width, area.height - 0.16 * text.size)
        line = Area(rule.x1, rule.y1 - 0.2, rule.x2 - rule.x1, 0.4)
        if overlap(letters, line):
            yield f"a line strikes {text.text[:40]!r} through"


def _edges(a: Area) -> tuple[Area, ...]:
    return (
        Area(a.left, a.top, a.width, 0.2),
        Area(a.left, a.bottom, a.width, 0.2),
        Area(a.left, a.top, 0.2, a.height),
        Area(a.right, a.top, 0.2, a.height),
    )


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("name", ["Ann Ash", LONG, "W" * 160, ""])
@pytest.mark.parametrize("many", [1, 4, 9])
def test_every_paper_is_set_within_its_boxes(name: str, many: int, size: PaperSize) -> None:
    found = {
        (type(paper).__name__, fault)
        for paper in Examples(name, many, size=size).every()
        for page in paper.pages()
        for fault in faults(page)
    }
    assert found == set()


@settings(max_examples=25)
@given(NAMES, st.integers(1, 6))
def test_no_name_and_no_number_of_things_breaks_a_paper(name: str, many: int) -> None:
    found = {
        (type(paper).__name__, fault)
        for paper in Examples(name, many).every()
        for page in paper.pages()
        for fault in faults(page)
    }
    assert found == set()


def test_the_watch_sees_what_is_wrong() -> None:
    (page,) = Examples().cover().pages()
    text = next(item for item in page.items if isinstance(item, Text) and item.size > 10)
    wide = replace(text, text=text.text * 20)
    twice = (*page.items, text, wide, Rule(54, text.baseline - 3, 500, text.baseline - 3))
    found = "\n".join(faults(replace(page, items=twice)))
    assert "is wider than its box" in found
    assert "stands in the margin" in found
    assert "covers" in found
    assert "strikes" in found


@given(st.text(max_size=200), st.floats(20, 500), st.floats(12, 200))
def test_a_text_fitted_into_a_box_is_never_larger_than_it(
    text: str, width: float, height: float
) -> None:
    size, lines = fit(text, Face.TEXT, 40, 8, (width, height))
    assert 8 <= size <= 40
    assert len(lines) * size * 1.25 <= max(height, 10) + 0.1
    for line in lines:
        assert len(line) == 1 or width_of(line, Face.TEXT, size) <= width + 0.01


@given(st.text(max_size=200), st.floats(60, 500))
def test_breaking_into_lines_loses_no_letter(text: str, width: float) -> None:
    lines = wrap(text, Face.TEXT, 12, width)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


def test_a_text_is_cut_only_when_it_cannot_shrink_further_and_says_so() -> None:
    size, lines = fit("Ann Ash", Face.TEXT, 12, 8, (200, 20))
    assert (size, lines) == (12, ["Ann Ash"])
    size, lines = fit(LONG, Face.TEXT, 12, 8, (120, 12))
    assert size == 8
    assert lines[0].endswith(ELLIPSIS)


def test_characters_the_reading_face_lacks_come_from_the_other_and_gaps_are_seen() -> None:
    assert runs("Ann", Face.BOLD) == [(Face.BOLD, "Ann")]
    assert runs("Ann \u2713", Face.BOLD) == [(Face.BOLD, "Ann "), (Face.OTHER, "\u2713")]
    assert runs("\U0001f5f3", Face.TEXT) == [(Face.OTHER, "\ufffd")]


def test_rows_of_a_table_stand_in_order() -> None:
    (page,) = Examples().mine().pages()
    labels = [i.baseline for i in page.items if isinstance(i, Text) and i.text == "R-014"]
    assert len(labels) == 4
    assert all(a < b for a, b in pairwise(labels))
