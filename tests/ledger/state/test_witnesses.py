"""Cosigned heads in the record: who has to cosign, and what waits for it."""

from dataclasses import replace

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.notes import Note
from tests.ledger.ceremony import BOARD, TEAM, Ceremony
from tests.ledger.evening import Evening, value
from tests.ledger.scene import Scene
from tests.ledger.state.refusals import refused


def test_nothing_is_imported_before_the_opening_head_is_cosigned() -> None:
    scene = Ceremony().constituted()
    scene.signin("clerk1", "b1")
    draft = scene.draft(scene.import_fields([]), "log", "clerk1")
    refused(scene, draft, "cosign", "the head of the opening has not been cosigned")
    scene.cosign()
    scene.act(scene.import_fields([]), "log", "clerk1")


def test_a_head_from_before_the_constitution_is_not_the_opening_head() -> None:
    scene = Ceremony().enrolled()
    early = scene.head(*BOARD)
    scene.act(scene.constitute_fields(), *BOARD)
    scene.add(scene.witness_draft(early))
    draft = scene.draft(scene.import_fields([]), "log", "clerk1")
    refused(scene, draft, "cosign", "head of the opening")


def test_nobody_rules_before_the_pile_head_is_cosigned() -> None:
    scene = Ceremony()
    Scene.to_pile(scene)
    draft = scene.draft(scene.rule_fields(scene.item(1)), "ada*", "ben*")
    refused(scene, draft, "cosign", "the head of the pile has not been cosigned")
    scene.cosign("lewis", "moore")
    scene.rule(scene.item(1))


def test_a_rehearsal_without_cosigned_heads_waits_for_none() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1))


def test_a_teams_close_is_cosigned_by_that_team() -> None:
    scene = Ceremony().to_pile()
    scene.rule(*(scene.item(number) for number in (1, 2, 3, 4)))
    close = scene.close(3)
    assert scene.state.data.due_heads == {close.index: frozenset(TEAM)}
    for people in (["ada"], ["ortiz", "lee"], ["ada", "kelly"]):
        draft = scene.witness_draft(scene.head(*people))
        refused(scene, draft, "witness", "neither by the board's majority nor by a team that")
    witness = scene.cosign(*TEAM, "lee")
    assert scene.state.data.due_heads == {}
    assert scene.state.data.covered_heads[close.index] == witness.index


def test_the_boards_majority_may_stand_in_the_place_of_a_team_that_has_left() -> None:
    scene = Ceremony().to_pile()
    scene.rule(*(scene.item(number) for number in (1, 2, 3, 4)))
    scene.close(3)
    scene.cosign(*BOARD)
    assert scene.state.data.due_heads == {}


def test_in_one_tier_a_close_is_cosigned_by_the_boards_majority() -> None:
    scene = Ceremony()
    scene.policy |= {"tiers": 1}
    scene.to_pile()
    scene.decide(value("nothing_marked"), *(scene.case(number) for number in (1, 2, 3, 4)))
    close = scene.close(3, by=("kelly", "clerk1"))
    assert scene.state.data.due_heads == {close.index: frozenset()}
    refused(scene, scene.witness_draft(scene.head("kelly", "clerk1")), "witness", "neither")
    scene.cosign()
    assert scene.state.data.due_heads == {}


def test_one_witness_covers_every_head_before_it() -> None:
    scene = Ceremony().to_pile()
    case = scene.case(1)
    scene.rule(scene.item(1, disp="no_consensus"))
    scene.vote("kelly", {"disp": "vote", "votes": ["ann"], "clause": "a1"}, case)
    first = scene.end_sitting()
    scene.vote("lewis", {"disp": "vote", "votes": ["ann"], "clause": "a1"}, case)
    second = scene.end_sitting()
    assert list(scene.state.data.due_heads) == [first.index, second.index]
    scene.cosign()
    assert scene.state.data.due_heads == {}


def test_a_witness_is_signed_by_the_log_alone() -> None:
    scene = Ceremony().constituted()
    fields = bodies.witness(note=str(scene.head(*BOARD)))
    for signers in (["kelly"], ["log", "kelly"]):
        refused(scene, scene.draft(fields, *signers), "rights", "signed by the log key")


def swapped(note: Note, old: str, new: str) -> str:
    text = str(note)
    assert old in text
    return text.replace(old, new, 1)


def test_only_a_head_of_this_record_comes_back() -> None:
    scene = Ceremony().constituted()
    note = scene.head(*BOARD)
    refused(scene, scene.witness_draft(swapped(note, "general", "special")), "witness", "another")
    refused(scene, scene.witness_draft(str(note) + "\n"), "witness", "in that order")
    refused(scene, scene.witness_draft("a word"), "witness", "in that order")
    other = Ceremony()
    other.policy |= {"quorum": 1}
    draft = scene.witness_draft(other.enrolled().head(*BOARD))
    refused(scene, draft, "witness", "not one of this")
    refused(scene, scene.witness_draft(scene.head()), "witness", "neither")
    refused(scene, scene.witness_draft(scene.head(*BOARD, size=0)), "witness", "not one of this")


def test_a_cosigner_who_was_removed_cosigns_no_more() -> None:
    scene = Ceremony().to_pile()
    note = scene.head(*BOARD, "ortiz")
    scene.act(bodies.remove(person="ortiz"), "kelly", "clerk1")
    refused(scene, scene.witness_draft(note), "witness", "nobody who may cosign")


def test_nobody_cosigns_a_smaller_head_or_an_earlier_time_than_before() -> None:
    scene = Ceremony().seated()
    size = scene.state.size
    smaller = scene.head(*BOARD, size=5)
    refused(scene, scene.witness_draft(smaller), "witness", "kelly has cosigned a larger head")
    earlier = scene.head(*BOARD, size=size, time=scene.clock - 7200)
    refused(scene, scene.witness_draft(earlier), "witness", "at a later time, before")
    scene.cosign()


def test_a_cosignature_made_for_one_head_does_not_serve_another() -> None:
    scene = Ceremony().constituted()
    early = scene.head(*BOARD)
    scene.signin("clerk1", "b1")
    late = scene.head()
    mixed = replace(late, signatures=(late.signatures[0], *early.signatures[1:]))
    refused(scene, scene.witness_draft(mixed), "witness", "is not good")


@pytest.mark.parametrize("people", [("kelly",), ("kelly", "clerk1", "ortiz", "lee")])
def test_without_the_boards_majority_the_opening_head_is_not_cosigned(
    people: tuple[str, ...],
) -> None:
    scene = Ceremony().constituted()
    refused(scene, scene.witness_draft(scene.head(*people)), "witness", "neither")
