"""Beside the ballot: what do you see, each with its key; and what those who look are not told."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.commands.look_acts import SIGHTS
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.options import KeyOf, OptionList
from adjudicator.desktop.review.pages import Option
from adjudicator.desktop.review.panel import PANEL_WIDTH
from adjudicator.desktop.review.seats_row import is_low
from adjudicator.domain.second_look import Sight

_BLIND = (
    "What was ruled before is not told here, nor what a machine read. The ruling does not change: "
    "what you see otherwise goes to the board."
)
_FIRST = ("nothing", "vote", "write_in", "not_counted", "too_many")
_BRIEF = {"to_board": "To the board", "paper": "Fetch the paper"}
"""Where large text has no room for more."""


class LookPanel(QWidget):
    """The choices; whoever presses one has said nothing yet that is recorded.

    :param key_of: the words on the cap of a command, by its name without ``look.``.
    """

    pressed = Signal(str)

    def __init__(self, key_of: KeyOf) -> None:
        super().__init__()
        part(self, "surface", "left")
        self._seen: Sight | None = None
        self._title = label("What do you see in this contest?", size="strong", bold=True, wrap=True)
        self.options = OptionList(key_of)
        self._note = label(_BLIND, size="small", tone="surface_muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.options, 1)
        column.addWidget(self._note)
        self.options.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.options.pressed.connect(self.pressed)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedWidth(round(PANEL_WIDTH * (1 + (theme().scale - 100) / 200)))
        self._note.setVisible(not is_low())
        self.show_sight(self._seen)

    def show_sight(self, seen: Sight | None) -> None:
        """Mark what was said."""
        self._seen = seen
        made = {
            name: Option(name, _title(name, sight), chosen=sight is seen)
            for name, sight in SIGHTS.items()
        }
        first = [made[name] for name in _FIRST]
        self.options.show_options(first, [made[n] for n in made if n not in _FIRST])

    def minimumSizeHint(self) -> QSize:
        """No height of its own."""
        return QSize(self.minimumWidth(), 0)


def _title(name: str, sight: Sight) -> str:
    return _BRIEF.get(name, sight.label) if is_low() else sight.label
