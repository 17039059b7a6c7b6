"""Step 3: which contests are recounted."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count

_ID = Qt.ItemDataRole.UserRole


class ContestsStep(Step):
    """A list to tick; Space ticks the line the focus is on."""

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft, "Contests", "Tick the contests under recount. Space ticks the line you are on."
        )
        self._shown: Election | None = None
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by words of the title")
        self.words.setAccessibleName("Narrow the list of contests")
        self.list = QListWidget()
        self.list.setAccessibleName("Contests")
        self.every = QPushButton("&All")
        self.none = QPushButton("N&one")
        self.said = label(tone="surface_muted")
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.every)
        row.addWidget(self.none)
        self.body.addLayout(row)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.said)
        self.words.textChanged.connect(self._narrow)
        self.every.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self.list.itemChanged.connect(self._took)

    def enter(self) -> None:
        """Show the contests of the election that was read."""
        election = self.draft.election
        if election is not None and election is not self._shown:
            self._shown = election
            self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.list.clear()
            for contest in election.contests:
                seats = f" (vote for {contest.seats})" if contest.seats > 1 else ""
                item = QListWidgetItem(f"{contest.title}{seats}")
                item.setData(_ID, contest.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                ticked = contest.id in self.draft.contests
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                self.list.addItem(item)
            self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._took()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def problem(self) -> str:
        """None is ticked."""
        return "" if self.draft.contests else "Tick at least one contest."

    def complaint(self, left: Collection[QWidget]) -> str:
        """Once the list was left; to narrow it answers nothing."""
        return self.problem() if self.list in left else ""

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(state)

    def _took(self) -> None:
        ticked = [i for i in self._items() if i.checkState() is Qt.CheckState.Checked]
        self.draft.contests = tuple(str(i.data(_ID)) for i in ticked)
        self._tell(len(ticked))
        self.changed.emit()

    def _tell(self, ticked: int) -> None:
        said = f"{ticked:,} of {count(self.list.count(), 'contest')} ticked"
        seen = any(not item.isHidden() for item in self._items())
        self.said.setText(said if seen else f"Nothing matches. {said}")

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in words))
        self._tell(len(self.draft.contests))
