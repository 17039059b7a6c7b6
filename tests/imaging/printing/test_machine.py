"""The simulated tabulator counts filled ovals and nothing that lies outside them."""

import numpy as np
import pytest

from adjudicator.imaging.printing.machine import ContestReading, TargetReading, read_page
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.scan import (
    BILEVEL_SCANNER,
    GREY_SCANNER,
    Scanner,
    decode,
    scan_page,
)
from tests.imaging.printing.ballots import ballot, seats

SCANNERS = pytest.mark.parametrize(
    "scanner", [GREY_SCANNER, BILEVEL_SCANNER], ids=lambda scanner: scanner.format
)
UNSEEN = (
    MarkKind.CIRCLED_NAME,
    MarkKind.CIRCLED_TARGET,
    MarkKind.CIRCLED_PARTY,
    MarkKind.UNDERLINED_NAME,
    MarkKind.STRUCK_NAME,
    MarkKind.DASH,
    MarkKind.ARROW,
    MarkKind.DOT,
    MarkKind.FAINT,
    MarkKind.ERASED,
)


def _read(scanner: Scanner, seed: int, *marks: MarkSpec) -> dict[str, ContestReading]:
    front, rng = ballot().front, np.random.default_rng(seed)
    marked = apply_marks(front.image, front.layout, marks, rng)
    scan = scan_page(marked, front.layout, scanner, rng)
    return {read.contest: read for read in read_page(decode(scan.data), scan.layout, seats())}


@SCANNERS
@pytest.mark.parametrize("seed", range(10))
def test_blank_ovals_read_empty_and_filled_ones_full(scanner: Scanner, seed: int) -> None:
    read = _read(scanner, seed, MarkSpec("senate", "cole", MarkKind.FILLED))
    for contest in read.values():
        for target in contest.targets:
            if (target.contest, target.choice) == ("senate", "cole"):
                assert target.density > 800
            else:
                assert target.density < 60
    assert read["senate"].votes == ("cole",)
    assert read["senate"].undervotes == 0
    assert read["board"].votes == ()
    assert read["board"].undervotes == 3


@SCANNERS
@pytest.mark.parametrize("kind", UNSEEN)
@pytest.mark.parametrize("seed", range(4))
def test_marks_outside_or_too_light_are_not_seen(
    scanner: Scanner, kind: MarkKind, seed: int
) -> None:
    read = _read(scanner, seed, MarkSpec("senate", "cole", kind))
    assert read["senate"].votes == ()
    assert read["senate"].undervotes == 1


def test_the_machine_counts_a_crossed_out_fill_as_a_mark() -> None:
    read = _read(
        BILEVEL_SCANNER,
        1,
        MarkSpec("senate", "reed", MarkKind.STRUCK_FILL, "not this"),
        MarkSpec("senate", "cole", MarkKind.FILLED),
    )
    assert read["senate"].marked == ("reed", "cole")
    assert read["senate"].overvoted
    assert read["senate"].votes == ()
    assert (read["senate"].overvotes, read["senate"].undervotes) == (1, 0)


def test_an_overvote_is_counted_in_votes() -> None:
    four = tuple(TargetReading("board", name, 900, marked=True) for name in "abcd")
    assert ContestReading("board", 3, four).overvotes == 3
    assert ContestReading("board", 3, four[:2]).undervotes == 1
    assert ContestReading("board", 3, four[:3]).votes == ("a", "b", "c")


def test_a_contest_without_seats_is_an_error() -> None:
    front = ballot().front
    with pytest.raises(KeyError):
        read_page(front.image, front.layout, {"senate": 1})
