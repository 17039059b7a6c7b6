"""The lines of a close in which an observer who does not sign is noted as declined or gone."""

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.services.closing import Unsigned

_HINT = (
    "An observer who is asked and declines, or is gone, is noted here, in the name of whoever "
    "of the two who close signs last. Nothing of it holds up the close."
)
_NOTHING = "nothing is noted"


class UnsignedLines(QWidget):
    """One line for each observer, in which nothing is noted until somebody chooses.

    :param names: the observers' names by id.
    :param hint: what is said above the lines.
    """

    def __init__(self, names: Mapping[str, str], hint: str = _HINT) -> None:
        super().__init__()
        self.lines: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("small"))
        column.addWidget(label("Observers who do not sign", bold=True))
        column.addWidget(label(hint, size="small", tone="surface_muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().space("wide"))
        for row, (person, name) in enumerate(names.items()):
            box = ChoiceBox()
            box.setAccessibleName(f"{name}, who does not sign")
            box.addItem(_NOTHING, None)
            for how in Unsigned:
                box.addItem(how.value, how)
            self.lines[person] = box
            grid.addWidget(label(name), row, 0)
            grid.addWidget(box, row, 1)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)

    def chosen(self) -> dict[str, Unsigned]:
        """What is to be noted, by person."""
        return {
            person: Unsigned(box.currentData())
            for person, box in self.lines.items()
            if box.currentData() is not None
        }

    def lock(self, signed: Collection[str]) -> None:
        """Whoever signs is not noted as not signing."""
        for person, box in self.lines.items():
            if person in signed:
                box.setCurrentIndex(0)
            box.setEnabled(person not in signed)
