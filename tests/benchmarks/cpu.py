"""What a piece of work costs: seconds of the clock, and seconds of all processors together."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one piece of work, its finished child processes included."""

    clock: float
    processors: float
    """On a busy machine the truer one: waiting for a turn does not count."""


def _processors() -> float:
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in found)


def cost(work: Callable[[], object]) -> Cost:
    """Do it once."""
    clock, processors = time.perf_counter(), _processors()
    work()
    return Cost(time.perf_counter() - clock, _processors() - processors)


def beside(
    reference: Callable[[], object], work: Callable[[], object], rounds: int = 1
) -> tuple[Cost, Cost]:
    """The reference and the work by turns, the reference first and last, for load comes and goes.

    :param rounds: how often the work is done; one disturbed round of three changes nothing.
    :returns: the medians of the work's costs and of the reference's.
    """
    references, works = [cost(reference)], []
    for _ in range(rounds):
        works.append(cost(work))
        references.append(cost(reference))
    return _median(works), _median(references)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(median(one.clock for one in costs), median(one.processors for one in costs))
