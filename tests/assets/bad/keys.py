"""Cheats with keys: bad ones, borrowed ones, ended ones, and signatures of another kind."""

from collections.abc import Sequence
from hashlib import sha256, sha512

from adjudicator.ledger import bodies, notes
from adjudicator.ledger.envelope import assemble
from adjudicator.ledger.keys import L, P, SigningKey
from tests.assets.bad.cheating import Cheat, Means, bad
from tests.verifier import readers

LOG = Means("The station that appends: the log key.", keys=("log",))
ENROLLED = 11
"""Entries when everyone is enrolled and nothing is fixed yet."""
IDENTITY = (1).to_bytes(32, "little")
ORDER_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")


class OddKey(SigningKey):
    """A key with a part of small order, whose signatures lenient programs take.

    :param secret: the number of its part of prime order; 0 if it has none.
    :param odd: its part of small order.
    """

    def __init__(self, secret: int, odd: bytes) -> None:
        super().__init__(bytes(32))
        self._secret = secret
        curve = readers.load()
        prime = curve.multiple(curve.BASE, secret)
        x, y = curve.decode_point(odd)
        self.public = encoded(curve.add(prime, curve.make_ready([(x, y, 1, x * y % P)])[0]))

    def sign(self, message: bytes) -> bytes:
        """A signature that is good, for its hash is divided by the order of the odd part."""
        curve, number = readers.load(), 0
        while True:
            number += 1
            first = encoded(curve.multiple(curve.BASE, number))
            digest = sha512(first + self.public + message).digest()
            hashed = int.from_bytes(digest, "little") % L
            if hashed % 8 == 0:
                second = (number + hashed * self._secret) % L
                return first + second.to_bytes(32, "little")


def encoded(point: Sequence[int]) -> bytes:
    """A point of the curve, in 32 bytes."""
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def enrol(cheat: Cheat, key: SigningKey) -> None:
    """One more observer, with that key."""
    fields = bodies.enrol(person="mallory", role="observer", party=None, key=key.public)
    cheat.act(fields, "log", new=key)


@bad(
    "small-order-key",
    form="the identity",
    story="enrolled",
    means=LOG,
    entry=ENROLLED,
    reason="key",
    because="the new key may not be used (the public key is the identity, which would accept any "
    "signature)",
)
def small_order_key(cheat: Cheat) -> None:
    """With this key any signature can be made for any act, and OpenSSL takes it."""
    enrol(cheat, OddKey(0, IDENTITY))


@bad(
    "small-order-key",
    form="of order 8",
    story="enrolled",
    means=LOG,
    entry=ENROLLED,
    reason="key",
    because="the new key may not be used (the public key is not of prime order, so verifiers could "
    "disagree about it)",
)
def key_of_order_8(cheat: Cheat) -> None:
    """The same, for every eighth number."""
    enrol(cheat, OddKey(0, ORDER_8))


@bad(
    "mixed-order-key",
    story="enrolled",
    means=LOG,
    entry=ENROLLED,
    reason="key",
    because="the new key may not be used (the public key is not of prime order, so verifiers could "
    "disagree about it)",
)
def mixed_order_key(cheat: Cheat) -> None:
    """With this key signatures can be made that one verifier takes and another does not."""
    enrol(cheat, OddKey(int.from_bytes(sha256(b"mallory").digest(), "little") % L, ORDER_8))


@bad(
    "key-enrolled-twice",
    story="enrolled",
    means=Means("The station that appends, and an observer who lends a key.", keys=("log", "lee")),
    entry=ENROLLED,
    reason="key",
    because="this key is already part of the record",
)
def key_enrolled_twice(cheat: Cheat) -> None:
    """One person under two names."""
    _, key = cheat.story.keys["lee"]
    enrol(cheat, key)


@bad(
    "no-proof-of-possession",
    story="enrolled",
    means=LOG,
    entry=ENROLLED,
    reason="rights",
    because="this step (enrol) has to be signed by the log key and the new key",
)
def no_proof_of_possession(cheat: Cheat) -> None:
    """Somebody's public key is enrolled, and nobody shows that it is theirs."""
    public = SigningKey(sha256(b"a stranger").digest()).public
    fields = bodies.enrol(person="mallory", role="observer", party=None, key=public)
    cheat.act(fields, "log")


# Keys that have ended, or may not sign this ------------------------------------------------------

_LEFT = 73
"""Entries when Dunn has signed out and Cruz was removed."""
_WORDS = bodies.note(category="incident", words="0" * 64)


@bad(
    "removed-person-signs",
    form="with the passphrase",
    story="left",
    means=Means("Cruz, who was removed, and still has the passphrase's key.", keys=("cruz",)),
    entry=_LEFT,
    reason="rights",
    because="the key cruz signed with ended at entry 72",
)
def removed_person_signs(cheat: Cheat) -> None:
    """Somebody who was removed notes something down."""
    cheat.act(_WORDS, "cruz")


@bad(
    "removed-person-signs",
    form="as if still signed in",
    story="left",
    means=Means("Cruz, who was removed, with the key of that sitting.", keys=("cruz*",)),
    entry=_LEFT,
    reason="session",
    because="the key cruz signed with ended at entry 72",
)
def removed_person_signs_as_if_signed_in(cheat: Cheat) -> None:
    """The key of a sitting ends when its person is removed."""
    cheat.act(_WORDS, "cruz*", st="t2")


@bad(
    "session-after-signout",
    story="left",
    means=Means("The memory of a station after Dunn signed out.", keys=("dunn*",)),
    entry=_LEFT,
    reason="session",
    because="the key dunn signed with ended at entry 71",
)
def session_after_signout(cheat: Cheat) -> None:
    """The key of a sitting ends with the sign-out."""
    cheat.act(_WORDS, "dunn*", st="t2")


@bad(
    "session-key-signs-close",
    means=Means("A table where both are signed in and have gone to lunch.", keys=("ada*", "ben*")),
    entry=41,
    reason="rights",
    because="a key held only while signed in cannot sign this (close)",
)
def session_key_signs_close(cheat: Cheat) -> None:
    """A close needs the passphrases of the two."""
    cheat.act(cheat.story.close_fields(3), "ada*", "ben*")


@bad(
    "cosignature-as-act",
    story="piled",
    means=Means("The chair's key, and the record with a cosignature of Lewis.", keys=("kelly",)),
    entry=30,
    reason="signature",
    because="a signature on entry 30 is not good (key of entry 2)",
)
def cosignature_as_act(cheat: Cheat) -> None:
    """Lewis cosigned a head; that signature is put under a motion."""
    scene = cheat.story
    note = notes.parse_note(scene.entries[-1].body["note"].encode())
    line = next(line for line in note.signatures if line.name.endswith("/lewis"))
    body = scene.body(scene.motion_fields("suspend", {"contest": "senate"}))
    by_kelly = cheat.sign(body, scene.state.size, "kelly").signatures
    lewis = scene.state.data.people["lewis"].key
    cheat.append(assemble(body, scene.state.size, [*by_kelly, (lewis, line.signature[8:])]))
