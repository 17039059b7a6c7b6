"""The order's own paper: kept in the folder under its hash, named by the motion, never changed."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.storage.files import write_whole

MAX_BYTES = 64 * 1024 * 1024
"""A scanned order has a few megabytes; a film of the session does not belong here."""
_ENDINGS = (
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"PK\x03\x04", ".docx"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A kept document."""

    sha256: str
    path: Path
    """Where it lies in the folder."""


def document_path(recount: Recount, sha256: str) -> Path:
    """Where the document of that hash lies."""
    return recount.folder.document(sha256)


def keep_document(recount: Recount, source: Path) -> Document:
    """Copy a document into the folder under its hash; the same bytes twice are one document.

    :raises Refusal: it cannot be read, is empty, or is too large to be an order.
    """
    data = read_document(source)
    sha256 = hashlib.sha256(data).hexdigest()
    path = document_path(recount, sha256)
    if not path.exists():
        try:
            write_whole(path, data)
        except OSError as error:
            raise Refusal(
                f"The document could not be kept in the folder ({error.strerror or error}). "
                "Nothing was recorded. Make room on the disk, then try again."
            ) from error
    return Document(sha256, path)


def read_document(source: Path) -> bytes:
    """The bytes of a document somebody chose.

    :raises Refusal: as :func:`keep_document`.
    """
    try:
        facts = source.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Refusal(f"{source.name} is not a file. Nothing was recorded. Choose the order.")
        if facts.st_size > MAX_BYTES:
            raise Refusal(
                f"{source.name} has {facts.st_size / 1024 / 1024:,.0f} MB; at most "
                f"{MAX_BYTES // 1024 // 1024} are kept. Nothing was recorded. Scan it smaller."
            )
        data = source.read_bytes()
    except OSError as error:
        raise Refusal(
            f"{source} cannot be read ({error.strerror or error}). Nothing was recorded. Choose "
            "the file again."
        ) from error
    if not data:
        raise Refusal(f"{source.name} is empty. Nothing was recorded. Choose the order itself.")
    return data


def readable_copy(recount: Recount, sha256: str, folder: Path) -> Path:
    """Copy a kept document out, under a name other programs know how to open.

    :param folder: where the copy is written.
    :raises Refusal: it is not in the folder, or its bytes are not those that were ordered.
    """
    path = document_path(recount, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refusal(
            f"The document {sha256[:16]} is not in this folder. The order stands as it is. "
            "Bring the file back from the second path."
        ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refusal(
            f"The file under {sha256[:16]} is not the one the board had before it. The order "
            "stands as it is. Bring the file back from the second path."
        )
    ending = next((e for mark, e in _ENDINGS if data.startswith(mark)), ".txt")
    copy = folder / f"order-{sha256[:12]}{ending}"
    write_whole(copy, data)
    return copy
