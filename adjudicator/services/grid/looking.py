"""How long each member has had a page before them: nobody confirms what they cannot have seen.

The minimum is fixed at the opening.  It is enforced here and stands in no record: a time that
somebody sat before a screen proves nothing about what they saw.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from math import ceil
from time import monotonic

from adjudicator.services.errors import Refusal

_MILLI = 1_000


class TooSoon(Refusal):
    """A page was confirmed before it had been shown for the minimum time."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one member said of a page, looking on their own."""

    person: str
    pulled: frozenset[str]
    """The seals of those they took out."""


class PageLook:
    """The separate looks of two people at one page.

    :param grid_ms: the least time a page is before each of them.
    :param seals: the ballots of the page, in their order.
    :param clock: seconds that only go on.
    """

    def __init__(
        self, grid_ms: int, seals: Iterable[str] = (), clock: Callable[[], float] = monotonic
    ) -> None:
        self._ms, self._clock = grid_ms, clock
        self._since: dict[str, float] = {}
        self.seals = tuple(seals)
        self.said: tuple[Said, ...] = ()
        """In the order they said it."""

    def show(self, person: str) -> None:
        """The page is before this person from now on, all of it."""
        self._since[person] = self._clock()

    def hide(self, person: str) -> None:
        """The page is not before this person any more."""
        self._since.pop(person, None)

    def shows(self, person: str) -> bool:
        """Whether the page is before this person now."""
        return person in self._since

    def left(self, person: str) -> int:
        """Milliseconds until this person may confirm; all of them where nothing is shown yet."""
        since = self._since.get(person)
        if since is None:
            return max(1, self._ms)
        return max(0, ceil(self._ms - (self._clock() - since) * _MILLI))

    def check(self, person: str) -> None:
        """Whether this person has had the page before them for the least time.

        :raises TooSoon: it was not before them long enough.
        """
        if not self.shows(person):
            raise TooSoon("Not yet: wait until every ballot of this page is on the screen.")
        left = self.left(person)
        if left:
            raise TooSoon(
                f"Not yet: this page can be confirmed in {left / _MILLI:.1f} s. Nothing was lost."
            )

    def say(self, person: str, pulled: Collection[str]) -> None:
        """This person has looked: all are blank but those they took out.

        :raises TooSoon: the page was not before them long enough.
        """
        self.check(person)
        others = tuple(said for said in self.said if said.person != person)
        self.said = (*others, Said(person, frozenset(pulled)))
