"""From files of returns to what is ordered, as a clerk reads it."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.tiers import NotOrdered, Tier
from adjudicator.domain.rulepack import Scope
from adjudicator.services.canvass.canvassing import Canvass, Canvassed, Told, canvass
from adjudicator.services.canvass.joining import Unclear
from adjudicator.services.canvass.loading import load_returns, load_rules
from adjudicator.services.canvass.telling import percent, sentences, votes
from adjudicator.services.errors import UsageError
from tests.domain.builders import florida

HEADER = "county,precinct,office,district,party,candidate,votes\n"
COUNTIES = ("Alachua", "Baker")


def county(folder: Path, name: str, contests: Mapping[str, Mapping[str, int]]) -> Path:
    """A county's file; a contest is ``Office`` or ``Office/district``."""
    rows = [
        f'{name},P1,"{contest.partition("/")[0]}","{contest.partition("/")[2]}",,{choice},{n}\n'
        for contest, choices in contests.items()
        for choice, n in choices.items()
    ]
    path = folder / f"{name}.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def canvassed(folder: Path, stage: Stage = Stage.SECOND, told: Told | None = None) -> Canvass:
    return canvass(load_returns([folder]), florida(), stage, told)


def contest(found: Canvass, title: str) -> Canvassed:
    (one,) = [c for c in found.contests if c.title == title]
    return one


def test_an_office_of_the_state_is_one_contest_and_a_local_one_is_of_its_county(
    tmp_path: Path,
) -> None:
    for name in COUNTIES:
        county(
            tmp_path,
            name,
            {
                "State House/26": {"Ann Ash": 100, "Bo Birch": 99},
                "School Board/1": {f"{name} A": 10, f"{name} B": 9},
                "Inlet District/2": {"Cy Cole": 7, "Di Dale": 5},
                "Charter Question": {"Yes": 4, "No": 5},
            },
        )
    found = canvassed(tmp_path)
    assert [(c.title, c.scope) for c in found.contests] == [
        ("State House 26", Scope.STATE),
        ("School Board 1, Alachua", Scope.LOCAL),
        ("Inlet District 2", Scope.MULTICOUNTY),
        ("Charter Question, Alachua", Scope.LOCAL),
        ("School Board 1, Baker", Scope.LOCAL),
        ("Charter Question, Baker", Scope.LOCAL),
    ]
    house = contest(found, "State House 26")
    assert house.result is not None
    assert (house.result.votes, house.counties) == (398, COUNTIES)


def test_a_statewide_contest_orders_nothing_until_every_county_is_in(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", {"U.S. Senate": {"Rick": 1000, "Bill": 999}})
    senate = contest(canvassed(tmp_path), "U.S. Senate")
    assert senate.assessment is not None
    assert senate.tier is Tier.MANUAL
    assert senate.assessment.ordered is Tier.NONE
    assert senate.assessment.not_ordered is NotOrdered.INCOMPLETE
    assert len(senate.missing) == 66
    assert not senate.final
    told = " ".join(sentences(senate, Stage.SECOND))
    assert "So far the margin gives a manual recount" in told
    assert "Wakulla, Walton and Washington are not in them." in told


def test_with_all_67_counties_it_is_ordered_by_the_secretary_of_state(tmp_path: Path) -> None:
    for name in florida().counties:
        county(tmp_path, name, {"U.S. Senate": {"Rick": 1000, "Bill": 999}})
    found = canvassed(tmp_path)
    senate = contest(found, "U.S. Senate")
    assert found.missing == ()
    assert senate.final
    assert sentences(senate, Stage.SECOND) == (
        "Rick 67,000 · Bill 66,933.",
        "Margin 67 votes of 133,933 cast, 0.0500 %.",
        "602 votes inside the line of 0.5 %, which lies at 669 votes.",
        "267 votes inside the line of 0.25 %, which lies at 334 votes.",
        "Ordered by the Secretary of State: a manual recount of the overvotes and undervotes.",
    )


def test_a_local_contest_is_ordered_by_the_board_and_the_first_returns_say_what_may_follow(
    tmp_path: Path,
) -> None:
    county(tmp_path, "Alachua", {"School Board/1": {"Ann Ash": 1000, "Bo Birch": 999}})
    told = sentences(
        contest(canvassed(tmp_path, Stage.FIRST), "School Board 1, Alachua"), Stage.FIRST
    )
    assert told[-1] == (
        "Ordered by the county canvassing board: a machine recount of every ballot. "
        "Whether a manual recount follows, the second unofficial returns say."
    )


def test_an_amendment_needs_three_fifths(tmp_path: Path) -> None:
    for name in florida().counties:
        county(
            tmp_path,
            name,
            {"Amendment No. 1: Homestead": {"No for Rejection": 4001, "Yes for Approval": 6000}},
        )
    amendment = contest(canvassed(tmp_path), "Amendment No. 1: Homestead")
    assert amendment.result is not None
    assert amendment.result.approved is False
    told = sentences(amendment, Stage.SECOND)
    assert told[0] == (
        "Yes for Approval 402,000, No for Rejection 268,067: rejected; "
        "it needs 3/5 of the votes cast."
    )
    assert told[1] == "Margin 40 1/5 votes of 670,067 cast, 0.0060 %."
    assert amendment.assessment is not None
    assert amendment.assessment.ordered is Tier.MANUAL


@pytest.mark.parametrize(
    ("choices", "unclear", "words"),
    [
        ({"OverVotes": 1, "UnderVotes": 2}, Unclear.NOBODY, "No choice has a row"),
        ({"Yes": 3, "No": 2, "Maybe": 1}, Unclear.CHOICES, "one line for it and one against"),
    ],
)
def test_where_nobody_can_tell_who_ran_nothing_is_computed(
    tmp_path: Path, choices: dict[str, int], unclear: Unclear, words: str
) -> None:
    county(tmp_path, "Alachua", {"Retention of Judge Hill": choices})
    judge = contest(canvassed(tmp_path), "Retention of Judge Hill")
    assert judge.unclear is unclear
    assert judge.assessment is None
    assert not judge.final
    assert words in sentences(judge, Stage.SECOND)[0]


def test_rows_put_aside_make_the_contest_not_whole_wherever_they_stood(tmp_path: Path) -> None:
    path = county(
        tmp_path,
        "Alachua",
        {
            "State House/26": {"Ann Ash": 10, "Bo Birch": 10},
            "Sheriff": {"Cy Cole": 3, "Di Dale": 3},
        },
    )
    path.write_text(path.read_text() + "Alachua,P2,State House,26,,Ann Ash,x\n")
    found = canvassed(tmp_path)
    house = contest(found, "State House 26")
    assert house.set_aside == 1
    assert not house.final
    assert house.assessment is not None
    assert house.assessment.not_ordered is NotOrdered.INCOMPLETE
    assert "1 row of this contest could not be used; its sums are not whole." in sentences(
        house, Stage.SECOND
    )
    assert contest(found, "Sheriff, Alachua").final


def test_a_tie_is_told_and_lots_decide(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", {"Sheriff": {"Cy Cole": 3, "Di Dale": 3}})
    told = sentences(contest(canvassed(tmp_path), "Sheriff, Alachua"), Stage.SECOND)
    assert told[0] == "Cy Cole 3 · Di Dale 3. Cy Cole and Di Dale have equal votes: lots decide."
    assert told[1] == "Margin 0 votes of 6 cast, 0.0000 %."


def test_write_in_votes_that_decide_are_pointed_at(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", {"Sheriff": {"Cy Cole": 30, "WriteinVotes": 31, "Di Dale": 2}})
    told = sentences(contest(canvassed(tmp_path), "Sheriff, Alachua"), Stage.SECOND)
    assert "tell the candidates apart first" in told[-1]


def test_what_people_tell_is_found_by_title_and_name_or_refused(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", {"Council": {"Ann": 1000, "Bo": 999, "Cy": 998}})
    told = Told(seats={"council Alachua": 2}, opted_out={"Council, Alachua": frozenset({"Cy"})})
    council = contest(canvassed(tmp_path, told=told), "Council, Alachua")
    assert council.result is not None
    assert council.result.seats == 2
    assert council.assessment is not None
    assert council.assessment.not_ordered is NotOrdered.OPTED_OUT
    with pytest.raises(UsageError, match="Known are: Council"):
        canvassed(tmp_path, told=Told(seats={"Counsel, Alachua": 2}))
    wrong = Told(opted_out={"Council, Alachua": frozenset({"Cyy"})})
    with pytest.raises(UsageError, match='"Cyy" is not a candidate for Council, Alachua'):
        canvassed(tmp_path, told=wrong)


def test_the_same_number_in_two_files_stops_the_load(tmp_path: Path) -> None:
    first = county(tmp_path, "Alachua", {"Sheriff": {"Cy Cole": 3, "Di Dale": 2}})
    second = tmp_path / "again.csv"
    second.write_bytes(first.read_bytes())
    with pytest.raises(UsageError, match="stands in two files"):
        load_returns([tmp_path])


def test_an_empty_folder_and_an_unknown_pack_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no name ends in \.csv"):
        load_returns([tmp_path])
    bad = tmp_path / "pack.toml"
    bad.write_text("format = 2")
    with pytest.raises(UsageError, match="format must be 1"):
        load_rules(str(bad))


def test_numbers_are_written_as_people_read_them() -> None:
    assert votes(1) == "1 vote"
    assert votes(Fraction(2, 5)) == "2/5 votes"
    assert percent(Fraction(12_562, 8_183_652)) == "0.1535 %"
    assert percent(Fraction(1, 10**7)) == "less than 0.0001 %"
