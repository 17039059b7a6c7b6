"""Receipts: an entry, its way to a root, and the head that was cosigned."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.ledger import receipts, seals
from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.receipts import BadReceipt, Opened, Receipt
from tests.ledger.ceremony import Ceremony

WORDS = "vote for Ann, written in the margin"
SALT = bytes(range(16))


def play() -> tuple[Ceremony, Entry]:
    """A record up to its pile, with a ruling on written words."""
    scene = Ceremony().to_pile()
    sealed = seals.seal_of(scene.origin, SALT, WORDS)
    entry = scene.rule(scene.item(1, disp="vote", votes=["ann"], words=sealed))
    return scene, entry


SCENE, ENTRY = play()
LEAVES = SCENE.state.data.tree.leaves()
OPENED = Opened("/items/0/words", SALT, WORDS)
RECEIPT = receipts.make(ENTRY, LEAVES, SCENE.head("kelly", "lewis"), [OPENED])


def test_a_receipt_is_written_and_read_back() -> None:
    assert receipts.parse(RECEIPT.text()) == RECEIPT
    assert RECEIPT.checkpoint.root == SCENE.state.root


def test_its_lines_stand_as_the_standard_draws_them() -> None:
    first, extra, index, *rest = RECEIPT.text().decode().split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    assert index == f"index {ENTRY.index}"
    gap = rest.index("")
    assert [len(base64.b64decode(line)) for line in rest[:gap]] == [32] * len(RECEIPT.proof)
    assert "\n".join(rest[gap + 1 :]) == str(RECEIPT.head)
    told = json.loads(base64.b64decode(extra.removeprefix("extra ")))
    assert base64.b64decode(told["entry"]) == ENTRY.raw
    assert told["open"] == [["/items/0/words", SALT.hex(), WORDS]]


@given(st.integers(1, len(LEAVES)), st.data())
def test_every_entry_has_a_receipt_under_every_later_head(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    made = receipts.make(SCENE.entries[index], LEAVES, SCENE.head("kelly", size=size))
    assert receipts.parse(made.text()) == made


def test_a_head_of_other_leaves_or_before_the_entry_gives_no_receipt() -> None:
    with pytest.raises(ValueError, match="not one of this record"):
        receipts.make(ENTRY, [*LEAVES[:-1], bytes(32)], SCENE.head("kelly"))
    with pytest.raises(ValueError, match="no leaf"):
        receipts.make(ENTRY, LEAVES, SCENE.head("kelly", size=ENTRY.index))


def refused(receipt: Receipt | bytes, why: str) -> None:
    data = receipt if isinstance(receipt, bytes) else receipt.text()
    with pytest.raises(BadReceipt, match=why):
        receipts.parse(data)


def test_what_does_not_lie_under_the_head_is_refused() -> None:
    proof = RECEIPT.proof
    refused(replace(RECEIPT, proof=proof[:-1]), "does not lie under")
    refused(replace(RECEIPT, proof=(*proof[:-1], bytes(32))), "does not lie under")
    refused(replace(RECEIPT, entry=SCENE.entries[1]), "does not lie under")
    refused(replace(RECEIPT, head=SCENE.head("kelly", size=5)), "does not lie under")


@pytest.mark.parametrize(
    "opened",
    [
        replace(OPENED, value="vote for Bob"),
        replace(OPENED, salt=bytes(16)),
        replace(OPENED, path="/items/1/words"),
        replace(OPENED, path="/items/0/none"),
        replace(OPENED, path="items"),
        replace(OPENED, path=""),
        replace(OPENED, path="/items/x/words"),
        replace(OPENED, path="/items/00/words"),
        replace(OPENED, path="/items/\u0660/words"),
        replace(OPENED, path=f"/items/{'1' * 5_000}/words"),
    ],
)
def test_an_opening_that_does_not_open_is_refused(opened: Opened) -> None:
    refused(replace(RECEIPT, opened=(opened,)), "is not what was sealed")


TEXT = RECEIPT.text()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a receipt"),
        (TEXT.replace(b"@v1", b"@v2"), "not a receipt"),
        (TEXT.replace(b"extra ", b""), "not a receipt"),
        (TEXT.replace(b"index ", b"index 0"), "not a receipt"),
        (TEXT.replace(b"index ", b"index 1"), "one strict way"),
        (TEXT.replace(b"\n\n", b"\n", 1), "not a receipt"),
        (TEXT + b"\n", "not a receipt"),
        (b"\xff" + TEXT, "not a receipt"),
        (TEXT * 600, "longer than a receipt may be"),
    ],
)
def test_anything_else_is_refused(data: bytes, why: str) -> None:
    refused(data, why)


def test_an_entry_that_is_no_text_is_refused() -> None:
    extra = base64.b64encode(b'{"entry":5,"open":[]}')
    first, _, rest = TEXT.split(b"\n", 2)
    refused(b"\n".join([first, b"extra " + extra, rest]), "not a receipt")


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 255))
def test_no_changed_byte_goes_unseen(place: int, change: int) -> None:
    data = bytearray(TEXT)
    data[place] ^= change
    signatures = len(TEXT) - sum(len(s.line().encode()) for s in RECEIPT.head.signatures)
    try:
        read = receipts.parse(bytes(data))
    except BadReceipt:
        return
    # Only the signatures under the head are left to whoever knows the keys.
    assert place >= signatures
    assert replace(read, head=RECEIPT.head) == RECEIPT
