"""The switch of the Tally: official, or with all open objections of one side upheld."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.services.tallying_objections import SideTally

OFFICIAL = "Official"
NONE_OPEN = "No objection is open."
OF = "If all open objections were upheld of:"


def side_name(side: SideTally) -> str:
    """The party's abbreviation or the candidate's name, as it stands on the switch."""
    return side.side or "nobody's side"


class SidesRow(QWidget):
    """One button for the official tally, and one for every side with objections open."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What is shown")
        self.official = self._button(OFFICIAL)
        self.official.setChecked(True)
        self.buttons: list[QPushButton] = []
        self.words = label(NONE_OPEN)
        self._sides: tuple[SideTally, ...] = ()
        self._group = QButtonGroup(self)
        self._group.addButton(self.official)
        self._group.buttonClicked.connect(self._pressed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().space("small"))
        self._row.addWidget(self.official)
        self._row.addWidget(self.words)
        self._row.addStretch(1)

    def _button(self, words: str) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setProperty("words", words)
        return made

    def _pressed(self) -> None:
        self._mark()
        self.chosen.emit()

    def _mark(self) -> None:
        """Mark the one that is shown by a sign and its looks, not by colour alone."""
        for button in (self.official, *self.buttons):
            here = button.isChecked()
            words = button.property("words")
            button.setText(f"\u2713 {words}" if here else words)
            button.setProperty("kind", "primary" if here else "")
            button.style().unpolish(button)
            button.style().polish(button)

    @property
    def side(self) -> SideTally | None:
        """The side that is chosen; ``None``: the official tally."""
        for side, button in zip(self._sides, self.buttons, strict=True):
            if button.isChecked():
                return side
        return None

    def show_sides(self, sides: Sequence[SideTally]) -> None:
        """Offer these sides; the one chosen stays so while it has objections open."""
        before = self.side
        for button in self.buttons:
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._sides, self.buttons = tuple(sides), []
        for place, side in enumerate(sides):
            button = self._button(f"{side_name(side)} \u00b7 {side.upheld}")
            button.setToolTip(side.heading)
            button.setAccessibleName(f"Not official: {side.heading}")
            self._group.addButton(button)
            self._row.insertWidget(2 + place, button)
            self.buttons.append(button)
            button.setChecked(before is not None and side.side == before.side)
        self.words.setText(OF if sides else NONE_OPEN)
        if self.side is None:
            self.official.setChecked(True)
        self._mark()

    def next(self) -> None:
        """The next of them, going round."""
        every = [self.official, *self.buttons]
        here = next((n for n, button in enumerate(every) if button.isChecked()), 0)
        every[(here + 1) % len(every)].click()
