from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger import keys
from adjudicator.ledger.errors import BadKey
from adjudicator.ledger.keys import L, P, SigningKey
from adjudicator.ledger.kinds.shapes import fits, moment
from adjudicator.ledger.text import (
    from_base64,
    from_hex,
    to_base64,
    to_number,
    to_time,
)

# RFC 8032 section 7.1: secret, public, message, signature.
RFC8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
# A point of order 8, from the list of small-order points of the curve.
ORDER_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
IDENTITY = (1).to_bytes(32, "little")
ORDER_2 = (P - 1).to_bytes(32, "little")
ORDER_4 = bytes(32)


def compress(point: tuple[int, int, int, int]) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC8032)
def test_the_vectors_of_rfc_8032(secret: str, public: str, message: str, signature: str) -> None:
    key = SigningKey(bytes.fromhex(secret))
    text = bytes.fromhex(message)
    assert key.public.hex() == public
    assert key.sign(text).hex() == signature
    assert keys.verify(key.public, bytes.fromhex(signature), text)
    assert not keys.verify(key.public, bytes.fromhex(signature), text + b"x")
    keys.check_public(key.public)


def test_a_signature_with_s_plus_l_is_refused() -> None:
    key = SigningKey.generate()
    good = key.sign(b"a ruling")
    s = int.from_bytes(good[32:], "little") + L
    assert not keys.verify(key.public, good[:32] + s.to_bytes(32, "little"), b"a ruling")
    assert keys.verify(key.public, good, b"a ruling")


@pytest.mark.parametrize("length", [0, 63, 65])
def test_a_signature_of_another_length_is_refused(length: int) -> None:
    key = SigningKey.generate()
    assert not keys.verify(key.public, (key.sign(b"x") + b"\0")[:length], b"x")


@pytest.mark.parametrize("raw", [ORDER_8, ORDER_4, ORDER_2])
def test_a_key_of_small_order_is_refused(raw: bytes) -> None:
    with pytest.raises(BadKey, match="not of prime order"):
        keys.check_public(raw)


def test_the_identity_is_refused() -> None:
    with pytest.raises(BadKey, match="identity"):
        keys.check_public(IDENTITY)


@pytest.mark.parametrize("twist", [ORDER_8, ORDER_4, ORDER_2])
def test_a_key_of_mixed_order_is_refused(twist: bytes) -> None:
    honest = keys._decompress(SigningKey.generate().public)
    mixed = compress(keys._add(honest, keys._decompress(twist)))
    with pytest.raises(BadKey, match="not of prime order"):
        keys.check_public(mixed)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (bytes(31), "31 bytes"),
        ((P + 1).to_bytes(32, "little"), "canonical form"),
        ((1 | 1 << 255).to_bytes(32, "little"), "canonical form"),
        ((2).to_bytes(32, "little"), "not a point"),
    ],
)
def test_a_key_that_is_no_key_is_refused(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadKey, match=sentence):
        keys.check_public(raw)


def test_a_key_never_shows_its_secret() -> None:
    key = SigningKey(bytes(range(32)))
    assert bytes(range(32)).hex() not in repr(key)
    assert SigningKey(key.seed).public == key.public


@given(st.binary(max_size=80))
def test_base64_has_one_spelling(data: bytes) -> None:
    assert from_base64(to_base64(data), len(data)) == data


@pytest.mark.parametrize("text", ["QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "Q_==", "QQ===", "é"])
def test_loose_base64_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64"):
        from_base64(text)
    with pytest.raises(ValueError, match="bytes"):
        from_base64("QQ==", 2)


@pytest.mark.parametrize("text", ["", "00 ", "+1", "01", "1_0", "-1", "\u0661", "1" * 17])
def test_loose_numbers_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="plain number"):
        to_number(text)
    assert to_number("0") == 0
    assert to_number("9" * 16) == 10**16 - 1


def test_hex_is_lower_case_and_of_one_length() -> None:
    assert from_hex("0aff", 2) == b"\x0a\xff"
    for text in ("0AFF", "0af", "0aff00", "0a f"):
        with pytest.raises(ValueError, match="hex"):
            from_hex(text, 2)


def test_times_have_one_spelling() -> None:
    assert fits(moment, "2018-11-17T21:13:00Z")
    for text in (
        "2018-11-17 21:13:00Z",
        "2018-13-17T21:13:00Z",
        "2018-11-17T24:13:00Z",
        "2018-11-17T21:13:00+00:00",
        "2018-11-17T21:13:00Z\n",
        "٢٠١٨-11-17T21:13:00Z",
        20181117,
        None,
    ):
        assert not fits(moment, text)
    when = datetime(2018, 11, 17, 21, 13, tzinfo=UTC)
    assert to_time(when) == "2018-11-17T21:13:00Z"
    with pytest.raises(ValueError, match="time zone"):
        to_time(when.replace(tzinfo=None))
