"""The docket of a small county with one tier, where every case of the pile waits for the board."""

import tempfile
from pathlib import Path

from adjudicator.services.board.docket import docket, like_cases
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.importing import Importer
from adjudicator.services.opening import Policy
from tests.benchmarks.piles import PER_BATCH, OneImage
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import median_ms
from tests.support.boardroom import Boardroom
from tests.support.scene import Sheet

CASES, SMALL = 5_000, 500
PAGE = 200
GOAL = 300.0


def run() -> list[Row]:
    """Read what the docket shows when it opens, and what G looks for."""
    with tempfile.TemporaryDirectory() as name:
        large = _one_tier(Path(name) / "large", CASES)
        small = _one_tier(Path(name) / "small", SMALL)
        rows = [
            Row(
                f"docket opened, one tier, {CASES:,} cases",
                median_ms(lambda: _open(large)),
                "ms",
                GOAL,
                f"the same with {SMALL:,} cases",
                median_ms(lambda: _open(small)),
                5,
            ),
            Row(
                f"like cases of one, {CASES:,} cases",
                median_ms(lambda: _like(large)),
                "ms",
                GOAL,
                f"the same with {SMALL:,} cases",
                median_ms(lambda: _like(small)),
                5,
            ),
        ]
        large.recount.close()
        small.recount.close()
    return rows


def _one_tier(place: Path, cases: int) -> Boardroom:
    room = Boardroom.with_room(place, Policy(tiers=1))
    sheets = [
        Sheet(n, (), (), container=str(n // PER_BATCH), precinct=f"p{1 + n % 2}")
        for n in range(1, cases // 2 + 1)
    ]
    source = OneImage(place / "delivery", sheets).write()
    Importer(room.recount, source).run(room.identity("cora"))
    room.pile()
    return room


def _open(room: Boardroom) -> object:
    return docket(room.recount, PAGE), count_waiting(room.recount)


def _like(room: Boardroom) -> object:
    first = docket(room.recount, 1)[0].lines[0].case
    return like_cases(room.recount, first.number)
