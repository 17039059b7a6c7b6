"""Florida, November 2018: which contests went to which recount, told as the news told it.

Votes are the totals of the time where a source has them; where only margin and rough number of
votes are known, the answer is from these two and called approximate.
"""

from dataclasses import dataclass

import pytest

from adjudicator.domain.canvass.results import ChoiceVotes, ContestResult, Stage
from adjudicator.domain.canvass.tiers import Assessment, Tier, assess, assess_margin
from tests.domain.builders import florida

LAW = florida().thresholds


@dataclass(frozen=True)
class Returns:
    """Given the returns of a contest ..."""

    title: str
    votes: tuple[int, ...]
    over_and_under: int | None = None

    def at(self, stage: Stage) -> Assessment:
        """... when they come in at this stage."""
        choices = tuple(ChoiceVotes(f"Candidate {n}", v) for n, v in enumerate(self.votes))
        flagged = self.over_and_under
        result = ContestResult(
            self.title, choices, over=None if flagged is None else 0, under=flagged
        )
        return assess(result, stage, LAW)


SENATE_FIRST = Returns("U.S. Senate", (4_098_107, 4_085_545))
SENATE_SECOND = Returns("U.S. Senate", (4_097_689, 4_085_086), over_and_under=93_310)
GOVERNOR_SECOND = Returns("Governor", (4_075_445, 4_041_762, 47_140, 24_310, 14_630, 14_505))
SENATE_18 = Returns("State Senate 18", (104_001, 103_625))
HOUSE_26 = Returns("State House 26", (30_599, 30_544), over_and_under=1_854)


class TestTheFirstReturns:
    """Given the first unofficial returns of noon on day four."""

    @pytest.mark.parametrize("contest", [SENATE_FIRST, SENATE_18], ids=lambda c: c.title)
    def test_a_margin_within_a_quarter_orders_the_machine_recount_only(
        self, contest: Returns
    ) -> None:
        found = contest.at(Stage.FIRST)
        assert (found.tier, found.ordered) == (Tier.MANUAL, Tier.MACHINE)

    def test_the_governor_s_margin_of_33_684_is_within_a_half(self) -> None:
        """Approximate: a sourced margin, votes of the second returns."""
        found = assess_margin(33_684, 8_217_792, Stage.FIRST, LAW)
        assert (found.tier, found.ordered) == (Tier.MACHINE, Tier.MACHINE)

    def test_agriculture_and_house_89_are_within_a_quarter(self) -> None:
        """Approximate: margins as the news had them, votes to the thousand and more."""
        for margin, votes in ((5_326, 8_100_000), (37, 78_000)):
            found = assess_margin(margin, votes, Stage.FIRST, LAW)
            assert (found.tier, found.ordered) == (Tier.MANUAL, Tier.MACHINE)


class TestTheSecondReturns:
    """Given the second unofficial returns of 3 p.m. on day nine."""

    @pytest.mark.parametrize(
        ("contest", "margin"),
        [(SENATE_SECOND, 12_603), (SENATE_18, 376), (HOUSE_26, 55)],
        ids=lambda value: getattr(value, "title", ""),
    )
    def test_senate_senate_18_and_house_26_go_to_hand(self, contest: Returns, margin: int) -> None:
        found = contest.at(Stage.SECOND)
        assert found.margin == margin
        assert found.ordered is Tier.MANUAL

    def test_agriculture_and_house_89_go_to_hand(self) -> None:
        """Approximate: 5,307 of about 8.1 million, 37 of about 78,000."""
        for margin, votes in ((5_307, 8_100_000), (37, 78_000)):
            assert assess_margin(margin, votes, Stage.SECOND, LAW).ordered is Tier.MANUAL

    def test_the_governor_does_not(self) -> None:
        found = GOVERNOR_SECOND.at(Stage.SECOND)
        assert found.margin == 33_683
        assert found.tier is Tier.MACHINE, "0.41 % lies between a quarter and a half"
        assert found.ordered is Tier.NONE

    def test_over_and_undervotes_outnumber_the_margin_in_each(self) -> None:
        for contest in (SENATE_SECOND, HOUSE_26):
            found = contest.at(Stage.SECOND)
            assert contest.over_and_under is not None
            assert found.needed is not None
            assert contest.over_and_under >= found.needed


class TestWhatTheNewsSaidOnTheWay:
    """Given numbers of a moment, before every ballot was in."""

    def test_early_on_the_margin_was_beyond_both_lines(self) -> None:
        found = Returns("Governor", (4_052_118, 3_996_679)).at(Stage.FIRST)
        assert (found.tier, found.ordered) == (Tier.NONE, Tier.NONE)

    def test_at_0_47_percent_a_machine_recount_came_near(self) -> None:
        found = assess_margin(47, 10_000, Stage.FIRST, LAW)
        assert (found.tier, found.ordered) == (Tier.MACHINE, Tier.MACHINE)


class TestToTheVote:
    """Given a contest of 200,000 votes."""

    @pytest.mark.parametrize(
        ("margin", "tier"),
        [
            (499, Tier.MANUAL),
            (500, Tier.MANUAL),
            (501, Tier.MACHINE),
            (999, Tier.MACHINE),
            (1_000, Tier.MACHINE),
            (1_001, Tier.NONE),
        ],
    )
    def test_exactly_a_quarter_and_a_half_and_a_vote_to_either_side(
        self, margin: int, tier: Tier
    ) -> None:
        assert assess_margin(margin, 200_000, Stage.SECOND, LAW).tier is tier
