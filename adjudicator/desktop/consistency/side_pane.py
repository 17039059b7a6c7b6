"""One side of a situation: its rulings, and the crop of the one chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.consistency.words import by_words
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.precedents.crop import crop_of
from adjudicator.desktop.review.ports import CaseView
from adjudicator.domain.situations import RuledCase
from adjudicator.domain.wording import count

_CONTEST = 3


class SidePane(QWidget):
    """Rulings that found a vote, or those that found none.

    :param name: ``A vote was found`` or ``No vote was found``.
    """

    wanted = Signal(str)
    """The number of the case whose crop is to be shown."""
    opened = Signal(str)
    """The number of a case to be shown whole, in Review."""

    def __init__(self, name: str, cache: ImageCache) -> None:
        super().__init__()
        self._name, self._cache = name, cache
        self.setAccessibleName(name)
        self.title = label(name, size="strong", bold=True)
        self.table: DataTable[RuledCase] = DataTable(
            (
                Column("Case", lambda r: r.case),
                Column("Clause", lambda r: r.clause),
                Column("By", by_words, tip=lambda r: f"entry {r.entry:,}"),
                Column("Contest", lambda r: r.contest, tip=lambda r: r.contest),
            ),
            name,
        )
        self.table.give_rest(_CONTEST, 60)
        # The contest stands in the crop below, too.
        self.table.break_in_need(told_below=True)
        self.said = label(wrap=True)
        self.crop: QWidget | None = None
        self.show_ballot = QPushButton("Show this ballot")
        self.show_ballot.setAccessibleName(f"Show this ballot: {name}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().space("small"))
        for widget in (self.title, self.table, self.said, self.show_ballot):
            self._column.addWidget(widget)
        self._column.setStretch(1, 1)
        self.table.selectionModel().currentRowChanged.connect(self._ask)
        self.table.opened.connect(lambda case: self.opened.emit(case.case))
        self.show_ballot.clicked.connect(self._open)

    def show_cases(self, cases: Sequence[RuledCase]) -> None:
        """Show the rulings of this side, the first of them with its crop."""
        self.title.setText(f"{self._name}: {count(len(cases), 'ruling')}")
        self._show_crop(None)
        self.said.setText("")
        self.table.set_rows(cases)
        self.show_ballot.setEnabled(bool(cases))
        if cases:
            self.table.selectRow(0)

    def show_view(self, number: str, view: CaseView) -> None:
        """Show the crop of a case, if it still is the one chosen."""
        case = self.table.current()
        if case is None or case.case != number:
            return
        self.said.setText(view.last.sentence if view.last is not None else "")
        self._show_crop(crop_of(self._cache, view))

    def _show_crop(self, crop: QWidget | None) -> None:
        if self.crop is not None:
            self._column.removeWidget(self.crop)
            self.crop.deleteLater()
        self.crop = crop
        if crop is not None:
            self._column.insertWidget(2, crop)

    def _ask(self) -> None:
        case = self.table.current()
        if case is not None:
            self.wanted.emit(case.case)

    def _open(self) -> None:
        case = self.table.current()
        if case is not None:
            self.opened.emit(case.case)
