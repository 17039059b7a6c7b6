"""The application: fonts, look, icon, crash reports; and the one window."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from adjudicator import __version__
from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.commands.table import CommandTable, KeyTableError, read_key_map
from adjudicator.desktop.desk import error_sorter
from adjudicator.desktop.kit.fonts import load_fonts
from adjudicator.desktop.settings import SettingsFile
from adjudicator.desktop.window.look import Look
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.resources import resource_path

KEY_MAP = "keys.toml"
"""Other keys for some commands, beside the settings of this account (see the handbook)."""
DESKTOP_FILE = "org.adjudicator.Adjudicator"
"""The name of the desktop entry; also tells the desktop which icon the window has."""


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The ``QApplication`` with its names, fonts and icon; the one there is if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Widths of 1366 at 125 % come out at 1093: fractions are kept, not rounded away.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication(["adjudicator", *arguments])
    application.setApplicationName("adjudicator")
    application.setApplicationDisplayName("Adjudicator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(DESKTOP_FILE)
    application.setWindowIcon(QIcon(str(resource_path("icons", "adjudicator-256.png"))))
    load_fonts()
    return application


def make_window(application: QApplication, settings: SettingsFile | None = None) -> MainWindow:
    """The main window in the look, and with the keys, of this account."""
    settings = settings or SettingsFile()
    table, problem = _keys_in_force(settings.folder / KEY_MAP)
    window = MainWindow(table, Look(application, settings))
    if problem:
        window.start.banner.say(problem, "bad")
    return window


def _keys_in_force(path: Path) -> tuple[CommandTable, str]:
    """The commands with the keys of this account's key map, and what is wrong with that map."""
    table = default_table()
    if not path.is_file():
        return table, ""
    try:
        return table.remapped(read_key_map(path.read_text(encoding="utf-8"))), ""
    except (KeyTableError, OSError, UnicodeDecodeError) as error:
        why = f"{path} cannot be used: {error}."
        return table, f"{why} The keys are the usual ones. Mend the file and start again."


def run(folder: Path | None = None) -> int:
    """Open the window, on a recount folder if one is given, and stay until it is closed."""
    application = make_application()
    window = make_window(application)
    _report_mistakes(window)
    window.show()
    if folder is not None:
        window.open_folder(folder)
    return int(application.exec())


def _report_mistakes(window: MainWindow) -> None:
    """Write a crash report for a mistake of ours in the window, and say so; the record is safe."""
    sorter = error_sorter()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        window.stack.tell(sorter.sort(error))

    sys.excepthook = hook
