"""The counties of one contest by where they stand, and the one chosen beside them."""

from collections.abc import Iterator
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.statewide.standing import CountyLine, Standing
from adjudicator.services.statewide.report import ContestReport
from adjudicator.services.statewide.telling import figure_words, standings_words

_LEAST_ROWS = 4
_ORDER = {standing: place for place, standing in enumerate(Standing)}
_TONES = {
    Standing.IN: "good",
    Standing.RETURNS: "neutral",
    Standing.TYPED: "neutral",
    Standing.MISSING: "warning",
    Standing.REFUSED: "bad",
    Standing.UNTOLD: "neutral",
}


class Kept(StrEnum):
    """Which counties are listed."""

    ALL = "all counties"
    WAITING = "somebody has to act"
    IN = "in, verified"
    NOT_VERIFIED = "figures, not verified"
    NOTHING = "nothing counts yet"


class CountiesPane(QWidget):
    """The second page of the state."""

    contest_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.contest = ChoiceBox()
        self.contest.setAccessibleName("Contest")
        self.kept = ChoiceBox()
        self.kept.setAccessibleName("Which counties are listed")
        for kept in Kept:
            self.kept.addItem(kept.value.capitalize(), kept)
        self.words = QLineEdit()
        self.words.setAccessibleName("Narrow by words")
        self.words.setPlaceholderText("Narrow by county or word")
        self.summary = label("Nothing is read yet: choose what came on the first page.", bold=True)
        self.table: DataTable[CountyLine] = DataTable(
            (
                Column("County", lambda c: c.county),
                Column("Standing", _standing, _by_standing),
                Column("How far", _how_far, tip=_how_far),
                Column("Votes\nfound", _found, _by_found, number=True),
                Column("Record,\nentries", _record),
                Column("Last\nentry", _last),
            ),
            "Counties",
        )
        self.details = CountyDetails()
        self.report: ContestReport | None = None
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Begin here."""
        self.table.setFocus()

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("small"))
        column.addWidget(self.summary)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.space("large"))
        left = QVBoxLayout()
        left.setSpacing(look.space("small"))
        filters = QHBoxLayout()
        filters.setSpacing(look.space("small"))
        filters.addWidget(self.contest)
        filters.addWidget(self.kept)
        filters.addWidget(self.words, 1)
        left.addLayout(filters)
        left.addWidget(self.table, 1)
        row.addLayout(left, 8)
        row.addWidget(self.details, 4)
        stack_when_large(row)
        column.addLayout(row, 1)
        self.summary.setWordWrap(True)
        self.table.give_lines(2)
        self.table.give_rest(2, 120)
        self.table.keep_rows(_LEAST_ROWS)

    def _connect(self) -> None:
        self.contest.currentIndexChanged.connect(self.contest_chosen)
        self.kept.currentIndexChanged.connect(self._fill)
        self.words.textChanged.connect(self.table.set_words)
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)

    def show_report(self, report: ContestReport) -> None:
        """Show the counties of a contest, those somebody has to act on first."""
        self.report = report
        self.summary.setText(f"{report.contest.title}: {standings_words(report)}.")
        self._fill()

    def _fill(self) -> None:
        if self.report is None:
            return
        kept = Kept(self.kept.currentData())
        lines = [line for line in self.report.lines if _is_kept(line, kept)]
        self.table.set_rows(sorted(lines, key=_by_standing))
        self.table.selectRow(0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self.report is not None:
            self.details.show_line(self.table.current(), self.report)


class CountyDetails(QWidget):
    """Everything about one county."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("No county is chosen", size="title", bold=True, wrap=True)
        self.chip = Chip()
        self.sentences = label(wrap=True)
        self.sentences.setAccessibleName("About this county")
        content = part(QWidget(), "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(*[theme().space("large")] * 4)
        column.setSpacing(theme().space("medium"))
        column.addWidget(self.title)
        column.addWidget(self.chip)
        column.addWidget(self.sentences)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, by_keys=True))
        self.chip.hide()

    def show_line(self, line: CountyLine | None, report: ContestReport) -> None:
        """Show a county, or that none is chosen."""
        self.chip.setVisible(line is not None)
        if line is None:
            self.title.setText("No county is chosen")
            self.sentences.setText("")
            return
        self.title.setText(line.county)
        late = line.late or (line.standing is Standing.IN and line.waits)
        self.chip.set_text(line.words.upper(), "warning" if late else _TONES[line.standing])
        self.sentences.setText("\n\n".join(_about(line, report)))


def _about(line: CountyLine, report: ContestReport) -> Iterator[str]:
    if line.why:
        yield line.why
        yield f"What to do: {line.todo}"
    if line.standing is Standing.MISSING:
        yield "Nothing came from this county that counts."
    if line.figures is not None:
        rows = (
            f"{choice.name}: {figure_words(f, 'before')} {figure_words(f, 'change')} = "
            f"{figure_words(f, 'after')}"
            for choice in report.contest.choices
            if (f := line.figures.choices.get(choice.id)) is not None
        )
        yield "\n".join(rows)
    if line.how_far is not None:
        yield f"{line.how_far.words[:1].upper()}{line.how_far.words[1:]}."
    if line.proof is not None and not line.why:
        yield line.proof.verdict
        yield (
            f"Record {line.proof.record_code}, {line.proof.entries:,} entries; the last of "
            f"{line.proof.last}. Export: {line.proof.file}."
        )
        yield f"Origin: {line.proof.origin}."
    if line.status:
        yield line.status
    yield from line.notes
    if line.proof is not None and not line.why:
        yield from line.proof.noted


def _is_kept(line: CountyLine, kept: Kept) -> bool:
    match kept:
        case Kept.WAITING:
            return line.waits or line.late
        case Kept.IN:
            return line.standing is Standing.IN
        case Kept.NOT_VERIFIED:
            return line.standing in {Standing.RETURNS, Standing.TYPED}
        case Kept.NOTHING:
            return line.figures is None
        case _:
            return True


def _standing(line: CountyLine) -> str:
    partial = line.standing is Standing.IN and line.waits
    return f"{line.words}, partial" if partial else line.words


def _by_standing(line: CountyLine) -> tuple[int, bool, str]:
    return _ORDER[line.standing], not (line.late or line.waits), line.county


def _how_far(line: CountyLine) -> str:
    return line.why or ("" if line.how_far is None else line.how_far.words)


def _found(line: CountyLine) -> str:
    verified = line.figures is not None and line.standing is not Standing.RETURNS
    return f"{_by_found(line):+,}" if verified else ""


def _by_found(line: CountyLine) -> int:
    figures = line.figures
    return 0 if figures is None else sum(f.change for f in figures.choices.values())


def _record(line: CountyLine) -> str:
    if line.proof is None or line.why:
        return ""
    return f"{line.proof.record_code}\n{line.proof.entries:,} entries"


def _last(line: CountyLine) -> str:
    if line.proof is None or line.why:
        return ""
    return line.proof.last.replace("T", "\n").replace("Z", " UTC")
