"""The board's votes on a motion: a line a member, each with yes, no, abstains or no vote."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.orders.reading import Member, voter_words
from adjudicator.domain.wording import count

VOTES = (
    ("votes yes, and signs", "yes"),
    ("votes no", "no"),
    ("abstains", "abstain"),
    ("does not vote", ""),
)
"""Words and vote; without a vote the member stands in no list."""


class VotesField(QWidget):
    """Who votes how."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self.said = label(size="small", tone="surface_muted", wrap=True)
        self._needed = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().space("medium"))
        self._grid.setVerticalSpacing(theme().space("hair"))
        self._grid.setColumnStretch(0, 1)

    def show_board(self, board: Sequence[Member], needed: int) -> None:
        """Show a line for each seat; whoever is here is expected to vote yes."""
        self._needed = needed
        for row, member in enumerate(board):
            words = voter_words(member)
            box = ChoiceBox()
            box.setAccessibleName(f"Vote of {words}")
            for text, vote in VOTES:
                box.addItem(text, vote)
            box.setCurrentIndex(0 if member.here else len(VOTES) - 1)
            box.currentIndexChanged.connect(self._count)
            name = label(words, wrap=True)
            name.setBuddy(box)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(box, row, 1)
            self.boxes[member.person.id] = box
        self._grid.addWidget(self.said, len(board), 0, 1, 2)
        self._count()

    @property
    def votes(self) -> tuple[tuple[str, str], ...]:
        """Person and vote of everyone who votes."""
        cast = ((person, str(box.currentData())) for person, box in self.boxes.items())
        return tuple((person, vote) for person, vote in cast if vote)

    @property
    def lack(self) -> str:
        """Why the motion is not carried; empty if it is."""
        yes = sum(vote == "yes" for _, vote in self.votes)
        if yes >= self._needed:
            return ""
        return (
            f"{count(yes, 'vote')} in favour, {self._needed} needed: the motion is not carried, "
            "and nothing is recorded."
        )

    def _count(self) -> None:
        yes = sum(vote == "yes" for _, vote in self.votes)
        self.said.setText(
            self.lack or f"{count(yes, 'vote')} in favour, {self._needed} needed: carried."
        )
        self.changed.emit()
