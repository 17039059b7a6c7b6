"""Votes cast before an objection was heard, or the paper seen, make no majority."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.state import Outcome
from tests.ledger.evening import ANN, Evening
from tests.ledger.state.refusals import refused
from tests.ledger.state.test_votes import majority


@pytest.mark.parametrize("what", ["objection", "paper"])
def test_votes_given_before_an_objection_or_the_paper_make_no_majority(what: str) -> None:
    scene = Evening().to_pile()
    ruled = scene.rule(scene.item(1, disp="no_consensus"), scene.item(3, disp="no_consensus"))
    case, other = scene.case(1), scene.case(3)
    scene.board_vote(ANN, case, other)
    if what == "paper":
        scene.paper(case, "requested")
        assert majority(scene) == Outcome.of(ANN), "its image is still what they voted on"
        scene.paper(case, "on_the_table")
    else:
        about = [(ruled.index, ruled.leaf.hex(), [0])]
        fields = bodies.attest(answer="object", via="shared", about=about, ground=7)
        scene.act(fields, "lee*")
    assert majority(scene) is None
    assert majority(scene, 3) == Outcome.of(ANN), "nothing has happened to that case"
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "majority", "0 votes")
    listed = [person for person, _ in scene.sitting_fields()["votes"]]
    assert listed == ["kelly", "lewis"], "the sitting lists them all the same"
    scene.decide(ANN, case)
    scene.board_rule(scene.board_item(other, ANN))


def test_an_objection_that_comes_after_the_close_takes_no_vote_away() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    assert case.current is not None
    leaf = scene.state.data.tree.leaf(case.current[0]).hex()
    about = [(case.current[0], leaf, [case.current[1]])]
    scene.act(bodies.attest(answer="object", via="shared", about=about, ground=7), "lee*")
    assert majority(scene) == Outcome.of(ANN)
