"""A scanner's second Return: it types a code and Return, and some of them Return once more."""

from collections.abc import Callable
from time import monotonic

WITHIN = 0.15
"""Seconds.  A scanner's second Return comes within some hundredths; nobody reads a ballot and
presses a key so soon after it was called."""


class DoubledReturn:
    """Swallows the Return that follows at once, and as the next key, on a search by a typed code.

    One stands for a station: a code may lead from one screen to another.

    :param clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._until = float("-inf")

    def begin(self) -> None:
        """A search by a code was just made, or what it called has just been put on the screen."""
        self._until = self._clock() + WITHIN

    def end(self) -> None:
        """Another key was pressed: a Return after it is a person's."""
        self._until = float("-inf")

    def swallow(self) -> bool:
        """Whether a Return pressed now is the scanner's second and does nothing."""
        return self._clock() < self._until
