"""The handbook's examples are read by the code they describe; its columns are the code's."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from adjudicator.domain.layouts import PageLayout
from adjudicator.interchange import (
    adjudication_log,
    counts,
    expected_ballots,
    passphrases,
    people,
)
from adjudicator.interchange.elections import csv_form
from adjudicator.interchange.elections.reading import read_election, read_election_bytes
from adjudicator.interchange.returns import table
from adjudicator.interchange.sources import manifest_columns
from adjudicator.interchange.sources.plain_manifest import PlainManifest
from adjudicator.interchange.sources.records import SourceSheet
from adjudicator.interchange.tally_json import TallyHead, TallySection, tally_value
from adjudicator.resources import read_text
from tests.interchange.makers import small_election, written
from tests.interchange.test_tally_json import mayor


def page(name: str) -> str:
    return read_text("handbook", "formats", f"{name}.md")


def examples(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.DOTALL | re.MULTILINE)


def test_the_manifest_reads(tmp_path: Path) -> None:
    (example,) = examples("plain-manifest", "csv")
    (tmp_path / "images").mkdir()
    for name in ("000123-front.png", "000123-back.png", "000391.tif"):
        Image.new("L", (8, 8)).save(tmp_path / "images" / name)
    records = list(PlainManifest(written(tmp_path, "m.csv", example), small_election()).records())
    sheets = [r for r in records if isinstance(r, SourceSheet)]
    assert len(sheets) == len(records)
    assert [(s.ballot, len(s.images), len(s.contests)) for s in sheets] == [
        ("000123", 2, 2),
        ("000391", 1, 1),
    ]


def test_the_layout_reads() -> None:
    (example,) = examples("plain-manifest", "json")
    assert [t.choice for t in PageLayout.from_value(json.loads(example)).targets] == ["ada", "bo"]


def test_the_elections_read(tmp_path: Path) -> None:
    whole, styles = examples("election-definition", "toml")
    election = read_election(written(tmp_path, "e.toml", whole))
    assert [c.seats for c in election.contests] == [1, 3, 1]
    assert [s.precincts for s in election.styles] == [("p1",), ("p2",)]
    with_styles = whole.replace('id = "council"', 'id = "x"') + styles.replace(
        '"mayor", "park"', '"mayor", "x", "park"'
    )
    assert read_election_bytes(with_styles.encode(), "e.toml").styles[0].id == "north"
    (table,) = examples("election-definition", "csv")
    assert [len(c.choices) for c in read_election_bytes(table.encode(), "e.csv").contests] == [
        *(2, 2, 2),
    ]


def test_the_people_read(tmp_path: Path) -> None:
    (example,) = examples("people", "csv")
    file = people.read_people(written(tmp_path, "p.csv", example), small_election())
    assert (len(file.people), file.problems, file.notices) == (6, (), ())


def test_the_passphrases_read(tmp_path: Path) -> None:
    (example,) = examples("passphrases", "csv")
    path = written(tmp_path, "p.csv", example)
    path.chmod(0o600)
    assert set(passphrases.read_passphrases(path)) == {"t1", "t2"}


def test_the_counts_read(tmp_path: Path) -> None:
    (example,) = examples("counts", "csv")
    file = counts.read_counts(written(tmp_path, "c.csv", example), small_election())
    assert sorted(c.n for c in file.counts) == [1, 2, 9, 412, 424]


def test_the_expected_ballots_read(tmp_path: Path) -> None:
    (example,) = examples("expected-ballots", "csv")
    path = written(tmp_path, "e.csv", example)
    read = expected_ballots.read_expected(path, small_election(), ("mayor", "park"))
    assert [(row.flagged, row.ballots, len(row.ids)) for row in read.rows] == [
        (3, 512, 3),
        (2, 430, 0),
        (0, 388, 0),
    ]


def test_the_tally_has_the_documented_shape() -> None:
    (example,) = examples("tally-json", "json")
    shown = json.loads(example)
    value = tally_value(TallyHead("o", "demo", "w"), [TallySection(mayor())])
    assert set(shown) == set(value)
    assert set(shown["contests"][0]) == set(value["contests"][0])
    assert set(shown["contests"][0]["choices"][0]) == set(value["contests"][0]["choices"][0])


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("plain-manifest", [c.name for c in manifest_columns.COLUMNS]),
        ("people", [c.name for c in people.COLUMNS]),
        ("counts", [c.name for c in table.COLUMNS]),
        ("expected-ballots", [c.name for c in expected_ballots.COLUMNS]),
        ("adjudication-log", list(adjudication_log.COLUMNS)),
    ],
)
def test_every_column_is_documented_and_no_other(name: str, columns: list[str]) -> None:
    cells = [line.split("|")[1] for line in page(name).splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`([a-z0-9_]+)`", " ".join(cells))) == sorted(columns)


def test_the_csv_election_shows_every_column() -> None:
    (table,) = examples("election-definition", "csv")
    assert table.splitlines()[0].split(",") == [c.name for c in csv_form.COLUMNS]


def test_the_five_states_stand_in_their_words() -> None:
    assert all(f"*{state}*" in page("adjudication-log") for state in adjudication_log.ATTESTATIONS)
