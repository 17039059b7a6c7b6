"""What a margin gives and what the law orders, to the vote."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.canvass.results import ChoiceVotes, ContestKind, ContestResult, Stage
from adjudicator.domain.canvass.tiers import NotOrdered, Tier, assess, assess_margin, tier_of
from tests.domain.builders import florida

LAW = florida().thresholds


def contest(
    ahead: int, behind: int, *others: int, over: int | None = None, under: int | None = None
) -> ContestResult:
    choices = [ChoiceVotes("Ahead", ahead), ChoiceVotes("Behind", behind)]
    choices += [ChoiceVotes(f"Other {n}", votes) for n, votes in enumerate(others)]
    return ContestResult("Contest", tuple(choices), over=over, under=under)


@pytest.mark.parametrize(
    ("margin", "tier"),
    [
        (1_000, Tier.MACHINE),
        (1_001, Tier.NONE),
        (999, Tier.MACHINE),
        (500, Tier.MANUAL),
        (501, Tier.MACHINE),
        (499, Tier.MANUAL),
        (0, Tier.MANUAL),
    ],
)
def test_exactly_a_half_and_a_quarter_of_a_percent_and_a_vote_to_either_side(
    margin: int, tier: Tier
) -> None:
    assert tier_of(Fraction(margin), 200_000, LAW) is tier


def test_first_returns_never_order_a_manual_recount() -> None:
    found = assess(contest(30_599, 30_544), Stage.FIRST, LAW)
    assert found.tier is Tier.MANUAL
    assert found.ordered is Tier.MACHINE
    assert found.not_ordered is NotOrdered.STAGE


def test_second_returns_order_it_and_no_second_machine_recount() -> None:
    assert assess(contest(30_599, 30_544), Stage.SECOND, LAW).ordered is Tier.MANUAL
    machine = assess(contest(4_075_445, 4_041_762), Stage.SECOND, LAW)
    assert machine.tier is Tier.MACHINE
    assert (machine.ordered, machine.not_ordered) == (Tier.NONE, NotOrdered.STAGE)


def test_official_returns_order_nothing() -> None:
    found = assess(contest(30_610, 30_549), Stage.OFFICIAL, LAW)
    assert found.tier is Tier.MANUAL
    assert (found.ordered, found.not_ordered) == (Tier.NONE, NotOrdered.STAGE)


def test_all_who_are_that_close_have_to_ask_that_none_be_made() -> None:
    close = contest(10_000, 9_990, 9_985, 2_000)
    one = assess(close, Stage.SECOND, LAW, frozenset({"Behind"}))
    assert one.ordered is Tier.MANUAL
    both = assess(close, Stage.SECOND, LAW, frozenset({"Behind", "Other 0"}))
    assert (both.ordered, both.not_ordered) == (Tier.NONE, NotOrdered.OPTED_OUT)
    assert both.tier is Tier.MANUAL


def test_who_is_farther_behind_than_the_threshold_of_that_recount_is_not_asked() -> None:
    close = contest(100_000, 99_900, 99_100)
    assert assess(close, Stage.SECOND, LAW, frozenset({"Behind"})).ordered is Tier.NONE
    first = assess(close, Stage.FIRST, LAW, frozenset({"Behind"}))
    assert first.ordered is Tier.MACHINE, "900 behind of 299,000 is within a half of a percent"


@pytest.mark.parametrize(("flagged", "ordered"), [(54, Tier.NONE), (55, Tier.MANUAL)])
def test_fewer_flagged_ballots_than_could_change_it_order_no_manual_recount(
    flagged: int, ordered: Tier
) -> None:
    found = assess(contest(30_599, 30_544, over=10, under=flagged - 10), Stage.SECOND, LAW)
    assert found.ordered is ordered
    assert found.needed == 55
    assert (found.not_ordered is NotOrdered.TOO_FEW) == (ordered is Tier.NONE)


def test_too_few_says_nothing_where_the_returns_have_no_undervotes() -> None:
    found = assess(contest(30_599, 30_544, over=10), Stage.SECOND, LAW)
    assert found.ordered is Tier.MANUAL


def test_part_of_a_contest_orders_nothing() -> None:
    found = assess(contest(30_599, 30_544), Stage.SECOND, LAW, complete=False)
    assert found.tier is Tier.MANUAL
    assert (found.ordered, found.not_ordered) == (Tier.NONE, NotOrdered.INCOMPLETE)


@pytest.mark.parametrize("stage", list(Stage))
def test_of_part_of_a_contest_it_is_not_said_either_that_no_recount_is_due(stage: Stage) -> None:
    alone = ContestResult("Clerk", (ChoiceVotes("A", 10),))
    for result in (contest(30_599, 20_000), contest(30_599, 30_544), alone):
        found = assess(result, stage, LAW, complete=False)
        assert (found.ordered, found.not_ordered) == (Tier.NONE, NotOrdered.INCOMPLETE)
        assert found.so_far
        assert not assess(result, stage, LAW).so_far


def test_nobody_can_ask_that_a_measure_be_not_recounted() -> None:
    choices = (ChoiceVotes("Yes", 501), ChoiceVotes("No", 500))
    result = ContestResult("Amendment", choices, kind=ContestKind.MEASURE)
    found = assess(result, Stage.SECOND, LAW, frozenset({"No"}))
    assert found.ordered is Tier.MANUAL


def test_a_contest_nobody_can_lose_or_nobody_voted_in_has_no_margin() -> None:
    alone = ContestResult("Clerk", (ChoiceVotes("A", 10),))
    for result in (alone, contest(0, 0)):
        found = assess(result, Stage.SECOND, LAW)
        assert (found.margin, found.tier, found.ordered) == (None, Tier.NONE, Tier.NONE)
        assert found.share is None
        assert found.machine is None


def test_how_far_each_line_is_away() -> None:
    found = assess_margin(12_562, 8_183_652, Stage.FIRST, LAW)
    assert found.machine is not None
    assert found.manual is not None
    assert (found.machine.at, found.machine.away) == (40_918, 28_356)
    assert (found.manual.at, found.manual.away) == (20_459, 7_897)


@given(st.integers(1, 10**7), st.data())
def test_the_line_says_what_the_tier_says(votes: int, data: st.DataObject) -> None:
    margin = data.draw(st.integers(0, votes))
    found = assess_margin(margin, votes, Stage.SECOND, LAW)
    assert found.machine is not None
    assert found.manual is not None
    assert found.machine.inside == (found.tier is not Tier.NONE)
    assert found.manual.inside == (found.tier is Tier.MANUAL)
    assert tier_of(Fraction(found.machine.at), votes, LAW) is not Tier.NONE
    assert tier_of(Fraction(found.manual.at), votes, LAW) is Tier.MANUAL
    if found.manual.at < votes:
        assert tier_of(Fraction(found.manual.at + 1), votes, LAW) is not Tier.MANUAL


@pytest.mark.parametrize(("margin", "votes"), [(1, 0), (-1, 10), (11, 10)])
def test_numbers_no_contest_can_have_are_refused(margin: int, votes: int) -> None:
    with pytest.raises(ValueError, match="the margin lies between 0 and the votes cast"):
        assess_margin(margin, votes, Stage.FIRST, LAW)
