"""What ``verify_recount.py`` costs with the standard library alone, on two cores."""

import tempfile
from pathlib import Path

from adjudicator.resources import resource_path
from tests.benchmarks.bench_verify import BARE, check_bare
from tests.benchmarks.cpu import beside
from tests.benchmarks.large_export import RULINGS, make_large
from tests.benchmarks.rows import Row
from tests.benchmarks.watching import run_watched


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
    told, memory = run_watched(["-I", str(script), str(path), "--pure", "--jobs", "2"], 1)
    if "consistent in itself" not in told:
        raise ValueError(told)
    return memory
