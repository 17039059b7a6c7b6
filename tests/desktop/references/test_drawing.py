"""The drawing: boxes, targets, names, order, and one step back at a time."""

from dataclasses import replace

import pytest

from adjudicator.desktop.references.doubts import doubt_of_chosen, unnamed
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.naming import (
    name_in_order,
    name_target,
    other_contest,
    say_contest,
)
from adjudicator.desktop.references.placing import add_target, next_box
from adjudicator.desktop.references.sketch import Place, in_order
from adjudicator.domain.layouts import Box, ContestBox, TargetBox
from tests.services.references.builders import LAYOUT
from tests.support.scene import ELECTION

COUNCIL = ("cy", "di", "ed")
AREA = Box(100, 200, 600, 300)


def grid() -> list[Box]:
    """Two columns of two targets, the page turned a little."""
    return [Box(120 + 200 * c, 250 + 80 * r + 2 * c, 36, 22) for r in range(2) for c in range(2)]


@pytest.fixture
def drawing() -> Drawing:
    return Drawing(1700, 2200, ELECTION.contests)


def names(drawing: Drawing) -> list[str | None]:
    assert drawing.chosen is not None
    return [t.choice for t in drawing.chosen.targets]


def test_a_box_is_the_next_contest_and_its_targets_its_choices(drawing: Drawing) -> None:
    assert drawing.draw(AREA)
    drawing.offer_targets("mayor", grid()[:3])
    assert names(drawing) == ["ann", "bob", "line"]
    assert drawing.unsure == 1
    name_in_order(drawing, columns=False)
    assert drawing.say_right()
    assert drawing.unsure == 0
    assert drawing.draw(next_box(drawing))
    assert drawing.chosen is not None
    assert (drawing.chosen.contest, drawing.chosen.box) == ("council", Box(100, 500, 600, 300))
    assert not drawing.draw(AREA), "both are drawn"


def test_more_targets_than_choices_stand_for_nothing_yet(drawing: Drawing) -> None:
    drawing.draw(AREA)
    drawing.offer_targets("mayor", grid())
    assert names(drawing) == [None] * 4, "a wrong guess would name three of them wrongly"
    assert not drawing.say_right()
    assert unnamed(drawing) == ("Mayor: 4 targets stand for nothing yet.",)
    drawing.choose(Place(0, 0))
    for choice in ("ann", "ann", "bob"):
        name_target(drawing, choice)
    assert unnamed(drawing) == ("Mayor: 1 target stands for nothing yet.",)
    assert "1 target without a name" in doubt_of_chosen(drawing)
    name_target(drawing, "line")
    assert names(drawing) == ["ann", "ann", "bob", "line"], "listed in two columns"
    name_target(drawing, "nobody")
    assert names(drawing)[3] == "line"
    assert drawing.say_right()
    assert len(drawing.layout().targets) == 4


def test_a_choice_without_a_target_is_named_before_anything_is_right(drawing: Drawing) -> None:
    drawing.draw(AREA)
    drawing.offer_targets("mayor", grid()[:3])
    drawing.choose(Place(0, 2))
    name_target(drawing, "bob")
    assert "No target is named for Write-in." in doubt_of_chosen(drawing)
    assert "one choice may stand twice" in doubt_of_chosen(drawing)
    assert not drawing.say_right()


def test_two_orders_of_reading_are_told_and_one_is_chosen(drawing: Drawing) -> None:
    drawing.draw(AREA)
    staggered = [Box(120, 250, 36, 22), Box(320, 265, 36, 22), Box(120, 300, 36, 22)]
    drawing.offer_targets("mayor", staggered)
    assert "R names by rows, D down the columns" in doubt_of_chosen(drawing)
    assert not drawing.say_right()
    assert drawing.unsure == 1
    name_in_order(drawing, columns=True)
    assert drawing.chosen is not None
    assert [round(t.box.x) for t in drawing.chosen.targets] == [120, 120, 320]
    assert drawing.say_right()
    other_contest(drawing, 1)
    assert doubt_of_chosen(drawing), "another contest's names are another question"


def test_a_box_goes_on_after_the_last_contest_drawn() -> None:
    contests = tuple(replace(ELECTION.contests[0], id=name) for name in "abcd")
    drawing = Drawing(1700, 2200, contests)
    drawing.draw(AREA)
    say_contest(drawing, "c")
    drawn = ["c"]
    while drawing.draw(AREA):
        assert drawing.chosen is not None
        drawn.append(drawing.chosen.contest)
    assert drawn == ["c", "d", "a", "b"]


def test_columns_are_read_down_when_somebody_says_so(drawing: Drawing) -> None:
    rows = in_order(list(reversed(grid())), columns=False)
    assert [round(b.x) for b in rows] == [120, 320, 120, 320]
    drawing.draw(AREA)
    drawing.offer_targets("mayor", rows)
    name_in_order(drawing, columns=True)
    assert drawing.chosen is not None
    assert [round(t.box.x) for t in drawing.chosen.targets] == [120, 120, 320, 320]
    assert names(drawing) == [None] * 4
    drawing.choose(Place(0, 3))
    drawing.drop()
    assert names(drawing) == ["ann", "bob", "line"], "as many as there are choices"


def test_what_is_moved_stays_on_the_page_and_takes_its_targets_along(drawing: Drawing) -> None:
    drawing.draw(AREA)
    drawing.offer_targets("mayor", grid()[:2])
    for _ in range(5):
        drawing.move(10, 0)
    assert drawing.chosen is not None
    assert (drawing.chosen.box.x, drawing.chosen.targets[0].box.x) == (150, 170)
    drawing.size(-20, 40)
    assert (drawing.chosen.box.width, drawing.chosen.box.height) == (580, 340)
    drawing.move(9_999, 9_999)
    assert (drawing.chosen.box.right, drawing.chosen.box.bottom) == (1700, 2200)
    assert drawing.undo(), "size and moves of one thing are one step"
    assert drawing.chosen.box == AREA


def test_every_step_can_be_taken_back(drawing: Drawing) -> None:
    drawing.draw(AREA)
    drawing.offer_targets("mayor", grid()[:2])
    drawing.choose(Place(0, 1))
    drawing.drop()
    assert names(drawing) == [None]
    drawing.choose(Place(0))
    drawing.drop()
    assert drawing.sketch.contests == ()
    assert drawing.undo()
    assert drawing.undo()
    assert names(drawing) == [None, None]
    assert drawing.undo()
    assert drawing.undo()
    assert not drawing.undo()


def test_a_target_is_added_where_the_next_one_would_stand(drawing: Drawing) -> None:
    drawing.draw(AREA)
    add_target(drawing)
    assert drawing.chosen_target is not None
    assert drawing.chosen_target.box.width == pytest.approx(36)
    drawing.undo()
    drawing.offer_targets("mayor", [Box(120, 250, 36, 22), Box(120, 300, 36, 22)])
    add_target(drawing)
    assert drawing.chosen_target.box == Box(120, 350, 36, 22)
    assert drawing.chosen_target.choice == "line"
    add_target(drawing, (500, 260))
    assert drawing.chosen_target.box == Box(482, 249, 36, 22)


def test_a_box_can_be_another_contest(drawing: Drawing) -> None:
    drawing.draw(AREA)
    drawing.offer_targets("mayor", grid()[:3])
    other_contest(drawing, 1)
    assert drawing.chosen is not None
    assert drawing.chosen.contest == "council"
    assert names(drawing) == ["cy", "di", "ed"]
    other_contest(drawing, -1)
    assert drawing.chosen.contest == "mayor"
    say_contest(drawing, "mayor")
    assert drawing.left == ("council",)


def test_steps_walk_over_contests_and_targets() -> None:
    drawing = Drawing(340, 440, ELECTION.contests, LAYOUT)
    assert drawing.layout() == LAYOUT
    assert drawing.unsure == 0
    walked = []
    for _ in range(4):
        drawing.step(1)
        walked.append(drawing.sketch.chosen)
    assert walked == [Place(0), Place(0, 0), Place(0, 1), Place(0, 2)]
    drawing.choose(None)
    drawing.step(-1)
    assert drawing.sketch.chosen == Place(1, 2)


def test_a_contest_found_by_print_waits_for_somebody(drawing: Drawing) -> None:
    targets = [
        TargetBox("council", choice, box) for choice, box in zip(COUNCIL, grid(), strict=False)
    ]
    drawing.offer_contest("council", AREA, targets, 0.999)
    drawing.offer_contest("council", AREA, targets, 0.999)
    assert (len(drawing.sketch.contests), drawing.unsure) == (1, 1)
    assert drawing.chosen is not None
    assert drawing.chosen.print_found == 0.999
    drawing.say_right()
    assert drawing.unsure == 0
    assert drawing.left == ("mayor",)


def test_targets_of_a_contest_that_was_dropped_meanwhile_go_nowhere(drawing: Drawing) -> None:
    drawing.draw(AREA)
    drawing.drop()
    drawing.offer_targets("mayor", grid())
    assert drawing.sketch.contests == ()


def test_of_a_supplied_layout_only_what_the_definition_knows_is_drawn() -> None:
    first, *others = LAYOUT.targets
    strange = replace(
        LAYOUT,
        contests=(ContestBox("sheriff", Box(20, 360, 300, 60)), *LAYOUT.contests),
        targets=(
            TargetBox("sheriff", "x", Box(30, 370, 24, 14)),
            replace(first, choice="nobody"),
            *others,
        ),
    )
    drawing = Drawing(LAYOUT.width, LAYOUT.height, ELECTION.contests, strange)
    assert [drawn.contest for drawn in drawing.sketch.contests] == ["mayor", "council"]
    assert [drawn.sure for drawn in drawing.sketch.contests] == [False, True]
    assert unnamed(drawing) == ("Mayor: 1 target stands for nothing yet.",)
