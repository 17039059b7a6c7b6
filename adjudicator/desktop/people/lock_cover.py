"""What stands over everything while the station is locked."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme

LOCKED = "Locked. Sign in (F3)."
SAFE = "Everyone who sat here is signed out. Everything recorded is safe."
DROPPED = "A sentence that was being built was dropped; it had not been recorded."


class LockCover(QWidget):
    """Covers its host whole, so that no ballot and no name can be read.

    :param host: the window; the cover follows its size.
    :param why: when and why it was locked, as a sentence.
    :param dropped: whether something had been begun and not recorded.
    """

    sign_in_asked = Signal()

    def __init__(self, host: QWidget, why: str, *, dropped: bool) -> None:
        super().__init__(host)
        part(self, "page")
        self.setAccessibleName(LOCKED)
        self.words = label(LOCKED, size="display", bold=True, wrap=True)
        told = " ".join((why, SAFE, *([DROPPED] if dropped else [])))
        self.told = label(told, size="strong", wrap=True)
        self.trouble = label(tone="bad", wrap=True)
        self.trouble.hide()
        self.sign_in = QPushButton("&Sign in\u2026 (F3)")
        self.sign_in.setProperty("kind", "primary")
        self.sign_in.setDefault(True)
        self.sign_in.clicked.connect(self.sign_in_asked)
        self._announcer = Announcer(self)
        self._lay_out()
        host.installEventFilter(self)
        self.setGeometry(host.rect())
        # Above what is there already, and beneath the watermark, which keeps itself on top.
        self.show()
        self.sign_in.setFocus()
        self._announcer.say(f"{LOCKED} {told}", urgent=True)

    def _lay_out(self) -> None:
        look = theme()
        inner = QWidget()
        inner.setMaximumWidth(look.scaled(720))
        column = QVBoxLayout(inner)
        column.setSpacing(look.space("large"))
        column.addStretch(2)
        for widget in (self.words, self.told, self.trouble):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.sign_in)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(*[look.space("wide")] * 4)
        outer.addStretch(1)
        outer.addWidget(inner, 4)
        outer.addStretch(1)

    def tell(self, sentence: str) -> None:
        """Say that the record could not be told."""
        self.trouble.setText(sentence)
        self.trouble.show()
        self._announcer.say(sentence, urgent=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        host = self.parentWidget()
        if event.type() is QEvent.Type.Resize and host is not None and watched is host:
            self.setGeometry(host.rect())
        return False

    def mousePressEvent(self, event: object) -> None:
        """Nothing beneath hears the mouse."""
