"""Rulings of the board: who records them, on which cases, and by what majority."""

import pytest

from adjudicator.ledger import bodies
from tests.ledger.evening import ABSTAIN, AGAINST, ANN, BOB, Evening, value
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused

SENATE_BATCH = 3
NOTHING = value("nothing_marked")


@pytest.mark.parametrize("tiers", [1, 2])
def test_the_presiding_member_records_what_the_majority_voted_for(tiers: int) -> None:
    scene = Evening(tiers=tiers).to_pile()
    case = scene.case(1)
    if tiers == 2:
        scene.rule(scene.item(1, disp="no_consensus"))
    scene.board_vote(ANN, case)
    draft = scene.board_rule_draft(scene.board_item(case, ANN), by="lewis")
    refused(scene, draft, "rights", "the presiding member")
    ruled = scene.board_rule(scene.board_item(case, ANN))
    assert (case.current, case.disp, case.tier) == ((ruled.index, 0), "vote", "board")
    assert scene.state.data.rulings[ruled.index].tier == "board"
    assert not scene.state.data.before_board(case)


def test_in_one_tier_no_team_rules() -> None:
    scene = Evening(tiers=1).to_pile()
    draft = scene.draft(scene.rule_fields(scene.item(1)), "ada*", "ben*")
    refused(scene, draft, "rights", "counting team")


def test_a_ruling_of_the_board_needs_a_quorum_when_it_is_recorded() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    for person in ("lewis", "moore"):
        scene.act(bodies.attend(person=person, state="away"), "clerk1")
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "quorum", "1 of 2")
    scene.act(bodies.attend(person="moore", state="in"), "clerk1")
    scene.board_rule(scene.board_item(case, ANN))


def test_without_the_chair_the_first_on_the_roster_records_the_ruling() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    scene.act(bodies.attend(person="kelly", state="away"), "clerk1")
    draft = scene.board_rule_draft(scene.board_item(case, ANN), by="moore")
    refused(scene, draft, "rights", "the presiding member")
    scene.board_rule(scene.board_item(case, ANN), by="lewis")


def test_without_a_majority_nothing_is_ruled() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    item = scene.board_item(case, ANN)
    refused(scene, scene.board_rule_draft(item), "majority", "0 votes in this sitting, and the")
    scene.vote("kelly", ANN, case)
    scene.vote("lewis", ABSTAIN, case)
    scene.vote("moore", AGAINST, case)
    refused(scene, scene.board_rule_draft(item), "majority", "1 votes in this sitting")
    scene.vote("lewis", BOB, case)
    refused(scene, scene.board_rule_draft(item), "majority", "and the majority is 2")
    scene.vote("lewis", ANN, case)
    scene.board_rule(item)


@pytest.mark.parametrize(
    "other", [BOB, value("vote", "ann", clause="c1"), value("marks_do_not_count"), NOTHING]
)
def test_the_majority_is_for_exactly_this_outcome_and_clause(other: dict[str, object]) -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    item = scene.board_item(case, other, consistent="same")
    refused(scene, scene.board_rule_draft(item), "majority", "that ruling on case")


def test_every_item_has_its_own_majority() -> None:
    scene = Evening().to_docket()
    one, other = scene.case(1), scene.case(3)
    scene.board_vote(ANN, one)
    scene.board_vote(BOB, other)
    items = [scene.board_item(case, ANN) for case in (one, other)]
    refused(scene, scene.board_rule_draft(*items), "majority", f"case {other.name}")
    scene.board_rule(scene.board_item(one, ANN), scene.board_item(other, BOB))


@pytest.mark.parametrize("disp", ["no_consensus", "paper", "same_ballot_as"])
def test_the_board_settles_a_case_or_defers_it(disp: str) -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(AGAINST, case)
    same = scene.case(3).seal if disp == "same_ballot_as" else None
    item = scene.board_item(case, value(disp), same=same)
    refused(scene, scene.board_rule_draft(item), "defer", "has to settle case")


@pytest.mark.parametrize("tiers", [1, 2])
def test_the_board_rules_only_on_what_waits_for_it(tiers: int) -> None:
    scene = Evening(tiers=tiers).to_pile()
    case = scene.case(1)
    if tiers == 1:
        scene.decide(ANN, case)
    else:
        refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "board", "not wait")
        scene.rule(scene.item(1))
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "board", "does not wait")


@pytest.mark.parametrize("disp", ["no_consensus", "paper", "same_ballot_as"])
def test_what_a_close_sent_up_the_board_settles_afterwards(disp: str) -> None:
    scene = Evening().to_pile()
    same = scene.case(3).seal if disp == "same_ballot_as" else None
    scene.rule(scene.item(1, disp=disp, same=same))
    scene.rule(scene.item(2), scene.item(3), scene.item(4))
    closed = scene.close(SENATE_BATCH)
    case = scene.case(1)
    assert scene.state.data.before_board(case)
    assert not scene.state.data.before_board(scene.case(3))
    scene.decide(ANN, case)
    assert (case.disp, case.closed) == ("vote", closed.index)


def test_an_objection_before_any_ruling_brings_the_case_to_the_board() -> None:
    scene = Evening().to_pile()
    case = scene.case(1)
    fields = bodies.attest(answer="object", via="shared", cases=[case.seal], ground=6)
    made = scene.act(fields, "lee*")
    scene.decide(ANN, case)
    assert scene.state.data.objections[made.index].decided == {case.seal: "rejected"}


def test_the_board_decides_every_open_objection() -> None:
    scene = Evening().to_pile()
    first = scene.rule(scene.item(1))
    case = scene.case(1)
    rejected = scene.attest("lee", first, answer="object", ground=2)
    upheld = scene.attest("ortiz", first, answer="object", ground=1)
    scene.board_vote(ANN, case)
    item = scene.board_item(case, ANN, objections=[(rejected.index, "rejected")])
    refused(
        scene, scene.board_rule_draft(item), "objection", f"the objection of entry {upheld.index}"
    )
    decided = [(rejected.index, "rejected"), (upheld.index, "upheld")]
    scene.board_rule(scene.board_item(case, ANN, objections=decided))
    found = scene.state.data.objections
    assert found[rejected.index].decided == {case.seal: "rejected"}
    assert found[upheld.index].decided == {case.seal: "upheld"}
    assert case.objections == ()


def test_a_withdrawn_objection_takes_the_case_off_the_docket() -> None:
    scene = Evening().to_pile()
    objection = scene.attest("lee", scene.rule(scene.item(1)), answer="object", ground=2)
    case = scene.case(1)
    scene.board_vote(ANN, case)
    scene.act(bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex()), "lee*")
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "board", "not wait")


def test_a_team_does_not_rule_again_on_what_the_board_ruled() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1, disp="no_consensus"))
    case = scene.case(1)
    ruled = scene.decide(ANN, case)
    draft = scene.draft(scene.rule_fields(scene.item(1)), "ada*", "ben*")
    refused(scene, draft, "board", "the board ruled on case")
    refused(scene, scene.board_rule_draft(scene.board_item(case, BOB)), "board", "not wait")
    scene.attest("lee", ruled, answer="object", ground=1)
    scene.decide(BOB, case)
    assert case.current is not None
    assert case.current[0] > ruled.index


def test_a_team_still_revises_what_waits_for_the_board() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1, disp="no_consensus"))
    scene.rule(scene.item(1, disp="vote", votes=["ann"]))
    assert (scene.case(1).disp, scene.case(1).tier) == ("vote", "team")


def test_the_board_needs_no_reason_and_may_have_one_and_a_team_needs_one() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1, disp="no_consensus"), scene.item(3, disp="no_consensus"))
    one, other = scene.case(1), scene.case(3)
    draft = scene.draft(scene.rule_fields(scene.item(1, reason=None)), "ada*", "ben*")
    refused(scene, draft, "item", "needs a reason")
    scene.board_vote(ANN, one, other)
    scene.board_rule(
        scene.board_item(one, ANN), scene.board_item(other, ANN, reason="after_objection")
    )


def test_a_ruling_of_the_board_passes_the_standards_and_follows_the_current_one() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    circled = value("vote", "ann", clause="c1")
    scene.board_vote(circled, case)
    item = scene.board_item(case, circled)
    refused(scene, scene.board_rule_draft(item), "clause", "asks first how the other contests")
    item = scene.board_item(case, circled, consistent="different")
    refused(scene, scene.board_rule_draft(item), "clause", "does not apply when")
    item = scene.board_item(case, circled, consistent="same", prior=None)
    refused(scene, scene.board_rule_draft(item), "prior", "does not follow that")
    item = scene.board_item(case, circled, consistent="same", row=a_hash("old"))
    refused(scene, scene.board_rule_draft(item), "evidence", "older image")
    scene.board_rule(scene.board_item(case, circled, consistent="same"))
