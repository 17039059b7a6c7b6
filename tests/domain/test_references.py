"""What may be recorded as a reference page, and in which words it may not."""

from dataclasses import replace

import pytest

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.references import (
    ReferenceDraft,
    changes,
    draft_problems,
    is_side,
    side_name,
    side_words,
    style_of_layouts,
)
from tests.services.references.builders import COUNCIL, LAYOUT, MAYOR
from tests.support.scene import ELECTION

DRAFT = ReferenceDraft("7", "front", "ab" * 32, 1, LAYOUT)


def problems(layout: PageLayout = LAYOUT, **more: str) -> tuple[str, ...]:
    return draft_problems(replace(DRAFT, layout=layout, **more), ELECTION)  # type: ignore[arg-type]  # its fields by name


def with_box(contest: str, box: Box) -> PageLayout:
    boxes = tuple(
        ContestBox(c.contest, box if c.contest == contest else c.box) for c in LAYOUT.contests
    )
    return replace(LAYOUT, contests=boxes)


def test_a_whole_drawing_has_no_problem() -> None:
    assert problems() == ()


def test_a_candidate_may_have_two_targets() -> None:
    second = TargetBox("mayor", "ann", Box(MAYOR.x + 200, MAYOR.y + 12, 24, 14))
    assert problems(replace(LAYOUT, targets=(*LAYOUT.targets, second))) == ()


def test_frames_may_touch_and_share_a_few_pixels() -> None:
    assert problems(with_box("council", Box(20, 155, 300, 165))) == ()


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (replace(LAYOUT, contests=(), targets=()), "No contest is drawn."),
        (with_box("mayor", Box(20, -5, 300, 165)), "Mayor is not wholly on the page."),
        (with_box("mayor", Box(20, 40, 330, 120)), "Mayor is not wholly on the page."),
        (
            with_box("mayor", Box(20, 40, 300, 180)),
            "The boxes of Mayor and Council lie over one another.",
        ),
        (
            with_box("mayor", Box(20, 60, 300, 100)),
            "The target of Ann Ash lies outside the box of Mayor.",
        ),
        (
            replace(LAYOUT, contests=LAYOUT.contests[:1]),
            "Targets of Council are drawn, and the contest is not.",
        ),
        (
            replace(
                LAYOUT, contests=(*LAYOUT.contests, ContestBox("mayor", Box(20, 340, 300, 60)))
            ),
            "Mayor is drawn 2 times.",
        ),
        (
            replace(LAYOUT, contests=(*LAYOUT.contests, ContestBox("dog", Box(20, 340, 300, 60)))),
            "The definition has no contest dog.",
        ),
        (
            replace(LAYOUT, targets=LAYOUT.targets[1:]),
            "Mayor: no target is named for Ann Ash.",
        ),
        (
            replace(
                LAYOUT, targets=(*LAYOUT.targets, TargetBox("mayor", "zed", Box(60, 50, 24, 14)))
            ),
            "Mayor has no choice zed.",
        ),
        (
            replace(
                LAYOUT,
                targets=(*LAYOUT.targets, replace(LAYOUT.targets[0], choice="bob")),
            ),
            "Mayor: two targets lie over one another.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(layout: PageLayout, words: str) -> None:
    assert words in problems(layout)


def test_a_style_and_a_side_need_their_names() -> None:
    assert problems(style="") == ("The ballot style has no name.",)
    assert problems(side="top") == ("A side is called front, back, front2 and so on, not top.",)


def test_sides_are_named_in_paper_order() -> None:
    names = [side_name(page) for page in range(5)]
    assert names == ["front", "back", "front2", "back2", "front3"]
    assert all(is_side(name) for name in names)
    assert [side_words(name) for name in names[1:3]] == ["back", "front of sheet 2"]


def test_a_derived_style_knows_turned_candidates_and_no_places() -> None:
    moved = replace(LAYOUT, contests=tuple(reversed(LAYOUT.contests)))
    turned = replace(LAYOUT, targets=(*reversed(LAYOUT.targets[:3]), *LAYOUT.targets[3:]))
    assert style_of_layouts([LAYOUT, None]) == style_of_layouts([moved])
    assert style_of_layouts([LAYOUT]) != style_of_layouts([turned])
    assert style_of_layouts([None, None]) is None


def test_replacing_says_what_changes() -> None:
    assert changes(LAYOUT, LAYOUT, ELECTION) == ()
    one = replace(LAYOUT, contests=LAYOUT.contests[:1], targets=LAYOUT.targets[:3])
    assert changes(LAYOUT, one, ELECTION) == ("Council is no longer there.",)
    assert changes(one, LAYOUT, ELECTION) == ("Council is new.",)
    named = replace(one, targets=(LAYOUT.targets[1], LAYOUT.targets[0], LAYOUT.targets[2]))
    assert changes(one, named, ELECTION) == (
        "Mayor: targets stand for other choices, or in another order.",
    )
    assert changes(LAYOUT, with_box("council", replace(COUNCIL, y=190.0)), ELECTION) == (
        "Council stands elsewhere on the page.",
    )
