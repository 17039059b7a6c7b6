"""What a command is."""

from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Where a command's keys are heard.  Screens stand side by side, so they may share keys."""

    GLOBAL = "global"
    """Everywhere."""
    BALLOT = "ballot"
    """Wherever a ballot is shown."""
    REVIEW = "review"
    START = "start"
    OVERVIEW = "overview"
    IMPORT = "import"
    TALLY = "tally"
    RECORD = "record"
    PEOPLE = "people"
    WIZARD = "wizard"
    DOCKET = "docket"
    ORDERS = "orders"
    PAPER = "paper"
    PAPERS = "papers"
    MY_RECORD = "my_record"
    CONSISTENCY = "consistency"
    RECONCILIATION = "reconciliation"
    REFERENCES = "references"
    TABLE = "table"
    """In Review of a recount, around what practice has too."""
    PRACTICE = "practice"
    """On the screen of practice, around Review."""
    LOOK = "look"
    """On the screen of the second look."""
    GRID = "grid"
    """On the pages of blank ballots."""
    RETURNS = "returns"
    STATE = "state"


_WITHIN = {
    Context.BALLOT: frozenset({Context.GLOBAL}),
    Context.REVIEW: frozenset({Context.GLOBAL, Context.BALLOT}),
    Context.DOCKET: frozenset({Context.GLOBAL, Context.BALLOT}),
    Context.LOOK: frozenset({Context.GLOBAL, Context.BALLOT}),
    Context.TABLE: frozenset({Context.GLOBAL, Context.BALLOT, Context.REVIEW}),
    Context.PRACTICE: frozenset({Context.GLOBAL, Context.BALLOT, Context.REVIEW}),
}


def heard_together(first: Context, second: Context) -> bool:
    """Whether keys of both contexts are heard at one time."""
    return first is second or second in contexts_of(first) or first in contexts_of(second)


def contexts_of(context: Context) -> frozenset[Context]:
    """The contexts heard while that one is in force, itself left out."""
    if context is Context.GLOBAL:
        return frozenset()
    return _WITHIN.get(context, frozenset({Context.GLOBAL}))


@dataclass(frozen=True, slots=True)
class Command:
    """One act with a name.

    Keys are written as Qt's portable text: ``Return``, ``Enter`` (the keypad's), ``Shift+F2``.
    """

    id: str
    """Such as ``review.propose``; also what a key map and the log call it."""
    label: str
    """What it does, for menus and the key card."""
    keys: tuple[str, ...]
    context: Context
    group: str
    """Its heading on the key card."""
    repeats: bool = False
    """Whether holding the key down repeats it; never for one that records."""
    hold: bool = False
    """Whether it lasts as long as the key is held."""
    listed: bool = True
    """Whether it stands on the key card by itself; digits are told in one line."""
