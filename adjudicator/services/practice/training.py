"""A result of practice, filed in a recount as training given."""

from adjudicator.services.notes import Category, record_note
from adjudicator.services.people import identity
from adjudicator.services.practice.attempt import Result
from adjudicator.services.recount import Recount
from adjudicator.storage.record import Appended


def file_training(recount: Recount, person: str, passphrase: str, result: Result) -> Appended:
    """Note in the record that a person practised, signed by that person.

    Opening the person's key is slow on purpose: never on the GUI thread.

    :raises Refusal: nobody of that name is enrolled, or the passphrase is not right; nothing was
        recorded.
    """
    signer = identity(recount, person, passphrase)
    return record_note(recount, Category.TRAINING, result.words, people=[person], signers=[signer])
