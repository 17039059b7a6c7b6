"""Two people type; equal figures are taken, anything else is shown and taken nowhere."""

from dataclasses import replace

import pytest

from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.statewide.typing import TypedNumber, TypedPlace, TypedSheet
from adjudicator.services.statewide.typed import TypedCounty, side_by_side

SCOTT = TypedPlace("U.S. Senate", "101", "Rick Scott")
ANN = TypedSheet("one.csv", "Ann Ash", "Bay", {SCOTT: TypedNumber(30, 31)})
BO = replace(ANN, file="two.csv", typist="Bo Birch")


def of(pack: RulePack, *sheets: TypedSheet) -> TypedCounty:
    (county,) = side_by_side(sheets, pack)
    return county


def test_equal_figures_of_two_people_are_taken(pack: RulePack) -> None:
    found = of(pack, ANN, BO)
    assert found.taken
    assert (found.typists, found.numbers) == (("Ann Ash", "Bo Birch"), ANN.numbers)


def test_spelling_alone_is_no_difference(pack: RulePack) -> None:
    other = TypedPlace("u.s. senate", "101", "SCOTT, Rick")
    numbers = {other: TypedNumber(30, 31)}
    assert of(pack, ANN, replace(BO, county="Bay County", numbers=numbers)).taken


def test_one_difference_and_nothing_is_taken(pack: RulePack) -> None:
    found = of(pack, ANN, replace(BO, numbers={SCOTT: TypedNumber(30, 13)}))
    assert (found.taken, found.numbers) == (False, {})
    assert found.why == "Ann Ash and Bo Birch typed different figures in 1 place; nothing is taken."
    assert [each.words for each in found.differing] == [
        "U.S. Senate, precinct 101, Rick Scott: 30 / 31 and 30 / 13"
    ]
    assert "a third time" in found.todo


@pytest.mark.parametrize("name", ["Ann Ash", "ann ash", "Ash, Ann"])
def test_the_same_person_twice_is_refused(pack: RulePack, name: str) -> None:
    found = of(pack, ANN, replace(BO, typist=name))
    assert found.why == "Ann Ash typed both one.csv and two.csv."


def test_once_or_three_times_is_not_double_entry(pack: RulePack) -> None:
    assert of(pack, ANN).why == "Only Ann Ash has typed it."
    third = replace(ANN, file="three.csv", typist="Cy Cole")
    assert of(pack, ANN, BO, third).why.startswith("It was typed 3 times")


def test_a_county_nobody_knows_and_a_choice_in_two_spellings_are_refused(pack: RulePack) -> None:
    nowhere = [replace(sheet, county="Atlantis") for sheet in (ANN, BO)]
    assert "no county" in of(pack, *nowhere).why
    twice = {SCOTT: TypedNumber(30, 31), SCOTT._replace(choice="Scott, Rick"): TypedNumber(30, 31)}
    assert (
        of(pack, replace(ANN, numbers=twice), BO).why == "one.csv has one choice in two spellings."
    )
