"""Step 6: who takes part, by form or from a CSV."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.people.draft import PersonDraft, proposed_passphrase, roster_problems
from adjudicator.desktop.people.form import PersonForm
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.desktop.wording import NO_PARTY
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count
from adjudicator.interchange.people import PeopleFile, read_people

_PARTY = 2
"""The column that takes the room the others leave."""
_BESIDE = 860
"""From this width the form stands beside the list, else below it."""
_NAMED = 4
"""Problems of a file that are told one by one; the rest is counted."""


class PeopleStep(Step):
    """The list at the left, the form for one person at the right."""

    def __init__(self, draft: RecountDraft, files: WorkQueue) -> None:
        super().__init__(
            draft,
            "People",
            "A board with its chair, a clerk, teams of two unlike parties, observers. From a CSV "
            "(person, name, role, party, table) or by the form.",
        )
        self._files = files
        self._election: Election | None = None
        self._editing: PersonDraft | None = None
        self.banner = Banner()
        self.table: DataTable[PersonDraft] = DataTable(
            (
                Column("Name", lambda p: p.name),
                Column("Role", lambda p: p.role.label),
                Column("Party or candidate", lambda p: p.party or NO_PARTY),
                Column("Short name", lambda p: p.person),
                Column("Table", lambda p: p.table),
            ),
            "People to enrol",
        )
        self.table.give_rest(_PARTY, 100)
        self.load = QPushButton("&Load a CSV\u2026")
        self.change = QPushButton("&Change")
        self.remove = QPushButton("&Take out")
        self.form: PersonForm | None = None
        self.form_title = label("Add a person", size="strong", bold=True)
        self._lay_out()
        self.load.clicked.connect(self._choose_file)
        self.change.clicked.connect(self._edit)
        self.remove.clicked.connect(self._take_out)
        self.table.opened.connect(lambda _person: self._edit())

    def _lay_out(self) -> None:
        self.body.addWidget(self.banner)
        self._row = row = QHBoxLayout()
        row.setSpacing(theme().space("wide"))
        left = QVBoxLayout()
        left.setSpacing(theme().space("medium"))
        left.addWidget(self.table, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme().space("small"))
        buttons.addWidget(self.load)
        buttons.addStretch(1)
        buttons.addWidget(self.change)
        buttons.addWidget(self.remove)
        left.addLayout(buttons)
        row.addLayout(left, 20)
        self._right = QVBoxLayout()
        self._right.setSpacing(theme().space("medium"))
        self._right.addWidget(self.form_title)
        row.addLayout(self._right, 13)
        self.table.keep_rows(3)
        self.body.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and form beside each other where there is room, else one above the other."""
        super().resizeEvent(event)
        beside = self.width() >= theme().scaled(_BESIDE)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def enter(self) -> None:
        """Show the people, and a form with the parties of this election."""
        election = self.draft.election
        if election is not None and election is not self._election:
            self._election = election
            if self.form is not None:
                self._right.removeWidget(self.form)
                self.form.deleteLater()
            self.form = PersonForm(election, "&Add")
            self.form.submitted.connect(self._took)
            self._right.insertWidget(1, self.form, 1)
        self._show()
        if self.form is not None:
            self.form.name.setFocus()

    def problem(self) -> str:
        """The first thing the roster lacks."""
        return next(iter(roster_problems(self.draft.people, self.draft.policy)), "")

    def complaint(self, _left: Collection[QWidget]) -> str:
        """The form complains for itself; what the roster lacks is told when people go on."""
        return ""

    def _taken(self, but: PersonDraft | None = None) -> list[str]:
        return [p.person for p in self.draft.people if p is not but]

    def _show(self) -> None:
        self.table.set_rows(self.draft.people)
        self._editing = None
        if self.form is not None:
            self.form.clear(self._taken())
            self.form.submit.setText("&Add")
        self.form_title.setText("Add a person")
        self.change.setEnabled(bool(self.draft.people))
        self.remove.setEnabled(bool(self.draft.people))
        self.changed.emit()

    def _took(self, person: PersonDraft) -> None:
        if self._editing is None:
            self.draft.people.append(person)
        else:
            self.draft.people[self.draft.people.index(self._editing)] = person
        self._show()
        if self.form is not None:
            self.form.name.setFocus()

    def _edit(self) -> None:
        chosen = self.table.current()
        if chosen is not None and self.form is not None:
            self._editing = chosen
            self.form.show_draft(chosen, self._taken(chosen))
            self.form.submit.setText("Ch&ange")
            self.form_title.setText(f"Change {chosen.name}")
            self.form.name.setFocus()

    def _take_out(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.draft.people.remove(chosen)
            self._show()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "People", "", "CSV (*.csv);;All files (*)")
        if chosen:
            self.load_file(Path(chosen))

    def load_file(self, path: Path) -> None:
        """Add the people of a CSV."""
        election = self.draft.election
        if election is not None:
            self._files.submit(lambda: read_people(path, election), self._loaded, self._failed)

    def _loaded(self, found: PeopleFile) -> None:
        taken = set(self._taken())
        new = [row for row in found.people if row.person not in taken]
        for row in new:
            self.draft.people.append(
                PersonDraft(
                    row.person, row.name, row.role, row.party, row.table, proposed_passphrase()
                )
            )
        self._show()
        twice = len(found.people) - len(new)
        complaints = [str(problem) for problem in found.problems[:_NAMED]]
        if len(found.problems) > _NAMED:
            complaints.append(f"{count(len(found.problems) - _NAMED, 'more problem')}.")
        if twice:
            complaints.append(f"{count(twice, 'person', 'people')} stood in the list already.")
        complaints += [str(notice) for notice in found.notices[:_NAMED]]
        if complaints:
            added = count(len(new), "person", "people")
            self.banner.say("\n".join((f"{added} added.", *complaints)), "warning")
        else:
            self.banner.say(f"{count(len(new), 'person', 'people')} added.", "good")

    def _failed(self, failure: Failure) -> None:
        self.banner.say(failure.sentence, "bad")
