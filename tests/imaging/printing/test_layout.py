"""Contests stand where the layout says, in ballot order, on paper that holds them."""

import numpy as np
import pytest

from adjudicator.domain.election import Choice, Contest
from adjudicator.imaging.printing.contest_block import vote_for
from adjudicator.imaging.printing.design import LEGAL, LETTER, BallotDesign
from adjudicator.imaging.printing.layout import DoesNotFitError, plan_ballot
from adjudicator.imaging.printing.render import print_ballot
from tests.imaging.printing.ballots import (
    BOARD,
    MEASURE,
    SENATE,
    ballot,
    election,
    printed_centre,
    under,
)


def _many(count: int, choices: int = 6) -> tuple[Contest, ...]:
    return tuple(
        Contest(
            f"c{n}",
            f"Contest Number {n}",
            tuple(Choice(f"p{n}-{m}", f"Person {n}-{m}") for m in range(choices)),
        )
        for n in range(count)
    )


def test_every_box_lies_on_its_printed_oval() -> None:
    for side in (ballot().front, ballot().back):
        for place in side.layout.targets:
            x, y = printed_centre(side.image, place.target)
            assert abs(x - place.target.centre[0]) < 0.25
            assert abs(y - place.target.centre[1]) < 0.25


def test_names_and_parties_are_printed_in_their_boxes() -> None:
    front = ballot().front
    place = front.layout.contest("senate").target("cole")
    assert under(front.image, place.label).min() < 60
    assert place.party is not None
    assert under(front.image, place.party).min() < 60
    between = under(front.image, place.row)[
        :,
        round(place.label.right - place.row.left) + 4 : round(place.party.left - place.row.left)
        - 4,
    ]
    assert between[6:-6].min() == 255


def test_a_qualified_write_in_has_no_place_of_its_own() -> None:
    printed = [place.choice for place in ballot().front.layout.contest("senate").targets]
    assert printed == ["reed", "cole", "hill", "line-1"]


def test_ovals_stand_on_the_rows_of_timing_marks() -> None:
    front = ballot().front
    for place in front.layout.targets:
        row = round(place.target.centre[1])
        assert front.image[row, 40] == 0, f"no timing mark beside {place.choice}"


def test_contests_follow_each_other_down_the_columns_and_never_overlap() -> None:
    contests = _many(18)
    ours = election(*contests)
    front, back = plan_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign())
    printed = [box.contest for side in (front, back) for box in side.layout.contests]
    assert printed == [contest.id for contest in contests]
    for side in (front, back):
        places = [(round(box.box.left), box.box.top) for box in side.layout.contests]
        assert places == sorted(places)
        for first, second in zip(side.layout.contests, side.layout.contests[1:], strict=False):
            assert not first.box.grown(-1).touches(second.box.grown(-1))


@pytest.mark.parametrize(("count", "paper"), [(4, LETTER), (30, LEGAL)])
def test_longer_paper_is_taken_only_when_needed(count: int, paper: object) -> None:
    ours = election(*_many(count))
    front, _ = plan_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign())
    assert front.layout.height == (2200 if paper is LETTER else 2800)


def test_too_many_contests_are_refused_in_words() -> None:
    ours = election(*_many(60))
    with pytest.raises(DoesNotFitError, match="Style 7 has too many contests"):
        plan_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign())


def test_side_of_finds_the_contest() -> None:
    assert ballot().side_of("measure").layout.has_contest("measure")
    with pytest.raises(KeyError):
        ballot().side_of("mayor")


@pytest.mark.parametrize(
    ("seats", "words"),
    [(1, "Vote for one"), (3, "Vote for up to three"), (12, "Vote for up to 12")],
)
def test_vote_for_words(seats: int, words: str) -> None:
    assert vote_for(seats) == words


def test_the_same_ballot_prints_the_same_pixels_and_precincts_differ() -> None:
    ours = election(SENATE, BOARD, MEASURE)
    again = print_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign())
    other = print_ballot(ours, ours.styles[0], ours.precincts[1], BallotDesign())
    assert np.array_equal(again.front.image, ballot().front.image)
    assert again.front.layout == other.front.layout
    assert not np.array_equal(other.front.image[2000:], ballot().front.image[2000:])


def test_layouts_scale_with_the_resolution() -> None:
    ours = election(SENATE, BOARD, MEASURE)
    fine = print_ballot(ours, ours.styles[0], ours.precincts[0], BallotDesign(dpi=300))
    assert fine.front.image.shape == (3300, 2550)
    for coarse, sharp in zip(ballot().front.layout.targets, fine.front.layout.targets, strict=True):
        assert sharp.target.centre == pytest.approx([1.5 * at for at in coarse.target.centre])
        x, y = printed_centre(fine.front.image, sharp.target)
        assert (x, y) == pytest.approx(sharp.target.centre, abs=0.3)
