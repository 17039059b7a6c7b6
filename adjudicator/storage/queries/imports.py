"""Imports, released lots, and what is in the record already."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.schema import imports, released


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import."""

    entry: int
    reader: str
    manifest: str
    counts: str | None
    """Hash of the machine counts it brought, if any."""
    sheets: int
    flagged: int
    quarantined: int
    voided: bool
    piled: bool


def list_imports(connection: Connection) -> list[ImportRecord]:
    """All imports in record order."""
    rows = connection.execute(select(imports).order_by(imports.c.entry)).all()
    return [
        ImportRecord(
            entry=r.entry,
            reader=r.reader,
            manifest=r.manifest,
            counts=r.counts,
            sheets=r.sheets,
            flagged=r.flagged,
            quarantined=r.quarantined,
            voided=r.voided is not None,
            piled=bool(r.piled),
        )
        for r in rows
    ]


def known_sheets(connection: Connection, folder: RecountFolder) -> set[str]:
    """Sheet ids of every import that stands."""
    found: set[str] = set()
    for record in list_imports(connection):
        if record.voided:
            continue
        with folder.manifest(record.manifest).open("rb") as lines:
            found.update(json.loads(line)["sheet"] for line in lines)
    return found


def known_images(connection: Connection, folder: RecountFolder) -> set[str]:
    """Hashes of every image of the imports that stand."""
    found: set[str] = set()
    for record in list_imports(connection):
        if record.voided:
            continue
        with folder.manifest(record.manifest).open("rb") as lines:
            for line in lines:
                found.update(json.loads(line)["images"])
    return found


def known_files(connection: Connection, folder: RecountFolder) -> frozenset[Path]:
    """Every content-addressed file some import of the record refers to, void ones included."""
    found: set[Path] = set()
    for row in connection.execute(select(imports.c.manifest, imports.c.counts)):
        manifest = folder.manifest(row.manifest)
        found |= {manifest, folder.sidecar(row.manifest)}
        if row.counts is not None:
            found.add(folder.counts(row.counts))
        with manifest.open("rb") as lines:
            for line in lines:
                found.update(folder.image(image) for image in json.loads(line)["images"])
    return frozenset(found)


def released_lots(connection: Connection) -> list[tuple[int, str]]:
    """``(import, lot)`` the board has released."""
    rows = connection.execute(select(released.c.import_entry, released.c.lot))
    return [(row.import_entry, row.lot) for row in rows]
