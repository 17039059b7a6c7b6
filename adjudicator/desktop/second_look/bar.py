"""Below the ballot: what is said of it in words, and the two keys that propose and agree."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.options import KeyOf
from adjudicator.desktop.review.ports import SeatView
from adjudicator.desktop.review.seats_row import SeatButton
from adjudicator.desktop.second_look.flow import LookFlow

_HIGH = 84
NOTHING_YET = "Look at the contest and say what you see."


class LookBar(QWidget):
    """Sentence, message and seats.

    :param key_of: the words on the cap of a command, by its name without ``look.``.
    """

    pressed = Signal(str)

    def __init__(self, key_of: KeyOf) -> None:
        super().__init__()
        part(self, "page", "top")
        self._key_of = key_of
        self.sentence = label(size="strong", bold=True, wrap=True)
        self.message = label(wrap=True)
        self.proposer, self.partner = SeatButton(), SeatButton()
        self.proposer.clicked.connect(lambda: self.pressed.emit("propose"))
        self.partner.clicked.connect(lambda: self.pressed.emit("agree"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.sentence)
        words.addWidget(self.message)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.proposer)
        row.addWidget(self.partner)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        needed = 2 * theme().line("body") + theme().line("strong") + 16
        self.setFixedHeight(max(_HIGH, needed))

    def show_flow(self, flow: LookFlow) -> None:
        """Show what is said, and who has said yes to it."""
        self.sentence.setText(f"\u201c{flow.seen.label}.\u201d" if flow.seen else NOTHING_YET)
        self.message.setText(flow.message or flow.table.problem)
        self.message.setVisible(bool(self.message.text()))
        proposed = flow.proposed
        self._seat(
            self.proposer,
            flow.table.proposer,
            "propose",
            "has proposed" if proposed else "proposes",
            "chosen" if proposed else "raised",
        )
        self._seat(
            self.partner,
            flow.table.partner,
            "agree",
            "agrees, and records" if proposed else "agrees",
            "accent" if proposed else "raised",
        )

    def _seat(
        self, button: SeatButton, seat: SeatView | None, command: str, word: str, pair: str
    ) -> None:
        key = self._key_of(command)
        if seat is None:
            button.show_seat(key, "Nobody", "F3 signs in", dashed=True, pair="page")
            return
        party = f" \u00b7 {seat.party}" if seat.party else ""
        button.show_seat(key, f"{seat.name}{party}", word, pair=pair)
