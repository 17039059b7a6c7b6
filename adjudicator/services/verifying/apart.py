"""Verify in a process of its own, so that a window goes on as if nothing were done.

The process looks for the word to stop at every step, and ends by itself where nobody is left to
hear what it found.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final

from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.verifying.anchors import Anchor
from adjudicator.services.verifying.verdicts import Verdict
from adjudicator.services.verifying.verify import Progress, verify

_EVERY: Final = 0.1
"""Seconds between two words of how far it is."""
_LOOK: Final = 0.05
_PATIENCE: Final = 5.0
"""Seconds the process is given to end by itself."""


class Stopped(Refusal):
    """The verification was stopped before it was done."""

    def __init__(self) -> None:
        super().__init__("The verification was stopped. Nothing was changed.")


def verify_apart(
    path: Path,
    anchors: Sequence[Anchor] = (),
    *,
    quick: bool = False,
    jobs: int | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Verdict:
    """Verify as :func:`~adjudicator.services.verifying.verify.verify` does, in another process.

    Call from a thread that may wait.

    :param stopped: asked again and again; once it says so the verification ends.
    :raises Stopped: it was stopped.
    :raises UsageError: there is no record at that path, or the process ended without a word.
    """
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(
        target=_work, args=(there, path, tuple(anchors), quick, jobs), name="verify"
    )
    process.start()
    there.close()
    try:
        return _listen(here, progress, stopped)
    finally:
        here.close()
        _end(process)


def _listen(here: Connection, progress: Progress, stopped: Callable[[], bool]) -> Verdict:
    while not stopped():
        if not here.poll(_LOOK):
            continue
        try:
            told = here.recv()
        except EOFError:
            raise UsageError(
                "The verification ended before it was done. Nothing was changed. Try again."
            ) from None
        match told:
            case Verdict():
                return told
            case str():
                raise UsageError(told)
            case what, done, total:
                progress(what, done, total)
    raise Stopped


def _end(process: SpawnProcess) -> None:
    """It hears that nobody listens any more; if it does not, it is ended."""
    process.join(_PATIENCE)
    if process.is_alive():
        process.terminate()
        process.join()
    process.close()


class _Told:
    """Says how far it is, now and then, and notices when nobody listens."""

    def __init__(self, there: Connection) -> None:
        self._there, self._last = there, 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _EVERY or done == total:
            self._last = now
            # Where the other end is closed this fails, and the verification ends.
            self._there.send((what, done, total))


def _work(
    there: Connection,
    path: Path,
    anchors: Sequence[Anchor],
    quick: bool,  # noqa: FBT001 - handed over by place
    jobs: int | None,
) -> None:
    with there, suppress(BrokenPipeError, ConnectionResetError):
        try:
            told: Verdict | str = verify(
                path, anchors, quick=quick, jobs=jobs, progress=_Told(there)
            )
        except UsageError as error:
            told = str(error)
        there.send(told)
