"""Whole contests, all at one scale, as many as fit, never below 100 dpi of paper."""

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.grid.fitting import LARGEST_DPI, LEAST_DPI, Fit, Frame, fit

FRAME = Frame(edge=4, above=24, beside=92, gap=6)
SMALL_SCREEN = (1342, 520)


def _whole(contest: tuple[float, float], found: Fit, view: tuple[int, int]) -> bool:
    """Whether every place lies inside the view, and the contest inside its place."""
    across = found.columns * (found.width + FRAME.gap) - FRAME.gap
    down = found.rows * (found.height + FRAME.gap) - FRAME.gap
    beside = FRAME.beside if found.words_beside else 0
    above = 0 if found.words_beside else FRAME.above
    return (
        across <= view[0]
        and down <= view[1]
        and contest[0] * found.dpi <= found.width - 2 * FRAME.edge - beside
        and contest[1] * found.dpi <= found.height - 2 * FRAME.edge - above
    )


def test_about_twenty_short_contests_have_room_on_a_small_screen() -> None:
    found = fit((2.5, 0.9), SMALL_SCREEN, FRAME, 24)
    assert found is not None
    assert (found.columns, found.rows) == (5, 4)
    assert found.dpi >= LEAST_DPI


def test_a_wide_row_has_its_words_beside_it_where_more_fit_so() -> None:
    found = fit((5.2, 0.7), SMALL_SCREEN, FRAME, 24)
    assert found is not None
    assert found.words_beside
    assert 10 <= found.room <= 12


def test_few_are_shown_larger_and_none_beyond_what_was_scanned() -> None:
    many, few = (fit((2.5, 0.9), SMALL_SCREEN, FRAME, most) for most in (24, 2))
    assert many is not None
    assert few is not None
    assert few.dpi == LARGEST_DPI > many.dpi


def test_a_contest_larger_than_the_view_stands_on_no_page() -> None:
    assert fit((8.0, 6.0), SMALL_SCREEN, FRAME, 24) is None


@given(
    st.tuples(st.floats(0.3, 9), st.floats(0.3, 9)),
    st.tuples(st.integers(300, 2600), st.integers(200, 1400)),
    st.integers(1, 64),
)
def test_whatever_the_screen_contests_are_whole_and_never_too_small(
    contest: tuple[float, float], view: tuple[int, int], most: int
) -> None:
    found = fit(contest, view, FRAME, most)
    if found is None:
        return
    assert LEAST_DPI <= found.dpi <= LARGEST_DPI
    assert _whole(contest, found, view)
