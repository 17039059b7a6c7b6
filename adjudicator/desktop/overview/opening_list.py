"""The opening step by step: each on its own line, with how far it is, by whom and when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wording import day_and_clock
from adjudicator.services.proof.ceremony import Ceremony, Stage, StepLine

_MARKS = {Stage.DONE: "\u2713", Stage.NOW: "\u25b6", Stage.LATER: "", Stage.LEFT_OUT: "\u2013"}
"""None of them stands without the word."""


class OpeningList(QWidget):
    """Before the first ruling it stands where later the progress does."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface")
        self.setAccessibleName("The opening, step by step")
        self.title = label(size="strong", bold=True, wrap=True)
        self.lines: list[str] = []
        """What each line says, for a screen reader and for tests."""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().space("medium"))
        self._grid.setVerticalSpacing(theme().space("small"))
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(4, 4)
        column = QVBoxLayout(self)
        room = theme().space("large")
        column.setContentsMargins(room, theme().space("medium"), room, theme().space("medium"))
        column.setSpacing(theme().space("small"))
        column.addWidget(self.title)
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_opening(self, opening: Ceremony) -> None:
        """Show every step anew."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        total = len(opening.lines)
        self.title.setText(
            f"The opening: step {min(opening.place, total)} of {total}"
            if opening.now is not None
            else "The opening is whole"
        )
        self.lines = []
        for number, line in enumerate(opening.lines):
            self._add(number, line)

    def _add(self, number: int, line: StepLine) -> None:
        now = line.stage is Stage.NOW
        when = "" if line.done is None else day_and_clock(line.done.time)
        told = " \u00b7 ".join(words for words in (line.told, when) if words)
        parts = (
            label(_MARKS[line.stage], bold=True),
            label(str(number + 1), bold=now),
            label(line.step.label, bold=now, wrap=True),
            label(line.stage.value, bold=now, tone="" if now else "surface_muted"),
            label(_broken_well(told, when), wrap=True),
        )
        said = f"{number + 1} {line.step.label}: {line.stage.value}"
        said = f"{said}, {told}" if told else said
        self.lines.append(said)
        for column, shown in enumerate(parts):
            _top(shown)
            shown.setAccessibleName(said if column == 2 else "")  # noqa: PLR2004 - the title's
            self._grid.addWidget(shown, number, column)


def _broken_well(told: str, when: str) -> str:
    """Broken into lines before no dot, and never within the time."""
    spare = "\u00a0"
    return told.replace(when, when.replace(" ", spare)).replace(" \u00b7", f"{spare}\u00b7")


def _top(shown: QLabel) -> None:
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
