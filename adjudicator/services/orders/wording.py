"""Who ordered it, when, and why: the words of an order, and the sentence a locked contest shows.

The record keeps one sealed text with each motion.  It is made here, so that every screen, the log
and a copy of the record with its openings say the same: ``By order of the Circuit Court, 9 Nov
21:14: the ballots of container 7 are contested.``
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Authority(StrEnum):
    """Who orders."""

    COURT = "court"
    SECRETARY = "secretary"
    BOARD = "board"

    @property
    def label(self) -> str:
        """The words on the form."""
        return _LABELS[self]

    @property
    def usual_name(self) -> str:
        """How it is named where nobody types a name."""
        return _NAMES[self]


_LABELS = {
    Authority.COURT: "A court",
    Authority.SECRETARY: "The Secretary of State",
    Authority.BOARD: "The canvassing board",
}
_NAMES = {
    Authority.COURT: "the Circuit Court",
    Authority.SECRETARY: "the Secretary of State",
    Authority.BOARD: "the board",
}
_MOST = 1_600
"""Letters of an order's words; the record keeps texts of 2,000."""


@dataclass(frozen=True, slots=True)
class OrderWords:
    """Who gave an order, when, and in which words."""

    authority: Authority
    words: str
    name: str = ""
    """Such as ``the Circuit Court``; empty takes the usual name."""
    given: datetime | None = None
    """When it was given, in the county's own time; ``None`` leaves the time out."""

    @property
    def text(self) -> str:
        """What is sealed: ``By order of the Circuit Court, 9 Nov 21:14: ...``."""
        kind = "motion" if self.authority is Authority.BOARD else "order"
        name = " ".join((self.name or self.authority.usual_name).split())
        when = "" if self.given is None else f", {moment(self.given)}"
        words = self.words.strip()
        return f"By {kind} of {name}{when}" + (f": {words}" if words else "")

    @property
    def problem(self) -> str:
        """Why these words cannot be kept; empty if they can."""
        if ":" in self.name:
            return "Leave the colon out of the name of who ordered it."
        if len(self.text) > _MOST:
            return f"The words are {len(self.text):,} letters long; at most {_MOST:,} are kept."
        return ""


def moment(when: datetime) -> str:
    """``9 Nov 21:14``."""
    return f"{when.day} {when:%b %H:%M}"


def ending(text: str | None, entry: int | None = None) -> str:
    """How a sentence about an order ends: ``by order of the Circuit Court, 9 Nov 21:14: ...``.

    Words that do not say who ordered are the board's own.

    :param text: the opened words of the motion; ``None`` where there are none or they are withheld.
    :param entry: the motion's entry, named at the end.
    """
    number = "" if entry is None else f" (entry {entry:,})"
    if not text:
        return f"by motion of the board{number}"
    if text.startswith(("By order of ", "By motion of ")):
        return f"{text[0].lower()}{text[1:].rstrip('.')}{number}"
    return f"by motion of the board: {text.rstrip('.')}{number}"
