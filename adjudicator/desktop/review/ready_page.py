"""The last page of the panel: the clause in full, and the words where it needs them."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.kit.fitting import fit_letters
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.review.clause_page import PICTURE_SHAPE, draw_picture, sign_width
from adjudicator.desktop.review.pictures import ClausePictures, picture_words
from adjudicator.domain.rulepack import Clause

_LARGE = 130
"""Text, in per cent, from which room is short."""
_HINT = "Return when they are complete. Write \u201ccannot read\u201d for what cannot be read."
_EMPTY = "Leave it empty only where nothing is written."


class _Pair(QWidget):
    """Both pictures of a clause, as wide as there is room."""

    def __init__(self, pictures: ClausePictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._clause: Clause | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pictures.drawn.connect(self.update)

    def show_clause(self, clause: Clause) -> None:
        self._clause = clause
        self.setAccessibleName(f"Pictures of {clause.number}: what counts, what does not")
        self.setAccessibleDescription(picture_words(clause.sketch or ""))
        self.update()

    def sizeHint(self) -> QSize:
        """Two pictures of their shape."""
        return QSize(320, 48 if theme().scale > _LARGE else 72)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them side by side."""
        if self._clause is None:
            return
        painter = QPainter(self)
        sign = sign_width()
        wide = min((self.width() - 8) // 2 - sign, int(self.height() * PICTURE_SHAPE))
        high = int(wide / PICTURE_SHAPE)
        for place, counts in enumerate((True, False)):
            box = QRectF(place * (wide + sign + 8), 0, wide, high)
            draw_picture(painter, box, self._pictures, self._clause, counts=counts)


class ClauseDetail(QWidget):
    """A chosen clause in full.

    Its words field takes the focus where the clause needs words; Return leaves it.
    """

    words_typed = Signal(str)
    words_done = Signal()

    def __init__(self, pictures: ClausePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair = _Pair(pictures)
        self._number = label(size="strong", bold=True, wrap=True)
        self._warning = label(size="small", wrap=True)
        self._unverified = False
        self._text = label(wrap=True)
        self._ask = label("Words, exactly as they stand on the paper:", wrap=True)
        self.words = QLineEdit()
        self.words.setMaxLength(500)
        self.words.setAccessibleName("Words exactly as they stand on the paper")
        self._hint = label(size="small", wrap=True)
        self.words.textEdited.connect(self.words_typed)
        self.words.returnPressed.connect(self.words_done)
        self._pictured = False
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("small"))
        for part in (self._pair, self._number, self._text, self._warning, self._ask, self.words,
                     self._hint):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    def show_text(self, *, on: bool) -> None:
        """Show what the clause says, or where room is short its pictures and number alone."""
        self._text.setVisible(on)
        self._warning.setVisible(on and self._unverified)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words follow the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the clause's words their room: the pictures of the page before go before them."""
        if self._text.isHidden():
            return
        for shown in (True, False) if self._pictured else (False,):
            self._pair.setVisible(shown)
            if fit_letters(self._text, self.width(), self._room(), ("body", "small")):
                return

    def _room(self) -> int:
        """The height the others leave to the clause's words."""
        others = [
            part
            for n in range(self._column.count())
            if (item := self._column.itemAt(n)) is not None
            and (part := item.widget()) is not None
            and part is not self._text
            and not part.isHidden()
        ]
        high = sum(
            part.heightForWidth(self.width())
            if part.hasHeightForWidth()
            else part.sizeHint().height()
            for part in others
        )
        return self.height() - high - len(others) * self._column.spacing()

    def show_clause(self, clause: Clause, words: str, *, ask: bool) -> None:
        """Show a clause, with the words typed so far.

        :param ask: whether words are copied; only a clause that needs them insists.
        """
        self._pair.show_clause(clause)
        # With large text the words field goes before what the page before has shown.
        tight = ask and theme().scale > _LARGE
        self._pictured = bool(clause.sketch) and not tight
        self._pair.setVisible(self._pictured)
        self._number.setText(f"{clause.number}  {clause.title}")
        self._text.setText(clause.text)
        self._text.setVisible(not tight)
        self._warning.setText(
            "Unverified text: compare it with the official rule before you rely on it."
        )
        self._unverified = not clause.verified
        self._warning.setVisible(self._unverified)
        for part in (self._ask, self.words):
            part.setVisible(ask)
        self._hint.setText(_HINT if clause.needs_words else f"{_HINT} {_EMPTY}")
        self._hint.setVisible(ask and not tight)
        if self.words.text() != words:
            self.words.setText(words)
        self._fit()
