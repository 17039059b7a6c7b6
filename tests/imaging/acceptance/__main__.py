"""Prints the acceptance table: ``python -m tests.imaging.acceptance [V1 V2 ...] [--every N]``."""

import argparse
import os
import sys
from pathlib import Path
from time import perf_counter

import cv2

from tests.imaging.acceptance.rows import Row, Run, all_rows


def main() -> int:
    """Measure the rows asked for, or all; 1 if one does not hold."""
    rows = all_rows()
    parser = argparse.ArgumentParser(prog="python -m tests.imaging.acceptance")
    parser.add_argument("ids", nargs="*", metavar="ID", help=", ".join(rows))
    parser.add_argument("--every", type=int, default=1, help="only every N-th page")
    told = parser.parse_args()
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "data"
    shared = Path(os.environ.get("ADJUDICATOR_SHARED_DATA", beside))
    cv2.setNumThreads(1)
    run = Run(shared, told.every)
    print("| id | test | bar | figure | holds |\n|---|---|---|---|---|")
    held = True
    for name in told.ids or rows:
        begun = perf_counter()
        row = rows[name](run)
        held &= row.holds
        _show(row, perf_counter() - begun)
    return 0 if held else 1


def _show(row: Row, seconds: float) -> None:
    holds = "yes" if row.holds else "NO"
    print(f"| {row.id} | {row.test} | {row.bar} | {row.figure} | {holds} |", flush=True)
    for note in row.notes:
        print(f"    {row.id}: {note}")
    print(f"    {row.id}: {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
