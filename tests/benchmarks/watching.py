"""Runs a command to its end and watches the memory of all its processes."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

LOOK_S = 0.2


def run_watched(command: Sequence[str], exit_code: int) -> tuple[str, float]:
    """What a Python command printed, and the most megabytes its processes held at one time.

    :raises ValueError: it ended with another exit code.
    """
    most = 0.0
    # Into a file: a pipe that nobody empties meanwhile would hold the command up.
    with (
        tempfile.TemporaryFile("w+") as out,
        subprocess.Popen([sys.executable, *command], stdout=out) as process,
    ):
        while process.poll() is None:
            most = max(most, sum(map(_held, _family(process.pid))))
            time.sleep(LOOK_S)
        out.seek(0)
        told = out.read()
    if process.returncode != exit_code:
        raise ValueError(told[:2_000])
    return told, most


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
