"""A page to draw on, and contests of other styles found on it by their print."""

from pathlib import Path

import pytest

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.references import ReferenceDraft
from adjudicator.services.errors import Refusal
from adjudicator.services.references import record_reference
from adjudicator.services.references.listing import Drawn, ReferenceLine, reference_lines
from adjudicator.services.references.offers import contests_by_print, offer_page
from adjudicator.services.references.recording import keep_blank_page, page_of
from tests.services.references.printed import CONTESTS, printed
from tests.support.scene import TEAM, Scene, Sheet

CHOICES = (("mayor", ("ann", "bob", "line")), ("council", ("cy", "di", "ed")))
LAYOUT = PageLayout(
    1700,
    2200,
    tuple(ContestBox(c, box) for (c, _), box in zip(CHOICES, CONTESTS, strict=True)),
    tuple(
        TargetBox(c, choice, Box(box.x + 39, box.y + 47 + 60 * n, 42, 26))
        for (c, choices), box in zip(CHOICES, CONTESTS, strict=True)
        for n, choice in enumerate(choices)
    ),
)


def brought(scene: Scene, tmp_path: Path, down: int) -> str:
    path = tmp_path / f"{down}.png"
    path.write_bytes(printed(0, down))
    return keep_blank_page(scene.recount, path)


def test_contests_drawn_for_another_style_are_found_further_down(
    scene: Scene, tmp_path: Path
) -> None:
    scene.sit(*TEAM)
    draft = ReferenceDraft("1", "front", brought(scene, tmp_path, 0), 1, LAYOUT)
    record_reference(scene.recount, draft, [scene.seating.seat(person) for person in TEAM])
    other = page_of(scene.recount, brought(scene, tmp_path, 300), 1)
    found = contests_by_print(scene.recount, other, {"mayor", "council"}, ("2", "front"))
    assert [proposal.contest for proposal in found] == ["mayor", "council"]
    for proposal, box in zip(found, CONTESTS, strict=True):
        assert (proposal.box.x, proposal.box.y) == pytest.approx((box.x, box.y + 300), abs=2)
        assert proposal.print_found > 0.99
    assert contests_by_print(scene.recount, other, {"mayor"}, ("1", "front")) == ()
    (line,) = (each for each in reference_lines(scene.recount) if each.style == "1")
    holding = offer_page(scene.recount, line)
    assert (holding.image, holding.layout) == (draft.image, LAYOUT)


def test_the_pages_that_wait_are_offered_in_turn(scene: Scene) -> None:
    scene.import_sheets([Sheet(1), Sheet(2)])
    scene.pile()
    (line,) = reference_lines(scene.recount)
    offered = [offer_page(scene.recount, line, n).image for n in range(3)]
    assert offered[0] == offer_page(scene.recount, line).image == offered[2] != offered[1]
    assert offer_page(scene.recount, line).layout is None


def test_where_there_is_no_page_one_is_to_be_brought_in(scene: Scene) -> None:
    line = ReferenceLine("9", "back", Drawn.NONE, 0, ())
    with pytest.raises(Refusal, match="Bring in a scan of the blank ballot"):
        offer_page(scene.recount, line)
