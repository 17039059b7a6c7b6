"""A record that was changed afterwards does not hold, whatever was changed."""

import random
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.ledger.envelope import Entry, assemble, parse_entry
from adjudicator.ledger.errors import LedgerError
from adjudicator.ledger.state import RecordState
from tests.ledger.scene import Scene, whole_story

STORY = whole_story()
RAW = [entry.raw for entry in STORY.entries]


def holds(entries: Iterable[Entry]) -> bool:
    state = RecordState(STORY.evidence)
    try:
        state.replay(entries)
    except LedgerError:
        return False
    return True


def renumbered(entries: list[Entry], places: list[int]) -> Iterator[Entry]:
    """The entries at new places, each with the key numbers a forger would give it there."""
    new = {old: at for at, old in enumerate(places)}
    for at, old in enumerate(places):
        moved = [(new.get(k, k), signature) for k, signature in entries[old].signatures]
        yield assemble(entries[old].body, at, [(min(k, at), signature) for k, signature in moved])


def test_the_story_itself_holds() -> None:
    assert holds([parse_entry(raw) for raw in RAW])
    assert holds(renumbered(STORY.entries, list(range(len(RAW)))))


@given(st.data())
@settings(max_examples=150)
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(RAW) - 1))
    place = data.draw(st.integers(0, len(RAW[at]) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda n: n != RAW[at][place]))
    raw = RAW[at][:place] + bytes([value]) + RAW[at][place + 1 :]
    state = RecordState(STORY.evidence)
    state.replay(STORY.entries[:at])
    with pytest.raises(LedgerError):
        state.append(parse_entry(raw))


def test_no_entry_but_the_last_can_be_dropped_and_the_rest_renumbered() -> None:
    size = len(RAW)
    for dropped in range(size - 1):
        places = [n for n in range(size) if n != dropped]
        assert not holds(renumbered(STORY.entries, places)), f"entry {dropped} was not missed"
    assert holds(STORY.entries[:-1])


def test_no_two_entries_can_be_swapped() -> None:
    size = len(RAW)
    for first in range(size - 1):
        places = list(range(size))
        places[first], places[first + 1] = first + 1, first
        assert not holds(renumbered(STORY.entries, places)), f"entries {first}, {first + 1}"


def test_entries_of_another_branch_cannot_be_grafted() -> None:
    one, two = Scene().to_pile(), Scene().to_pile()
    assert one.state.head == two.state.head
    one.rule(one.item(1))
    two.rule(two.item(1, disp="vote", votes=["ann"]))
    one.rule(one.item(3))
    with pytest.raises(LedgerError, match="other than this one"):
        two.state.append(one.entries[-1])


def test_a_random_order_never_holds() -> None:
    shuffler = random.Random(2018)
    for _ in range(20):
        places = list(range(len(RAW)))
        shuffler.shuffle(places)
        if places != sorted(places):
            assert not holds(renumbered(STORY.entries, places))
