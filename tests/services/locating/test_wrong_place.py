"""What people say of an outline is noted in the record and honoured wherever the record is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.findings import batch_findings, case_finding
from adjudicator.services.locating.telling import located_words
from adjudicator.services.locating.wrong_place import say_wrong_place
from adjudicator.services.notes import Category, notes_register, record_incident
from adjudicator.services.queue import case_work
from adjudicator.storage.findings import FILE
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.findings import located, plain_ink, put_finding
from tests.support.scene import Scene, Sheet

CHOICES = ("ann", "bob", "line")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    made.import_sheets([Sheet(n) for n in (1, 2)])
    made.pile()
    made.sit()
    yield made
    made.recount.close()


@pytest.fixture
def case(scene: Scene) -> CaseRecord:
    """One whose contest was found, as was that of the other."""
    for each in scene.cases():
        ink = plain_ink("mayor", CHOICES)
        put_finding(scene.recount, each, located("mayor", CHOICES), ink)
    return scene.cases()[0]


def said(scene: Scene, case: CaseRecord, *people: str) -> None:
    seats = [scene.seating.seat(person) for person in people]
    say_wrong_place(scene.recount, case, case_finding(scene.recount, case), seats)


def test_the_whole_page_is_shown_from_then_on(scene: Scene, case: CaseRecord) -> None:
    said(scene, case, "ada", "ben")
    found = case_finding(scene.recount, case)
    assert found is not None
    assert (found.place.standing, found.place.doubt) == (Standing.NOT_LOCATED, Doubt.SAID_WRONG)
    assert (found.place.box, found.place.targets, found.ink) == (None, (), None)
    assert located_words(found) == (
        "not located: people said that the outline was in the wrong place"
    )
    assert all(page.layout is None for page in case_work(scene.recount, case.number).pages)
    others = batch_findings(scene.recount, case.batch)
    assert sum(f.located for f in others.values()) == len(others) - 1


def test_it_stands_in_the_record_and_not_in_the_cache(scene: Scene, case: CaseRecord) -> None:
    said(scene, case, "ada")
    (note,) = notes_register(scene.recount, Category.INCIDENT)
    assert note.signers == ("Ada Alder",)
    assert f"the outline of case {case.number} on page 1 of image {case.row.images[0]}" in (
        note.words
    )
    assert "the reference all, front, layout 0000000000000000" in note.words
    assert note.words.endswith("Contest: Mayor.")
    again = scene.reopen()
    (again.recount.folder.path / FILE).unlink()
    found = case_finding(again.recount, case)
    assert found is not None
    assert found.place.doubt is Doubt.SAID_WRONG
    again.recount.close()


def test_it_is_said_once(scene: Scene, case: CaseRecord) -> None:
    said(scene, case, "ada")
    size = scene.recount.state.size
    with pytest.raises(Refusal, match="noted before"):
        said(scene, case, "ben")
    assert scene.recount.state.size == size


def test_an_observer_objects_instead(scene: Scene, case: CaseRecord) -> None:
    for people in ((), ("ortiz",)):
        with pytest.raises(Refusal, match="a member of the team or an officer"):
            said(scene, case, *people)
    words = (
        f"Wrong place: the outline of case {case.number} on page 1 of image "
        f"{case.row.images[0]}, drawn from nothing."
    )
    record_incident(scene.recount, words, [], scene.seating.seat("ortiz"))
    found = case_finding(scene.recount, case)
    assert found is not None
    assert found.located
