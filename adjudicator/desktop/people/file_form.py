"""Add people from a file: whom it would enrol, what is wrong with it, and their passphrases."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.people.draft import proposed_passphrase
from adjudicator.desktop.wording import NO_PARTY
from adjudicator.domain.wording import count
from adjudicator.interchange.problems import Problem
from adjudicator.ledger.keyfile import check_chosen
from adjudicator.services.papers.printing_people import Newcomer
from adjudicator.services.people_at_work.people_file import FilePlan, plan_file

_HIDDEN = "\u2022" * 12
_FILES = "CSV (*.csv *.tsv *.txt);;All files (*)"


class PeopleFileDialog(QDialog):
    """The file, its people with their passphrases, and what is wrong by row and column."""

    filled = Signal(object)
    """A tuple of newcomers: whom the officers are asked to enrol."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.people: tuple[Newcomer, ...] = ()
        self.setWindowTitle("Add people from a file")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.file = PathField("The file of people", folder=False, files=_FILES)
        self.read = QPushButton("&Read it")
        self.read.setAutoDefault(False)
        self.banner = Banner()
        self.table: DataTable[Newcomer] = DataTable(
            (
                Column("Name", lambda p: p.who.name),
                Column("Role", lambda p: p.who.role.label),
                Column("Party or candidate", lambda p: p.who.party or NO_PARTY),
                Column("Table", lambda p: p.who.table or ""),
                Column("Short name", lambda p: p.who.person),
                Column("Passphrase", self._words),
            ),
            "People of the file",
        )
        self.problems: DataTable[Problem] = DataTable(
            (
                Column("Row", lambda p: "" if p.row is None else str(p.row), number=True),
                Column("Column", lambda p: p.column or ""),
                Column("What is wrong", lambda p: p.message, tip=lambda p: p.message),
            ),
            "Rows that are left out, and notices",
        )
        # Sentences are read whole: rows as high as it takes.
        self.problems.setWordWrap(True)
        self.problems.setTextElideMode(Qt.TextElideMode.ElideNone)
        rows = self.problems.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.passphrase = QLineEdit()
        self.passphrase.setAccessibleName("Passphrase of the person chosen above")
        self.shown = QCheckBox("&Show")
        self.take = QPushButton("&Take it")
        self.take.setAutoDefault(False)
        self.go = QPushButton("&Go on to the officers' signatures")
        self.go.setProperty("kind", "primary")
        self.go.setAutoDefault(False)
        self.leave = QPushButton("Not now")
        self.leave.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._show(())

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label("Add people from a file", size="title", bold=True))
        column.addWidget(label("A CSV with the columns person, name, role, party, table."))
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.read)
        column.addLayout(row)
        column.addWidget(self.banner)
        column.addWidget(self.table, 1)
        own = label("&Passphrase of the person chosen above:")
        own.setBuddy(self.passphrase)
        row = QHBoxLayout()
        row.addWidget(own)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.take)
        row.addWidget(self.shown)
        column.addLayout(row)
        self.wrong = label("Left out, and worth a look", bold=True)
        column.addWidget(self.wrong)
        column.addWidget(self.problems, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        column.addLayout(row)
        fit(self, 1080, 680)

    def _connect(self) -> None:
        self.read.clicked.connect(self.read_file)
        self.file.entered.connect(self.read_file)
        self.shown.toggled.connect(self._reveal)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.passphrase.returnPressed.connect(self._take)
        self.take.clicked.connect(self._take)
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self._reveal()
        self.file.line.setFocus()

    def _words(self, person: Newcomer) -> str:
        if self.shown.isChecked():
            return person.passphrase
        return f"{_HIDDEN} typed by its holder" if person.chosen else _HIDDEN

    def read_file(self) -> None:
        """Read the file that is named, and tell whom it would enrol."""
        path = self.file.path
        if path is None:
            self.banner.say("Name the file first.", "bad")
            self.file.line.setFocus()
            return
        self._desk.ask(lambda recount: plan_file(recount, Path(path)), self._planned, self._failed)

    def _planned(self, plan: FilePlan) -> None:
        self._show(tuple(Newcomer(who, proposed_passphrase()) for who in plan.people))
        self.problems.set_rows([*plan.problems, *plan.notices])
        for widget in (self.wrong, self.problems):
            widget.setVisible(bool(plan.problems or plan.notices))
        able = count(len(plan.people), "person", "people")
        told = f"{able} of {plan.file} can be enrolled."
        if plan.problems:
            rows = count(len({p.row for p in plan.problems}), "row is", "rows are")
            told += f" {rows} left out; below is why."
        self.banner.say(told, "warning" if plan.problems or not plan.people else "good")
        if plan.people:
            self.table.selectRow(0)
            self.go.setFocus()

    def _failed(self, failure: Failure) -> None:
        self._show(())
        self.banner.say(failure.sentence, "bad")

    def _show(self, people: tuple[Newcomer, ...]) -> None:
        self.people = people
        self.table.set_rows(people)
        self.go.setEnabled(bool(people))
        if not people:
            self.problems.set_rows(())
            self.wrong.hide()
            self.problems.hide()
        self._chosen()

    def _chosen(self) -> None:
        person = self.table.current()
        able = person is not None
        self.passphrase.setEnabled(able)
        self.take.setEnabled(able)
        self.passphrase.setText(person.passphrase if person is not None else "")

    def _reveal(self) -> None:
        """Hidden until somebody asks to see them: others stand around this screen."""
        shown = self.shown.isChecked()
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.table.viewport().update()

    def _take(self) -> None:
        person, typed = self.table.current(), self.passphrase.text()
        if person is None or typed == person.passphrase:
            return
        try:
            check_chosen(typed)
        except ValueError as error:
            self.banner.say(str(error), "bad")
            return
        place = self.people.index(person)
        fresh = replace(person, passphrase=typed, chosen=True)
        self._show((*self.people[:place], fresh, *self.people[place + 1 :]))
        self.table.selectRow(place)
        self.banner.say(f"{person.who.name} has a passphrase of their own.", "good")

    def _go(self) -> None:
        people = self.people
        self.accept()
        self.filled.emit(people)
