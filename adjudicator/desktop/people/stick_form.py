"""A clerk writes a stick for a person: where it is mounted, and what came of it."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import name_of
from adjudicator.domain.people import Person
from adjudicator.services.proof.issuing import issue_stick
from adjudicator.services.proof.media import Kept

_SENTENCE = (
    "The entries so far and the present head are written to it: no names, no images, no keys. "
    "{name} brings it to each sign-in, where it is compared. A stick in use for somebody else, or "
    "for another recount, is left as it is."
)


class StickDialog(QDialog):
    """Names the stick; what is wrong with it is said here, so that another can be taken."""

    def __init__(
        self, desk: Desk, person: Person, parent: QWidget, told: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self._desk, self._person, self._told = desk, person, told
        name = name_of(person)
        self.setWindowTitle("Write a stick")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.place = PathField("The folder the stick is mounted at", folder=True)
        self.banner = Banner()
        self.write = QPushButton("&Write it")
        self.write.setProperty("kind", "primary")
        self.write.setAutoDefault(False)
        self.leave = QPushButton("Not now")
        self.leave.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, desk.recount.watermark)
        column.addWidget(label(f"A stick for {name}", size="title", bold=True, wrap=True))
        column.addWidget(label(_SENTENCE.format(name=name), wrap=True))
        asked = label("The &stick: the folder it is mounted at", bold=True, wrap=True)
        asked.setBuddy(self.place.line)
        column.addWidget(asked)
        column.addWidget(self.place)
        column.addWidget(self.banner)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.write)
        column.addLayout(row)
        # With room for a refusal, which takes up to three lines.
        fit(self, 620, 380)
        self.write.clicked.connect(self._write)
        self.leave.clicked.connect(self.reject)
        self.place.entered.connect(self._write)
        self.place.changed.connect(self._show_able)
        self._show_able()
        self.place.line.setFocus()

    def _show_able(self) -> None:
        self.write.setEnabled(self.place.path is not None)

    def _write(self) -> None:
        place, person = self.place.path, self._person.id
        if place is not None:
            self.write.setEnabled(False)
            self._desk.ask(
                lambda recount: issue_stick(recount, place, person), self._written, self._failed
            )

    def _written(self, kept: Kept) -> None:
        self.accept()
        self._told(f"The stick is for {name_of(self._person)}. {kept.sentence}")

    def _failed(self, failure: Failure) -> None:
        self._show_able()
        self.banner.say(failure.sentence, "bad")
