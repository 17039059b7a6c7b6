"""Florida, November 2018: which contests went to which recount, told as the news told it.

Votes are the totals of the time where a source has them; where only margin and rough number of
votes are known, the answer is from these two and called approximate.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from adjudicator.cli.main import main
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


@dataclass(frozen=True)
class Sourced:
    """A contest of which a source has totals or a margin, and what has to follow."""

    office: str
    district: str
    stage: Stage
    told: str
    """How the stage begins in the table of sources."""
    tier: Tier
    ordered: Tier
    about: int = 0
    """Votes cast as far as they are known, where the source has no totals."""

    @property
    def title(self) -> str:
        """Office, stage and what the answer rests on."""
        basis = f"margin of about {self.about:,} votes" if self.about else "totals"
        return f"{self.office} {self.district} {self.stage.value}, {basis}"


HAND, MACHINES, NONE = Tier.MANUAL, Tier.MACHINE, Tier.NONE
FIRST, SECOND = Stage.FIRST, Stage.SECOND
STORY = (
    Sourced("U.S. Senate", "", FIRST, "first", HAND, MACHINES),
    Sourced("U.S. Senate", "", SECOND, "second", HAND, HAND),
    Sourced("Governor", "", FIRST, "first", MACHINES, MACHINES, about=8_200_000),
    Sourced("Governor", "", SECOND, "second", MACHINES, NONE),
    Sourced("Commissioner of Agriculture", "", FIRST, "first", HAND, MACHINES, about=8_100_000),
    Sourced("Commissioner of Agriculture", "", SECOND, "second", HAND, HAND, about=8_100_000),
    Sourced("State Senate", "18", FIRST, "first", HAND, MACHINES),
    Sourced("State Senate", "18", SECOND, "second", HAND, HAND),
    Sourced("State House", "26", FIRST, "first", HAND, MACHINES, about=61_000),
    Sourced("State House", "26", SECOND, "second", HAND, HAND),
    Sourced("State House", "89", FIRST, "first", HAND, MACHINES, about=78_000),
    # Palm Beach never finished its second count: the margin of the first stood.
    Sourced("State House", "89", SECOND, "first", HAND, HAND, about=78_000),
    Sourced("U.S. Senate", "", Stage.OFFICIAL, "official", HAND, NONE),
)


class TestTheSourcedNumbersThroughTheCommand:
    """Given the totals and margins that sources of the time have, with their basis."""

    @pytest.mark.parametrize("contest", STORY, ids=lambda contest: contest.title)
    def test_each_contest_goes_where_it_went(
        self,
        contest: Sourced,
        shared_data: Path,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        rows = self.rows_of(contest, shared_data)
        stage = ["--stage", contest.stage.value, "--json"]
        if contest.about:
            margin = next(row["margin"] for row in rows if row["margin"])
            assert main(["canvass", "--margin", margin, "--votes", str(contest.about), *stage]) == 0
            found = json.loads(capsys.readouterr().out)
            assert found["approximate"] is True
        else:
            returns = self.as_returns(contest, rows, tmp_path)
            assert main(["canvass", str(returns), *stage]) == 0
            (found,) = json.loads(capsys.readouterr().out)["contests"]
            assert found["margin"] == int(rows[0]["margin"]), rows[0]["basis"]
        assert (found["tier"], found["ordered"]) == (contest.tier, contest.ordered)

    def rows_of(self, contest: Sourced, shared_data: Path) -> list[dict[str, str]]:
        """The candidates' rows of that contest and stage; each has its source and basis."""
        path = shared_data / "florida2018" / "official_totals.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            return [
                row
                for row in csv.DictReader(stream)
                if (row["office"], row["district"]) == (contest.office, contest.district)
                and row["stage"].startswith(contest.told)
                and row["file_candidate"]
            ]

    def as_returns(self, contest: Sourced, rows: list[dict[str, str]], folder: Path) -> Path:
        """A table of all counties: the state's totals stand in the first, nought in the others."""
        path = folder / "returns.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            table = csv.writer(stream)
            table.writerow(("county", "precinct", "office", "district", "candidate", "votes"))
            for place, county in enumerate(florida().counties):
                table.writerows(
                    (
                        *(county, "all", contest.office, contest.district),
                        *(row["file_candidate"], 0 if place else row["votes"]),
                    )
                    for row in rows
                )
        return path
