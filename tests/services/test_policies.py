"""Policies that could never work are refused before anything rests on them."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.ledger.origin import Purpose
from adjudicator.services.creating import RecountPlan, create_recount
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment, constitute, enrol, identity
from adjudicator.services.policies import (
    policy_line,
    policy_of,
    policy_sentences,
    quorum_problem,
)
from tests.support.scene import ELECTION

BOARD = (Role.CHAIR, Role.MEMBER, Role.ALTERNATE)


def test_a_quorum_counts_seats_and_alternates_hold_none() -> None:
    assert quorum_problem(2, BOARD) == ""
    assert quorum_problem(3, BOARD) == (
        "The quorum is 3 and the board has 2 members, so it could never act. "
        "Name a quorum of at most 2, or add members."
    )
    assert "no chair or member" in quorum_problem(1, (Role.CLERK,))


def test_a_board_smaller_than_its_quorum_is_not_constituted(tmp_path: Path) -> None:
    recount = new_recount(
        tmp_path / "r", election=ELECTION, purpose=Purpose.DEMO, policy=Policy(quorum=2)
    )
    enrol(recount, Enrolment("kelly", "Judge Kelly", Role.CHAIR, None), "a fairly long phrase")
    chair = identity(recount, "kelly", "a fairly long phrase")
    before = recount.state.size
    with pytest.raises(Refusal, match="quorum was fixed at 2 and the board has 1"):
        constitute(recount, [chair])
    assert recount.state.size == before
    recount.close()


def test_a_roster_that_was_refused_leaves_no_policy_file_and_changes_none(tmp_path: Path) -> None:
    recount = new_recount(tmp_path / "r", election=ELECTION, purpose=Purpose.DEMO)
    people = [("kelly", Role.CHAIR), ("lewis", Role.MEMBER), ("moss", Role.MEMBER)]
    for person, role in people:
        enrol(recount, Enrolment(person, person, role, None), "a fairly long phrase")
    board = [identity(recount, person, "a fairly long phrase") for person, _ in people]
    fixed = recount.folder.path / "recount.tlog-policy"
    with pytest.raises(Refusal):
        constitute(recount, board[:1])
    assert not fixed.exists()
    constitute(recount, board)
    before = fixed.read_bytes()
    late = Enrolment("zoe", "Zoe", Role.OBSERVER, None)
    enrol(recount, late, "a fairly long phrase", officers=board[:2])
    with pytest.raises(Refusal, match="the board has already begun"):
        constitute(recount, board)
    assert fixed.read_bytes() == before
    recount.close()


@pytest.mark.parametrize(
    "policy",
    [
        Policy(quorum=0), Policy(tiers=3), Policy(page_max=0), Policy(attest="never"),
        Policy(different="hair"), Policy(grid_ms=-1), Policy(scores="never"),
    ],
)  # fmt: skip
def test_no_recount_is_opened_with_a_policy_there_cannot_be(tmp_path: Path, policy: Policy) -> None:
    with pytest.raises(UsageError, match="Nothing was created"):
        new_recount(tmp_path / "r", election=ELECTION, policy=policy)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_whose_quorum_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    people = (Enrolment("kelly", "Judge Kelly", Role.CHAIR, None),)
    plan = RecountPlan(
        tmp_path / "r", ELECTION, (), "florida-2018", people, {"kelly": "a fairly long phrase"}
    )
    with pytest.raises(UsageError, match="board has 1 member,"):
        create_recount(plan)
    assert list(tmp_path.iterdir()) == []


def test_what_was_fixed_is_read_back_and_told(tmp_path: Path) -> None:
    chosen = Policy(quorum=3, tiers=1, different="person", attest="each", page_max=12)
    recount = new_recount(tmp_path / "r", election=ELECTION, policy=chosen)
    assert policy_of(recount) == chosen
    assert policy_line(policy_of(recount)) == (
        "Fixed at the opening: quorum 3 · one tier: the board rules at once · "
        "observers asked after every ruling · any two people act together"
    )
    assert policy_line(replace(chosen, writeins_as_under=True)).endswith(
        " · unqualified write-ins are undervotes"
    )
    assert policy_line(replace(chosen, scores="after")).endswith(
        " · measured ink is shown after the ruling"
    )
    recount.close()


def test_pages_of_blanks_are_told_and_where_there_are_none_that_is() -> None:
    alone = "Every ballot is looked at alone; there are no pages of blank ones."
    paged = policy_sentences(Policy(grid_ms=2_500).value())
    assert any("for at least 2.5 seconds, and either can take any ballot out" in s for s in paged)
    assert alone not in paged
    assert alone in policy_sentences(Policy(grid=False).value())
    assert alone in policy_sentences(Policy(tiers=1).value()), "the board calls each ballot"
    assert policy_line(Policy(grid=False)).endswith(" · no pages of blank ballots")
