"""The pages of one batch as people go through them; knows neither the window nor the record."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import Enum

from adjudicator.desktop.grid.before import PagesBefore, PastPage
from adjudicator.desktop.grid.meanwhile import Meanwhile
from adjudicator.desktop.grid.words import ALWAYS_TOLD, blank_sentence
from adjudicator.domain.grid.page import next_page, pages_left, split
from adjudicator.services.grid.blanks import BlankCase, BlankGrid


class Turn(Enum):
    """Who looks."""

    FIRST = 0
    SECOND = 1


class Pages:
    """What is before people, what each of them took out, and what is done.

    :param apart: seals of ballots that come singly, of whatever batch; it grows with each page.
    """

    def __init__(self, apart: set[str]) -> None:
        self.apart = apart
        self.grid: BlankGrid | None = None
        self.page: tuple[BlankCase, ...] = ()
        """The page of now."""
        self.turn = Turn.FIRST
        self.singly: list[str] = []
        """Numbers of the ballots to be opened singly, in the order of the pages."""
        self.before = PagesBefore()
        self.meanwhile = Meanwhile(self)
        self._room = 1
        self.waiting: tuple[BlankCase, ...] = ()
        """The page of now, and what comes after it."""
        self._pulled: tuple[set[str], set[str]] = (set(), set())

    # What is before people -------------------------------------------------------------------

    @property
    def shown(self) -> tuple[BlankCase, ...]:
        """The ballots on the screen."""
        past = self.before.now
        return self.page if past is None else past.ballots

    @property
    def next_ballots(self) -> tuple[BlankCase, ...]:
        """Those of the page after this one, to be opened before they are wanted."""
        return self.waiting[len(self.page) :][: self._room]

    @property
    def number(self) -> int:
        """The number of the page of now, from 1."""
        return self.before.done.pages + 1

    @property
    def of(self) -> int:
        """How many pages there are, those done included."""
        return self.before.done.pages + pages_left(len(self.waiting), self._room)

    @property
    def pulled(self) -> frozenset[str]:
        """What whoever looks now has taken out of the page of now."""
        return frozenset(b.seal for b in self.page if b.seal in self._pulled[self.turn.value])

    @property
    def hides_ink(self) -> bool:
        """Whether no outline of ink is shown before a ballot is ruled on."""
        return self.grid is not None and self.grid.hides_ink

    def is_outlined(self, ballot: BlankCase) -> bool:
        """Whether people are told that a ballot is opened singly, and why."""
        return not ballot.plain and (not self.hides_ink or ballot.why in ALWAYS_TOLD)

    @property
    def sentence(self) -> str:
        """What confirming this page now would say, as whoever looks can know it."""
        out = self.pulled | {b.seal for b in self.page if self.is_outlined(b)}
        return blank_sentence(len(self.page) - len(out), len(self.page))

    # From page to page -----------------------------------------------------------------------

    def begin(self, grid: BlankGrid, room: int) -> None:
        """Take up the pages of a batch, of as many ballots as have room."""
        self.grid = grid
        self._room = max(1, min(room, grid.page_max))
        self.waiting = tuple(b for b in grid.ballots if b.seal not in self.apart)
        self.meanwhile.begin()
        self.turn_page()

    def set_room(self, room: int) -> bool:
        """Another size; whether the page of now was made anew, of as many as have room now."""
        self._room = max(1, min(room, 1 if self.grid is None else self.grid.page_max))
        if next_page(self.waiting, self._room)[0] == self.page:
            return False
        back = self.before.back
        self.turn_page()
        self.before.back = back
        return True

    def turn_page(self) -> None:
        """The next page that waits, for the first member."""
        self.page, passed = next_page(self.waiting, self._room)
        self._set_apart(passed)
        self.before.back = 0
        self.begin_looks()

    def begin_looks(self) -> None:
        """The page of now afresh: the first member looks, and what each took out stays so."""
        self.turn = Turn.FIRST

    def drop(self) -> bool:
        """Drop what was said of the page of now; whether anything was."""
        begun = any(self._pulled) or self.turn is Turn.SECOND
        self._pulled = (set(), set())
        self.begin_looks()
        return begun

    def pull(self, seal: str) -> str:
        """Take a ballot out, or back in; why that changes nothing, or empty."""
        ballot = next((b for b in self.page if b.seal == seal), None)
        if ballot is None or self.before.back:
            return ""
        if self.is_outlined(ballot):
            return f"This ballot is opened singly in any case: {ballot.why}."
        self._pulled[self.turn.value].symmetric_difference_update({seal})
        return ""

    def settle(self, *pulled: Collection[str]) -> PastPage:
        """Both have looked; the next page comes."""
        parted = split(self.page, *pulled)
        return self._end(frozenset(parted.blank))

    def give_up(self) -> PastPage:
        """Nothing is said of the page of now, and all of it is opened singly."""
        return self._end(frozenset())

    def _end(self, blank: frozenset[str]) -> PastPage:
        page = self.page
        past = self.before.add(page, blank)
        for pulled in self._pulled:
            # What stood on this page before it was made anew is still to come.
            pulled.difference_update(b.seal for b in page)
        self._set_apart([b for b in page if b.seal not in blank])
        self.waiting = tuple(b for b in self.waiting if b.seal not in blank)
        self.meanwhile.end_page(blank)
        self.turn_page()
        return past

    def _set_apart(self, ballots: Sequence[BlankCase]) -> None:
        """These are opened singly."""
        seals = {ballot.seal for ballot in ballots}
        self.apart |= seals
        self.singly += [b.case.number for b in ballots if b.case.number not in self.singly]
        self.waiting = tuple(b for b in self.waiting if b.seal not in seals)

    def mark(self, number: str, why: str) -> bool:
        """A ballot is opened singly for another cause than ink; whether it stands on a page."""
        if all(b.case.number != number for b in self.waiting):
            return False
        self.page, self.waiting = (
            tuple(replace(b, why=why) if b.case.number == number else b for b in ballots)
            for ballots in (self.page, self.waiting)
        )
        return True
