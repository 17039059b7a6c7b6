"""By what the cases of a list stand together: headings with counts, over the order they came in."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.grouped import By, Group
from adjudicator.desktop.wording import contest_title
from adjudicator.domain.election import Election
from adjudicator.domain.finding.place import Standing
from adjudicator.services.locating.listing import NOT_LOOKED, Figures, Found
from adjudicator.storage.queries.cases import CaseRecord

_STANDINGS = (Standing.LOCATED, Standing.CHECK, Standing.NOT_LOCATED, None)


class GroupBy(StrEnum):
    """By what a list of cases can be grouped."""

    NOTHING = "nothing"
    LOCATION = "location"
    INK = "ink"
    CONTEST = "contest"

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _LABELS[self]


_LABELS = {
    GroupBy.NOTHING: "Not grouped",
    GroupBy.LOCATION: "Grouped by location",
    GroupBy.INK: "Grouped by ink",
    GroupBy.CONTEST: "Grouped by contest",
}


@dataclass(slots=True)
class Grouping:
    """How lists of cases were grouped last, while this recount is open."""

    by: GroupBy = GroupBy.NOTHING
    folded: set[Hashable] = field(default_factory=set)
    """What is folded away, each with what it is grouped by."""

    def key(self, group: Group) -> Hashable:
        """Under what a group is remembered."""
        return self.by, group.words


class GroupBox(ChoiceBox):
    """Chooses by what a list is grouped.

    :param grouping: what was chosen last, and where it is remembered.
    """

    chosen_by = Signal()
    """Something else was chosen."""

    def __init__(self, grouping: Grouping, election: Election) -> None:
        super().__init__()
        self._grouping, self._election = grouping, election
        self._ink = True
        self.setAccessibleName("Group the list")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._fill()
        self.currentIndexChanged.connect(self._took)

    def offer(self, figures: Mapping[str, Figures]) -> None:
        """Offer groups of ink where any of it may be shown."""
        self._ink = any(not each.hidden for each in figures.values())
        self._fill()

    def _fill(self) -> None:
        with QSignalBlocker(self):
            self.clear()
            for each in GroupBy:
                if self._ink or each is not GroupBy.INK:
                    self.addItem(each.label, each)
            self.setCurrentIndex(max(0, self.findData(self._grouping.by)))

    def _took(self) -> None:
        self._grouping.by = GroupBy(self.currentData())
        self.chosen_by.emit()

    def by(self, figures: Callable[[CaseRecord], Figures]) -> By[CaseRecord] | None:
        """The group of each case; ``None``: in none.

        :param figures: what was found of a case, as far as it may be shown now.
        """
        match GroupBy(self.currentData()):
            case GroupBy.LOCATION:
                return lambda case: _by_location(figures(case))
            case GroupBy.INK:
                return lambda case: _by_ink(figures(case))
            case GroupBy.CONTEST:
                order = {each.id: n for n, each in enumerate(self._election.contests)}
                return lambda case: Group(
                    (order[case.row.contest],), contest_title(self._election, case.row.contest)
                )
        return None


def _by_location(found: Figures) -> Group:
    """With what stands against it, where anything does."""
    return Group((_STANDINGS.index(found.standing),), found.place_words)


def _by_ink(found: Figures) -> Group:
    words = (
        (Found.INK_OUTSIDE.label, bool(found.outside)),
        (Found.INK_IN_OVAL.label, found.is_(Found.INK_IN_OVAL)),
        ("No ink seen, but place or image in doubt", found.plain is False),
        (Found.PLAIN.label, bool(found.plain)),
        (f"{found.ink_words[:1].upper()}{found.ink_words[1:]}", bool(found.hidden)),
        (Found.NOT_LOOKED.label, found == NOT_LOOKED),
        ("No ink measured: not located", True),
    )
    return next(Group((n,), told) for n, (told, holds) in enumerate(words) if holds)
