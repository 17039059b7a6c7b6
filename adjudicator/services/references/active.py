"""The references that hold now: the newest recorded of each style and side, and supplied ones."""

import logging

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import PageLayout
from adjudicator.services.recount import Recount
from adjudicator.services.references.layout_file import KeptLayout, LayoutUnreadable, read_layout
from adjudicator.services.references.supplied import supplied_pages
from adjudicator.storage.images import read_document
from adjudicator.storage.queries.references import ReferenceRecord, list_references

_log = logging.getLogger(__name__)
_Where = tuple[str, str]


def active_references(recount: Recount) -> tuple[ReferencePage, ...]:
    """What pages are held against, by style and side.

    A recorded reference whose layout is missing, altered or of another making helps nobody: it is
    left out, and what was supplied does not take its place, for people said otherwise.  ``verify``
    names such a file.
    """
    return tuple(pages[0] for pages in pages_to_use(recount))


def pages_to_use(recount: Recount) -> tuple[tuple[ReferencePage, ...], ...]:
    """The same by style and side: of supplied ones also the pages that are tried after the first.

    A recorded reference stands alone.
    """
    found = dict(supplied_pages(recount))
    for where, record in newest_references(recount).items():
        found.pop(where, None)
        kept = kept_layout(recount, record.layout)
        if kept is not None:
            found[where] = (reference_page(record, kept),)
    return tuple(found[where] for where in sorted(found))


def newest_references(recount: Recount) -> dict[_Where, ReferenceRecord]:
    """The newest entry of each style and side."""
    with recount.reading() as connection:
        return {(r.style, r.side): r for r in list_references(connection)}


def kept_layout(recount: Recount, sha256: str) -> KeptLayout | None:
    """The layout of that hash as the folder keeps it; ``None`` if it cannot be read."""
    data = read_document(recount.folder, sha256)
    if data is None:
        _log.warning("The layout %s of a reference is missing or altered.", sha256[:16])
        return None
    try:
        return read_layout(data)
    except LayoutUnreadable as error:
        _log.warning("The layout %s of a reference cannot be used: %s.", sha256[:16], error)
        return None


def reference_page(record: ReferenceRecord, kept: KeptLayout) -> ReferencePage:
    """A recorded reference with its boxes."""
    return ReferencePage(
        style=record.style,
        side=record.side,
        image=record.image,
        page=kept.page,
        layout=kept.layout,
        key=record.layout,
        entry=record.entry,
    )


def layout_before(recount: Recount, style: str, side: str) -> PageLayout | None:
    """The boxes that hold now for a style and side, if any do."""
    holds = (r.layout for r in active_references(recount) if (r.style, r.side) == (style, side))
    return next(holds, None)
