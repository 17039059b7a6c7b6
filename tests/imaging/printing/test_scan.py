"""Scans are repeatable to the byte, and their boxes are exact."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.imaging.printing.geometry import Affine, Box
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.scan import (
    BILEVEL_SCANNER,
    GREY_SCANNER,
    STILL_SCANNER,
    Scan,
    ScanFormat,
    Scanner,
    decode,
    scan_page,
)
from tests.imaging.printing.ballots import ballot, printed_centre

SCANNERS = pytest.mark.parametrize(
    "scanner", [GREY_SCANNER, BILEVEL_SCANNER], ids=lambda scanner: scanner.format
)


def _scan(scanner: Scanner, seed: int) -> Scan:
    front = ballot().front
    return scan_page(front.image, front.layout, scanner, np.random.default_rng(seed))


@SCANNERS
@pytest.mark.parametrize("seed", range(20))
def test_boxes_lie_on_the_ovals_after_the_warp(scanner: Scanner, seed: int) -> None:
    # Dust is left out: a speck on an oval moves its centre of ink, not the oval.
    scan = _scan(replace(scanner, specks=0, streaks=0), seed)
    picture = decode(scan.data)
    for place in scan.layout.targets:
        x, y = printed_centre(picture, place.target)
        assert np.hypot(x - place.target.centre[0], y - place.target.centre[1]) < 1.0


@SCANNERS
def test_the_same_seed_gives_the_same_bytes(scanner: Scanner) -> None:
    assert _scan(scanner, 4).data == _scan(scanner, 4).data
    assert _scan(scanner, 4).data != _scan(scanner, 5).data


@pytest.mark.parametrize("seed", range(3))
def test_g4_comes_back_bit_for_bit(seed: int) -> None:
    scan = _scan(BILEVEL_SCANNER, seed)
    assert scan.format is ScanFormat.G4_TIFF
    assert np.array_equal(decode(scan.data), scan.pixels)
    assert set(np.unique(scan.pixels)) == {0, 255}
    assert len(scan.data) < 60_000


def test_grey_comes_back_nearly_as_it_was() -> None:
    scan = _scan(GREY_SCANNER, 1)
    assert scan.data.startswith(b"\xff\xd8")
    off = np.abs(decode(scan.data).astype(int) - scan.pixels)
    assert off.mean() < 4


def test_a_still_scanner_moves_nothing() -> None:
    scan = _scan(STILL_SCANNER, 1)
    assert scan.affine == Affine()
    for scanned, printed in zip(scan.layout.targets, ballot().front.layout.targets, strict=True):
        assert scanned.target.centre == pytest.approx(printed.target.centre)
        assert scanned.target.width == pytest.approx(printed.target.width)
    assert np.mean((scan.pixels > 128) != (ballot().front.image > 128)) < 0.005


def test_skew_stays_within_what_the_scanner_does() -> None:
    for seed in range(30):
        affine = (
            _scan(STILL_SCANNER, seed).affine if seed == 0 else _scan(GREY_SCANNER, seed).affine
        )
        assert abs(np.degrees(np.arctan2(affine.d, affine.a))) <= 0.6 + 1e-9
        assert all(abs(scale - 1) <= 0.005 + 1e-9 for scale in affine.scale)


def test_colour_pages_are_scanned_in_grey() -> None:
    front = ballot().front
    rgb = np.repeat(front.image[:, :, None], 3, axis=2)
    marks = [MarkSpec("senate", "cole", MarkKind.FILLED)]
    marked = apply_marks(rgb, front.layout, marks, np.random.default_rng(2))
    scan = scan_page(marked, front.layout, BILEVEL_SCANNER, np.random.default_rng(2))
    assert scan.pixels.shape == front.image.shape


@settings(max_examples=50)
@given(
    st.floats(-7, 7),
    st.floats(0.9, 1.1),
    st.floats(0.9, 1.1),
    st.tuples(st.floats(-80, 80), st.floats(-80, 80)),
    st.tuples(st.floats(0, 1700), st.floats(0, 2200)),
)
def test_a_turned_box_keeps_its_centre_and_an_enclosing_box_its_corners(
    degrees: float,
    wide: float,
    high: float,
    shift: tuple[float, float],
    at: tuple[float, float],
) -> None:
    affine = Affine.about((850, 1100), degrees=degrees, scale=(wide, high), shift=shift)
    box = Box(at[0], at[1], 38, 23)
    assert box.turned(affine).centre == pytest.approx(affine.apply(*box.centre))
    around = box.around(affine).grown(1e-6)
    for x in (box.left, box.right):
        for y in (box.top, box.bottom):
            u, v = affine.apply(x, y)
            assert around.left <= u <= around.right
            assert around.top <= v <= around.bottom
    assert around.centre == pytest.approx(affine.apply(*box.centre))
