"""One person's line in the signing dialog: name, passphrase, and whether the key is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QPushButton, QWidget

from adjudicator.desktop.kit.countdown import Countdown
from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.domain.people import Person
from adjudicator.services.people_at_work.patience import then_words


class SignerRow(QWidget):
    """Asks one person for a passphrase, gives it once, and says what came of it."""

    given = Signal(str, str)
    """Person id and passphrase."""
    passed = Signal(str)
    """Return was pressed in the empty line of this person."""

    def __init__(self, person: Person, words: str) -> None:
        super().__init__()
        self.person = person
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(f"Passphrase of {words}")
        self.line.setPlaceholderText("Passphrase")
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._button = QPushButton("Sign")
        self._button.setAccessibleName(f"Sign as {words}")
        self._button.setAutoDefault(False)
        # Return in the line does the same: Tab leads from one passphrase to the next.
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._state = Chip("not signed")
        self._wrong = label(tone="bad", wrap=True)
        self._wrong.hide()
        self._what = ""
        self._shut = False
        self._countdown = Countdown(self)
        self._countdown.counted.connect(self._counted)
        name = label(words, wrap=True)
        name.setBuddy(self.line)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(theme().space("small"))
        grid.setVerticalSpacing(2)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self.line, 0, 1)
        grid.addWidget(self._button, 0, 2)
        grid.addWidget(self._state, 0, 3, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._wrong, 1, 1, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        self._grid = grid
        theme_keeper().changed.connect(self._follow)
        self._follow()
        self.line.returnPressed.connect(self._give)
        self._button.clicked.connect(self._give)

    def _follow(self) -> None:
        """Keep the room of the longest state, so that nothing moves when somebody has signed."""
        self._grid.setColumnMinimumWidth(3, theme().scaled(110))

    @property
    def state(self) -> str:
        """The words at the right: ``not signed``, ``opening`` or ``signed``."""
        return self._state.text()

    @property
    def problem(self) -> str:
        """What was wrong with the passphrase; empty if nothing was."""
        return self._wrong.text()

    def accept(self) -> None:
        """The key is open."""
        self._state.set_text("\u2713 signed", "good")
        self.line.setPlaceholderText("")

    def drop(self) -> None:
        """What was signed does not stand any more; the line is as it was at first."""
        self._state.set_text("not signed", "neutral")
        self.line.setPlaceholderText("Passphrase")
        self._enable(on=True)

    def refuse(self, sentence: str) -> None:
        """The key did not open; the next try is possible at once."""
        self._state.set_text("not signed", "neutral")
        self._wrong.setText(sentence)
        self._wrong.show()
        self._enable(on=True)
        self.line.setFocus()

    def hold(self, sentence: str, left: Callable[[], int]) -> None:
        """The key did not open, and the next try waits: said in this line and counted down.

        :param left: whole seconds that are left.
        """
        self._state.set_text("waits", "warning")
        self._what = sentence
        self._wrong.show()
        self._enable(on=False)
        self._countdown.follow(left)

    def shut(self, sentence: str) -> None:
        """Why nothing can be typed here any more; empty: it can."""
        if bool(sentence) == self._shut:
            return
        self._shut = bool(sentence)
        self._wrong.setText(sentence)
        self._wrong.setVisible(self._shut)
        self._enable(on=not self._shut)

    def _counted(self, seconds: int) -> None:
        self._wrong.setText(f"{self._what} {then_words(seconds)}")
        if not seconds:
            self._state.set_text("not signed", "neutral")
            self._enable(on=True)
            if not isinstance(QApplication.focusWidget(), QLineEdit):
                # Nobody else is typing meanwhile.
                self.line.setFocus()

    def _give(self) -> None:
        text = self.line.text()
        if not text:
            self.passed.emit(self.person.id)
            return
        self.line.clear()
        self._wrong.hide()
        self._wrong.clear()
        self._state.set_text("opening\u2026", "neutral")
        self._enable(on=False)
        self.given.emit(self.person.id, text)

    def _enable(self, *, on: bool) -> None:
        self.line.setEnabled(on)
        self._button.setEnabled(on)
