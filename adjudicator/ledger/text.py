"""Strict small texts: base64, hex, numbers and times, each with exactly one spelling."""

import binascii
import re
from datetime import UTC, datetime

_HEX = re.compile(r"[0-9a-f]*")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")
TIME = re.compile(
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", re.ASCII
)
"""``YYYY-MM-DDTHH:MM:SSZ`` with each part in range."""


def to_base64(data: bytes) -> str:
    """Padded base64, the standard alphabet."""
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def from_base64(text: str, size: int | None = None) -> bytes:
    """Read padded base64 that re-encodes to itself.

    :param size: how many bytes it must hold, if that is known.
    :raises ValueError: loose spelling, or another size.
    """
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("This is not padded base64.") from error
    if to_base64(data) != text:
        raise ValueError("This base64 is not written the one strict way.")
    if size is not None and len(data) != size:
        raise ValueError(f"This base64 holds {len(data)} bytes instead of {size}.")
    return data


def from_hex(text: str, size: int) -> bytes:
    """Read lower-case hex of exactly ``size`` bytes.

    :raises ValueError: anything else.
    """
    if len(text) != 2 * size or not _HEX.fullmatch(text):
        raise ValueError(f"This is not lower-case hex of {size} bytes.")
    return bytes.fromhex(text)


def is_hex(text: object, size: int) -> bool:
    """Whether this is lower-case hex of exactly ``size`` bytes."""
    return isinstance(text, str) and len(text) == 2 * size and _HEX.fullmatch(text) is not None


def to_number(text: str) -> int:
    """Read ``0|[1-9][0-9]{0,15}``, the one spelling of numbers in text files.

    :raises ValueError: any other spelling.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"This is not a plain number: {text[:40]!r}.")
    return int(text)


def is_time(text: object) -> bool:
    """Whether this is ``YYYY-MM-DDTHH:MM:SSZ`` with each part in range."""
    return isinstance(text, str) and TIME.fullmatch(text) is not None


def to_time(moment: datetime) -> str:
    """Write a moment as ``YYYY-MM-DDTHH:MM:SSZ``.

    :raises ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("A time in the record needs its time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
