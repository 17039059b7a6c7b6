"""What is told of where a contest stands: the banner names its reason and both styles."""

from dataclasses import replace

import pytest

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.found import KEPT, NOT_MEASURED, Found, banner_words
from adjudicator.domain.finding.place import Doubt, PagePlaces
from tests.support.findings import located, marked_ink, not_located, page_finding, to_check

CHOICES = ("fetterhoff", "henry")
WHOLE = "You see the whole page, nothing outlined; the keys are the same."


def places(style: str | None = "5-r") -> PagePlaces:
    return page_finding("a" * 64, (), style=style).places


def test_a_contest_that_is_located_has_no_banner() -> None:
    found = Found(PageRef("a" * 64), located("senate", CHOICES), places())
    assert banner_words(found, "L") == ("", "")


@pytest.mark.parametrize("doubt", [d for d in Doubt if d is not Doubt.OTHER_STYLE])
def test_every_doubt_has_a_sentence_of_its_own_and_asks_people_to_look(doubt: Doubt) -> None:
    found = Found(PageRef("a" * 64), to_check("senate", CHOICES, doubt), places())
    words, brief = banner_words(found, "L")
    assert words.endswith(" Is the outline right? L if not.")
    assert brief.endswith(". Is the outline right? L if not.")
    others = [replace(found, place=to_check("senate", CHOICES, d)) for d in Doubt if d is not doubt]
    assert {words, brief}.isdisjoint(w for o in others for w in banner_words(o, "L"))


@pytest.mark.parametrize(
    ("doubt", "why"),
    [
        (Doubt.NO_REFERENCE, "Nobody has drawn this ballot style yet (Go, References)."),
        (Doubt.NO_FIT, "This page fits no ballot style that was drawn."),
        (Doubt.PRINT_MISSING, "but the print of this contest was not found."),
        (Doubt.SAID_WRONG, "People said that the outline of this contest was in the wrong place."),
    ],
)
def test_what_is_not_located_says_why_and_that_the_whole_page_is_shown(
    doubt: Doubt, why: str
) -> None:
    found = Found(PageRef("a" * 64), not_located("senate", doubt), places(None))
    words, brief = banner_words(found, "L")
    assert why in words
    assert words.endswith(WHOLE)
    assert brief.endswith(". The whole page.")


def test_two_styles_that_disagree_are_both_named_and_neither_is_said_to_be_right() -> None:
    place = to_check("senate", CHOICES, Doubt.OTHER_STYLE)
    words, brief = banner_words(Found(PageRef("a" * 64), place, places("7-d"), style="5-r"))
    assert brief.startswith("Style 5-r or 7-d?")
    assert "ballot style 5-r" in words
    assert "style 7-d" in words
    assert words.endswith(" Look at the paper: which style is it?"), "not of the outline"
    unnamed, _ = banner_words(Found(PageRef("a" * 64), place, places(None), style="5-r"))
    assert "may be that of another ballot style than 5-r, which the machine named." in unnamed
    nobody, _ = banner_words(Found(PageRef("a" * 64), place, places("5-r")))
    assert nobody.startswith("The print of this contest may be that of another ballot style. ")


def test_why_there_is_no_ink_is_told_truly() -> None:
    found = Found(PageRef("a" * 64), located("senate", CHOICES), places())
    assert found.no_ink == NOT_MEASURED
    assert replace(found, ink_kept=True).no_ink == KEPT
    assert replace(found, ink=marked_ink("senate", CHOICES, (460, 440))).no_ink == ""
