"""Whether what lies beside the record is what the record hashes: openings and files."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from adjudicator.ledger import canonical, contexts
from adjudicator.ledger.errors import NotCanonical
from adjudicator.ledger.piles import parse_pile_file, pile_root
from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.schema import openings

_PAPERS = {
    "motion": ("document", "the document of its order"),
    "reference": ("layout", "the layout of its reference page"),
}
"""By kind: the field that names a document, and what it is."""


def altered_opening(connection: Connection, origin: str) -> int | None:
    """The entry of the first opening that does not fit its seal.

    The value is hashed as it is stored; nothing is trusted of it.
    """
    rows = connection.execute(
        select(openings).order_by(openings.c.entry).execution_options(yield_per=1_000)
    )
    for row in rows:
        try:
            canonical.decode(row.value)
            fits = contexts.seal(origin, bytes.fromhex(row.salt), row.value) == row.seal
        except (NotCanonical, ValueError):
            fits = False
        if not fits:
            return int(row.entry)
    return None


def altered_file(folder: RecountFolder, body: Mapping[str, Any]) -> str | None:
    """What is wrong with the files an entry hashes, as a clause; ``None`` if nothing is."""
    if body["kind"] == "import":
        if not _is(folder.manifest(body["manifest"]), body["manifest"]):
            return "its list of sheets is missing or altered"
        if body["counts"] is not None and not _is(folder.counts(body["counts"]), body["counts"]):
            return "its machine counts are missing or altered"
    if body["kind"] in _PAPERS:
        field, what = _PAPERS[body["kind"]]
        document = body[field]
        if document is not None and not _is(folder.document(document), document):
            return f"{what} is missing or altered"
    if body["kind"] == "pile":
        path = folder.pile(body["root"])
        try:
            if not path.exists() or pile_root(parse_pile_file(path.read_bytes())) != body["root"]:
                return "its list of cases is missing or altered"
        except NotCanonical:
            return "its list of cases is missing or altered"
    return None


def _is(path: Path, sha256: str) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256
