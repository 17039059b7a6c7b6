"""One page of blank ballots: what its two looks leave to be recorded, and what is opened singly."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


class OnPage(Protocol):
    """A ballot on a page."""

    @property
    def seal(self) -> str:
        """The case's name in the record."""

    @property
    def plain(self) -> bool:
        """Whether nothing but the print was found in its contest.

        Any other stands on the page in its place, and is opened singly whatever people say.
        """


T = TypeVar("T", bound=OnPage)


@dataclass(frozen=True, slots=True)
class Split:
    """The seals of a page, apart, each part in the order of the page."""

    blank: tuple[str, ...]
    """Nothing is marked on these: both members saw them, neither took them out."""
    singly: tuple[str, ...]
    """To be opened one by one."""


def split(page: Sequence[OnPage], *pulled: Collection[str]) -> Split:
    """Part a page by what each member took out, on their own; one of them is enough.

    :param pulled: the seals each member took out.
    """
    out = {seal for one in pulled for seal in one}
    blank = tuple(b.seal for b in page if b.plain and b.seal not in out)
    return Split(blank, tuple(b.seal for b in page if b.seal not in blank))


def next_page(waiting: Sequence[T], most: int) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """The next page of those that wait, and those that would have stood on a page without a blank.

    Pages keep the order given.  Where none of a whole page could be confirmed nobody is asked to:
    those ballots are opened singly.

    :param most: how many have room.
    """
    passed: list[T] = []
    for first in range(0, len(waiting), most):
        page = tuple(waiting[first : first + most])
        if any(ballot.plain for ballot in page):
            return page, tuple(passed)
        passed += page
    return (), tuple(passed)


def pages_left(waiting: int, most: int) -> int:
    """How many pages that many ballots make."""
    return -(-waiting // most)
