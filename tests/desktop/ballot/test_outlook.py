"""What comes next is drawn as if nothing had been made ahead of it: pixel by pixel."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.ahead import MOST
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotPane, BallotSide
from adjudicator.desktop.ballot.render import Look, scaled
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from adjudicator.imaging.pages import Grey
from tests.desktop.ballot.conftest import Shelf

BOX = Box(40, 30, 250, 60)
LAYOUT = PageLayout(400, 520, (ContestBox("senate", BOX),), ())
LOWER = PageLayout(400, 520, (ContestBox("senate", Box(30, 300, 200, 150)),), ())
Sides = tuple[BallotSide, ...]
Scalings = list[tuple[int, int]]


def _ballot(shelf: Shelf, seed: int, layout: PageLayout | None = LAYOUT) -> Sides:
    return (BallotSide(shelf.page(seed), "Front", layout),)


@pytest.fixture
def open_pane(shelf: Shelf, pool: WorkQueue, qtbot: QtBot) -> Callable[[Sides], BallotPane]:
    """Opens a pane with a cache of its own on a ballot."""

    def make(sides: Sides) -> BallotPane:
        pane = BallotPane(ImageCache(shelf.load, pool))
        qtbot.addWidget(pane)
        pane.resize(700, 525)
        pane.show()
        pane.show_ballot(sides, "senate")
        qtbot.waitUntil(lambda: not pool.busy)
        return pane

    return make


@pytest.fixture
def scalings(monkeypatch: pytest.MonkeyPatch) -> Scalings:
    """The sizes to which the canvas had to scale a page itself."""
    done: Scalings = []

    def note(
        grey: Grey, source: tuple[int, int, int, int], size: tuple[int, int], *, fine: bool
    ) -> QImage:
        done.append(size)
        return scaled(grey, source, size, fine=fine)

    monkeypatch.setattr("adjudicator.desktop.ballot.page_painter.scaled", note)
    return done


def _screen(pane: BallotPane) -> QImage:
    return pane.grab().toImage()


OpenPane = Callable[[Sides], BallotPane]
Change = Callable[[BallotPane], object]


def test_the_next_ballot_costs_no_scaling(
    open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot, scalings: Scalings
) -> None:
    first, second = _ballot(shelf, 1), _ballot(shelf, 2)
    pane, plain = open_pane(first), open_pane(second)
    wanted = _screen(plain)
    pane.expect([(second, "senate", None)])
    qtbot.waitUntil(lambda: not pool.busy)
    scalings.clear()
    pane.show_ballot(second, "senate")
    assert _screen(pane) == wanted
    assert scalings == []
    pane.show_ballot(first, "senate")
    assert _screen(pane) != wanted
    assert scalings, "the one before was not said to come again"


CHANGES: dict[str, Change] = {
    "smaller": lambda pane: pane.resize(600, 410),
    "a little larger": lambda pane: pane.resize(700, 526),
    "turned": lambda pane: pane.view.set_look(Look(1)),
    "turned over": lambda pane: pane.view.set_look(Look(2)),
    "dark for light": lambda pane: pane.view.set_look(Look(inverted=True)),
    "more contrast": lambda pane: pane.view.next_contrast(),
    "the width": lambda pane: pane.set_mode(ZoomMode.WIDTH),
    "the whole page": lambda pane: pane.set_mode(ZoomMode.PAGE),
    "nearer": lambda pane: pane.view.zoom(1.25),
    "dragged": lambda pane: pane.view.move_by(-30, 10),
    "nothing over it": lambda pane: pane.set_overlays(shown=False),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_before_the_next_ballot_comes_is_seen_on_it(
    name: str, open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    first, second = _ballot(shelf, 1), _ballot(shelf, 2)
    pane, plain = open_pane(first), open_pane(first)
    pane.expect([(second, "senate", None)])
    qtbot.waitUntil(lambda: not pool.busy)
    for each in (pane, plain):
        CHANGES[name](each)
        each.show_ballot(second, "senate")
    seen = _screen(pane)
    qtbot.waitUntil(lambda: not pool.busy)
    assert seen == _screen(plain)


def test_pictures_are_made_anew_when_the_look_changes(
    open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot, scalings: Scalings
) -> None:
    first, second = _ballot(shelf, 1), _ballot(shelf, 2)
    pane = open_pane(first)
    pane.expect([(second, "senate", None)])
    qtbot.waitUntil(lambda: not pool.busy)
    pane.view.set_look(Look(1, inverted=True))
    _screen(pane)
    qtbot.waitUntil(lambda: not pane._outlook._rest.isActive() and not pool.busy)
    scalings.clear()
    pane.show_ballot(second, "senate")
    _screen(pane)
    assert scalings == []
    plain = open_pane(second)
    plain.view.set_look(Look(1, inverted=True))
    for each in (pane, plain):
        each.view.zoom(2)
    assert _screen(pane) == _screen(plain), "what is seen nearer has the look, too"


def test_a_ballot_whose_contest_stands_elsewhere_than_was_said_is_aimed_at_anew(
    open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    first, second = _ballot(shelf, 1), _ballot(shelf, 2)
    moved = (replace(second[0], layout=LOWER),)
    pane, plain = open_pane(first), open_pane(moved)
    pane.expect([(second, "senate", None)])
    qtbot.waitUntil(lambda: not pool.busy)
    pane.show_ballot(moved, "senate")
    assert _screen(pane) == _screen(plain)


@pytest.mark.parametrize("banner_first", [True, False])
def test_the_canvas_is_foreseen_above_which_a_banner_comes_or_goes(
    open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot, scalings: Scalings,
    *, banner_first: bool,
) -> None:  # fmt: skip
    ballots = [_ballot(shelf, 1), _ballot(shelf, 2, None)]
    first, second = reversed(ballots) if banner_first else ballots
    pane, plain = open_pane(first), open_pane(second)
    assert bool(pane.banner.sentence) is banner_first
    wanted = _screen(plain)
    pane.expect([(second, "senate", None)])
    qtbot.waitUntil(lambda: not pool.busy)
    scalings.clear()
    pane.show_ballot(second, "senate")
    pane.view.repaint()
    assert scalings == []
    assert _screen(pane) == wanted


@pytest.mark.parametrize("state", ["missing", "altered"])
def test_a_page_that_cannot_be_shown_shows_nothing_of_any_other(
    state: str, open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    first, second, third = (_ballot(shelf, n) for n in (1, 2, 3))
    name = second[0].ref.sha256
    if state == "missing":
        del shelf.files[name]
    else:
        shelf.files[name] = shelf.files[third[0].ref.sha256]
    pane, plain = open_pane(first), open_pane(second)
    pane.expect([(second, "senate", None), (third, "senate", None)])
    qtbot.waitUntil(lambda: not pool.busy)
    pane.show_ballot(second, "senate")
    qtbot.waitUntil(lambda: not pool.busy)
    assert pane.problem
    assert _screen(pane) == _screen(plain)


def test_what_was_made_of_a_page_is_not_drawn_for_the_next_of_the_same_look_and_size(
    open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    """All pages are alike in size, so nothing but the page itself tells their pictures apart."""
    ballots = [_ballot(shelf, n) for n in (1, 2, 3, 4, 5, 6)]
    pane = open_pane(ballots[0])
    for here, sides in enumerate(ballots):
        pane.show_ballot(sides, "senate")
        seen = _screen(pane)
        coming = ballots[here + 1 :] + ballots[:here]
        pane.expect([(each, "senate", None) for each in coming])
        qtbot.waitUntil(lambda: not pool.busy)
        pane.view.repaint()
        assert _screen(pane) == seen == _screen(open_pane(sides))


def test_no_more_is_held_than_is_bounded(
    open_pane: OpenPane, shelf: Shelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    ballots = [_ballot(shelf, n) for n in range(1, 9)]
    pane = open_pane(ballots[0])
    pane.expect([(each, "senate", None) for each in ballots])
    qtbot.waitUntil(lambda: not pool.busy)
    assert pane._outlook._pictures.held == MOST
