"""Cosigned heads: made, written, read back, and refused."""

import re
from dataclasses import replace

import pytest

from adjudicator.ledger import contexts, cosignatures, keys, notes
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import COSIGNATURE, BadNote, Checkpoint, NoteSignature, Vkey
from adjudicator.ledger.text import from_base64

ORIGIN = "volusia.fl.us/2018/0123456789abcdef0123"
LOG = SigningKey(bytes(32))
KEYS = {name: SigningKey(bytes([n]) * 32) for n, name in enumerate(("ada", "kelly", "lewis"), 1)}
PEOPLE = {name: key.public for name, key in KEYS.items()}
HEAD = Checkpoint(ORIGIN, 12, bytes(range(32)))
LOG_VKEY = cosignatures.log_vkey(ORIGIN, LOG.public)

# The checkpoint and the cosignature of C2SP tlog-cosignature's own example.
EXAMPLE = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2"
    "q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2o"
    "yin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)


def signed(*people: str, time: int = 7) -> bytes:
    """The head, cosigned by these people at that time."""
    lines = [cosignatures.cosign(HEAD, person, KEYS[person], time) for person in people]
    return str(cosignatures.cosigned(HEAD, cosignatures.sign_head(HEAD, LOG), lines)).encode()


def read(data: bytes) -> cosignatures.CosignedHead:
    return cosignatures.read_head(data, LOG_VKEY, PEOPLE)


def test_a_head_cosigned_by_people_is_read_back_with_who_and_when() -> None:
    head = read(signed("lewis", "kelly", time=1_542_456_000))
    assert head.checkpoint == HEAD
    assert [(c.person, c.time) for c in head.cosigners] == [
        ("kelly", 1_542_456_000),
        ("lewis", 1_542_456_000),
    ]
    assert head.people == {"kelly", "lewis"}
    assert read(signed()).cosigners == ()


def test_the_lines_stand_as_the_standard_draws_them() -> None:
    log, first, second = signed("lewis", "kelly").decode().split("\n\n")[1].splitlines()
    assert re.fullmatch(rf"— {re.escape(ORIGIN)} \S+", log)
    assert re.fullmatch(rf"— {re.escape(ORIGIN)}/kelly \S+", first)
    assert re.fullmatch(rf"— {re.escape(ORIGIN)}/lewis \S+", second)
    key_id, moment, signature = from_base64(first.split(" ")[2]).hex(), "0" * 15 + "7", 128
    assert len(key_id) == 8 + 16 + signature
    assert key_id[8:24] == moment


def test_the_published_example_splits_into_checkpoint_time_and_signatures() -> None:
    note = notes.parse_note(EXAMPLE.encode())
    assert str(note) == EXAMPLE
    assert notes.parse_checkpoint(note.text).size == 20_852_163
    _, witness = note.signatures
    assert (witness.name, witness.key_id.hex()) == ("witness.example.com/w1", "8d66cf3f")
    assert int.from_bytes(witness.signature[:8], "big") == 1_679_315_147
    assert len(witness.signature) == 8 + 64
    message = contexts.cosign(1_679_315_147, note.text.encode())
    assert message.decode() == "cosignature/v1\ntime 1679315147\n" + note.text


def test_a_cosignature_verifies_as_the_standard_says() -> None:
    line = cosignatures.cosign(HEAD, "kelly", KEYS["kelly"], 7)
    message = b"cosignature/v1\ntime 7\n" + HEAD.body
    assert keys.verify(PEOPLE["kelly"], line.signature[8:], message)
    known = Vkey(f"{ORIGIN}/kelly", COSIGNATURE, PEOPLE["kelly"])
    assert line.key_id == known.key_id
    assert notes.parse_vkey(str(known)) == known


def altered(old: str, new: str, *people: str) -> bytes:
    text = signed(*people).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (altered("\n12\n", "\n13\n", "kelly"), "is not good"),
        (altered(f"— {ORIGIN}/kelly", f"— {ORIGIN}/lewis", "kelly"), "nobody who may cosign"),
        (altered(ORIGIN, ORIGIN.replace("2018", "2019"), "kelly"), "another record"),
        (signed("kelly") + b"\n", "in that order"),
        (signed("kelly", "kelly"), "order of their names"),
        (b"", "in that order"),
        (signed("kelly").replace(b"\xe2\x80\x94", b"-"), "not a signature line"),
    ],
)
def test_a_head_in_any_other_form_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BadNote, match=why):
        read(data)


def test_lines_out_of_order_are_refused() -> None:
    note = notes.parse_note(signed("kelly", "lewis"))
    log, kelly, lewis = note.signatures
    for lines, why in [
        ((log, lewis, kelly), "order of their names"),
        ((kelly, log, lewis), "first line"),
        ((kelly, lewis), "first line"),
    ]:
        with pytest.raises(BadNote, match=why):
            read(str(replace(note, signatures=lines)).encode())


def test_a_cosignature_over_another_head_or_time_is_refused() -> None:
    other = replace(HEAD, size=13)
    log = cosignatures.sign_head(HEAD, LOG)
    strange = cosignatures.cosign(other, "kelly", KEYS["kelly"], 7)
    with pytest.raises(BadNote, match="kelly under this head is not good"):
        read(str(cosignatures.cosigned(HEAD, log, [strange])).encode())
    line = cosignatures.cosign(HEAD, "kelly", KEYS["kelly"], 7)
    later = NoteSignature(line.name, line.key_id, (8).to_bytes(8, "big") + line.signature[8:])
    with pytest.raises(BadNote, match="kelly under this head is not good"):
        read(str(cosignatures.cosigned(HEAD, log, [later])).encode())


def test_a_key_of_another_type_under_the_same_name_is_nobody() -> None:
    plain = notes.sign_note(HEAD.body.decode(), f"{ORIGIN}/kelly", KEYS["kelly"])
    log = cosignatures.sign_head(HEAD, LOG)
    with pytest.raises(BadNote, match="nobody who may cosign"):
        read(str(cosignatures.cosigned(HEAD, log, [plain])).encode())


@pytest.mark.parametrize("time", [-1, cosignatures.MAX_TIME + 1])
def test_no_cosignature_names_a_time_the_record_cannot_write(time: int) -> None:
    with pytest.raises(ValueError, match="not a time"):
        cosignatures.cosign(HEAD, "kelly", KEYS["kelly"], time)


def test_whoever_reads_a_note_passes_over_strangers_and_refuses_a_false_friend() -> None:
    note = notes.parse_note(signed("ada", "kelly"))
    kelly = cosignatures.vkey(ORIGIN, "kelly", PEOPLE["kelly"])
    assert cosignatures.known_cosigners(note, LOG_VKEY, [kelly]) == (kelly,)
    false = replace(note, text=note.text.replace("\n12\n", "\n11\n"))
    with pytest.raises(BadNote, match="is not good"):
        cosignatures.known_cosigners(false, LOG_VKEY, [kelly])
    stranger = cosignatures.log_vkey(ORIGIN, KEYS["ada"].public)
    with pytest.raises(BadNote, match="has not signed"):
        cosignatures.known_cosigners(note, stranger, [kelly])
