"""A contest that stands on two images of a sheet is to be checked, never plainly blank."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adjudicator.domain.finding.ink import ContestInk
from adjudicator.domain.finding.place import ContestPlace, Doubt, Standing
from adjudicator.interchange.sources.records import Quarantined, SourceImage, SourceSheet
from adjudicator.services.grid.blanks import blank_grid
from adjudicator.services.importing import Importer
from adjudicator.services.locating.findings import case_finding, page_keys
from adjudicator.services.locating.listing import Figures, count_cases, figures_of
from adjudicator.services.locating.references import key_with, references_now
from adjudicator.services.locating.telling import located_words
from adjudicator.services.references import record_reference
from adjudicator.storage.findings import FindingCache
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.pages import pages_of_case
from tests.services.references.builders import draft
from tests.support.findings import located, marked_ink, not_located, page_finding, plain_ink
from tests.support.scene import TEAM, ListSource, Scene, Sheet, tiny_image

CHOICES = ("ann", "bob", "line")
HERE, NOWHERE = located("mayor", CHOICES), not_located("mayor")
DIMMER = located("mayor", CHOICES, print_found=0.98)
BLANK, MARKED = plain_ink("mayor", CHOICES), marked_ink("mayor", CHOICES, (400, 0, 0))
Seen = tuple[ContestPlace, ContestInk | None]


@dataclass(slots=True)
class TwoSided(ListSource):
    """A delivery with a front and a back of every sheet."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for number, sheet in enumerate(ListSource.records(self)):
            assert isinstance(sheet, SourceSheet)
            name = f"{number}-back.png"
            (self.folder / name).write_bytes(tiny_image(1000 + number))
            back = SourceImage(name, self.folder / name)
            yield replace(sheet, images=(*sheet.images, back))


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    made.sit(*TEAM)
    record_reference(made.recount, draft(made), [made.seating.seat(person) for person in TEAM])
    listed = made.source([Sheet(1, council=None, style="all")])
    source = TwoSided(listed.folder, listed.sheets)
    Importer(made.recount, source).run(made.identity("cora"))
    made.pile()
    yield made
    made.recount.close()


def see(scene: Scene, *seen: Seen) -> CaseRecord:
    """What was found on the front, and on the back if it was looked at."""
    (case,) = scene.cases()
    with scene.recount.reading() as connection:
        (told,) = pages_of_case(connection, case.seal)
    findings = [
        page_finding(page.image, [place], [] if ink is None else [ink], page=page.page)
        for page, (place, ink) in zip(page_keys(told), seen, strict=False)
    ]
    cache, key = (
        FindingCache.of(scene.recount.folder),
        key_with(scene.recount, references_now(scene.recount)),
    )
    cache.keep([("all", finding) for finding in findings], key)
    return case


def figures(scene: Scene, case: CaseRecord) -> Figures:
    return figures_of(scene.recount, [case])[case.seal]


@pytest.mark.parametrize("marked_first", [True, False])
def test_the_blank_one_is_not_believed_and_not_shown(scene: Scene, *, marked_first: bool) -> None:
    both = [(HERE, BLANK), (HERE, MARKED)]
    case = see(scene, *(reversed(both) if marked_first else both))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert (found.place.standing, found.place.doubt) == (Standing.CHECK, Doubt.TWICE)
    assert found.page.image == case.row.images[0 if marked_first else 1]
    assert found.ink == MARKED
    assert located_words(found).startswith(
        "check the location: the contest stands on two images of this ballot ("
    )
    told = figures(scene, case)
    assert (told.standing, told.doubt, told.plain) == (Standing.CHECK, Doubt.TWICE, False)
    assert told.fill == 400
    assert dict(count_cases(scene.recount).doubts) == {Doubt.TWICE: 1}
    assert blank_grid(scene.recount, case.batch).plain == 0


def test_two_blank_ones_are_not_plainly_blank(scene: Scene) -> None:
    case = see(scene, (DIMMER, BLANK), (HERE, BLANK))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert found.ink == replace(BLANK, plain=False)
    assert figures(scene, case).plain is False
    assert [b.why for b in blank_grid(scene.recount, case.batch).ballots] == ["check the location"]


def test_on_one_image_it_is_plain_as_it_was(scene: Scene) -> None:
    case = see(scene, (HERE, BLANK), (NOWHERE, None))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert (found.place, found.ink) == (HERE, BLANK)
    assert figures(scene, case).plain
    assert blank_grid(scene.recount, case.batch).plain == 1


def test_while_the_other_image_was_not_looked_at_it_stands_on_no_page_of_blanks(
    scene: Scene,
) -> None:
    case = see(scene, (HERE, BLANK))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert found.place == HERE, "it is outlined meanwhile"
    assert figures(scene, case).plain is False
    grid = blank_grid(scene.recount, case.batch)
    assert (grid.ballots, grid.unseen) == ((), 1)


def test_where_it_is_drawn_for_two_sides_two_places_are_no_doubt(scene: Scene) -> None:
    seats = [scene.seating.seat(person) for person in TEAM]
    record_reference(scene.recount, draft(scene, side="back"), seats)
    case = see(scene, (HERE, MARKED), (HERE, MARKED))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert found.place.standing is figures(scene, case).standing is Standing.LOCATED


def test_an_image_on_which_the_print_is_scribbled_over_has_the_contest_too(scene: Scene) -> None:
    covered = not_located("mayor", Doubt.PRINT_MISSING)
    case = see(scene, (HERE, BLANK), (covered, None))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert (found.place.standing, found.place.doubt) == (Standing.CHECK, Doubt.TWICE)
    told = figures(scene, case)
    assert (told.standing, told.doubt, told.plain) == (Standing.CHECK, Doubt.TWICE, False)
    assert blank_grid(scene.recount, case.batch).plain == 0
