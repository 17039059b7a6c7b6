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
from adjudicator.services.progress import NextStep, Way

NOTHING = "Nothing is waiting."
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
        self.nothing = label(NOTHING, size="strong")
        self.buttons: dict[Way, QPushButton] = {}
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

    def show_steps(self, steps: Sequence[NextStep]) -> None:
        """Show these; none says that nothing waits."""
        focused = next((w for w, b in self.buttons.items() if b.hasFocus()), None)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        self.sentences = [step.sentence for step in steps]
        self.nothing.setVisible(not steps)
        for number, step in enumerate(steps):
            sign = label("!" if step.urgent else "", size="strong", bold=True)
            sign.setAccessibleName("urgent" if step.urgent else "")
            sign.setHidden(not step.urgent)
            words = label(step.sentence, wrap=True, bold=step.urgent)
            button = QPushButton(step.button)
            button.setAccessibleName(f"{step.button}: {step.sentence}")
            if not number:
                button.setProperty("kind", "primary")
            button.clicked.connect(lambda _on=False, way=step.way: self.chosen.emit(way))
            self._grid.addWidget(sign, number, 0)
            self._grid.addWidget(words, number, 1)
            self._grid.addWidget(button, number, 2)
            self.buttons.setdefault(step.way, button)
        self._grid.setRowStretch(_LAST, 1)
        self._keep_height()
        if focused in self.buttons:
            self.buttons[focused].setFocus()
