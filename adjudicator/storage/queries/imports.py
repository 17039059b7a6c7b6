"""Imports, released lots, and what is in the record already."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from adjudicator.storage.folder import RecountFolder
from adjudicator.storage.queries.references import list_references
from adjudicator.storage.schema import case_rows, imports, isolated_lots, motions, released


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

    @property
    def waits_for_pile(self) -> bool:
        """Whether its cases are in no pile; an import of counts alone has none."""
        return not self.voided and not self.piled and self.sheets > 0


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


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where an imported sheet stands."""

    sheet: str
    ballot: str
    entry: int
    """The import that brought it."""
    lot: str
    contests: tuple[str, ...]
    """Those it carries, as far as the delivery told."""


def sheet_places(
    connection: Connection, folder: RecountFolder, wanted: Collection[str]
) -> dict[str, SheetPlace]:
    """Where these sheets stand, those of imports that stand and no others."""
    found: dict[str, SheetPlace] = {}
    for record in list_imports(connection) if wanted else ():
        if record.voided:
            continue
        with folder.manifest(record.manifest).open("rb") as lines:
            for line in map(json.loads, lines):
                if line["sheet"] in wanted:
                    found[line["sheet"]] = SheetPlace(
                        line["sheet"],
                        line["ballot"],
                        record.entry,
                        line["lot"],
                        tuple(contest for contest, *_ in line["contests"]),
                    )
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
    """Every content-addressed file the record refers to, those of void imports included."""
    found: set[Path] = set()
    for row in connection.execute(select(imports.c.manifest, imports.c.counts)):
        manifest = folder.manifest(row.manifest)
        found |= {manifest, folder.sidecar(row.manifest)}
        if row.counts is not None:
            found.add(folder.counts(row.counts))
        with manifest.open("rb") as lines:
            for line in lines:
                found.update(folder.image(image) for image in json.loads(line)["images"])
    rescanned = connection.execute(select(case_rows.c.images)).scalars()
    found.update(folder.image(image) for shown in rescanned for image in json.loads(shown))
    documents = select(motions.c.document).where(motions.c.document.is_not(None))
    found.update(folder.document(sha256) for sha256 in connection.execute(documents).scalars())
    for reference in list_references(connection):
        found |= {folder.image(reference.image), folder.document(reference.layout)}
    return frozenset(found)


def released_lots(connection: Connection) -> list[tuple[int, str]]:
    """``(import, lot)`` the board has released and no order has isolated since."""
    taken_out = set(isolated(connection))
    rows = connection.execute(select(released.c.import_entry, released.c.lot))
    return [lot for row in rows if (lot := (row.import_entry, row.lot)) not in taken_out]


def isolated(connection: Connection) -> list[tuple[int, str]]:
    """``(import, lot)`` an order holds outside the totals, accepted lots among them."""
    rows = connection.execute(
        select(isolated_lots.c.import_entry, isolated_lots.c.lot).order_by(isolated_lots.c.motion)
    )
    return [(row.import_entry, row.lot) for row in rows]
