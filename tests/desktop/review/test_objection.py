import pytest

from adjudicator.desktop.review import objection
from adjudicator.desktop.review.describe import describe
from adjudicator.desktop.review.objection import ObjectionDraft
from adjudicator.domain.readings import MachineReading, Mark
from adjudicator.services.attesting import Ground, Objection
from tests.desktop.review.fakes import SENATE


def _typed(*acts: str) -> ObjectionDraft:
    draft = ObjectionDraft(SENATE)
    for act in acts:
        draft = objection.press(draft, act)
    return draft


@pytest.mark.parametrize("ground", [1, 2, 3, 4])
def test_the_first_four_grounds_ask_what_the_ruling_should_be(ground: int) -> None:
    draft = _typed(f"digit_{ground}")
    assert draft.objection is None
    assert draft.problem.startswith("Press the digit of the choice")
    assert objection.press(draft, "digit_2").objection == Objection(Ground(ground), "henry")
    assert objection.press(draft, "digit_0").objection == Objection(Ground(ground), "no_vote")


@pytest.mark.parametrize("ground", [5, 6, 7, 8])
def test_the_other_grounds_take_no_claim(ground: int) -> None:
    assert _typed(f"digit_{ground}").objection == Objection(Ground(ground))


def test_words_are_kept_exactly_and_are_optional() -> None:
    draft = objection.with_words(_typed("digit_7"), " We could not see the back. ")
    assert draft.objection == Objection(Ground.PROCEDURE, None, "We could not see the back.")


def test_answers_are_taken_back_one_by_one_and_wrong_digits_say_what_is_asked() -> None:
    draft = _typed("digit_1", "digit_1")
    assert draft.sentence == "Ground: should count; claims a vote for Elizabeth Fetterhoff"
    draft = objection.press(draft, "back")
    assert draft.asks_claim
    assert objection.press(draft, "digit_9").message == draft.problem
    assert objection.press(draft, "back").ground is None
    assert _typed("digit_9").message == "Press 1 to 8 for the ground."


def test_marks_are_described_from_what_the_machine_measured() -> None:
    machine = MachineReading(
        frozenset(), over=1, marks=(Mark("fetterhoff", 460), Mark("henry", 44))
    )
    assert " ".join(describe(SENATE, machine)) == (
        "Machine: too many marked (1 allowed). "
        "Choice 1, Elizabeth Fetterhoff: the machine gave .46. "
        "Choice 2, Patrick Henry: the machine gave .04."
    )
    silent = MachineReading(frozenset(), under=1, marks=(Mark("henry", None),))
    assert "no densities" in " ".join(describe(SENATE, silent))
