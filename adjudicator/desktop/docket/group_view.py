"""Like cases on one screen: one proposed ruling, and anybody may take a ballot out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.precedents.crop import crop_of
from adjudicator.desktop.review.options import OptionButton
from adjudicator.desktop.review.pages import Option
from adjudicator.desktop.review.ports import CaseView
from adjudicator.desktop.review.seats_row import is_low
from adjudicator.ledger.casenumbers import spoken

_CELL = 300
_LOW_CELL = 200
"""Pixels of width a contest takes at least, at a text size of 100 %; and where it is large."""


class GroupView(QWidget):
    """Crops of the cases of a group, each with a button that takes it out."""

    take_out = Signal(str)
    """The number of a case somebody asks to be taken out."""

    def __init__(self, cache: ImageCache, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "page")
        self.setAccessibleName("Like cases")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._cache, self._key = cache, key
        self.title = label(bold=True, wrap=True)
        theme_keeper().changed.connect(self._show_anew)
        self._follow()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.buttons: list[OptionButton] = []
        self._cases: tuple[CaseView, ...] = ()
        self._pointed, self._per_row = 0, 1
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self._area, 1)

    def _follow(self) -> None:
        """With large text the ballots need the room."""
        self.title.setProperty("letters", "small" if is_low() else "strong")
        self.title.style().unpolish(self.title)
        self.title.style().polish(self.title)

    def _show_anew(self) -> None:
        self._follow()
        if self._cases:
            self._build()

    def show_cases(self, cases: Sequence[CaseView]) -> None:
        """Show the cases of a group; the same ones are left as they stand, key after key."""
        if tuple(cases) != self._cases:
            self._cases = tuple(cases)
            self._pointed = min(self._pointed, max(0, len(cases) - 1))
            self._build()

    def _build(self) -> None:
        cases = self._cases
        self.title.setText(
            f"{len(cases)} like cases, one proposed ruling. Does any member or observer ask that "
            f"a ballot be taken out? Arrows point, {self._key} takes out."
        )
        inner = QWidget()
        part(inner, "page")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme().space("medium"))
        per_row = self._per_row = self._fitting()
        self.buttons = []
        for n, case in enumerate(self._cases):
            grid.addWidget(self._cell(n, case), n // per_row, n % per_row)
        grid.setRowStretch(len(self._cases) // per_row + 1, 1)
        self._area.setWidget(inner)
        self._show_pointer()

    def _fitting(self) -> int:
        """How many ballots stand beside each other at this width."""
        cell = theme().scaled(_LOW_CELL if is_low() else _CELL)
        return max(1, (self.width() - 24) // cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the ballots out anew where more or fewer stand beside each other."""
        super().resizeEvent(event)
        if self._cases and self._fitting() != self._per_row:
            self._build()

    def _cell(self, place: int, case: CaseView) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        button = OptionButton()
        below = 0 if is_low() else theme().line("small")
        button.setFixedHeight(theme().line("body") + below + 12)
        button.clicked.connect(lambda _=False, number=case.number: self.take_out.emit(number))
        self.buttons.append(button)
        button.show_option(self._option(place), "")
        column.addWidget(button)
        crop = crop_of(self._cache, case)
        if crop is not None:
            column.addWidget(crop)
        column.addStretch(1)
        return cell

    def _option(self, place: int) -> Option:
        case = self._cases[place]
        words = f"Case {spoken(case.number)} \u00b7 {case.precinct}"
        detail = "" if is_low() else "take out"
        return Option("", words, detail=detail, pointed=place == self._pointed)

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
