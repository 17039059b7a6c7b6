"""The one choice a paper has: of a list, or typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.services.papers.making import Kind
from adjudicator.services.papers.offers import Offer

_HINTS = {Kind.PULL: "Case number, such as 417K", Kind.ADJOURNMENT: "Such as 7:00 a.m."}
_SHOWN = 20
"""Lines of a list that is unfolded."""


class ChoiceField(QWidget):
    """Asks for what a paper is about, and keeps what was answered for each paper."""

    entered = Signal()
    """Return, in a field that is typed into."""

    def __init__(self) -> None:
        super().__init__()
        self.question = label(bold=True)
        self.list, self.line = ChoiceBox(), QLineEdit()
        self.list.setMaxVisibleItems(_SHOWN)
        self.list.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        for widget in (self._nothing, self.list, self.line):
            self._stack.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._stack)
        self._offer: Offer | None = None
        self._kept: dict[Kind, str] = {}
        self.line.returnPressed.connect(self.entered)

    @property
    def about(self) -> str:
        """What is chosen, as services take it; empty where there is nothing to choose."""
        if self._stack.currentWidget() is self.line:
            return self.line.text().strip()
        if self._stack.currentWidget() is self.list:
            typed = self.list.currentText().strip()
            place = self.list.findText(typed)
            return typed if place < 0 else str(self.list.itemData(place))
        return ""

    def show_offer(self, offer: Offer) -> None:
        """Ask what this paper is about."""
        if self._offer is not None:
            self._kept[self._offer.kind] = self.about
        self._offer = offer
        kept = self._kept.get(offer.kind, "")
        self.question.setVisible(bool(offer.question))
        self.question.setText(f"&{offer.question}")
        if offer.choices or (offer.question and not offer.typed):
            self._show_list(offer, kept)
        elif offer.question:
            self._ask(self.line, offer)
            self.line.setText(kept)
            self.line.setPlaceholderText(_HINTS.get(offer.kind, ""))
        else:
            self._stack.setCurrentWidget(self._nothing)

    def _show_list(self, offer: Offer, kept: str) -> None:
        self._ask(self.list, offer)
        self.list.clear()
        for choice in offer.choices:
            self.list.addItem(choice.words, choice.about)
        self.list.setEditable(offer.typed)
        self.list.setEnabled(bool(offer.choices))
        place = self.list.findData(kept)
        self.list.setCurrentIndex(max(0, place))
        if offer.typed and kept and place < 0:
            self.list.setEditText(kept)

    def _ask(self, field: QWidget, offer: Offer) -> None:
        self._stack.setCurrentWidget(field)
        field.setAccessibleName(offer.question)
        self.question.setBuddy(field)
