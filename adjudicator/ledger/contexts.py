"""The bytes that are signed or bound, one context for each use: no signature fits two of them.

A checkpoint body begins with an origin and a cosignature message with ``cosignature/``; an act, a
manifest and a wrapped key begin with ``adjudicator/`` and their own word.  An origin holds 20 hex
digits in its third part and so never begins like one of these.
"""

from functools import lru_cache
from hashlib import sha256

from adjudicator.ledger.text import to_base64

_ACT = b"adjudicator/act/v1\n"
_SEAL = b"adjudicator/seal/v1\n"
_KEY = b"adjudicator/key/v1\n"


def act(origin: str, body: bytes) -> bytes:
    """What every signer of an entry signs; ``body`` is the canonical text of the entry's body."""
    return _act_of(origin) + body


@lru_cache(maxsize=16)
def _act_of(origin: str) -> bytes:
    """How every message of a record begins: one is made for every entry."""
    return b"".join((_ACT, origin.encode(), b"\n"))


def checkpoint(origin: str, size: int, root: bytes) -> bytes:
    """The checkpoint body of a head: what the log key signs (C2SP tlog-checkpoint)."""
    return f"{origin}\n{size}\n{to_base64(root)}\n".encode()


def cosign(time: int, checkpoint_body: bytes) -> bytes:
    """What a cosigner signs (C2SP tlog-cosignature); ``time`` in seconds since 1970."""
    return f"cosignature/v1\ntime {time}\n".encode() + checkpoint_body


def manifest(origin: str, digest: str, *, status: bool = False) -> bytes:
    """What is signed for a ``MANIFEST.json`` (or status file) of hex SHA-256 ``digest``."""
    word = "status" if status else "manifest"
    return f"adjudicator/{word}/v1\n{origin}\n{digest}\n".encode()


def seal(origin: str, salt: bytes, value: bytes) -> str:
    """The seal, in hex, of a canonical value under a 16-byte salt."""
    return sha256(b"".join((_SEAL, origin.encode(), b"\n", salt, value))).hexdigest()


def wrap(origin: str, person: str, public: bytes) -> bytes:
    """The additional data an identity key is wrapped with, so that files cannot be exchanged."""
    return b"".join((_KEY, origin.encode(), b"\n", person.encode(), b"\n", public))
