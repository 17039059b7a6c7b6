"""The form of a close: the counts people sign, and the boxes with which observers strike out."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.overview.close_unsigned import UnsignedLines
from adjudicator.desktop.overview.close_words import Closing, Page, counts_words, observer_rows
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.domain.people import Person
from adjudicator.domain.wording import join_names
from adjudicator.services.attesting import Attestation

CountAgain = Callable[[frozenset[int], Callable[[Page], None]], object]
"""Counts with those answers struck out, and hands the page to the function given."""


class ClosePane(SignedPane):
    """What is signed is what stands here: a ticked box counts anew, and says so.

    :param closing: what to show.
    :param again: how to count with other boxes ticked.
    """

    changed = Signal()
    """What was signed does not stand here any more."""
    counted = Signal()
    """The new counts stand here."""

    def __init__(self, closing: Closing, again: CountAgain) -> None:
        super().__init__()
        self._closing, self._again = closing, again
        self.page = closing.page
        """The counts that stand here now, which are what is signed."""
        self.counting = False
        """Whether new counts are on their way."""
        self.boxes: dict[int, QCheckBox] = {}
        self._owner = {answer.entry: answer.person for answer in closing.shared}
        column = self.column
        if len(closing.where) > 1:
            for number, where in zip(closing.batches, closing.where, strict=True):
                column.addWidget(label(f"Batch {number}: {where}", wrap=True))
        self.words = label(wrap=True)
        column.addWidget(self.words)
        column.addWidget(label("Observers' own counts", bold=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme().space("wide"))
        column.addLayout(self._grid)
        self._objections(column)
        self._strike_outs(column)
        counts = self.page.counts
        asked = [*(row[0] for row in counts.answers), *counts.absent]
        self.unsigned_lines = UnsignedLines({p: closing.names.get(p, p) for p in asked})
        self.unsigned_lines.setVisible(bool(asked))
        column.addWidget(self.unsigned_lines)
        column.addStretch(1)
        self._show_page()

    def _objections(self, column: QVBoxLayout) -> None:
        names = self._closing.names
        for person, lines in self._closing.filed.items():
            column.addWidget(label(f"Objections of {names.get(person, person)}", bold=True))
            for line in lines:
                column.addWidget(label(line, wrap=True))

    def _strike_outs(self, column: QVBoxLayout) -> None:
        if not self._closing.shared:
            return
        column.addWidget(label("Answers given at the shared keyboard", bold=True))
        hint = (
            "An observer who signs here may strike out what was not theirs. Strike out first: "
            "when the counts change, everyone signs again."
        )
        column.addWidget(label(hint, size="small", tone="surface_muted", wrap=True))
        for answer in self._closing.shared:
            words = self._closing.answer_words(answer)
            # One line for who and what, one for the cases: in one the form would scroll sideways.
            box = QCheckBox(words.replace(", from ", "\nfrom ", 1))
            box.setAccessibleName(words)
            box.toggled.connect(self._count)
            self.boxes[answer.entry] = box
            column.addWidget(box)

    def _show_page(self) -> None:
        self.words.setText(counts_words(self.page))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heads = ("Observer", *(state.value for state in Attestation))
        for place, head in enumerate(heads):
            quiet = label(head, size="small", tone="surface_muted", wrap=True)
            self._grid.addWidget(quiet, 0, place)
        for row, words in enumerate(self.figures(), start=1):
            for place, text in enumerate(words):
                self._grid.addWidget(label(text), row, place)
        self._grid.setColumnStretch(len(heads), 1)

    def figures(self) -> list[tuple[str, ...]]:
        """The rows of the observers' counts as they stand here."""
        return observer_rows(self._closing, self.page.counts)

    def _count(self) -> None:
        self.counting = True
        struck = self.struck()
        self.changed.emit()
        self._again(struck, partial(self._take, struck))

    def _take(self, struck: frozenset[int], page: Page) -> None:
        if struck != self.struck():
            return  # a later box is counted already
        self.counting = False
        self.page = page
        self._show_page()
        self.counted.emit()

    def count_again(self) -> None:
        """Count anew with the same boxes: something was recorded elsewhere."""
        self._count()

    def struck(self) -> frozenset[int]:
        """Entries of the answers struck out."""
        return frozenset(entry for entry, box in self.boxes.items() if box.isChecked())

    def lock(self, signed: Collection[str]) -> None:
        """Fix the boxes of those who signed; everyone else's can be ticked."""
        self.unsigned_lines.lock(signed)
        for entry, box in self.boxes.items():
            box.setEnabled(self._owner[entry] not in signed)

    def unsigned(self, signed: Sequence[Person]) -> str:
        """Owners of struck answers who have not signed; empty if there are none."""
        ids = {p.id for p in signed}
        names = self._closing.names
        missing = {self._owner[e] for e in self.struck()} - ids
        return join_names(sorted(names.get(p, p) for p in missing))
