"""A new passphrase for somebody: proposed, or typed by its holder."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.people.draft import proposed_passphrase
from adjudicator.ledger.keyfile import check_chosen


class NewPassphrase(QWidget):
    """One line that begins with a proposal of the program."""

    changed = Signal()

    def __init__(self, who: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(f"New passphrase of {who}")
        self.shown = QCheckBox("S&how")
        self.shown.setChecked(True)
        self.another = QPushButton("Propose &another")
        self.another.setAutoDefault(False)
        self._wrong = label(tone="bad", wrap=True)
        self._wrong.hide()
        name = label(f"&New passphrase of {who}", bold=True)
        name.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("small"))
        column.addWidget(name)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.shown)
        row.addWidget(self.another)
        column.addLayout(row)
        column.addWidget(self._wrong)
        column.addStretch(1)
        self.propose()
        self.line.textChanged.connect(self._changed)
        self.another.clicked.connect(self.propose)
        self.shown.toggled.connect(self._reveal)

    @property
    def passphrase(self) -> str:
        """What stands there."""
        return self.line.text()

    @property
    def problem(self) -> str:
        """Why it cannot be used, as a sentence; empty if it can."""
        try:
            check_chosen(self.passphrase)
        except ValueError as error:
            return str(error)
        return ""

    def propose(self) -> None:
        """Put another proposal there."""
        self.line.setText(proposed_passphrase())

    def _changed(self) -> None:
        self._wrong.setText(self.problem)
        self._wrong.setVisible(bool(self.problem))
        self.changed.emit()

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - the slot of a check box
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
