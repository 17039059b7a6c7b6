"""After an enrolment: cards are printed and passphrases handed out, once; here or never."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.services.papers.printing_people import Newcomer, save_cards

_HIDDEN = "\u2022" * 12
ONCE = "They are kept nowhere: once this is closed they cannot be shown again."
AFTERWARDS = (
    "Print it now, and delete the file afterwards: it holds the passphrases the program proposed."
)


class HandOutDialog(QDialog):
    """Who was enrolled, their cards, and the passphrase of each, hidden until somebody asks."""

    def __init__(self, desk: Desk, said: str, people: Sequence[Newcomer], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._people = desk, tuple(people)
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
        self.file = QLineEdit(str(self._free_name()))
        self.file.setAccessibleName("The file of cards")
        self.print = QPushButton("&Make the card" if len(people) == 1 else "&Make the cards")
        self.print.setProperty("kind", "primary")
        self.print.setAutoDefault(False)
        self.banner = Banner()
        self.shown = QCheckBox("&Show them on the screen")
        self.close_button = QPushButton("&They are handed out")
        self.close_button.setAutoDefault(False)
        self._lay_out(said)
        self.table.set_rows(people)
        self.print.clicked.connect(self._print)
        self.file.returnPressed.connect(self._print)
        self.shown.toggled.connect(lambda _on: self.table.viewport().update())
        self.close_button.clicked.connect(self.accept)
        self.print.setFocus()

    def _lay_out(self, said: str) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label(said, size="title", bold=True, wrap=True))
        column.addWidget(label(f"Hand each passphrase to its holder now. {ONCE}", wrap=True))
        column.addWidget(self.table, 1)
        words = label("Cards to print, a page each, as a &PDF:")
        words.setBuddy(self.file)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.print)
        column.addLayout(row)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        fit(self, 720, 460)

    def _free_name(self) -> Path:
        """A file beside the recount that is not there yet."""
        folder = self._desk.recount.folder.path.absolute()
        first = f"card-{self._people[0].who.person}" if len(self._people) == 1 else "cards"
        names = (folder.parent / f"{folder.name}-{first}{n or ''}.pdf" for n in range(1000))
        return next((name for name in names if not name.exists()), folder.parent / "cards.pdf")

    def _words(self, person: Newcomer) -> str:
        return person.passphrase if self.shown.isChecked() else _HIDDEN

    def _print(self) -> None:
        path, people = Path(self.file.text().strip()), self._people
        self._desk.ask(lambda recount: save_cards(recount, people, path), self._saved, self._failed)

    def _saved(self, path: Path) -> None:
        self.banner.say(f"{path} is made. {AFTERWARDS}", "good")
        self.close_button.setFocus()
        # Whatever shows PDF files here prints it; on a bare station it is taken to a printer.
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _failed(self, failure: Failure) -> None:
        self.banner.say(failure.sentence, "bad")
        self.file.setFocus()
