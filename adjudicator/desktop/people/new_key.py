"""A new key for somebody who lost the passphrase, or who was removed and comes back: one form."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.people.new_passphrase import NewPassphrase
from adjudicator.desktop.people.reading import PersonLine, Roster
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import Need, two_officers
from adjudicator.desktop.wording import name_of
from adjudicator.domain.people import Person
from adjudicator.services.people import Enrolment, enrol
from adjudicator.services.people_at_work.lost_passphrase import REASON, give_new_key, seat_lost
from adjudicator.services.recount import Recount, Signer

PEOPLE = frozenset({Topic.PEOPLE})
Done = Callable[[str, str], None]
"""Takes the person's id and the new passphrase, once it is recorded."""


class NewKeyDialog(SigningDialog):
    """The new passphrase beside the signatures of two other officers."""

    passphrase: NewPassphrase


def ask_for_new_key(
    desk: Desk, roster: Roster, line: PersonLine, parent: QWidget, done: Done
) -> NewKeyDialog:
    """Let two officers give somebody a new key."""
    person = line.person
    field = NewPassphrase(name_of(person))
    officers = [p for p in roster.active if p.id != person.id]
    need = _need(two_officers(officers, roster.different), field)
    make = _again if line.record.removed else _lost
    dialog = NewKeyDialog(desk, make(person, need, field), parent, field)
    dialog.passphrase = field
    field.changed.connect(dialog.look_again)
    if not line.record.removed:
        dialog.reason.setText(REASON)
    dialog.recorded.connect(partial(_hand_on, done))
    dialog.open()
    field.line.setFocus()
    field.line.selectAll()
    return dialog


def _need(officers: Need, field: NewPassphrase) -> Need:
    """Two officers, and a passphrase that can be used."""

    def lack(signed: Sequence[Person]) -> str:
        return "a passphrase that is long enough" if field.problem else officers.lack(signed)

    return Need(officers.who, officers.candidates, lack)


def _lost(person: Person, need: Need, field: NewPassphrase) -> Request:
    name = name_of(person)

    def do(recount: Recount, keys: Mapping[str, Signer], reason: str) -> tuple[str, str]:
        passphrase = field.passphrase
        give_new_key(recount, person.id, passphrase, list(keys.values()), reason=reason)
        return person.id, passphrase

    return Request(
        title=f"Lost passphrase of {name}",
        sentence="The old key ends, and a new one is enrolled under the same short name. What the "
        f"old key signed stays valid; nothing is signed again. {seat_lost(person)}".rstrip(),
        button="Give a new key",
        need=need,
        do=do,
        topics=PEOPLE,
        reason="What happened? It goes into the record.",
    )


def _again(person: Person, need: Need, field: NewPassphrase) -> Request:
    name = name_of(person)

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> tuple[str, str]:
        passphrase = field.passphrase
        who = Enrolment(person.id, name, person.role, person.party)
        enrol(recount, who, passphrase, officers=list(keys.values()))
        return person.id, passphrase

    return Request(
        title=f"Enrol {name} again",
        sentence=f"{name} was removed and comes back under the same short name with a new key. "
        "What the old key signed stays valid.",
        button="Enrol again",
        need=need,
        do=do,
        topics=PEOPLE,
    )


def _hand_on(done: Done, result: object) -> None:
    if isinstance(result, tuple):
        person, passphrase = result
        done(str(person), str(passphrase))
