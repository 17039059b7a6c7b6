"""A supplied layout is offered where it is printed; what lies on no print is told beforehand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.references import ReferenceDraft
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.references.given import supplied_layout
from adjudicator.services.references.held import beside_print, doubts_of
from adjudicator.services.references.listing import reference_lines
from adjudicator.services.references.offers import offer_page
from tests.support.printed_pages import CONTEST, Printed, moved_right, printed_recount, scanned

TRUE = scanned(Printed(), 1)[1]


@pytest.fixture(scope="module")
def recount(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recount]:
    """Its only layout was told 5 pixels beside the print."""
    made = printed_recount(tmp_path_factory.mktemp("held"), [Printed(moved=5)])
    yield made
    made.close()


def lies_on_print(layout: PageLayout) -> bool:
    return all(
        abs(t.box.x - true.box.x) <= 1.5
        for t, true in zip(layout.targets, TRUE.targets, strict=True)
    )


def test_a_supplied_layout_is_confirmed_where_it_is_printed(recount: Recount) -> None:
    assert lies_on_print(supplied_layout(recount, "7", "front").layout)
    (line,) = (each for each in reference_lines(recount) if each.side == "front")
    offered = offer_page(recount, line)
    assert offered.layout is not None
    assert lies_on_print(offered.layout)


def test_targets_that_are_not_seen_in_print_are_named(recount: Recount) -> None:
    known = supplied_layout(recount, "7", "front")
    draft = ReferenceDraft("7", "front", known.image, known.page, known.layout)
    assert beside_print(recount, draft) == ()
    first, *others = known.layout.targets
    assert first.contest == CONTEST
    beside = replace(first, box=first.box.moved(0, 12))
    told = replace(known.layout, targets=(beside, *others))
    title = recount.election.contest(CONTEST).title
    name = recount.election.contest(CONTEST).choice(first.choice).name
    why = f"no printed outline is seen at the target drawn for {name}"
    assert beside_print(recount, replace(draft, layout=told)) == (
        f"{title}: {why}; recorded so, it is to be checked on every page.",
    )
    aside = beside_print(recount, replace(draft, layout=moved_right(known.layout, 40)))
    assert len(aside) == len(known.layout.contests)


def test_a_style_nobody_knows_and_a_side_that_is_another_are_told(recount: Recount) -> None:
    known = supplied_layout(recount, "7", "front")
    draft = ReferenceDraft("7", "front", known.image, known.page, known.layout)
    assert doubts_of(recount, draft) == ()
    assert doubts_of(recount, replace(draft, style="77")) == (
        "No page under review, and none that is defined, is of ballot style 77.",
    )
    (told,) = doubts_of(recount, replace(draft, side="back"))
    assert told.startswith("On the front of this ballot style ")
    assert told.endswith(" are drawn already.")


def test_a_layout_whose_image_is_away_is_not_offered(recount: Recount) -> None:
    known = supplied_layout(recount, "7", "front")
    path = recount.folder.image(known.image)
    away = path.rename(path.with_name("away"))
    with pytest.raises(Refusal, match="whose layout serves is missing"):
        supplied_layout(recount, "7", "front")
    away.rename(path)
