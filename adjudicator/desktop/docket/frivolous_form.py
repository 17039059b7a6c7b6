"""Which objection of a case is marked frivolous, where the standards know such a thing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.docket.ports import RejectedObjection
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.fitting import fit_column
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog


class FrivolousForm(QDialog):
    """The objections the board has rejected, one to be chosen, and why.

    Nothing is chosen beforehand but where there is only one.

    :param objections: at least one.
    """

    given = Signal(int, str)
    """The entry of the objection, and the words."""

    def __init__(
        self, objections: Sequence[RejectedObjection], parent: QWidget, watermark: str | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Mark an objection frivolous")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.choice = ChoiceBox()
        self.choice.setAccessibleName("Objection")
        for objection in objections:
            self.choice.addItem(objection.words, objection.entry)
        self.words = QLineEdit()
        self.words.setMaxLength(500)
        self.words.setAccessibleName("Why, in the board's words")
        self.record = QPushButton("Mark it frivolous")
        self.record.setProperty("kind", "primary")
        self.record.setAutoDefault(False)
        self.back = QPushButton("Not now")
        self.back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        column.addWidget(label("Which objection the board finds frivolous:", bold=True))
        column.addWidget(self.choice)
        column.addWidget(label("Why:", bold=True))
        column.addWidget(self.words)
        said = "The presiding member signs it. It goes into the minutes and onto the copies."
        column.addWidget(label(said, wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.record)
        column.addLayout(row)
        mark_dialog(self, watermark)
        fit_column(self, 520)
        if len(objections) > 1:
            self.choice.setCurrentIndex(-1)
        self.choice.currentIndexChanged.connect(self._follow)
        self.words.textChanged.connect(self._follow)
        self.words.returnPressed.connect(self._give)
        self.record.clicked.connect(self._give)
        self.back.clicked.connect(self.reject)
        self._follow()
        (self.choice if len(objections) > 1 else self.words).setFocus()

    def _follow(self) -> None:
        self.record.setEnabled(self.choice.currentIndex() >= 0 and bool(self.words.text().strip()))

    def _give(self) -> None:
        if self.record.isEnabled():
            self.given.emit(int(self.choice.currentData()), self.words.text().strip())
            self.accept()
