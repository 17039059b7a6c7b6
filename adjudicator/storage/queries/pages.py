"""The pages cases are seen on, many cases at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_

from adjudicator.domain.layouts import PageLayout
from adjudicator.storage.queries.cases import PageRecord
from adjudicator.storage.queries.chunks import chunks
from adjudicator.storage.schema import cases, sheet_pages

SheetKey = tuple[int, str]
"""The entry of an import, and a sheet of it."""


@dataclass(frozen=True, slots=True)
class CasePages:
    """The pages of one case's sheet, as they are shown."""

    seal: str
    contest: str
    pages: tuple[PageRecord, ...]
    """In paper order."""
    style: str | None
    """The ballot style the source names; ``None`` where it names none."""
    sheet: SheetKey
    """Where what its source told of the sheet stands."""


def pages_of_case(connection: Connection, seal: str) -> list[CasePages]:
    """The pages of that case; nothing where there is none of that seal."""
    return _case_pages(connection, cases.c.seal == seal, layouts=True)


def pages_of_batch(connection: Connection, batch: int) -> list[CasePages]:
    """The pages of every case of a batch, in work order."""
    return _case_pages(connection, cases.c.batch == batch, layouts=True)


def pages_of_all_cases(connection: Connection) -> list[CasePages]:
    """The pages of every case in work order, without the boxes supplied with the images."""
    return _case_pages(connection, cases.c.work > 0, layouts=False)


def pages_of_cases(
    connection: Connection, seals: Sequence[str], *, layouts: bool = False
) -> list[CasePages]:
    """The pages of these cases.

    :param layouts: with the boxes supplied with the images.
    """
    return [
        each
        for some in chunks(seals)
        for each in _case_pages(connection, cases.c.seal.in_(some), layouts=layouts)
    ]


def layouts_of_sheets(
    connection: Connection, sheets: Sequence[SheetKey]
) -> dict[tuple[str, int], PageLayout]:
    """The boxes supplied with the images of these sheets, by image and page."""
    key = tuple_(sheet_pages.c.import_entry, sheet_pages.c.sheet)
    return {
        (image, page): PageLayout.from_value(boxes)
        for some in chunks(sheets)
        for told in connection.execute(select(sheet_pages.c.pages).where(key.in_(some))).scalars()
        for image, page, boxes in json.loads(told)
        if boxes is not None
    }


def _case_pages(
    connection: Connection, wanted: ColumnElement[bool], *, layouts: bool
) -> list[CasePages]:
    as_imported = and_(
        sheet_pages.c.import_entry == cases.c.import_entry, sheet_pages.c.sheet == cases.c.sheet
    )
    query = (
        select(
            cases.c.seal,
            cases.c.contest,
            cases.c.images,
            cases.c.import_entry,
            cases.c.sheet,
            sheet_pages.c.pages,
            sheet_pages.c.style,
        )
        .select_from(cases.outerjoin(sheet_pages, as_imported))
        .where(wanted)
        .order_by(cases.c.work)
    )
    return [
        CasePages(
            seal=row.seal,
            contest=row.contest,
            pages=_pages(json.loads(row.images), row.pages, layouts=layouts),
            style=row.style,
            sheet=(row.import_entry, row.sheet),
        )
        for row in connection.execute(query)
    ]


def _pages(images: Sequence[str], imported: str | None, *, layouts: bool) -> tuple[PageRecord, ...]:
    """The pages of the import; those of the newest scan where it shows others."""
    told = [] if imported is None else json.loads(imported)
    if {image for image, *_ in told} != set(images):
        return tuple(PageRecord(image, 1, None) for image in images)
    return tuple(
        PageRecord(
            image, page, PageLayout.from_value(boxes) if layouts and boxes is not None else None
        )
        for image, page, boxes in told
    )
