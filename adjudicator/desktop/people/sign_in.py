"""Signing in (F3): who you are, by a few letters, then your passphrase."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.passphrase import PassphrasePrompt
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.people.kept_line import KeptLine
from adjudicator.desktop.wording import name_of, party_of, person_words
from adjudicator.domain.people import Person
from adjudicator.services.people_at_work.patience import NotOpened
from adjudicator.services.proof.media import Kept
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.acts import PersonRecord

PEOPLE = frozenset({Topic.PEOPLE})
_CHOOSE = "Type letters of the name, or choose somebody at the left."
WAITS = "After wrong passphrases the next one waits."


class SignInDialog(QDialog):
    """A list of people on the left, the passphrase of the chosen one on the right.

    Somebody who sits here already is signed out by the same key.
    """

    signed_in = Signal(object)
    signed_out = Signal(str)
    kept_told = Signal(str)
    """After a sign-out: where the record was kept for the person, or the code to note."""
    told = Signal(str)
    """What whoever signed in has to know, such as that the clock was set back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, person: str = "") -> None:
        super().__init__(parent)
        self._desk, self._wanted = desk, person
        self._people: list[PersonRecord] = []
        self._seated = {seat.person.id for seat in desk.seats}
        election = desk.recount.election
        self.setWindowTitle("Sign in")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.letters = QLineEdit()
        self.letters.setPlaceholderText("Letters of the name")
        self.letters.setAccessibleName("Letters of the name")
        self.table: DataTable[PersonRecord] = DataTable(
            (
                Column("Name", lambda r: name_of(r.person)),
                Column("Role", lambda r: r.person.role.label),
                Column("Party", lambda r: party_of(r.person, election)),
                Column("Seat", lambda r: "here" if r.person.id in self._seated else ""),
            ),
            "People",
        )
        self.nothing = label("Nothing matches.")
        self.nothing.hide()
        self.prompt = PassphrasePrompt()
        self.prompt.idle(_CHOOSE)
        self.kept = KeptLine(desk.recount)
        self.kept.entered.connect(self.prompt.give)
        self.leave = QPushButton("Sign out")
        self.leave.setAutoDefault(False)
        self.leave.hide()
        self.leave.clicked.connect(self._leave)
        self._lay_out()
        self.letters.textChanged.connect(self._narrow)
        self.letters.returnPressed.connect(self._take_first)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(self._ask)
        self.prompt.entered.connect(self._entered)
        self.prompt.left.connect(self.reject)
        desk.ask(lambda _recount: desk.seating.people(), self._show, self._failed)

    def _lay_out(self) -> None:
        look = theme()
        left = QVBoxLayout()
        left.setSpacing(look.space("medium"))
        left.addWidget(label("Who signs in?", size="title", bold=True))
        left.addWidget(self.letters)
        left.addWidget(self.nothing)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setSpacing(look.space("wide"))
        row.addLayout(left, 3)
        right = QVBoxLayout()
        right.setSpacing(look.space("medium"))
        right.addWidget(self.prompt)
        right.addWidget(self.kept)
        right.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        row.addLayout(right, 2)
        mark_dialog(self, self._desk.recount.watermark)
        fit(self, 880, 460)

    def _show(self, people: Sequence[PersonRecord]) -> None:
        self._people = [p for p in people if not p.removed]
        self._show_matches("")
        for number, record in enumerate(self.table.shown()):
            if record.person.id == self._wanted:
                self.table.selectRow(number)
                self._ask(record)
                return
        self.letters.setFocus()

    def _narrow(self, text: str) -> None:
        self._show_matches(text)
        if self.table.shown():
            self.table.selectRow(0)
            return
        self.prompt.idle(_CHOOSE)
        self.letters.setFocus()
        self.leave.hide()

    def _show_matches(self, text: str) -> None:
        found = matches(self._people, text, self._seated)
        self.table.set_rows(found)
        self.nothing.setVisible(bool(text) and not found)

    def _take_first(self) -> None:
        record = self.table.current() or next(iter(self.table.shown()), None)
        if record is not None:
            self._ask(record)

    def _chosen(self) -> None:
        record = self.table.current()
        if record is not None:
            self._prepare(record.person)

    def _ask(self, record: PersonRecord) -> None:
        self._prepare(record.person)
        self.prompt.setFocus()
        self._question_again(record.person)

    def _prepare(self, person: Person) -> None:
        focus = self.focusWidget()
        self.leave.setVisible(person.id in self._seated)
        self.kept.ask(person.id)
        self._question_again(person)
        if focus is not None:
            focus.setFocus()

    def _question_again(self, person: Person) -> None:
        """Ask for this person's passphrase; if wrong ones have been typed, the wait goes on."""
        self.prompt.ask(*self._question(person))
        patience = self._desk.recount.patience
        if patience.seconds_left(person.id):
            self.prompt.hold(WAITS, partial(patience.seconds_left, person.id))

    def _question(self, person: Person) -> tuple[str, str, str]:
        who = person_words(person, self._desk.recount.election)
        if person.id in self._seated:
            return who, "Sits here now. Signing out takes no passphrase.", "Sign in again"
        return who, "The passphrase opens your key for this seat only.", "Sign in"

    def _entered(self, passphrase: str) -> None:
        record = self.table.current() or next(iter(self.table.shown()), None)
        if record is None:
            return
        person, kept = record.person.id, self.kept.text
        seating = self._desk.seating
        self._desk.act(
            lambda _recount: seating.sign_in(person, passphrase, kept),
            PEOPLE,
            self._signed_in,
            partial(self._not_signed_in, person),
        )

    def _signed_in(self, seat: Seat) -> None:
        self.accept()
        self.signed_in.emit(seat)
        if seat.told:
            self.told.emit(seat.told)

    def _leave(self) -> None:
        record = self.table.current()
        if record is None:
            return
        person, seating = record.person.id, self._desk.seating
        self._desk.act(
            lambda _recount: seating.sign_out(person),
            PEOPLE,
            lambda kept: self._signed_out(person, kept),
            self._failed,
        )

    def _signed_out(self, person: str, kept: Kept) -> None:
        self.accept()
        self.signed_out.emit(person)
        self.kept_told.emit(kept.sentence)

    def _not_signed_in(self, person: str, failure: Failure) -> None:
        if self._desk.recount.only_read:
            # What was brought shows that this is an older copy: every screen says so now.
            self._desk.changed.emit(frozenset(Topic))
        chosen = self.table.current()
        if chosen is not None and chosen.person.id != person:
            # Somebody else is being asked by now.
            return
        error = failure.error
        if isinstance(error, NotOpened) and error.seconds:
            left = partial(self._desk.recount.patience.seconds_left, person)
            self.prompt.hold(error.what, left)
        else:
            self.prompt.refuse(failure.sentence)

    def _failed(self, failure: Failure) -> None:
        self.prompt.refuse(failure.sentence)


def matches(
    people: Sequence[PersonRecord], typed: str, seated: Collection[str] = ()
) -> list[PersonRecord]:
    """Whom the letters may mean: by name and short name alone, the likeliest first.

    Whose words begin with them come before those who only contain them, and whoever sits here
    already comes last.
    """
    wanted = typed.casefold().split()

    def rank(record: PersonRecord) -> int | None:
        name = f"{name_of(record.person)} {record.person.id}".casefold()
        if not all(word in name for word in wanted):
            return None
        begun = all(any(part.startswith(word) for part in name.split()) for word in wanted)
        return (0 if begun else 1) + (2 if record.person.id in seated else 0)

    ranked = [(r, p) for p in people if (r := rank(p)) is not None]
    if not wanted:
        return [p for _, p in ranked]
    return [p for _, p in sorted(ranked, key=lambda pair: pair[0])]
