"""The look of this account: colours and text size, kept from one start to the next."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.kit.theme import LARGEST_SCALE, SMALLEST_SCALE, apply_theme
from adjudicator.desktop.kit.tokens import Scheme
from adjudicator.desktop.settings import Settings, SettingsFile

_STEP = 10
"""Per cent by which one key press makes the text larger."""


class Look(QObject):
    """Applies and keeps settings.

    :param application: whose look it is.
    :param file: where it is kept.
    """

    recent_changed = Signal()

    def __init__(self, application: QApplication, file: SettingsFile) -> None:
        super().__init__()
        self._application, self._file = application, file
        self.settings: Settings = file.load()
        self._apply()

    def use_scheme(self, scheme: Scheme) -> None:
        """Light, dark or high contrast."""
        self._keep(replace(self.settings, scheme=scheme))

    def larger(self) -> None:
        """Text one step larger, up to 200 %."""
        self._scale(self.settings.scale + _STEP)

    def smaller(self) -> None:
        """Text one step smaller, down to 100 %."""
        self._scale(self.settings.scale - _STEP)

    def remember(self, path: Path, county: str, election: str, purpose: str) -> None:
        """Note a folder that was opened."""
        self.settings = self.settings.with_recent(path, county, election, purpose)
        self._file.save(self.settings)
        self.recent_changed.emit()

    def forget(self, path: str) -> None:
        """Forget a folder that was opened; the folder stays as it is."""
        self.settings = self.settings.without_recent(path)
        self._file.save(self.settings)
        self.recent_changed.emit()

    def write_status_to(self, folder: str) -> None:
        """Note where status files are written every hour; empty: nowhere."""
        self._keep(replace(self.settings, status_folder=folder))

    def _scale(self, scale: int) -> None:
        self._keep(replace(self.settings, scale=min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)))

    def _keep(self, settings: Settings) -> None:
        if settings != self.settings:
            self.settings = settings
            self._apply()
            self._file.save(settings)

    def _apply(self) -> None:
        apply_theme(self._application, self.settings.scheme, self.settings.scale)
