"""Whether a folder is the one to go on with, or a copy that may only be read.

This computer keeps the highest head it has seen outside the folder, and the folder names the
computer that wrote to it last.  Where many machines share a PostgreSQL record there is only the
one, and its folders name none.
"""

from dataclasses import dataclass

from adjudicator.ledger.notes import record_code
from adjudicator.ledger.state import RecordState
from adjudicator.storage.computers import last_writer, this_computer
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.kept_heads import STATION, KeptHead, KeptHeads


@dataclass(frozen=True, slots=True)
class Outside:
    """What this computer knows of a record outside its folder."""

    kept: KeptHead | None
    """The highest head it has seen."""
    here: str
    """Its own name."""


def look_outside(folder: RecountFolder, heads: KeptHeads) -> Outside | None:
    """What this computer knows of the record; ``None`` where that cannot be read.

    Look before the record is read: another window may go on meanwhile, and what it keeps is of
    what it has recorded.
    """
    try:
        return Outside(heads.load(folder.origin, STATION), this_computer(heads.folder))
    except (OSError, ValueError):
        return None  # What cannot be read stops nobody: the next act keeps the head anew.


def why_only_read(folder: RecountFolder, state: RecordState, outside: Outside | None) -> str:
    """Why nothing may be added to this folder, in words; empty where all is well."""
    if outside is None:
        return ""
    if outside.kept is not None:
        return older_words(state, outside.kept, "this computer has seen")
    writer = last_writer(folder)
    if not writer or writer == outside.here:
        return ""
    return (
        "this is a copy from another computer, which wrote to it last: it ends at "
        f"{state.size} entries, record code {record_code(state.root)}. If both went on, there "
        "would be two records of one recount. Nothing was changed. Go on at the other computer; "
        "if that is lost, restore the newest copy here: from the second path or a stick, or "
        "from this folder if there is nothing newer (adjudicator restore)."
    )


def older_words(state: RecordState, kept: KeptHead, who_has: str) -> str:
    """Why a record may only be read beside a head that was kept; empty if it goes on from it.

    :param who_has: such as ``this computer has seen``.
    """
    if kept.size > state.size:
        return (
            f"this is an older copy. It has {state.size} entries, and {who_has} "
            f"{kept.size} (record code {kept.code}). Nothing was lost by opening it. Bring the "
            "newer folder, or restore it from the second path or a stick (adjudicator restore)."
        )
    if state.root_at(kept.size).hex() != kept.root:
        return (
            f"there are two records with one origin. {who_has[:1].upper()}{who_has[1:]} the "
            f"record code {kept.code} at {kept.size} entries, and this folder has another there. "
            "Keep both folders, and call the board."
        )
    return ""
