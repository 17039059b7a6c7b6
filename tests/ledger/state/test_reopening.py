"""Cases reopened by two officers, and what may follow."""

import pytest

from adjudicator.ledger import bodies
from tests.ledger.evening import ANN, BOB, Evening, value
from tests.ledger.scenery import SHEETS, a_hash
from tests.ledger.state.refusals import refused

OFFICERS = ("kelly", "clerk1")
SENATE_BATCH = 3
TEAM = ("ada*", "ben*")


def done() -> Evening:
    """The senate batch is ruled on and closed: nothing waits for anybody."""
    return Evening().to_docket("nothing_marked")


@pytest.mark.parametrize(
    "signers",
    [
        ("kelly",),
        ("kelly", "lewis", "clerk1"),
        ("kelly", "ada"),
        ("kelly", "olson"),
        ("kelly", "lee"),
        ("kelly", "clerk1", "log"),
    ],
)
def test_two_officers_reopen(signers: tuple[str, ...]) -> None:
    scene = done()
    draft = scene.draft(scene.reopen_fields(scene.case(1)), *signers)
    refused(scene, draft, "rights", "two different officers")


def test_the_two_who_reopen_are_different_people_of_different_parties() -> None:
    scene = Evening()
    scene.enrolled()
    scene.enrol("niles", "member", "rep")
    scene.act(scene.constitute_fields(), "kelly", "lewis", "niles")
    for person in ("kelly", "lewis", "moore", "ada", "ben"):
        scene.signin(person)
    scene.act(scene.import_fields(SHEETS), "log", "clerk1")
    scene.act(scene.pile_fields(scene.entries[-1].index), "kelly", "lewis", "moore")
    scene.rule(*(scene.item(number) for number in (1, 2, 3, 4)))
    scene.close(SENATE_BATCH)
    fields = scene.reopen_fields(scene.case(1))
    refused(scene, scene.draft(fields, "lewis", "niles"), "different", "of different parties")
    refused(scene, scene.draft(fields, "lewis", "lewis*"), "rights", "cannot sign this (reopen)")
    scene.act(fields, "lewis", "moore")


def test_a_reopening_takes_passphrases_and_a_reason() -> None:
    scene = done()
    fields = scene.reopen_fields(scene.case(1))
    refused(scene, scene.draft(fields, "kelly*", "clerk1*", st="b1"), "rights", "while signed in")
    refused(scene, scene.draft(fields | {"reason": None}, *OFFICERS), "reason", "needs its reason")
    for person in OFFICERS:
        scene.act(bodies.attend(person=person, state="away"), "clerk1")
    scene.act(fields, *OFFICERS)


def test_a_reopening_names_the_present_ruling_and_its_leaf() -> None:
    scene = done()
    case = scene.case(1)
    assert case.current is not None
    index, item = case.current
    leaf = scene.state.data.tree.leaf(index).hex()
    for prior in ((index, item + 1, leaf), (index - 1, item, leaf), (index, item, a_hash("x"))):
        fields = bodies.reopen(cases=[case.seal], prior=[prior], reason=a_hash("why"))
        words = f"case {case.name} was ruled on at entry {index}, and that is not"
        refused(scene, scene.draft(fields, *OFFICERS), "prior", words)
    strange = bodies.reopen(cases=[a_hash("x")], prior=[(0, 0, leaf)], reason=a_hash("why"))
    refused(scene, scene.draft(strange, *OFFICERS), "pile", "stands in no pile")


def test_what_was_never_ruled_on_is_not_reopened() -> None:
    scene = Evening().to_pile()
    leaf = scene.state.data.tree.leaf(0).hex()
    fields = bodies.reopen(cases=[scene.case(1).seal], prior=[(0, 0, leaf)], reason=a_hash("why"))
    refused(scene, scene.draft(fields, *OFFICERS), "prior", "has not been ruled on")


def test_an_open_batch_is_revised_and_not_reopened() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1))
    draft = scene.draft(scene.reopen_fields(scene.case(1)), *OFFICERS)
    refused(scene, draft, "open", "is still open, and the team may revise")


def test_a_case_is_reopened_once_until_it_is_ruled_on_anew() -> None:
    scene = done()
    case = scene.case(1)
    first = scene.reopen(case)
    words = f"was reopened at entry {first.index}"
    refused(scene, scene.draft(scene.reopen_fields(case), *OFFICERS), "reopened", words)
    scene.rule(scene.item(1))
    draft = scene.draft(scene.reopen_fields(case), *OFFICERS)
    refused(scene, draft, "open", "is still open")
    scene.close(SENATE_BATCH)
    scene.reopen(case)


def test_a_team_rules_anew_on_what_a_team_ruled_and_closes_it_again() -> None:
    scene = done()
    case = scene.case(1)
    reopened = scene.reopen(case)
    assert (case.closed, case.reopened) == (None, reopened.index)
    assert not scene.state.data.before_board(case)
    draft = scene.draft(scene.close_fields(SENATE_BATCH), "ada", "ben")
    refused(scene, draft, "open", f"case {case.name} of these batches has not been ruled on")
    for changes in ({"prior": None}, {"prior": (0, 0)}):
        draft = scene.draft(scene.rule_fields(scene.item(1, **changes)), *TEAM)
        refused(scene, draft, "prior", "does not follow that")
    draft = scene.draft(scene.rule_fields(scene.item(1, reason=None)), *TEAM)
    refused(scene, draft, "item", "needs a reason")
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "board", "not wait")
    scene.rule(scene.item(1, disp="vote", votes=["ann"]))
    assert case.reopened is None
    again = scene.close(SENATE_BATCH)
    assert (again.body["cases"], case.closed) == (1, again.index)
    assert scene.state.data.batches[SENATE_BATCH].closed == again.index


def test_the_other_cases_of_its_batch_stay_closed() -> None:
    scene = done()
    scene.reopen(scene.case(1))
    draft = scene.draft(scene.rule_fields(scene.item(3)), *TEAM)
    refused(scene, draft, "closed", "was closed at entry")


def test_what_the_board_ruled_only_the_board_rules_anew() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.decide(ANN, case)
    scene.reopen(case)
    assert scene.state.data.before_board(case)
    draft = scene.draft(scene.rule_fields(scene.item(1)), *TEAM)
    refused(scene, draft, "board", "the board ruled on case")
    counts = scene.state.close_counts([SENATE_BATCH])
    assert (counts.cases, counts.escalated, counts.ruled, counts.open) == (1, 1, 0, ())
    scene.close(SENATE_BATCH)
    scene.decide(BOB, case)
    assert (case.disp, case.tier, case.reopened) == ("vote", "board", None)
    assert not scene.state.data.before_board(case)


def test_a_ruling_of_the_board_is_reopened_also_in_an_open_batch() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1, disp="no_consensus"))
    case = scene.case(1)
    scene.decide(ANN, case)
    assert case.closed is None
    scene.reopen(case)
    scene.decide(BOB, case)
    scene.reopen(case)


def test_in_one_tier_the_board_rules_anew() -> None:
    scene = Evening(tiers=1).to_pile()
    cases = [scene.case(number) for number in (1, 2, 3, 4)]
    scene.decide(value("too_many"), *cases)
    scene.close(SENATE_BATCH, by=("kelly", "clerk1"))
    scene.reopen(cases[0])
    assert scene.state.data.before_board(cases[0])
    assert not scene.state.data.before_board(cases[1])
    scene.decide(ANN, cases[0])
    scene.close(SENATE_BATCH, by=("kelly", "clerk1"))


def test_votes_from_before_the_reopening_make_no_majority() -> None:
    scene = Evening(tiers=1).to_pile()
    case = scene.case(1)
    ruled = scene.decide(ANN, case)
    objection = scene.attest("lee", ruled, answer="object", ground=1)
    scene.board_vote(BOB, case)
    scene.act(bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex()), "lee*")
    assert scene.state.data.majority_value(case) is not None
    scene.reopen(case)
    assert scene.state.data.majority_value(case) is None


def test_a_reopened_case_with_an_open_objection_waits_for_the_board() -> None:
    scene = done()
    case = scene.case(1)
    about = scene.state.data.rulings
    scene.reopen(case)
    ruling = next(entry for entry in scene.entries if entry.index in about)
    scene.attest(
        "lee",
        ruling,
        answer="object",
        ground=1,
        about=[(ruling.index, ruling.leaf.hex(), [case.current[1] if case.current else 0])],
    )
    counts = scene.state.close_counts([SENATE_BATCH])
    assert (counts.escalated, counts.open) == (1, ())
    scene.decide(ANN, case)


def test_an_objection_open_before_stays_open() -> None:
    scene = Evening().to_pile()
    ruled = scene.rule(*(scene.item(number) for number in (1, 2, 3, 4)))
    made = scene.attest("lee", ruled, answer="object", ground=1)
    scene.close(SENATE_BATCH)
    case = scene.case(1)
    scene.reopen(case)
    assert case.objections == (made.index,)
    late = scene.case(3)
    assert late.objections == (made.index,)


def test_a_case_of_an_isolated_lot_is_not_reopened() -> None:
    scene = done()
    case = scene.case(1)
    scene.motion("isolate", **{"import": case.import_, "lot": "accepted"})
    draft = scene.draft(scene.reopen_fields(case), *OFFICERS)
    refused(scene, draft, "lot", "which the board has isolated by order")


def test_a_case_closed_over_an_objection_that_is_withdrawn_later_waits_for_the_board() -> None:
    scene = Evening().to_pile()
    first, *rest = (scene.case(number) for number in (1, 2, 3, 4))
    objected = scene.act(
        bodies.attest(cases=[first.seal], answer="object", ground=1, claim="ann", via="shared"),
        "lee*",
    )
    scene.rule(*(scene.item(number) for number in (3, 4)), scene.item(2, disp="too_many"))
    assert len(rest) == 3
    scene.close(3)
    scene.act(bodies.withdraw(objection=objected.index, leaf=objected.leaf.hex()), "lee*")
    assert scene.state.data.before_board(first)
    scene.decide(ANN, first)
    assert not scene.state.data.before_board(first)
