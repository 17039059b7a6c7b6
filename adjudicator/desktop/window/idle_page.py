"""What Review shows while no batch is before a team: why, and where to go instead."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.ledger.casenumbers import spoken

READING = "Reading\u2026"
NOTHING_WAITS = "No case waits for a team."
BOARD_RULES = (
    "In this recount the board rules on every case at once: there are no counting teams. "
    "Every case is on the docket."
)


class IdlePage(QWidget):
    """A sentence and the ways on."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "page")
        self.words = label(size="title", wrap=True)
        self.docket = QPushButton("Go to the &docket")
        self.docket.setProperty("kind", "primary")
        self.back = QPushButton("Back to the &Overview")
        self.case = ""
        """The case that was asked for; the docket shows it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme().space("wide") * 2] * 4)
        column.setSpacing(theme().space("large"))
        column.addWidget(self.words)
        for button in (self.docket, self.back):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        # Until it is known where to go from here, no button leads anywhere.
        self.words.setText(READING)
        self.docket.hide()
        self.back.hide()

    def show_nothing_waits(self) -> None:
        """Nothing is left for a team."""
        self._show(NOTHING_WAITS, self.back)
        self.docket.hide()

    def show_board_rules(self, case: str) -> None:
        """There are no teams; the docket has the case that was asked for, if one was."""
        self.case = case
        self.docket.setText(f"Case {spoken(case)} on the &docket" if case else "Go to the &docket")
        self.docket.show()
        self._show(BOARD_RULES, self.docket)

    def _show(self, words: str, button: QPushButton) -> None:
        self.back.show()
        self.words.setText(words)
        self.setAccessibleName(words)
        self.setFocusProxy(button)
        button.setFocus()
