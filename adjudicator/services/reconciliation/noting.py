"""A named person says what they know of a difference.

A note explains and binds nobody: nothing closes because of it.  What lets a batch close is the
board's motion, by its votes and words (:mod:`adjudicator.services.orders.motion`).
"""

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, record_note
from adjudicator.services.reconciliation.words import note_head
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.record import Appended


def note_difference(
    recount: Recount, line: Line, words: str, signer: Signer, *, session: bool = False
) -> Appended:
    """Note what somebody knows of a place that differs.

    :param session: whether the key is one of a session.
    :raises Refusal: there are no words, or too many.
    """
    if not words.strip():
        raise Refusal("Not noted: say in a line what is known of it. Nothing was recorded.")
    text = f"{note_head(recount.election, line.place)}{' '.join(words.split())}"
    return record_note(recount, Category.EXPLAINED, text, signers=[signer], session=session)
