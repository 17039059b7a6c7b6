"""The signatures of the verifier, in pure Python: strict, and as the standard has them."""

import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verifier import readers

verifier = readers.load()
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
            "f9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
            "f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
            "4dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
"""RFC 8032, 7.1."""
ORDER_8 = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
SMALL = {
    "the identity": (1).to_bytes(32, "little"),
    "order 2": (verifier.P - 1).to_bytes(32, "little"),
    "order 4": bytes(32),
    "order 8": bytes.fromhex(ORDER_8),
}
NOT_CANONICAL = {
    "y + p": (verifier.P + 1).to_bytes(32, "little"),
    "minus zero": (1 | 1 << 255).to_bytes(32, "little"),
    "off the curve": (2).to_bytes(32, "little"),
    "all ones": b"\xff" * 32,
}


def key_of(seed: bytes) -> tuple[Ed25519PrivateKey, bytes]:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    return key, key.public_key().public_bytes_raw()


KEY, PUBLIC = key_of(bytes(range(32)))


def encoded(point: tuple[int, int]) -> bytes:
    return bytes((point[1] | (point[0] & 1) << 255).to_bytes(32, "little"))


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
@pytest.mark.parametrize("uses", [1, 5, 50])
def test_the_vectors_of_the_standard_are_good_by_every_table(
    key: str, message: str, signature: str, uses: int
) -> None:
    pair = bytes.fromhex(message), bytes.fromhex(signature)
    assert verifier.is_good_key(bytes.fromhex(key))
    checked = verifier.Verifier().check(bytes.fromhex(key), [pair] * uses)
    assert checked == [True] * uses


@pytest.mark.parametrize("name", [*SMALL, *NOT_CANONICAL])
def test_no_odd_point_is_a_key(name: str) -> None:
    assert not verifier.is_good_key((SMALL | NOT_CANONICAL)[name])


@pytest.mark.parametrize("name", list(SMALL)[1:])
def test_no_key_of_mixed_order_is_good(name: str) -> None:
    x, y = verifier.decode_point(PUBLIC)
    small = verifier.decode_point(SMALL[name])
    extended = verifier.add(
        (x, y, 1, x * y % verifier.P), verifier.make_ready([(*small, 1, small[0] * small[1])])[0]
    )
    inverse = pow(extended[2], -1, verifier.P)
    mixed = encoded((extended[0] * inverse % verifier.P, extended[1] * inverse % verifier.P))
    assert verifier.decode_point(mixed) is not None
    assert not verifier.is_good_key(mixed)


def test_a_signature_plus_the_order_is_not_good() -> None:
    signature = KEY.sign(b"m")
    s = int.from_bytes(signature[32:], "little") + verifier.ORDER
    forged = signature[:32] + s.to_bytes(32, "little")
    for check in (verifier.Verifier(), verifier.FastVerifier()):
        assert check.check(PUBLIC, [(b"m", signature), (b"m", forged)]) == [True, False]


@given(st.binary(max_size=40), st.integers(0, 511), st.sampled_from([1, 6, 45]))
@settings(max_examples=30, deadline=None)
def test_no_bit_of_a_signature_can_be_changed(message: bytes, bit: int, uses: int) -> None:
    signature = bytearray(KEY.sign(message))
    signature[bit // 8] ^= 1 << bit % 8
    pairs = [(message, KEY.sign(message))] * uses + [(message, bytes(signature))]
    assert verifier.Verifier().check(PUBLIC, pairs) == [True] * uses + [False]


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=30, deadline=None)
def test_random_keys_are_good_and_sign(seed: bytes) -> None:
    key, public = key_of(seed)
    message = os.urandom(20)
    assert verifier.is_good_key(public)
    assert verifier.Verifier().check(public, [(message, key.sign(message))]) == [True]


def test_the_tables_of_few_keys_are_kept() -> None:
    made = verifier.Verifier()
    made.TABLES = 2
    for seed in range(4):
        key, public = key_of(bytes([seed]) * 32)
        assert all(made.check(public, [(b"x", key.sign(b"x"))] * 5))
    assert len(made._tables) == 2
