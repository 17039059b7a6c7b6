"""Step 7: everyone's passphrase, given out now and kept nowhere."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.people.draft import PersonDraft, proposed_passphrase
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step

_HIDDEN = "\u2022" * 12


class PassphrasesStep(Step):
    """The list of passphrases, hidden until somebody asks to see them."""

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft,
            "Passphrases",
            "Each person signs with a passphrase. Hand them out now: after the creation they "
            "cannot be shown again. To let somebody choose their own, change that "
            "person in the step before.",
        )
        self.table: DataTable[PersonDraft] = DataTable(
            (
                Column("Name", lambda p: p.name),
                Column("Short name", lambda p: p.person),
                Column("Made by", lambda p: "its holder" if p.chosen else "the program"),
                Column("Passphrase", self._words),
            ),
            "Passphrases",
        )
        self.shown = QCheckBox("&Show them on the screen")
        self.anew = QPushButton("&Propose all anew")
        self.save = QCheckBox("Save them once as a &file that only this account can read")
        self.file = PathField("The file of passphrases", folder=False)
        row = QHBoxLayout()
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.anew)
        self.table.keep_rows(3)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.save)
        self.body.addWidget(self.file)
        hint = "Keep that file away from the recount, and delete it when everyone has theirs."
        self.body.addWidget(label(hint, size="small", tone="surface_muted"))
        self.shown.toggled.connect(self._show)
        self.anew.clicked.connect(self._propose)
        self.save.toggled.connect(self._took)
        self.file.changed.connect(self._took)
        self.file.setEnabled(False)

    def _words(self, person: PersonDraft) -> str:
        return person.passphrase if self.shown.isChecked() else _HIDDEN

    def enter(self) -> None:
        """Show the list; the passphrases stay hidden."""
        self.shown.setChecked(False)
        folder = self.draft.folder
        if folder is not None and self.file.path is None:
            self.file.set_path(folder.parent / f"{folder.name}-passphrases.csv")
        self._show()
        self.shown.setFocus()

    def problem(self) -> str:
        """The file cannot be made there."""
        path = self.draft.passphrase_file
        if not self.save.isChecked():
            return ""
        if path is None:
            return "Name the file of passphrases."
        if path.exists():
            return f"{path.name} exists already. Choose another name."
        folder = self.draft.folder
        if folder is not None and folder in (path, *path.parents):
            return "Passphrases do not belong into the recount folder. Choose another place."
        return "" if path.parent.is_dir() else f"There is no folder {path.parent}."

    def complaint(self, left: Collection[QWidget]) -> str:
        """Once the name of the file was left."""
        return self.problem() if self.file.line in left else ""

    def _show(self) -> None:
        self.table.set_rows(self.draft.people)

    def _propose(self) -> None:
        self.draft.people[:] = [
            replace(p, passphrase=proposed_passphrase(), chosen=False) for p in self.draft.people
        ]
        self._show()

    def _took(self) -> None:
        self.file.setEnabled(self.save.isChecked())
        path = self.file.path
        self.draft.passphrase_file = Path(path) if self.save.isChecked() and path else None
        self.changed.emit()
