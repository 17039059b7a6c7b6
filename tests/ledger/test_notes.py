"""Signed notes, verifier keys, checkpoints and the policy file."""

from dataclasses import replace

import pytest

from adjudicator.ledger import notes, tlogpolicy
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import BadNote, Vkey

ORIGIN = "volusia.fl.us/2018/0123456789abcdef0123/demo"
KEY = SigningKey(bytes(32))

# Notes ---------------------------------------------------------------------------------------

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)


def test_the_published_example_of_a_signed_note_verifies() -> None:
    vkey = notes.parse_vkey(PETER)
    note = notes.parse_note(PETER_NOTE.encode())
    assert str(vkey) == PETER
    assert str(note) == PETER_NOTE
    assert notes.verified(note, [vkey]) == (vkey,)
    assert notes.verified(note, [Vkey("Somebody", notes.LOG, vkey.key)]) == ()


def test_a_known_name_with_a_bad_signature_refuses_the_note() -> None:
    note = notes.parse_note(PETER_NOTE.replace("answer", "solution").encode())
    with pytest.raises(BadNote, match="signature of PeterNeumann"):
        notes.verified(note, [notes.parse_vkey(PETER)])


def test_a_head_can_be_signed_and_read_back() -> None:
    checkpoint = notes.Checkpoint(ORIGIN, 12, bytes(range(32)))
    text = checkpoint.body.decode()
    note = notes.join(text, [notes.sign_note(text, ORIGIN, KEY)])
    read = notes.parse_note(str(note).encode())
    assert notes.verified(read, [Vkey(ORIGIN, notes.LOG, KEY.public)])
    assert notes.parse_checkpoint(read.text) == checkpoint


def test_the_record_code_is_read_aloud_in_groups() -> None:
    assert notes.record_code(bytes.fromhex("4c1f88a203d79b5e") + bytes(24)) == "4C1F-88A2-03D7-9B5E"


@pytest.mark.parametrize(
    "text",
    [
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("Peter", "Peter "),
        PETER.replace("+ARpc", "+AhpC"),
        PETER[:-1],
        "",
    ],
)
def test_a_vkey_with_a_slip_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        notes.parse_vkey(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\nx name AAAA\n",
        "text\n\n— name AAAA\n".encode(),
        "text\n\n— na+me AAAAAAAA\n".encode(),
        "te\txt\n\n— name AAAAAAAA\n".encode(),
        "text\n\n— name AAAAAAAA".encode(),
        b"\xff\n\n",
        b"text\n\n" + "— name AAAAAAAA\n".encode() * 33,
        b"x\n" * 200,
        b"x" * 600_000,
    ],
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(BadNote):
        notes.parse_note(data)


@pytest.mark.parametrize("text", ["", "o\n1\nAA==\n", "o\n01\n" + "A" * 43 + "=\n", "o\n1\nx\n\n"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        notes.parse_checkpoint(text)


# Policy --------------------------------------------------------------------------------------


def a_policy() -> tlogpolicy.TlogPolicy:
    people = {f"p{n}": SigningKey(bytes([n]) * 32).public for n in range(1, 6)}
    return tlogpolicy.make(ORIGIN, KEY.public, people, frozenset({"p3", "p1", "p2"}))


def test_the_policy_file_has_its_one_shape() -> None:
    policy = a_policy()
    lines = policy.text().decode().split("\n")
    assert lines[0].startswith(f"log {ORIGIN}+")
    assert [line.split()[1] for line in lines[1:6]] == ["p1", "p2", "p3", "p4", "p5"]
    assert lines[1].split()[2].startswith(f"{ORIGIN}/p1+")
    assert lines[6:] == ["group board 2 p1 p2 p3", "quorum board", ""]
    assert tlogpolicy.parse(policy.text()) == policy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quorum board\n", "quorum board"),
        ("quorum board\n", "quorum none\n"),
        ("group board 2", "group board 1"),
        ("group board 2", "group board 02"),
        ("group board 2", "group table 2"),
        ("p1 p2 p3\n", "p2 p1 p3\n"),
        ("p1 p2 p3\n", "p1 p2 p9\n"),
        ("p1 p2 p3\n", "p1  p2 p3\n"),
        ("witness p1 ", "witness p2 "),
        ("witness p5 ", "witness board "),
        ("log ", "\nlog "),
        ("log ", "log x "),
    ],
)
def test_any_other_policy_file_is_refused(old: str, new: str) -> None:
    text = a_policy().text().decode()
    assert old in text
    with pytest.raises(BadNote):
        tlogpolicy.parse(text.replace(old, new).encode())


def test_a_policy_file_with_keys_in_wrong_places_is_refused() -> None:
    policy = a_policy()
    (one, vkey), *others = policy.witnesses
    log_as_witness = replace(policy, log=replace(policy.log, type=notes.COSIGNATURE))
    witness_as_log = replace(policy, witnesses=((one, replace(vkey, type=notes.LOG)), *others))
    twice = replace(vkey, key=others[0][1].key)
    one_key = replace(policy, witnesses=((one, twice), *others))
    for wrong in (log_as_witness, witness_as_log, one_key):
        with pytest.raises(BadNote):
            tlogpolicy.parse(wrong.text())
    with pytest.raises(BadNote, match="ASCII"):
        tlogpolicy.parse("log é\n".encode())
    with pytest.raises(BadNote, match="one strict way"):
        tlogpolicy.parse(policy.text().replace(b"witness p1", b"Witness p1"))


def test_a_note_needs_a_text_and_a_signature() -> None:
    line = notes.sign_note("text\n", "name", KEY)
    for text, lines in (("text", [line]), ("te\n\nxt\n", [line]), ("text\n", [])):
        with pytest.raises(BadNote, match="needs a text"):
            notes.join(text, lines)
    with pytest.raises(BadNote, match="signature line"):
        notes.parse_note("text\n\n— name\n".encode())
    with pytest.raises(BadNote, match="not a checkpoint"):
        notes.parse_checkpoint("two words\n1\n" + "A" * 43 + "=\n")


def test_a_policy_needs_a_board_on_its_roster() -> None:
    for people, board in (({}, frozenset()), ({"none": KEY.public}, frozenset({"none"}))):
        with pytest.raises(ValueError, match="needs a board"):
            tlogpolicy.make(ORIGIN, KEY.public, people, board)
