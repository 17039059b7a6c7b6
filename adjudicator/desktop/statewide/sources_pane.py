"""What came from the counties, under which rules it is read, and how far the reading is."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QWidget,
)

from adjudicator.desktop.apart.first_page import captioned, first_page
from adjudicator.desktop.apart.sources import Sources
from adjudicator.desktop.apart.work import ProgressRow, Reading
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.rule_packs import RulePackChoice
from adjudicator.desktop.statewide.question import StateQuestion
from adjudicator.domain.rulepack import RulePack
from adjudicator.services.statewide.asking import NO_DEADLINE, OFFICIAL
from adjudicator.services.statewide.report import StateReport
from adjudicator.services.statewide.sorting import SourceKind

_FILES = "What counties send (*.csv *.json *.xml *.status);;All files (*)"
_NOTHING = (
    "Nothing is read yet. Choose the folder the exports lie in; returns, typed figures and status "
    "files may lie beside them."
)
_HINT = "Every export is verified whole before a figure of it counts."
_LEAST_ROWS = 4
SourceLine = tuple[str, str, str, str]
"""What it is, its name, its county, and what is said of it."""


class SourcesPane(QWidget):
    """The first page of the state.

    :param reading: shows its progress here.
    """

    load_asked = Signal()
    type_asked = Signal()

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.sources = Sources(
            "W&hat came: exports, returns, status files",
            ("i", "d", "o"),
            of="what counties sent",
            form=_FILES,
        )
        self.pack = RulePackChoice()
        self.deadline = ChoiceBox()
        self.deadline.setAccessibleName("Deadline")
        self.rehearsal = QCheckBox("&Rehearsals, and nothing else")
        self.type = QPushButton("T&ype figures of a county\u2026")
        self.load = QPushButton("&Verify and add up")
        self.load.setProperty("kind", "primary")
        self.progress = ProgressRow(reading, "exports")
        self.summary = label(_NOTHING, wrap=True)
        self.table: DataTable[SourceLine] = DataTable(
            (
                Column("What", lambda s: s[0]),
                Column("Name", lambda s: s[1], tip=lambda s: s[1]),
                Column("County", lambda s: s[2]),
                Column("What is said of it", lambda s: s[3], tip=lambda s: s[3]),
            ),
            "What was read",
        )
        self._lay_out()
        self._connect()
        self._pack_chosen()

    def enter(self) -> None:
        """Begin here."""
        self.sources.line.setFocus()

    def _lay_out(self) -> None:
        form = captioned(
            (("&Rules", self.pack), ("Dead&line", self.deadline)), (self.rehearsal, self.type)
        )
        column = first_page(self, self.sources, form, self.load, self.progress, _HINT)
        column.addWidget(self.summary)
        column.addWidget(self.table, 3)
        self.table.give_rest(3, 300)
        self.table.give_lines(2)
        self.table.keep_rows(_LEAST_ROWS)
        self.table.hide()
        self._rest = QWidget()
        column.addWidget(self._rest, 3)

    def _connect(self) -> None:
        self.sources.changed.connect(self._show_buttons)
        self.sources.asked.connect(self.load_asked)
        self.pack.currentIndexChanged.connect(self._pack_chosen)
        self.load.clicked.connect(self.load_asked)
        self.type.clicked.connect(self.type_asked)
        self._show_buttons()

    @property
    def chosen_pack(self) -> RulePack:
        """The rules everything is read under."""
        return self.pack.chosen

    @property
    def question(self) -> StateQuestion:
        """What is asked now; what was typed here is not in it."""
        return StateQuestion(
            self.chosen_pack,
            self.sources.paths,
            str(self.deadline.currentData()),
            self.rehearsal.isChecked(),
        )

    def _pack_chosen(self) -> None:
        self.deadline.clear()
        for deadline in self.chosen_pack.deadlines:
            self.deadline.addItem(deadline.title, deadline.id)
        self.deadline.addItem("None", NO_DEADLINE)
        self.deadline.setCurrentIndex(max(0, self.deadline.findData(OFFICIAL)))

    def _show_buttons(self) -> None:
        self.load.setEnabled(bool(self.sources.paths))

    def begin(self) -> None:
        """Everything is being read."""
        for widget in (self.load, self.sources, self.pack, self.deadline, self.rehearsal):
            widget.setEnabled(False)
        self.summary.setText("Every export is being verified, from its first entry to its last.")
        self.progress.begin()

    def end(self, *, typed: bool = False) -> None:
        """The reading is over."""
        for widget in (self.sources, self.pack, self.deadline, self.rehearsal):
            widget.setEnabled(True)
        self.load.setEnabled(typed or bool(self.sources.paths))
        self.summary.setText(_NOTHING)

    def show_state(self, state: StateReport) -> None:
        """What was read, and what is said of each."""
        lines = tuple(source_lines(state))
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._rest.setVisible(not lines)
        refused = sum(1 for each in state.exports if each.why)
        good = len(state.exports) - refused
        self.summary.setText(
            f"{good:,} exports hold and count; {refused:,} are refused and count nowhere."
        )


def source_lines(state: StateReport) -> Iterator[SourceLine]:
    """Every source, what is wrong with it first."""
    found = [
        (
            SourceKind.EXPORT.value,
            each.read.name,
            each.county,
            f"Refused. {each.why} {each.todo}" if each.why else each.read.verdict.sentence,
        )
        for each in state.exports
    ]
    found += [
        (
            SourceKind.STATUS.value,
            each.file,
            each.county,
            f"Left out. {each.why}" if each.why else each.words,
        )
        for each in state.statuses
    ]
    found += [
        (
            SourceKind.TYPED.value,
            " and ".join(each.typists),
            each.county,
            f"Not taken. {each.why} {each.todo}" if each.why else "Taken.",
        )
        for each in state.typed
    ]
    found += [("put aside", "", "", problem) for problem in state.problems]
    found += [
        (SourceKind.RETURNS.value, each.name, "", "Read; not verified.") for each in state.returns
    ]
    wrong = ("Refused.", "Left out.", "Not taken.")
    yield from sorted(found, key=lambda s: not (s[3].startswith(wrong) or s[0] == "put aside"))
