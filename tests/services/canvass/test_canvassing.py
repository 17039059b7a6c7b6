"""From files of returns to what is ordered, as a clerk reads it."""

from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.tiers import NotOrdered, Tier
from adjudicator.domain.rulepack import Scope
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.canvass.canvassing import Canvass, Canvassed, Told, canvass, told_anew
from adjudicator.services.canvass.joining import Unclear
from adjudicator.services.canvass.loading import load_returns, load_rules
from adjudicator.services.canvass.telling import canvass_value, percent, sentences, votes
from adjudicator.services.errors import UsageError
from adjudicator.services.importing import Cancelled
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
    assert ": 66 counties are missing; nothing is ordered on part of a contest." in told


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
        (
            "How many over- and undervotes there are is not known here: no manual recount is made "
            "if they are fewer than the 67 votes needed to change the outcome."
        ),
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
    assert "1 row of this contest was put aside; its sums are not whole." in sentences(
        house, Stage.SECOND
    )
    assert contest(found, "Sheriff, Alachua").final


def test_what_is_not_whole_is_never_told_that_there_is_no_recount(tmp_path: Path) -> None:
    far = {"Cy Cole": 400, "Di Dale": 200}
    path = county(tmp_path, "Alachua", {"Sheriff": far, "Governor": far, "State House/26": far})
    path.write_text(
        path.read_text()
        + "Alachua,P1,Clerk,,,Ann Ash,100\nAlachua,P1,Clerk,,,Bo Birch,9o9\n"
        + "Alachua,P2,Sheriff,,,Di Dale,1O0\n"
    )
    found = canvassed(tmp_path)
    last = {c.title: sentences(c, Stage.SECOND)[-2:] for c in found.contests}
    assert last["Sheriff, Alachua"][0] == (
        "So far no recount: 1 row was put aside. Nothing is ordered on part of a contest, and "
        "nothing is ruled out."
    )
    assert last["Clerk, Alachua"][0] == (
        "Whether somebody can lose cannot be told yet: 1 row was put aside."
    )
    assert last["Governor"][-1].startswith("So far no recount: 66 counties are missing.")
    assert last["State House 26"][0] == "No recount, if these are all its counties."
    told = {c["contest"]: c for c in canvass_value(found)["contests"]}
    assert {told[title]["not_ordered"] for title in last if title != "State House 26"} == {
        "incomplete"
    }


def test_a_county_without_a_row_of_a_contest_of_the_state_is_missing_from_it(
    tmp_path: Path,
) -> None:
    for name in florida().counties:
        contests = {"U.S. Senate": {"Rick": 1000, "Bill": 900}, "Sheriff": {"Cy": 3, "Di": 2}}
        county(tmp_path, name, contests)
    bay = tmp_path / "Bay.csv"
    rows = bay.read_text().splitlines(keepends=True)
    bay.write_text("".join(row for row in rows if "Senate" not in row))
    found = canvassed(tmp_path)
    senate = contest(found, "U.S. Senate")
    assert (found.missing, senate.missing, senate.final) == ((), ("Bay",), False)
    assert sentences(senate, Stage.SECOND)[-1] == "Bay is in these returns without a row of it."
    bay.write_text("".join(rows).replace("Rick,1000", "Rick,x").replace("Bill,900", "Bill,x"))
    assert contest(canvassed(tmp_path), "U.S. Senate").set_aside == 2


def test_a_tie_is_told_and_lots_decide(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", {"Sheriff": {"Cy Cole": 3, "Di Dale": 3}})
    told = sentences(contest(canvassed(tmp_path), "Sheriff, Alachua"), Stage.SECOND)
    assert told[0] == "Cy Cole 3 · Di Dale 3. Cy Cole and Di Dale have equal votes: lots decide."
    assert told[1] == "Margin 0 votes of 6 cast, 0.0000 %."
    county(tmp_path, "Alachua", {"Sheriff": {"Cy Cole": 0, "Di Dale": 0}})
    nobody = sentences(contest(canvassed(tmp_path), "Sheriff, Alachua"), Stage.SECOND)
    assert nobody == ("Cy Cole 0 · Di Dale 0.", "No votes are in yet.")


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


def test_the_exception_is_told_with_its_numbers(tmp_path: Path) -> None:
    few = {"Cy Cole": 1000, "Di Dale": 998, "OverVotes": 0, "UnderVotes": 1}
    county(tmp_path, "Alachua", {"Sheriff": few, "Clerk": few | {"UnderVotes": 2}})
    found = canvassed(tmp_path)
    sheriff = contest(found, "Sheriff, Alachua")
    assert sheriff.assessment is not None
    assert sheriff.assessment.not_ordered is NotOrdered.TOO_FEW
    assert sentences(sheriff, Stage.SECOND)[-1] == (
        "The margin gives a manual recount; none is made: the 1 over- and undervotes are fewer "
        "than the 2 votes needed to change the outcome."
    )
    assert sentences(contest(found, "Clerk, Alachua"), Stage.SECOND)[-1] == (
        "The 2 over- and undervotes are no fewer than the 2 votes needed to change the outcome."
    )


def test_undervotes_that_one_county_leaves_out_make_no_exception(tmp_path: Path) -> None:
    votes_of = {"Ann Ash": 1000, "Bo Birch": 996}
    county(tmp_path, "Alachua", {"State House/26": votes_of | {"OverVotes": 0, "UnderVotes": 3}})
    county(tmp_path, "Baker", {"State House/26": votes_of})
    house = contest(canvassed(tmp_path), "State House 26")
    assert house.assessment is not None
    assert (house.assessment.flagged, house.assessment.ordered) == (None, Tier.MANUAL)
    assert "is not known here" in sentences(house, Stage.SECOND)[-2]


def test_a_tie_is_broken_by_one_vote_and_by_none_less(tmp_path: Path) -> None:
    even = {"Cy Cole": 1000, "Di Dale": 1000, "OverVotes": 0, "UnderVotes": 0}
    county(tmp_path, "Alachua", {"Sheriff": even, "Clerk": even | {"UnderVotes": 1}})
    found = canvassed(tmp_path)
    ordered = {c.title: c.assessment.ordered for c in found.contests if c.assessment}
    assert ordered == {"Sheriff, Alachua": Tier.NONE, "Clerk, Alachua": Tier.MANUAL}


def test_a_county_the_rules_do_not_know_is_asked_about(tmp_path: Path) -> None:
    county(tmp_path, "Volusa", {"Sheriff": {"Cy Cole": 3, "Di Dale": 2}})
    county(tmp_path, "BAKER", {"Sheriff": {"Cy Cole": 3, "Di Dale": 2}})
    found = canvassed(tmp_path)
    (told,) = found.unknown
    assert told == (
        '"Volusa" is not a county of Florida, November 2018. Did you mean "Volusia"? '
        "It is taken for a county of its own."
    )
    assert "Volusia" in found.missing


def test_what_people_tell_later_changes_that_contest_alone(tmp_path: Path) -> None:
    close = {"Ann": 1000, "Bo": 999, "Cy": 998}
    county(tmp_path, "Alachua", {"Council": close, "Clerk": close})
    before = canvassed(tmp_path)
    after = told_anew(before, "Council, Alachua", 2, frozenset({"Cy"}))
    assert after.contests[1] is before.contests[1]
    told = Told(seats={"Council, Alachua": 2}, opted_out={"Council, Alachua": frozenset({"Cy"})})
    assert after == canvassed(tmp_path, told=told)
    assert sentences(after.contests[0], Stage.SECOND)[-1] == (
        "Told by people, not read from the returns: 2 are elected; Cy asked in writing that no "
        "recount be made."
    )
    with pytest.raises(UsageError, match="not a candidate"):
        told_anew(before, "Council, Alachua", None, frozenset({"Dee"}))


def test_every_file_s_problems_are_told_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    good = county(tmp_path, "Alachua", {"Sheriff": {"Cy Cole": 3, "Di Dale": 2}})
    data = good.read_bytes()
    read = load_returns([good, tmp_path, good]).read
    assert [(f.name, f.sha256, f.rows) for f in read] == [
        ("Alachua.csv", sha256(data).hexdigest(), 2)
    ]
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text("precinct,votes\n")
    with pytest.raises(Unreadable) as refused:
        load_returns([tmp_path])
    assert {p.file for p in refused.value.problems} == {"one.csv", "two.csv"}


def test_progress_is_told_and_a_reading_can_be_stopped(tmp_path: Path) -> None:
    for name in COUNTIES:
        county(tmp_path, name, {"Sheriff": {"Cy Cole": 3, "Di Dale": 2}})
    seen: list[tuple[int, int]] = []
    load_returns([tmp_path], progress=lambda done, of: seen.append((done, of)))
    assert seen == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        load_returns([tmp_path], cancelled=lambda: True)


def test_a_district_is_final_only_where_no_county_is_missing(tmp_path: Path) -> None:
    votes_of = {"Ann Ash": 1000, "Bo Birch": 999}
    county(tmp_path, "Alachua", {"State House/26": votes_of, "Sheriff": votes_of})
    found = canvassed(tmp_path)
    house = contest(found, "State House 26")
    assert (house.unsure, house.final) == (True, False)
    assert sentences(house, Stage.SECOND)[-1] == (
        "Which counties vote on it these returns do not say: it holds if they are all in."
    )
    assert contest(found, "Sheriff, Alachua").final
    later = told_anew(found, "State House 26", None, frozenset({"Bo Birch"}))
    assert contest(later, "State House 26").unsure
    for name in florida().counties[1:]:
        county(tmp_path, name, {"Clerk": votes_of})
    assert contest(canvassed(tmp_path), "State House 26").final


def test_how_many_are_elected_is_read_from_the_title_where_it_stands_there(tmp_path: Path) -> None:
    county(tmp_path, "Alachua", {"Council (Vote For 2)": {"Ann": 1000, "Bo": 999, "Cy": 700}})
    (council,) = canvassed(tmp_path).contests
    assert council.seats_told is None
    assert sentences(council, Stage.SECOND)[:2] == (
        "Ann 1,000 · Bo 999 · Cy 700. 2 are elected.",
        "Margin 299 votes of 2,699 cast, 11.0782 %.",
    )
    one = canvassed(tmp_path, told=Told(seats={council.title: 1})).contests[0]
    assert one.result is not None
    assert one.result.margin == 1
