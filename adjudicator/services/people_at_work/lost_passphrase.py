"""A lost passphrase: two different officers remove the old key and enrol a new one.

Nobody can open the old key any more, so it is ended and the person comes back under the same short
name with a new one (record format, section 7).  Whatever the old key signed stays valid.

A chair or member finds their seat again.  An alternate does not: the seat they sat on is empty
until the board seats them again, and whoever asks for the new key is told so beforehand.
"""

from collections.abc import Sequence

from adjudicator.domain.people import Person
from adjudicator.ledger import keyfile
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment, enrol, remove
from adjudicator.services.recount import Recount, Signer, person_of
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.record import Appended

REASON = "The passphrase was lost."


def seat_lost(person: Person) -> str:
    """What a new key does to the seat of a seated alternate, and what to do; empty for others."""
    if not person.seated:
        return ""
    name = person.name or person.id
    return (
        f"{name} sits on the board as an alternate, and a new key empties that seat. The board "
        f"seats them again by the motion “{name} sits for {name}” (Orders); until then the "
        "board is one fewer."
    )


def give_new_key(
    recount: Recount,
    person: str,
    passphrase: str,
    officers: Sequence[Signer],
    *,
    reason: str = REASON,
) -> Appended:
    """End a person's key and enrol them anew, under a new passphrase.

    These are two entries.  Should the second fail, the person is removed and can be enrolled anew
    from the list of people; everything that can be checked is checked before the first.  What
    becomes of an alternate's seat is told by :func:`seat_lost`.

    :param officers: identity keys of two different officers, none of them that person.
    :returns: the new enrolment.
    :raises Refusal: the passphrase is too short, the person is not enrolled, or rights lack.
    """
    try:
        keyfile.check_chosen(passphrase)
    except ValueError as error:
        raise Refusal(f"{error} Nothing was changed.") from error
    known = recount.state.data.active(person)
    if known is None:
        raise Refusal(f"{person} is not enrolled. Nothing was changed. Choose somebody else.")
    if any(person_of(recount, officer) == person for officer in officers):
        raise Refusal(
            f"{recount.names()[person]} cannot sign for a new key of their own. Nothing was "
            "changed. Let two other officers sign."
        )
    # Without the log key the new key could not be entered, and the old one would be gone.
    _ = recount.log_signer
    with recount.reading() as connection:
        name = next(r.person.name for r in list_people(connection) if r.person.id == person)
    who = Enrolment(person, name or person, known.person.role, known.person.party)
    remove(recount, person, reason, officers)
    try:
        return enrol(recount, who, passphrase, officers=officers)
    except Refusal as refused:
        raise Refusal(
            f"The old key of {who.name} is ended, but there is no new one yet. {refused} Enrol "
            f"{who.name} anew from the list of people."
        ) from refused
