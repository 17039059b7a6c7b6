"""What an objection demands, and whether a ruling gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.objections import (
    NO_VOTE,
    Demand,
    Fate,
    Ground,
    Outcome,
    answer_to,
    claim_words,
    fate_of,
    number_label,
)
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulings import Disposition, EvidenceKind
from tests.domain.builders import SENATE

BLANK = MachineReading(frozenset(), under=1)
EDDY = Outcome(Disposition.VOTE, frozenset({"eddy"}), "4c1")
HILL = Outcome(Disposition.VOTE, frozenset({"hill"}), "4c1")
NONE = Outcome(Disposition.MARKS_DO_NOT_COUNT, frozenset(), "4b")


@pytest.mark.parametrize(
    ("ground", "claim", "against", "ruled", "upheld", "computed"),
    [
        (Ground.WRONG_CHOICE, "hill", EDDY, HILL, True, True),
        (Ground.WRONG_CHOICE, "hill", EDDY, EDDY, False, True),
        (Ground.WRONG_CHOICE, "hill", EDDY, NONE, False, True),
        (Ground.WRONG_CHOICE, None, EDDY, HILL, True, True),
        (Ground.WRONG_CHOICE, None, EDDY, EDDY, False, True),
        (Ground.WRONG_CHOICE, None, None, EDDY, False, False),
        (Ground.SHOULD_NOT, NO_VOTE, EDDY, NONE, True, True),
        (Ground.SHOULD_NOT, None, EDDY, NONE, True, True),
        (Ground.SHOULD_NOT, None, EDDY, EDDY, False, True),
        (Ground.SHOULD_COUNT, None, NONE, EDDY, True, True),
        (Ground.SHOULD_COUNT, "hill", NONE, EDDY, False, True),
        (Ground.SHOULD_COUNT, None, NONE, NONE, False, True),
        (Ground.CONSISTENCY, None, EDDY, NONE, True, True),
        (Ground.PAPER, None, EDDY, EDDY, False, True),
        (Ground.NOT_HERE, None, EDDY, EDDY, False, False),
        (Ground.PROCEDURE, None, EDDY, NONE, False, False),
        (Ground.OTHER, None, EDDY, NONE, False, False),
    ],
)
def test_a_ruling_answers_an_objection(
    ground: Ground,
    claim: str | None,
    against: Outcome | None,
    ruled: Outcome,
    upheld: bool,  # noqa: FBT001 - a column of the table
    computed: bool,  # noqa: FBT001 - a column of the table
) -> None:
    told = answer_to(Demand(ground, claim, against), ruled, BLANK, EvidenceKind.IMAGE)
    assert (told.upheld, told.computed) == (upheld, computed)
    assert told.word == ("upheld" if upheld else "rejected")


def test_the_demand_to_see_the_paper_is_met_by_the_paper() -> None:
    assert answer_to(Demand(Ground.PAPER, None), EDDY, BLANK, EvidenceKind.PAPER).upheld


def test_no_vote_lets_stand_what_the_machine_counted() -> None:
    machine = MachineReading(frozenset({"eddy"}), under=2)
    kept = Outcome(Disposition.MARKS_DO_NOT_COUNT, frozenset({"eddy"}), "4b")
    more = Outcome(Disposition.VOTE, frozenset({"eddy", "hill"}), "4c1")
    demand = Demand(Ground.SHOULD_NOT, NO_VOTE)
    assert answer_to(demand, kept, machine, EvidenceKind.IMAGE).upheld
    assert not answer_to(demand, more, machine, EvidenceKind.IMAGE).upheld


@given(st.sampled_from(["eddy", "hill"]), st.sampled_from([EDDY, HILL, NONE]))
def test_of_a_claim_and_its_opposite_only_one_is_upheld(choice: str, ruled: Outcome) -> None:
    for_choice = answer_to(Demand(Ground.SHOULD_COUNT, choice), ruled, BLANK, EvidenceKind.IMAGE)
    for_none = answer_to(Demand(Ground.SHOULD_NOT, NO_VOTE), ruled, BLANK, EvidenceKind.IMAGE)
    assert not (for_choice.upheld and for_none.upheld)


def test_an_objection_ends_in_one_way_only() -> None:
    def fate(decided: str | None = None, **more: bool) -> Fate:
        facts = {"withdrawn": False, "struck": False, "late": False} | more
        return fate_of(decided=decided, **facts)

    assert fate() is Fate.FILED
    assert fate("upheld") is Fate.UPHELD
    assert fate("rejected") is Fate.REJECTED
    assert fate(withdrawn=True) is Fate.WITHDRAWN
    assert fate(struck=True) is Fate.STRUCK
    assert fate(late=True) is Fate.LATE
    assert [f for f in Fate if f.open] == [Fate.FILED]
    assert len({f.label for f in Fate}) == len(Fate)


def test_claims_are_told_in_the_words_of_the_form() -> None:
    assert claim_words(Ground.WRONG_CHOICE, "hill", SENATE) == "should be a vote for Hill"
    assert claim_words(Ground.SHOULD_NOT, NO_VOTE, SENATE) == "should not count, should be no vote"
    assert claim_words(Ground.PAPER, None, SENATE) == "paper must be seen"
    assert number_label(14) == "R-014"
