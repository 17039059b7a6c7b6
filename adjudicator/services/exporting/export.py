"""Write an export aside, swap it in whole, and enter the act into the record."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from adjudicator.ledger import bodies, origin
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.exporting.container import (
    Container,
    fill,
    read_first,
    seal_container,
    values_of,
)
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.verifying.beside import MANIFEST
from adjudicator.storage.files import sync_folder
from adjudicator.storage.record import Appended


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed out."""

    path: Path
    size: int
    """Entries in it."""
    withheld: tuple[tuple[str, int], ...]
    entry: int | None
    """The entry that tells of it; ``None`` after the finish."""


def export_record(
    recount: Recount,
    out: Path,
    clerk: Signer | None,
    *,
    at: int | None = None,
    everything: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Exported:
    """Hand out the record's first entries with what belongs to them.

    :param clerk: identity key of the clerk; ``None`` only once the recount is finished.
    :param at: how many entries; all of them if not given.
    :param everything: open all, whatever the policy keeps back.
    :raises UsageError: the place is taken, or the record never had that many entries.
    :raises Refusal: no clerk signs, the record does not hold, or it does not take the entry of the
        export: then nothing of it is left.
    """
    size = check_size(recount, at)
    _check_place(recount, out)
    check_signer(recount, clerk)
    reading = read_first(recount, size, progress)
    aside = out.with_name(f".{out.name}.{origin.parse(recount.origin).token}")
    shutil.rmtree(aside, ignore_errors=True)
    container = Container(aside)
    lies = aside
    entry = None
    try:
        fill(container, recount, reading, everything=everything)
        manifest = seal_container(container, recount, clerk)
        lies = aside.replace(out)
        sync_folder(out.parent)
        if clerk is not None:
            entry = _enter(recount, container, manifest, size, clerk).index
    except BaseException:
        # What the record does not tell of is not handed out.
        shutil.rmtree(lies, ignore_errors=True)
        raise
    return Exported(out, size, tuple(values_of(container)[1]), entry)


def check_size(recount: Recount, at: int | None) -> int:
    """How many entries an export holds.

    :raises UsageError: the record never had that many.
    """
    state = recount.state
    size = state.size if at is None else at
    first = 1 if state.data.constituted is None else state.data.constituted + 1
    if not first <= size <= state.size:
        raise UsageError(
            f"The record has {state.size} entries, and an export holds at least the first {first}. "
            f"Nothing was written. Give --at a number from {first} to {state.size}."
        )
    return size


def check_signer(recount: Recount, clerk: Signer | None) -> None:
    """A clerk signs every export but those made after the finish.

    :raises Refusal: nobody does, or the folder may only be read.
    """
    if clerk is None and recount.state.data.finished is None:
        raise Refusal("Not exported: a clerk has to sign the export. Nothing was written.")
    if clerk is not None and recount.only_read:
        raise Refusal(f"Not exported: {recount.only_read}")


def _check_place(recount: Recount, out: Path) -> None:
    """Where an export may lie: nowhere yet, and not in the folder it is made from.

    :raises UsageError: it may not.
    """
    if out.exists():
        raise UsageError(f"{out} exists already. Nothing was written. Choose another name.")
    if out.resolve().is_relative_to(recount.folder.path.resolve()):
        raise UsageError(
            f"{out} lies inside the recount folder, which holds what is withheld. Nothing was "
            "written. Choose a place outside it."
        )


def _enter(
    recount: Recount, container: Container, manifest: bytes, size: int, clerk: Signer
) -> Appended:
    files, withheld = values_of(container)
    files.append((MANIFEST, sha256(manifest).hexdigest()))
    return recount.append(bodies.export(files=files, withheld=withheld, size=size), [clerk])
