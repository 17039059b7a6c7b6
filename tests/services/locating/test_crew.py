"""Processes that look at pages: fed in order, buried when they die, ended when told to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.services.locating.crew import DIED, Crew, NothingFound, PageQueue
from adjudicator.services.locating.worker import Orders, PageResult, PageTask
from tests.support import dying_worker


def task(name: str) -> PageTask:
    return PageTask(name, 1, "")


def looked_at(crew: Crew, names: list[str]) -> dict[str, PageResult]:
    found: dict[str, PageResult] = {}

    def take(result: PageResult) -> None:
        assert result.task.image not in found
        found[result.task.image] = result

    crew.run(PageQueue(task(name) for name in names), take, lambda: False)
    return found


def test_the_batch_in_hand_comes_first_and_nothing_is_lost() -> None:
    queue = PageQueue(task(name) for name in "abcdef")
    assert [t.image for t in queue.take(1)] == ["a"]
    queue.prefer([task("e"), task("a"), task("c"), task("unknown")])
    assert [t.image for t in queue.take(9)] == ["e", "c", "b", "d", "f"]


def test_a_page_a_process_dies_of_is_told_and_all_others_are_found(tmp_path: Path) -> None:
    names = [f"page{n}" for n in range(20)]
    names.insert(3, dying_worker.DEADLY)
    found = looked_at(Crew(Orders(tmp_path, ()), 2, dying_worker.answer), names)
    assert set(found) == set(names)
    assert found[dying_worker.DEADLY] == PageResult(task(dying_worker.DEADLY), b"", DIED)
    assert all(r.finding for name, r in found.items() if name != dying_worker.DEADLY)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (dying_worker.never_begin, r"^The programs that look at pages do not begin\.$"),
        (
            dying_worker.not_ready,
            r"^The reference page \(front of ballot style 5-r\) is missing\.$",
        ),
    ],
)
def test_where_nothing_can_be_looked_at_it_is_said_once(
    tmp_path: Path, target: Callable[..., None], words: str
) -> None:
    with pytest.raises(NothingFound, match=words):
        looked_at(Crew(Orders(tmp_path, ()), 1, target), ["a", "b"])


def test_it_stops_when_told_to(tmp_path: Path) -> None:
    taken: list[PageResult] = []
    queue = PageQueue(task(str(n)) for n in range(10_000))
    Crew(Orders(tmp_path, ()), 1, dying_worker.answer).run(queue, taken.append, lambda: bool(taken))
    assert 0 < len(taken) < 10_000
