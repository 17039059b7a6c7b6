from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.ballot_keys import bind_ballot_keys
from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import NOT_LOCATED, WRONG_PLACE, BallotPane, BallotSide
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.kit.theme import apply_theme, theme
from adjudicator.domain.finding.place import Doubt
from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.support import hold, let_go, press
from tests.support.findings import not_located, page_finding

BOX = Box(100, 200, 200, 60)
LAYOUT = PageLayout(400, 520, (ContestBox("senate", BOX),), ())
EMPTY = PageLayout(400, 520, (), ())


@pytest.fixture
def sides(shelf: Shelf) -> tuple[BallotSide, ...]:
    return (
        BallotSide(shelf.page(1), "Front", EMPTY),
        BallotSide(shelf.page(2), "Back", LAYOUT),
    )


@pytest.fixture
def pane(cache: ImageCache, qtbot: QtBot) -> BallotPane:
    made = BallotPane(cache)
    qtbot.addWidget(made)
    made.resize(1010, 525)
    bind_ballot_keys(ActionMaker(default_table(), made), made)
    made.show()
    qtbot.waitActive(made)
    made.view.setFocus()
    return made


def _shown(pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot) -> None:
    pane.show_ballot(sides, "senate")
    qtbot.waitUntil(lambda: not pane._cache._flights)


def _outlined(pane: BallotPane) -> bool:
    picture = pane.view.grab().toImage()
    wanted = theme().colour("outline").rgb()
    return any(
        picture.pixel(x, y) == wanted
        for y in range(0, picture.height(), 3)
        for x in range(picture.width())
    )


def test_a_ballot_opens_on_the_side_of_its_contest(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    assert pane.current == 1
    box = pane.view.camera.to_screen(BOX)
    assert box.width * 1.2 == pytest.approx(pane.view.width() - 20, abs=1) or (
        pane.view.camera.scale == 3.0
    )
    assert _outlined(pane)
    assert pane.banner.sentence == ""


def test_where_an_outline_was_wrong_the_page_it_was_on_is_shown_whole(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    place = not_located("senate", Doubt.SAID_WRONG)
    bare = (sides[0], replace(sides[1], layout=None))
    places = page_finding(sides[1].ref.sha256, (place,)).places
    pane.show_ballot(bare, "senate", Found(sides[1].ref, place, places))
    qtbot.waitUntil(lambda: not pane._cache._flights)
    assert pane.current == 1
    assert pane.view.shows_whole_page
    assert not _outlined(pane)


def test_the_whole_page_again_shows_all_sides_side_by_side_and_back(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    press(pane, "A")
    assert pane.view.isVisible()
    press(pane, "A")
    assert pane.spread.isVisible()
    assert len(pane.spread.places()) == 2
    press(pane, "A")
    assert pane.view.isVisible()
    press(pane, "A", "Z")
    assert pane.view.isVisible()


def test_the_mode_is_kept_and_the_side_is_not_flipped_unasked(
    pane: BallotPane, sides: tuple[BallotSide, ...], shelf: Shelf, qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    press(pane, "W")
    assert pane.view.mode is ZoomMode.WIDTH
    press(pane, "F")
    assert pane.current == 0
    press(pane, "F")
    assert pane.current == 1
    _shown(pane, (BallotSide(shelf.page(3), "Front", EMPTY), sides[1]), qtbot)
    assert pane.view.mode is ZoomMode.WIDTH
    assert pane.current == 1


def test_a_held_h_leaves_nothing_but_the_print(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    assert _outlined(pane)
    hold(pane, "H")
    assert not _outlined(pane)
    let_go(pane, "H")
    assert _outlined(pane)


def test_the_outline_stands_outside_the_print_and_the_rest_is_dimmed(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    picture = pane.view.grab().toImage()
    box = pane.view.camera.to_screen(BOX)
    middle = int(box.y + box.height / 2)
    inside = picture.pixelColor(int(box.x) + 2, middle)
    outside = picture.pixelColor(int(box.x) - 12, middle)
    assert inside.red() == 250
    assert outside.red() == pytest.approx(250 * 0.75, abs=2)


def test_a_contest_that_is_not_located_gets_the_whole_page_and_a_true_banner(
    pane: BallotPane, shelf: Shelf, qtbot: QtBot
) -> None:
    _shown(pane, (BallotSide(shelf.page(1), "Front"), BallotSide(shelf.page(2), "Back")), qtbot)
    assert pane.banner.sentence == NOT_LOCATED
    assert pane.view.shows_whole_page
    assert not _outlined(pane)


def test_wrong_place_drops_to_the_whole_page(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    pane.wrong_place()
    assert pane.banner.sentence == WRONG_PLACE
    assert pane.view.shows_whole_page
    assert not _outlined(pane)


def test_all_sides_at_once_count_as_seen(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    assert not pane.seen.all
    with qtbot.waitSignal(pane.seen.complete):
        pane.show_all_sides(on=True)
    assert pane.seen.all


def test_each_side_whole_counts_as_seen_a_zoomed_one_does_not(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    for _ in range(2):
        with qtbot.waitSignal(pane.view.painted):
            press(pane, "F")
    assert not pane.seen.all, "the back was on the screen, but not all of it"
    with qtbot.waitSignal(pane.seen.complete):
        press(pane, "A")


def test_a_missing_side_is_said_and_never_counts_as_seen(
    pane: BallotPane, sides: tuple[BallotSide, ...], shelf: Shelf, qtbot: QtBot
) -> None:
    del shelf.files[sides[0].ref.sha256]
    _shown(pane, sides, qtbot)
    said = f"{sides[0].caption}: The image of this side is missing."
    assert pane.banner.sentence.startswith(said)
    assert pane.problem.startswith("The image of this side is missing.")
    pane.show_all_sides(on=True)
    pane.grab()
    assert not pane.seen.all
    assert pane.strip._thumbs[0].accessibleName() == "Front, image missing"


def test_ctrl_and_the_wheel_zoom_where_the_cursor_is(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    at = QPointF(300, 200)
    before = pane.view.camera.to_image(at.x(), at.y())
    inverted = False
    wheel = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, inverted,
    )  # fmt: skip
    QApplication.sendEvent(pane.view, wheel)
    assert pane.view.mode == "manual"
    assert pane.view.camera.to_image(at.x(), at.y()) == pytest.approx(before, abs=0.5)
    press(pane, "Ctrl+0")
    assert pane.view.mode == "contest"


def test_the_middle_button_and_a_held_space_drag_the_page(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    press(pane, "+", "+", "+")
    for button, space in ((Qt.MouseButton.MiddleButton, False), (Qt.MouseButton.LeftButton, True)):
        start = pane.view.camera
        if space:
            hold(pane, "Space")
        QTest.mousePress(pane.view, button, pos=QPoint(300, 200))
        QTest.mouseMove(pane.view, QPoint(280, 190))
        QTest.mouseRelease(pane.view, button, pos=QPoint(280, 190))
        if space:
            let_go(pane, "Space")
        assert pane.view.camera.x == pytest.approx(start.x + 20 / start.scale)
        assert pane.view.camera.y == pytest.approx(start.y + 10 / start.scale)


def test_the_thumbnail_frame_follows_and_a_press_shows_that_side(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    seen = pane.view.seen_share()
    assert 0 < seen.height() < 1
    assert seen.contains((BOX.x + 10) / 400, (BOX.y + 10) / 520)
    pane.strip._thumbs[0].click()
    assert pane.current == 0
    press(pane, "R")
    press(pane, "A")
    turned = pane.view.seen_share()
    assert (turned.width(), turned.height()) == pytest.approx((1, 1), abs=0.01)


def test_turning_the_page_keeps_the_contest_in_its_outline(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    _shown(pane, sides, qtbot)
    press(pane, "R")
    assert pane.view.look.quarters == 1
    assert _outlined(pane)
    press(pane, "R", "R", "R", "I", "K")
    assert pane.view.look.words == "dark for light, more contrast"


def test_the_side_of_the_contest_is_drawn_before_the_others_are_opened(
    pane: BallotPane, sides: tuple[BallotSide, ...], shelf: Shelf, qtbot: QtBot
) -> None:
    asked: list[list[str]] = []
    pane.view.painted.connect(lambda: asked.append(list(shelf.asked)))
    with qtbot.waitSignal(pane.opened):
        pane.show_ballot(sides, "senate")
        still = pane.opening
    assert asked[0] == [sides[1].ref.sha256]
    assert still
    assert not pane.opening
    qtbot.waitUntil(lambda: pane._cache.get(sides[0].ref) is not None)


def test_another_side_can_be_asked_for_while_the_first_is_being_opened(
    pane: BallotPane, sides: tuple[BallotSide, ...], qtbot: QtBot
) -> None:
    pane.show_ballot(sides, "senate")
    with qtbot.waitSignal(pane.opened):
        press(pane, "F")
    assert pane.current == 0
    page = pane._cache.get(sides[0].ref)
    assert page is not None
    assert pane.view._grey is page.grey


def test_what_is_offered_below_the_sides_is_whole_at_every_text_size(
    pane: BallotPane, qapp: QApplication
) -> None:
    offered = pane.strip.offered
    offered.offer("Side by side", "S", lambda: None)
    before = offered.height()
    apply_theme(qapp, scale=200)
    try:
        assert offered.height() == offered.high > before
    finally:
        apply_theme(qapp)
