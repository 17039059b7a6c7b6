"""The 63 counties of 2018 that published precinct returns, whole."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from adjudicator.cli import canvass as command
from adjudicator.cli.main import main
from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.returns import WRITE_INS, ContestName
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.services.canvass.canvassing import Canvass, canvass
from adjudicator.services.canvass.loading import Loaded, load_returns
from adjudicator.services.canvass.telling import sentences
from tests.domain.builders import florida

_LUMP = {"Write-ins": WRITE_INS}
_CAST = 144_880_463
"""Votes in the 63 files, as a spreadsheet adds them up."""
_NAMES = {"OverVotes": OVER, "UnderVotes": UNDER, "WriteinVotes": WRITE_INS}


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "florida2018" / "openelections"


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Loaded:
    return load_returns([folder])


@pytest.fixture(scope="module")
def found(loaded: Loaded) -> Canvass:
    return canvass(loaded, florida(), Stage.SECOND)


@pytest.fixture(scope="module")
def added_up(folder: Path) -> tuple[Counter[tuple[str, str, str, str]], int]:
    """The sums by county, office, district and choice, without any of the program; and the rows."""
    sums: Counter[tuple[str, str, str, str]] = Counter()
    rows = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                rows += 1
                if row["office"] != "Registered Voters":
                    name = _NAMES.get(row["candidate"], row["candidate"])
                    key = row["county"], row["office"], row["district"], name
                    sums[key] += int(row["votes"])
    return sums, rows


def test_every_total_of_every_office_is_the_sum_of_the_files(
    added_up: tuple[Counter[tuple[str, str, str, str]], int], loaded: Loaded
) -> None:
    sums, rows = added_up
    read = {
        (*contest.name, choice): n
        for contest in loaded.returns
        for choice, n in contest.totals().items()
    }
    assert (loaded.files, loaded.rows) == (63, rows)
    assert read == dict(sums)


def test_the_command_answers_with_every_vote_of_every_contest(
    added_up: tuple[Counter[tuple[str, str, str, str]], int],
    loaded: Loaded,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # The files are read once for all that is asked of them here.
    monkeypatch.setattr(command, "load_returns", lambda *_paths, **_county: loaded)
    assert main(["canvass", str(folder), "--all", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["contests"]
    titles = {contest["contest"] for contest in told}
    sums: dict[str, Counter[str]] = {title: Counter() for title in titles}
    for (county, office, district, choice), votes in added_up[0].items():
        bare = f"{office} {district}".strip()
        sums[bare if bare in titles else f"{bare}, {county}"][choice] += votes
    assert {contest["contest"]: Counter(contest["sums"]) for contest in told} == sums
    for contest in told:
        votes_of = sums[contest["contest"]]
        over, under = votes_of.pop(OVER, None), votes_of.pop(UNDER, None)
        listed = {_LUMP.get(name, name): votes for name, _, votes in contest["choices"]}
        assert listed == votes_of
        assert contest["votes"] == votes_of.total()
        # Where not every county gives them, no sum of theirs stands for the contest.
        left_out = set() if contest["unclear"] else {None}
        assert contest["over"] in {over} | left_out
        assert contest["under"] in {under} | left_out
    assert sum(contest["votes"] for contest in told) == _CAST


def test_the_one_row_that_is_no_number_is_put_aside_and_no_contest_misses_it(
    loaded: Loaded, found: Canvass
) -> None:
    (aside,) = loaded.quarantined
    assert aside.problem.file.endswith("duval__precinct.csv")
    assert (aside.problem.row, aside.problem.column) == (26480, "votes")
    assert not any(contest.set_aside for contest in found.contests)


def test_the_four_counties_that_are_not_there_are_named(found: Canvass) -> None:
    assert found.missing == ("Broward", "Hillsborough", "Miami-Dade", "Palm Beach")
    senate = next(c for c in found.contests if c.title == "U.S. Senate")
    assert senate.missing == found.missing
    assert not senate.final


def test_no_contest_of_the_state_is_told_that_there_is_no_recount(found: Canvass) -> None:
    offices = [c for c in found.contests if c.missing]
    assert len(offices) == 17
    assert {"U.S. Senate", "Governor", "Commissioner of Agriculture"} < {c.title for c in offices}
    for office in offices:
        told = " ".join(sentences(office, Stage.SECOND))
        assert "So far no recount: 4 counties are missing." in told
        assert "No recount" not in told


def test_the_recounts_these_returns_give(found: Canvass) -> None:
    tiers = {c.title: c.tier for c in found.contests if c.tier is not Tier.NONE}
    assert tiers == {
        "County Commissioner 4, Orange": Tier.MANUAL,
        "County Commissioner 2, Seminole": Tier.MANUAL,
        "County Council 1, Volusia": Tier.MACHINE,
        "State House 26": Tier.MANUAL,
    }


def test_seats_that_share_a_name_are_not_computed(loaded: Loaded, found: Canvass) -> None:
    unclear = {c.title for c in found.contests if c.unclear is not None}
    assert "Tradition Community Development 6, St. Lucie" in unclear
    shared = loaded.returns.contests[
        ContestName("St. Lucie", "Tradition Community Development", "6")
    ]
    assert shared.several
