"""What this account remembers: the look, and the folders opened last.  No part of any record."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from adjudicator.desktop.kit.tokens import Scheme
from adjudicator.storage.files import write_whole

_FILE = "window.json"
_KEPT = 12
"""Folders remembered."""


@dataclass(frozen=True, slots=True)
class RecentFolder:
    """A folder opened before, with what it said of itself then."""

    path: str
    county: str
    election: str
    purpose: str
    opened: str
    """UTC, ISO 8601."""

    @property
    def there(self) -> bool:
        """Whether it still is a recount folder."""
        return (Path(self.path) / "recount.json").is_file()


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything remembered."""

    scheme: Scheme = Scheme.LIGHT
    scale: int = 100
    recent: tuple[RecentFolder, ...] = field(default=())
    status_folder: str = ""
    """Where a status file for the state is written every hour; empty: nowhere."""

    def with_recent(self, path: Path, county: str, election: str, purpose: str) -> "Settings":
        """The same with that folder first among the recent ones."""
        now = datetime.now(tz=UTC).isoformat(timespec="seconds")
        first = RecentFolder(str(path.resolve()), county, election, purpose, now)
        rest = tuple(r for r in self.recent if r.path != first.path)
        return replace(self, recent=(first, *rest)[:_KEPT])

    def without_recent(self, path: str) -> "Settings":
        """The same with that folder forgotten; the folder itself is not touched."""
        return replace(self, recent=tuple(r for r in self.recent if r.path != path))


class SettingsFile:
    """Reads and writes the settings of this account.

    :param path: the file; by default in the configuration folder of this account.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("adjudicator") / _FILE

    @property
    def folder(self) -> Path:
        """The folder it lies in, where a key map may lie too."""
        return self._path.parent

    def load(self) -> Settings:
        """What was kept; anything missing or unreadable is as it comes."""
        try:
            told: dict[str, Any] = json.loads(self._path.read_bytes())
            recent = tuple(RecentFolder(**folder) for folder in told.get("recent", ()))
            folder = str(told.get("status_folder", ""))
            return Settings(Scheme(told["scheme"]), int(told["scale"]), recent, folder)
        except (OSError, ValueError, KeyError, TypeError):
            return Settings()

    def save(self, settings: Settings) -> None:
        """Keep these.  A disk that takes nothing must not stop a recount; it is passed over."""
        value = {
            "scheme": settings.scheme.value,
            "scale": settings.scale,
            "status_folder": settings.status_folder,
            "recent": [
                {
                    "path": r.path,
                    "county": r.county,
                    "election": r.election,
                    "purpose": r.purpose,
                    "opened": r.opened,
                }
                for r in settings.recent
            ],
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._path, json.dumps(value, indent=1).encode() + b"\n")
        except OSError:
            return
