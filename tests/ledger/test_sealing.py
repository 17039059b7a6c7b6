"""Which seals an entry names: those its kind has a place for, and no other."""

import pytest

from adjudicator.ledger.kinds.schema import ITEM, KINDS
from adjudicator.ledger.kinds.sealing import seals_of
from adjudicator.ledger.kinds.shapes import seal_or_null
from tests.ledger.scene import Scene
from tests.ledger.scenery import a_hash


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_place_for_a_seal_is_looked_at(kind: str) -> None:
    scene = Scene().opened()
    places = {name for name, shape in KINDS[kind].items() if shape is seal_or_null}
    body = {"v": 1, "kind": kind, "items": [{"words": None}], "row": None}
    body |= dict.fromkeys(("name", "reason", "words")) | {name: a_hash(name) for name in places}
    assert sorted(seals_of(scene.draft(body, "log"))) == sorted(map(a_hash, places))


def test_a_ruling_has_one_per_item_at_most() -> None:
    assert [name for name, shape in ITEM.items() if shape is seal_or_null] == ["words"]
    items = [{"words": a_hash("one")}, {"words": None}, {"words": a_hash("two")}]
    entry = Scene().opened().draft({"v": 1, "kind": "rule", "items": items}, "log")
    assert seals_of(entry) == [a_hash("one"), a_hash("two")]
