"""The rehearsal of an export: all of it is made, verified twice, and taken away again.

So that nobody finds out at ten minutes to twelve that a disk is full, that a passphrase is not at
hand, or how long it takes.  Nothing is entered into the record.
"""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.domain.wording import count
from adjudicator.ledger import origin
from adjudicator.resources import read_bytes
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.container import (
    Container,
    fill,
    read_first,
    seal_container,
    values_of,
)
from adjudicator.services.exporting.export import check_signer, check_size
from adjudicator.services.exporting.second_verifier import verified_apart
from adjudicator.services.notes import Category, record_note
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.verifying.beside import MANIFEST, MANIFEST_NOTE
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.files import write_whole
from adjudicator.storage.folder import VERIFIER_FILE

_GOOD = frozenset({Outcome.ALONE, Outcome.HOLDS})
_KEPT = "REHEARSAL.txt"
_TOLD = (
    "This is the rehearsal of an export. It is not signed, and the record does not tell of it: "
    "hand nothing of it out.\n"
)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal showed."""

    size: int
    """Entries in it."""
    files: int
    bytes: int
    withheld: tuple[tuple[str, int], ...]
    built: int
    """Milliseconds it took to make."""
    verified: int
    """Milliseconds both verifiers took."""
    verdict: str
    """What the program's own verifier says."""
    second: str
    """The same of ``verify_recount.py``."""
    good: bool
    """Whether both find it consistent."""
    kept: Path | None = None
    """Where it lies, if that was asked for: without its signatures."""

    @property
    def seconds(self) -> str:
        """``12.3 s``, made and verified."""
        return f"{(self.built + self.verified) / 1000:.1f} s"

    @property
    def amount(self) -> str:
        """``1,212 entries, 14 files, 3.2 MB``."""
        megabytes = f"{self.bytes / 1_000_000:.1f} MB"
        return f"{count(self.size, 'entry', 'entries')}, {count(self.files, 'file')}, {megabytes}"


def rehearse_export(
    recount: Recount,
    clerk: Signer | None,
    *,
    everything: bool = False,
    keep: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Rehearsed:
    """Make an export aside, verify it, and take it away.

    :param clerk: identity key of the clerk, whose passphrase is rehearsed too; ``None`` only once
        the recount is finished.
    :param keep: where it is to stay, to be looked at; its signatures are taken off.
    :raises Refusal: nobody signs, the record does not hold, or there is no room: nothing is left.
    """
    size = check_size(recount, None)
    check_signer(recount, clerk)
    if keep is not None and keep.exists():
        raise Refusal(f"{keep} exists already. Nothing was written. Choose another name.")
    beside = keep.parent if keep is not None else recount.folder.path.parent
    aside = beside / f".rehearsal.{origin.parse(recount.origin).token}"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        began = time.monotonic()
        reading = read_first(recount, size, progress)
        container = Container(aside)
        fill(container, recount, reading, everything=everything)
        seal_container(container, recount, clerk)
        built = time.monotonic()
        made = _looked_at(container, size, began, built)
        if keep is not None:
            (aside / MANIFEST_NOTE).unlink(missing_ok=True)
            write_whole(aside / _KEPT, _TOLD.encode(), mode=0o644)
            aside.replace(keep)
    except OSError as error:
        raise Refusal(
            f"The rehearsal could not be written beside {beside} ({error.strerror or error}). "
            "Nothing is left of it. An export there would fail the same way: make room, or choose "
            "another place."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return replace(made, kept=keep)


def _looked_at(container: Container, size: int, began: float, built: float) -> Rehearsed:
    """What both verifiers say of it."""
    verdict = verify(container.path)
    verifier = container.path / VERIFIER_FILE
    if not verifier.exists():
        # Another one was named at the opening; the one of this program tells as much.
        verifier = container.path.with_name(f"{container.path.name}.py")
        write_whole(verifier, read_bytes("verifier", VERIFIER_FILE))
    try:
        code, said = verified_apart(str(verifier), str(container.path))
    finally:
        if verifier.parent != container.path:
            verifier.unlink(missing_ok=True)
    done = time.monotonic()
    manifest = (container.path / MANIFEST).stat().st_size
    return Rehearsed(
        size=size,
        files=sum(1 for path in container.path.rglob("*") if path.is_file()),
        bytes=sum(each.size for each in container.listed) + manifest,
        withheld=tuple(values_of(container)[1]),
        built=round((built - began) * 1000),
        verified=round((done - built) * 1000),
        verdict=verdict.sentence,
        second=said,
        good=verdict.outcome in _GOOD and code in {0, 1} and "newer" not in said,
    )


def note_rehearsal(recount: Recount, rehearsed: Rehearsed, by: Signer) -> int:
    """Note a rehearsal in the record, by the officer who held it.

    As training: it is the practice of an act, changes nothing, and explains nothing that differs.

    :returns: the entry.
    """
    result = "both verifiers found it consistent" if rehearsed.good else "it did NOT verify"
    words = f"The export was rehearsed: {rehearsed.amount}, in {rehearsed.seconds}; {result}."
    return record_note(recount, Category.TRAINING, words, signers=[by]).index
