"""Geometry is not identity: what a page's print says of its style is shown, never resolved."""

from adjudicator.domain.finding.place import Doubt, PagePlaces, Standing
from adjudicator.imaging.registration import locate
from tests.imaging.registration.printed import other_order, printed_reference, two_districts
from tests.imaging.registration.warps import MILD, warp


def standings(places: PagePlaces) -> dict[str, tuple[Standing, Doubt | None]]:
    return {place.contest: (place.standing, place.doubt) for place in places.contests}


def test_styles_that_differ_by_one_digit_are_told_apart() -> None:
    styles = two_districts()
    for right, wrong in (styles, styles[::-1]):
        page = warp(right.image.grey, MILD, 4).page
        plain = locate(page, styles, style=right.reference.style)
        assert plain.best_style == right.reference.style
        assert set(standings(plain).values()) == {(Standing.LOCATED, None)}
        doubted = locate(page, styles, style=wrong.reference.style)
        assert doubted.best_style == right.reference.style
        assert set(standings(doubted).values()) == {(Standing.CHECK, Doubt.OTHER_STYLE)}


def test_a_page_of_another_style_shows_no_contest_that_it_has_not() -> None:
    front, other = printed_reference(), other_order()
    page = warp(other.image.grey, MILD, 2).page
    places = locate(page, [front, other], style=front.reference.style)
    assert places.best_style == other.reference.style
    assert standings(places) == {
        "measure": (Standing.CHECK, Doubt.OTHER_STYLE),
        "board": (Standing.CHECK, Doubt.OTHER_STYLE),
        "house": (Standing.CHECK, Doubt.OTHER_STYLE),
        "senate": (Standing.NOT_LOCATED, Doubt.OTHER_STYLE),
    }
    assert places.contest("senate").box is None  # type: ignore[union-attr]  # shown just above


def test_the_wrong_reference_alone_shows_only_what_stands_in_the_same_place() -> None:
    front, other = printed_reference(), other_order()
    for page, reference in ((front, other), (other, front)):
        places = locate(page.image, [reference], style=reference.reference.style)
        shown = {place.contest for place in places.contests if place.box is not None}
        assert shown == {"board"}
        place, box = places.contest("board"), page.reference.layout.contest_box("board")
        assert place is not None
        assert place.box is not None
        assert box is not None
        assert abs(place.box.x - box.x) < 2
        assert abs(place.box.y - box.y) < 2


def test_a_style_without_a_reference_is_not_held_against_others() -> None:
    front = printed_reference()
    assert locate(front.image, [front], style="8") == PagePlaces(None, None, None, ())


def test_without_a_style_named_the_print_decides() -> None:
    styles = (*two_districts(), other_order())
    for right in styles:
        places = locate(right.image, styles, style=None)
        assert places.best_style == right.reference.style
        assert {place.standing for place in places.contests} == {Standing.LOCATED}


def test_the_order_of_the_references_changes_nothing() -> None:
    styles = (*two_districts(), other_order())
    page = warp(styles[0].image.grey, MILD, 9).page
    for style in ("25", "9", None):
        assert locate(page, styles, style=style) == locate(page, styles[::-1], style=style)
