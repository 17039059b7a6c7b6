"""The second path: set it, and bring a lost folder back from it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from adjudicator.ledger.errors import MadeByNewerVersion
from adjudicator.ledger.notes import record_code
from adjudicator.services.errors import RecordDoesNotHold, Refusal, UsageError
from adjudicator.services.recount import Recount, open_recount
from adjudicator.storage.folder import FolderError, RecountFolder
from adjudicator.storage.queries.cases import case_images
from adjudicator.storage.rebuild import DoesNotHold
from adjudicator.storage.refill import SecondCopy, copy_content, read_second_path, refill
from adjudicator.storage.second_path import LOG_KEY, SecondPathRefused

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
        )


def set_second_path(recount: Recount, path: Path | None) -> None:
    """Choose where the second copy is written, and bring it up to date; ``None`` unsets it.

    :raises Refusal: the path holds something else, or cannot be written.
    """
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
    second: Path, target: Path, progress: Progress = lambda _what, _done, _all: None
) -> Restored:
    """Make a recount folder from a second path, checking everything on the way.

    The second path is only read.

    :raises RecordDoesNotHold: an entry contradicts the ones before it; nothing is left of it.
    :raises Refusal: the second path lacks something the record cannot do without; likewise.
    :raises UsageError: not a second path, or something lies at the target already.
    """
    try:
        source = RecountFolder.open(second)
        copy = read_second_path(second)
        folder = RecountFolder.create(target, source.origin)
    except FolderError as error:
        raise UsageError(str(error)) from error
    keys = folder.keys
    had_keys = keys.exists()
    try:
        altered = copy_content(second, folder, lambda done, of: progress("files", done, of))
        return _refill(copy, folder, altered, progress)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        if not had_keys:
            shutil.rmtree(keys, ignore_errors=True)
        raise


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
        log_key=(folder.keys / LOG_KEY).exists(),
    )
