import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.desktop.ballot import geometry
from adjudicator.desktop.ballot.geometry import Camera, Size
from adjudicator.domain.layouts import Box

PAGE = Size(1700, 2200)
VIEW = Size(890, 525)
numbers = st.floats(10, 1500)
boxes = st.builds(
    Box, st.floats(0, 1200), st.floats(0, 1800), st.floats(20, 500), st.floats(20, 400)
)


def test_the_whole_page_is_shown_and_centred() -> None:
    camera = geometry.fit_page(PAGE, VIEW)
    assert geometry.shows_all(camera, PAGE, VIEW)
    on_screen = camera.to_screen(Box(0, 0, PAGE.width, PAGE.height))
    assert on_screen.height == pytest.approx(VIEW.height)
    assert on_screen.x == pytest.approx(VIEW.width - on_screen.right)


@given(boxes)
def test_a_contest_is_shown_with_its_surroundings_as_large_as_it_can_be(box: Box) -> None:
    camera = geometry.fit_box(box, PAGE, VIEW)
    seen = camera.to_screen(box.grown(geometry.SURROUNDINGS))
    margin = geometry.LEAST_MARGIN
    wide, high = seen.width, seen.height
    assert wide <= VIEW.width - 2 * margin + 0.01
    assert high <= VIEW.height - 2 * margin + 0.01
    assert camera.scale == pytest.approx(geometry.CONTEST_LARGEST) or (
        wide == pytest.approx(VIEW.width - 2 * margin)
        or high == pytest.approx(VIEW.height - 2 * margin)
    )
    inside = camera.to_screen(box)
    assert inside.x >= -0.01
    assert inside.bottom <= VIEW.height + 0.01


@given(boxes, st.floats(0, 890), st.floats(0, 525))
def test_zooming_in_keeps_the_point_under_the_cursor(box: Box, x: float, y: float) -> None:
    camera = geometry.fit_box(box, PAGE, VIEW)
    before = camera.to_image(x, y)
    nearer = geometry.zoomed(camera, PAGE, VIEW, 1.25, (x, y))
    after = nearer.to_image(x, y)
    page_fills = all(
        seen <= length
        for seen, length in (
            (VIEW.width / camera.scale, PAGE.width),
            (VIEW.height / camera.scale, PAGE.height),
        )
    )
    if page_fills and nearer.scale > camera.scale:
        assert after == pytest.approx(before, abs=0.01)


def test_zoom_ends_at_800_per_cent() -> None:
    camera = Camera()
    for _ in range(40):
        camera = geometry.zoomed(camera, PAGE, VIEW, 1.25, (10, 10))
    assert camera.scale == 8.0


@given(st.floats(-9000, 9000), st.floats(-9000, 9000))
def test_a_page_cannot_be_dragged_out_of_sight(dx: float, dy: float) -> None:
    camera = geometry.moved(Camera(2.0), PAGE, VIEW, dx, dy)
    seen = geometry.visible(camera, PAGE, VIEW)
    assert seen.width == pytest.approx(VIEW.width / 2)
    assert seen.height == pytest.approx(VIEW.height / 2)


@given(boxes, st.integers(0, 7))
def test_turning_a_box_all_the_way_round_gives_it_back(box: Box, quarters: int) -> None:
    turned = geometry.turned_box(box, PAGE, quarters)
    size = geometry.turned_size(PAGE, quarters % 4)
    back = geometry.turned_box(turned, size, -quarters % 4)
    assert (back.x, back.y) == pytest.approx((box.x, box.y), abs=0.001)
    assert turned.x >= -0.01
    assert turned.right <= size.width + 0.01


def test_a_quarter_turn_takes_the_top_left_corner_to_the_top_right() -> None:
    turned = geometry.turned_box(Box(0, 0, 10, 20), Size(100, 200), 1)
    assert turned == Box(180, 0, 20, 10)
