"""Which computer wrote to a folder last: an id made once, kept where this account keeps heads.

``station.json`` in the folder names it.  A folder that another computer wrote last, and of which no
head is kept here, is a copy: two machines that go on with one record each would make two of it.
"""

import secrets
from pathlib import Path

from adjudicator.ledger.text import is_hex
from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.local import read_local, remember

_NAME = "computer"
_BYTES = 16


def this_computer(place: Path) -> str:
    """The id of this computer and account, made when it is first asked for.

    :param place: the folder of this account's kept heads.
    :returns: 32 hex digits.
    :raises OSError: it can neither be read nor made.
    """
    path = place / f"_{_NAME}"
    try:
        known = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        known = ""
    if is_hex(known, _BYTES):
        return known
    made = secrets.token_hex(_BYTES)
    write_whole(path, made.encode() + b"\n")
    return made


def last_writer(folder: RecountFolder) -> str:
    """The id of the computer that wrote to the folder last; empty if it does not say."""
    told = read_local(folder).get(_NAME)
    return told if isinstance(told, str) else ""


def note_writer(folder: RecountFolder, computer: str) -> None:
    """Note that this computer writes to the folder.

    :raises OSError: it cannot be written.
    """
    if last_writer(folder) != computer:
        remember(folder, _NAME, computer)
