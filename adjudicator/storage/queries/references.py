"""Reference pages as the record has them, and the layouts that came with images."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from adjudicator.storage.schema import entries, imports, sheet_pages

_PAGE = 2_000
_decode = msgspec.json.decode


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """One ``reference`` entry."""

    entry: int
    time: str
    style: str
    side: str
    image: str
    layout: str
    """SHA-256 of the layout, which lies among the documents."""


@dataclass(frozen=True, slots=True)
class SheetPages:
    """One imported sheet as its source told of it."""

    sheet: str
    import_entry: int
    pages: tuple[tuple[str, int, dict[str, Any] | None], ...]
    """Image, page within it, and the value of the layout the source gave; in paper order."""
    style: str | None
    """The ballot style the source names."""


def list_references(connection: Connection) -> list[ReferenceRecord]:
    """Every reference ever recorded, replaced ones too, in record order."""
    query = select(entries.c.i, entries.c.time, entries.c.data)
    rows = connection.execute(query.where(entries.c.kind == "reference").order_by(entries.c.i))
    found = []
    for row in rows:
        body = json.loads(row.data)["b"]
        found.append(
            ReferenceRecord(
                row.i, row.time, body["style"], body["side"], body["image"], body["layout"]
            )
        )
    return found


def sheets_with_pages(connection: Connection) -> Iterator[SheetPages]:
    """The pages of every sheet of the imports that stand, in no order.

    Layouts stay plain values, for there are many and few are wanted.
    """
    query = (
        select(sheet_pages)
        .join(imports, imports.c.entry == sheet_pages.c.import_entry)
        .where(imports.c.voided.is_(None))
        .execution_options(yield_per=_PAGE)
    )
    for row in connection.execute(query):
        pages = tuple((image, page, layout) for image, page, layout in _decode(row.pages))
        yield SheetPages(row.sheet, row.import_entry, pages, row.style)
