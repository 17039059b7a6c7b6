"""Until when the board is in recess, as people say it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.fitting import fit_column
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog


class RecessForm(QDialog):
    """One line and two buttons; it carries the watermark of its recount."""

    given = Signal(str)
    """Until when."""

    def __init__(self, parent: QWidget, watermark: str | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Recess")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.until = QLineEdit()
        self.until.setAccessibleName("In recess until")
        self.until.setPlaceholderText("7:00 a.m.")
        self.record = QPushButton("Call the recess")
        self.record.setProperty("kind", "primary")
        self.record.setAutoDefault(False)
        self.back = QPushButton("Not now")
        self.back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        column.addWidget(label("In recess until:", bold=True))
        column.addWidget(self.until)
        said = "It goes into the record, and onto the public display while that is open."
        column.addWidget(label(said, wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.record)
        column.addLayout(row)
        mark_dialog(self, watermark)
        fit_column(self, 460)
        self.record.setEnabled(False)
        self.until.textChanged.connect(lambda text: self.record.setEnabled(bool(text.strip())))
        self.until.returnPressed.connect(self._give)
        self.record.clicked.connect(self._give)
        self.back.clicked.connect(self.reject)

    def _give(self) -> None:
        if self.until.text().strip():
            self.given.emit(self.until.text().strip())
            self.accept()
