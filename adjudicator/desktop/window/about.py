"""Help, About: which program this is, and the digest by which anyone can tell it from another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator import __version__
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.services.proof.program import Program, grouped, installed_program

_WHAT = (
    "The same digest stands on the opening report and at the end of every verification. Compare "
    "it with the one published with the release: if they differ, this is not that program."
)
_DIGITS = 64


class AboutDialog(QDialog):
    """Version, digest, and the hash of every file.

    :param parent: the window.
    :param pool: reads the files meanwhile.
    """

    def __init__(self, parent: QWidget, pool: WorkQueue) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Adjudicator")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.digest = label("The files of the program are being read\u2026", bold=True, wrap=True)
        self.digest.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.build = label(wrap=True)
        self.build.hide()
        self.files = QPlainTextEdit()
        self.files.setReadOnly(True)
        self.files.setTabChangesFocus(True)
        self.files.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.files.setAccessibleName("Every file of the program with its SHA-256")
        self.leave = QPushButton("&Close")
        self.leave.setDefault(True)
        self.leave.clicked.connect(self.accept)
        self._lay_out()
        ticket = pool.submit(installed_program, self.show_program, self._tell)
        self.finished.connect(lambda _result: ticket.drop())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        column.addWidget(label(f"Adjudicator {__version__}", size="title", bold=True))
        column.addWidget(
            label("Apache-2.0; fonts and Qt under their own licences. It works offline.", wrap=True)
        )
        column.addWidget(self.digest)
        column.addWidget(self.build)
        column.addWidget(label(_WHAT, wrap=True))
        column.addWidget(self.files, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        fit(self, 700, 520)

    def show_program(self, program: Program) -> None:
        """Show what was found installed."""
        self.digest.setText(
            f"Digest of its {len(program.files):,} files: {grouped(program.digest, _DIGITS)}"
        )
        self.build.setText(program.build)
        self.build.setVisible(bool(program.build))
        self.files.setPlainText(program.listing().decode())

    def _tell(self, failure: Failure) -> None:
        self.digest.setText(failure.sentence)
