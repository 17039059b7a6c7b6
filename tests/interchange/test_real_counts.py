"""Real precinct returns of 2018 and the counts of real sheets."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    Contest,
    Election,
    Precinct,
)
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, TallyBook
from adjudicator.interchange.counts import counts_of_sheets, read_counts
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.problems import Unreadable
from adjudicator.interchange.sources.opening import open_source
from adjudicator.interchange.sources.records import SourceSheet


def returns(shared_data: Path, county: str) -> Path:
    name = f"20181106__fl__general__{county}__precinct.csv"
    return shared_data / "florida2018" / "openelections" / name


def election_of(path: Path, contest: Contest) -> Election:
    with path.open(encoding="utf-8", newline="") as stream:
        names = sorted({row["precinct"] for row in csv.DictReader(stream)})
    precincts = tuple(Precinct(n, n) for n in names)
    styles = (BallotStyle("all", tuple(names), (contest.id,)),)
    return Election("General Election", date(2018, 11, 6), "FL", "X", (contest,), precincts, styles)


def test_state_house_26_of_volusia(shared_data: Path) -> None:
    path = returns(shared_data, "volusia")
    contest = Contest(
        "hd26",
        "State House, District 26",
        (Choice("fetterhoff", "Elizabeth Fetterhoff"), Choice("henry", "Patrick Henry")),
    )
    file = read_counts(path, election_of(path, contest))
    totals = Counter[str]()
    for count in file.counts:
        totals[count.bucket] += count.n
    assert totals == {"fetterhoff": 30593, "henry": 30539, OVER: 10, UNDER: 1846}
    assert len({c.cell.precinct for c in file.counts}) == 44
    assert any("State House 24" in str(n) for n in file.notices)
    assert not any("State House 26" in str(n) for n in file.notices)


@pytest.mark.parametrize("county", ["alachua", "bay", "lake", "monroe", "santa_rosa", "st_johns"])
def test_the_senate_in_other_counties(shared_data: Path, county: str) -> None:
    path = returns(shared_data, county)
    contest = Contest(
        "senate", "U.S. Senate", (Choice("scott", "Rick Scott"), Choice("nelson", "Bill Nelson"))
    )
    file = read_counts(path, election_of(path, contest))
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream) if r["office"] == "U.S. Senate"]
    assert sum(c.n for c in file.counts) == sum(int(r["votes"]) for r in rows)
    assert {c.bucket for c in file.counts} >= {"scott", "nelson", OVER, UNDER}


def test_rows_without_a_precinct_are_refused_one_by_one(shared_data: Path) -> None:
    path = returns(shared_data, "duval")
    contest = Contest(
        "senate", "U.S. Senate", (Choice("scott", "Rick Scott"), Choice("nelson", "Bill Nelson"))
    )
    election = election_of(path, contest)
    named = tuple(p for p in election.precincts if p.id)
    with pytest.raises(Unreadable) as caught:
        read_counts(path, replace(election, precincts=named))
    first = caught.value.problems[0]
    assert (first.row, first.column, first.message) == (
        16436,
        "precinct",
        "The precinct is missing.",
    )


def test_counts_of_the_real_sheets_foot_in_every_contest(shared_data: Path) -> None:
    folder = shared_data / "nh-test-ballots"
    election = read_election(folder / "election.json")
    records = open_source(folder, election).records()
    counts = counts_of_sheets((r for r in records if isinstance(r, SourceSheet)), election)
    ballots = Counter[str]()
    book = TallyBook()
    for count in counts:
        book.add_count(count)
        if count.bucket == BALLOTS and count.cell.contest == "Governor-061a401b":
            ballots[count.cell.lot] += count.n
    assert ballots == {"accepted": 13, "not_counted": 11}
    for contest in election.contests:
        cells = [c for c in book.cells() if c.contest == contest.id]
        assert len(cells) == 2
        assert all(book.contest_tally(contest, [c]).balanced for c in cells)
