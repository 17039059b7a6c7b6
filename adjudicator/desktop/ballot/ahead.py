"""Pictures made ahead: the page people turn to next is scaled while they look at the one before.

A picture is given out only for the very page, look, part and size it was made of; for anything else
there is none, and whoever draws makes it as if nothing had been made ahead.  So a wrong guess costs
a moment, and never shows another page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QImage

from adjudicator.desktop.ballot.render import Look, Sight, prepared, scaled
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import NORMAL, Ticket, WorkQueue
from adjudicator.imaging.pages import Grey

MOST = 4
"""Pictures held at a time."""
MOST_BYTES = 96 << 20
"""Of pages that may be held for them, beside those of the cache; the likeliest one always is."""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A sight of a page: of this array and no other, were it equal in every pixel."""

    page: Grey
    sight: Sight

    def __eq__(self, other: object) -> bool:
        """Whether the same picture would come of it, without a look at the pixels."""
        if not isinstance(other, Wanted):
            return NotImplemented
        return self.page is other.page and self.sight == other.sight

    def __hash__(self) -> int:
        """By the page's identity, which lasts as long as this holds the page."""
        return hash((id(self.page), self.sight))


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A page as it is drawn."""

    prepared: Grey
    """The whole page with the look applied; the page itself where the look is plain."""
    image: QImage


def make_picture(wanted: Wanted) -> Picture:
    """Apply the look, and scale with the better filter; on any thread."""
    whole = prepared(wanted.page, wanted.sight.look)
    return Picture(whole, scaled(whole, wanted.sight.source, wanted.sight.size, fine=True))


class PicturesAhead:
    """The pictures wanted next; use it from the GUI thread.

    :param pool: the workers that make them.
    :param make: makes one, in a worker.
    """

    def __init__(self, pool: WorkQueue, make: Callable[[Wanted], Picture] = make_picture) -> None:
        self._pool, self._make = pool, make
        self._made: dict[Wanted, Picture] = {}
        self._making: dict[Wanted, Ticket] = {}

    def want(self, pictures: Sequence[Wanted]) -> None:
        """Have these made, the likeliest first, and let go of all others."""
        wanted = _within(pictures[:MOST])
        self._made = {each: made for each, made in self._made.items() if each in wanted}
        for each in [each for each in self._making if each not in wanted]:
            self._making.pop(each).drop()
        for each in wanted:
            if each not in self._made and each not in self._making and not self._pool.closed:
                self._begin(each)

    def find(self, wanted: Wanted) -> Picture | None:
        """The picture of exactly this, if it is made."""
        return self._made.get(wanted)

    @property
    def held(self) -> int:
        """How many are made."""
        return len(self._made)

    def _begin(self, wanted: Wanted) -> None:
        def keep(picture: Picture) -> None:
            del self._making[wanted]
            self._made[wanted] = picture

        def give_up(_failure: Failure) -> None:
            # Whoever draws this page makes its picture then, and what is wrong is told there.
            del self._making[wanted]

        make = self._make
        self._making[wanted] = self._pool.submit(
            lambda: make(wanted), keep, give_up, priority=NORMAL
        )


def _within(pictures: Sequence[Wanted]) -> list[Wanted]:
    """The first of them whose pages may be held together: a look takes a page of its own."""
    held, kept = 0, list[Wanted]()
    for each in pictures:
        held += each.page.nbytes * (1 if each.sight.look == Look() else 2)
        if kept and held > MOST_BYTES:
            break
        kept.append(each)
    return kept
