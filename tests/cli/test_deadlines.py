"""What is due and what becomes of it, from the command line."""

import json
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from tests.services.proof.scenes import worked
from tests.support.scene import ROSTER, Scene, passphrase


def passphrases(folder: Path) -> str:
    secret = folder / "passphrases.csv"
    rows = "".join(f"{p.person},{passphrase(p.person)}\n" for p in ROSTER)
    secret.write_text("person,passphrase\n" + rows)
    secret.chmod(0o600)
    return str(secret)


def test_a_deadline_and_first_returns_filed_again_are_told_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = worked(Scene.copy_of_constituted(tmp_path))
    path, secret = str(scene.path), passphrases(tmp_path)
    scene.recount.close()

    def said(*arguments: str, code: int) -> str:
        assert main([*arguments]) == code
        told = capsys.readouterr()
        return told.out + told.err

    def motion(*arguments: str) -> str:
        return said("motion", path, *arguments, "--passphrases", secret, code=0)

    due = motion(
        "deadline", "--contest", "mayor", "--due", "2018-11-18 12:00", "--reason", "Ordered"
    )
    assert "Mayor is due Sun 18 Nov 12:00 by motion of the board: Ordered" in due, due
    again = motion("refile", "--contest", "mayor", "--reason", "The scanners overheated.")
    assert "Mayor: first returns filed again by motion of the board" in again
    sentence = "The first returns are filed again by motion of the board: The scanners overheated"
    status = said("status", path, code=1)
    assert f"Mayor: {sentence}" in status
    assert "Every deadline of this election has passed; the last, certification by the" in status
    assert "Mayor was due Sun 18 Nov 2018 12:00 EST by order" in status
    value = json.loads(said("status", path, "--json", code=1))
    assert value["deadlines"]["all"][2]["due"] == ["2018-11-18T12:00:00-05:00"]
    assert value["deadlines"]["ordered"][0]["due"] == "2018-11-18T12:00:00-05:00"
    assert value["deadlines"]["next"] is None
    assert value["refiled"][0].startswith(f"Mayor: {sentence}")
    assert f"  {sentence}" in said("tally", path, code=0)
    assert "consistent in itself" in said("verify", path, "--jobs", "1", code=1)
