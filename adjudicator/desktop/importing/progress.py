"""How far an import is, with a way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme


class ProgressPane(QWidget):
    """Sheets read so far; Cancel leaves nothing."""

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Sheets read")
        self.words = label(size="strong", bold=True)
        self.cancel = QPushButton("&Cancel the import")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("medium"))
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.cancel.clicked.connect(self._cancel)

    def begin(self) -> None:
        """An import begins."""
        self.show_progress(0, 0)
        self.cancel.setEnabled(True)
        self.cancel.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Sheets done and in all; 0 in all where nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        of = f" of {total:,}" if total else ""
        self.words.setText(f"{done:,}{of} sheets read")

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.words.setText("Stopping\u2026")
        self.cancel_asked.emit()
