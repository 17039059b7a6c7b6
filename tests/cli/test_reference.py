"""``reference``: two people confirm where contests stand; the list says what waits."""

import json
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from tests.cli.test_ends import passphrases
from tests.services.references.builders import LAYOUT, drawn_page
from tests.services.references.test_supplied import bring
from tests.support.scene import Scene, Sheet


def made(tmp_path: Path, *, laid_out: bool = False) -> str:
    scene = Scene.copy_of_constituted(tmp_path)
    if laid_out:
        bring(scene, Sheet(1, style="all"))
    else:
        scene.import_sheets([Sheet(1), Sheet(2)])
    scene.pile()
    scene.recount.close()
    return str(scene.path)


def test_a_layout_file_is_recorded_by_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path)
    layout, page = tmp_path / "layout.json", tmp_path / "blank.png"
    layout.write_text(json.dumps(LAYOUT.as_value()))
    page.write_bytes(drawn_page())
    assert main(["reference", folder]) == 0
    assert "all, front: Not drawn; 2 pages wait" in capsys.readouterr().out
    record = ["reference", folder, "--style", "all", "--layout", str(layout)]
    secret = ["--passphrases", passphrases(tmp_path)]
    two = ["--by", "ada", "--by", "ben"]
    assert main([*record, *secret, "--by", "ada", "--page-file", str(page)]) == 2
    assert main(["reference", folder, "--style", "all", *two]) == 2, "which layout?"
    assert "Give --layout FILE, or --supplied" in capsys.readouterr().err
    assert main([*record, *secret, *two]) == 2, "on which page?"
    assert main([*record, *secret, "--by", "ada", "--by", "lee", "--page-file", str(page)]) == 1
    capsys.readouterr()
    # At 40 dots per inch no outline is told from a letter.
    assert main([*record, *secret, *two, "--page-file", str(page)]) == 1
    assert "no printed outline is seen at the targets drawn for Ann" in capsys.readouterr().err
    record += ["--as-drawn"]
    assert main([*record, *secret, *two, "--page-file", str(page)]) == 0
    told = capsys.readouterr().out
    assert "the reference page of style all, front is recorded" in told
    assert "it is to be checked on every page." in told
    assert main([*record, *secret, *two, "--page-file", str(page)]) == 1
    assert "exactly this holds already" in capsys.readouterr().err
    layout.write_text(with_a_box(20, 40, 300, 125))
    assert main([*record, *secret, *two, "--page-file", str(page)]) == 0
    assert "It replaces an older one." in capsys.readouterr().out
    assert main(["reference", folder, "--json"]) == 0
    (line,) = json.loads(capsys.readouterr().out)["references"]
    assert (line["state"], line["people"]) == ("confirmed", ["Ada Alder", "Ben Beech"])
    assert main(["verify", folder]) == 1, "nothing from outside to compare with"


def test_a_supplied_layout_is_confirmed_by_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(tmp_path, laid_out=True)
    secret = ["--passphrases", passphrases(tmp_path)]
    record = ["reference", folder, "--supplied", "--by", "cora", "--by", "ben", *secret]
    assert main([*record, "--style", "none"]) == 2
    assert "There are: all front." in capsys.readouterr().err
    assert main([*record, "--style", "all"]) == 1, "it is not seen in print"
    assert "Nothing was recorded" in capsys.readouterr().err
    assert main([*record, "--style", "all", "--as-drawn"]) == 0
    assert main(["reference", folder]) == 0
    assert "Confirmed by" in capsys.readouterr().out


def with_a_box(*numbers: object) -> str:
    value = LAYOUT.as_value()
    value["contests"][0][1:] = numbers
    return json.dumps(value)


@pytest.mark.parametrize(
    "text", ["", "[" * 100_000, with_a_box("12", 40, 300, 120)], ids=["empty", "deep", "as text"]
)
def test_what_is_no_layout_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    folder = made(tmp_path)
    (tmp_path / "layout.json").write_text(text)
    record = ["reference", folder, "--style", "all", "--layout", str(tmp_path / "layout.json")]
    assert main([*record, "--by", "ada", "--by", "ben"]) == 2
    assert "Nothing was recorded" in capsys.readouterr().err


@pytest.mark.parametrize("numbers", [(1e308, 1e308, 1e308, 1e308), (40, 20, -300, 120)])
def test_a_box_that_is_none_on_this_page_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], numbers: tuple[float, ...]
) -> None:
    folder = made(tmp_path)
    layout, page = tmp_path / "layout.json", tmp_path / "blank.png"
    layout.write_text(with_a_box(*numbers))
    page.write_bytes(drawn_page())
    record = ["reference", folder, "--style", "all", "--layout", str(layout)]
    record += ["--page-file", str(page), "--passphrases", passphrases(tmp_path)]
    assert main([*record, "--by", "ada", "--by", "ben"]) > 0
    assert main(["reference", folder]) == 0
    assert "all, front: Not drawn" in capsys.readouterr().out
