"""The form for one person: name, role, party from the controlled list, table, passphrase."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.people.draft import PersonDraft, proposed_id, proposed_passphrase
from adjudicator.domain.election import Election
from adjudicator.domain.people import Role
from adjudicator.interchange.people import affiliations

NO_PARTY = "None (no party, no candidate)"


class PersonForm(QWidget):
    """Fields for one person; ``submitted`` gives them once nothing is wrong."""

    submitted = Signal(object)

    def __init__(self, election: Election, button: str) -> None:
        super().__init__()
        self._taken: frozenset[str] = frozenset()
        self._own_id = False
        self.name = QLineEdit()
        self.role = ChoiceBox()
        for role in Role:
            self.role.addItem(role.label, role)
        self.role.setCurrentIndex(list(Role).index(Role.TEAM))
        self.party = ChoiceBox()
        self.party.addItem(NO_PARTY, None)
        for name in affiliations(election):
            self.party.addItem(name, name)
        self.id = QLineEdit()
        self.table = QLineEdit()
        self.passphrase = QLineEdit()
        self.shown = QCheckBox("Show")
        self.another = QPushButton("Propose another")
        self.submit = QPushButton(button)
        self.submit.setProperty("kind", "primary")
        self.problem = label(tone="bad", wrap=True)
        self.buttons = QHBoxLayout()
        """The last row: a complaint, what else a dialog offers, and the submitting button."""
        self._lay_out()
        self.role.currentIndexChanged.connect(self._propose_id)
        self.id.textEdited.connect(self._chose_id)
        self.another.clicked.connect(self._propose_passphrase)
        self.shown.toggled.connect(self._reveal)
        self.submit.clicked.connect(self._submit)
        for line in (self.name, self.id, self.table, self.passphrase):
            line.returnPressed.connect(self._submit)
        self.clear()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme().space("small"))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow("Nam&e", self.name)
        form.addRow("R&ole", self.role)
        form.addRow("&Party or candidate", self.party)
        form.addRow("Short na&me in the record", self.id)
        form.addRow("Table (opt&ional)", self.table)
        form.addRow("Pa&ssphrase", self.passphrase)
        row = QHBoxLayout()
        row.addWidget(self.shown)
        row.addWidget(self.another)
        row.addStretch(1)
        form.addRow("", row)
        self.buttons.setSpacing(theme().space("small"))
        self.buttons.addWidget(self.problem, 1)
        self.buttons.addWidget(self.submit)
        form.addRow(self.buttons)
        self.id.setToolTip("Signed into the record in place of the name: letters and digits.")
        self.passphrase.setToolTip("At least 14 characters, or one the program proposes.")
        self.party.setMinimumContentsLength(16)
        named = {
            self.name: "Name",
            self.role: "Role",
            self.party: "Party or candidate",
            self.id: "Short name in the record",
            self.table: "Table",
            self.passphrase: "Passphrase",
        }
        for widget, words in named.items():
            widget.setAccessibleName(words)

    def clear(self, taken: Collection[str] = ()) -> None:
        """Empty the form for the next person; ``taken`` are the short names others have."""
        self._taken = frozenset(taken)
        self._own_id = False
        for line in (self.name, self.table):
            line.clear()
        self.shown.setChecked(True)
        self._propose_id()
        self._propose_passphrase()
        self._complain("")

    def show_draft(self, draft: PersonDraft, taken: Collection[str]) -> None:
        """Put somebody's details into the form to change them."""
        self.clear(taken)
        self._own_id = True
        self.name.setText(draft.name)
        self.role.setCurrentIndex(self.role.findData(draft.role))
        self.party.setCurrentIndex(max(0, self.party.findData(draft.party)))
        self.id.setText(draft.person)
        self.table.setText(draft.table)
        if draft.passphrase:
            self.passphrase.setText(draft.passphrase)

    def draft(self) -> PersonDraft:
        """What stands in the form."""
        passphrase = self.passphrase.text()
        return PersonDraft(
            person=self.id.text().strip(),
            name=" ".join(self.name.text().split()),
            role=Role(self.role.currentData()),
            party=self.party.currentData(),
            table=self.table.text().strip(),
            passphrase=passphrase,
            chosen=passphrase != self._proposed,
        )

    def _submit(self) -> None:
        draft = self.draft()
        problem = draft.problem(self._taken)
        if not problem and not draft.passphrase:
            problem = "The passphrase is missing. Type one, or let the program propose it."
        self._complain(problem)
        if not problem:
            self.submitted.emit(draft)

    def _complain(self, problem: str) -> None:
        # Beside the buttons, so that nothing moves or is squeezed when it says something.
        self.problem.setText(problem)

    def _chose_id(self) -> None:
        self._own_id = True

    def _propose_id(self) -> None:
        if not self._own_id:
            self.id.setText(proposed_id(Role(self.role.currentData()), self._taken))

    def _propose_passphrase(self) -> None:
        self._proposed = proposed_passphrase()
        self.passphrase.setText(self._proposed)

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - the slot of a check box
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
