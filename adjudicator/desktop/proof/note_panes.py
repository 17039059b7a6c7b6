"""What is filled in before a handover, or a test of the tabulators, is noted."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.wording import name_of
from adjudicator.domain.people import Person
from adjudicator.services.handed_over import Handover
from adjudicator.services.tabulator_test import TabulatorTest

_ANY_FILE = "All files (*)"


class NotePane(SignedPane):
    """Questions one above the other, and who was there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.there: dict[str, QCheckBox] = {}

    def ask(self, words: str, field: QWidget, name: str) -> None:
        """A question above its field."""
        title = label(words, bold=True, wrap=True)
        title.setBuddy(field)
        self.column.addWidget(title)
        self.column.addWidget(field)
        if isinstance(field, QLineEdit):
            field.setAccessibleName(name)
            field.textChanged.connect(self.changed)

    def ask_people(self, people: Sequence[Person]) -> None:
        """Who was there; it stands in the note."""
        self.column.addWidget(label("Who was there?", bold=True))
        for person in people:
            box = QCheckBox(name_of(person))
            box.setAccessibleName(f"{name_of(person)} was there")
            self.there[person.id] = box
            self.column.addWidget(box)
        self.column.addStretch(1)

    @property
    def people(self) -> list[str]:
        """Ids of those who were there."""
        return [person for person, box in self.there.items() if box.isChecked()]


class HandoverPane(NotePane):
    """What, to whom, by which way, when.

    :param now: on the county's clock.
    """

    def __init__(self, people: Sequence[Person], now: datetime) -> None:
        super().__init__()
        self._zone: tzinfo | None = now.tzinfo
        self.path = PathField("What was handed over", folder=True, files=_ANY_FILE)
        self.to, self.way, self.at, self.remark = (QLineEdit() for _ in range(4))
        self.at.setText(f"{now:%Y-%m-%d %H:%M}")
        self.way.setPlaceholderText("upload to the state's site, on a stick by hand \u2026")
        self.ask(
            "&What was handed over? The export's folder or .zip, or the file that was uploaded",
            self.path,
            "",
        )
        self.ask("&To whom?", self.to, "To whom")
        self.ask("By which wa&y?", self.way, "By which way")
        self.ask(f"W&hen, in the county's own time ({now:%Z})", self.at, "When")
        self.ask("A receipt's &number or the like (may stay empty)", self.remark, "Receipt")
        self.ask_people(people)
        self.path.changed.connect(self.changed)

    @property
    def lack(self) -> str:
        """What is missing here, in few words."""
        said = (
            ("what was handed over", self.path.path is not None),
            ("to whom", bool(self.to.text().strip())),
            ("by which way", bool(self.way.text().strip())),
            ("when, such as 2018-11-18 11:43", self._moment() is not None),
        )
        return next((words for words, there in said if not there), "")

    def _moment(self) -> datetime | None:
        try:
            found = datetime.fromisoformat(" ".join(self.at.text().split()))
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=self._zone)

    @property
    def handover(self) -> Handover:
        """What stands there; only asked for where nothing is missing."""
        return Handover(
            self.path.path or Path(),
            self.to.text(),
            self.way.text(),
            self._moment() or datetime.now(self._zone),
            self.remark.text(),
        )


class TabulatorPane(NotePane):
    """Which tabulators, when, with what result."""

    def __init__(self, people: Sequence[Person], today: date) -> None:
        super().__init__()
        self.tabulators, self.held, self.remark = (QLineEdit() for _ in range(3))
        self.held.setText(today.isoformat())
        self.result = ChoiceBox()
        self.result.setAccessibleName("The result")
        self.result.addItem("Every result was as expected", userData=True)
        self.result.addItem("Results were not as expected", userData=False)
        self.report = PathField("The test's report", folder=False, files=_ANY_FILE)
        self.ask("&Which tabulators?", self.tabulators, "Which tabulators")
        self.ask("On which &day?", self.held, "On which day")
        self.ask("The &result", self.result, "")
        self.ask("The test's re&port, named by its SHA-256 (may stay empty)", self.report, "")
        self.ask("More, in a &line (may stay empty)", self.remark, "More")
        self.ask_people(people)

    @property
    def lack(self) -> str:
        """What is missing here, in few words."""
        if not self.tabulators.text().strip():
            return "which tabulators"
        return "" if self._day() is not None else "the day, such as 2018-11-10"

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.held.text().strip())
        except ValueError:
            return None

    @property
    def test(self) -> TabulatorTest:
        """What stands there; only asked for where nothing is missing."""
        return TabulatorTest(
            self._day() or date.min,
            self.tabulators.text(),
            bool(self.result.currentData()),
            self.report.path,
            self.remark.text(),
        )
