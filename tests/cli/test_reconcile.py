"""``reconcile``: the exit code says whether a person must act, the lines say why."""

import json
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from tests.cli.test_ends import passphrases
from tests.services.proof.scenes import worked
from tests.support.scene import Scene

LISTED = "container,precinct,contest,ballot ids\n7,101,Mayor,b1;b2\n8,101,Mayor,{eight}\n"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    scene = worked(Scene.copy_of_constituted(tmp_path))
    scene.recount.close()
    return str(scene.path)


def listed(tmp_path: Path, eight: str) -> str:
    path = tmp_path / "expected.csv"
    path.write_text(LISTED.format(eight=eight))
    return str(path)


def test_a_list_is_looked_at_kept_noted_about_and_explained(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = ["--passphrases", passphrases(tmp_path)]
    assert main(["reconcile", folder]) == 0, "nothing differs that is known"
    told = capsys.readouterr().out
    assert "Balanced in 0 of 1 precinct. 1 is not checked." in told
    short = listed(tmp_path, "b3;b9")
    assert main(["reconcile", folder, "--manifest", listed(tmp_path, "b3")]) == 0
    assert "Balanced in 1 of 1 precinct." in capsys.readouterr().out
    assert main(["reconcile", folder, "--manifest", listed(tmp_path, "b3;b9")]) == 1
    assert "only looked at and not kept" in capsys.readouterr().out
    assert main(["reconcile", folder, "--manifest", short, "--keep", *secret]) == 1
    told = capsys.readouterr().out
    assert "kept by Cora Clay in entry" in told
    assert "3 of 4 flagged ballots are here, 1 is missing. Missing: b9." in told
    assert "Stated by batch 2 when it closes." in told
    noted = ["--note", "The van came late.", "--precinct", "101"]
    assert main(["reconcile", folder, *noted, *secret]) == 2, "of which contest?"
    assert main(["reconcile", folder, *noted, "--contest", "mayor", *secret]) == 1
    assert "The van came late. Noted by Cora Clay." in capsys.readouterr().out
    motion = ["motion", folder, "explain", "--batch", "2", "--reason", "It is lost."]
    assert main([*motion, *secret]) == 0
    capsys.readouterr()
    assert main(["reconcile", folder, "--by", "batch", "--json"]) == 0, "the board explained it"
    value = json.loads(capsys.readouterr().out)
    assert (value["balanced"], value["unexplained"], value["by"]) == ("no", [], "batch")
    places = {place["container"]: place for place in value["places"]}
    assert [places[c]["balanced"] for c in "78"] == ["yes", "no"]
    assert places["8"]["missing"] == ["b9"]
    assert places["8"]["explanations"][0]["words"].endswith("It is lost.")


def test_containers_that_swap_ballots_inside_a_precinct_are_named(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "expected.csv"
    path.write_text("container,precint,contest,flagged\n7,101,Mayor,1\n8,101,Mayor,2\n")
    assert main(["reconcile", folder, "--manifest", str(path)]) == 1
    told = capsys.readouterr().out
    assert "7 has 1 more than listed, 8 has 1 fewer." in told
    assert "column precint: This column is not one the program uses" in told
    assert 'Did you mean "precinct"?' in told
    secret = ["--passphrases", passphrases(tmp_path)]
    assert main(["reconcile", folder, "--manifest", str(path), "--keep", *secret]) == 1
    capsys.readouterr()
    assert main(["status", folder]) == 1
    assert "- 2 containers differ: 7 has 1 more than listed, 8 has 1 fewer.\n" in (
        capsys.readouterr().out
    )
    assert main(["tally", folder]) == 0
    told = capsys.readouterr().out
    assert (
        "  Balanced: NO (Reconciliation). 2 containers differ: 7 has 1 more than listed, " in told
    )


def test_a_list_with_problems_is_a_matter_of_the_call(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "expected.csv"
    path.write_text("precinct,contest,flagged\n101,Mayer,3\n")
    assert main(["reconcile", folder, "--manifest", str(path)]) == 2
    assert 'row 2, column contest: "Mayer" is not' in capsys.readouterr().err
    assert main(["reconcile", folder, "--keep"]) == 2
    assert "--keep keeps the list named with --manifest" in capsys.readouterr().err
