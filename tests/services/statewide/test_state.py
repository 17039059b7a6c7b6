"""A small state: verified, added up, and what is refused named and counted nowhere."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.election import Choice
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.statewide.figures import Basis
from adjudicator.domain.statewide.standing import CountyLine, Standing
from adjudicator.domain.tally import UNDER, Figure
from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.asking import NO_DEADLINE, Request
from adjudicator.services.statewide.assembling import gather
from adjudicator.services.statewide.collecting import Stopped
from adjudicator.services.statewide.report import ContestReport, StateReport
from adjudicator.services.statewide.telling import lines_of, outcome_sentences, standings_words
from adjudicator.services.verifying.anchors import read_anchor
from tests.support.counties import SENATE, County
from tests.support.exports import rewrite

BAY = County("Bay", scott=700, nelson=200)


def state_of(pack: RulePack, *exports: Path, **more: object) -> StateReport:
    request = replace(Request(pack, exports=exports), **more)  # type: ignore[arg-type]  # by name
    return gather(request, jobs=1)


def senate(state: StateReport) -> ContestReport:
    (report,) = state.contests
    return report


def line(state: StateReport, county: str) -> CountyLine:
    return next(each for each in senate(state).lines if each.county == county)


def refused(state: StateReport, county: str) -> str:
    """Why a county is refused; its figures count nowhere then."""
    found = line(state, county)
    assert (found.standing, found.figures) == (Standing.REFUSED, None)
    assert found.todo
    assert county in senate(state).missing
    return found.why


# What counts ---------------------------------------------------------------------------------


def test_the_counties_are_verified_and_counted_from_their_records(
    pack: RulePack, state_folder: Path
) -> None:
    (state_folder / "bay" / "tally.json").stat()
    state = state_of(pack, state_folder)
    report = senate(state)
    together = report.split.together
    assert [(c.name, together.choice(c.id)) for c in report.contest.choices] == [
        ("Rick Scott", Figure(1_400, 0)),
        ("Bill Nelson", Figure(1_310, 3)),
    ]
    assert dict(together.rest)[UNDER].figure == Figure(10, -3)
    assert report.split.part(Basis.RECORD) == together
    assert standings_words(report) == "3 of 67 counties in, 64 missing; 1 partial"
    assert state.exit_code == 1


def test_margin_tier_and_outcome_stand_before_and_after(pack: RulePack, tmp_path: Path) -> None:
    county = County("Bay", rulings=10, scott=1_000, nelson=999, found=lambda n: "nelson" * (n < 2))
    outcome = senate(state_of(pack, county.export(tmp_path))).outcome
    scott, nelson = outcome.contest.choices
    assert (outcome.before.winners, outcome.after.winners) == ((scott.id,), (nelson.id,))
    assert outcome.before.tier is Tier.MANUAL
    assert outcome.after.margin == 1
    assert outcome.changed


def test_a_county_says_what_its_figures_rest_on(pack: RulePack, state_folder: Path) -> None:
    state = state_of(pack, state_folder)
    bay, leon = line(state, "Bay"), line(state, "Leon")
    assert bay.proof is not None
    assert bay.proof.verdict.startswith("The record is consistent in itself")
    assert bay.how_far is not None
    assert leon.how_far is not None
    assert (bay.how_far.words, bay.proof.last) == ("closed", "2018-11-17T12:00:27Z")
    assert leon.how_far.words == "partial: 1 of 1 batch closed, 4 of 4 cases ruled"
    assert (bay.waits, leon.waits) == (False, True)


def test_an_anchor_of_a_county_is_compared_with_its_record(
    pack: RulePack, state_folder: Path
) -> None:
    code = line(state_of(pack, state_folder), "Bay").proof
    assert code is not None
    kept = {"Bay": [read_anchor(code.record_code)], "Lake": [read_anchor(code.record_code)]}
    state = state_of(pack, state_folder, anchors=kept)
    proof = line(state, "Bay").proof
    assert proof is not None
    assert proof.verdict == "The record holds, and contains all you kept."
    assert state.problems == ("An anchor of Lake was compared with nothing: no export is here.",)
    other = {"Bay": [read_anchor("0000-1111-2222-3333")]}
    assert refused(state_of(pack, state_folder, anchors=other), "Bay") == (
        "The record is shorter than what you kept."
    )


def test_several_processes_find_the_same(pack: RulePack, state_folder: Path) -> None:
    request = Request(pack, exports=[state_folder])
    told: list[tuple[int, int]] = []
    found = gather(request, jobs=2, progress=lambda done, total, _n: told.append((done, total)))
    assert list(lines_of(found)) == list(lines_of(gather(request, jobs=1)))
    assert told[-1] == (3, 3)


@pytest.mark.parametrize("jobs", [1, 2])
def test_it_can_be_stopped(pack: RulePack, state_folder: Path, jobs: int) -> None:
    with pytest.raises(Stopped, match="Nothing was kept"):
        gather(Request(pack, exports=[state_folder]), jobs=jobs, wanted=lambda: False)


# What is refused -----------------------------------------------------------------------------


def test_an_altered_export_counts_nowhere_and_says_where_it_does_not_hold(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(state_folder, tmp_path / "all")
    path = tmp_path / "all" / "bay" / "tally.json"
    rewrite(path, lambda data: data.replace(b'"after":700', b'"after":701'))
    state = state_of(pack, tmp_path / "all")
    assert refused(state, "Bay").startswith("The record does not hold in tally.json because")
    assert (state.exit_code, senate(state).split.together.counties) == (3, 2)


def test_two_copies_of_one_record_are_told_apart_from_two_records(
    pack: RulePack, tmp_path: Path
) -> None:
    early = BAY.but(done=False).export(tmp_path, "bay-early")
    late = BAY.export(tmp_path, "bay-late")
    why = refused(state_of(pack, early, late), "Bay")
    assert why == (
        "Two copies of one record, 26 and 28 entries: the later one, bay-late, extends the "
        "earlier, bay-early."
    )
    assert line(state_of(pack, early, late), "Bay").todo == "Take out bay-early."
    again = BAY.export(tmp_path, "bay-again")
    assert refused(state_of(pack, again, late), "Bay") == (
        "Two copies of one record: bay-again and bay-late."
    )
    other = BAY.but(found=lambda _n: "scott").export(tmp_path, "bay-other")
    assert refused(state_of(pack, other, late), "Bay").startswith("Two records with one origin")
    recount = BAY.but(salt="x").export(tmp_path, "bay-2")
    assert refused(state_of(pack, recount, late), "Bay").startswith("Two recounts of one county")


def test_an_altered_copy_takes_the_good_one_with_it(pack: RulePack, tmp_path: Path) -> None:
    good, bad = BAY.export(tmp_path, "good"), BAY.but(salt="x").export(tmp_path, "bad")
    rewrite(bad / "tally.json", lambda data: data.replace(b'"after":700', b'"after":701'))
    state = state_of(pack, good, bad)
    refused(state, "Bay")
    (own,) = (each for each in state.exports if each.read.name == "good")
    assert own.why.startswith("Another export of Bay, bad, is refused: the record does not hold")


def test_a_rehearsal_is_refused_and_read_by_itself_with_its_mark(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    rehearsal = County("Gulf", purpose=Purpose.REHEARSAL).export(tmp_path)
    state = state_of(pack, state_folder, rehearsal)
    assert refused(state, "Gulf") == "It is a rehearsal and no election record."
    both = state_of(pack, state_folder, rehearsal, rehearsal=True)
    assert refused(both, "Bay") == "It is a recount that counts, and this is a rehearsal."
    alone = state_of(pack, rehearsal, rehearsal=True)
    assert line(alone, "Gulf").standing is Standing.IN
    assert next(lines_of(alone)) == "REHEARSAL - not an election record"


def test_another_election_county_or_contest_is_named(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    election = County("Gulf", held=date(2020, 11, 3)).export(tmp_path)
    atlantis = County("Volusa").export(tmp_path)
    mayor = County("Lake", contest=replace(SENATE, title="Mayor")).export(tmp_path)
    state = state_of(pack, state_folder, election, atlantis, mayor, contests=["U.S. Senate"])
    assert refused(state, "Gulf") == (
        "It is of another election: General Election, held 3 November 2020, not of 6 November 2018."
    )
    assert refused(state, "Lake") == "It is of another contest: Mayor."
    (unknown,) = (each for each in state.exports if each.read.name == "volusa")
    assert unknown.why == (
        'Its county, "Volusa", is none of Florida, November 2018. Did you mean "Volusia"?'
    )
    assert senate(state).split.together.counties == 3


def test_other_rules_are_refused_though_they_have_the_same_name(
    pack: RulePack, state_folder: Path
) -> None:
    stricter = replace(pack, thresholds=replace(pack.thresholds, manual=pack.thresholds.machine))
    assert refused(state_of(stricter, state_folder), "Bay") == (
        "Its rules are called florida-2018 too, and say something else."
    )


def test_a_choice_of_another_name_refuses_the_county_and_merges_nothing(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    other = replace(SENATE, choices=(SENATE.choices[0], Choice("nelson", "Bill Nelsen")))
    export = County("Gulf", contest=other).export(tmp_path)
    state = state_of(pack, state_folder, export)
    assert 'Did you mean "Bill Nelson"?' in refused(state, "Gulf")
    assert senate(state).split.together.counties == 3
    said = state_of(pack, state_folder, export, same={"Bill Nelsen": "Bill Nelson"})
    assert line(said, "Gulf").standing is Standing.IN


def test_a_folder_that_is_no_export_and_one_named_twice_stop_everything(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="no export and holds none"):
        state_of(pack, tmp_path)
    with pytest.raises(UsageError, match="named twice"):
        state_of(pack, state_folder, state_folder / "bay")
    with pytest.raises(UsageError, match="is no contest of these sources"):
        state_of(pack, state_folder, contests=["U.S. Senat"])


def test_folders_of_one_name_are_told_apart_by_where_they_lie(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    other = BAY.but(salt="x").export(tmp_path, "bay")
    state = state_of(pack, state_folder / "bay", other)
    names = {each.read.name for each in state.exports}
    assert names == {str(state_folder / "bay"), str(other)}
    assert str(other) in refused(state, "Bay")


def test_under_a_pack_without_counties_each_that_came_has_a_row(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    rehearsal = County("Marlow", purpose=Purpose.REHEARSAL).export(tmp_path)
    state = state_of(replace(pack, counties=()), state_folder, rehearsal)
    assert [(each.county, each.standing) for each in senate(state).lines] == [
        ("Bay", Standing.IN),
        ("Leon", Standing.IN),
        ("Marlow", Standing.REFUSED),
        ("Volusia", Standing.IN),
    ]
    elsewhere = replace(pack, state="GA")
    assert (
        refused(state_of(elsewhere, state_folder), "Bay") == "It is of another state: FL, not GA."
    )


# Late, returns, typed ------------------------------------------------------------------------


def test_late_is_what_was_closed_after_the_deadline_on_the_countys_clock(
    pack: RulePack, state_folder: Path
) -> None:
    for deadline, late in (
        (NO_DEADLINE, False),
        ("2018-11-17T12:00:26Z", False),
        ("2018-11-17T12:00:25Z", True),
        ("first", True),
    ):
        state = state_of(pack, state_folder, deadline=deadline)
        assert line(state, "Bay").late is late, deadline
        assert line(state, "Bay").figures is not None
    with pytest.raises(UsageError, match="does not say on which clock"):
        state_of(pack, state_folder, deadline="2018-11-17T12:00")


def returns(folder: Path, county: str, scott: int, nelson: int) -> Path:
    path = folder / f"{county}.csv"
    path.write_text(
        "county,precinct,office,district,party,candidate,votes\n"
        f"{county},1,U.S. Senate,,REP,Rick Scott,{scott}\n"
        f"{county},1,U.S. Senate,,DEM,Bill Nelson,{nelson}\n"
        f"{county},1,U.S. Senate,,,OverVotes,2\n"
    )
    return path


def test_returns_and_typed_figures_stand_apart_from_what_was_verified(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    files = [returns(tmp_path, "Gulf", 50, 40), returns(tmp_path, "Bay", 701, 200)]
    typed = []
    for typist in ("Ann", "Bo"):
        path = tmp_path / f"{typist}.csv"
        path.write_text(
            "typist,county,contest,choice,votes,before\n"
            f"{typist},Union,U.S. Senate,Rick Scott,11,10\n"
            f"{typist},Union,U.S. Senate,Bill Nelson,7,7\n"
        )
        typed.append(path)
    state = state_of(pack, state_folder, returns=files, typed=typed)
    split = senate(state).split
    scott = senate(state).contest.choices[0].id
    assert [(b.value, t.counties, t.choice(scott).after) for b, t in split.parts] == [
        ("record", 3, 1_400),
        ("returns", 1, 50),
        ("typed", 1, 11),
    ]
    assert split.together.choice(scott) == Figure(1_460, 1)
    assert line(state, "Union").standing is Standing.TYPED
    (note,) = line(state, "Bay").notes
    assert note == (
        "Its returns, which are not counted, differ from the figures before the recount in 1 of 2 "
        "choices."
    )
    assert [each.name for each in state.returns] == ["Gulf.csv", "Bay.csv"]


def test_what_is_not_whole_is_told_so_far(pack: RulePack, tmp_path: Path) -> None:
    rows = "county,precinct,office,candidate,votes\n"
    far = "{0},1,U.S. Senate,Rick Scott,60\n{0},1,U.S. Senate,Bill Nelson,40\n"
    for county in pack.counties:
        (tmp_path / f"{county}.csv").write_text(rows + far.format(county))
    titles = {"returns": [tmp_path], "contests": ("U.S. Senate",)}
    whole = senate(state_of(pack, **titles))
    assert outcome_sentences(whole)[0].endswith("(20.0000 %); no recount.")
    bay = tmp_path / "Bay.csv"
    bay.write_text(rows + far.format("Bay") + "Bay,2,U.S. Senate,Bill Nelson,1O0\n")
    aside = senate(state_of(pack, **titles))
    assert (aside.missing, aside.set_aside, aside.whole) == ((), 1, False)
    bay.unlink()
    missing = senate(state_of(pack, **titles))
    assert missing.missing == ("Bay",)
    for report in (aside, missing):
        for sentence in outcome_sentences(report)[:2]:
            assert sentence.endswith("(20.0000 %); so far no recount.")


def test_nobody_is_said_to_be_safe_while_a_row_of_a_choice_is_put_aside(
    pack: RulePack, tmp_path: Path
) -> None:
    file = tmp_path / "bay.csv"
    rows = "county,precinct,office,district,candidate,votes\nBay,1,State House,6,A,100\n"
    titles = {"returns": [file], "contests": ("State House 6",)}
    file.write_text(rows)
    assert outcome_sentences(senate(state_of(pack, **titles)))[0] == "Before: nobody can lose."
    file.write_text(rows + "Bay,1,State House,6,B,9o9\n")
    assert outcome_sentences(senate(state_of(pack, **titles)))[0] == (
        "Before: whether somebody can lose cannot be told yet."
    )
    file.write_text(rows + "Bay,1,State House,6,B,9\n")
    assert outcome_sentences(senate(state_of(pack, **titles)))[0].endswith(
        "; no recount, if these are all its counties."
    )


def test_a_county_whose_export_is_refused_is_not_filled_from_its_returns(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(state_folder / "bay", tmp_path / "bay")
    rewrite(tmp_path / "bay" / "tally.json", lambda data: data + b" ")
    files = [returns(tmp_path, "Bay", 700, 200)]
    state = state_of(pack, tmp_path / "bay", state_folder / "leon", returns=files)
    refused(state, "Bay")
    assert line(state, "Bay").notes == (
        "Once its export is taken out, its returns count as returns only.",
    )


def test_typed_figures_that_differ_leave_the_county_out(
    pack: RulePack, state_folder: Path, tmp_path: Path
) -> None:
    for typist, votes in (("Ann", 31), ("Bo", 13)):
        head = "typist,county,contest,choice,votes\n"
        row = f"{typist},Union,U.S. Senate,Rick Scott,{votes}\n"
        (tmp_path / f"{typist}.csv").write_text(head + row)
    state = state_of(pack, state_folder, typed=sorted(tmp_path.glob("*.csv")))
    assert "nothing is taken" in refused(state, "Union")
    assert line(state, "Union").notes == ("U.S. Senate, Rick Scott: 31 and 13",)
