"""Who is in the room: noting people here, away or gone, by themselves or by an officer."""

from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.record import Appended

HERE, AWAY, GONE = "in", "away", "out"
PRESENCE_WORDS = {HERE: "here", AWAY: "away", GONE: "not at the table"}
"""The states of the record and the words for them."""


def note_presence(
    recount: Recount,
    person: str,
    state: str,
    by: Signer,
    *,
    reason: str = "",
    session: bool = False,
) -> Appended:
    """Note a person as :data:`HERE`, :data:`AWAY` or :data:`GONE`.

    :param by: a key of that person, or of an officer.
    :param reason: why; an officer who notes somebody else gives one, for it may cost a quorum.
    :param session: whether ``by`` is the key of a session.
    :raises Refusal: the signer may not say so, or gave no reason.
    """
    words = " ".join(reason.split())
    if not words and _owner(recount, by) not in {person, None}:
        raise Refusal(
            f"Not noted: an officer who notes somebody else as {PRESENCE_WORDS[state]} says why. "
            "Nothing was changed."
        )
    sealed = recount.seal(words) if words else None
    return recount.append(
        bodies.attend(person=person, state=state, reason=None if sealed is None else sealed.seal),
        [by],
        openings=[] if sealed is None else [sealed],
        session=session,
    )


def _owner(recount: Recount, by: Signer) -> str | None:
    """Whose key it is; ``None`` for one the record does not know, which it refuses itself."""
    known = None if by.introduced is None else recount.state.data.keys.get(by.introduced)
    return None if known is None else known.person


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
