"""The line for what a person kept: a stick's folder, a file, or a record code; usually empty.

It stands after the passphrase, so that nobody has to pass it.  A stick is remembered for the
evening by the record's own list of sticks, and stands there again when the person comes back.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.services.recount import Recount


class KeptLine(QWidget):
    """Asks for what was kept; ``entered`` when Return is pressed in it."""

    entered = Signal()

    def __init__(self, recount: Recount) -> None:
        super().__init__()
        self._recount = recount
        self._person = ""
        self.line = QLineEdit()
        self.line.setAccessibleName("What you kept: stick, file or record code; may stay empty")
        self.line.setPlaceholderText("Stick, file or record code")
        self.line.returnPressed.connect(self.entered)
        name = label("What you kept, if anything", size="small", tone="surface_muted")
        name.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(name)
        column.addWidget(self.line)

    def ask(self, person: str) -> None:
        """Ask that person; what somebody else has typed goes, what they brought before stands."""
        if person == self._person:
            return
        self._person = person
        stick = self._recount.sticks.get(person)
        self.line.setText("" if stick is None else str(stick.place))

    @property
    def text(self) -> str:
        """What was typed, or is remembered."""
        return self.line.text().strip()
