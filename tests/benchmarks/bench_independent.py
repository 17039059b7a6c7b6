"""What ``verify_recount.py`` costs with the standard library alone, on two cores."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from adjudicator.resources import resource_path
from tests.benchmarks.bench_verify import BARE, check_bare
from tests.benchmarks.cpu import beside
from tests.benchmarks.large_export import RULINGS, make_large
from tests.benchmarks.rows import Row

LOOK_S = 0.2


def run() -> list[Row]:
    """Run it as an observer would, and watch the memory of all its processes."""
    with tempfile.TemporaryDirectory() as name:
        large = make_large(Path(name) / "export", RULINGS)
        memory: list[float] = []
        found, bare = beside(
            lambda: check_bare(large), lambda: memory.append(_run_alone(large.path))
        )
    return [
        Row(
            f"verify_recount.py --pure: {large.entries:,} entries on two cores",
            found.clock,
            "s",
            goal=60,
            reference=BARE,
            reference_figure=bare.clock,
            at_most=4,
        ),
        Row("processor time of all its processes", found.processors, "s", goal=120),
        Row("memory of all its processes at most", memory[0], "MB", goal=200),
    ]


def _run_alone(path: Path) -> float:
    """Run it to its end; the most memory its processes held at one time."""
    script = resource_path("verifier", "verify_recount.py")
    command = [sys.executable, "-I", str(script), str(path), "--pure", "--jobs", "2"]
    most = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            most = max(most, sum(map(_held, _family(process.pid))))
            time.sleep(LOOK_S)
        told = "" if process.stdout is None else process.stdout.read()
    if process.returncode != 1 or "consistent in itself" not in told:
        raise ValueError(told)
    return most


def _family(process: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        below = []
    return [process, *(one for child in below for one in _family(int(child)))]


def _held(process: int) -> float:
    """Megabytes a process holds; what two of them share counts half for each."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
