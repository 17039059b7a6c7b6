"""The files people practise from: what they cover, and that problems in them are named."""

import shutil
from pathlib import Path
from random import Random

import pytest

from adjudicator.interchange.problems import Unreadable
from adjudicator.resources import resource_path
from adjudicator.services.practice.drawing import draw
from adjudicator.services.practice.reading import read_practice
from adjudicator.services.practice.situations import PracticeSet


@pytest.fixture(scope="module")
def practice() -> PracticeSet:
    return read_practice()


def test_there_is_more_to_practise_on_than_one_practice_holds(practice: PracticeSet) -> None:
    assert practice.draw == 20
    assert len(practice.situations) >= 2 * practice.draw
    assert {s.contest for s in practice.situations} == {"council", "library"}
    assert practice.election.contest("library").seats == 2


def test_every_kind_of_ballot_that_a_newcomer_must_have_seen_has_a_family(
    practice: PracticeSet,
) -> None:
    wanted = {
        *("blank", "instructed", "overvote", "circled", "underlined", "oval", "beside"),
        *("inconsistent", "words", "struck", "second-name", "stray", "write-in", "seats", "paper"),
    }
    assert wanted <= {f.id for f in practice.families if f.least}


def test_every_situation_has_one_sentence_that_says_why(practice: PracticeSet) -> None:
    for situation in practice.situations:
        assert situation.because.endswith("."), situation.id
        assert ". " not in situation.because, situation.id


@pytest.mark.parametrize("seed", range(20))
def test_a_draw_holds_twenty_different_ballots_and_of_each_family_what_it_needs(
    practice: PracticeSet, seed: int
) -> None:
    drawn = draw(practice, Random(seed))
    assert len({s.id for s in drawn}) == practice.draw == len(drawn)
    for family in practice.families:
        assert sum(s.family == family.id for s in drawn) >= family.least, family.id


def test_the_next_draw_brings_other_ballots_as_far_as_there_are_any(practice: PracticeSet) -> None:
    first = draw(practice, Random(1))
    again = draw(practice, Random(2), seen={s.id for s in first})
    assert [s.id for s in first] != [s.id for s in again]
    kept = {s.id for s in first} & {s.id for s in again}
    for situation in again:
        if situation.id in kept:
            others = {s.id for s in practice.situations if s.family == situation.family}
            unseen = others - {s.id for s in first}
            assert unseen <= {s.id for s in again}, "one seen was taken before one unseen"


def _copy(tmp_path: Path, find: str, put: str) -> Path:
    folder = tmp_path / "practice"
    shutil.copytree(resource_path("practice"), folder)
    path = folder / "florida-2018.toml"
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ('clauses = ["4c1"]', 'clauses = ["4c99"]', "has no clause '4c99'"),
        ('votes = ["corbin"]', 'votes = ["nobody"]', "council has no choice 'nobody'"),
        ('ballot = "stray"', 'ballot = "stray-again"', "stray-again is answered twice"),
        ('ballot = "stray"', 'ballot = "nowhere"', "'nowhere' is not a ballot of ballots.csv"),
        ('family = "paper"', 'family = "sheets"', "'sheets' is not a family of this file"),
        ('disposition = "paper"', 'disposition = "perhaps"', "This is no answer"),
        ("draw = 20", "draw = 200", "do not fit into one practice"),
        ("least = 2", "least = 20", "has fewer ballots than it needs"),
        ("format = 1", "format = 2", "This program reads format 1."),
        ('because = "', 'becuase = "', 'Did you mean "because"?'),
    ],
)
def test_a_mistake_in_the_answers_is_named(tmp_path: Path, find: str, put: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_practice(_copy(tmp_path, find, put))
    assert said in str(caught.value)
    assert "florida-2018.toml" in str(caught.value)
