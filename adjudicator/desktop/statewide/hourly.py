"""The status file of the open recount: written every hour into a folder that reaches the state."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.window.look import Look
from adjudicator.desktop.window.pages import Pages
from adjudicator.services.statewide.status_files import write_status

HOUR_MS = 60 * 60 * 1000
_SENTENCE = (
    "A small signed file tells the state how far this recount is: entries and record code, and of "
    "each contest cases, ruled, waiting, batches and precincts closed. Votes are those of closed "
    "batches only. It is written over the one before."
)


class StatusFiles(QObject):
    """Writes while a recount is open and a folder is set; says so where that fails.

    :param look: keeps the folder.
    :param pages: where a failure is told.
    """

    written = Signal(object)
    """The path of the file."""

    def __init__(self, look: Look, pages: Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._look, self._pages = look, pages
        self._desk: Desk | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(HOUR_MS)
        self._timer.timeout.connect(self.write)

    @property
    def folder(self) -> str:
        """Where it is written every hour; empty: nowhere."""
        return self._look.settings.status_folder

    def begin(self, desk: Desk) -> None:
        """A recount was opened."""
        self._desk = desk
        if self.folder and not desk.recount.only_read:
            self._timer.start()
            self.write()

    def end(self) -> None:
        """It is closed."""
        self._timer.stop()
        self._desk = None

    def ask(self, desk: Desk | None, parent: QWidget) -> None:
        """Ask for the folder, and write now."""
        if desk is not None:
            StatusForm(desk, self, parent).open()

    def keep(self, folder: str) -> None:
        """Write there every hour from now on; empty: no more."""
        self._look.write_status_to(folder)
        if folder and self._desk is not None:
            self._timer.start()
        else:
            self._timer.stop()

    def write(self) -> None:
        """Write it now, behind everything people wait for."""
        desk = self._desk
        if desk is not None and self.folder:
            path = Path(self.folder)
            desk.ask(
                partial(write_status, folder=path), self.written.emit, self._failed, urgent=False
            )

    def _failed(self, failure: Failure) -> None:
        self._pages.warn(
            f"The status file for the state was not written: {failure.sentence} The recount is "
            "not touched by it."
        )


class StatusForm(QDialog):
    """Asks for the folder."""

    def __init__(self, desk: Desk, files: StatusFiles, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._files = desk, files
        self.setWindowTitle("Status file for the state")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.place = PathField("The folder that reaches the state", folder=True)
        if files.folder:
            self.place.set_path(Path(files.folder))
        self.hourly = QCheckBox("Every &hour, while a recount is open at this computer")
        self.hourly.setChecked(bool(files.folder))
        self.banner = Banner()
        self.write = QPushButton("&Write it now")
        self.write.setProperty("kind", "primary")
        self.leave = QPushButton("Close")
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, desk.recount.watermark)
        column.addWidget(label(_SENTENCE, wrap=True))
        caption = label("The &folder", bold=True)
        caption.setBuddy(self.place.line)
        column.addWidget(caption)
        column.addWidget(self.place)
        column.addWidget(self.hourly)
        column.addWidget(self.banner)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.write)
        column.addLayout(row)
        fit(self, 620, 360)
        for button in (self.write, self.leave):
            button.setAutoDefault(False)
        self.write.clicked.connect(self._write)
        self.leave.clicked.connect(self.accept)
        self.place.entered.connect(self._write)
        self.place.changed.connect(self._show_able)
        self.hourly.toggled.connect(self._keep)
        self._show_able()
        self.place.line.setFocus()

    def _show_able(self) -> None:
        self.write.setEnabled(self.place.path is not None)
        self._keep()

    def _keep(self) -> None:
        path = self.place.path
        wanted = self.hourly.isChecked() and path is not None
        folder = str(path) if wanted else ""
        if folder != self._files.folder:
            self._files.keep(folder)

    def _write(self) -> None:
        path = self.place.path
        if path is not None:
            self._desk.ask(partial(write_status, folder=path), self._written, self._failed)

    def _written(self, path: Path) -> None:
        self.banner.say(f"Written: {path}, signed by the record's own key.", "good")

    def _failed(self, failure: Failure) -> None:
        self.banner.say(failure.sentence, "bad")
