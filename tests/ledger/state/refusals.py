"""How the tests of the append rules look at a refusal."""

import pytest

from adjudicator.ledger.envelope import Entry
from adjudicator.ledger.errors import Refused
from tests.ledger.scene import Scene


def refused(scene: Scene, entry: Entry, code: str, words: str) -> None:
    """The entry is refused with that code and those words, and nothing has changed."""
    before = scene.state.head
    with pytest.raises(Refused) as refusal:
        scene.state.append(entry)
    assert (refusal.value.code, words in refusal.value.what) == (code, True), refusal.value.sentence
    assert refusal.value.sentence.startswith("Not recorded: ")
    assert "Nothing was lost." in refusal.value.sentence
    assert scene.state.head == before
