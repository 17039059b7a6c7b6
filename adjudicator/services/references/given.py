"""A layout somebody brings as a file: one that was kept, or one as deliveries have them."""

from pathlib import Path

import msgspec
from msgspec import UNSET, Raw, UnsetType

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import PageLayout
from adjudicator.interchange.sources.layout_files import UNREADABLE, NotALayout, decode_layout
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.orders.documents import read_document
from adjudicator.services.recount import Recount
from adjudicator.services.references.held import page_on_print
from adjudicator.services.references.layout_file import LayoutUnreadable, read_layout
from adjudicator.services.references.supplied import supplied_pages


class _Versioned(msgspec.Struct):
    """What alone tells a kept layout from a layout file."""

    v: Raw | UnsetType = UNSET


def given_layout(path: Path) -> PageLayout:
    """The layout in a file.

    :raises UsageError: it cannot be read, or is none.
    """
    try:
        data = read_document(path)
    except Refusal as refused:
        raise UsageError(str(refused)) from refused
    try:
        return layout_in(data)
    except LayoutUnreadable as error:
        raise UsageError(
            f"{path} cannot be used: {error}. Nothing was recorded. The handbook's page on layouts "
            "of reference pages says what belongs in it."
        ) from error


def layout_in(data: bytes) -> PageLayout:
    """The layout in these bytes, whichever of both forms they have.

    :raises LayoutUnreadable: there is none.
    """
    if _names_a_version(data):
        return read_layout(data).layout
    try:
        return decode_layout(data)
    except NotALayout as error:
        raise LayoutUnreadable(str(error)) from error


def _names_a_version(data: bytes) -> bool:
    try:
        return msgspec.json.decode(data, type=_Versioned).v is not UNSET
    except UNREADABLE:
        return False


def supplied_layout(recount: Recount, style: str, side: str) -> ReferencePage:
    """The layout that came with the images for a style and side, moved to the print of its page.

    :raises UsageError: there is none.
    :raises Refusal: it cannot be used, or its image is not here.
    """
    found = supplied_pages(recount)
    if (style, side) not in found:
        known = ", ".join(f"{s} {d}" for s, d in sorted(found)) or "none"
        raise UsageError(
            f"No layout came with the images for style {style}, {side}. Nothing was recorded. "
            f"There are: {known}."
        )
    return page_on_print(recount, found[style, side]).held.reference
