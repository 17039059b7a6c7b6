"""Which styles and sides there are, what they have, and how many pages wait."""

from adjudicator.services.references import record_reference
from adjudicator.services.references.listing import Drawn, pages_waiting, reference_lines
from tests.services.references.builders import draft
from tests.services.references.test_supplied import bring
from tests.support.scene import TEAM, Scene, Sheet


def test_pages_wait_until_a_reference_is_confirmed(scene: Scene) -> None:
    scene.import_sheets([Sheet(1), Sheet(2), Sheet(3, mayor=("ann",), council=("cy", "di", "ed"))])
    scene.pile()
    (line,) = reference_lines(scene.recount)
    assert (line.style, line.side, line.state) == ("all", "front", "Not drawn")
    assert line.waits
    assert len(line.examples) == line.pages == 3
    assert line.contests == ("mayor", "council")
    assert pages_waiting(scene.recount).sentence == (
        "3 pages wait for a reference page: 1 side of ballots is not drawn yet."
    )
    scene.sit(*TEAM)
    entry = record_reference(
        scene.recount, draft(scene), [scene.seating.seat(person) for person in TEAM]
    ).entry
    (line,) = reference_lines(scene.recount)
    assert (line.state, line.entry, line.waits) == (
        "Confirmed by Ada Alder and Ben Beech",
        entry,
        False,
    )
    assert pages_waiting(scene.recount).sentence == ""


def test_layouts_that_came_along_make_nobody_wait(scene: Scene) -> None:
    bring(scene, Sheet(1), Sheet(2, style="12-r"))
    scene.pile()
    lines = reference_lines(scene.recount)
    assert [(line.drawn, line.pages) for line in lines] == [(Drawn.SUPPLIED, 1)] * 2
    assert lines[0].style == "12-r"
    assert pages_waiting(scene.recount).pages == 0


def test_where_two_styles_fit_the_sheets_are_listed_by_precinct(scene: Scene) -> None:
    scene.import_sheets([Sheet(1, precinct="p1"), Sheet(2, precinct="p2")])
    scene.pile()
    assert len(reference_lines(scene.recount)) == 1, "one style has both precincts"
