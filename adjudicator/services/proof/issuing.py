"""A clerk writes a stick for a person: blank media of the county, ready to keep heads on.

A stick is one person's and one recount's.  What belongs to somebody else, or to another recount, is
left as it is: whoever carried it may need it as evidence.
"""

from pathlib import Path

from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.proof.media import Kept, stick_at, write_stick
from adjudicator.services.recount import Recount
from adjudicator.storage.kept_heads import STATION
from adjudicator.storage.stick import KEPT, Stick


def issue_stick(recount: Recount, place: Path, person: str) -> Kept:
    """Write a stick for a person: the entries so far, and the present head as theirs.

    :param place: the folder it is mounted at.
    :raises UsageError: there is no such folder, or it lies inside the recount.
    :raises Refusal: nobody of that id is enrolled, it is in use for another person or another
        recount, or it cannot be written; it was left as it is.
    """
    enrolled = recount.state.data.people.get(person)
    if enrolled is None or not enrolled.active:
        raise Refusal(
            f"Nobody is enrolled as {person!r}. Nothing was written. Check the list of people."
        )
    if not place.expanduser().is_dir():
        raise UsageError(
            f"There is no folder {place}. Nothing was written. Plug in the stick and look at its "
            "name."
        )
    problem = stick_in_use(recount, Stick(place), person)
    if problem:
        raise Refusal(f"Nothing was written to {place}: {problem}")
    return write_stick(recount, stick_at(recount, place), person)


def stick_in_use(recount: Recount, stick: Stick, person: str) -> str:
    """Whose a stick is if not this person's, in words; empty if it is theirs or blank."""
    own = stick.heads.path(recount.origin, STATION).parent
    try:
        others = [one for one in (stick.place / KEPT).glob("*") if one.is_dir() and one != own]
        holders = {one.stem for one in own.glob("*.json")} - {person, STATION}
    except OSError as error:
        return f"it cannot be read ({error.strerror or error}). Plug it in again."
    if others:
        return (
            f"this stick is in use for another recount ({others[0].name}). It was left as it is. "
            "Take a blank one."
        )
    if holders:
        names = recount.names()
        whose = names.get(min(holders), min(holders))
        return f"this stick is in use for {whose}. It was left as it is. Take a blank one."
    return ""
