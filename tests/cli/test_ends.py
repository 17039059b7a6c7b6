"""``close-contest`` and ``finish``: from a worked recount to one that can only be read."""

from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.services.proof.ends import first_group
from adjudicator.services.recount import open_recount
from tests.services.proof.scenes import all_closed
from tests.support.scene import ROSTER, Scene, passphrase


def passphrases(folder: Path) -> str:
    secret = folder / "passphrases.csv"
    rows = "".join(f"{p.person},{passphrase(p.person)}\n" for p in ROSTER)
    secret.write_text("person,passphrase\n" + rows)
    secret.chmod(0o600)
    return str(secret)


def test_a_recount_is_brought_to_its_end_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = all_closed(Scene.copy_of_constituted(tmp_path))
    path, secret = str(scene.path), passphrases(tmp_path)
    scene.recount.close()
    assert main(["finish", path, "--code", "0000", "--passphrases", secret]) == 1
    assert "Mayor and Council are not closed" in capsys.readouterr().err
    for contest in ("mayor", "council"):
        assert main(["close-contest", path, contest, "--passphrases", secret]) == 0
    told = capsys.readouterr().out
    assert "Mayor is closed as entry" in told
    assert "Ann Ash: 0 +3 = 3" in told
    assert main(["close-contest", path, "mayor", "--passphrases", secret]) == 1
    assert "It was closed at entry" in capsys.readouterr().err
    assert main(["export", path, str(tmp_path / "out"), "--passphrases", secret]) == 0
    assert main(["finish", path, "--code", "nope", "--passphrases", secret]) == 2
    recount = open_recount(scene.path)
    code = first_group(recount)
    recount.close()
    capsys.readouterr()
    assert main(["finish", path, "--code", code.lower(), "--passphrases", secret]) == 0
    assert "8 stored keys and the record's own key are destroyed." in capsys.readouterr().out
    assert not list(tmp_path.glob("keys/*"))
    assert main(["verify", path, "--jobs", "1"]) == 1, "it holds, compared with nothing"
    capsys.readouterr()
    assert main(["export", path, str(tmp_path / "last")]) == 0
    assert "no entry and no MANIFEST.note" in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "last"), "--jobs", "1"]) == 1
