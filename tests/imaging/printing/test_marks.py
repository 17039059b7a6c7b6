"""Every mark puts ink where its name says, nowhere else, and the same for the same seed."""

import numpy as np
import pytest

from adjudicator.imaging.printing.geometry import Box, Grey, TargetBox
from adjudicator.imaging.printing.marks import (
    MarkKind,
    MarkSpec,
    Where,
    apply_marks,
)
from adjudicator.imaging.printing.pens import PENS
from tests.imaging.printing.ballots import ballot, under

SEEDS = range(12)
IN_TARGET = (
    MarkKind.FILLED,
    MarkKind.SLOPPY_FILL,
    MarkKind.PARTIAL_FILL,
    MarkKind.FAINT,
    MarkKind.DOT,
    MarkKind.X,
    MarkKind.CHECK,
    MarkKind.PLUS,
    MarkKind.STAR,
    MarkKind.ASTERISK,
    MarkKind.SLASH,
    MarkKind.LINE,
    MarkKind.STRUCK_FILL,
    MarkKind.ERASED,
    MarkKind.HOLE,
)
OUTSIDE_TARGET = (
    MarkKind.DASH,
    MarkKind.ARROW,
    MarkKind.CIRCLED_NAME,
    MarkKind.CIRCLED_PARTY,
    MarkKind.CIRCLED_TARGET,
    MarkKind.UNDERLINED_NAME,
    MarkKind.UNDERLINED_TARGET,
    MarkKind.STRUCK_NAME,
)
COLE = ballot().front.layout.contest("senate").target("cole")


def _changed(*marks: MarkSpec, seed: int = 1) -> Grey:
    """How much darker or lighter each pixel of the front became."""
    front = ballot().front
    marked = apply_marks(front.image, front.layout, marks, np.random.default_rng(seed))
    return np.abs(marked.astype(int) - front.image).astype(np.uint8)


def _mark(kind: MarkKind, **more: object) -> MarkSpec:
    return MarkSpec("senate", "cole", kind, **more)  # type: ignore[arg-type]  # passed on as given


def _inside(place: TargetBox) -> Box:
    return place.target.grown(-5)


def _party(place: TargetBox) -> Box:
    assert place.party is not None
    return place.party


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", IN_TARGET)
def test_marks_in_the_oval_ink_its_inside(kind: MarkKind, seed: int) -> None:
    change = _changed(_mark(kind), seed=seed)
    assert under(change, _inside(COLE)).max() > 12, "no ink inside the oval"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", OUTSIDE_TARGET)
def test_marks_outside_the_oval_leave_its_inside_alone(kind: MarkKind, seed: int) -> None:
    change = _changed(_mark(kind), seed=seed)
    assert change.max() > 60, "no ink at all"
    assert under(change, _inside(COLE)).max() == 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", IN_TARGET + OUTSIDE_TARGET)
def test_no_mark_touches_another_choice(kind: MarkKind, seed: int) -> None:
    change = _changed(_mark(kind), seed=seed)
    contest = ballot().front.layout.contest("senate")
    for place in contest.targets:
        if place.choice != "cole" and not place.write_in:
            assert under(change, place.target).max() == 0, f"ink on the oval of {place.choice}"
            assert under(change, place.label).max() == 0, f"ink on the name of {place.choice}"
    rows, columns = np.nonzero(change)
    reach = COLE.row.grown(12)
    assert reach.top <= rows.min()
    assert rows.max() <= reach.bottom
    assert reach.left <= columns.min()
    assert columns.max() <= reach.right


@pytest.mark.parametrize("seed", SEEDS)
def test_a_circled_name_is_ringed_on_all_sides(seed: int) -> None:
    change = _changed(_mark(MarkKind.CIRCLED_NAME), seed=seed)
    label = COLE.label
    ring = {
        "left": Box(label.left - 26, label.top, 26, label.height),
        "right": Box(label.right, label.top, 26, label.height),
        "above": Box(label.left, label.top - 18, label.width, 18),
        "below": Box(label.left, label.bottom - 2, label.width, 18),
    }
    for side, box in ring.items():
        assert under(change, box).max() > 60, f"the circle is open {side}"


@pytest.mark.parametrize("seed", SEEDS)
def test_strikes_underlines_and_parties_are_on_their_own_part(seed: int) -> None:
    struck = _changed(_mark(MarkKind.STRUCK_NAME), seed=seed)
    across = under(struck, COLE.label).max(axis=0) > 20
    # Ink shows only between the letters; a line through them all leaves no wide gap.
    assert across.mean() > 0.3
    lined = _changed(_mark(MarkKind.UNDERLINED_NAME), seed=seed)
    below = Box(COLE.label.left, COLE.label.bottom - 3, COLE.label.width, 16)
    assert (under(lined, below).max(axis=0) > 20).mean() > 0.8
    party = _changed(_mark(MarkKind.CIRCLED_PARTY), seed=seed)
    assert under(party, COLE.label).max() == 0
    assert under(party, _party(COLE).grown(18)).max() > 60


@pytest.mark.parametrize("where", [Where.BESIDE, Where.NAME, Where.BEFORE])
def test_small_marks_go_where_they_are_sent(where: Where) -> None:
    change = _changed(_mark(MarkKind.X, where=where, size=0.8))
    zones = {
        Where.BESIDE: Box(COLE.label.right, COLE.row.top, 60, COLE.row.height),
        Where.NAME: COLE.label,
        Where.BEFORE: Box(COLE.target.left - 45, COLE.row.top, 45, COLE.row.height),
    }
    assert under(change, zones[where]).max() > 60
    assert under(change, _inside(COLE)).max() == 0


@pytest.mark.parametrize("pen", PENS, ids=lambda pen: pen.name)
def test_every_pen_fills_an_oval_dark(pen: object) -> None:
    front = ballot().front
    marks = [_mark(MarkKind.FILLED, pen=pen)]
    marked = apply_marks(front.image, front.layout, marks, np.random.default_rng(5))
    assert under(marked, COLE.target.grown(-6)).mean() < 140


def test_words_stand_beside_the_name_before_the_party() -> None:
    change = _changed(_mark(MarkKind.WORDS, words="not this"))
    room = Box(
        COLE.label.right, COLE.row.top, _party(COLE).left - COLE.label.right, COLE.row.height
    )
    assert (under(change, room) > 40).sum() > 150
    assert under(change, COLE.label).max() == 0
    assert under(change, COLE.target).max() == 0


def test_a_written_name_stands_on_its_line_and_leaves_the_oval_empty() -> None:
    place = ballot().front.layout.contest("senate").target("line-1")
    mark = MarkSpec("senate", "line-1", MarkKind.WRITE_IN, "Joan Pettigrew")
    change = _changed(mark)
    assert (under(change, place.label) > 40).sum() > 500
    assert under(change, place.target).max() == 0


def test_words_of_a_whole_contest_stand_beneath_its_title() -> None:
    change = _changed(MarkSpec("board", None, MarkKind.WORDS, "none of these"))
    box = ballot().front.layout.contest("board")
    assert (under(change, box.title) > 40).sum() > 200
    assert all(under(change, place.target).max() == 0 for place in box.targets)


@pytest.mark.parametrize("seed", SEEDS)
def test_stray_ink_is_in_the_contest_and_clear_of_names_and_ovals(seed: int) -> None:
    change = _changed(MarkSpec("board", None, MarkKind.STRAY), seed=seed)
    box = ballot().front.layout.contest("board")
    rows, columns = np.nonzero(change > 20)
    assert len(rows)
    assert box.box.left - 3 <= columns.min()
    assert columns.max() <= box.box.right + 3
    for place in box.targets:
        assert under(change, place.target).max() == 0
        assert under(change, place.label).max() == 0


def test_one_circle_can_hold_two_names() -> None:
    change = _changed(_mark(MarkKind.CIRCLED_NAME, also=("hill",)))
    hill = ballot().front.layout.contest("senate").target("hill")
    between = Box(COLE.label.left, COLE.label.bottom + 4, COLE.label.width, 12)
    assert under(change, between)[:, 8:-8].max() == 0, "a line separates the names"
    below = Box(hill.label.left, hill.label.bottom, hill.label.width, 16)
    assert under(change, below).max() > 60


def test_blank_changes_nothing_and_the_page_itself_is_never_written_on() -> None:
    before = ballot().front.image.copy()
    assert _changed(MarkSpec(None, None, MarkKind.BLANK)).max() == 0
    _changed(_mark(MarkKind.FILLED), MarkSpec(None, None, MarkKind.COFFEE))
    assert np.array_equal(ballot().front.image, before)


def test_a_tear_takes_print_away_at_one_edge_and_nowhere_else() -> None:
    change = _changed(MarkSpec(None, None, MarkKind.TORN))
    rows, columns = np.nonzero(change > 20)
    height, width = change.shape
    assert columns.min() < 0.01 * width
    assert 0.2 * width < columns.max() < 0.3 * width
    assert rows.min() > 0.3 * height
    assert rows.max() < 0.6 * height


@pytest.mark.parametrize("kind", [MarkKind.COFFEE, MarkKind.FOLD])
def test_damage_is_seen_but_leaves_the_print_legible(kind: MarkKind) -> None:
    change = _changed(MarkSpec(None, None, kind))
    assert change.max() > 15
    assert (change > 100).mean() < 0.002


@pytest.mark.parametrize("kind", list(MarkKind))
def test_the_same_seed_gives_the_same_pixels_in_grey_and_colour(kind: MarkKind) -> None:
    front = ballot().front
    words = "ann poe" if kind in (MarkKind.WORDS, MarkKind.WRITE_IN) else ""
    choice = None if kind is MarkKind.STRAY else "cole"
    marks = [MarkSpec("senate", choice, kind, words)]
    rgb = np.repeat(front.image[:, :, None], 3, axis=2)
    for page in (front.image, rgb):
        one, two = (
            apply_marks(page, front.layout, marks, np.random.default_rng(8)) for _ in range(2)
        )
        assert np.array_equal(one, two)
        assert (kind is MarkKind.BLANK) == np.array_equal(one, page)


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        (MarkSpec("senate", None, MarkKind.X), "needs a choice"),
        (MarkSpec(None, None, MarkKind.X), "needs a contest"),
        (MarkSpec("senate", "cole", MarkKind.WORDS), "needs the words"),
        (MarkSpec("board", "eddy", MarkKind.CIRCLED_PARTY), "no printed party"),
        (MarkSpec("senate", "cole", MarkKind.WORDS, "\u4e0d"), "no hand letter"),
    ],
)
def test_marks_that_cannot_be_made_say_why(mark: MarkSpec, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        _changed(mark)


def test_a_choice_that_is_not_printed_is_an_error() -> None:
    with pytest.raises(KeyError):
        _changed(MarkSpec("senate", "quist", MarkKind.X))
