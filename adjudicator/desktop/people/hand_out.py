"""After an enrolment: the passphrases are handed out, once; here or never."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.people.file_form import Newcomer

_HIDDEN = "\u2022" * 12
ONCE = "They are kept nowhere: once this is closed they cannot be shown again."


class HandOutDialog(QDialog):
    """Who was enrolled, and the passphrase of each, hidden until somebody asks to see it."""

    def __init__(self, desk: Desk, said: str, people: Sequence[Newcomer], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hand out the passphrases")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.table: DataTable[Newcomer] = DataTable(
            (
                Column("Name", lambda p: p.who.name),
                Column("Short name", lambda p: p.who.person),
                Column("Passphrase", self._words),
            ),
            "Passphrases to hand out",
        )
        self.shown = QCheckBox("&Show them on the screen")
        self.close_button = QPushButton("&They are handed out")
        self.close_button.setProperty("kind", "primary")
        self.close_button.setAutoDefault(False)
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, desk.recount.watermark)
        column.addWidget(label(said, size="title", bold=True, wrap=True))
        column.addWidget(label(f"Hand each passphrase to its holder now. {ONCE}", wrap=True))
        column.addWidget(self.table, 1)
        self.row = QHBoxLayout()
        self.row.addWidget(self.shown)
        self.row.addStretch(1)
        self.row.addWidget(self.close_button)
        column.addLayout(self.row)
        self.table.set_rows(people)
        self.shown.toggled.connect(lambda _on: self.table.viewport().update())
        self.close_button.clicked.connect(self.accept)
        self.resize(look.scaled(680), look.scaled(420))
        self.shown.setFocus()

    def _words(self, person: Newcomer) -> str:
        return person.passphrase if self.shown.isChecked() else _HIDDEN
