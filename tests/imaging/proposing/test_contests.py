"""A contest is found on another style's page by its print, or not at all."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.imaging.pages import Grey, PageImage, read_page
from adjudicator.imaging.proposing import propose_contest
from adjudicator.imaging.registration import PreparedReference, prepare
from tests.imaging.real import samples

BOX = Box(100, 300, 560, 300)
TARGETS = tuple(
    TargetBox("mayor", choice, Box(130, 430 + 60 * n, 40, 24)) for n, choice in enumerate("ab")
)


def page(x: int, y: int, *, scale: float = 1.0, name: str = "Ann Ash") -> PageImage:
    """A page whose contest for mayor stands at that place, among other print."""
    grey = np.full((2200, 1700), 255, np.uint8)
    _contest(grey, 1000, 200, "Council of Heron", ("Cy Cedar", "Di Dogwood"))
    _contest(grey, x, y, "Mayor of Heronville", (name, "Bob Birch"))
    size = (round(1700 * scale), round(2200 * scale))
    other = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC)
    return PageImage(np.asarray(other, np.uint8), one_bit=False, dpi=200)


def _contest(grey: Grey, x: int, y: int, title: str, names: tuple[str, ...]) -> None:
    cv2.rectangle(grey, (x, y), (x + 560, y + 300), 0, 2)
    _write(grey, title, (x + 60, y + 60))
    _write(grey, "Vote for one person only", (x + 60, y + 100), 0.7)
    for n, name in enumerate(names):
        cv2.ellipse(grey, (x + 50, y + 142 + 60 * n), (20, 12), 0, 0, 360, 0, 2)
        _write(grey, name, (x + 100, y + 152 + 60 * n))


def _write(grey: Grey, words: str, at: tuple[int, int], size: float = 1.0) -> None:
    cv2.putText(grey, words, at, cv2.FONT_HERSHEY_DUPLEX, size, 0, 2)


@pytest.fixture(scope="module")
def known() -> PreparedReference:
    layout = PageLayout(1700, 2200, (ContestBox("mayor", BOX),), TARGETS)
    return prepare(ReferencePage("1", "front", "ab" * 32, 1, layout, "k"), page(100, 300))


@pytest.mark.parametrize("scale", [0.96, 1.0, 1.04])
def test_it_is_found_elsewhere_and_a_little_larger_or_smaller(
    known: PreparedReference, scale: float
) -> None:
    found = propose_contest(known, "mayor", page(900, 1200, scale=scale))
    assert found is not None
    assert found.print_found > 0.98
    assert (found.box.x, found.box.y) == pytest.approx((900 * scale, 1200 * scale), abs=3)
    for n, target in enumerate(found.targets):
        middle = (target.box.x + target.box.width / 2, target.box.y + target.box.height / 2)
        assert middle == pytest.approx((950 * scale, (1342 + 60 * n) * scale), abs=2)
    assert [t.choice for t in found.targets] == ["a", "b"]


def test_another_name_is_another_contest(known: PreparedReference) -> None:
    assert propose_contest(known, "mayor", page(900, 1200, name="Li Po")) is None


def test_where_it_is_not_printed_nothing_is_proposed(known: PreparedReference) -> None:
    blank = PageImage(np.full((2200, 1700), 255, np.uint8), one_bit=False, dpi=200)
    assert propose_contest(known, "mayor", blank) is None
    assert propose_contest(known, "council", page(900, 1200)) is None


def test_it_is_found_on_real_ballots_of_another_style(shared_data: Path) -> None:
    layouts = samples.sample_layouts(shared_data)
    first, other = (f"calhoun2010primary_full/blank/1199_{number}.tif" for number in ("005", "011"))
    images = {
        name: read_page((shared_data / "sample-ballots" / name).read_bytes())
        for name in (first, other)
    }
    reference = ReferencePage("1", "front", "ab" * 32, 1, layouts[first], "k")
    prepared = prepare(reference, images[first])
    same = 0
    for contest in layouts[first].contests:
        found = propose_contest(prepared, contest.contest, images[other])
        if found is None:
            continue
        printed = [(t.box.x, t.box.y) for t in layouts[other].targets]
        for target in found.targets:
            near = min(np.hypot(target.box.x - x, target.box.y - y) for x, y in printed)
            assert near <= 3
        same += 1
    assert same >= 3
