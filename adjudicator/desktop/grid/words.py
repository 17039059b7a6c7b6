"""What the blank grid says, in words."""

from collections.abc import Container, Sequence
from math import ceil

from adjudicator.desktop.grid.tile import TileFace, TileState
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.grid.blanks import CHECK, INK, NOT_MEASURED, BlankCase, BlankGrid

_MILLI = 1_000
OBJECTED = "objected to"
UNSHOWN = "cannot be shown"
ALWAYS_TOLD = frozenset({OBJECTED, UNSHOWN, CHECK, NOT_MEASURED})
"""Causes to open a ballot singly that say nothing of ink."""
ALL_DONE = "No page of this batch is left."
FIRST_MAY = (
    "Space takes a ballot out \u00b7 Z shows all of it \u00b7 \u23ce says the others are blank"
)
SECOND_MAY = (
    "Look for yourself: what the first took out is not shown \u00b7 F2 says the others are blank"
)


def count(number: int, one: str, many: str = "") -> str:
    """``1 ballot``, ``20 ballots``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def page_words(page: tuple[BlankCase, ...], number: int, of: int, *, hides_ink: bool) -> str:
    """``page 3 of 12 · 20 ballots · 2 with ink``."""
    parts = [f"page {number} of {of}", count(len(page), "ballot")]
    told = [b.why for b in page if b.why and (not hides_ink or b.why in ALWAYS_TOLD)]
    marked, located = told.count(INK), told.count(CHECK)
    other = len(told) - marked - located
    parts += [f"{marked} with ink"] if marked else []
    parts += [f"{located} to check"] if located else []
    parts += [f"{other} singly for another cause"] if other else []
    return " \u00b7 ".join(parts)


def blank_sentence(blank: int, of: int) -> str:
    """What the page says while people take ballots out."""
    if not blank:
        return "No ballot of this page is left to be called blank: every one is opened singly."
    if of == 1:
        return "Nothing is marked on this ballot."
    if blank == of:
        return f"Nothing is marked on these {of} ballots."
    left = of - blank
    singly = "1 is opened singly" if left == 1 else f"{left} are opened singly"
    return f"Nothing is marked on {blank} of these {of} ballots; {singly}."


def opened_words(numbers: Sequence[str]) -> str:
    """Which ballots of pages before were opened in Review and are recorded blank still."""
    if not numbers:
        return ""
    cases = ", ".join(spoken(number) for number in numbers)
    if len(numbers) == 1:
        return (
            f"Case {cases} was opened in Review; it stays recorded blank until it is ruled on anew."
        )
    return (
        f"Cases {cases} were opened in Review; each stays recorded blank until it is ruled on anew."
    )


def live_words(left: int, words: str) -> str:
    """What a key does, or in how many seconds it can do it."""
    return f"in {ceil(left / _MILLI)} s" if left else words


def recorded_words(number: int, blank: int, singly: int) -> str:
    """The last page, in the corner: ``Page 3 recorded: 18 blank, 2 singly``."""
    parts = [f"{blank} blank"] if blank else []
    parts += [f"{singly} singly"] if singly else []
    state = "recorded" if blank else "nothing recorded"
    return f"Page {number} {state}: {', '.join(parts)} \u00b7 Page \u2191"


def ready_words(fresh: int, key: str) -> str:
    """What was found since the pages were taken up, and how it comes onto one."""
    are = "is" if fresh == 1 else "are"
    return f"{fresh:,} more {are} ready: {key} takes {'it' if fresh == 1 else 'them'} in"


def coming_words(fresh: int) -> str:
    """The same, once somebody has asked for it."""
    return f"{fresh:,} more {'comes' if fresh == 1 else 'come'} in after this page"


def meanwhile_words(fresh: int, unseen: int, key: str, *, coming: bool) -> str:
    """How many have become ready, and how many were not looked at yet; empty where none.

    :param coming: those that are ready were asked for.
    """
    ready = coming_words(fresh) if coming else ready_words(fresh, key)
    parts = [ready] if fresh else []
    parts += [f"{unseen:,} not looked at yet"] if unseen else []
    return " \u00b7 ".join(parts)


def apart_words(grid: BlankGrid, apart: Container[str], *, so_far: bool = False) -> str:
    """What comes singly after the pages, and how much of it nobody has looked at yet.

    :param apart: seals of those taken out since the pages were read, among others.
    """
    left = grid.singly + sum(ballot.seal in apart for ballot in grid.ballots)
    if not left:
        return "" if so_far else "Nothing is left to be opened singly."
    if so_far:
        return f"{count(left, 'ballot')} singly after the pages so far"
    words = f"{count(left, 'ballot')} of this batch {'comes' if left == 1 else 'come'} singly."
    return f"{words} {unseen_words(grid)}".rstrip()


def unseen_words(grid: BlankGrid) -> str:
    """How many ballots nobody has looked at yet; empty if there is none."""
    number = grid.unseen
    if not number:
        return ""
    return (
        f"{number:,} {'is' if number == 1 else 'are'} not looked at yet, and may stand on a page."
    )


def whole_words(face: TileFace) -> str:
    """Which ballot of the page is shown whole, and what becomes of it."""
    words = f"ballot {face.place}, case {spoken(face.ballot.case.number)}"
    return words if face.state is TileState.BLANK else f"{words}, {face.words}"
