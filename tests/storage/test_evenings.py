"""Evenings of the board rebuild into identical tables, whatever was voted, ordered and reopened."""

import tempfile
from pathlib import Path

from hypothesis import Phase, event, given, settings

from adjudicator.services.rebuilding import rebuild_tables
from tests.storage.agreement import agrees_with_a_refolding, agrees_with_the_rules
from tests.storage.evenings import Evening, evenings
from tests.support.boardroom import MEMBERS, Boardroom

EXAMPLES = max(25, settings().max_examples // 8)


# Without shrinking, as in test_rebuild: every try is a whole recount on the disk.
@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(evenings())
def test_any_evening_rebuilds_into_identical_tables(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        room = Boardroom.with_room(Path(place))
        room.sit("ada", "ben", "ortiz", "lee", *MEMBERS)
        evening = Evening(room, Path(place) / "scans")
        evening.play(acts)
        for name in evening.done:
            event(name)

        found = rebuild_tables(room.recount)

        assert found.differences == ()
        assert found.entries == room.recount.state.size
        agrees_with_a_refolding(room)
        agrees_with_the_rules(room)
        room.recount.close()
