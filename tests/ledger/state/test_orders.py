"""Orders of the board: suspension, isolation and release, priority, deadline."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from tests.ledger.evening import ABSTAIN, ANN, Evening
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused

BOARD = ("kelly", "lewis")
TEAM = ("ada*", "ben*")
SENATE_BATCH = 3


def motion(scene: Evening, effect: str, target: Body, **changes: object) -> Entry:
    """A draft of the motion, signed by a majority."""
    return scene.draft(scene.motion_fields(effect, target) | changes, *BOARD)


@pytest.mark.parametrize(
    ("effect", "target"),
    [
        ("suspend", {"contest": "senate"}),
        ("deadline", {"contest": "senate", "t": "2018-11-18T17:00:00Z"}),
    ],
)
def test_what_stops_or_presses_the_work_gives_its_reason(effect: str, target: Body) -> None:
    scene = Evening().to_pile()
    refused(scene, motion(scene, effect, target, reason=None), "reason", "needs its reason")
    scene.add(motion(scene, effect, target, document=a_hash("order")))


@pytest.mark.parametrize("effect", ["suspend", "resume", "priority", "deadline"])
def test_an_order_names_a_contest_of_the_recount(effect: str) -> None:
    scene = Evening().to_pile()
    target = {"contest": "sheriff"} | ({"t": "2018-11-18T17:00:00Z"} if effect[0] == "d" else {})
    refused(scene, motion(scene, effect, target), "contest", "sheriff is not part")


# Suspension ----------------------------------------------------------------------------------


def test_while_a_contest_is_suspended_its_work_is_locked() -> None:
    scene = Evening().to_pile()
    first = scene.rule(scene.item(1, disp="no_consensus"))
    scene.rule(scene.item(2), scene.item(3), scene.item(4))
    case = scene.case(1)
    order = scene.motion("suspend", contest="senate")
    words = f"U.S. Senate is suspended by order (entry {order.index})"
    assert scene.state.data.suspended == {"senate": order.index}
    assert scene.state.data.is_locked(case)
    assert not scene.state.data.is_locked(scene.case(2, "council"))
    ruling = scene.draft(scene.rule_fields(scene.item(3)), *TEAM)
    vote = scene.draft(scene.vote_fields(ANN, case), "kelly*", st="b1")
    close = scene.draft(scene.close_fields(SENATE_BATCH), "ada", "ben")
    board = scene.board_rule_draft(scene.board_item(case, ANN))
    for entry in (ruling, vote, close, board):
        refused(scene, entry, "suspended", words)
    # The other contest, and what observers and officers have to say, go on.
    scene.rule(scene.item(2, "council"))
    scene.attest("ortiz", first)
    objection = scene.attest("lee", first, answer="object", ground=1)
    scene.act(bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex()), "lee*")
    scene.paper(case, "requested", "returned")
    scene.act(bodies.note(category="incident", words=a_hash("words")), "clerk1*", st="b1")
    scene.motion("explain", batch=SENATE_BATCH)
    scene.motion("resume", contest="senate")
    assert scene.state.data.suspended == {}
    scene.vote("kelly", ANN, case)
    scene.close(SENATE_BATCH)


def test_what_is_suspended_is_not_reopened() -> None:
    scene = Evening().to_docket("nothing_marked")
    order = scene.motion("suspend", contest="senate")
    draft = scene.draft(scene.reopen_fields(scene.case(1)), "kelly", "clerk1")
    refused(scene, draft, "suspended", f"suspended by order (entry {order.index})")
    scene.motion("resume", contest="senate")
    scene.reopen(scene.case(1))


def test_without_its_definition_a_suspended_contest_is_named_by_its_id() -> None:
    scene = Evening().to_pile()
    scene.motion("suspend", contest="senate")
    scene.evidence.contests.clear()
    draft = scene.draft(scene.rule_fields(scene.item(1)), *TEAM)
    refused(scene, draft, "suspended", "senate is suspended by order")


def test_a_contest_is_suspended_once_and_resumed_once() -> None:
    scene = Evening().to_pile()
    refused(scene, motion(scene, "resume", {"contest": "senate"}), "suspended", "is not suspended")
    order = scene.motion("suspend", contest="senate")
    words = f"already suspended by order (entry {order.index})"
    refused(scene, motion(scene, "suspend", {"contest": "senate"}), "suspended", words)
    scene.motion("suspend", contest="council")
    scene.motion("resume", contest="senate")
    assert list(scene.state.data.suspended) == ["council"]
    refused(scene, motion(scene, "resume", {"contest": "senate"}), "suspended", "is not suspended")


# Isolation -----------------------------------------------------------------------------------


def test_an_isolated_case_is_not_worked_on_until_it_is_released() -> None:
    scene = Evening().to_docket()
    case, other = scene.case(1), scene.case(3)
    scene.board_vote(ANN, case)
    scene.motion("isolate", cases=[case.seal])
    assert scene.state.data.isolated_cases == {case.seal}
    assert scene.state.data.is_locked(case)
    assert not scene.state.data.is_locked(other)
    words = f"case {case.name} is isolated by order"
    vote = scene.draft(scene.vote_fields(ANN, case), "kelly*", st="b1")
    board = scene.board_rule_draft(scene.board_item(case, ANN))
    reopen = scene.draft(scene.reopen_fields(case), "kelly", "clerk1")
    for entry in (vote, board, reopen):
        refused(scene, entry, "isolated", words)
    scene.decide(ANN, other)
    scene.motion("release", cases=[case.seal])
    scene.board_rule(scene.board_item(case, ANN))


def test_an_isolated_case_leaves_its_batch_to_be_closed_without_it() -> None:
    scene = Evening().to_pile()
    case = scene.case(1)
    scene.rule(scene.item(2), scene.item(3), scene.item(4))
    scene.motion("isolate", cases=[case.seal])
    draft = scene.draft(scene.rule_fields(scene.item(1)), *TEAM)
    refused(scene, draft, "isolated", "is isolated by order")
    assert scene.close(SENATE_BATCH).body["cases"] == 3
    assert case.closed is None
    scene.motion("release", cases=[case.seal])
    scene.rule(scene.item(1))
    assert scene.close(SENATE_BATCH).body["cases"] == 1


def test_cases_are_isolated_once_and_released_once() -> None:
    scene = Evening().to_pile()
    one, other = sorted(scene.case(n).seal for n in (1, 3))
    refused(scene, motion(scene, "release", {"cases": [one]}), "isolated", "is not isolated by")
    scene.motion("isolate", cases=[one])
    again = motion(scene, "isolate", {"cases": [one, other]})
    refused(scene, again, "isolated", "is already isolated")
    half = motion(scene, "release", {"cases": [one, other]})
    refused(scene, half, "isolated", "is not isolated by itself")
    scene.motion("isolate", cases=[other])
    scene.motion("release", cases=[one, other])
    assert scene.state.data.isolated_cases == set()
    strange = motion(scene, "isolate", {"cases": [a_hash("strange")]})
    refused(scene, strange, "pile", "stands in no pile")
    refused(
        scene, motion(scene, "isolate", {"cases": [one]}, reason=None), "reason", "needs its reason"
    )


@pytest.mark.parametrize(("lot", "number"), [("accepted", 1), ("not_counted", 5)])
def test_a_lot_of_the_totals_is_isolated_and_released(lot: str, number: int) -> None:
    scene = Evening().to_pile()
    case, data = scene.case(number), scene.state.data
    target: Body = {"import": case.import_, "lot": lot}
    if lot != "accepted":
        refused(scene, motion(scene, "isolate", target), "lot", "does not stand in the totals")
        scene.motion("release", **target)
    scene.rule(scene.item(number))
    scene.motion("isolate", **target)
    assert data.isolated_lots == {(case.import_, lot)}
    assert not data.is_released(case)
    draft = scene.draft(scene.rule_fields(scene.item(number)), *TEAM)
    refused(scene, draft, "lot", f"{lot.replace('_', ' ')}, which the board has isolated")
    refused(scene, motion(scene, "isolate", target), "lot", "does not stand in the totals")
    scene.motion("release", **target)
    assert data.isolated_lots == set()
    assert data.released_lots == ({(case.import_, lot)} if lot != "accepted" else set())
    assert data.is_released(case)
    refused(scene, motion(scene, "release", target), "lot", "does not wait for release")
    scene.rule(scene.item(number))


def test_the_cases_of_an_isolated_lot_are_left_to_a_further_close() -> None:
    scene = Evening().to_pile()
    scene.motion("release", **{"import": scene.case(5).import_, "lot": "not_counted"})
    scene.rule(*(scene.item(number) for number in (1, 2, 3, 4, 5)))
    scene.motion("isolate", **{"import": scene.case(5).import_, "lot": "not_counted"})
    assert scene.close(SENATE_BATCH).body["cases"] == 4
    assert scene.case(5).closed is None


def test_only_a_lot_of_an_import_that_stands_is_isolated() -> None:
    scene = Evening().to_pile()
    index = scene.case(1).import_
    for lot in ("provisional", "not_counted"):
        draft = motion(scene, "isolate", {"import": index, "lot": lot})
        refused(scene, draft, "lot", "does not stand in the totals")
    for other in (0, 99):
        draft = motion(scene, "isolate", {"import": other, "lot": "accepted"})
        refused(scene, draft, "import", "is not an import that stands")


def test_a_case_whose_row_is_withheld_counts_as_a_check_left_out() -> None:
    scene = Evening().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    hidden = next(s for s, row in scene.evidence.rows.items() if row["contest"] == "senate")
    del scene.evidence.rows[hidden]
    scene.act(fields, *BOARD)
    case = scene.state.data.cases[hidden]
    item = bodies.item(case=hidden, row=hidden, contest="senate", disp="nothing_marked")
    scene.motion("isolate", **{"import": case.import_, "lot": "accepted"})
    before = scene.state.withheld
    scene.act(bodies.rule(batch=SENATE_BATCH, items=[item]), *TEAM)
    assert scene.state.withheld == before + 3


def test_a_suspension_binds_also_where_the_row_is_withheld() -> None:
    scene = Evening(tiers=1).imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    hidden = next(s for s, row in scene.evidence.rows.items() if row["contest"] == "senate")
    del scene.evidence.rows[hidden]
    scene.act(fields, *BOARD)
    case = scene.state.data.cases[hidden]
    order = scene.motion("suspend", contest="senate")
    item = bodies.item(case=hidden, row=hidden, contest="senate", disp="nothing_marked")
    fields = bodies.rule(batch=SENATE_BATCH, items=[item], tier="board")
    draft = scene.draft(fields, "kelly*", st="b1")
    refused(scene, draft, "suspended", f"by order (entry {order.index})")
    # A vote does not say the contest, so that check is left out, as is that of the contests.
    before = scene.state.withheld
    scene.vote("kelly", ABSTAIN, case)
    assert scene.state.withheld == before + 2


# Priority and deadline -----------------------------------------------------------------------


def test_the_newest_priority_leads_and_the_newest_deadline_holds() -> None:
    scene = Evening().to_pile()
    data = scene.state.data
    for contest in ("senate", "council", "senate"):
        scene.motion("priority", contest=contest)
    assert data.priorities == ["senate", "council"]
    scene.act(scene.motion_fields("priority", {"contest": "council"}) | {"reason": None}, *BOARD)
    assert data.priorities == ["council", "senate"]
    for hour in (17, 12):
        scene.motion("deadline", contest="senate", t=f"2018-11-18T{hour}:00:00Z")
    assert data.deadlines == {"senate": "2018-11-18T12:00:00Z"}
