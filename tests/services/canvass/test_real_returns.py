"""The 63 counties of 2018 that published precinct returns, whole."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.returns import WRITE_INS, ContestName
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.services.canvass.canvassing import Canvass, canvass
from adjudicator.services.canvass.loading import Loaded, load_returns
from tests.domain.builders import florida

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


def test_every_total_of_every_office_is_the_sum_of_the_files(folder: Path, loaded: Loaded) -> None:
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
    read = {
        (*contest.name, choice): n
        for contest in loaded.returns
        for choice, n in contest.totals().items()
    }
    assert (loaded.files, loaded.rows) == (63, rows)
    assert read == dict(sums)


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
