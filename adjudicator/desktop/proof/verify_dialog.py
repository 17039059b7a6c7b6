"""Verify the record: what was kept outside, how far it is, and the verdict in one sentence."""

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.proof.verifying import Verified
from adjudicator.desktop.wording import day_and_clock
from adjudicator.services.verifying.telling import details
from adjudicator.services.verifying.verdicts import Outcome

_TONES = {
    Outcome.HOLDS: "good",
    Outcome.ALONE: "neutral",
    Outcome.NEWER: "warning",
    Outcome.BROKEN: "bad",
    Outcome.SHORTER: "bad",
    Outcome.TWO: "bad",
}
_WHY = (
    "A record cannot prove that it is the only one. Compare it with something kept outside this "
    "computer: a card, a receipt, a kept head, or a record code written down."
)
_ELSEWHERE = (
    "Whoever does not trust this computer exports the record and checks it on another, with the "
    "verifier from the release of the program."
)
_FILES = "Cards, receipts, kept heads (*.tlog-proof *.json *.note *.txt);;All files (*)"


class VerifyDialog(QDialog):
    """Runs one verification after the other; leaving it lets a running one go on.

    :param desk: the open recount.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._verifying = desk.verifying
        self.setWindowTitle("Verify the record")
        self.finished.connect(self.deleteLater)
        self._announcer = Announcer(self)
        self.codes = QLineEdit()
        self.codes.setAccessibleName("Record codes, with commas between them")
        self.codes.setPlaceholderText("4C1F-88A2-03D7-9B5E, ...")
        self.file = PathField("A file that was kept", folder=False, files=_FILES)
        self.quick = QCheckBox("&Leave out the images: quicker, and says so")
        self.banner = Banner()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The details")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Entries read")
        self.go = QPushButton("&Verify")
        self.cancel = QPushButton("&Stop")
        self.leave = QPushButton("&Close")
        self._lay_out(desk.recount.watermark)
        self._connect()
        self._show_state()
        if self._verifying.last is not None:
            self._show_verdict(self._verifying.last)
        self.codes.setFocus()

    def _lay_out(self, watermark: str | None) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("small"))
        mark_dialog(self, watermark)
        column.addWidget(label("Verify the record", size="title", bold=True))
        column.addWidget(label(_WHY, wrap=True))
        for question, field in (
            ("Record &codes that were written down", self.codes),
            ("A &file: card, receipt or kept head", self.file),
        ):
            asked = label(question, bold=True, wrap=True)
            asked.setBuddy(field)
            column.addWidget(asked)
            column.addWidget(field)
        column.addWidget(self.quick)
        column.addWidget(self.banner)
        column.addWidget(self.text, 1)
        column.addWidget(label(_ELSEWHERE, size="small", tone="surface_muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        for button in (self.cancel, self.leave, self.go):
            row.addWidget(button)
        for button in (self.cancel, self.leave):
            button.setAutoDefault(False)
        column.addLayout(row)
        fit(self, 760, 620)

    def _connect(self) -> None:
        self.go.clicked.connect(self.start)
        self.cancel.clicked.connect(self._verifying.cancel)
        self.leave.clicked.connect(self.reject)
        self._verifying.progressed.connect(self._show_progress)
        self._verifying.finished.connect(self._finished)
        self._verifying.failed.connect(self._failed)

    def start(self) -> None:
        """Verify, and compare with what was given."""
        anchors = [text.strip() for text in self.codes.text().split(",") if text.strip()]
        if self.file.path is not None:
            anchors.append(str(self.file.path))
        self.banner.say("")
        self.text.clear()
        self._verifying.start(anchors, quick=self.quick.isChecked())
        self.bar.setRange(0, 0)
        self._show_state()
        self.cancel.setFocus()

    def _show_state(self) -> None:
        running = self._verifying.running
        self.bar.setVisible(running)
        self.cancel.setVisible(running)
        self.go.setEnabled(not running)

    def _show_progress(self, _what: str, done: int, total: int) -> None:
        # The last step is not the end: signatures and images are looked at after it.
        self.bar.setRange(0, 0 if done >= total else total)
        self.bar.setValue(done)
        self._show_state()

    def _finished(self, found: Verified) -> None:
        self._show_state()
        self._show_verdict(found)
        self._announcer.say(found.verdict.sentence, urgent=found.verdict.exit_code > 1)
        self.text.setFocus()

    def _show_verdict(self, found: Verified) -> None:
        verdict = found.verdict
        self.banner.say(verdict.sentence, _TONES[verdict.outcome])
        lines = [*details(verdict), f"Verified {day_and_clock(found.time)} at this computer."]
        self.text.setPlainText("\n".join(lines))

    def _failed(self, failure: Failure) -> None:
        self._show_state()
        self.banner.say(failure.sentence, "warning")
        self.go.setFocus()
