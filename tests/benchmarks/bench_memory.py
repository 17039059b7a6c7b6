"""What the program holds in memory after many ballots: what it held after few.

Pages of full size go through the real Review, each of them another one, far more than the cache of
decoded pages holds.
"""

import gc
import os
import tempfile
from pathlib import Path

from adjudicator.desktop.ballot.image_cache import DEFAULT_LIMIT
from tests.benchmarks.folders import SECRETS, numbered_recount
from tests.benchmarks.rows import Row
from tests.benchmarks.sitting import Paints, sitting

FEW, MANY = 200, 1_200
MEGA = 1 << 20
AT_MOST = 1.05
_PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
_STATM = Path("/proc/self/statm")
_BATCH = 1


def run() -> list[Row]:
    """Page through Review and look at the resident memory of this process."""
    if not _STATM.exists():
        print("  resident memory is read from /proc, which is not here; not measured")
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = numbered_recount(Path(name), MANY + 1)
        with sitting(folder, SECRETS) as table:
            review = table.review(_BATCH)
            paints = Paints(review)
            held: dict[int, float] = {}
            for number in range(1, MANY + 1):
                paints.press("PgDown")
                if number in (FEW, MANY):
                    table.rest()
                    held[number] = _resident()
            cached = review.cache.bytes_held / MEGA
    return [
        Row(
            f"memory after {MANY:,} ballots",
            held[MANY],
            "MB",
            held[FEW] * AT_MOST,
            f"after {FEW} ballots",
            held[FEW],
            AT_MOST,
        ),
        Row(
            "decoded pages held then",
            cached,
            "MB",
            DEFAULT_LIMIT / MEGA,
            "the cache's bound",
            DEFAULT_LIMIT / MEGA,
            1,
        ),
    ]


def _resident() -> float:
    gc.collect()
    return int(_STATM.read_text().split()[1]) * _PAGE_SIZE / MEGA
