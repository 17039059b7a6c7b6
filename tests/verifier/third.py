"""A third, quick reading of ``record.jsonl``, written from ``FORMAT.md`` alone.

It shares no code with either verifier and knows but seven classes of failure: ``encoding``,
``newer``, ``index``, ``key``, ``signature``, ``seen`` and ``nonce`` (and ``order`` of entry 0).
Section numbers are those of ``FORMAT.md``.  It uses ``cryptography`` for the signatures themselves.
"""

import base64
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.verifier.third_shapes import Fails, ask, read_entry, spell

CLASSES = frozenset({"encoding", "newer", "index", "key", "signature", "seen", "nonce"})
LATE_SEEN = "seen, by a close"
"""The class ``seen`` where it is a rule of a kind, behind others that are not known here."""


# 3 and 4 The tree, keys, signatures ---------------------------------------------------------------


def grown(peaks: list[tuple[int, bytes]], data: bytes) -> list[tuple[int, bytes]]:
    """The full trees of a record, largest first, with one leaf more."""
    peaks, level, node = list(peaks), 0, sha256(b"\x00" + data).digest()
    while peaks and peaks[-1][0] == level:
        node, level = sha256(b"\x01" + peaks.pop()[1] + node).digest(), level + 1
    return [*peaks, (level, node)]


def root(peaks: list[tuple[int, bytes]]) -> str:
    if not peaks:
        return sha256(b"").hexdigest()
    (_, node), *rest = reversed(peaks)
    for _, left in rest:
        node = sha256(b"\x01" + left + node).digest()
    return node.hex()


P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def plus(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = one, other
    t = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + t, -1, P)
    return x % P, (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P


@cache
def is_good(public: bytes) -> bool:
    """Whether these bytes are the one spelling of a point of prime order (4.3)."""
    n = int.from_bytes(public, "little")
    y, sign = n % 2**255, n >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        return False
    if x % 2 != sign:
        x = P - x
    total, point = (0, 1), (x, y)
    for bit in f"{ORDER:b}":
        total = plus(total, total)
        if bit == "1":
            total = plus(total, point)
    return total == (0, 1) and (x, y) != (0, 1)


@lru_cache(maxsize=20_000)
def signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is good (4.4)."""
    if int.from_bytes(signature[32:], "little") >= ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


# 8 The record -------------------------------------------------------------------------------------

INTRODUCES = {"open": "log_key", "enrol": "key", "signin": "key"}


class Reading:
    """Entries taken in one after the other."""

    def __init__(self) -> None:
        self.origin = ""
        self.peaks: list[tuple[int, bytes]] = []
        self.roots = [root([])]
        self.keys: dict[int, bytes] = {}
        self.seen: dict[int, int] = {}
        self.nonces: set[str] = set()

    def take(self, data: bytes) -> None:
        """The next entry, or :class:`Fails`."""
        entry, i = read_entry(data), len(self.roots) - 1
        body, pairs = entry["b"], entry["s"]
        ask(entry["i"] == i, "index")
        ask(i > 0 or body["kind"] == "open", "order")
        self.origin = body["origin"] if i == 0 else self.origin
        self._check_keys(i, body, pairs)
        size, said = body["seen"]
        ask(size <= i and self.roots[size] == said, "seen")
        ask(all(self.seen.get(k, 0) <= size for k, _ in pairs), "seen")
        ask(body["n"] not in self.nonces, "nonce")
        if body["kind"] in {"close", "contest_close"}:  # 9.15, 9.25: after other rules of the kind
            ask(size == i, LATE_SEEN)
        self.nonces.add(body["n"])
        self.seen |= dict.fromkeys((k for k, _ in pairs), size)
        self.peaks = grown(self.peaks, data)
        self.roots.append(root(self.peaks))

    def _check_keys(self, i: int, body: dict[str, Any], pairs: list[Any]) -> None:
        new = INTRODUCES.get(body["kind"])
        if new is not None:
            public = base64.b64decode(body[new])
            ask(public not in self.keys.values() and is_good(public), "key")
            self.keys[i] = public
        message = f"adjudicator/act/v1\n{self.origin}\n{spell(body)}".encode()
        for k, signature in pairs:
            ask(k in self.keys, "key")
            ask(signed(self.keys[k], base64.b64decode(signature), message), "signature")


def first_failure(record: bytes) -> tuple[int, str] | None:
    """The first entry that fails in one of the seven classes, and the class; ``None`` if none."""
    reading = Reading()
    *lines, rest = record.split(b"\n")
    for i, line in enumerate(lines):
        try:
            reading.take(line)
        except Fails as failure:
            return i, str(failure)
    return (len(lines), "encoding") if rest else None
