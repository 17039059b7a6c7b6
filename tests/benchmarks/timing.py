"""The time of one call in milliseconds: the median of several, so that no hiccup counts."""

import statistics
import time
from collections.abc import Callable


def median_ms(call: Callable[[], object], times: int = 9) -> float:
    """Call it once to warm up, then the given number of times."""
    call()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)
