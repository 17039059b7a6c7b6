"""Working tables of any size, written straight into a database: queries are what is measured."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, insert

from adjudicator.domain.history import CaseStatus
from adjudicator.storage.engine import begin_writing, sqlite_engine
from adjudicator.storage.migrate import upgrade
from adjudicator.storage.schema import batches, cases, changes, imports, machine_counts

CONTESTS, PRECINCTS, PER_BATCH = 10, 44, 80
GROUPS = ("election_day", "vote_by_mail", "early_voting")
STATUSES = (
    CaseStatus.UNREVIEWED,
    CaseStatus.RULED,
    CaseStatus.RULED,
    CaseStatus.DISPUTED,
    CaseStatus.NO_CONSENSUS,
)
BUCKETS = ("cases", "settled", "ann", "bob", "over", "under", "ballots")
_MACHINE = json.dumps({"votes": [], "over": 0, "under": 1, "marks": [["ann", 12], ["bob", 40]]})


def filled(path: Path, size: int) -> Engine:
    """An engine on a database with that many cases in batches of 80, one of fifty held back."""
    engine = sqlite_engine(path)
    upgrade(engine)
    chance = random.Random(7)
    numbers = range(1, size // PER_BATCH + 1)
    with begin_writing(engine) as connection:
        connection.execute(
            insert(imports).values(
                entry=5,
                reader="r",
                version="1",
                manifest="m",
                counts="c",
                sheets=size,
                flagged=size,
                quarantined=0,
                piled=6,
                voided=None,
            )
        )
        for table, rows in (
            (batches, [_batch(n) for n in numbers]),
            (cases, [_case(n, 1 + n % len(numbers), chance) for n in range(1, size + 1)]),
            (machine_counts, [cell | {"n": 3} for cell in _cells()]),
            (changes, [cell | {"n": 3, "closed_n": 1} for cell in _cells()]),
        ):
            _insert(connection, table, rows)
        connection.exec_driver_sql("ANALYZE")
    return engine


def _insert(connection: Any, table: Table, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - a connection
    for start in range(0, len(rows), 1000):
        connection.execute(insert(table), rows[start : start + 1000])


def _batch(number: int) -> dict[str, Any]:
    return {
        "number": number,
        "pile": 6,
        **_where(number),
        "container": str(number),
        "cases": PER_BATCH,
        "closed": None,
    }


def _where(batch: int) -> dict[str, str]:
    return {
        "contest": f"contest-{batch % CONTESTS}",
        "precinct": f"p{batch % PRECINCTS}",
        "grp": GROUPS[batch % len(GROUPS)],
    }


def _case(number: int, batch: int, chance: random.Random) -> dict[str, Any]:
    status = chance.choice(STATUSES)
    ruled = status is not CaseStatus.UNREVIEWED
    return {
        "seal": f"{number:064x}",
        "pile": 6,
        "place": number,
        "number": f"{number:06d}",
        "batch": batch,
        "work": number,
        "row_seal": f"{number:064x}",
        **_where(batch),
        "container": str(batch),
        "position": number,
        "lot": "accepted" if number % 50 else "not_counted",
        "import_entry": 5,
        "condition": chance.choice(("overvote", "blank", "undervote")),
        "sheet": f"box/1/{batch}/{number}",
        "ballot": f"b{number}",
        "machine": _MACHINE,
        "images": json.dumps([f"{number:064x}"]),
        "status": status.value,
        "closed": None if batch % 3 else 77,
        "settled": int(status is CaseStatus.RULED),
        "changed": "{}",
        "ruling_entry": 100 + number if ruled else None,
        "ruling_item": 0 if ruled else None,
        "disposition": None,
    }


def _cells() -> Iterator[dict[str, Any]]:
    for contest in range(CONTESTS):
        for precinct in range(PRECINCTS):
            for group in GROUPS:
                for lot in ("accepted", "not_counted"):
                    for bucket in BUCKETS:
                        yield {
                            "import_entry": 5,
                            "contest": f"contest-{contest}",
                            "precinct": f"p{precinct}",
                            "grp": group,
                            "lot": lot,
                            "bucket": bucket,
                        }
