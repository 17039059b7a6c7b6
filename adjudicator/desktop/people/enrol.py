"""Enrol further people, one by form or many from a file, and remove one: two officers sign."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.fitting import fit_column
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.people.draft import PersonDraft
from adjudicator.desktop.people.form import PersonForm
from adjudicator.desktop.people.hand_out import HandOutDialog
from adjudicator.desktop.people.reading import Roster
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import Need, two_officers
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count
from adjudicator.services.papers.printing_people import Newcomer
from adjudicator.services.people import enrol, remove
from adjudicator.services.people_at_work.people_file import enrol_file
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.tables import seat_tables, tables

PEOPLE = frozenset({Topic.PEOPLE})


class EnrolDialog(QDialog):
    """The form for a further person."""

    filled = Signal(object)

    def __init__(self, desk: Desk, taken: Collection[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Enrol a person")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.form = PersonForm(desk.recount.election, "Go on to the officers' signatures")
        self.form.clear(taken)
        self.form.submitted.connect(self._filled)
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, desk.recount.watermark)
        column.addWidget(label("Enrol a person", size="title", bold=True))
        sentence = "The holder may type a passphrase of their own, or take the one proposed here."
        column.addWidget(label(sentence, wrap=True))
        column.addWidget(self.form)
        leave = QPushButton("Not now")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.form.buttons.insertWidget(1, leave)
        fit_column(self, 560)
        self.form.name.setFocus()

    def _filled(self, draft: PersonDraft) -> None:
        self.accept()
        self.filled.emit(draft)


def sign_enrolment(
    desk: Desk, roster: Roster, draft: PersonDraft, parent: QWidget, done: Callable[[str], None]
) -> SigningDialog:
    """Let two officers sign an enrolment; ``done`` takes the sentence that says it was recorded."""

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        enrol(recount, draft.enrolment, draft.passphrase, officers=list(keys.values()))
        if draft.table:
            seat_tables(recount, tables(recount) | {draft.person: draft.table})
        return f"{draft.name} is enrolled."

    def recorded(said: str) -> None:
        done(said)
        newcomer = Newcomer(draft.enrolment, draft.passphrase, draft.chosen)
        HandOutDialog(desk, said, [newcomer], parent).open()

    request = Request(
        title=f"Enrol {draft.name}",
        sentence=f"{draft.name} joins as {draft.role.label.lower()}, "
        f"{draft.party or 'no party'}, under the short name {draft.person}.",
        button="Enrol",
        need=_officers(roster),
        do=do,
        topics=PEOPLE,
    )
    return _opened(SigningDialog(desk, request, parent), recorded)


def sign_file(
    desk: Desk,
    roster: Roster,
    people: Sequence[Newcomer],
    parent: QWidget,
    done: Callable[[str], None],
) -> SigningDialog:
    """Let two officers sign for everyone of a file, once; then the passphrases are handed out."""
    several = count(len(people), "person", "people")

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        secrets = {p.who.person: p.passphrase for p in people}
        made = enrol_file(recount, [p.who for p in people], secrets, list(keys.values()))
        return f"{count(made, 'person is', 'people are')} enrolled."

    def recorded(said: str) -> None:
        done(said)
        HandOutDialog(desk, said, people, parent).open()

    request = Request(
        title=f"Enrol {several} of a file",
        sentence="Each becomes an entry of the record, and the two officers sign all of them. A "
        "key takes about a second to make.",
        button=f"Enrol {several}",
        need=_officers(roster),
        do=do,
        topics=PEOPLE,
    )
    return _opened(SigningDialog(desk, request, parent), recorded)


def _officers(roster: Roster) -> Need:
    """Who signs for a newcomer: nobody else as long as the board has not fixed its roster."""
    if roster.constituted:
        return two_officers(roster.active, roster.different)
    who = "The board has not fixed its roster yet: a newcomer needs no other signature."
    return Need(who, (), lambda _signed: "")


def sign_removal(
    desk: Desk, roster: Roster, person: Person, parent: QWidget, done: Callable[[str], None]
) -> SigningDialog:
    """Let two officers remove somebody, with the reason."""
    name = person.name or person.id

    def do(recount: Recount, keys: Mapping[str, Signer], reason: str) -> str:
        remove(recount, person.id, reason, list(keys.values()))
        return f"{name} is removed. What they signed stays in the record."

    request = Request(
        title=f"Remove {name}",
        sentence="From now on this person can sign nothing, and a seat they hold is given up. What "
        "they signed before stays valid.",
        button="Remove",
        need=two_officers([p for p in roster.active if p.id != person.id], roster.different),
        do=do,
        topics=PEOPLE,
        reason="Why is this person removed?",
    )
    return _opened(SigningDialog(desk, request, parent), done)


def _opened(dialog: SigningDialog, done: Callable[[str], None]) -> SigningDialog:
    dialog.recorded.connect(partial(_hand_on, done))
    if not dialog.rows:
        dialog.record_button.setFocus()
    dialog.open()
    return dialog


def _hand_on(done: Callable[[str], None], sentence: object) -> None:
    done(str(sentence))
