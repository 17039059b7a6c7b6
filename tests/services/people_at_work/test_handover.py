"""A team hands over a batch it has begun; the next one goes on."""

import pytest

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.people import Role
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment, enrol
from adjudicator.services.people_at_work.handover import Part, hand_over, handover_words, part_of
from adjudicator.services.recount import Signer
from adjudicator.services.reopening import reopen
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.notes import list_notes
from tests.support.scene import NO_CONSENSUS, Scene, Sheet, passphrase

TEAM = ("ada", "ben")


@pytest.fixture
def batch(scene: Scene) -> int:
    """A batch of five, two of them ruled by the team that sits here."""
    scene.import_sheets([Sheet(n) for n in range(1, 6)])
    scene.pile()
    scene.sit("ada", "ben", "lee")
    cases = scene.cases()
    scene.rule(cases[0])
    scene.rule(cases[1], NO_CONSENSUS)
    return cases[0].batch


def keys(scene: Scene, *people: str) -> dict[str, Signer]:
    return {person: scene.identity(person) for person in people or TEAM}


def next_team(scene: Scene) -> None:
    officers = [scene.identity("kelly"), scene.identity("cora")]
    for person, party in (("dot", "h"), ("eli", "e")):
        who = Enrolment(person, person.title(), Role.TEAM, party)
        enrol(scene.recount, who, passphrase(person), officers=officers)


def test_the_words_say_which_batch_how_far_and_by_whom(scene: Scene, batch: int) -> None:
    assert part_of(scene.recount, batch, TEAM) == Part(batch, 5, 2, 0)
    assert handover_words(scene.recount, batch, TEAM) == (
        "Batch 1, Mayor, precinct 101: 2 of 5 ruled by Ada Alder and Ben Beech, handed over"
    )


def test_both_sign_are_signed_out_and_the_next_team_goes_on(scene: Scene, batch: int) -> None:
    note = hand_over(scene.recount, scene.seating, batch, keys(scene))
    with scene.recount.reading() as connection:
        entries = list_entries(connection, first=note.index)
        (kept,) = list_notes(connection)
    assert (
        kept.words
        == "Batch 1, Mayor, precinct 101: 2 of 5 ruled by Ada Alder and Ben Beech, handed over"
    )
    assert [e.kind for e in entries] == ["note", "signout", "signout"]
    assert entries[0].body["category"] == "handed_over"
    assert entries[0].body["people"] == ["ada", "ben"]
    assert entries[0].signers == ("ada", "ben")
    assert [s.person.id for s in scene.seating.seats] == ["lee"]
    next_team(scene)
    scene.sit("dot", "eli")
    waiting = [c for c in scene.cases() if c.ruling is None]
    assert len(waiting) == 3
    assert part_of(scene.recount, batch, ("dot", "eli")) == Part(batch, 5, 0, 2)
    assert handover_words(scene.recount, batch, ("dot", "eli")).endswith(
        "0 of 5 ruled by Dot and Eli, 2 by others, handed over"
    )


@pytest.mark.parametrize(
    ("signing", "told"),
    [
        (("ada",), "Only Ada Alder and Ben Beech sit here"),
        (("ada", "lee"), "Only Ada Alder and Ben Beech sit here"),
        (("kelly", "cora"), "Only Ada Alder and Ben Beech sit here"),
    ],
)
def test_only_the_two_who_sit_here_hand_over(
    scene: Scene, batch: int, signing: tuple[str, ...], told: str
) -> None:
    size = scene.recount.state.size
    with pytest.raises(Refusal, match=told):
        hand_over(scene.recount, scene.seating, batch, keys(scene, *signing))
    assert scene.recount.state.size == size
    assert len(scene.seating.seats) == 3


def test_one_alone_is_no_team_and_an_unknown_batch_is_none(scene: Scene, batch: int) -> None:
    with pytest.raises(Refusal, match="There is no batch 99"):
        hand_over(scene.recount, scene.seating, batch + 98, keys(scene))
    scene.seating.sign_out("ben")
    with pytest.raises(Refusal, match="1 of the two seats of the counting team are taken here"):
        hand_over(scene.recount, scene.seating, batch, keys(scene))


def test_a_closed_batch_is_not_handed_over(scene: Scene, batch: int) -> None:
    for case in scene.cases()[2:]:
        scene.rule(case)
    scene.close_batches(batch)
    with pytest.raises(Refusal, match="Batch 1 is closed"):
        hand_over(scene.recount, scene.seating, batch, keys(scene))


def test_a_reopened_case_is_not_told_as_ruled(scene: Scene, batch: int) -> None:
    for case in scene.cases()[2:]:
        scene.rule(case)
    scene.close_batches(batch)
    assert part_of(scene.recount, batch, TEAM) == Part(batch, 5, 5, 0)
    officers = [scene.identity("kelly"), scene.identity("cora")]
    ruled = next(case for case in scene.cases() if case.status is CaseStatus.RULED)
    reopen(scene.recount, [ruled], "A smudge.", officers)
    assert part_of(scene.recount, batch, TEAM) == Part(batch, 5, 4, 0)
