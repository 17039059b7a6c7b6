"""``python -m tests.fuzzing [TIMES] [SEED]``: the readers over many more spoiled documents.

TIMES (100,000 if not given) are shared out among the readers; one in a hundred goes to whole
exports.  Each finding is told with the shortest document that shows it; the exit code is 1 then.
"""

import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from tests.fuzzing import folders, looking
from tests.fuzzing.parsers import table


def told(name: str, found: Iterable[tuple[bytes, str]]) -> int:
    """Print the findings of one reader; how many there are."""
    shortest: dict[str, bytes] = {}
    many = 0
    for data, what in found:
        many += 1
        if what[:80] not in shortest or len(data) < len(shortest[what[:80]]):
            shortest[what[:80]] = data
    for what, data in shortest.items():
        print(f"{name}: {what}\n    {data[:400]!r}")
    return many


def main() -> int:
    """Look, and tell what was found."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    print(f"Seed {seed}.", flush=True)
    each = -(-times * 99 // 100 // len(table()))
    found = sum(told(r.name, looking.findings(r, seed, each)) for r in table())
    with tempfile.TemporaryDirectory() as folder:
        found += told("export", folders.findings(Path(folder), seed, times // 100))
    print(f"{each * len(table())} documents by {len(table())} readers, {times // 100} exports: "
          f"{found} findings.")  # fmt: skip
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
