"""Putting a case off: a note of the presiding member, which every station and the minutes tell.

The record has no act of its own for it, and needs none: putting a case off decides nothing.  A
deferral ends when the case is ruled on, or is taken up again.  The same words in anybody else's
note are just a note.
"""

import re

from adjudicator.ledger.casenumbers import parse_case_number, spoken
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_of_presiding, record_note
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended

_SAID = re.compile(r"(Deferred|Taken up again): case ([0-9A-Z*~$= ]+)\.(?: (.*))?", re.DOTALL)


def defer(recount: Recount, case: CaseRecord, reason: str, presiding: Seat) -> Appended:
    """Put a case at the end of the docket.

    :raises Refusal: it is not the presiding member who says so, or the case is put off already.
    """
    _check(recount, presiding)
    if case.seal in deferred(recount):
        raise Refusal("This case is deferred already. Nothing was changed.")
    return _note(recount, f"Deferred: case {spoken(case.number)}. {reason.strip()}", presiding)


def take_up(recount: Recount, case: CaseRecord, presiding: Seat) -> Appended:
    """Take a case up again that was put off.

    :raises Refusal: it is not the presiding member who says so, or the case is not put off.
    """
    _check(recount, presiding)
    if case.seal not in deferred(recount):
        raise Refusal("This case is not deferred. Nothing was changed.")
    return _note(recount, f"Taken up again: case {spoken(case.number)}.", presiding)


def deferred(recount: Recount) -> dict[str, str]:
    """The cases put off, by seal, with the reason given (empty without one)."""
    data = recount.state.data
    found: dict[str, tuple[int, str]] = {}
    for note in reversed(notes_of_presiding(recount, Category.EXPLAINED)):
        said = _SAID.fullmatch(note.words)
        seal = None if said is None else seal_of(data, said[2])
        if said is None or seal is None:
            continue
        if said[1] == "Deferred":
            found[seal] = (note.entry, said[3] or "")
        else:
            found.pop(seal, None)
    return {
        seal: reason
        for seal, (entry, reason) in found.items()
        if (current := data.cases[seal].current) is None or current[0] < entry
    }


def seal_of(data: RecordData, spoken_number: str) -> str | None:
    """The case a note names by its spoken number; ``None`` if there is none of that number."""
    try:
        place = parse_case_number(spoken_number)
    except ValueError:
        return None
    return data.order[place - 1] if 0 < place <= len(data.order) else None


def _check(recount: Recount, presiding: Seat) -> None:
    head = recount.state.data.presiding()
    if head is None or head.id != presiding.person.id:
        raise Refusal("Not noted: the presiding member puts cases off. Nothing was changed.")


def _note(recount: Recount, words: str, presiding: Seat) -> Appended:
    return record_note(
        recount, Category.EXPLAINED, words.strip(), signers=[presiding.signer], session=True
    )
