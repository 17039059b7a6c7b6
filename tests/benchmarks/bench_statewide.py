"""What verifying and adding up a whole state costs beside hashing and checking its files alone."""

import json
import tempfile
from pathlib import Path

from tests.benchmarks.cpu import beside
from tests.benchmarks.rows import Row
from tests.benchmarks.state_exports import COUNTIES, STATE, expected, make_state
from tests.benchmarks.watching import run_watched

BARE = "hashing the files and checking the signatures with the library, on one core"


def run() -> list[Row]:
    """Run the command over 67 counties, and the bare work, each in processes of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "state"
        entries = make_state(folder, STATE)
        held: list[float] = []
        alone: list[float] = []
        found, bare = beside(lambda: alone.append(_bare(folder)), lambda: held.append(_all(folder)))
    return [
        Row(
            f"the state: {entries:,} entries of 67 counties, on all cores, by the clock",
            found.clock,
            "s",
            goal=120,
            reference=BARE,
            reference_figure=bare.clock,
            at_most=1.3,
        ),
        Row(
            "processor time of all its processes",
            found.processors,
            "s",
            reference=BARE,
            reference_figure=bare.processors,
            at_most=2,
        ),
        Row(
            "memory of all its processes at most",
            held[0],
            "MB",
            goal=1_000,
            reference=BARE,
            reference_figure=max(alone),
        ),
    ]


def _bare(folder: Path) -> float:
    return run_watched(["-m", "tests.benchmarks.state_exports", str(folder), "bare"], 0)[1]


def _all(folder: Path) -> float:
    """The whole command; every county has to be in, with the figures that were put into it."""
    # Entries a second apart take the largest past any deadline.
    options = ["--deadline", "none", "--json"]
    told, memory = run_watched(["-m", "adjudicator", "statewide", str(folder), *options], 0)
    (contest,) = json.loads(told)["contests"]
    figures = contest["totals"]["record"]
    found = [(c["before"], c["change"]) for c in figures["choices"]]
    if (figures["counties"], found) != (COUNTIES, expected()):
        raise ValueError(figures)
    return memory
