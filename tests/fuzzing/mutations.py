"""Ways to spoil a document: bytes, lines, and the values in it; the same for the same seed."""

import random
import re
from collections.abc import Callable

Change = Callable[[random.Random, bytes], bytes]

_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|-?[0-9]+|true|false|null')
_WORD = re.compile(rb"[^\s,:\[\]{}\"]+")
VALUES: tuple[bytes, ...] = (
    b"null", b"true", b"false", b"0", b"1", b"-1", b"-0", b"01", b"1.0", b"1e9", b"NaN",
    b"Infinity", b"9007199254740991", b"9007199254740992", b"1e400", b"18446744073709551616",
    b"9" * 400, b"9" * 5000,
    b'""', b"[]", b"{}", b"[[],{}]", b'{"a":1,"a":2}', b'"\\ud800"', b'"\\u0041"', b'"\\n"',
    b'"/"', b'"0"', b'"00"', b'"a b"', b'"' + b"x" * 3000 + b'"', b"[" * 9 + b"]" * 9,
    '"\u0661"'.encode(), '"\u00e9"'.encode(), '"e\u0301"'.encode(), '"\u2028"'.encode(),
    b'"' + b"0" * 32 + b'"', b'"' + b"f" * 64 + b'"',
)  # fmt: skip
"""What a value may be replaced by."""
BYTES: tuple[bytes, ...] = (
    b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n",
    b"\n\n", b"\t", b" ", b"\x7f", b"\xc2\x85", b"\xc2\xa0", "\u2028".encode(), "\u0661".encode(),
    b"+", b"-", b"=", b"==", b"/", b"\\", b'"', b",", b"[", b"{", b"}", b"]", b"0", b"9" * 40,
    b"[" * 2000, b'{"a":' * 2000, b"x" * 5000, "— ".encode(), b"A" * 600,
)  # fmt: skip
"""What may be put in."""
_MANY = 600_000


def _flip(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _replace(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _delete(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice((1, 1, 2, 7, 64)) :]


def _insert(rng: random.Random, data: bytes) -> bytes:
    at = rng.choice((0, len(data), rng.randrange(len(data) + 1)))
    return data[:at] + rng.choice(BYTES) + data[at:]


def _truncate(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] if rng.randrange(4) else data[at:]


def _repeat(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    part = data[start : start + rng.choice((1, 4, 32, 200))]
    at = rng.randrange(len(data) + 1)
    return data[:at] + part + data[at:]


def _lines(rng: random.Random, data: bytes) -> bytes:
    """A line dropped, doubled, moved, or exchanged with another."""
    lines = data.splitlines(keepends=True)
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    way = rng.randrange(4)
    if way == 0:
        del lines[one]
    elif way == 1:
        lines.insert(two, lines[one])
    elif way == 2:
        lines.insert(two, lines.pop(one))
    else:
        lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _ends(rng: random.Random, data: bytes) -> bytes:
    """Line ends of another kind, or one more or less at the end."""
    way = rng.randrange(4)
    if way == 0:
        return data.replace(b"\n", b"\r\n")
    if way == 1:
        return data.replace(b"\n", b"\r")
    return data + b"\n" if way == 2 else data.removesuffix(b"\n")


def _value(rng: random.Random, data: bytes) -> bytes:
    """Another value in the place of one."""
    found = list(_TOKEN.finditer(data)) or list(_WORD.finditer(data))
    if not found:
        return data
    start, end = rng.choice(found).span()
    others = [data[slice(*rng.choice(found).span())], rng.choice(VALUES)]
    return data[:start] + rng.choice(others) + data[end:]


def _number(rng: random.Random, data: bytes) -> bytes:
    """A number that is a little or vastly another."""
    found = list(re.finditer(rb"[0-9]+", data))
    if not found:
        return data
    start, end = rng.choice(found).span()
    near = str(int(data[start : min(end, start + 15)]) + rng.choice((-1, 1, 2**32, 2**53))).encode()
    digits = rng.choice((near, b"0" + data[start:end], b"9" * rng.choice((16, 17, 20, 5000))))
    return data[:start] + digits + data[end:]


CHANGES: tuple[Change, ...] = (
    _flip, _replace, _delete, _insert, _truncate, _repeat, _lines, _ends, _value, _value, _number,
)  # fmt: skip


def spoiled(rng: random.Random, data: bytes) -> bytes:
    """The document with one to three changes."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if data:
            data = rng.choice(CHANGES)(rng, data)
    return data


def huge(data: bytes, many: int = _MANY) -> tuple[bytes, ...]:
    """Documents that would take long, or much memory, if they were read any further than needed.

    :param many: about how many bytes each has.
    """
    return (
        b"", b"\n", b"\n" * many, b"[" * many, b'{"a":' * (many // 5), b"1" * many,
        b'"' + b"x" * many + b'"', b"\xff" * many, b"0" * many, b"-" * many, b"A" * many,
        data * (many // max(1, len(data)) + 1), b"\x00" * many, b"/0" * (many // 2),
        data + b"x" * many, b"x" * many + data, data[:-1] + b" " * many + data[-1:],
        b"[" + b"0," * (many // 2) + b"0]", "\u2014 a AAAA\n".encode() * (many // 12),
    )  # fmt: skip
