"""Layout files: where contests and targets stand on one page, as the handbook describes.

A layout helps people see and counts for nothing, so nothing that is wrong with one costs a sheet
its place: whoever reads a delivery leaves such a layout out and says so.
"""

import json
import math
from decimal import Decimal
from typing import Any, Final

import msgspec

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.interchange.printable import printable
from adjudicator.interchange.sources.records import Printed
from adjudicator.interchange.texts import is_clean_id

UNREADABLE: Final = (msgspec.MsgspecError, ValueError, RecursionError)
"""What decoders raise of bytes that are no such JSON."""
_SIDES: Final = ("x", "y", "width", "height")
_MOST_SHOWN: Final = 40
"""Letters shown of what stands where a number belongs."""


class NotALayout(Exception):  # noqa: N818 - reads as what is wrong
    """The bytes are no layout file; the message says why, as a clause."""

    def __init__(self, why: str, printed: Printed | None = None) -> None:
        super().__init__(printable(why))
        self.printed = printed
        """What stands on the page, where nothing but a number is wrong."""


class _LayoutFile(msgspec.Struct, forbid_unknown_fields=True):
    """The value of :meth:`PageLayout.as_value`; the numbers are looked at one by one."""

    width: Any
    height: Any
    contests: list[tuple[str, Any, Any, Any, Any]]
    targets: list[tuple[str, str, Any, Any, Any, Any]]

    @property
    def printed(self) -> Printed:
        """The contests and targets, whatever their boxes."""
        return (
            tuple(contest for contest, *_ in self.contests),
            tuple((contest, choice) for contest, choice, *_ in self.targets),
        )


def whole_number(digits: str) -> int | Decimal:
    """What JSON's reader makes of digits; of more than Python takes for a number, a decimal one."""
    try:
        return int(digits)
    except ValueError:
        return Decimal(digits)


def decode_layout(data: bytes) -> PageLayout:
    """The layout in a file.

    :raises NotALayout: there is none, or its boxes cannot stand on a page.
    """
    try:
        # Python's reader, for it takes NaN and Infinity too, so that they can be named.
        value = json.loads(data, parse_int=whole_number)
    except UNREADABLE as error:
        raise NotALayout(f"it is not JSON ({error})") from error
    try:
        told = msgspec.convert(value, type=_LayoutFile)
    except UnicodeError as error:
        raise NotALayout("half of a surrogate pair stands in one of its keys") from error
    except UNREADABLE as error:
        raise NotALayout(str(error)) from error
    for name in sorted({id_ for group in told.printed for each in group for id_ in _ids(each)}):
        if not is_clean_id(name):
            raise NotALayout(f"{name[:_MOST_SHOWN]!r} names no contest and no choice")
    return checked_layout(
        told.width,
        told.height,
        [(contest, box) for contest, *box in told.contests],
        [(contest, choice, box) for contest, choice, *box in told.targets],
    )


def _ids(told: str | tuple[str, str]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else told


def checked_layout(
    width: Any,  # noqa: ANN401 - whatever stands in the source
    height: Any,  # noqa: ANN401 - as above
    contests: list[tuple[str, Any]],
    targets: list[tuple[str, str, Any]],
) -> PageLayout:
    """A layout of boxes as they were told: lists of four numbers, or whatever stands there.

    :raises NotALayout: one of them is no box, lies off the page, or speaks against another.
    """
    printed = (tuple(c for c, _ in contests), tuple((c, o) for c, o, _ in targets))
    try:
        made = PageLayout(
            width=_whole("the width of its page", width),
            height=_whole("the height of its page", height),
            contests=tuple(ContestBox(c, _box(f"the box of {c}", told)) for c, told in contests),
            targets=tuple(
                TargetBox(c, o, _box(f"the box of target {o} of {c}", told))
                for c, o, told in targets
            ),
        )
    except _NoNumber as error:
        raise NotALayout(str(error), printed) from error
    if problem := made.problem():
        raise NotALayout(problem, printed)
    if problem := made.contradiction():
        raise NotALayout(problem)
    return made


class _NoNumber(Exception):  # noqa: N818 - caught here, never seen elsewhere
    """Something else stands where a number belongs."""


def _box(name: str, told: Any) -> Box:  # noqa: ANN401 - whatever stands in the source
    if not isinstance(told, list) or len(told) != len(_SIDES):
        raise _NoNumber(f"{name} is not four numbers but {_shown(told)}")
    return Box(*(_number(f"{side} of {name}", n) for side, n in zip(_SIDES, told, strict=True)))


def _whole(name: str, told: Any) -> int:  # noqa: ANN401 - whatever stands in the source
    number = _number(name, told)
    if number != int(number):
        raise _NoNumber(f"{name} is {_shown(told)}, not a whole number")
    return int(number)


def _number(name: str, told: Any) -> float:  # noqa: ANN401 - whatever stands in the source
    if isinstance(told, bool) or not isinstance(told, (int, float, Decimal)):
        raise _NoNumber(f"{name} is {_shown(told)}, no number")
    try:
        number = float(told)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _NoNumber(f"{name} is {_shown(told)}, no number of pixels")
    return number


def _shown(told: object) -> str:
    """What stands there, short; as JSON writes it where it is JSON."""
    if isinstance(told, (list, dict)):
        return "a list" if isinstance(told, list) else "a group of values"
    if isinstance(told, int) and told.bit_length() > _MOST_SHOWN:
        return "far too large"  # and with thousands of digits not even to be written out
    text = str(told) if isinstance(told, Decimal) else json.dumps(told, ensure_ascii=False)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 3]}..."
