"""A sheet is scanned again: further evidence beside the first, with hashes of its own.

The clerk brings the new images; they are kept under their hashes, and a new row of the case names
them and nothing else that is new.  Nothing counts differently.  Rulings made on the older images
are listed, so that those who made them look again and confirm or revise.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adjudicator.imaging.probe import ImageUnreadable, probe
from adjudicator.ledger import bodies
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.files import write_whole
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.papers import rulings_on_older_scans
from adjudicator.storage.record import Appended

MOST_IMAGES = 8
"""Sides of one sheet, with room for a close view."""


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A ruling made on images that are not the newest ones of its case."""

    seal: str
    number: str
    """The spoken case number."""
    batch: int
    ruling: int
    """The entry of the ruling."""


def rescan(
    recount: Recount, case: CaseRecord, images: Sequence[Path], reason: str, clerk: Signer
) -> Appended:
    """Record new images of a case's sheet.

    :param images: one file a side, in paper order; each an image of one page.
    :param clerk: the clerk's identity key; the station's own key signs too.
    :raises Refusal: an image cannot be used, all of them are known, or there is no reason.
    """
    text = reason.strip()
    if not text:
        raise Refusal("A new scan needs its reason. Nothing was changed.")
    if not 1 <= len(images) <= MOST_IMAGES:
        raise Refusal(
            f"Choose the images of one sheet, from 1 to {MOST_IMAGES} files. Nothing was changed."
        )
    data = [_image(path) for path in images]
    hashes = tuple(hashlib.sha256(one).hexdigest() for one in data)
    if hashes == case.row.images:
        raise Refusal(
            "These are the images the case has already. Nothing was changed. Choose the new ones."
        )
    paths = [recount.folder.image(sha256) for sha256 in hashes]
    for path, one in zip(paths, data, strict=True):
        if not path.exists():
            try:
                write_whole(path, one)
            except OSError as error:
                raise Refusal(
                    f"The image could not be kept ({error.strerror or error}). Nothing was "
                    "recorded. Make room on the disk, then try again."
                ) from error
    row = recount.seal(replace(case.row, images=hashes).as_value())
    why = recount.seal(text)
    return recount.append(
        bodies.rescan(case=case.seal, row=row.seal, reason=why.seal),
        [clerk, recount.log_signer],
        openings=[row, why],
        files=paths,
    )


def _image(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        facts = probe(data)
    except OSError as error:
        raise Refusal(
            f"{path} cannot be read ({error.strerror or error}). Nothing was changed. Choose the "
            "file again."
        ) from error
    except ImageUnreadable as error:
        raise Refusal(
            f"{path.name} cannot be used. {error} Nothing was changed. Scan the sheet again."
        ) from error
    if facts.pages != 1:
        raise Refusal(
            f"{path.name} holds {facts.pages} pages. Nothing was changed. Save each side as a "
            "file of its own."
        )
    return data


def to_confirm(recount: Recount) -> list[ToConfirm]:
    """Rulings in force that were made on an older scan than the case shows now."""
    with recount.reading() as connection:
        older = [found.case for found in rulings_on_older_scans(connection)]
    found = [
        ToConfirm(case.seal, spoken(case.number), case.batch, case.ruling[0])
        for case in older
        if case.ruling is not None
    ]
    return sorted(found, key=lambda one: one.ruling)
