import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger import canonical
from adjudicator.ledger.errors import NotCanonical

TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n"),
    max_size=20,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-canonical.MAX_INT, canonical.MAX_INT) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z0-9_]{1,8}", fullmatch=True), inner, max_size=4)
    ),
    max_leaves=12,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((depth(v) for v in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth(v) for v in value), default=0)
    return 0


@given(VALUES.filter(lambda v: depth(v) <= canonical.MAX_DEPTH))
def test_what_is_written_reads_back_and_is_written_the_same(value: object) -> None:
    data = canonical.encode(value)
    assert canonical.decode(data) == value
    assert canonical.encode(canonical.decode(data)) == data


def test_keys_are_sorted_and_nothing_is_escaped_that_need_not_be() -> None:
    value = {"b": 'ö\n"\\/\u2028', "a_1": [None, True, -3], "0": {}}
    assert canonical.encode(value) == (
        '{"0":{},"a_1":[null,true,-3],"b":"ö\\n\\"\\\\/\u2028"}'.encode()
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.5, "type float"),
        ((1, 2), "type tuple"),
        ({"A": 1}, "not made of a-z"),
        ({"": 1}, "not made of a-z"),
        ({"a\n": 1}, "not made of a-z"),
        ({1: 1}, "not made of a-z"),
        (2**53, "outside the range"),
        (-(2**53), "outside the range"),
        ("\t", "control character"),
        ("\x7f", "control character"),
        ("\x85", "control character"),
        ("\ud800", "surrogate"),
        ([[[[[[[[[]]]]]]]]], "more than 8 deep"),
        ("x" * (256 * 1024), "longer than"),
    ],
)
def test_what_the_format_has_no_place_for_is_refused(value: object, sentence: str) -> None:
    with pytest.raises(NotCanonical, match=sentence):
        canonical.encode(value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"a":1,"a":1}', "same key twice"),
        (b'{"b":1,"a":1}', "not in canonical form"),
        (b'{"a": 1}', "not in canonical form"),
        (b'"\\u00e4"', "not in canonical form"),
        (b'"\\/"', "not in canonical form"),
        (b"-0", "not in canonical form"),
        (b"1.0", "not a plain integer"),
        (b"1e3", "not a plain integer"),
        (b"NaN", "not a plain integer"),
        (b"-Infinity", "not a plain integer"),
        (b"01", "not JSON"),
        (b'"\\ud800"', "surrogate"),
        (b'"\\t"', "control character"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b"\xef\xbb\xbf1", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5000, "not JSON"),
        (b"9007199254740992", "outside the range"),
        (b'{"A":1}', "not made of a-z"),
        (b"[[[[[[[[[]]]]]]]]]", "more than 8 deep"),
        (b'"' + b"x" * 262_143 + b'"', "longer than"),
        (b"1 ", "not in canonical form"),
        (b"", "not JSON"),
    ],
)
def test_any_other_spelling_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(NotCanonical, match=sentence):
        canonical.decode(data)


def test_the_size_limit_is_of_bytes_and_can_be_lifted() -> None:
    text = "ä" * 131_071
    assert len(canonical.encode(text)) == canonical.MAX_ENTRY
    longer = text + "ä"
    assert canonical.decode(canonical.encode(longer, limit=None), limit=None) == longer


def test_only_an_object_is_an_object() -> None:
    assert canonical.decode_object(b'{"a":[]}') == {"a": []}
    with pytest.raises(NotCanonical, match="not an object"):
        canonical.decode_object(b"[]")


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    try:
        value = canonical.decode(data)
    except NotCanonical:
        return
    assert json.loads(data) == value


class Pair(msgspec.Struct):
    a: bytes
    b: dict[str, Any]


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":"AA==","b":{},"c":1}',
        b'{"a":"AA==","a":"AA==","b":{}}',
        b'{"b":{},"a":"AA=="}',
        b'{"a":"AB==","b":{}}',
        b'{"a":"AA=","b":{}}',
        b'{"a":"AA==","b":[]}',
        b'{"a":"AA==","b":{"x":1.5}}',
        b'{"a":"AA==","b":{"x":1e2}}',
        b'{"a":"AA==","b":{"x":1,"x":1}}',
        b'{"a":"AA==","b":{"y":1,"x":1}}',
        b'{"a":"AA==","b":{"x":"\\u0041"}}',
        b'{"a":"AA==","b":{"x":"\x7f"}}',
        b'{"a":"AA==","b":{}} ',
        b"[" * 5000,
        b"",
    ],
)
def test_a_typed_reader_takes_nothing_but_the_canonical_text_of_its_type(data: bytes) -> None:
    reader = canonical.TypedReader(Pair)
    assert reader.read(b'{"a":"AA==","b":{"x":[1,"y"]}}') == Pair(b"\0", {"x": [1, "y"]})
    assert reader.read(data) is None


def test_a_typed_reader_keeps_to_the_size_limit() -> None:
    assert canonical.TypedReader(list[int]).read(b"[1]", limit=3) == [1]
    assert canonical.TypedReader(list[int]).read(b"[1]", limit=2) is None
