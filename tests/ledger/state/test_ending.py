"""Contests are closed, the record is handed out, the recount is finished."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Entry
from tests.ledger.ceremony import BOARD, TEAM, Ceremony
from tests.ledger.evening import value
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused

OFFICERS = ("kelly", "clerk1")


def closing(scene: Ceremony, contest: str = "senate", *by: str, **changes: object) -> Entry:
    """A draft of a contest's close."""
    return scene.draft(scene.contest_close_fields(contest) | changes, *(by or BOARD))


def test_a_contest_is_closed_once_nothing_in_it_waits() -> None:
    scene = Ceremony().to_closed()
    entry = scene.act(scene.contest_close_fields("senate"), *BOARD)
    assert scene.state.data.contests_closed == {"senate": entry.index}
    assert scene.state.data.due_heads == {entry.index: frozenset()}
    refused(scene, closing(scene), "closed", f"was closed at entry {entry.index}")
    scene.act(scene.contest_close_fields("council"), *BOARD)


def test_the_boards_majority_closes_in_attendance_with_the_tally_as_it_stands() -> None:
    scene = Ceremony().to_closed()
    refused(scene, closing(scene, "senate", "kelly"), "rights", "a majority of the board")
    refused(scene, closing(scene, "senate", *TEAM), "rights", "a majority of the board")
    refused(scene, closing(scene, "sheriff"), "contest", "sheriff is not part")
    refused(scene, closing(scene, tally=a_hash("other")), "tally", "is not the tally")
    older = scene.body(scene.contest_close_fields("senate"))
    older["seen"] = [scene.state.size - 1, scene.state.root_at(scene.state.size - 1).hex()]
    refused(scene, scene.signed(older, *BOARD), "seen", "the record moved")
    scene.act(bodies.attend(person="lewis", state="away"), "lewis*", st="b1")
    refused(scene, closing(scene), "attendance", "lewis is not in attendance")


def test_work_left_over_keeps_a_contest_open() -> None:
    scene = Ceremony().to_pile()
    refused(scene, closing(scene), "open", "has not been closed")
    scene.rule(*(scene.item(number, disp="no_consensus") for number in (1, 2, 3, 4)))
    scene.close(3)
    refused(scene, closing(scene), "open", "waits for the board")
    scene.decide(value("nothing_marked"), *(scene.case(number) for number in (1, 3, 4)))
    scene.decide(value("too_many"), scene.case(2))
    scene.paper(scene.case(1), "requested")
    refused(scene, closing(scene), "paper", "is out (requested)")
    scene.paper(scene.case(1), "returned")
    order = scene.motion("suspend", contest="senate")
    refused(scene, closing(scene), "suspended", f"by order (entry {order.index})")
    scene.motion("resume", contest="senate")
    scene.act(scene.contest_close_fields("senate"), *BOARD)


def test_a_difference_is_explained_by_the_board() -> None:
    scene = Ceremony().to_closed()
    short = [[3, 5, 4, None]]
    refused(scene, closing(scene, differences=short), "difference", "has not explained it")
    motion = scene.motion("explain", batch=3)
    strange = [[1, 5, 4, motion.index]]
    refused(scene, closing(scene, differences=strange), "difference", "does not explain it")
    scene.act(
        scene.contest_close_fields("senate") | {"differences": [[3, 5, 4, motion.index]]}, *BOARD
    )


@pytest.mark.parametrize("opening", ["reopen", "release", "isolate"])
def test_what_opens_work_again_opens_the_contest(opening: str) -> None:
    scene = Ceremony().to_closed().close_contests()
    imported = next(iter(scene.state.data.imports))
    if opening == "reopen":
        scene.reopen(scene.case(1))
    elif opening == "release":
        scene.motion("release", **{"import": imported, "lot": "not_counted"})
    else:
        scene.motion("isolate", cases=[scene.case(1).seal])
    # A whole lot may hold machine counts of every contest.
    left = set() if opening == "release" else {"council"}
    assert set(scene.state.data.contests_closed) == left


def test_the_clerk_exports_what_the_record_has() -> None:
    scene = Ceremony().to_pile()
    files = [("record.jsonl", a_hash("record"))]
    size = scene.state.size

    def export(at: int, by: str = "clerk1") -> Entry:
        return scene.draft(bodies.export(files=files, withheld=[("names", 10)], size=at), by)

    refused(scene, export(size, "kelly"), "rights", "signed by the clerk")
    refused(scene, export(size + 1), "export", f"has {size} entries, not {size + 1}")
    refused(scene, export(0), "export", "not 0")
    scene.add(export(size))
    scene.add(export(3))
    assert scene.state.data.exports == [size, size + 1]


def test_the_recount_ends_once_every_contest_is_closed_or_stopped() -> None:
    scene = Ceremony().to_closed()
    zoe, yan = (
        scene.enrol(name, "team", None, *OFFICERS, custody="store") for name in ("zoe", "yan")
    )
    scene.act(bodies.remove(person="yan"), *OFFICERS)
    keys = [zoe.index]
    early = scene.draft(bodies.finish(keys=keys), *BOARD)
    refused(scene, early, "open", "the contest council has not been closed")
    scene.close_contests("council")
    scene.motion("suspend", contest="senate")
    for wrong in ([], [zoe.index, yan.index], [1]):
        refused(scene, scene.draft(bodies.finish(keys=wrong), *BOARD), "finish", "keys")
    refused(scene, scene.draft(bodies.finish(keys=keys), "kelly", "clerk1"), "rights", "majority")
    end = scene.act(bodies.finish(keys=keys), *BOARD)
    assert scene.state.data.finished == end.index
    assert not scene.state.data.sessions
    assert not scene.state.data.present_ids()


def test_after_the_end_only_its_cosigned_head_is_recorded() -> None:
    scene = Ceremony().to_closed().close_contests()
    end = scene.act(bodies.finish(keys=[]), *BOARD)
    note = scene.draft(bodies.note(category="tabulator_test", words=None), "kelly")
    refused(scene, note, "finished", f"was finished at entry {end.index}")
    key = scene.new_key("again")
    signin = scene.draft(bodies.signin(person="ada", key=key.public, idle=5), "ada", new=key)
    refused(scene, signin, "finished", "was finished at entry")
    scene.cosign()
    assert scene.state.data.due_heads == {}
