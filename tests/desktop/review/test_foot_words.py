"""What the foot of Review says of place and image, and what it keeps back."""

from dataclasses import replace

from adjudicator.desktop.review.foot_words import place_words, quality_words
from adjudicator.domain.finding.ink import Quality
from adjudicator.domain.finding.place import Doubt
from adjudicator.services.locating.findings import CaseFinding
from adjudicator.storage.queries.cases import PageRecord
from tests.desktop.review.fakes import case_view
from tests.support.findings import located, marked_ink, not_located, page_finding

CHOICES = ("fetterhoff", "henry")


def test_the_quality_of_the_image_is_kept_back_as_long_as_the_ink_is() -> None:
    place = located("senate", CHOICES)
    ink = marked_ink("senate", CHOICES, (0, 0), quality=(Quality.STREAK, Quality.ONE_BIT))
    finding = page_finding("a" * 64, (place,))
    page = PageRecord("a" * 64, 1, None)
    case = case_view(
        "417K", (), finding=CaseFinding("seal", None, page, place, ink, finding, (finding,))
    )
    kept = replace(case, ink_kept=True)
    assert quality_words(case) == "streak through it \u00b7 black and white"
    assert quality_words(kept) == ""
    assert place_words(kept) == place_words(case) != ""


def test_what_was_looked_for_and_not_found_has_its_figures_too() -> None:
    def foot(doubt: Doubt) -> str:
        place = replace(not_located("senate", doubt), print_found=0.67)
        finding = page_finding("a" * 64, (place,))
        page = PageRecord("a" * 64, 1, None)
        found = CaseFinding("seal", None, page, place, None, finding, (finding,))
        return place_words(case_view("417K", (), finding=found))

    assert foot(Doubt.PRINT_MISSING) == "not located 40/40, residual 0.4 px, print 67.0 %"
    assert foot(Doubt.SAID_WRONG) == "not located"
