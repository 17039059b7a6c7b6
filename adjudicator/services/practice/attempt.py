"""What somebody answered in one practice: right or not as the pack reads it, and how long it took.

A result is told in the words it can be filed under: ``Practice: 18 of 20, 11 minutes``.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adjudicator.domain.rulings import Ruling
from adjudicator.services.practice.situations import Judged, Situation

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Result:
    """One practice, as far as it went."""

    drawn: int
    judged: tuple[tuple[str, Judged], ...]
    """Case number and first ruling of each ballot ruled on, in the order they were ruled on."""
    seconds: float
    rules: str

    @property
    def right(self) -> int:
        """Rulings that are among the written answers."""
        return sum(judged.right for _, judged in self.judged)

    @property
    def differing(self) -> tuple[tuple[str, Judged], ...]:
        """Those that are not."""
        return tuple((number, judged) for number, judged in self.judged if not judged.right)

    @property
    def whole(self) -> bool:
        """Whether every ballot was ruled on."""
        return len(self.judged) == self.drawn

    @property
    def score(self) -> str:
        """``18 of 20``, or ``9 of 11 (20 were drawn)`` where somebody stopped."""
        score = f"{self.right} of {len(self.judged)}"
        return score if self.whole else f"{score} ({self.drawn} were drawn)"

    @property
    def time(self) -> str:
        """``11 minutes``; less than one is told as one."""
        minutes = max(1, round(self.seconds / _MINUTE))
        return "1 minute" if minutes == 1 else f"{minutes} minutes"

    @property
    def words(self) -> str:
        """The result as it is filed."""
        return f"Practice: {self.score}, {self.time} ({self.rules})"


class Attempt:
    """Keeps the first ruling on each ballot; a later one is compared and changes nothing.

    :param situations: by case number.
    :param rules: the rule pack the answers follow.
    :param clock: seconds from some moment on.
    """

    def __init__(
        self,
        situations: Mapping[str, Situation],
        rules: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._situations = situations
        self._rules = rules
        self._clock = clock
        self._first: dict[str, Judged] = {}
        self._begun: float | None = None
        self._seconds = 0.0

    def begin(self) -> None:
        """The first ballot is on the screen: the time runs from now."""
        if self._begun is None:
            self._begun = self._clock()

    def rule(self, number: str, ruling: Ruling) -> Judged:
        """Compare a recorded ruling with the answers; the first on a ballot counts.

        :raises KeyError: no ballot of this practice has that case number.
        """
        judged = self._situations[number].judge(ruling)
        if number not in self._first:
            self._first[number] = judged
            self.begin()
            self._seconds = self._clock() - (self._begun or 0.0)
        return judged

    def first(self, number: str) -> Judged | None:
        """What counts for a ballot, if it was ruled on."""
        return self._first.get(number)

    @property
    def result(self) -> Result:
        """How it stands."""
        judged = tuple(self._first.items())
        return Result(len(self._situations), judged, self._seconds, self._rules)
