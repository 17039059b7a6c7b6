"""The looking that goes on behind an open window."""

import logging
from pathlib import Path
from threading import Condition, Thread
from typing import Final

from adjudicator.services.locating.crew import NothingFound
from adjudicator.services.locating.looking import (
    Looked,
    Looking,
    Told,
    cores,
    make_plan,
    tasks_of_batch,
)
from adjudicator.services.locating.turn import turn
from adjudicator.services.recount import Recount
from adjudicator.storage.files import Busy

_LOG = logging.getLogger(__name__)
_AGAIN: Final = 5.0
"""Seconds until it is seen whether the other window or command has done it."""
_PATIENCE: Final = 10.0
_RULE_ON: Final = "Every ballot can be ruled on."


class LocatingPool:
    """Looks at the pages of an open recount in the background, whenever there are new ones.

    Everything is done on a thread of its own and in processes; where another window or command
    does it, this one waits for what that one keeps.

    :param workers: processes; by default one per core but one, which the window keeps.
    :param told: hears how far it is, on the pool's thread.
    """

    def __init__(self, recount: Recount, told: Told, *, workers: int | None = None) -> None:
        self._recount, self._told = recount, told
        self._workers = workers or max(1, cores() - 1)
        self._wake = Condition()
        self._asked = self._stopping = False
        self._batch: int | None = None
        self._looking: Looking | None = None
        self._thread = Thread(target=self._run, name="locating", daemon=True)
        self._thread.start()

    def look(self) -> None:
        """Pages or references may have changed: look which are to be looked at."""
        with self._wake:
            self._asked = True
            self._wake.notify()

    def prefer(self, batch: int) -> None:
        """This batch is in hand: its pages come first."""
        with self._wake:
            self._batch = batch
            looking = self._looking
        if looking is not None:
            looking.queue.prefer(tasks_of_batch(self._recount, batch))

    def stop(self, seconds: float = _PATIENCE) -> bool:
        """End the processes and the thread; what was found is kept.

        :returns: whether they ended in that time.
        """
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    # On the pool's thread ---------------------------------------------------------------------

    def _run(self) -> None:
        while self._wait():
            try:
                self._look_once()
            except Busy:
                self._wait_for_other()
            except NothingFound as error:
                self._told(Looked(0, 0, problem=str(error)))
            except OSError as error:
                self._told(Looked(0, 0, problem=_refused(error)))
            except Exception:  # noqa: BLE001 - the boundary of the thread; the window goes on
                _LOG.exception("Looking for contests failed")
                self._told(Looked(0, 0, problem=f"Looking for contests failed. {_RULE_ON}"))

    def _wait(self) -> bool:
        """Wait until there is something to do; whether it goes on."""
        with self._wake:
            self._wake.wait_for(lambda: self._asked or self._stopping)
            self._asked = False
            return not self._stopping

    def _wait_for_other(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._stopping, _AGAIN)
            self._asked = True

    def _look_once(self) -> None:
        with turn(self._recount.folder):
            plan = make_plan(self._recount)
            looking = Looking(self._recount, plan, self._workers, self._told, behind=True)
            with self._wake:
                self._looking, batch = looking, self._batch
            try:
                if batch is not None:
                    looking.queue.prefer(tasks_of_batch(self._recount, batch))
                looking.run(self._interrupted)
            finally:
                self._looking = None

    def _interrupted(self) -> bool:
        return self._stopping or self._asked


def _refused(error: OSError) -> str:
    """What the computer would not do, in words."""
    about = "" if error.filename is None else f" ({Path(error.filename).name})"
    reason = (error.strerror or str(error)).lower()
    return (
        f"Contests are not looked for: {reason}{about}. {_RULE_ON} See that you may write in the "
        "recount folder, then open the recount again."
    )
