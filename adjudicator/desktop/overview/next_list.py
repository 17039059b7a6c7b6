"""What waits, in order of urgency: each a sentence and one button."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.services.next_steps import NextStep, Way

NOTHING = "Nothing is waiting."
ONLY_READ = "Nothing can be recorded in this folder; what stands above says why."
_LAST = 99
"""The row below all steps, which takes the room they leave."""


class NextList(QWidget):
    """The list; the first button is the one a person most likely wants."""

    chosen = Signal(object)
    """The :class:`~adjudicator.services.progress.Way` of the button pressed."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface")
        self.setAccessibleName("What waits")
        self.nothing = label(NOTHING, size="strong", wrap=True)
        self._lines: dict[tuple[Way, int], _Line] = {}
        self.sentences: list[str] = []
        room = theme().space("large")
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(room, theme().space("medium"), room, theme().space("medium"))
        column.addWidget(label("Next", size="strong", bold=True))
        column.addWidget(self.nothing)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme().space("small"))
        self._grid.setColumnStretch(1, 1)
        self._area = area = QScrollArea()
        self._whole = False
        area.setWidget(self._rows)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        part(self._rows, "surface")
        column.addWidget(area, 1)

    def show_whole(self, *, on: bool) -> None:
        """Be as high as all steps together, where the page around it is moved up and down."""
        self._whole = on
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width sentences have other heights."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        margins = self.contentsMargins() + self._column.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        high = self._grid.totalHeightForWidth(wide) if self._whole else 0
        self._area.setMinimumHeight(max(0, high))

    def show_steps(self, steps: Sequence[NextStep], *, only_read: bool = False) -> None:
        """Show these; none says that nothing waits, or that nothing can be recorded.

        A step that waited before keeps its line: the focus stays on its button, and a press that
        has begun on it is not lost.
        """
        before, self._lines = self._lines, {}
        for step in steps:
            nth = sum(way is step.way for way, _ in self._lines)
            key = (step.way, nth)
            self._lines[key] = before.pop(key) if key in before else self._line(step.way)
        for line in before.values():
            line.drop()
        self.sentences = [step.sentence for step in steps]
        self.nothing.setText(ONLY_READ if only_read else NOTHING)
        self.nothing.setVisible(not steps)
        for place, (step, line) in enumerate(zip(steps, self._lines.values(), strict=True)):
            line.show_step(step, first=not place)
            for column, widget in enumerate((line.sign, line.words, line.button)):
                self._grid.addWidget(widget, place, column)
        self._grid.setRowStretch(_LAST, 1)
        self._keep_height()

    @property
    def buttons(self) -> dict[Way, QPushButton]:
        """The first button of every way, in the order of the steps."""
        return {way: line.button for (way, nth), line in self._lines.items() if not nth}

    @property
    def stops(self) -> list[QPushButton]:
        """Every button, in the order of the steps."""
        return [line.button for line in self._lines.values()]

    def _line(self, way: Way) -> "_Line":
        line = _Line()
        line.button.clicked.connect(lambda: self.chosen.emit(way))
        return line


class _Line:
    """A step: sign, sentence, button."""

    def __init__(self) -> None:
        self.sign = label(size="strong", bold=True)
        self.words = label(wrap=True)
        self.button = QPushButton()

    def show_step(self, step: NextStep, *, first: bool) -> None:
        """Show this step; the first of all has the button of the screen."""
        self.sign.setText("!" if step.urgent else "")
        self.sign.setAccessibleName("urgent" if step.urgent else "")
        self.sign.setHidden(not step.urgent)
        self.words.setText(step.sentence)
        _restyle(self.words, "bold", "true" if step.urgent else "")
        self.button.setText(step.button)
        self.button.setAccessibleName(f"{step.button}: {step.sentence}")
        _restyle(self.button, "kind", "primary" if first else "")

    def drop(self) -> None:
        """The step is done."""
        for widget in (self.sign, self.words, self.button):
            widget.hide()
            widget.deleteLater()


def _restyle(widget: QWidget, name: str, value: str) -> None:
    """Give a widget a property of the style sheet, if it is another one."""
    if (widget.property(name) or "") != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
