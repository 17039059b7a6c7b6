"""Which of the finished batches are closed now."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.wording import count
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.cases import BatchRecord


class ChooseBatches(QDialog):
    """A box for each finished batch; ticked are those the team at this station ruled on.

    :param own: the numbers of these.
    """

    chosen = Signal(object)
    """The numbers, a list."""

    def __init__(
        self,
        recount: Recount,
        ready: Sequence[BatchRecord],
        own: Collection[int],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        election = recount.election
        self.setWindowTitle("Close batches")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.boxes = {b.number: QCheckBox(_words(election, b)) for b in ready}
        self.go_on = QPushButton("Show the counts")
        self.go_on.setProperty("kind", "primary")
        self.go_on.setDefault(True)
        leave = QPushButton("Not now")
        leave.setAutoDefault(False)
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme().space("hair"))
        for number, box in self.boxes.items():
            box.setChecked(number in own)
            box.toggled.connect(self._show_button)
            lines.addWidget(box)
        lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, recount.watermark)
        column.addWidget(label("Which batches are closed now?", size="title", bold=True))
        column.addWidget(scrolled(inner), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.go_on)
        column.addLayout(row)
        fit(self, 620, 420)
        self._show_button()
        leave.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._go_on)

    def _numbers(self) -> list[int]:
        return [number for number, box in self.boxes.items() if box.isChecked()]

    def _show_button(self) -> None:
        self.go_on.setEnabled(bool(self._numbers()))

    def _go_on(self) -> None:
        numbers = self._numbers()
        self.accept()
        self.chosen.emit(numbers)


def _words(election: Election, batch: BatchRecord) -> str:
    return " \u00b7 ".join(
        (
            f"Batch {batch.number}",
            precinct_name(election, batch.precinct),
            CountingGroup(batch.group).short_label,
            contest_title(election, batch.contest),
            count(batch.open, "case"),
        )
    )
