"""``make bench``: run every ``bench_*.py`` beside this file and print one table.

Each module has ``run() -> list[Row]``.  Names on the command line choose among the modules::

    python -m tests.benchmarks tally append

The exit code is 1 when a ratio is above its bound or a benchmark could not run.
"""

import importlib
import os
import sys
import traceback
from pathlib import Path

# Before a benchmark imports Qt: paints are measured without a screen, the same everywhere.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.rows import Row

COLUMNS = ("what", "figure", "goal", "", "ratio", "at most", "", "compared with")
WHOLE_FROM = 100


def modules() -> list[str]:
    """The names of all benchmark modules, without their ``bench_``."""
    folder = Path(__file__).parent
    return sorted(path.stem.removeprefix("bench_") for path in folder.glob("bench_*.py"))


def figure(value: float, unit: str) -> str:
    """Three digits are as many as a busy machine can promise; large figures stay whole."""
    digits = f"{value:,.0f}" if abs(value) >= WHOLE_FROM else f"{value:.3g}"
    return f"{digits} {unit}"


def cells(row: Row) -> tuple[str, ...]:
    """One line of the table, as words."""
    mark = {True: "ok", False: "MISSED", None: ""}
    return (
        row.name,
        figure(row.figure, row.unit),
        "" if row.goal is None else figure(row.goal, row.unit),
        mark[row.meets_goal],
        "" if row.ratio is None else f"{row.ratio:.3g}",
        "" if row.at_most is None else f"{row.at_most:.3g}",
        "" if row.at_most is None else mark[row.holds],
        row.reference,
    )


def table(rows: list[Row]) -> str:
    """All rows under their headings, each column as wide as its widest cell."""
    lines = [COLUMNS, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "\n".join(line.rstrip() for line in padded)


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; print what they measured."""
    unknown = sorted(set(names) - set(modules()))
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(modules())}.")
        return 2
    rows: list[Row] = []
    broken = 0
    for name in names or modules():
        print(f"measuring {name} ...", flush=True)
        try:
            rows += importlib.import_module(f"tests.benchmarks.bench_{name}").run()
        except Exception:  # noqa: BLE001 - whatever one benchmark meets, the others are measured
            traceback.print_exc()
            broken += 1
    print(table(rows))
    too_slow = sum(not row.holds for row in rows)
    missed = sum(row.meets_goal is False for row in rows)
    print(f"{len(rows)} figures, {missed} above their goal, {too_slow} above their ratio")
    if broken:
        print(f"{broken} benchmarks did not run to the end")
    return 1 if broken or too_slow else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
