"""What was found of a case, as screens read it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.finding.place import ContestPlace, Doubt, ReferencePage, Standing
from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.services.locating.findings import CaseFinding, batch_findings, case_finding
from adjudicator.services.locating.outlines import with_found_places
from adjudicator.services.locating.references import key_with, references_now
from adjudicator.services.locating.supplied import against_supplied, page_against_supplied
from adjudicator.services.locating.telling import located_words
from adjudicator.services.queue import case_work
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.storage.queries.cases import CaseRecord, PageRecord
from adjudicator.storage.queries.pages import CasePages
from tests.support.findings import (
    BOX,
    HEIGHT,
    WIDTH,
    located,
    not_located,
    page_finding,
    plain_ink,
    put_finding,
    target_boxes,
    to_check,
)
from tests.support.scene import Scene, Sheet

FINDINGS = "adjudicator.services.locating.findings"
CHOICES = ("ann", "bob", "line")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    made.import_sheets([Sheet(n, council=None) for n in (1, 2, 3)])
    made.pile()
    yield made
    made.recount.close()


@pytest.fixture
def case(scene: Scene) -> CaseRecord:
    return scene.cases()[0]


def test_without_any_reference_the_whole_page_is_shown_and_says_why(
    scene: Scene, case: CaseRecord
) -> None:
    found = case_finding(scene.recount, case)
    assert found is not None
    assert (found.located, found.ink) == (False, None)
    assert found.page.image == case.row.images[0]
    assert located_words(found) == (
        "not located: nobody has drawn where the contests of this ballot style stand"
    )


def test_a_located_contest_has_its_place_and_its_ink(scene: Scene, case: CaseRecord) -> None:
    place, ink = located("mayor", CHOICES), plain_ink("mayor", CHOICES)
    put_finding(scene.recount, case, place, ink)
    found = case_finding(scene.recount, case)
    assert found is not None
    assert (found.place, found.ink) == (place, ink)
    assert located_words(found) == "located 40/40, residual 0.4 px, print 99.9 %"


def test_the_style_a_source_names_comes_with_the_finding(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    scene.import_sheets([Sheet(1, council=None, style="5-r"), Sheet(2, council=None)])
    scene.pile()
    for case in scene.cases():
        put_finding(scene.recount, case, located("mayor", CHOICES))
    found = [case_finding(scene.recount, case) for case in scene.cases()]
    assert {f.style for f in found if f is not None} == {"5-r", None}
    assert rebuild_tables(scene.recount).identical
    scene.recount.close()


def test_a_disagreement_of_styles_is_told_with_both(tmp_path: Path) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    scene.import_sheets([Sheet(1, council=None, style="5-r")])
    scene.pile()
    (case,) = scene.cases()
    put_finding(scene.recount, case, not_located("mayor", Doubt.OTHER_STYLE))
    found = case_finding(scene.recount, case)
    assert located_words(found) == (
        "not located: its print is that of ballot style all, and the cast vote record names 5-r "
        "(40/40, residual 0.4 px, print 0.0 %)"
    )
    scene.recount.close()


def test_a_batch_gives_every_case_with_what_was_found(scene: Scene) -> None:
    first, second, third = scene.cases()
    put_finding(scene.recount, first, located("mayor", CHOICES))
    put_finding(scene.recount, third, to_check("mayor", CHOICES))
    found = batch_findings(scene.recount, first.batch)
    assert found[first.seal].place.standing is Standing.LOCATED
    assert found[second.seal].place.doubt is Doubt.NO_REFERENCE
    assert found[third.seal].place.standing is Standing.CHECK


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (None, "not located: the page fits no ballot style that was drawn"),
        (
            replace(not_located("mayor", Doubt.PRINT_MISSING), print_found=0.67),
            (
                "not located: the print of this contest is not where it should be "
                "(40/40, residual 0.4 px, print 67.0 %)"
            ),
        ),
        (
            to_check("mayor", CHOICES),
            (
                "check the location: what stands there is not quite what the reference page shows "
                "(40/40, residual 0.4 px, print 99.9 %)"
            ),
        ),
    ],
)
def test_a_doubt_is_told_in_words(
    scene: Scene, case: CaseRecord, place: ContestPlace | None, words: str
) -> None:
    put_finding(scene.recount, case, place)
    found = case_finding(scene.recount, case)
    assert located_words(found) == words
    assert found is not None
    assert found.ink is None


def _supplied(dx: float, *, swapped: bool = False, scale: float = 1.0) -> PageLayout:
    """A layout that came with the image, its targets that far to the right."""
    place = located("mayor", CHOICES)
    boxes = [t.box for t in place.targets]
    order = (1, 0, 2) if swapped else (0, 1, 2)
    return PageLayout(
        round(WIDTH * scale),
        round(HEIGHT * scale),
        (),
        tuple(
            TargetBox(
                "mayor",
                choice,
                Box(
                    (boxes[n].x + dx) * scale,
                    boxes[n].y * scale,
                    boxes[n].width * scale,
                    boxes[n].height * scale,
                ),
            )
            for choice, n in zip(CHOICES, order, strict=True)
        ),
    )


def test_two_targets_of_one_choice_are_each_held_against_their_own() -> None:
    twice = ("ann", "ann", "bob")
    targets = target_boxes("mayor", twice, BOX)
    layout = PageLayout(WIDTH, HEIGHT, (), targets)
    place = ContestPlace("mayor", Standing.LOCATED, None, BOX, targets, 0.999, 0.98)
    finding = page_finding("a" * 64, (place,))
    assert against_supplied(place, finding, layout) == place


@pytest.mark.parametrize(
    ("layout", "doubt"),
    [
        (None, None),
        (_supplied(0), None),
        (_supplied(3.9), None),
        (_supplied(4.1), Doubt.LAYOUT_DIFFERS),
        (_supplied(0, swapped=True), Doubt.LAYOUT_DIFFERS),
        (_supplied(0, scale=0.5), None),
    ],
)
def test_a_supplied_layout_is_held_against_the_print(
    layout: PageLayout | None, doubt: Doubt | None
) -> None:
    place = located("mayor", CHOICES)
    checked = against_supplied(place, page_finding("a" * 64, [place]), layout)
    assert checked.doubt is doubt
    assert checked.box == place.box


def test_what_a_layout_puts_elsewhere_is_not_plainly_blank() -> None:
    place, ink = located("mayor", CHOICES), plain_ink("mayor", CHOICES)
    finding = page_finding("a" * 64, [place], [ink])
    assert page_against_supplied(finding, _supplied(0)) == finding
    (told,) = page_against_supplied(finding, _supplied(5)).ink
    assert not told.plain


def test_a_candidate_in_two_columns_has_two_targets() -> None:
    place = located("mayor", ("ann", "ann", "bob"))
    layout = PageLayout(WIDTH, HEIGHT, (), tuple(reversed(place.targets)))
    assert against_supplied(place, page_finding("a" * 64, [place]), layout) == place


def test_one_supplied_box_that_follows_the_ink_is_no_doubt() -> None:
    place = located("mayor", CHOICES)
    layout = _supplied(0)
    first = layout.targets[0]
    moved = TargetBox("mayor", first.choice, Box(first.box.x + 6, first.box.y, 44, 30))
    followed = PageLayout(WIDTH, HEIGHT, (), (moved, *layout.targets[1:]))
    assert against_supplied(place, page_finding("a" * 64, [place]), followed) == place


def test_what_was_found_is_outlined_and_not_what_was_supplied(
    scene: Scene, case: CaseRecord
) -> None:
    put_finding(scene.recount, case, located("mayor", CHOICES))
    work = case_work(scene.recount, case.number)
    assert work.located == "located 40/40, residual 0.4 px, print 99.9 %"
    (layout,) = (page.layout for page in work.pages)
    assert layout is not None
    assert (layout.width, layout.contest_box("mayor")) == (WIDTH, BOX)


def test_a_contest_that_was_not_found_is_outlined_nowhere() -> None:
    supplied = PageLayout(
        WIDTH,
        HEIGHT,
        (ContestBox("mayor", BOX), ContestBox("council", Box(0, 0, 9, 9))),
        target_boxes("mayor", CHOICES),
    )
    page = PageRecord("a" * 64, 1, supplied)
    whole = CaseFinding(
        "seal", None, page, not_located("mayor"), None, page_finding("a" * 64, (), style=None)
    )
    (before,) = with_found_places([page], "mayor", None)
    assert before.layout is None, "what was supplied is outlined before anybody has looked"
    (shown,) = with_found_places([page], "mayor", whole)
    assert shown.layout is None


def test_a_contest_is_judged_by_the_pages_that_could_be_read(
    scene: Scene, case: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_finding(scene.recount, case, located("mayor", CHOICES))
    drawn = ReferencePage("7", "front", "f" * 64, 1, PageLayout(9, 9, (), ()), "f" * 64)
    key = key_with(scene.recount, references_now(scene.recount))
    monkeypatch.setattr(f"{FINDINGS}.references_now", lambda _: (drawn,))
    monkeypatch.setattr(f"{FINDINGS}.key_with", lambda *_: key)
    front = PageRecord(case.row.images[0], 1, None)
    sheet = CasePages(
        case.seal, "mayor", (front, PageRecord("e" * 64, 1, None)), None, (0, str(case.row.sheet))
    )
    monkeypatch.setattr(f"{FINDINGS}.pages_of_case", lambda *_: [sheet])
    finding = case_finding(scene.recount, case)
    assert finding is not None
    assert (finding.place.standing, finding.page) == (Standing.LOCATED, front)
    shown = with_found_places(sheet.pages, "mayor", finding)
    assert [page.layout is not None for page in shown] == [True, False]
    put_finding(scene.recount, case, not_located("mayor"))
    assert case_finding(scene.recount, case) is None, "it may stand on the page nobody has read"
