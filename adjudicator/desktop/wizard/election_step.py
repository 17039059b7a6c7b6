"""Step 2: the election file, and the folder the record is kept in."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import Ticket, WorkQueue
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count
from adjudicator.interchange.elections.reading import read_election

_FILES = "Election definitions (*.json *.toml *.csv);;All files (*)"


class ElectionStep(Step):
    """Reads the file as soon as it is named."""

    def __init__(self, draft: RecountDraft, files: WorkQueue) -> None:
        super().__init__(
            draft,
            "Election and folder",
            "An election definition of VotingWorks (election.json), or a TOML or CSV file as the "
            "handbook describes it.",
        )
        self._files = files
        self._asked: Ticket | None = None
        self._wrong = ""
        self._reading = False
        self.election = PathField("Election file", folder=False, files=_FILES)
        self.found = label(wrap=True)
        self.folder = PathField("A new or empty folder", folder=True)
        hint = label(
            "The folder is made at the end of these steps. Its keys lie beside it.",
            size="small",
            tone="surface_muted",
        )
        for words, field, below in (
            ("&Election file", self.election, self.found),
            ("&Folder", self.folder, hint),
        ):
            title = label(words, bold=True)
            title.setBuddy(field)
            question = QVBoxLayout()
            question.setSpacing(theme().space("hair"))
            for part in (title, field, below):
                question.addWidget(part)
            self.body.addLayout(question)
        self.body.addStretch(1)
        self.election.changed.connect(self._read)
        self.folder.changed.connect(self._folder_named)

    def enter(self) -> None:
        """Begin with the first question."""
        self.election.line.setFocus()

    def problem(self) -> str:
        """The file is not read, or the folder holds something."""
        return self._of_file() or self._of_folder()

    def complaint(self, left: Collection[QWidget]) -> str:
        """Of each of the two only once it was left."""
        of_file = self._of_file() if self.election.line in left and not self._reading else ""
        return of_file or (self._of_folder() if self.folder.line in left else "")

    def _of_file(self) -> str:
        if self.draft.election is not None:
            return ""
        if self._reading:
            return "The election file is still being read."
        return self._wrong or "Name the election file."

    def _of_folder(self) -> str:
        folder = self.draft.folder
        if folder is None:
            return "Name the folder."
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            return f"{folder.name} already holds files. Choose a new or empty folder."
        if not folder.is_absolute():
            return "Give the whole path of the folder."
        if not folder.parent.is_dir():
            return f"There is no folder {folder.parent} to make it in."
        return ""

    def _read(self) -> None:
        if self._asked is not None:
            self._asked.drop()
        self.draft.election = None
        path = self.election.path
        self._wrong = ""
        self._reading = False
        self.found.clear()
        if path is None or not path.is_file():
            self.changed.emit()
            return
        self._reading = True
        self.found.setText("Reading\u2026")
        self.changed.emit()
        self._asked = self._files.submit(lambda: read_election(path), self._took, self._failed)

    def _took(self, election: Election) -> None:
        self._reading = False
        self.draft.election = election
        self.draft.contests = tuple(c.id for c in election.contests)
        contests = count(len(election.contests), "contest")
        precincts = count(len(election.precincts), "precinct")
        self.found.setText(
            f"{election.county}, {election.state} \u00b7 {election.title} \u00b7 "
            f"{election.held:%d %B %Y}: {contests}, {precincts}."
        )
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._reading = False
        self.found.clear()
        self._wrong = failure.sentence
        self.changed.emit()

    def _folder_named(self) -> None:
        path = self.folder.path
        self.draft.folder = Path(path) if path is not None else None
        self.changed.emit()
