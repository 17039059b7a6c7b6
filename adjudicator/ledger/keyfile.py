"""Keys at rest: ``person.key`` behind a passphrase, ``log.key`` in the key store.

Canonical JSON, one object.  Readings chosen where the format leaves the spelling open: ``kdf`` is
``{"m", "name": "argon2id", "p", "salt", "t"}`` with ``m`` in KiB and the salt in hex; ``aead`` is
``"chacha20-poly1305"``, ``nonce`` hex, ``box`` base64 of ciphertext and tag.  In ``log.key`` the
fields ``person``, ``kdf``, ``aead`` and ``nonce`` are null and ``box`` is base64 of the raw seed.
A passphrase is taken in Unicode form NFKC, as UTF-8.  This module makes and reads bytes; where
they are kept, and under which rights, is the caller's business.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from adjudicator.ledger import canonical, contexts
from adjudicator.ledger.errors import BadKey, NotCanonical
from adjudicator.ledger.keys import KEY_BYTES, SigningKey
from adjudicator.ledger.text import from_base64, from_hex, to_base64

MIN_CHOSEN = 14
"""Characters a passphrase chosen by its holder must have."""
_SALT = 16
_NONCE = 12
_BOX = KEY_BYTES + 16
_FIELDS = {"v", "origin", "person", "public", "kdf", "aead", "nonce", "box"}
_AEAD = "chacha20-poly1305"
_MAX_FILE = 4096
_MAX_MEMORY = 1024 * 1024
_MAX_TIME = 10
_MAX_LANES = 16


class WrongPassphrase(BadKey):
    """The passphrase does not open this key file."""


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at a passphrase costs: passes, memory in KiB, lanes."""

    t: int
    m: int
    p: int


PRODUCTION: Final = KdfCost(t=3, m=262144, p=4)
"""The cost of every key of a real recount: 256 MiB a guess."""


def check_chosen(passphrase: str) -> None:
    """Refuse a chosen passphrase that is too short.

    :raises ValueError: fewer than 14 characters (after NFKC, outer spaces not counted).
    """
    length = len(unicodedata.normalize("NFKC", passphrase).strip())
    if length < MIN_CHOSEN:
        raise ValueError(
            f"This passphrase has {length} characters; it needs at least {MIN_CHOSEN}. "
            "Four or five unrelated words are easy to remember and hard to guess."
        )


def _secret(passphrase: str) -> bytes:
    """The bytes of a passphrase; half a surrogate pair, which no keyboard types, is no crash."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _derive(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    kdf = Argon2id(
        salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m, ad=None
    )
    return kdf.derive(_secret(passphrase))


def wrap(
    key: SigningKey, origin: str, person: str, passphrase: str, *, kdf: KdfCost = PRODUCTION
) -> bytes:
    """The bytes of ``person.key``.

    :param kdf: the cost of a guess; anything cheaper than :data:`PRODUCTION` is for demonstrations,
        rehearsals and tests.
    :raises ValueError: the passphrase is shorter than a chosen one may be.
    """
    check_chosen(passphrase)
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    secret = ChaCha20Poly1305(_derive(passphrase, salt, kdf))
    box = secret.encrypt(nonce, key.seed, contexts.wrap(origin, person, key.public))
    cost = {"name": "argon2id", "t": kdf.t, "m": kdf.m, "p": kdf.p, "salt": salt.hex()}
    return _write(origin, person, key, kdf=cost, aead=_AEAD, nonce=nonce.hex(), box=box)


def store_log_key(key: SigningKey, origin: str) -> bytes:
    """The bytes of ``log.key``: the seed as it is, for a place only the station's owner reads."""
    return _write(origin, None, key, kdf=None, aead=None, nonce=None, box=key.seed)


def _write(
    origin: str,
    person: str | None,
    key: SigningKey,
    *,
    kdf: dict[str, Any] | None,
    aead: str | None,
    nonce: str | None,
    box: bytes,
) -> bytes:
    value = {
        "v": 1,
        "origin": origin,
        "person": person,
        "public": to_base64(key.public),
        "kdf": kdf,
        "aead": aead,
        "nonce": nonce,
        "box": to_base64(box),
    }
    return canonical.encode(value)


def _read(data: bytes, origin: str, person: str | None) -> dict[str, Any]:
    try:
        value = canonical.decode_object(data, limit=_MAX_FILE)
    except NotCanonical as error:
        raise BadKey("This is not a key file.") from error
    version = value.get("v")
    if type(version) is not int or version != 1 or set(value) != _FIELDS:
        raise BadKey("This is not a key file, or one made by a newer version.")
    if value["origin"] != origin:
        raise BadKey("This key file belongs to another recount.")
    if value["person"] != person:
        raise BadKey("This key file belongs to somebody else.")
    return value


def public_of(data: bytes) -> bytes:
    """The public key a key file holds the secret of; nothing is decrypted.

    :raises BadKey: this is not a key file.
    """
    try:
        return from_base64(canonical.decode_object(data, limit=_MAX_FILE)["public"], KEY_BYTES)
    except (KeyError, TypeError, ValueError) as error:
        raise BadKey("This is not a key file.") from error


def _cost(value: object) -> tuple[KdfCost, bytes]:
    if not isinstance(value, dict) or set(value) != {"name", "t", "m", "p", "salt"}:
        raise BadKey("The key file does not say how its passphrase is stretched.")
    t, m, p = value["t"], value["m"], value["p"]
    if value["name"] != "argon2id" or not all(type(n) is int for n in (t, m, p)):
        raise BadKey("The key file does not say how its passphrase is stretched.")
    if not (1 <= t <= _MAX_TIME and 1 <= p <= _MAX_LANES and 8 * p <= m <= _MAX_MEMORY):
        raise BadKey("The key file asks for more time or memory than a key file may.")
    return KdfCost(t, m, p), from_hex(value["salt"], _SALT)


def unwrap(data: bytes, origin: str, person: str, passphrase: str) -> SigningKey:
    """Open ``person.key``.  Takes a good part of a second and 256 MiB on purpose.

    :raises WrongPassphrase: the passphrase does not open it.
    :raises BadKey: not this person's key file of this record, or damaged.
    """
    value = _read(data, origin, person)
    try:
        cost, salt = _cost(value["kdf"])
        public = from_base64(value["public"], KEY_BYTES)
        nonce = from_hex(value["nonce"], _NONCE)
        box = from_base64(value["box"], _BOX)
    except (ValueError, TypeError) as error:
        if isinstance(error, BadKey):
            raise
        raise BadKey("The key file is damaged.") from error
    if value["aead"] != _AEAD:
        raise BadKey("The key file is damaged.")
    try:
        secret = ChaCha20Poly1305(_derive(passphrase, salt, cost))
        seed = secret.decrypt(nonce, box, contexts.wrap(origin, person, public))
    except InvalidTag as error:
        raise WrongPassphrase(
            "The passphrase does not open this key. Check the keyboard and try again."
        ) from error
    return _matching(seed, public)


def load_log_key(data: bytes, origin: str) -> SigningKey:
    """Read ``log.key``.

    :raises BadKey: not the log key of this record, or damaged.
    """
    value = _read(data, origin, None)
    if value["kdf"] is not None or value["aead"] is not None or value["nonce"] is not None:
        raise BadKey("This is not a log key file.")
    try:
        seed = from_base64(value["box"], KEY_BYTES)
        public = from_base64(value["public"], KEY_BYTES)
    except (ValueError, TypeError) as error:
        raise BadKey("The key file is damaged.") from error
    return _matching(seed, public)


def _matching(seed: bytes, public: bytes) -> SigningKey:
    key = SigningKey(seed)
    if key.public != public:
        raise BadKey("The key file's public key does not belong to its secret key.")
    return key
