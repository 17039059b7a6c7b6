"""Step 1: whether it counts, which can never be changed afterwards."""

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wizard.choices import Choices
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.ledger.origin import Purpose

_PURPOSES = (
    (
        Purpose.RECOUNT,
        "A &recount, which counts",
        (
            "The board fixes the roster, everyone takes the opening card and the pile card home, "
            "the seed is drawn in public. No step can be left out, and heads are always cosigned."
        ),
    ),
    (
        Purpose.REHEARSAL,
        "A rehear&sal",
        (
            "To practise the evening. The steps are the same, and what is handed out may be left "
            "out. Every screen, paper and file is marked; it can never be filed."
        ),
    ),
    (
        Purpose.DEMO,
        "A &demonstration",
        (
            "To show the program. Marked on every screen, paper and file. The roster is fixed as "
            "it is made, nothing has to be handed out, and its passphrases protect little."
        ),
    ),
)


class PurposeStep(Step):
    """Three answers, and none is given beforehand."""

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft,
            "What it is",
            "It stands in the record's own name and in its first entry: none of the three can "
            "become another.",
        )
        self.purpose = Choices("What it is", [(p.value, words) for p, words, _ in _PURPOSES])
        for place, (purpose, _words, told) in enumerate(_PURPOSES):
            button = self.purpose.buttons[purpose.value]
            button.setProperty("bold", "true")
            button.setAccessibleDescription(told)
            means = label(told, wrap=True)
            room = theme().space("wide")
            means.setContentsMargins(room, 0, 0, room)
            self.purpose.column.insertWidget(2 * place + 1, means)
        self.body.addWidget(self.purpose)
        self.body.addStretch(1)
        self.purpose.group.buttonToggled.connect(self._took)

    def enter(self) -> None:
        """Begin with the answer that was given, or the first."""
        self.purpose.buttons[self.purpose.value or Purpose.RECOUNT.value].setFocus()

    def problem(self) -> str:
        """Nothing was chosen."""
        return "" if self.draft.purpose is not None else "Choose what it is."

    def complaint(self, _left: Collection[QWidget]) -> str:
        """Nobody is told to choose before they go on."""
        return ""

    def _took(self) -> None:
        value = self.purpose.value
        self.draft.purpose = Purpose(value) if value else None
        self.changed.emit()
