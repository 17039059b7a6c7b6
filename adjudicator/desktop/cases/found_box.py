"""What was found of the cases of a list: its columns, and by what it can be narrowed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.table import Column
from adjudicator.domain.finding.ink import short_fill
from adjudicator.services.locating.listing import NOT_LOOKED, Figures, Found
from adjudicator.storage.queries.cases import CaseRecord

_ALL = "All of them"
_KEPT = "kept"
"""Why is the tool tip, and the heading where a list is grouped by ink."""


class FoundBox(ChoiceBox):
    """Narrows a list by what was found on the images, if people choose to.

    :param first: what is chosen at first.
    """

    def __init__(self, first: Found | None) -> None:
        super().__init__()
        self._first = first
        self._figures: Mapping[str, Figures] = {}
        self.setAccessibleName("Narrow by what was found on the images")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItem(_ALL, None)

    @property
    def chosen(self) -> Found | None:
        """What the list is narrowed by; ``None``: by nothing."""
        kind = self.currentData()
        # Qt keeps the text alone.
        return None if kind is None else Found(kind)

    def offer(self, figures: Mapping[str, Figures]) -> None:
        """Take what was found, and offer what it can be narrowed by; not by ink not shown yet."""
        self._figures = figures
        shown = any(not each.hidden for each in figures.values())
        chosen, self._first = self._first or self.chosen, None
        with QSignalBlocker(self):
            self.clear()
            self.addItem(_ALL, None)
            for each in Found:
                if shown or not each.of_ink:
                    self.addItem(each.label, each)
            self.setCurrentIndex(max(0, self.findData(chosen)))

    def narrowed(self, cases: Sequence[CaseRecord]) -> list[CaseRecord]:
        """The cases of the kind chosen, in the order they came."""
        kind = self.chosen
        return [case for case in cases if kind is None or self.of(case).is_(kind)]

    def of(self, case: CaseRecord) -> Figures:
        """What was found of a case."""
        return self._figures.get(case.seal, NOT_LOOKED)

    def columns(self) -> tuple[Column[CaseRecord], ...]:
        """How sure the place is, with the reason where it is asked for; and the ink there."""
        return (
            Column("Location", self._standing, tip=self._place_whole),
            Column("Fullest\noval", self._fill, self._filled, number=True, tip=self._fill_whole),
            Column("Ink\noutside", self._ink, self._outside, number=True, tip=self._ink_whole),
        )

    def _standing(self, case: CaseRecord) -> str:
        if self.chosen in {Found.CHECK, Found.NOT_LOCATED}:
            # How they stand is known; why is asked for.
            return self.of(case).reason
        if self.chosen is Found.IMAGE:
            return self.of(case).image_words
        standing = self.of(case).standing
        return Found.NOT_LOOKED.label if standing is None else standing.label

    def _ink(self, case: CaseRecord) -> str:
        found = self.of(case)
        return _KEPT if found.hidden else found.ink_words

    def _ink_whole(self, case: CaseRecord) -> str:
        return self.of(case).ink_words

    def _fill(self, case: CaseRecord) -> str:
        found = self.of(case)
        return _KEPT if found.hidden else found.fill_words

    def _fill_whole(self, case: CaseRecord) -> str:
        """With the darkness, which tells of pencil that fills nothing."""
        found = self.of(case)
        if found.fill is None or found.darkness is None:
            return found.hidden
        return f"fill {short_fill(found.fill)}, darkness {short_fill(found.darkness)}"

    def _filled(self, case: CaseRecord) -> int:
        """By the fill; of ovals that are as full, the darker one last."""
        found = self.of(case)
        return -1 if found.fill is None else 10_000 * found.fill + (found.darkness or 0)

    def _place_whole(self, case: CaseRecord) -> str:
        """With what is wrong with the image there, as far as it is shown."""
        found = self.of(case)
        noted = [each.label.rstrip(".") for each in found.quality]
        return ". ".join((found.place_words, *noted))

    def _outside(self, case: CaseRecord) -> float:
        outside = self.of(case).outside
        return -1.0 if outside is None else outside
