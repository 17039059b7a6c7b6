"""``statewide``: a small state from the command line, as text, JSON and a table."""

import csv
import json
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from tests.interchange.papers.reading import read_pages
from tests.support.counties import County
from tests.support.scene import Scene


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("state")
    County("Bay", scott=1_000, nelson=999, rulings=4, found=lambda _n: "nelson").export(folder)
    County("Gulf", scott=20, nelson=18).export(folder)
    County("Lake", salt="1").export(folder, "lake-1")
    County("Lake", salt="2").export(folder, "lake-2")
    return folder


def test_five_counties_are_verified_added_up_and_refused_by_name(
    state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["statewide", str(state), "-j", "2"]) == 1
    out = capsys.readouterr().out
    assert "U.S. Senate: 2 of 67 counties in, 64 missing, 1 refused" in out
    assert (
        "Before: Rick Scott ahead by 3 votes of 2,037 cast (0.1473 %); so far manual recount."
        in out
    )
    assert (
        "After: Bill Nelson ahead by 2 votes of 2,042 cast (0.0979 %); so far manual recount."
        in out
    )
    assert "The rulings change the outcome." in out
    assert "- Lake: refused. Two recounts of one county: lake-1 and lake-2." in out
    assert [line.split() for line in out.splitlines() if line.startswith("  Bill Nelson")] == [
        ["Bill", "Nelson", *["1,017", "+5", "1,022"] * 2]
    ]


def test_the_json_and_the_table_hold_the_same_figures(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "state.csv"
    assert main(["statewide", str(state), "-j", "1", "--json", "--csv", str(table)]) == 1
    told = json.loads(capsys.readouterr().out)
    (contest,) = told["contests"]
    choices = contest["totals"]["together"]["choices"]
    assert choices == [
        {"choice": "Rick Scott", "before": 1_020, "change": 0, "after": 1_020},
        {"choice": "Bill Nelson", "before": 1_017, "change": 5, "after": 1_022},
    ]
    assert (contest["after"]["winners"], contest["outcome_changed"]) == (["Bill Nelson"], True)
    assert len(contest["counties"]) == 67
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [
        [row["choice"], row["before"], row["change"], row["after"]]
        for row in rows
        if row["county"] == "ALL" and row["basis"] == "together"
    ][:2] == [["Rick Scott", "1020", "0", "1020"], ["Bill Nelson", "1017", "5", "1022"]]
    bay = next(row for row in rows if row["county"] == "Bay")
    codes = {each["county"]: each["record_code"] for each in told["exports"]}
    assert (bay["record_code"], bay["standing"]) == (codes["Bay"], "in")
    assert next(row for row in rows if row["county"] == "Lake")["why"].startswith("Two recounts")
    before = table.read_bytes()
    main(["statewide", str(state), "-j", "2", "--csv", str(table)])
    assert table.read_bytes() == before


def test_the_paper_names_every_source_and_is_the_same_each_time(
    state: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = [tmp_path / f"{name}.pdf" for name in ("one", "two")]
    for jobs, path in enumerate(papers, start=1):
        main(["statewide", str(state), "-j", str(jobs), "--json", "--pdf", str(path)])
        told = json.loads(capsys.readouterr().out)
    assert papers[0].read_bytes() == papers[1].read_bytes()
    words = " ".join(page.words for page in read_pages(papers[0].read_bytes()))
    for export in told["exports"]:
        assert export["export"] in words
        assert export["manifest_sha256"][:8] in words
        assert not export["counts"] or export["record_code"] in words
    assert "Two recounts of one county: lake-1 and lake-2." in words
    assert "1,017" in words
    assert "Report " in words


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "Name exports, or --returns"),
        (["--anchor", "Bay"], "--anchor wants COUNTY=FILE|CODE"),
        (["--status", "x", "--deadline", "soon"], "neither a deadline"),
        (["nowhere"], "is not there"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_read(
    more: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["statewide", *more]) == 2
    assert told in capsys.readouterr().err


def test_a_station_writes_its_status_file_for_the_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    scene.recount.close()
    out = tmp_path / "state"
    assert main(["status", str(scene.path), "--write", str(out)]) == 0
    (path,) = out.iterdir()
    told = capsys.readouterr().out
    assert told == f"Written: {path}, signed by the record's own key alone.\n"
    assert main(["statewide", "--status", str(out)]) == 1
    assert f'{path.name} (which county?): left out. Its county, "Heron County", is none of' in (
        capsys.readouterr().out
    )
