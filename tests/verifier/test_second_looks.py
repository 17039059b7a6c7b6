"""Samples and second looks the services make hold before both verifiers."""

from pathlib import Path

from adjudicator.domain.second_look import Sight
from adjudicator.services.opening import Policy
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.verifying.verify import verify
from tests.services.second_look.looking_room import LookingRoom
from tests.support.boardroom import ANN
from tests.support.exports import exported
from tests.verifier import readers


def test_a_second_look_holds_from_the_drawing_to_the_close(tmp_path: Path) -> None:
    policy = Policy(sample_pm=250, sample_limit_pm=400, privacy=False, publish="at_once")
    room = LookingRoom.looking(tmp_path, policy)
    room.confirm("9")
    room.confirm("10")
    room.draw()
    seen = room.look(Sight.VOTE)
    while room.to_look_at():
        room.look()
    # One of four, or the only one of its batch: then all of that batch are looked at again.
    if room.looks().to_draw:
        room.draw(text="5 " * 20)
        while room.to_look_at():
            room.look()
    room.board_rules(room.case(seen), ANN)
    room.close_batches(*sorted({case.batch for case in room.cases()}))

    out = tmp_path / "out"
    exported(room, out)
    files = {str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    assert readers.by_the_verifier(files, files["record.jsonl"].splitlines()) is None
    assert verify(out).failure is None
    assert rebuild_tables(room.recount).differences == ()
    room.close()
