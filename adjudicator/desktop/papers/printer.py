"""The printer and the viewer of this computer."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

COMMAND = "lp"
"""CUPS's own: it sends a file to the printer this account prints on."""
NO_PRINTER = "This computer has no print command (lp of CUPS)"
NO_VIEWER = "No program on this computer opens it."
_TITLE = "Adjudicator"


class Printer(QObject):
    """Sends files to the printer, or shows them; neither makes the window wait.

    :param find: gives the path of a program, or nothing.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        find: Callable[[str], str | None] = shutil.which,
    ) -> None:
        super().__init__(parent)
        self._find = find

    @property
    def problem(self) -> str:
        """Why nothing can be sent to a printer here; empty if it can."""
        return "" if self._find(COMMAND) else NO_PRINTER

    def print(self, path: Path, told: Callable[[str], object]) -> None:
        """Send a file to the printer; where that fails it is opened to be printed from there.

        :param told: takes what became of it, as the rest of a sentence about the file.
        """
        program = self._find(COMMAND)
        if program is None:
            told(self._opened_instead(path, NO_PRINTER))
            return
        process = QProcess(self)

        def ended(code: int, _status: QProcess.ExitStatus) -> None:
            said = process.readAllStandardError().toStdString().strip()
            process.deleteLater()
            if code == 0:
                told("It went to the printer.")
            else:
                told(self._opened_instead(path, f"The printer did not take it ({said or code})"))

        def broken(error: QProcess.ProcessError) -> None:
            if error is QProcess.ProcessError.FailedToStart:
                process.deleteLater()
                told(self._opened_instead(path, f"{program} cannot be started"))

        process.finished.connect(ended)
        process.errorOccurred.connect(broken)
        process.start(program, ["-t", f"{_TITLE} {path.stem}", "--", str(path)])

    def show(self, path: Path) -> str:
        """Open a file in the computer's viewer.

        :returns: why it did not open; empty if it did.
        """
        return "" if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) else NO_VIEWER

    def _opened_instead(self, path: Path, why: str) -> str:
        if self.show(path):
            return f"{why}. {NO_VIEWER}"
        return f"{why}; it is opened, to be printed from there."
