"""Layout files somebody brings: either form is read, anything else is refused with the reason."""

import json
from pathlib import Path

import pytest

from adjudicator.services.errors import UsageError
from adjudicator.services.references.given import given_layout, layout_in
from adjudicator.services.references.layout_file import KeptLayout, LayoutUnreadable
from tests.services.references.builders import LAYOUT


def spoiled(part: str, column: int, put: object) -> bytes:
    """A good layout file but for one thing in the first row of a part."""
    value = LAYOUT.as_value()
    value[part][0][column] = put
    return json.dumps(value).encode()


def test_both_forms_are_read() -> None:
    assert layout_in(json.dumps(LAYOUT.as_value()).encode()) == LAYOUT
    assert layout_in(KeptLayout(LAYOUT, 1, 200).data()) == LAYOUT


SPOILED = {
    "nothing": b"",
    "a list": b"[]",
    "not finished": b'{"width": 1}',
    "of a newer program": b'{"v": 3}',
    "of no version": b'{"v": null}',
    "deep": b"[" * 100_000,
    "deep within": b'{"width": 1, "more": ' + b"[" * 100_000,
    "deep version": b'{"v": ' + b"[" * 100_000,
    "more than a layout": json.dumps({**LAYOUT.as_value(), "by": "ada"}).encode(),
    "a contest that is a list": spoiled("contests", 0, ["mayor"]),
    "a choice that is a number": spoiled("targets", 1, 4),
    "a number as text": spoiled("contests", 1, "12"),
    "no number": spoiled("contests", 1, float("nan")),
    "endless": spoiled("targets", 2, float("inf")),
    "half a letter": json.dumps({**LAYOUT.as_value(), "\ud800": 1}).encode(),
    "half a number": spoiled("contests", 1, "\ud800"),
    "turned round": spoiled("contests", 1, "\u202e1\u009b31m"),
    "turned round in a newer form": b'{"v": 1, "\\u202e": 2}',
    "null": spoiled("targets", 2, None),
    "no text": b"\xff\xfe{}",
    "a name that is no text": spoiled("contests", 0, "mayor").replace(b"mayor", b"ma\xe3yor", 1),
}


@pytest.mark.parametrize("data", SPOILED.values(), ids=SPOILED)
def test_anything_else_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(LayoutUnreadable) as told:
        layout_in(data)
    assert str(told.value).isprintable()
    path = tmp_path / "layout.json"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"Nothing was recorded\."):
        given_layout(path)
