"""What a piece of work costs: seconds of the clock, and seconds of all processors together."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass


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


def beside(reference: Callable[[], object], work: Callable[[], object]) -> tuple[Cost, Cost]:
    """The reference and the work, the reference measured before and after, for load comes and goes.

    :returns: the work's cost, and the mean of the reference's two.
    """
    before, found, after = cost(reference), cost(work), cost(reference)
    mean = Cost(
        (before.clock + after.clock) / 2,
        (before.processors + after.processors) / 2,
    )
    return found, mean
