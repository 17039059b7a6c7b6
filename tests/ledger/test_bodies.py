"""The builders of the board's bodies sort what the format wants sorted, and judge nothing."""

import pytest

from adjudicator.ledger import bodies, kinds
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.errors import Malformed
from tests.ledger.scenery import a_hash

A, B = sorted((a_hash("a"), a_hash("b")))


def whole(fields: Body) -> Body:
    """The body with its common fields, found to have the shape of its kind."""
    body = bodies.common(fields, t="2018-11-17T12:00:00Z", station="b1", seen=(7, a_hash("root")))
    kinds.check_body(body)
    return body


def test_a_vote_keeps_each_case_with_its_ruling() -> None:
    value = {"disp": "vote", "votes": ["hill", "eddy"], "clause": "a1"}
    body = whole(bodies.vote(cases=[B, A], value=value, prior=[(4, 1), None]))
    assert (body["cases"], body["prior"]) == ([A, B], [None, [4, 1]])
    assert body["value"] == {"disp": "vote", "votes": ["eddy", "hill"], "clause": "a1"}
    assert whole(bodies.vote(cases=[A], value="abstain", prior=[None]))["value"] == "abstain"


def test_a_vote_that_is_neither_outcome_nor_abstention_is_not_made() -> None:
    with pytest.raises(ValueError, match="against"):
        bodies.vote(cases=[A], value="against", prior=[None])
    with pytest.raises(ValueError, match="argument 2 is"):
        bodies.vote(cases=[A, B], value="abstain", prior=[None])


def test_a_sitting_lists_people_and_entries_ascending() -> None:
    body = whole(bodies.sitting(votes=[("moore", [9, 8]), ("kelly", [7])]))
    assert body["votes"] == [["kelly", [7]], ["moore", [8, 9]]]


def test_a_reopening_keeps_each_case_with_its_ruling() -> None:
    leaf = a_hash("leaf")
    prior = [(5, 0, leaf), (4, 1, leaf)]
    body = whole(bodies.reopen(cases=[B, A], prior=prior, reason=a_hash("why")))
    assert (body["cases"], body["prior"]) == ([A, B], [[4, 1, leaf], [5, 0, leaf]])


def test_paper_note_and_scan_made_again_have_the_shape_of_their_kind() -> None:
    body = whole(bodies.paper(case=A, step="on_the_table", seals=["S 2", "S 1"]))
    assert body["seals"] == ["S 2", "S 1"]
    whole(bodies.paper(case=A, step="requested"))
    body = whole(bodies.note(category="incident", words=None, people=["lee", "ada", "lee"]))
    assert body["people"] == ["ada", "lee"]
    whole(bodies.rescan(case=A, row=B, reason=a_hash("torn")))
    with pytest.raises(Malformed):
        whole(bodies.paper(case=A, step="lost"))
