"""The other ballots of a group on the public display: as many as fit, and how many more."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.display.facts import BallotShown
from adjudicator.desktop.display.words import display_font
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.precedents.crop import Crop

_CELL = 340
"""Pixels of width a contest takes at least on a projector of 1080 lines."""
_LETTERS = 28
_DESIGN = 1080


class OthersStrip(QWidget):
    """Crops in a row, each under its number; hidden where the proposal is for one ballot.

    :param cache: of decoded pages.
    """

    def __init__(self, cache: ImageCache) -> None:
        super().__init__()
        part(self, "surface")
        self._cache = cache
        self._ballots: tuple[BallotShown, ...] = ()
        self._contest = ""
        self.numbers: tuple[str, ...] = ()
        """Of the ballots on the screen."""
        self.more = ""
        """How many there was no room for; empty if none."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(28, 4, 28, 4)
        self._row.setSpacing(12)
        self.hide()

    def show_ballots(self, ballots: tuple[BallotShown, ...], contest: str) -> None:
        """Show these; none hides the strip."""
        if (ballots, contest) == (self._ballots, self._contest):
            return
        self._ballots, self._contest = ballots, contest
        self.setVisible(bool(ballots))
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit now."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fill()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.deleteLater()
        cell = _CELL * self.window().height() / _DESIGN
        room = max(1, int((self.window().width() - 56) / (cell + 12)))
        shown = self._ballots if len(self._ballots) <= room else self._ballots[: room - 1]
        left = len(self._ballots) - len(shown)
        self.numbers, self.more = tuple(b.number for b in shown), f"+{left} more" if left else ""
        for ballot in shown:
            self._row.addWidget(self._cell(ballot), 1)
        if left:
            words = self._label(self.more)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._row.addWidget(words)
        self.setAccessibleName(f"Like ballots: {', '.join(self.numbers)} {self.more}".strip())

    def _cell(self, ballot: BallotShown) -> QWidget:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._label(f"Case {ballot.number}"))
        crop = Crop(self._cache, ballot.side, self._contest)
        crop.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        column.addWidget(crop, 1)
        return cell

    def _label(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setFont(display_font(self, _LETTERS, bold=True, figures=True))
        return label
