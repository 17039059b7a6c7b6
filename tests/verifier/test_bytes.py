"""No byte of an export can be changed unseen, and no bytes at all make the verifier stumble."""

from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.ledger import receipts
from tests.verifier import exports, readers, stories

verifier = readers.load()


@cache
def whole() -> dict[str, bytes]:
    """Every file of an export."""
    scene = stories.whole()
    return exports.with_manifest(scene, exports.files_of(scene))


def verdict(files: dict[str, bytes]) -> str:
    report = verifier.verify(readers.InMemory(files), [], jobs=1, pure=False, quick=False)
    assert next(iter(verifier.as_lines(report))) == report.sentence
    return str(report.verdict)


@given(st.sampled_from(sorted(whole())), st.integers(0), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_no_byte_of_a_file_is_changed_unseen(name: str, place: int, change: int) -> None:
    data = bytearray(whole()[name])
    data[place % len(data)] ^= change
    assert verdict({**whole(), name: bytes(data)}) in {"fails", "newer"}


@given(st.sampled_from(sorted(whole())), st.binary(max_size=60), st.integers(0))
@settings(max_examples=40, deadline=None)
def test_whatever_stands_in_a_file_is_judged(name: str, data: bytes, place: int) -> None:
    old = whole()[name]
    at = place % len(old)
    for made in (data, old[:at], old[:at] + data + old[at:]):
        if made != old:
            assert verdict({**whole(), name: made}) in {"fails", "newer"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b'{"b":' * 50_000,
        b"1" * 5000,
        b'{"b":{},"i":0,"s":[]}',
        b'{"b":{"kind":"open","v":1},"i":0,"s":[[0,"' + b"A" * 86 + b'=="]]}',
        b'"\xff"',
        b'{"a":1.5}',
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":-0}',
        b'{"a":"\xc2\x80"}',
        b'{"a":"\x7f"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\t"}',
        b'{"a":1,"a":1}',
        b'{"B":1}',
        b'{"b":1,"a":1}',
        b"[[[[[[[[[]]]]]]]]]",
        b"\xef\xbb\xbf{}",
        b"x" * 300_000,
    ],
    ids=range(21),
)
def test_what_is_no_entry_is_refused(data: bytes) -> None:
    with pytest.raises(verifier.Refused) as refusal:
        verifier.read_act(data)
    assert refusal.value.code == "encoding"


@pytest.mark.parametrize(
    "data",
    [b'{"a":9007199254740991}', b'{"a":-9007199254740991}', b"[[[[[[[[]]]]]]]]", b'"\\n\\\\"'],
)
def test_what_is_just_canonical_is_read(data: bytes) -> None:
    assert verifier.canonical(verifier.read_canonical(data)) == data


@given(st.integers(0), st.binary(max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_bytes_of_an_anchor_make_it_stumble(place: int, data: bytes) -> None:
    scene = stories.whole()
    leaves = [entry.leaf for entry in scene.entries]
    text = receipts.make(scene.entries[31], leaves, scene.head("kelly"), []).text()
    for whole_ in (text, text[text.rindex(b"\n\n", 0, text.rindex(b"\n\n")) + 2 :]):
        at = place % len(whole_)
        with suppress(verifier.Refused):
            verifier._anchor_of_file(whole_[:at] + data + whole_[at + 1 :])
