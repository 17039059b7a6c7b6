"""A layout somebody brings as a file: one that was kept, or one as deliveries have them."""

import json
from pathlib import Path

from adjudicator.domain.finding.place import ReferencePage
from adjudicator.domain.layouts import PageLayout
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.orders.documents import read_document
from adjudicator.services.recount import Recount
from adjudicator.services.references.layout_file import LayoutUnreadable, read_layout
from adjudicator.services.references.supplied import supplied_references


def given_layout(path: Path) -> PageLayout:
    """The layout in a file.

    :raises UsageError: it cannot be read, or is none.
    """
    try:
        data = read_document(path)
    except Refusal as refused:
        raise UsageError(str(refused)) from refused
    try:
        value = json.loads(data)
        if isinstance(value, dict) and "v" in value:
            return read_layout(data).layout
        return PageLayout.from_value(value)
    except (LayoutUnreadable, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} cannot be used: {error}. Nothing was recorded. The handbook's page on layouts "
            "of reference pages says what belongs in it."
        ) from error


def supplied_layout(recount: Recount, style: str, side: str) -> ReferencePage:
    """The layout that came with the images for a style and side.

    :raises UsageError: there is none.
    """
    found = {(r.style, r.side): r for r in supplied_references(recount)}
    if (style, side) not in found:
        known = ", ".join(f"{s} {d}" for s, d in sorted(found)) or "none"
        raise UsageError(
            f"No layout came with the images for style {style}, {side}. Nothing was recorded. "
            f"There are: {known}."
        )
    return found[style, side]
