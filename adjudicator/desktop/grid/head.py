"""The head of the blank grid: contest and batch, which page, how many ballots, and who looks."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from adjudicator.desktop.grid.case_line import CaseLine
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, CutLabel
from adjudicator.desktop.kit.theme import theme, theme_keeper


class GridHead(QWidget):
    """One line above the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "surface", "bottom")
        self._title, self._page = CutLabel(size="strong", bold=True), CutLabel(bold=True)
        self._looker = Chip()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(16)
        for words in (self._title, self._page):
            words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            row.addWidget(words)
        self.line = CaseLine()
        row.addStretch(1)
        row.addWidget(self.line)
        row.addWidget(self._looker)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedHeight(max(40, theme().line("strong") + 14))

    def show_page(self, title: str, page: str, looker: str, tone: str) -> None:
        """Show where people are; ``looker`` says who looks, or what this page is."""
        self._title.set_text(title)
        self._page.set_text(page)
        self._looker.set_text(looker, tone)
        self._looker.setVisible(bool(looker))

    @property
    def words(self) -> str:
        """What stands there, part by part."""
        parts = (self._title.accessibleName(), self._page.accessibleName(), self._looker.text())
        return " | ".join(part for part in parts if part)
