"""Codes are read back from the bytes of the file, as a scanner would read them from the paper."""

import string
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from adjudicator.interchange.papers.codes import (
    QUIET,
    bars,
    batch_code,
    batch_of_code,
    case_code,
    dots,
)
from adjudicator.interchange.papers.pdf import render
from adjudicator.ledger.casenumbers import case_number, parse_case_number
from adjudicator.ledger.origin import MAX_LENGTH
from tests.interchange.papers.examples import CODE, ROOT, Examples
from tests.interchange.papers.reading import raster, read_pages, scan_code_128

SYMBOLS = string.digits + "ABCDEFGHJKMNPQRSTVWXYZ"


def line_of(widths: tuple[int, ...], module: int = 3) -> NDArray[np.uint8]:
    """One line of pixels across a symbol with its quiet zones."""
    pieces = [np.full(QUIET * module, 255, np.uint8)]
    pieces += [np.full(w * module, 255 * (n % 2), np.uint8) for n, w in enumerate(widths)]
    return np.concatenate([*pieces, pieces[0]])


def scanned(pixels: NDArray[np.uint8]) -> set[str]:
    """Everything some line across the page reads."""
    found = set()
    for row in pixels[::16]:
        try:
            found.add(scan_code_128(row))
        except (ValueError, IndexError):
            continue
    return found


@given(st.text(string.printable[:95], min_size=1, max_size=14))
def test_a_bar_code_reads_back_as_its_text(text: str) -> None:
    assert scan_code_128(line_of(bars(text))) == text


def test_a_line_lost_is_noticed_by_the_check() -> None:
    widths = list(bars("/417K"))
    widths[8], widths[10] = widths[10], widths[8]
    with pytest.raises(ValueError, match=r"check|not in"):
        scan_code_128(line_of(tuple(widths)))


@pytest.mark.parametrize("text", ["", "é", "a\r"])
def test_what_a_keyboard_cannot_type_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="printable ASCII"):
        bars(text)


def test_the_cover_types_its_batch() -> None:
    (page,) = read_pages(render(Examples().cover()))
    assert scanned(raster(page)) == {"/B.31"}
    assert "/B.31" in page.texts


@pytest.mark.parametrize("place", [1, 417, 11_361, 30_899, 1_500_000])
def test_the_slip_types_its_case_whatever_its_check_symbol(place: int) -> None:
    number = case_number(place)
    (page,) = read_pages(render(replace(Examples().slip(), number=number)))
    (typed,) = scanned(raster(page))
    assert typed == f"/{number}"
    assert parse_case_number(typed.removeprefix("/")) == place


def test_bars_are_wide_and_high_enough_for_a_plain_scanner() -> None:
    for paper in (Examples().cover(), Examples().slip()):
        (page,) = read_pages(render(paper))
        black = [box for grey, box in page.boxes if grey == 0]
        assert min(width for _, _, width, _ in black) >= 0.0125 * 72
        assert min(height for *_, height in black) >= 0.5 * 72


@given(st.integers(1, 999_999_999))
def test_a_batch_is_never_taken_for_a_case(number: int) -> None:
    typed = batch_code(number)
    assert batch_of_code(typed) == batch_of_code(typed.strip("/").lower()) == number
    with pytest.raises(ValueError, match="not a case number"):
        parse_case_number(typed.strip("/"))


@given(st.integers(1, 3_000_000))
def test_a_case_is_never_taken_for_a_batch(place: int) -> None:
    assert batch_of_code(case_code(case_number(place))) is None


def test_without_the_point_a_batch_could_be_a_case() -> None:
    # The reason for the point: the last symbol of this number fits.
    assert parse_case_number("B312") == 11_361


def test_the_square_holds_the_record_code_and_the_whole_head() -> None:
    (page,) = read_pages(render(Examples().recess()))
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(raster(page))
    assert text.split("\n") == [CODE, "adjudicator.org/county/4f3a9c0d2e11", "1212000", ROOT]


@pytest.mark.parametrize("size", [2, 1_000_000])
def test_the_square_of_a_card_is_the_checkpoint_to_the_byte(size: int) -> None:
    card = Examples().proof_card(size)
    # 4 x 7 + 17 modules: version 7 of ISO/IEC 18004, whatever the record's name.
    assert len(card.origin) == MAX_LENGTH
    assert len(dots(card.square)) <= 45
    (page,) = read_pages(render(card))
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(raster(page))
    assert text == card.body
    assert text.split("\n") == [card.origin, str(size), ROOT, ""]
    assert "".join(card.groups) == card.root.upper()
    assert [len(group) for group in card.groups] == [4] * 16


@pytest.mark.parametrize("lines", [["A"], ["4C1F", "x" * 40], ["y" * 90, "z" * 90]])
def test_a_square_reads_back(lines: list[str]) -> None:
    rows = dots(lines)
    assert {len(row) for row in rows} == {len(rows)}
    dark = np.array([[int(dot) for dot in row] for row in rows], np.uint8)
    image = np.kron(np.pad(1 - dark, 4, constant_values=1) * 255, np.ones((6, 6))).astype(np.uint8)
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(image)
    assert text == "\n".join(lines)
