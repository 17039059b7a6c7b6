import threading

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.ballot.decode import PageRef, PageState
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.kit.workers import WorkQueue
from tests.desktop.ballot.conftest import Shelf

PAGE_BYTES = 400 * 520 + 220 * 286


def test_a_page_asked_for_arrives(cache: ImageCache, shelf: Shelf, qtbot: QtBot) -> None:
    ref = shelf.page(1)
    assert cache.get(ref) is None
    with qtbot.waitSignal(cache.ready) as ready:
        cache.request(ref)
    assert ready.args == [ref]
    page = cache.get(ref)
    assert page is not None
    assert page.state is PageState.READY
    cache.request(ref)
    assert shelf.asked == [ref.sha256]


def test_the_cache_holds_no_more_than_its_limit(
    shelf: Shelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    cache = ImageCache(shelf.load, pool, limit=3 * PAGE_BYTES)
    refs = [shelf.page(n) for n in range(10)]
    for ref in refs:
        with qtbot.waitSignal(cache.ready):
            cache.request(ref)
        assert cache.bytes_held <= 3 * PAGE_BYTES
        assert cache.get(refs[0]) is not None or ref not in refs[:3]
        cache.get(refs[0])
    assert cache.get(refs[0]) is not None, "the one used most recently is kept"
    assert cache.get(refs[-1]) is not None
    assert cache.get(refs[1]) is None


class SlowShelf:
    """Gives images only when told to."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.gate = threading.Event()

    def load(self, sha256: str) -> bytes:
        self.gate.wait()
        return self._shelf.load(sha256)


@pytest.fixture
def slow(shelf: Shelf) -> SlowShelf:
    return SlowShelf(shelf)


def test_a_request_joins_the_prefetch_under_way(
    shelf: Shelf, slow: SlowShelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    cache = ImageCache(slow.load, pool)
    ref = shelf.page(1)
    cache.prefetch([ref])
    cache.request(ref)
    with qtbot.waitSignal(pool.idle):
        slow.gate.set()
    assert shelf.asked == [ref.sha256]
    assert cache.get(ref) is not None


def test_what_a_person_waits_for_is_decoded_first(
    shelf: Shelf, slow: SlowShelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    cache = ImageCache(slow.load, pool)
    refs = [shelf.page(n) for n in range(4)]
    cache.prefetch(refs)
    cache.request(refs[3])
    with qtbot.waitSignal(pool.idle):
        slow.gate.set()
    asked = [shelf.asked.index(ref.sha256) for ref in refs]
    assert asked[3] < max(asked[1:3])
    assert len(shelf.asked) == 4


def test_prefetches_nobody_wants_any_more_are_not_begun(
    shelf: Shelf, slow: SlowShelf, pool: WorkQueue, qtbot: QtBot
) -> None:
    cache = ImageCache(slow.load, pool)
    refs = [shelf.page(n) for n in range(5)]
    cache.prefetch(refs[:3])
    cache.prefetch(refs[3:])
    with qtbot.waitSignal(pool.idle):
        slow.gate.set()
    held = [cache.get(ref) is not None for ref in refs]
    assert held[3:] == [True, True]
    assert held[1:3] == [False, False]


def test_a_missing_image_is_told_and_tried_again_when_it_is_asked_for_again(
    cache: ImageCache, shelf: Shelf, qtbot: QtBot
) -> None:
    ref = shelf.page(1)
    data = shelf.files.pop(ref.sha256)
    with qtbot.waitSignal(cache.ready):
        cache.request(ref)
    page = cache.get(ref)
    assert page is not None
    assert page.state is PageState.MISSING
    shelf.files[ref.sha256] = data
    with qtbot.waitSignal(cache.ready):
        cache.request(ref)
    page = cache.get(ref)
    assert page is not None
    assert page.state is PageState.READY


def test_an_unforeseen_failure_is_no_picture_and_no_crash(pool: WorkQueue, qtbot: QtBot) -> None:
    def load(_sha256: str) -> bytes:
        raise ZeroDivisionError

    cache = ImageCache(load, pool)
    with qtbot.waitSignal(cache.ready):
        cache.request(PageRef("0" * 64))
    page = cache.get(PageRef("0" * 64))
    assert page is not None
    assert page.state is PageState.UNREADABLE
