import threading
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.ahead import (
    MOST,
    MOST_BYTES,
    Picture,
    PicturesAhead,
    Wanted,
    make_picture,
)
from adjudicator.desktop.ballot.render import STRETCHED, Look, Sight, prepared, scaled
from adjudicator.desktop.kit.workers import WorkQueue, image_pool
from adjudicator.imaging.pages import Grey

SIGHT = Sight(Look(), (0, 0, 40, 60), (20, 30))


def _page(shade: int = 200) -> Grey:
    page = np.full((60, 40), shade, np.uint8)
    page[20, 5:35] = 30
    return page


@pytest.mark.parametrize(
    "other",
    [
        replace(SIGHT, look=Look(inverted=True)),
        replace(SIGHT, look=Look(quarters=2)),
        replace(SIGHT, look=Look(contrast=STRETCHED)),
        replace(SIGHT, source=(0, 1, 40, 60)),
        replace(SIGHT, size=(20, 31)),
    ],
)
def test_a_picture_is_found_for_what_it_was_made_of_and_for_nothing_else(
    other: Sight, pool: WorkQueue, qtbot: QtBot
) -> None:
    pictures, page = PicturesAhead(pool), _page()
    pictures.want([Wanted(page, SIGHT)])
    qtbot.waitUntil(lambda: not pool.busy)
    assert pictures.find(Wanted(page, SIGHT)) is not None
    assert pictures.find(Wanted(page, other)) is None
    assert pictures.find(Wanted(_page(), SIGHT)) is None, "the same pixels, but another page"


def test_a_picture_made_ahead_is_the_one_that_is_drawn_otherwise() -> None:
    page = _page()
    for look in (Look(), Look(1, inverted=True, contrast=STRETCHED)):
        sight = Sight(look, (2, 3, 38, 40), (50, 45))
        made = make_picture(Wanted(page, sight))
        drawn = scaled(prepared(page, look), sight.source, sight.size, fine=True)
        assert made.image == drawn
        assert np.array_equal(made.prepared, prepared(page, look))


def test_what_is_not_wanted_any_more_is_let_go(pool: WorkQueue, qtbot: QtBot) -> None:
    pictures = PicturesAhead(pool)
    wanted = [Wanted(_page(shade), SIGHT) for shade in range(100, 100 + 2 * MOST)]
    for first in range(MOST + 1):
        pictures.want(wanted[first:])
        qtbot.waitUntil(lambda: not pool.busy)
        assert pictures.held == MOST
    assert [pictures.find(each) is not None for each in wanted] == [False] * MOST + [True] * MOST


class Slow:
    """Makes pictures only when told to."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.begun: list[Wanted] = []

    def __call__(self, wanted: Wanted) -> Picture:
        self.begun.append(wanted)
        self.gate.wait()
        return make_picture(wanted)


def test_large_pages_are_held_only_as_far_as_there_is_room_and_the_likeliest_always(
    pool: WorkQueue, qtbot: QtBot
) -> None:
    largest = np.broadcast_to(np.uint8(200), (1, MOST_BYTES * 2 // 3))
    turned = replace(SIGHT, look=Look(inverted=True))
    pictures = PicturesAhead(pool, lambda wanted: make_picture(Wanted(_page(), wanted.sight)))
    pictures.want([Wanted(largest, turned), Wanted(largest, SIGHT)])
    qtbot.waitUntil(lambda: not pool.busy)
    assert pictures.held == 1, "with its look it is twice as large, and comes next all the same"
    pictures.want([Wanted(_page(), SIGHT), Wanted(largest, SIGHT), Wanted(largest, turned)])
    qtbot.waitUntil(lambda: not pool.busy)
    assert pictures.held == 2


def test_one_that_is_wanted_again_and_again_is_made_once(pool: WorkQueue, qtbot: QtBot) -> None:
    slow = Slow()
    pictures, wanted = PicturesAhead(pool, slow), Wanted(_page(), SIGHT)
    for _ in range(3):
        pictures.want([wanted])
    slow.gate.set()
    qtbot.waitUntil(lambda: not pool.busy)
    pictures.want([wanted])
    assert not pool.busy
    assert slow.begun == [wanted]


def test_one_that_comes_too_late_is_not_kept_and_those_behind_it_are_not_begun(
    pool: WorkQueue, qtbot: QtBot
) -> None:
    slow = Slow()
    pictures = PicturesAhead(pool, slow)
    old = [Wanted(_page(shade), SIGHT) for shade in (90, 100, 110)]
    new = Wanted(_page(120), SIGHT)
    pictures.want(old)
    qtbot.waitUntil(lambda: bool(slow.begun))
    pictures.want([new])
    slow.gate.set()
    qtbot.waitUntil(lambda: not pool.busy)
    assert slow.begun == [old[0], new]
    assert pictures.find(new) is not None
    assert pictures.held == 1


def test_one_that_cannot_be_made_is_left_to_whoever_draws_the_page(
    pool: WorkQueue, qtbot: QtBot
) -> None:
    tried: list[Wanted] = []

    def fail(wanted: Wanted) -> Picture:
        tried.append(wanted)
        raise MemoryError

    pictures, wanted = PicturesAhead(pool, fail), Wanted(_page(), SIGHT)
    for _ in range(2):
        pictures.want([wanted])
        qtbot.waitUntil(lambda: not pool.busy)
    assert pictures.find(wanted) is None
    assert tried == [wanted, wanted]


def test_nothing_is_begun_once_the_workers_are_sent_home(qapp: object) -> None:
    assert qapp is not None
    pool = image_pool(1)
    pictures, wanted = PicturesAhead(pool), Wanted(_page(), SIGHT)
    assert pool.shutdown()
    pictures.want([wanted])
    assert pictures.find(wanted) is None
