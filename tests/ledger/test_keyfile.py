import math

import pytest

from adjudicator.ledger import canonical, keyfile, passphrases
from adjudicator.ledger.errors import BadKey
from adjudicator.ledger.keyfile import KdfCost, WrongPassphrase
from adjudicator.ledger.keys import SigningKey

ORIGIN = "volusia.fl.us/2018/0123456789abcdef0123/demo"
CHEAP = KdfCost(t=1, m=8, p=1)
PHRASE = "bako-rinu-feso-vadi"
KEY = SigningKey(bytes(range(32)))


def changed(data: bytes, **changes: object) -> bytes:
    return canonical.encode(canonical.decode_object(data) | changes)


def test_a_wrapped_key_opens_with_its_passphrase_alone() -> None:
    data = keyfile.wrap(KEY, ORIGIN, "ada", PHRASE, kdf=CHEAP)
    assert KEY.seed not in data
    assert keyfile.unwrap(data, ORIGIN, "ada", PHRASE).seed == KEY.seed
    with pytest.raises(WrongPassphrase, match="try again"):
        keyfile.unwrap(data, ORIGIN, "ada", PHRASE + "x")


def test_the_real_cost_is_the_one_of_the_format() -> None:
    assert KdfCost(t=3, m=262144, p=4) == keyfile.PRODUCTION
    value = canonical.decode_object(keyfile.wrap(KEY, ORIGIN, "ada", PHRASE))
    assert (value["kdf"]["t"], value["kdf"]["m"], value["kdf"]["p"]) == (3, 262144, 4)


def test_the_same_letters_typed_on_another_system_open_the_key() -> None:
    data = keyfile.wrap(KEY, ORIGIN, "ada", "Ma\u00f1ana por la ma\u00f1ana", kdf=CHEAP)
    typed = "Man\u0303ana por la man\u0303ana"
    assert keyfile.unwrap(data, ORIGIN, "ada", typed).seed == KEY.seed


def test_a_key_file_cannot_change_hands() -> None:
    data = keyfile.wrap(KEY, ORIGIN, "ada", PHRASE, kdf=CHEAP)
    other = ORIGIN.replace("demo", "rehearsal")
    with pytest.raises(BadKey, match="another recount"):
        keyfile.unwrap(data, other, "ada", PHRASE)
    with pytest.raises(BadKey, match="somebody else"):
        keyfile.unwrap(data, ORIGIN, "ben", PHRASE)
    with pytest.raises(WrongPassphrase):
        keyfile.unwrap(changed(data, person="ben"), ORIGIN, "ben", PHRASE)


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"extra": 1},
        {"kdf": None},
        {"kdf": {"name": "scrypt", "t": 1, "m": 8, "p": 1, "salt": "00" * 16}},
        {"kdf": {"name": "argon2id", "t": 11, "m": 8, "p": 1, "salt": "00" * 16}},
        {"kdf": {"name": "argon2id", "t": 1, "m": 1024 * 1024 + 1, "p": 1, "salt": "00" * 16}},
        {"kdf": {"name": "argon2id", "t": 1, "m": 800, "p": 17, "salt": "00" * 16}},
        {"kdf": {"name": "argon2id", "t": True, "m": 8, "p": 1, "salt": "00" * 16}},
        {"kdf": {"name": "argon2id", "t": 1, "m": 8, "p": 1, "salt": "00"}},
        {"aead": "none"},
        {"nonce": "00"},
        {"nonce": None},
        {"box": "AAAA"},
        {"public": "AAAA"},
    ],
)
def test_a_damaged_or_greedy_key_file_is_refused(changes: dict[str, object]) -> None:
    data = keyfile.wrap(KEY, ORIGIN, "ada", PHRASE, kdf=CHEAP)
    with pytest.raises(BadKey):
        keyfile.unwrap(changed(data, **changes), ORIGIN, "ada", PHRASE)


def test_what_is_no_key_file_is_refused() -> None:
    for data in (b"", b"{}", b" {}", b"x" * 10_000):
        with pytest.raises(BadKey):
            keyfile.unwrap(data, ORIGIN, "ada", PHRASE)


def test_the_log_key_is_stored_as_it_is() -> None:
    data = keyfile.store_log_key(KEY, ORIGIN)
    assert keyfile.load_log_key(data, ORIGIN).public == KEY.public
    with pytest.raises(BadKey, match="another recount"):
        keyfile.load_log_key(data, ORIGIN + "/r2")
    with pytest.raises(BadKey, match="does not belong"):
        keyfile.load_log_key(changed(data, public="A" * 43 + "="), ORIGIN)
    with pytest.raises(BadKey, match="damaged"):
        keyfile.load_log_key(changed(data, box=None), ORIGIN)
    with pytest.raises(BadKey, match="not a log key"):
        keyfile.load_log_key(changed(data, nonce="00"), ORIGIN)


def test_a_short_passphrase_is_refused_in_words() -> None:
    for phrase in ("", "thirteen char", " thirteen char "):
        with pytest.raises(ValueError, match="at least 14"):
            keyfile.wrap(KEY, ORIGIN, "ada", phrase, kdf=CHEAP)
    keyfile.check_chosen("fourteen chars")


def test_proposed_passphrases_hold_fifty_bits_and_are_long_enough() -> None:
    seen = {passphrases.propose() for _ in range(50)}
    assert len(seen) == 50
    syllables = len(passphrases.CONSONANTS) * len(passphrases.VOWELS)
    for phrase in seen:
        keyfile.check_chosen(phrase)
        words = phrase.split("-")
        assert 2 * len(words) * math.log2(syllables) >= 50
        assert all(c in passphrases.CONSONANTS + passphrases.VOWELS for c in "".join(words))
    assert len(set(passphrases.CONSONANTS)) == 16
