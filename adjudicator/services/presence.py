"""Who is in the room: noting people here, away or gone, by themselves or by an officer."""

from adjudicator.ledger import bodies
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.record import Appended

HERE, AWAY, GONE = "in", "away", "out"
PRESENCE_WORDS = {HERE: "here", AWAY: "away", GONE: "not at the table"}
"""The states of the record and the words for them."""


def note_presence(
    recount: Recount, person: str, state: str, by: Signer, *, session: bool = False
) -> Appended:
    """Note a person as :data:`HERE`, :data:`AWAY` or :data:`GONE`.

    :param by: a key of that person, or of an officer.
    :param session: whether that is the key of a session.
    :raises adjudicator.services.errors.Refusal: the signer may not say so.
    """
    return recount.append(bodies.attend(person=person, state=state), [by], session=session)


def note_here(recount: Recount, signers: dict[str, Signer]) -> None:
    """Note as here whoever signs with their own key and was not in attendance yet.

    Motions, piles and closes may only be signed by people in attendance; a person who types their
    passphrase at this keyboard is.
    """
    with recount.reading() as connection:
        present = {p.person.id for p in list_people(connection) if p.presence == HERE}
    for person, signer in signers.items():
        if person not in present:
            note_presence(recount, person, HERE, signer)
