"""What the blank grid shows while there is no page: why, and the way on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.grid.words import count, unseen_words
from adjudicator.desktop.kit.frame import FootLine, part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.newest import NewestEntry
from adjudicator.services.grid.blanks import BlankGrid

NOTHING_WAITS = "No case waits for a team."
NO_PAGE = "No page of blank ballots waits in the next batch."
_WHY = (
    "A page has at least two ballots in whose contest nothing but the print was found. Every other "
    "ballot is looked at alone."
)


class NoPages(QWidget):
    """A sentence and the ways on."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "page")
        self._arrived = False
        self.words, self.why = label(size="title", wrap=True), label(size="strong", wrap=True)
        self.on = QPushButton("Go on &singly")
        self.on.setProperty("kind", "primary")
        self.back = QPushButton("Back to the &Overview")
        self.foot = FootLine(keep_right=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        whole.addLayout(column, 1)
        whole.addWidget(self.foot)
        column.setContentsMargins(*[theme().space("wide") * 2] * 4)
        column.setSpacing(theme().space("large"))
        column.addWidget(self.words)
        column.addWidget(self.why)
        for button in (self.on, self.back):
            # Return presses the one with the keyboard, as on the page after the last one.
            button.setAutoDefault(True)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_newest(self, newest: NewestEntry) -> None:
        """Show where the record ends now."""
        self.foot.show_facts((), f"record {newest.words}" if newest.words else "")

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back finds the keyboard on the way on again."""
        super().hideEvent(event)
        self._arrived = False

    def show_why(self, grid: BlankGrid | None) -> None:
        """Say why there is no page: of this batch, or because nothing waits at all.

        Told again and again while pages are looked at behind the window, so the keyboard is given
        its place once: whoever has moved it since stays where they are.
        """
        had = self.on.hasFocus() or self.back.hasFocus()
        self.words.setText(NOTHING_WAITS if grid is None else NO_PAGE)
        number = 0 if grid is None else grid.singly + len(grid.ballots)
        left = f"{count(number, 'ballot waits', 'ballots wait')}."
        self.why.setText("" if grid is None else f"{_WHY} {left} {unseen_words(grid)}".rstrip())
        self.on.setVisible(grid is not None)
        self.setAccessibleName(f"{self.words.text()} {self.why.text()}")
        button = self.back if grid is None else self.on
        self.setFocusProxy(button)
        lost = had and not (self.back.hasFocus() or (self.on.hasFocus() and self.on.isVisible()))
        if lost or not self._arrived:
            button.setFocus()
        self._arrived = self.isVisible()
