"""Which ballots of a batch stand on pages of blanks, and which come singly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.finding.ink import Quality
from adjudicator.services.grid.blanks import blank_grid, grid_allowed, next_work
from adjudicator.services.opening import Policy
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from tests.services.grid.pages import CHOICES, CONTEST, blank_scene, blanks_of, find_all, grid_of
from tests.support.findings import (
    located,
    marked_ink,
    not_located,
    plain_ink,
    put_finding,
    to_check,
)
from tests.support.scene import BOARD, Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = blank_scene(tmp_path)
    yield made
    made.recount.close()


def test_they_come_in_the_shuffled_order_of_work(scene: Scene) -> None:
    found = find_all(scene)
    grid = grid_of(scene)
    assert [ballot.seal for ballot in grid.ballots] == [case.seal for case in found]
    assert grid.plain == len(found)
    assert grid.singly == 1, "the overvote"


def test_ink_a_doubtful_place_or_image_stand_there_and_are_not_plain(scene: Scene) -> None:
    found = find_all(scene, ink=(1,))
    put_finding(scene.recount, found[2], to_check(CONTEST, CHOICES), plain_ink(CONTEST, CHOICES))
    folded = marked_ink(CONTEST, CHOICES, (0, 0, 0), quality=(Quality.FOLD,))
    put_finding(scene.recount, found[3], located(CONTEST, CHOICES), folded)
    put_finding(scene.recount, found[4], located(CONTEST, CHOICES), None)
    assert [ballot.why for ballot in grid_of(scene).ballots] == [
        "",
        "ink",
        "check the location",
        "fold through it",
        "not measured",
        "",
    ]


def test_ink_in_an_oval_alone_is_called_ink_and_outlined_whatever_the_scanner(
    scene: Scene,
) -> None:
    found = find_all(scene)
    dot = marked_ink(CONTEST, CHOICES, (0, 38, 0), quality=(Quality.ONE_BIT,))
    put_finding(scene.recount, found[1], located(CONTEST, CHOICES), dot)
    folded = marked_ink(CONTEST, CHOICES, (0, 38, 0), quality=(Quality.FOLD,))
    put_finding(scene.recount, found[2], located(CONTEST, CHOICES), folded)
    streaked = marked_ink(CONTEST, CHOICES, (0, 0, 0), quality=(Quality.ONE_BIT, Quality.STREAK))
    put_finding(scene.recount, found[3], located(CONTEST, CHOICES), streaked)
    poor = marked_ink(CONTEST, CHOICES, (0, 0, 0), quality=(Quality.ONE_BIT,))
    put_finding(scene.recount, found[4], located(CONTEST, CHOICES), poor)
    shown = grid_of(scene).ballots
    assert [ballot.why for ballot in shown][1:5] == [
        "ink",
        "ink",
        "streak through it",
        "not surely blank",
    ]
    oval = located(CONTEST, CHOICES).targets[1].box
    around = tuple((round(x), round(y)) for x, y in oval.corners)
    assert [ballot.contours for ballot in shown[:4]] == [(), (around,), (around,), ()]


def test_what_was_not_located_or_not_looked_at_yet_comes_singly(scene: Scene) -> None:
    first, second, *_ = blanks_of(scene)
    put_finding(scene.recount, first, located(CONTEST, CHOICES), plain_ink(CONTEST, CHOICES))
    put_finding(scene.recount, second, not_located(CONTEST))
    grid = grid_of(scene)
    assert [ballot.seal for ballot in grid.ballots] == [first.seal]
    assert grid.singly == len(blanks_of(scene))
    assert not grid.worth_while, "one blank is no page"


def test_ruled_objected_to_or_without_its_image_a_ballot_stands_on_no_page(scene: Scene) -> None:
    found = find_all(scene)
    scene.rule(found[0])
    scene.object_before("ortiz", found[1])
    scene.recount.folder.image(found[2].row.images[0]).unlink()
    assert [ballot.seal for ballot in grid_of(scene).ballots] == [c.seal for c in found[3:]]
    left = blank_grid(scene.recount, found[0].batch, {found[3].seal})
    assert [ballot.seal for ballot in left.ballots] == [c.seal for c in found[4:]]


def test_no_page_of_a_suspended_contest(scene: Scene) -> None:
    find_all(scene)
    votes = [(person, "yes") for person in BOARD]
    carry(scene.recount, Effect.SUSPEND, targets.contest(CONTEST), "A court.", votes, scene.board())
    assert grid_of(scene).ballots == ()


def test_a_team_begins_the_next_batch_with_its_pages(scene: Scene) -> None:
    batch = blanks_of(scene)[0].batch
    assert next_work(scene.recount) == (batch, False), "nobody has looked where the contest stands"
    found = find_all(scene)
    assert next_work(scene.recount) == (batch, True)
    assert next_work(scene.recount, {case.seal for case in found[1:]}) == (batch, False)


def test_switched_off_there_is_no_page(tmp_path: Path) -> None:
    scene = blank_scene(tmp_path, Policy(grid=False), sit=False)
    find_all(scene)
    assert not grid_allowed(scene.recount)
    assert grid_of(scene).ballots == ()
    assert next_work(scene.recount)[1] is False
    scene.recount.close()
