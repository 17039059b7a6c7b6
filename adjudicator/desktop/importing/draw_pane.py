"""What was drawn in public, typed as it was read aloud, and the seed that follows from it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.services.proof.drawing import LEAST, USUAL, Drawn, drawing_problem, drawn_from

_HINT = (
    f"Throw at least {LEAST} dice, or draw lots, and type what is read aloud: 3 1 6 2 ... The seed "
    "is the SHA-256 of this text; it stands in the record, and anyone can work it out again."
)
_ITSELF = "If nothing is typed the program draws the seed, and the record says so."


class DrawPane(SignedPane):
    """Two lines, and the seed beneath them.

    :param must: whether it must be drawn in public.
    """

    changed = Signal()

    def __init__(self, *, must: bool) -> None:
        super().__init__()
        self._must = must
        self.text, self.how = QLineEdit(), QLineEdit(USUAL)
        self.text.setPlaceholderText("3 1 6 2 5 4 \u2026")
        self.seed = label(wrap=True)
        self.seed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = self.column
        for words, field in (("&What was drawn", self.text), ("&How it was drawn", self.how)):
            name = label(words, bold=True)
            name.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            column.addWidget(name)
            column.addWidget(field)
        column.addWidget(self.seed)
        column.addWidget(label(_HINT if must else f"{_HINT} {_ITSELF}", wrap=True))
        column.addStretch(1)
        for field in (self.text, self.how):
            field.textChanged.connect(self._show)
        self._show()

    @property
    def drawn(self) -> Drawn | None:
        """The seed; ``None`` where nothing is typed and the program draws.

        :raises adjudicator.services.errors.UsageError: it cannot be drawn from that.
        """
        if not self.text.text().strip() and not self._must:
            return None
        return drawn_from(self.text.text(), self.how.text())

    @property
    def lack(self) -> str:
        """What is missing here, in few words."""
        text = self.text.text().strip()
        if not text:
            return "what was drawn" if self._must else ""
        return "more of what was drawn" if drawing_problem(text) else ""

    def _show(self) -> None:
        text = self.text.text().strip()
        problem = drawing_problem(text) if text else ""
        if problem or not text:
            self.seed.setText(problem)
        else:
            seed = drawn_from(text, self.how.text()[:100]).seed
            self.seed.setText(f"Seed: {' '.join(seed[n : n + 8] for n in range(0, 64, 8))}")
        self.changed.emit()
