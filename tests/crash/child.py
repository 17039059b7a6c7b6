"""A station at work: it imports, piles, rules, answers and closes, and may die at any step of it.

Every statement to the database and every write, rename and flush of a file is a point.  At the
chosen point the process kills itself with SIGKILL, as ``kill -9`` would: nothing is cleaned up, no
handler runs.
"""

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from adjudicator.services.recount import open_recount
from adjudicator.storage.record import Appended
from tests.support.scene import Scene, Sheet

FIRST = tuple(Sheet(n, ("ann", "bob") if n % 3 else ()) for n in range(1, 6))
SECOND = tuple(Sheet(n, (), ("cy",), container="8") for n in range(6, 9))


class Points:
    """Counts the points of this process and dies at one of them."""

    def __init__(self, deadly: int | None) -> None:
        self.passed = 0
        self._deadly = deadly

    def step(self, *_told: object) -> None:
        """One point."""
        self.passed += 1
        if self.passed == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Make points of all statements, commits and file operations from here on."""
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(Engine, name, self.step)
        for name in ("fsync", "replace", "write", "unlink", "mkdir"):
            setattr(os, name, self._around(getattr(os, name)))

    def _around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - any function of os
            self.step()
            result = function(*args, **named)
            self.step()
            return result

        return call


def work(folder: Path, sources: Path, deadly: int | None, told: Connection) -> None:
    """Work through a small recount, telling every act once it is acknowledged."""
    scene = Scene(open_recount(folder), sources)
    scene.sit("ada", "ben", "lee")
    scene.identity("cora")
    scene.board()
    points = Points(deadly)
    points.watch()

    def tell(appended: Appended | None) -> None:
        if appended is not None:
            told.send((appended.index, appended.leaf))

    for sheets in (FIRST, SECOND):
        report = scene.import_sheets(sheets)
        assert report.entry is not None
        leaf = scene.recount.state.data.tree.leaf(report.entry)
        told.send((report.entry, leaf))
        tell(scene.pile())
        for case in scene.cases():
            if case.ruling is None:
                tell(scene.rule(case))
                tell(scene.attest("lee", case.batch))
        ready = [batch.number for batch in scene.batches() if batch.finished]
        tell(scene.close_batches(*ready, observers=["lee"]))
    told.send(points.passed)
    scene.recount.close()
