"""Rulings made before in like situations, each with its crop, beside the ballot."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.precedents.crop import crop_of
from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review.seats_row import is_low
from adjudicator.ledger.casenumbers import spoken

NONE_YET = "No ruling was made yet in a situation like this one."
_PART = 3
"""An arrow moves by this part of what is seen."""


class RulingsLike(QWidget):
    """A list of earlier rulings; a heading tells what makes them alike."""

    def __init__(self, cache: ImageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "surface", "left")
        self.setAccessibleName("Rulings like this one")
        self._cache = cache
        self.title = label("Rulings like this one", size="strong", bold=True, wrap=True)
        self.lead = label(size="small", tone="surface_muted", wrap=True)
        self.way = label("\u2191 \u2193 move \u00b7 \u232b goes back", size="small",
                         tone="surface_muted")  # fmt: skip
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self.rows: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        column.addWidget(self._area, 1)
        column.addWidget(self.way)
        self.hide()

    def show_rulings(self, found: Sequence[PrecedentView], lead: str) -> None:
        """Show rulings, in the order given."""
        inner = QWidget()
        part(inner, "surface")
        column = QVBoxLayout(inner)
        # Apart from the frame of the focus, which lies on the list's own edge.
        near, small = theme().space("hair"), theme().space("small")
        column.setContentsMargins(near, near, small, near)
        column.setSpacing(theme().space("small"))
        self.rows = []
        for each in found:
            words = f"{spoken(each.number)} \u00b7 {each.tier}: {each.outcome}"
            self.rows.append(words)
            # With large text the ballots need the room.
            column.addWidget(label(words, size="small" if is_low() else "", wrap=True))
            if each.alike:
                words = f"Like this: {each.alike}."
                self.rows.append(words)
                column.addWidget(label(words, size="small", tone="surface_muted", wrap=True))
            crop = None if each.view is None else crop_of(self._cache, each.view)
            if crop is not None:
                column.addWidget(crop)
        if not found:
            column.addWidget(label(NONE_YET, wrap=True))
        column.addStretch(1)
        self._area.setWidget(inner)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead) and not is_low())
        self.show()
        self._area.setFocus()

    def move_by(self, steps: int) -> None:
        """Move the list down, or up."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + steps * bar.pageStep() // _PART)
