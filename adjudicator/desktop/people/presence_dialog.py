"""Noting somebody as here, away or gone: by themselves, or by an officer who says why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit_column
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import name_of
from adjudicator.domain.people import Person
from adjudicator.services.presence import AWAY, GONE, HERE, PRESENCE_WORDS, note_presence
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat

PEOPLE = frozenset({Topic.PEOPLE})
_WORDS = {HERE: "&Here, in the room", AWAY: "&Away for a while", GONE: "&Gone, not at the table"}


class PresenceDialog(QDialog):
    """Three states, and the reason where an officer notes somebody else.

    :param now: the presence the record has, so that the form begins with another one.
    :param by: whoever notes it, signed in at this station.
    """

    noted = Signal(str)
    """The sentence that says what was noted."""

    def __init__(self, desk: Desk, person: Person, now: str, by: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._person, self._by = desk, person, by
        self.own = by.person.id == person.id
        self.setWindowTitle("Presence")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.states = QButtonGroup(self)
        self.buttons = {state: QRadioButton(words) for state, words in _WORDS.items()}
        for button in self.buttons.values():
            self.states.addButton(button)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why")
        self.banner = Banner()
        self.note = QPushButton("&Note it")
        self.note.setProperty("kind", "primary")
        self.note.setDefault(True)
        self.leave = QPushButton("Not now")
        self.leave.setAutoDefault(False)
        self._lay_out()
        begin = self.buttons[AWAY if now == HERE else HERE]
        begin.setChecked(True)
        begin.setFocus()
        self.note.clicked.connect(self._note)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label(f"{name_of(self._person)} is", size="title", bold=True, wrap=True))
        for button in self.buttons.values():
            column.addWidget(button)
        if not self.own:
            why = label("&Why? It goes into the record.", bold=True)
            why.setBuddy(self.reason)
            column.addWidget(why)
            column.addWidget(self.reason)
            by = f"Noted by {name_of(self._by.person)}, who is signed in here."
            column.addWidget(label(by, tone="surface_muted", wrap=True))
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.note)
        column.addLayout(row)
        fit_column(self, 480)

    @property
    def state(self) -> str:
        """The state that is chosen."""
        return next(state for state, button in self.buttons.items() if button.isChecked())

    def _note(self) -> None:
        state, who, by = self.state, self._person.id, self._by.signer
        reason = "" if self.own else self.reason.text()

        def do(recount: Recount) -> None:
            note_presence(recount, who, state, by, reason=reason, session=True)

        said = f"{name_of(self._person)} is noted as {PRESENCE_WORDS[state]}."
        self.note.setEnabled(False)
        self._desk.act(do, PEOPLE, lambda _: self._noted(said), self._failed)

    def _noted(self, said: str) -> None:
        self.accept()
        self.noted.emit(said)

    def _failed(self, failure: Failure) -> None:
        self.note.setEnabled(True)
        self.banner.say(failure.sentence, "bad")
        if not self.own:
            self.reason.setFocus()
