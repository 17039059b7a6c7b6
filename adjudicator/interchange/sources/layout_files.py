"""Layout files: where contests and targets stand on one page, as the handbook describes."""

from typing import Final

import msgspec

from adjudicator.domain.layouts import PageLayout

UNREADABLE: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What the decoder raises of bytes that are no such JSON."""


class NotALayout(Exception):  # noqa: N818 - reads as what is wrong
    """The bytes are no layout file; the message says why, as a clause."""


class _LayoutFile(msgspec.Struct, forbid_unknown_fields=True):
    """The value of :meth:`PageLayout.as_value`."""

    width: int
    height: int
    contests: list[tuple[str, float, float, float, float]]
    targets: list[tuple[str, str, float, float, float, float]]


def decode_layout(data: bytes) -> PageLayout:
    """The layout in a file.

    :raises NotALayout: there is none, or its boxes cannot stand on a page.
    """
    try:
        layout = msgspec.json.decode(data, type=_LayoutFile)
    except UNREADABLE as error:
        raise NotALayout(str(error)) from error
    found = PageLayout.from_value(msgspec.to_builtins(layout))
    if problem := found.problem():
        raise NotALayout(problem)
    return found
