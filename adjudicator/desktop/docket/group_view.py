"""Like cases on one screen: one proposed ruling, and anybody may take a ballot out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.precedents.crop import crop_of
from adjudicator.desktop.review.options import OptionButton
from adjudicator.desktop.review.pages import Option
from adjudicator.desktop.review.ports import CaseView
from adjudicator.ledger.casenumbers import spoken

_CELL = 300
"""Pixels of width a contest takes at least, at a text size of 100 %."""


class GroupView(QWidget):
    """Crops of the cases of a group, each with a button that takes it out."""

    take_out = Signal(str)
    """The number of a case somebody asks to be taken out."""

    def __init__(self, cache: ImageCache, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "page")
        self.setAccessibleName("Like cases")
        self._cache, self._key = cache, key
        self.title = label(size="strong", bold=True, wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.buttons: list[OptionButton] = []
        self._cases: tuple[CaseView, ...] = ()
        self._pointed = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self._area, 1)

    def show_cases(self, cases: Sequence[CaseView]) -> None:
        """Show the cases of a group."""
        self._cases = tuple(cases)
        self._pointed = min(self._pointed, max(0, len(cases) - 1))
        self.title.setText(
            f"{len(cases)} like cases, one proposed ruling. Does any member or observer ask that "
            f"a ballot be taken out? Arrows point, {self._key} takes out."
        )
        inner = QWidget()
        part(inner, "page")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme().space("medium"))
        per_row = max(1, (self.width() - 24) // theme().scaled(_CELL))
        self.buttons = []
        for n, case in enumerate(self._cases):
            grid.addWidget(self._cell(n, case), n // per_row, n % per_row)
        grid.setRowStretch(len(self._cases) // per_row + 1, 1)
        self._area.setWidget(inner)
        self._show_pointer()

    def _cell(self, place: int, case: CaseView) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        button = OptionButton()
        button.setFixedHeight(theme().line("body") + 12)
        button.clicked.connect(lambda _=False, number=case.number: self.take_out.emit(number))
        self.buttons.append(button)
        button.show_option(self._option(place), "")
        column.addWidget(button)
        crop = crop_of(self._cache, case)
        if crop is not None:
            column.addWidget(crop)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        return cell

    def _option(self, place: int) -> Option:
        case = self._cases[place]
        words = f"Case {spoken(case.number)} \u00b7 {case.precinct}"
        return Option("", words, detail="take out", pointed=place == self._pointed)

    def point(self, by: int) -> None:
        """Point at the next case, or the one before."""
        if self._cases:
            self._pointed = (self._pointed + by) % len(self._cases)
            self._show_pointer()

    def _show_pointer(self) -> None:
        for n, button in enumerate(self.buttons):
            button.show_option(self._option(n), "")
            if n == self._pointed:
                self._area.ensureWidgetVisible(button)

    @property
    def pointed(self) -> str:
        """The number of the case pointed at."""
        return self._cases[self._pointed].number if self._cases else ""
