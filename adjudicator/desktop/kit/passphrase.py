"""The prompt for a passphrase: who it is for, one hidden line, and what was wrong with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.countdown import Countdown
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.services.people_at_work.patience import then_words


class PassphrasePrompt(QWidget):
    """Asks one person for a passphrase.  ``entered`` gives it once, then it is forgotten."""

    entered = Signal(str)
    left = Signal()
    """The person gave up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = label(size="title", bold=True, wrap=True)
        self._why = label(wrap=True)
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._show = QCheckBox("Show what I type")
        self._show.toggled.connect(self._reveal)
        self._banner = Banner()
        self._wait = label(bold=True, wrap=True)
        self._wait.hide()
        self._countdown = Countdown(self)
        self._countdown.counted.connect(self._counted)
        self._enter = QPushButton("Sign in")
        self._enter.setProperty("kind", "primary")
        self._leave = QPushButton("Not now")
        self._enter.clicked.connect(self.give)
        self._line.returnPressed.connect(self.give)
        self._leave.clicked.connect(self._give_up)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("medium"))
        for widget in (
            self._who,
            self._why,
            self._line,
            self._show,
            self._banner,
            self._wait,
        ):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme().space("small"))
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._enter)
        column.addLayout(row)

    def ask(self, who: str, why: str = "", button: str = "Sign in") -> None:
        """Ask that person; ``why`` says what the passphrase is for."""
        self._who.setText(who)
        self._who.setVisible(bool(who))
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._enter.setText(button)
        self._banner.say("")
        self._countdown.stop()
        self._wait.hide()
        self._line.clear()
        self._line.setAccessibleName(f"Passphrase of {who}")
        self._show.setChecked(False)
        self.set_busy(busy=False)
        self._line.setFocus()

    def idle(self, sentence: str) -> None:
        """Ask nobody: a sentence says what comes first, and only leaving is possible."""
        self.ask("", sentence)
        self.set_busy(busy=True)

    def refuse(self, sentence: str) -> None:
        """Say what was wrong; the line is empty again."""
        self._line.clear()
        self._banner.say(sentence, "bad")
        self.set_busy(busy=False)
        self._line.setFocus()

    @property
    def waiting(self) -> str:
        """What is counted down while the next try waits; empty if it does not."""
        return "" if self._wait.isHidden() else self._wait.text()

    def hold(self, sentence: str, left: Callable[[], int]) -> None:
        """Say what was wrong, and count down until the next try is looked at.

        :param left: whole seconds that are left.
        """
        self._line.clear()
        self._banner.say(sentence, "bad")
        self.set_busy(busy=True)
        self._wait.show()
        self._countdown.follow(left)

    def _counted(self, seconds: int) -> None:
        self._wait.setText(then_words(seconds))
        if not seconds:
            self._wait.hide()
            self.set_busy(busy=False)
            self._line.setFocus()

    def set_busy(self, *, busy: bool) -> None:
        """Opening a key takes a moment; until then nothing can be pressed twice."""
        self._line.setEnabled(not busy)
        self._enter.setEnabled(not busy)

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - the slot of a check box
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)

    def give(self) -> None:
        """Hand over what was typed; the line is empty then."""
        text = self._line.text()
        if not text:
            self.refuse("Nothing was typed. Type the passphrase.")
            return
        self._line.clear()
        self.set_busy(busy=True)
        self.entered.emit(text)

    def _give_up(self) -> None:
        self._line.clear()
        self.left.emit()
