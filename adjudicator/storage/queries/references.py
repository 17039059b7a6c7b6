"""Reference pages as the record has them, and the layouts that came with images."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, select

from adjudicator.storage.schema import cases, entries, imports, sheet_pages

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


@dataclass(frozen=True, slots=True)
class FlaggedSheet:
    """A sheet with a case, as far as its pages go."""

    sheet: str
    precinct: str
    contests: tuple[str, ...]
    """Of its cases."""
    pages: tuple[tuple[str, int, dict[str, Any] | None], ...]
    """Image, page within it, and the value of the layout the source gave; in paper order."""
    style: str | None
    """The ballot style the source names."""


def flagged_sheets(connection: Connection) -> list[FlaggedSheet]:
    """Every sheet with a case, in the work order of its first case."""
    query = (
        select(
            cases.c.sheet,
            cases.c.precinct,
            cases.c.contest,
            cases.c.images,
            sheet_pages.c.pages,
            sheet_pages.c.style,
        )
        .select_from(
            cases.outerjoin(
                sheet_pages,
                and_(
                    sheet_pages.c.import_entry == cases.c.import_entry,
                    sheet_pages.c.sheet == cases.c.sheet,
                ),
            )
        )
        .order_by(cases.c.work)
    )
    found: dict[str, FlaggedSheet] = {}
    for row in connection.execute(query):
        known = found.get(row.sheet)
        if known is not None:
            found[row.sheet] = replace(known, contests=(*known.contests, row.contest))
            continue
        pages = _pages(_decode(row.images), row.pages)
        found[row.sheet] = FlaggedSheet(row.sheet, row.precinct, (row.contest,), pages, row.style)
    return list(found.values())


def _pages(
    images: list[str], told: str | None
) -> tuple[tuple[str, int, dict[str, Any] | None], ...]:
    """The pages as they were imported; those of the newest scan where it shows others."""
    known = [] if told is None else _decode(told)
    if {image for image, *_ in known} != set(images):
        return tuple((image, 1, None) for image in images)
    return tuple((image, page, layout) for image, page, layout in known)
