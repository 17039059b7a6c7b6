"""Two small forms that one press signs: keep a list, and note what is known of a difference."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import person_words
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat

NO_OFFICER = (
    "No clerk and no member of the board is signed in here, and one of them has to sign it. Sign "
    "in with F3 first."
)
_LISTS = "Lists (*.csv *.tsv *.txt);;All files (*)"
Said = Callable[[str], None]
Act = Callable[[Recount, Seat], str]
"""Records it with a seat's key, and says what was done."""


@dataclass(frozen=True)
class Question:
    """What a form asks."""

    title: str
    words: str
    field: QWidget
    """Where the answer stands."""
    ready: Callable[[], bool]
    """Whether it can be signed."""
    act: Act


class SignedForm(QDialog):
    """A question, a field for the answer, who signs.

    :param said: says, where the people look, what was recorded.
    """

    def __init__(self, desk: Desk, question: Question, said: Said, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._question, self._said = desk, question, said
        self.setWindowTitle(question.title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.field = question.field
        self.signer = ChoiceBox()
        self.signer.setAccessibleName("Who signs it")
        election = desk.recount.election
        for seat in officers(desk):
            self.signer.addItem(person_words(seat.person, election), seat.person.id)
        self.banner = Banner()
        self.record = QPushButton("&Sign and record")
        self.record.setProperty("kind", "primary")
        self.record.setDefault(True)
        self.leave = QPushButton("Not now")
        self.leave.setAutoDefault(False)
        self._lay_out(question)
        self.record.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.show_button()
        self.field.setFocus()

    def _lay_out(self, question: Question) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label(question.title, size="title", bold=True))
        asked = label(question.words, wrap=True)
        asked.setBuddy(self.field)
        column.addWidget(asked)
        column.addWidget(self.field)
        row = QHBoxLayout()
        who = label("&Who signs it?", bold=True)
        who.setBuddy(self.signer)
        row.addWidget(who)
        row.addWidget(self.signer, 1)
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.record)
        column.addLayout(buttons)
        fit(self, 680, 330)

    def show_button(self) -> None:
        """It can be signed once something stands there."""
        self.record.setEnabled(self._question.ready() and self.signer.count() > 0)

    def submit(self) -> None:
        """Sign it with the seat that was chosen, and record it."""
        if not self.record.isEnabled():
            return
        person, seating, act = (
            str(self.signer.currentData()),
            self._desk.seating,
            self._question.act,
        )
        self.record.setEnabled(False)
        self._desk.act(
            lambda recount: act(recount, seating.seat(person)),
            frozenset(Topic),
            self._done,
            self._failed,
        )

    def _done(self, sentence: str) -> None:
        self.accept()
        self._said(sentence)

    def _failed(self, failure: Failure) -> None:
        self.show_button()
        self.banner.say(failure.sentence, "bad")


def officers(desk: Desk) -> Sequence[Seat]:
    """Clerks and members of the board who sit here."""
    return [seat for seat in desk.seats if seat.person.officer]


def keep_form(
    desk: Desk, act: Callable[[Recount, Path, Seat], str], said: Said, parent: QWidget
) -> SignedForm:
    """Ask for the list and who keeps it."""
    field = PathField("The list of expected ballots", folder=False, files=_LISTS)

    def keep(recount: Recount, seat: Seat) -> str:
        path = field.path
        return "" if path is None else act(recount, path, seat)

    words = (
        "A CSV from other hands than those that delivered the ballots: batch reports, a "
        "chain-of-custody sheet. It is kept under its hash, and the newest list counts."
    )
    asked = Question(
        "Keep a list of expected ballots", words, field, lambda: field.path is not None, keep
    )
    made = SignedForm(desk, asked, said, parent)
    field.changed.connect(made.show_button)
    return made


def note_form(
    desk: Desk, place: str, act: Callable[[Recount, str, Seat], str], said: Said, parent: QWidget
) -> SignedForm:
    """Ask what is known of a place that differs, and who says so."""
    field = QLineEdit()
    field.setAccessibleName(f"What is known of {place}")
    words = (
        "It goes into the record and the minutes as it is, with the name of who signs. It lets "
        "nothing close: only the board's motion does."
    )
    asked = Question(
        f"Note what is known: {place}",
        words,
        field,
        lambda: bool(field.text().strip()),
        lambda recount, seat: act(recount, field.text(), seat),
    )
    made = SignedForm(desk, asked, said, parent)
    field.textChanged.connect(made.show_button)
    return made
