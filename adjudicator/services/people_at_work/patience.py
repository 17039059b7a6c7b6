"""A wait after wrong passphrases that nobody can use to lock anybody out.

The wait belongs to one person at one station: whoever types nonsense for the chair at table 3 holds
up the chair at table 3, for at most :data:`LONGEST` seconds, and nobody and nothing else.  A try
during the wait is not looked at and makes the wait no longer, so the right passphrase always works
when the wait is over.  The first slip costs nothing.  What was typed wrong is forgotten after
:data:`FORGOTTEN` seconds without another one, and with the right passphrase.

It lives in memory: who can start the program anew could as well guess at the key file on a machine
of their own, and what stands against that is the cost of each guess (see
:mod:`adjudicator.ledger.keyfile`).
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from adjudicator.services.errors import Refusal

WAITS = (0, 1, 2, 4, 8, 15)
"""Seconds after the first, second, ... wrong passphrase in a row; the last for all further ones."""
LONGEST = WAITS[-1]
FORGOTTEN = 10 * 60
"""Seconds without a wrong passphrase after which the earlier ones do not count any more."""


class NotOpened(Refusal):
    """A passphrase was wrong, or was not looked at because the wait is not over.

    :param what: what happened, without the time.
    :param seconds: how long the next try has to wait; 0: not at all.
    """

    def __init__(self, what: str, seconds: int) -> None:
        self.what, self.seconds = what, seconds
        super().__init__(f"{what} {then_words(seconds)}")


def then_words(seconds: int) -> str:
    """What to do next, as it is counted down.

    Such as ``Try again in 4 seconds; nobody is locked out.``
    """
    if not seconds:
        return "Try again."
    many = "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"Try again in {many}; nobody is locked out."


@dataclass(slots=True)
class _Slips:
    number: int
    last: float
    until: float


class Patience:
    """How long each person has to wait at this station.

    :param clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._slips: dict[str, _Slips] = {}

    def seconds_left(self, person: str) -> int:
        """Whole seconds until a passphrase of this person is looked at again; 0: now."""
        slips = self._slips.get(person)
        return 0 if slips is None else max(0, math.ceil(slips.until - self._clock()))

    def look(self, person: str) -> None:
        """Before a passphrase is looked at.

        :raises NotOpened: the wait is not over; nothing was looked at, and it is no longer for it.
        """
        left = self.seconds_left(person)
        if left:
            raise NotOpened("Not tried: after wrong passphrases the next one waits.", left)

    def wrong(self, person: str) -> NotOpened:
        """Note a wrong passphrase.

        :returns: what the person is told.
        """
        now = self._clock()
        before = self._slips.get(person)
        fresh = before is None or now - before.last > FORGOTTEN
        number = 1 if before is None or fresh else before.number + 1
        wait = WAITS[min(number, len(WAITS)) - 1]
        self._slips[person] = _Slips(number, now, now + wait)
        return NotOpened("Not signed in: the passphrase is not right.", wait)

    def right(self, person: str) -> None:
        """The passphrase was right: the slips before it are forgotten."""
        self._slips.pop(person, None)
