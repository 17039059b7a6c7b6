"""``sample``: the list says what waits, and the board draws what was read aloud."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.cli.sample import _line
from adjudicator.domain.second_look import BatchLooks, Rate, Stage
from adjudicator.services.proof.drawing import drawn_from
from tests.cli.test_ends import passphrases
from tests.services.second_look.looking_room import DICE, LookingRoom
from tests.support.boardroom import Boardroom


@pytest.fixture
def room(tmp_path: Path) -> LookingRoom:
    made = LookingRoom.looking(tmp_path)
    made.confirm("9")
    return made


def test_blanks_are_listed_drawn_and_listed_again(
    room: LookingRoom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch, folder = room.batch("9"), str(room.path)
    room.close()
    secret = ["--passphrases", passphrases(tmp_path)]
    assert main(["sample", folder]) == 1
    told = capsys.readouterr().out
    assert "none looked at yet; limit 200 of 1,000" in told
    assert f"Batch {batch}: 2 of 12 blanks wait for a second look; the board draws" in told
    assert main(["sample", folder, "--draw", "3 1 6", *secret]) == 2, "three dice are too few"
    assert main(["sample", folder, "--drawn", "with ten dice"]) == 2, "and what?"
    assert main(["sample", folder, "--batch", "999"]) == 2
    assert "There is no batch 999." in capsys.readouterr().err
    assert main(["sample", folder, "--draw", DICE, "--batch", "99", *secret]) == 1
    assert "Batch 99 has no ballot confirmed as blank" in capsys.readouterr().err
    assert main(["sample", folder, "--draw", DICE, *secret]) == 0
    told = capsys.readouterr().out
    assert f"Batch {batch}: 2 blanks drawn as entry" in told
    assert f"Seed {drawn_from(DICE).seed}." in told
    assert main(["sample", folder, "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert (value["drawn"], value["waiting"], value["batches"][0]["state"]) == (2, 2, "look")
    assert main(["status", folder]) == 1
    told = capsys.readouterr().out
    assert "Second look: none looked at yet; limit 200 of 1,000 in a batch." in told
    assert f"- Batch {batch}: 2 of 2 drawn blanks wait for a second look by another team." in told


def test_a_recount_without_one_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = Boardroom.with_room(tmp_path)
    room.recount.close()
    assert main(["sample", str(room.path)]) == 0
    assert capsys.readouterr().out == "No second look was fixed at the opening of this recount.\n"
    assert main(["sample", str(room.path), "--by-program"]) == 1


def test_a_drawn_blank_that_was_ruled_on_otherwise_since_is_no_blank_now() -> None:
    looks = BatchLooks(1, Stage.DONE, 0, 0, 1, (), 0, Rate(1, 1), 200, above=True)
    assert _line(looks).startswith("Batch 1: 1 drawn and now 0 blanks; 1 of 1 seen otherwise")
    whole = replace(looks, blanks=12)
    assert _line(whole).startswith("Batch 1: 1 drawn of 12 blanks; ")
