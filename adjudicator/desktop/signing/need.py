"""Who must sign an act before it can be recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adjudicator.desktop.wording import name_of
from adjudicator.domain.people import DifferentPolicy, Person, Role, any_two_different, majority_of
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.cosignatures import MOST_COSIGNERS

Lack = Callable[[Sequence[Person]], str]
"""Given who has signed, what still lacks in a few words; empty when it is enough."""


@dataclass(frozen=True, slots=True)
class Need:
    """Who may sign, how many must, and how that is said."""

    who: str
    """Such as ``At least 2 of the 3 seats of the board sign.``"""
    candidates: tuple[Person, ...]
    lack: Lack
    asked: frozenset[str] = frozenset()
    """Ids of those who are asked in turn, if they sit here, even when enough have signed."""
    room: int | None = None
    """For how many of those asked there is room; ``None``: for all."""

    def full(self, signed: Sequence[Person]) -> str:
        """Why no more of those asked can sign, in a sentence; empty while there is room."""
        if self.room is None or sum(p.id in self.asked for p in signed) < self.room:
            return ""
        return (
            f"A head has room for {MOST_COSIGNERS} signatures, and the board's come first: no more "
            "can be taken. Nothing waits for this one."
        )


def board_majority(people: Sequence[Person], vacant: int = 0) -> Need:
    """More than half of the board's seats.

    :param vacant: seats nobody holds; the majority counts them.
    """
    board = tuple(p for p in people if p.on_board)
    seats = len(board) + vacant
    needed = majority_of(seats)

    def lack(signed: Sequence[Person]) -> str:
        rest = needed - len(signed)
        return f"{count(rest, 'more member')} of the board" if rest > 0 else ""

    return Need(f"At least {needed} of the {seats} seats of the board sign.", board, lack)


def board_majority_and_parties(people: Sequence[Person], vacant: int = 0) -> Need:
    """More than half of the board's seats; observers who sit here are asked to cosign with them.

    :param vacant: seats nobody holds; the majority counts them.
    """
    board = board_majority(people, vacant)
    observers = tuple(p for p in people if p.role is Role.OBSERVER)

    def lack(signed: Sequence[Person]) -> str:
        return board.lack([p for p in signed if p.on_board])

    who = f"{board.who} Observers may cosign; nothing waits for them." if observers else board.who
    asked = frozenset(p.id for p in observers)
    room = room_beside(len(board.candidates))
    return Need(who, (*board.candidates, *observers), lack, asked, room)


def room_beside(people: int) -> int:
    """How many others can cosign a head beside those who may have to."""
    return max(0, MOST_COSIGNERS - people)


def two_officers(people: Sequence[Person], different: DifferentPolicy) -> Need:
    """Two different officers: board members or clerks."""
    officers = tuple(p for p in people if p.officer)

    def lack(signed: Sequence[Person]) -> str:
        if len(signed) < 2:  # noqa: PLR2004 - two officers
            return count(2 - len(signed), "more officer")
        return "" if any_two_different(signed, different) else "an officer of another party"

    return Need("Two different officers sign: board members or clerks.", officers, lack)


def one_of(people: Sequence[Person], who: str) -> Need:
    """Any one of these."""

    def lack(signed: Sequence[Person]) -> str:
        return "" if signed else "one signature"

    return Need(who, tuple(people), lack)


def closers(
    team: Sequence[Person], observers: Sequence[Person], different: DifferentPolicy
) -> Need:
    """Two different people of the counting team; observers may add their own signatures."""

    def lack(signed: Sequence[Person]) -> str:
        closing = [p for p in signed if p in team]
        if len(closing) < 2:  # noqa: PLR2004 - two people close
            return count(2 - len(closing), "more member") + " of the counting team"
        return "" if any_two_different(closing, different) else "a team member of another party"

    who = "Two different members of the counting team sign. Observers may sign their counts."
    return Need(who, (*team, *observers), lack, frozenset(p.id for p in observers))


def board_closers(
    officers: Sequence[Person],
    observers: Sequence[Person],
    presides: Callable[[frozenset[str]], Person | None],
) -> Need:
    """In one tier: the presiding member and one other officer; observers may add their own.

    :param presides: who presides once these people are here: signing notes them as here.
    """

    def lack(signed: Sequence[Person]) -> str:
        closing = [p for p in signed if p in officers]
        head = presides(frozenset(p.id for p in closing))
        if head is None or head not in closing:
            return "the presiding member" if head is None else f"{name_of(head)}, who presides"
        if len(closing) > 2:  # noqa: PLR2004 - two people close
            return "one signature less: the presiding member and one other officer close"
        return "" if len(closing) == 2 else "another officer"  # noqa: PLR2004 - as above

    who = (
        "The presiding member and one other officer sign: a board member or the clerk. "
        "Observers may sign their counts."
    )
    return Need(who, (*officers, *observers), lack, frozenset(p.id for p in observers))


def everyone(people: Sequence[Person], who: str) -> Need:
    """Each of these."""

    def lack(signed: Sequence[Person]) -> str:
        rest = [name_of(p) for p in people if p not in signed]
        return join_names(rest)

    return Need(who, tuple(people), lack)
