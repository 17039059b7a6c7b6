"""Ctrl+I: one line about what happened, who was there, and who signs it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import ScrolledPage, scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import name_of, person_words
from adjudicator.domain.people import Person
from adjudicator.services.notes import record_incident
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import PersonRecord, list_people

NOBODY = "Nobody is signed in here, so nobody can sign it. Sign in with F3 first."
_COLUMNS = 2
_LEAST_LINES = 4
"""Lines of people that are seen without moving."""
NOTES = frozenset({Topic.PEOPLE})
"""A note changes no case and no figure."""


class IncidentForm(QDialog):
    """What happened, who was there; one press signs it with a seat of this station."""

    def __init__(
        self,
        desk: Desk,
        people: Sequence[PersonRecord],
        parent: QWidget,
        said: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._desk, self._said = desk, said
        self.setWindowTitle("Note an incident")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.words = QLineEdit()
        self.words.setAccessibleName("What happened, in a line")
        self.signer = ChoiceBox()
        self.signer.setAccessibleName("Who signs it")
        election = desk.recount.election
        for seat in desk.seats:
            self.signer.addItem(person_words(seat.person, election), seat.person.id)
        self.boxes = {p.person.id: self._box(p.person) for p in people}
        self.banner = Banner()
        self.record = QPushButton("&Note it")
        self.record.setProperty("kind", "primary")
        self.record.setDefault(True)
        self.leave = QPushButton("Not now")
        self.leave.setAutoDefault(False)
        self._lay_out()
        self.words.textChanged.connect(self._show_button)
        self.record.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self._show_button()
        self.words.setFocus()

    @staticmethod
    def _box(person: Person) -> QCheckBox:
        box = QCheckBox(name_of(person))
        box.setAccessibleName(f"{name_of(person)} was there")
        return box

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label("Note an incident", size="title", bold=True))
        what = label("What &happened? It goes into the record and the minutes as it is.", bold=True)
        what.setBuddy(self.words)
        column.addWidget(what)
        column.addWidget(self.words)
        column.addWidget(label("Who was there?", bold=True))
        column.addWidget(self._people(), 1)
        who = label("&Who signs it?", bold=True)
        who.setBuddy(self.signer)
        row = QHBoxLayout()
        row.addWidget(who)
        row.addWidget(self.signer, 1)
        column.addLayout(row)
        column.addWidget(self.banner)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.record)
        column.addLayout(buttons)
        fit(self, 640, 510)

    def _people(self) -> ScrolledPage:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        grid.setRowStretch(len(self.boxes), 1)
        area = scrolled(inner)
        area.keep(theme().line("body") * _LEAST_LINES)
        return area

    def _show_button(self) -> None:
        self.record.setEnabled(bool(self.words.text().strip()) and self.signer.count() > 0)

    def submit(self) -> None:
        """Sign it with the seat that was chosen and record it."""
        if not self.record.isEnabled():
            return
        words, person = self.words.text(), str(self.signer.currentData())
        people = [p for p, box in self.boxes.items() if box.isChecked()]
        seating = self._desk.seating

        def do(recount: Recount) -> int:
            return record_incident(recount, words, people, seating.seat(person)).index

        self.record.setEnabled(False)
        self._desk.act(do, NOTES, self._done, self._failed)

    def _done(self, entry: int) -> None:
        self.accept()
        self._said(f"The incident is noted as entry {entry:,}.")

    def _failed(self, failure: Failure) -> None:
        self._show_button()
        self.banner.say(failure.sentence, "bad")


def ask_for_incident(
    desk: Desk, parent: QWidget, said: Callable[[str], None], refused: Callable[[str], None]
) -> None:
    """Open the form over whatever is on the screen.

    :param said: says, where the people look, that it is noted.
    :param refused: says there why it cannot be.
    """
    if not desk.seats:
        refused(NOBODY)
        return

    def opened(people: Sequence[PersonRecord]) -> None:
        IncidentForm(desk, people, parent, said).open()

    def failed(failure: Failure) -> None:
        refused(failure.sentence)

    desk.ask(_enrolled, opened, failed)


def _enrolled(recount: Recount) -> list[PersonRecord]:
    with recount.reading() as connection:
        return [p for p in list_people(connection) if not p.removed]
