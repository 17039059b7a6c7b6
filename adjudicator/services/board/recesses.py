"""A recess of the board: called and ended by notes of the presiding member.

The record has no act of its own for it.  What every station and the public display show is read
from these two notes, so that it outlives a window, and one station ends what another began.
"""

import re

from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_of_presiding, record_note
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.record import Appended

ENDED = "The recess is over: the board sits again."
_CALLED = re.compile(r"The board is in recess until (.*)", re.DOTALL)
_SHORTENED = re.compile(r"\b\w\.\w\.$")
"""A stop that is part of the time, as in ``7:00 a.m.``."""


def headline(until: str) -> str:
    """``In recess until 7:00 a.m.``."""
    return f"In recess until {until}" if until else "In recess"


def is_recess_note(words: str) -> bool:
    """Whether a note's words call or end a recess."""
    return words == ENDED or _CALLED.fullmatch(words) is not None


def note_recess(recount: Recount, until: str, presiding: Seat) -> Appended:
    """Note that a recess begins.

    :raises Refusal: it is not the presiding member who says so, or no time is given.
    """
    _check(recount, presiding, "calls a recess")
    if not until.strip():
        raise Refusal("Say until when the recess lasts, such as 7:00 a.m. Nothing was changed.")
    words = f"The board is in recess until {until.strip().rstrip('.')}."
    return _note(recount, words, presiding)


def end_recess(recount: Recount, presiding: Seat) -> Appended:
    """Note that the recess is over.

    :raises Refusal: it is not the presiding member who says so, or the board is in no recess.
    """
    _check(recount, presiding, "ends a recess")
    if not recess_now(recount):
        raise Refusal("The board is in no recess. Nothing was changed.")
    return _note(recount, ENDED, presiding)


def recess_now(recount: Recount) -> str:
    """What the public reads while the board is in recess; empty while it sits."""
    for note in notes_of_presiding(recount, Category.EXPLAINED):
        if note.words == ENDED:
            return ""
        if said := _CALLED.fullmatch(note.words):
            until = said[1]
            return headline(until if _SHORTENED.search(until) else until.removesuffix("."))
    return ""


def _check(recount: Recount, presiding: Seat, does: str) -> None:
    head = recount.state.data.presiding()
    if head is None or head.id != presiding.person.id:
        raise Refusal(f"Not noted: the presiding member {does}. Nothing was changed.")


def _note(recount: Recount, words: str, presiding: Seat) -> Appended:
    return record_note(recount, Category.EXPLAINED, words, signers=[presiding.signer], session=True)
