"""The second path: set it, and bring a lost folder back from it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.ledger import keyfile
from adjudicator.ledger.errors import BadKey, MadeByNewerVersion
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.state import RecordState
from adjudicator.services.errors import RecordDoesNotHold, Refusal, UsageError
from adjudicator.services.recount import Recount, open_recount
from adjudicator.storage.folder import FolderError, RecountFolder
from adjudicator.storage.kept_heads import STATION
from adjudicator.storage.queries.cases import case_images
from adjudicator.storage.queries.references import list_references
from adjudicator.storage.rebuild import DoesNotHold
from adjudicator.storage.refill import SecondCopy, copy_content, read_copy, refill, with_tail
from adjudicator.storage.second_path import LOG_KEY, SecondPathRefused
from adjudicator.storage.stick import Stick

Progress = Callable[[str, int, int], None]
"""Called with what is done (``files``, ``entries``), how many so far, and how many in all."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and what did not."""

    entries: int
    record_code: str
    cut: int
    """Bytes of a last line that was cut off and is left out; 0 if none was."""
    altered: tuple[str, ...]
    """Files whose bytes are not what their names say; they were left out."""
    missing_images: int
    missing_texts: int
    """Sealed names and words whose opening is not on the second path."""
    missing_keys: tuple[str, ...]
    """People whose key file has to come from their stick: key files are on no copy."""
    log_key: bool
    """Whether the log key came back; without it the folder can only be read."""
    from_stick: int = 0
    """Entries that only the stick had."""
    seen: int = 0
    """Entries this computer has seen of the record, where that is more than came back."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left for a person to bring."""
        return not (
            self.cut
            or self.altered
            or self.missing_images
            or self.missing_texts
            or self.missing_keys
            or not self.log_key
            or self.seen
        )


def set_second_path(recount: Recount, path: Path | None) -> None:
    """Choose where the second copy is written, and bring it up to date; ``None`` unsets it.

    :raises Refusal: the folder may only be read, or the path cannot be written.
    :raises UsageError: the path holds something else.
    """
    if recount.only_read:
        raise Refusal(f"Nothing was changed: {recount.only_read}")
    try:
        recount.store.mirror.choose(path)
    except SecondPathRefused as error:
        raise UsageError(
            f"{path} cannot be the second path: {error}. Nothing was changed."
        ) from error
    except OSError as error:
        raise Refusal(
            f"{path} is the second path now, but cannot be written ({error.strerror or error}). "
            "The recount goes on without a second copy; it is brought up to date as soon as the "
            "path can be written."
        ) from error


def restore(
    second: Path,
    target: Path,
    progress: Progress = lambda _what, _done, _all: None,
    *,
    stick: Path | None = None,
) -> Restored:
    """Make a recount folder from a second path or an older folder, checking everything on the way.

    Both the copy and the stick are only read.

    :param stick: a stick of anybody's: entries the copy has not got are taken from it.  It holds
        entries alone, so what they seal is missing, and counted.
    :raises RecordDoesNotHold: an entry contradicts the ones before it, or copy and stick are two
        records; nothing is left of it.
    :raises Refusal: the second path lacks something the record cannot do without; likewise.
    :raises UsageError: not a second path, no stick, or something lies at the target already.
    """
    try:
        source = RecountFolder.open(second)
        copy, tail = with_tail(read_copy(second), _stick_lines(stick, source.origin))
        folder = RecountFolder.create(target, source.origin)
    except DoesNotHold as error:
        raise RecordDoesNotHold(f"{error} Nothing was restored. Call the board.") from error
    except FolderError as error:
        raise UsageError(str(error)) from error
    keys = folder.keys
    had_keys = keys.exists()
    try:
        altered = copy_content(second, folder, lambda done, of: progress("files", done, of))
        return replace(_refill(copy, folder, altered, progress), from_stick=tail)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        if not had_keys:
            shutil.rmtree(keys, ignore_errors=True)
        raise


def _stick_lines(place: Path | None, name: str) -> list[bytes]:
    """The entries of this record on a stick.

    :raises UsageError: it has none.
    """
    if place is None:
        return []
    lines = Stick(place).lines(name)
    if not lines:
        raise UsageError(
            f"The stick at {place} has no entries of this record ({name}). Nothing was restored. "
            "Name the folder the stick is at."
        )
    return lines


def _refill(
    copy: SecondCopy, folder: RecountFolder, altered: list[str], progress: Progress
) -> Restored:
    recount = open_recount(folder.path)
    try:
        state, missing_texts = refill(
            recount.store, copy, lambda done, of: progress("entries", done, of)
        )
        with recount.reading() as connection:
            images = case_images(connection)
            images |= {reference.image for reference in list_references(connection)}
    except DoesNotHold as error:
        raise RecordDoesNotHold(
            f"{error} Nothing was restored. Try another copy, and keep this one: it is evidence."
        ) from error
    except FolderError as error:
        raise Refusal(f"Nothing was restored: {error}") from error
    except MadeByNewerVersion as error:
        raise Refusal(f"{error} Nothing was restored. Use the newer program.") from error
    finally:
        recount.close()
    return Restored(
        seen=_seen(recount, state.size),
        entries=state.size,
        record_code=record_code(state.root),
        cut=copy.cut,
        altered=tuple(altered),
        missing_images=sum(1 for image in images if not folder.image(image).exists()),
        missing_texts=missing_texts,
        missing_keys=tuple(
            e.person.id
            for e in state.roster()
            if e.custody == "store" and not (folder.keys / f"{e.person.id}.key").exists()
        ),
        log_key=_has_log_key(folder, state),
    )


def _has_log_key(folder: RecountFolder, state: RecordState) -> bool:
    """Whether the log key came back, and is the one of this record."""
    try:
        key = keyfile.load_log_key((folder.keys / LOG_KEY).read_bytes(), folder.origin)
    except (OSError, BadKey):
        return False
    return key.public == state.data.keys[0].public


def _seen(recount: Recount, size: int) -> int:
    """Entries this computer has seen, where they are more than came back; else 0."""
    try:
        kept = recount.kept.load(recount.origin, STATION)
    except (OSError, ValueError):
        return 0
    return kept.size if kept is not None and kept.size > size else 0
