"""Ink is outlined on demand: along it, never over it, and on no ballot whose ink is kept."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.ballot_keys import bind_ballot_keys
from adjudicator.desktop.ballot.found import KEPT, NOT_MEASURED, Found
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotPane, BallotSide
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.finding.ink import ContestInk, InkPiece
from adjudicator.domain.finding.place import ContestPlace, Standing
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from tests.desktop.ballot.conftest import Shelf, encoded
from tests.desktop.support import hold, let_go, press
from tests.support.findings import ink_piece, marked_ink, page_finding

BOX = Box(100, 200, 200, 100)
OVAL = Box(110, 220, 22, 14)
STROKE = Box(180, 240, 60, 20)
LAYOUT = PageLayout(400, 520, (ContestBox("senate", BOX),), ())


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


def shown(
    pane: BallotPane,
    shelf: Shelf,
    qtbot: QtBot,
    *,
    kept: bool = False,
    ink: bool = True,
    fill: int = 440,
) -> Found:
    """A ballot with a stroke beside its oval."""
    pixels = np.full((520, 400), 250, np.uint8)
    pixels[240:260, 180:240] = 40
    ref = shelf.put(encoded(pixels))
    place = ContestPlace(
        "senate", Standing.LOCATED, None, BOX, (TargetBox("senate", "henry", OVAL),), 0.999, 0.98
    )
    found = Found(ref, place, page_finding("a" * 64, (place,)).places, ink_kept=kept)
    if ink and not kept:
        found = Found(ref, place, found.places, ink=_ink(fill, ink_piece(STROKE, near="henry")))
    pane.show_ballot((BallotSide(ref, "Front", LAYOUT),), "senate", found)
    qtbot.waitUntil(lambda: not pane._cache._flights)
    return found


def _ink(fill: int, *pieces: InkPiece) -> ContestInk:
    return marked_ink("senate", ("henry",), (fill,), pieces=pieces)


def contour(pane: BallotPane) -> set[tuple[int, int]]:
    """The pixels of the canvas in the colour of contours, in pixels of the page."""
    picture = pane.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    pixels = rows[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3)
    red, green = pixels[:, :, 0].astype(int), pixels[:, :, 1].astype(int)
    wanted = theme().colour("contour")
    near = abs(red - wanted.red()) + abs(green - wanted.green())
    ys, xs = np.nonzero((near < 90) & (red > green + 60))
    at = (pane.view.camera.to_image(float(x), float(y)) for x, y in zip(xs, ys, strict=True))
    return {(round(x), round(y)) for x, y in at}


def test_a_key_outlines_the_ink_and_takes_the_outline_away(
    pane: BallotPane, shelf: Shelf, qtbot: QtBot
) -> None:
    shown(pane, shelf, qtbot)
    assert not contour(pane), "nothing is outlined unasked"
    press(pane, "C")
    seen = contour(pane)
    assert {(180, 250), (240, 250), (210, 240)} <= seen
    assert not any(190 < x < 230 and 244 < y < 256 for x, y in seen), "the ink itself stays bare"
    assert any(abs(x - 110) < 2 and 220 <= y <= 234 for x, y in seen), "the oval is outlined"
    hold(pane, "H")
    assert not contour(pane)
    let_go(pane, "H")
    assert contour(pane)
    press(pane, "C")
    assert not contour(pane)


def test_an_oval_with_a_dot_in_it_is_outlined_whole_and_an_empty_one_in_dots(
    pane: BallotPane, shelf: Shelf, qtbot: QtBot
) -> None:
    drawn: dict[int, set[int]] = {}
    for fill in (0, 38):
        shown(pane, shelf, qtbot, fill=fill)
        if not drawn:
            press(pane, "C")
        drawn[fill] = {y for x, y in contour(pane) if abs(x - 110) < 2 and 220 <= y <= 234}
    assert set(range(221, 234)) <= drawn[38], "a line without a gap"
    assert drawn[0] < drawn[38]


def test_the_outline_turns_with_the_page_and_stays_for_the_next_ballot(
    pane: BallotPane, shelf: Shelf, qtbot: QtBot
) -> None:
    shown(pane, shelf, qtbot)
    press(pane, "C", "R")
    # A quarter clockwise: (x, y) of the page stands at (height - y, x).
    assert {(520 - 240, 180 + 30), (520 - 260, 180 + 30)} <= contour(pane)
    press(pane, "R", "R", "R")
    shown(pane, shelf, qtbot)
    assert pane.ink_outlined


def test_ink_that_the_opening_keeps_is_outlined_nowhere_and_the_key_says_why(
    pane: BallotPane, shelf: Shelf, qtbot: QtBot
) -> None:
    shown(pane, shelf, qtbot)
    press(pane, "C")
    shown(pane, shelf, qtbot, kept=True)
    assert not contour(pane)
    assert not pane.ink_outlined
    press(pane, "C")
    with qtbot.waitSignal(pane.said) as said:
        press(pane, "C")
    assert said.args == [KEPT]


def test_where_no_ink_was_measured_the_key_says_so_and_wrong_place_takes_it_away(
    pane: BallotPane, shelf: Shelf, qtbot: QtBot
) -> None:
    shown(pane, shelf, qtbot, ink=False)
    with qtbot.waitSignal(pane.said) as said:
        press(pane, "C")
    assert said.args == [NOT_MEASURED]
    shown(pane, shelf, qtbot)
    assert contour(pane)
    pane.wrong_place()
    assert not contour(pane)
    assert not pane.ink_outlined
