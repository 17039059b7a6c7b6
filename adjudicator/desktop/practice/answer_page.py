"""The answer beside a ballot: right or differing, the clause with its drawing, and why."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.review.pictures import ClausePictures
from adjudicator.desktop.review.ready_page import ClauseDetail
from adjudicator.domain.rulepack import Clause
from adjudicator.domain.wording import join_names
from adjudicator.services.practice.situations import Judged, Part

SOURCE = "The standards\u2019 answer, as this pack reads them:"
RIGHT = "\u2713 As the pack reads it"
DIFFERS = "\u2260 Differs from the pack"


class AnswerPage(QWidget):
    """A page of the panel.  What was ruled stands in the bar beneath the ballot."""

    gone_on = Signal()

    def __init__(self, pictures: ClausePictures) -> None:
        super().__init__()
        self._clause: Clause | None = None
        self.chip = Chip()
        self.parts = label(bold=True, wrap=True)
        self.source = label(SOURCE, size="small", tone="surface_muted", wrap=True)
        self.sentence = label(bold=True, wrap=True)
        self.because = label(wrap=True)
        self.others = label(size="small", wrap=True)
        self.clause = ClauseDetail(pictures)
        self.next = QPushButton()
        self.next.setProperty("kind", "primary")
        self.next.clicked.connect(self.gone_on)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("small"))
        for widget in (self.chip, self.parts, self.source, self.sentence, self.because):
            column.addWidget(widget)
        column.addWidget(self.others)
        column.addWidget(self.clause)
        column.addStretch(1)
        column.addWidget(self.next)

    def show_answer(
        self,
        judged: Judged,
        sentences: Sequence[str],
        clause: Clause | None,
        *,
        counted: Judged | None,
    ) -> None:
        """Show how a ruling compares.

        :param sentences: the written answers as rulings are told, the first of them shown first.
        :param clause: that the first answer rests on, if on any.
        :param counted: what counts for this ballot: the first ruling on it.
        """
        self.chip.set_text(
            RIGHT if judged.right else DIFFERS, "good" if judged.right else "warning"
        )
        self.parts.setText(parts_sentence(judged, counted))
        self.sentence.setText(sentences[0])
        self.because.setText(judged.situation.because)
        others = ("Counts as right, too:", *sentences[1:])
        self.others.setText(" ".join(others) if len(sentences) > 1 else "")
        self._clause = clause
        if clause is not None:
            self.clause.show_clause(clause, "", ask=False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what is least wanted until the rest is whole; never a line cut in two."""
        for widget in (self.parts, self.others):
            widget.setVisible(bool(widget.text()))
        self.clause.show_text(on=True)
        self.clause.setVisible(self._clause is not None)
        self.source.show()
        self.next.show()
        goes: tuple[Callable[[], object], ...] = (
            lambda: self.clause.show_text(on=False),
            self.next.hide,
            self.others.hide,
            self.clause.hide,
            self.source.hide,
            self.parts.hide,
        )
        for go in goes:
            if self._height() <= self.height():
                return
            go()

    def _height(self) -> int:
        self._column.invalidate()
        return self._column.totalHeightForWidth(self.width())

    def show_way(self, words: str) -> None:
        """Say where the button leads."""
        self.next.setText(words)

    @property
    def told(self) -> str:
        """Everything it says, for people who hear the screen."""
        lines = (self.chip.text(), self.parts.text(), SOURCE, self.sentence.text())
        return " ".join(line for line in (*lines, self.because.text()) if line)


def parts_sentence(judged: Judged, counted: Judged | None) -> str:
    """What differs, and whether an earlier ruling on the ballot counts instead of this one."""
    said = ""
    if Part.OUTCOME in judged.differs:
        said = "The outcome differs."
    elif judged.differs:
        said = f"The outcome is the same. What differs: {join_names(list(judged.differs))}."
    if counted is not None and counted.right is not judged.right:
        said = f"{said} Your first ruling on this ballot counts.".strip()
    return said
