"""Which returns, of which stage, under which rules; how far the reading is; what was strange."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QPushButton,
    QWidget,
)

from adjudicator.desktop.apart.first_page import captioned, first_page
from adjudicator.desktop.apart.sources import Sources
from adjudicator.desktop.apart.work import ProgressRow, Reading
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.returns.reading import Answer, ProblemLine, Question, problem_lines
from adjudicator.desktop.rule_packs import RulePackChoice
from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.wording import join_names
from adjudicator.interchange.problems import Unreadable, did_you_mean
from adjudicator.services.canvass.gaps import missing_words

_NOTHING = "Nothing is loaded yet. Choose the counties\u2019 files, or the folder they lie in."
_READING = "The returns are being read."
_BEFORE = " The contests shown are still those of the returns loaded before."
_FORMATS = "CSV of OpenElections or with like columns; election results reports in XML or JSON."
_LEAST_ROWS = 3
"""With the chosen one in full below them, all of the page stands on a screen of 768 lines."""
_NAMED = 4
"""Files named in a sentence; more are counted."""
_WORDS = 4
"""The column of what is wrong."""


class FilesPane(QWidget):
    """The first page of Returns.

    :param reading: shows its progress here.
    """

    load_asked = Signal()
    looked_otherwise = Signal()
    """Another stage, or other rules, for returns that may be loaded already."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.sources = Sources("Re&turns: files or folders", ("i", "d", "o"))
        self.stage = ChoiceBox()
        self.stage.setAccessibleName("Which returns these are")
        for stage in Stage:
            self.stage.addItem(stage.label.capitalize(), stage)
        self.pack = RulePackChoice()
        self.county = ChoiceBox()
        self.county.setEditable(True)
        self.county.setAccessibleName("County of files that name none")
        self.county_hint = label(size="small", wrap=True)
        self.load = QPushButton("&Load the returns")
        self.load.setProperty("kind", "primary")
        self.progress = ProgressRow(reading)
        self.summary = label(_NOTHING, wrap=True)
        self.missing = label(wrap=True)
        self.whole = label(wrap=True)
        self.problems: DataTable[ProblemLine] = DataTable(
            (
                Column("", lambda p: p.kind),
                Column("File", lambda p: p.problem.file),
                Column("Row", _row, _row_order, number=True),
                Column("Column, place", lambda p: p.problem.column or ""),
                Column("What is wrong, and what to do", lambda p: p.problem.message),
            ),
            "What was strange about the files",
        )
        self._lay_out()
        self._connect()
        self._pack_chosen()

    def enter(self) -> None:
        """Begin here."""
        self.sources.line.setFocus()

    def _lay_out(self) -> None:
        form = captioned(
            (
                ("These &are", self.stage),
                ("Rule &pack", self.pack),
                ("County of files that nam&e none", self.county),
            ),
            (self.county_hint,),
        )
        column = first_page(self, self.sources, form, self.load, self.progress, _FORMATS)
        column.addWidget(self.summary)
        column.addWidget(self.missing)
        column.addWidget(self.problems, 3)
        column.addWidget(self.whole)
        self.problems.give_rest(_WORDS, 300)
        self.problems.break_in_need()
        self.problems.give_lines(2)
        self.problems.keep_rows(_LEAST_ROWS)
        self.missing.hide()
        self.problems.hide()
        self.whole.hide()
        self._rest = QWidget()
        column.addWidget(self._rest, 3)

    def _connect(self) -> None:
        self.load.clicked.connect(self.load_asked)
        self.sources.asked.connect(self.load_asked)
        self.sources.changed.connect(self._show_buttons)
        self.stage.currentIndexChanged.connect(self.looked_otherwise)
        self.pack.currentIndexChanged.connect(self._pack_chosen)
        self.pack.currentIndexChanged.connect(self.looked_otherwise)
        self.county.editTextChanged.connect(self._hint)
        self.problems.selectionModel().currentRowChanged.connect(self._show_whole)
        self._show_buttons()

    def _pack_chosen(self) -> None:
        """The counties to choose from are those of the rules."""
        typed = self.county.currentText()
        self.county.clear()
        self.county.addItems(["", *self.rules.counties])
        self.county.setEditText(typed)

    def _hint(self, typed: str) -> None:
        known = self.rules.counties
        strange = bool(typed.strip()) and bool(known) and typed.strip() not in known
        words = f"The rule pack has no such county.{did_you_mean(typed, known)}" if strange else ""
        self.county_hint.setText(words)

    @property
    def rules(self) -> RulePack:
        """The rule pack that is chosen."""
        return self.pack.chosen

    @property
    def question(self) -> Question:
        """What stands in the form."""
        county = self.county.currentText().strip()
        return Question(self.sources.paths, county, Stage(self.stage.currentData()), self.rules)

    def begin(self) -> None:
        """The reading begins: nothing else is chosen meanwhile."""
        self._show_busy(busy=True)
        self.summary.setText(_READING)
        self.missing.hide()
        self._show_lines(())
        self.progress.begin()

    def end(self) -> None:
        """The reading is over, however it went."""
        self._show_busy(busy=False)
        self.summary.setText(_NOTHING)

    def _show_busy(self, *, busy: bool) -> None:
        for part in (self.sources, self.stage, self.pack, self.county, self.load):
            part.setEnabled(not busy)
        self._show_buttons(busy=busy)

    def _show_buttons(self, *, busy: bool = False) -> None:
        self.load.setEnabled(bool(self.sources.paths) and not busy)

    def show_answer(self, answer: Answer) -> None:
        """Say what was read, what is missing and what was put aside."""
        self.summary.setText(f"Loaded: {answer.size}.")
        self._show_lines(problem_lines(answer.loaded))
        missing, unknown = answer.canvass.missing, answer.canvass.unknown
        words = [missing_words(answer.canvass, named=len(missing))] if missing else []
        self.missing.setText(" ".join((*words, *unknown)))
        self.missing.setVisible(bool(words or unknown))

    def show_refused(self, error: Unreadable, *, before: bool) -> None:
        """List everything for which files were refused.

        :param before: whether other returns are loaded still.
        """
        files = {problem.file for problem in error.problems}
        which = join_names(sorted(files)) if len(files) <= _NAMED else f"{len(files)} files"
        self.summary.setText(
            f"Nothing was loaded: {which} cannot be used. Mend what stands below, or take the "
            f"file out, and load again.{_BEFORE if before else ''}"
        )
        self.missing.hide()
        self._show_lines([ProblemLine("Refused", problem) for problem in error.problems])
        self.problems.setFocus()

    def _show_lines(self, lines: Sequence[ProblemLine]) -> None:
        self.problems.set_rows(lines)
        self.problems.setVisible(bool(lines))
        self.whole.setVisible(bool(lines))
        self._rest.setVisible(not lines)
        if lines:
            self.problems.selectRow(0)

    def _show_whole(self) -> None:
        """The problem chosen in the list, which may be cut there."""
        line = self.problems.current()
        self.whole.setText("" if line is None else str(line.problem))


def _row(line: ProblemLine) -> str:
    return "" if line.problem.row is None else f"{line.problem.row:,}"


def _row_order(line: ProblemLine) -> int:
    return line.problem.row or 0
