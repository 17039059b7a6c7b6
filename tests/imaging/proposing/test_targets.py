"""Targets are proposed where they are printed: ovals, circles and boxes, empty or marked."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey, PageImage, read_page
from adjudicator.imaging.proposing import propose_targets
from tests.imaging.real import hampshire, samples

CONTEST = Box(100, 300, 500, 420)
_BLACK = 0


def drawn(kind: str, *, scale: float = 1.0, marked: frozenset[int] = frozenset()) -> PageImage:
    """A page at 200 dpi with a contest of six choices, headings and text around."""
    grey = np.full((2200, 1700), 255, np.uint8)
    cv2.rectangle(grey, (100, 300), (600, 720), _BLACK, 2)
    _write(grey, "GOVERNOR OF OOO", (200, 360), 1.2)
    for number, (x, y) in enumerate(places()):
        _target(grey, kind, x, y)
        _write(grey, f"Otto Oober {number}", (x + 60, y + 10), 0.8)
        if number in marked:
            cv2.ellipse(grey, (x, y), (19, 13), 0, 0, 360, 40, -1)
    for line in range(8):
        _write(grey, "Odd 0008 words of a Board, 80 of O", (800, 400 + 60 * line), 0.9)
    size = (round(1700 * scale), round(2200 * scale))
    smaller = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return PageImage(np.asarray(smaller, np.uint8), one_bit=False, dpi=200 * scale)


def places() -> list[tuple[int, int]]:
    """The middles of the targets: three rows, two columns."""
    return [(x, y) for y in (460, 540, 620) for x in (140, 380)]


def _target(grey: Grey, kind: str, x: int, y: int) -> None:
    if kind == "oval":
        cv2.ellipse(grey, (x, y), (20, 12), 0, 0, 360, _BLACK, 2)
    elif kind == "circle":
        cv2.circle(grey, (x, y), 14, _BLACK, 2)
    else:
        cv2.rectangle(grey, (x - 14, y - 14), (x + 14, y + 14), _BLACK, 2)


def _write(grey: Grey, words: str, at: tuple[int, int], size: float) -> None:
    cv2.putText(grey, words, at, cv2.FONT_HERSHEY_SIMPLEX, size, _BLACK, 2)


def middles(found: tuple[Box, ...]) -> list[tuple[int, int]]:
    return [(round(b.x + b.width / 2), round(b.y + b.height / 2)) for b in found]


def near(found: tuple[Box, ...], wanted: list[tuple[int, int]], within: float) -> bool:
    pairs = zip(middles(found), wanted, strict=True)
    return all(np.hypot(x - u, y - v) <= within for (x, y), (u, v) in pairs)


@pytest.mark.parametrize("kind", ["oval", "circle", "box"])
@pytest.mark.parametrize("marked", [frozenset[int](), frozenset({1, 4})])
def test_all_are_found_in_paper_order_and_no_letters(kind: str, marked: frozenset[int]) -> None:
    assert near(propose_targets(drawn(kind, marked=marked), CONTEST), places(), 1.5)


def test_a_scan_of_300_dots_per_inch_does_as_well() -> None:
    box = Box(150, 450, 750, 630)
    wanted = [(round(1.5 * x), round(1.5 * y)) for x, y in places()]
    assert near(propose_targets(drawn("oval", scale=1.5), box), wanted, 2.5)


def test_a_column_that_is_marked_throughout_is_found_by_its_rows() -> None:
    page = drawn("oval", marked=frozenset({0, 2, 4}))
    assert near(propose_targets(page, CONTEST), places(), 1.5)


def test_nothing_is_proposed_where_there_is_nothing() -> None:
    page = drawn("oval")
    assert propose_targets(page, Box(1000, 1500, 400, 300)) == ()
    blank = PageImage(np.full((2200, 1700), 255, np.uint8), one_bit=False, dpi=200)
    assert propose_targets(blank, CONTEST) == ()
    assert propose_targets(page, Box(1690, 2190, 5, 5)) == ()


@pytest.mark.parametrize("side", ["front", "back"])
def test_every_target_of_a_real_blank_ballot_is_found(shared_data: Path, side: str) -> None:
    pages = hampshire.scored_pages(shared_data)
    page = next(p for p in pages if p.sheet == hampshire.BLANK and p.side == side)
    image = read_page(page.image(shared_data).read_bytes())
    for contest in page.contests:
        wanted = sorted(t.box.y for t in page.targets if t.contest == contest.contest)
        found = propose_targets(image, contest.box.grown(-0.01))
        assert len(found) == len(wanted)
        assert all(abs(f - y) <= 3 for f, y in zip(sorted(b.y for b in found), wanted, strict=True))


def test_targets_of_a_marked_real_ballot_are_found(shared_data: Path) -> None:
    layouts = samples.sample_layouts(shared_data)
    pages = [p for p in samples.sample_pages(shared_data) if p.election == "durant"]
    for page in pages[::4]:
        layout = layouts[page.template]
        image = read_page((shared_data / "sample-ballots" / page.page).read_bytes())
        for contest in layout.contests:
            moved = Box(contest.box.x + page.matrix[2], contest.box.y + page.matrix[5], 0, 0)
            box = Box(moved.x - 4, moved.y - 4, contest.box.width + 8, contest.box.height + 8)
            wanted = [t for t in layout.targets if t.contest == contest.contest]
            assert len(propose_targets(image, box)) == len(wanted)
