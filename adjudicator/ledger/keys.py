"""Ed25519 keys: making them, signing, and checking as strictly as two verifiers must agree.

A signature is good when it has 64 bytes, its S is below the group order, and recomputing R gives
its bytes (RFC 8032 section 5.1.7, without the cofactor).  A public key is good *at its
introduction* when its encoding is canonical, it is not the identity and it has prime order: OpenSSL
accepts the identity, and keys of mixed order make two honest verifiers disagree.
"""

from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from adjudicator.ledger.errors import BadKey

KEY_BYTES = 32
SIGNATURE_BYTES = 64

P: Final[int] = 2**255 - 19
"""The field's prime."""
L: Final[int] = 2**252 + 27742317777372353535851937790883648493
"""The order of the group the base point makes."""
_L_HIGHEST: Final[int] = L >> 248
"""Its highest byte."""
_D: Final[int] = -121665 * pow(121666, P - 2, P) % P
_ROOT_OF_MINUS_ONE: Final[int] = pow(2, (P - 1) // 4, P)

_Point = tuple[int, int, int, int]
_IDENTITY: Final[_Point] = (0, 1, 1, 0)


class SigningKey:
    """A private key in memory.  Its ``repr`` never shows the seed."""

    __slots__ = ("_private", "public")

    def __init__(self, seed: bytes) -> None:
        """Make the key of a 32-byte seed.

        :raises ValueError: the seed has another length.
        """
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public: bytes = self._private.public_key().public_bytes_raw()
        """The raw public key, 32 bytes."""

    @classmethod
    def generate(cls) -> "SigningKey":
        """A fresh key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes, for the key file alone."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of a message (see :mod:`contexts` for what may be signed)."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        """Name the public key only."""
        return f"SigningKey(public={self.public.hex()})"


@lru_cache(maxsize=1024)
def _loaded(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature of that message by that key is good, strictly.

    The key must have passed :func:`check_public` when it was introduced.
    """
    if len(signature) != SIGNATURE_BYTES or len(public) != KEY_BYTES:
        return False
    # S is less than L wherever its highest byte is; only else the whole number is compared.
    if signature[63] >= _L_HIGHEST and int.from_bytes(signature[32:], "little") >= L:
        return False
    try:
        _loaded(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _add(a: _Point, b: _Point) -> _Point:
    """Add two points in extended coordinates (RFC 8032 section 5.1.4)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * _D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, m = f - e, h - g, h + g, f + e
    return (i * j % P, k * m % P, j * k % P, i * m % P)


def _times(scalar: int, point: _Point) -> _Point:
    result = _IDENTITY
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _is_identity(point: _Point) -> bool:
    return point[0] % P == 0 and (point[1] - point[2]) % P == 0


def _decompress(public: bytes) -> _Point:
    """The point of a public key (RFC 8032 section 5.1.3).

    :raises BadKey: not the canonical encoding of a point of the curve.
    """
    number = int.from_bytes(public, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        raise BadKey("The public key is not written in its one canonical form.")
    u, v = (y * y - 1) % P, (_D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P != 0:
        x = x * _ROOT_OF_MINUS_ONE % P
    if (v * x * x - u) % P != 0:
        raise BadKey("The public key is not a point of the curve.")
    if x == 0 and sign:
        raise BadKey("The public key is not written in its one canonical form.")
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def check_public(public: bytes) -> None:
    """Refuse a public key that must not be introduced.

    :raises BadKey: wrong length, not canonical, not on the curve, the identity, not of prime order.
    """
    if len(public) != KEY_BYTES:
        raise BadKey(f"The public key has {len(public)} bytes instead of {KEY_BYTES}.")
    _check_point(public)


@lru_cache(maxsize=1024)
def _check_point(public: bytes) -> None:
    """The dear part; a key that passed is not asked again, for nothing but its bytes decides."""
    point = _decompress(public)
    if _is_identity(point):
        raise BadKey("The public key is the identity, which would accept any signature.")
    if not _is_identity(_times(L, point)):
        raise BadKey("The public key is not of prime order, so verifiers could disagree about it.")
