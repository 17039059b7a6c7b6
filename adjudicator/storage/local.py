"""What this station remembers about a folder, in its ``station.json``; no part of the record."""

import json
from typing import Any

from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import RecountFolder


def read_local(folder: RecountFolder) -> dict[str, Any]:
    """Everything remembered; nothing where that cannot be read."""
    try:
        told = json.loads(folder.local.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def remember(folder: RecountFolder, name: str, value: str | None) -> None:
    """Remember one thing in the place of what stood there; ``None`` forgets it.

    :raises OSError: it cannot be written; the old stays.
    """
    told = read_local(folder)
    told.pop(name, None)
    if value is not None:
        told[name] = value
    write_whole(folder.local, json.dumps(told, sort_keys=True).encode() + b"\n")
