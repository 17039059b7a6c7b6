"""The pages people have done, the last three of which they can go back over."""

from collections import deque
from dataclasses import dataclass
from enum import Enum

from adjudicator.services.grid.blanks import BlankCase

BACK = 3
"""Pages one can go back over."""


@dataclass(slots=True)
class PastPage:
    """A page that both looked at, as one goes back over it."""

    number: int
    ballots: tuple[BlankCase, ...]
    blank: frozenset[str]
    """Seals of those ruled on."""
    entry: int | None = None
    """The act in the record; ``None`` while it is on its way, or where nothing was recorded."""

    @property
    def recorded(self) -> bool:
        """Whether its rulings are in the record."""
        return self.entry is not None


class Since(Enum):
    """What became of a ballot recorded blank on a page before."""

    BLANK = "blank"
    """The ruling of its page stands."""
    RULED = "ruled"
    """Another ruling stands instead."""
    OPEN = "open"
    """None stands: it was reopened, or waits for the board or for its paper."""


@dataclass(slots=True)
class Opened:
    """A ballot recorded blank on a page before, and opened in Review since."""

    number: str
    entry: int
    """The act of its page."""
    since: Since = Since.BLANK
    """What became of it by now."""


@dataclass(slots=True)
class Done:
    """What was done on the pages of this batch here."""

    pages: int = 0
    blank: int = 0
    singly: int = 0


class PagesBefore:
    """What was done, and how far back people look."""

    def __init__(self) -> None:
        self.done = Done()
        self.kept: deque[PastPage] = deque(maxlen=BACK)
        self.back = 0
        """How many pages back people look; 0: the page of now."""
        self.opened: dict[str, Opened] = {}
        """By their seals, in the order they were opened."""

    @property
    def still_blank(self) -> tuple[str, ...]:
        """Numbers of those opened in Review of which the ruling of their page stands."""
        return tuple(o.number for o in self.opened.values() if o.since is Since.BLANK)

    @property
    def now(self) -> PastPage | None:
        """The page before that people look at; ``None``: the page of now."""
        return self.kept[-self.back] if self.back else None

    def add(self, ballots: tuple[BlankCase, ...], blank: frozenset[str]) -> PastPage:
        """A page both have looked at."""
        past = PastPage(self.done.pages + 1, ballots, blank)
        self.kept.append(past)
        self.done.pages += 1
        self.done.blank += len(blank)
        self.done.singly += len(ballots) - len(blank)
        return past

    def remove(self, past: PastPage) -> None:
        """What was to be recorded of that page was not; what was taken out stays so."""
        if past in self.kept:
            self.kept.remove(past)
        self.done.pages -= 1
        self.done.blank -= len(past.blank)

    def move(self, by: int) -> bool:
        """Towards the pages before (1) or the page of now (-1); whether there is another."""
        back = min(max(0, self.back + by), len(self.kept))
        moved, self.back = back != self.back, back
        return moved

    def problem(self, seal: str) -> str:
        """Why a ballot of the page looked at cannot be taken out of it; empty if it can."""
        past = self.now
        if past is None:
            return "Page \u2191 leads to the pages recorded before."
        if seal not in past.blank:
            return "Nothing is recorded of this ballot here: it is opened singly."
        return "" if past.recorded else "This page is on its way into the record. Press again."
