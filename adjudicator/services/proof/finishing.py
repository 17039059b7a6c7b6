"""What happens once a recount is finished and its last head is cosigned.

The last state is signed a last time by the record's own key, so that it can be exported for ever;
then every stored key is destroyed, and the folder is for reading only.  While the last head waits
to be cosigned, the keys that can do so stay.  Whatever was broken off is completed at the next
opening.
"""

from pathlib import Path

from adjudicator.domain.people import Person
from adjudicator.ledger import cosignatures
from adjudicator.ledger.notes import Checkpoint
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.ending import is_ended
from adjudicator.services.recount import LOG_KEY, Recount, open_recount
from adjudicator.storage.destroying import destroy_keys
from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import LAST_HEAD


def complete(recount: Recount) -> tuple[Path, ...]:
    """Complete the end of a finished recount, as far as its cosignatures allow.

    :returns: key files that should be gone and could not be reached.
    """
    state = recount.state
    if state.data.finished is None:
        return ()
    second = recount.store.mirror.path
    if not is_ended(state.data):
        return tuple(destroy_keys(recount.folder, second, keep=_to_cosign(state.data.board())))
    _sign_last_head(recount, state)
    recount.store.mirror.follow()
    recount.forget_log_key()
    left = destroy_keys(recount.folder, second)
    recount.look_for_end()
    return tuple(left)


def open_completed(path: Path) -> Recount:
    """Open a recount folder, and complete its end where that was broken off.

    :raises UsageError: not a recount folder, or made by a newer program.
    """
    recount = open_recount(path)
    complete(recount)
    return recount


def _to_cosign(board: list[Person]) -> set[str]:
    return {LOG_KEY, *(f"{member.id}.key" for member in board)}


def _sign_last_head(recount: Recount, state: RecordState) -> None:
    """Sign the state the record ends with, while the key for it is there."""
    path = recount.folder.path / LAST_HEAD
    if path.exists() or not (recount.folder.keys / LOG_KEY).exists():
        return
    checkpoint = Checkpoint(recount.origin, state.size, state.root)
    line = cosignatures.sign_head(checkpoint, recount.log_signer.key)
    write_whole(path, str(cosignatures.cosigned(checkpoint, line, ())).encode())
