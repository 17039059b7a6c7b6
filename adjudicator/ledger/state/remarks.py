"""Rules of notes: incidents, tests of tabulators, handovers, training, explanations.

Readings chosen where the format leaves a choice: a note is signed by one or more people of any
role, all with session keys or all with identity keys; a passphrase makes it theirs also where they
are not signed in, as when a team that leaves signs for its part.  ``people`` are those it
concerns, removed or not.  All but the test of a tabulator need words.
"""

from typing import Final

from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.errors import by_id
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.signers import Signers, need

_WORDED: Final = frozenset({"incident", "explained", "training", "handed_over"})


def check_note(data: RecordData, entry: Entry, signers: Signers) -> None:
    """People of the recount sign it, and it says something."""
    body = entry.body
    count = len(signers.people)
    alike = signers.are(sessions=count) or signers.are(identities=count)
    distinct = count > 0 and len({person.id for person in signers.people}) == count
    who = "one person or more, all as signed in or all by passphrase"
    need(right=alike and distinct, who=who, entry=entry)
    strange = [name for name in body["people"] if name not in data.people]
    if strange:
        refuse("person", f"{by_id(strange[0])} was never enrolled", "Choose people from the list.")
    if body["category"] in _WORDED and body["words"] is None:
        refuse(
            "words",
            f"a note of this kind ({body['category'].replace('_', ' ')}) needs words",
            "Write down what happened, in a sentence.",
        )


def apply_note(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """Nothing that counts changes: a note is read, and binds nobody.

    Who presided then is kept, for what only the presiding member's note says.
    """
    head = data.presiding()
    data.notes[entry.index] = None if head is None else head.id
