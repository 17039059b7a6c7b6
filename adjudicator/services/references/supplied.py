"""Layouts that came with images, taken as references where nobody has drawn one.

Of each style and side the first page in the order of the imports and of their manifests is taken,
so every station takes the same.  A layout that came with images is held against the print of its
own page before it is used (:mod:`adjudicator.imaging.proposing.holding`); where it does not lie on
it, or the page cannot be decoded, the next few pages of the same delivery are tried
(:mod:`adjudicator.services.locating.serving`).  Nobody has confirmed it, so its ``entry`` is
``None``.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import Any
from weakref import WeakKeyDictionary

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.references import derived_style, side_name
from adjudicator.ledger.errors import NotCanonical
from adjudicator.services.recount import Recount
from adjudicator.services.references.layout_file import KeptLayout
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.imports import list_imports
from adjudicator.storage.queries.references import SheetPages, sheets_with_pages

_log = logging.getLogger(__name__)
_Place = tuple[int, bytes]
"""The import, and the sheet's id as a manifest sorts it."""
_Page = tuple[str, int, dict[str, Any]]
_Supplied = Mapping[tuple[str, str], tuple[ReferencePage, ...]]
_known: WeakKeyDictionary[Recount, tuple[tuple[int, ...], _Supplied]] = WeakKeyDictionary()
"""By open recount: the imports that stood, and what they supply."""
_MOST = 4
"""Pages of a style and side that are tried."""
_MANY = 64
"""Pages kept in mind while they are read."""
_DPI = 200
"""Told of a supplied layout, whose image need not be opened for its key."""


def supplied_pages(recount: Recount) -> _Supplied:
    """The pages that may serve of each style and side that came with a layout; the first first."""
    with recount.reading() as connection:
        stand = tuple(i.entry for i in list_imports(connection) if not i.voided)
        known = _known.get(recount)
        if known is None or known[0] != stand:
            known = _known[recount] = stand, _read(connection)
    return known[1]


def _read(connection: Connection) -> _Supplied:
    pages: dict[tuple[str, str], list[tuple[_Place, _Page]]] = {}
    for sheet in sheets_with_pages(connection):
        style = style_of_sheet(sheet)
        place = (sheet.import_entry, sheet.sheet.encode())
        for number, (image, page, layout) in enumerate(sheet.pages):
            if style is None or layout is None or not layout["contests"]:
                continue
            here = pages.setdefault((style, side_name(number)), [])
            here.append((place, (image, page, layout)))
            if len(here) > _MANY:
                here[:] = _first(here)
    return {
        (style, side): references
        for (style, side), found in sorted(pages.items())
        if (references := tuple(_references(style, side, found)))
    }


def _references(
    style: str, side: str, pages: list[tuple[_Place, _Page]]
) -> Iterator[ReferencePage]:
    for _, page in _first(pages):
        try:
            yield _reference(style, side, *page)
        except (NotCanonical, ValueError, OverflowError):
            # A number no record can hold.  Imports leave such a layout out now; earlier ones did
            # not, and one page must not keep all others from being looked at.
            _log.warning("A layout of style %s, %s, holds a number too large.", style, side)


def _first(pages: list[tuple[_Place, _Page]]) -> list[tuple[_Place, _Page]]:
    """The first few; all of one import, so that a later one does not change what holds."""
    first = nsmallest(_MOST, pages, key=lambda each: each[0])
    return [each for each in first if each[0][0] == first[0][0][0]]


def style_of_sheet(sheet: SheetPages) -> str | None:
    """The ballot style of an imported sheet: the one its source names, else by its layouts."""
    return sheet.style or derived([layout for _, _, layout in sheet.pages])


def derived(layouts: Iterable[dict[str, Any] | None]) -> str | None:
    """The style of a sheet by the values of its pages' layouts; ``None`` if there are none."""
    known = [layout for layout in layouts if layout is not None]
    if not known:
        return None
    return derived_style(
        [contest for layout in known for contest, *_ in layout["contests"]],
        [(contest, choice) for layout in known for contest, choice, *_ in layout["targets"]],
    )


def _reference(style: str, side: str, image: str, page: int, value: Any) -> ReferencePage:  # noqa: ANN401 - a JSON value
    layout = PageLayout.from_value(value)
    key = KeptLayout(layout, page, _DPI).key
    return ReferencePage(style, side, image, page, layout, key)
