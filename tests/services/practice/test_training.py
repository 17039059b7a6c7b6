"""A result filed in a recount: signed by whoever practised, in the words of the result."""

from pathlib import Path

import pytest

from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_register
from adjudicator.services.practice.attempt import Attempt, Result
from adjudicator.services.practice.reading import read_practice
from adjudicator.services.practice.training import file_training
from tests.desktop.recounts import PASSPHRASES, make_recount


@pytest.fixture
def result() -> Result:
    blank = next(s for s in read_practice().situations if s.id == "blank-one")
    attempt = Attempt({"0000": blank}, "florida-2018")
    attempt.rule("0000", Ruling(Disposition.NOTHING_MARKED))
    return attempt.result


def test_training_is_a_note_of_the_person_who_practised(tmp_path: Path, result: Result) -> None:
    recount = make_recount(tmp_path / "recount")
    appended = file_training(recount, "team1", PASSPHRASES["team1"], result)
    (line,) = notes_register(recount, Category.TRAINING)
    assert line.entry == appended.index
    assert line.words == "Practice: 1 of 1, 1 minute (florida-2018)"
    assert line.people == line.signers == ("Ada Reyes",)
    recount.close()


def test_nobody_files_for_somebody_else(tmp_path: Path, result: Result) -> None:
    recount = make_recount(tmp_path / "recount")
    with pytest.raises(Refusal):
        file_training(recount, "team1", PASSPHRASES["team2"], result)
    assert notes_register(recount) == []
    recount.close()
