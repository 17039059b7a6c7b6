"""The row of filters above the record."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wording import name_of
from adjudicator.domain.election import Election
from adjudicator.services.paging import EntryFilter
from adjudicator.storage.queries.acts import PersonRecord

KINDS = {
    "open": "Opening",
    "enrol": "Enrolments",
    "remove": "Removals",
    "constitute": "The roster",
    "signin": "Sign-ins",
    "signout": "Sign-outs",
    "attend": "Presence",
    "import": "Imports",
    "pile": "Piles",
    "reference": "Reference pages",
    "rule": "Rulings",
    "attest": "Observers' answers",
    "withdraw": "Objections withdrawn",
    "vote": "Votes of the board",
    "sitting": "Sittings",
    "sample": "Samples of blanks",
    "look": "Second looks",
    "close": "Closes",
    "witness": "Cosigned heads",
    "contest_close": "Contests closed",
    "export": "Exports",
    "finish": "The finish",
    "motion": "Motions",
    "reopen": "Reopenings",
    "paper": "Steps of the paper",
    "rescan": "New scans",
    "note": "Notes and incidents",
}
"""What each kind of act is called on the screen."""


class EntryFilters(QWidget):
    """Kind, contest, person, case number, words."""

    changed = Signal()

    def __init__(self, election: Election) -> None:
        super().__init__()
        self.kind = ChoiceBox()
        self.kind.addItem("Every kind", "")
        for kind, words in KINDS.items():
            self.kind.addItem(words, kind)
        self.contest = ChoiceBox()
        self.contest.addItem("Every contest", "")
        for contest in election.contests:
            self.contest.addItem(contest.title, contest.id)
        self.person = ChoiceBox()
        self.person.addItem("Everybody", "")
        self.case = QLineEdit()
        self.case.setPlaceholderText("Case number")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Words")
        self.reset = QPushButton("Show &all")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space("small"))
        for widget, stretch in (
            (self.kind, 2),
            (self.contest, 3),
            (self.person, 2),
            (self.case, 1),
            (self.words, 2),
            (self.reset, 0),
        ):
            row.addWidget(widget, stretch)
        for box, name in (
            (self.kind, "Kind of act"),
            (self.contest, "Contest"),
            (self.person, "Who signed"),
        ):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(8)
            box.currentIndexChanged.connect(self.changed)
        for line, name in ((self.case, "Case number"), (self.words, "Words")):
            line.setAccessibleName(name)
            line.returnPressed.connect(self.changed)
        self.reset.clicked.connect(self.clear)

    def show_people(self, people: list[PersonRecord]) -> None:
        """Offer these people; the choice stays."""
        chosen = self.person.currentData()
        self.person.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.person.count() > 1:
            self.person.removeItem(1)
        for record in people:
            self.person.addItem(name_of(record.person), record.person.id)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        self.person.blockSignals(False)  # noqa: FBT003 - Qt's own

    def filter(self) -> EntryFilter:
        """What is chosen."""
        return EntryFilter(
            kind=self.kind.currentData(),
            contest=self.contest.currentData(),
            person=self.person.currentData(),
            case=self.case.text(),
            words=self.words.text(),
        )

    def clear(self) -> None:
        """Let everything through again."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own
        for box in (self.kind, self.contest, self.person):
            box.setCurrentIndex(0)
        for line in (self.case, self.words):
            line.clear()
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.changed.emit()
