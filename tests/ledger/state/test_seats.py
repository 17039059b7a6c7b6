"""Seats of the board that change hands."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Entry
from tests.ledger.evening import ANN, Evening
from tests.ledger.state.refusals import refused


def seat(scene: Evening, alternate: str, for_: str, *by: str) -> Entry:
    """A draft of the motion that seats somebody."""
    signers = by or ("kelly", "lewis")
    votes = dict.fromkeys(signers, "yes")
    fields = scene.motion_fields("seat", {"alternate": alternate, "for": for_}, votes)
    return scene.draft(fields, *signers)


def board(scene: Evening) -> list[str]:
    return [person.id for person in scene.state.data.board()]


def enrol_again(scene: Evening, person: str, role: str) -> None:
    scene.enrol(person, role, None, "kelly", "clerk1", replaces=scene.keys[person][0])


def enrol_new(scene: Evening, person: str) -> None:
    scene.enrol(person, "member", None, "kelly", "clerk1")


def test_a_seated_alternate_holds_the_seat_and_the_member_does_not() -> None:
    scene = Evening().to_docket()
    data = scene.state.data
    draft = scene.draft(scene.vote_fields(ANN, scene.case(1)), "olson*", st="b1")
    refused(scene, draft, "rights", "one person who holds a seat")
    assert not scene.state.person("olson").officer
    scene.seat("olson", "lewis")
    assert (board(scene), data.seated) == (["kelly", "moore", "olson"], {"olson": "lewis"})
    assert scene.state.person("olson").officer
    assert not scene.state.person("lewis").officer
    draft = scene.draft(scene.vote_fields(ANN, scene.case(1)), "lewis*", st="b1")
    refused(scene, draft, "rights", "one person who holds a seat")
    explain = scene.draft(scene.motion_fields("explain", {"batch": 1}), "kelly", "lewis")
    refused(scene, explain, "rights", "majority of the board")
    scene.board_vote(ANN, scene.case(1), by=("moore", "olson"))
    scene.board_rule(scene.board_item(scene.case(1), ANN))
    refused(
        scene,
        scene.draft(scene.sitting_fields(), "kelly", "lewis", "moore"),
        "rights",
        "is here (kelly, moore, olson)",
    )
    scene.end_sitting()


def test_a_member_comes_back_to_the_seat() -> None:
    scene = Evening().to_docket()
    scene.seat("olson", "lewis")
    scene.seat("lewis", "olson", by=("kelly", "olson"))
    assert (board(scene), scene.state.data.seated) == (["kelly", "lewis", "moore"], {})
    draft = scene.draft(scene.vote_fields(ANN, scene.case(1)), "olson*", st="b1")
    refused(scene, draft, "rights", "one person who holds a seat")
    scene.vote("lewis", ANN, scene.case(1))
    scene.seat("olson", "moore")
    assert board(scene) == ["kelly", "lewis", "olson"]


def test_the_votes_of_who_lost_the_seat_do_not_count() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    scene.seat("olson", "lewis")
    assert scene.state.data.majority_value(case) is None
    scene.vote("olson", ANN, case)
    assert scene.state.data.majority_value(case) is None, "who sits now votes anew"
    scene.vote("kelly", ANN, case)
    assert scene.state.data.majority_value(case) is not None
    assert set(scene.state.data.sitting_votes) == {"kelly", "lewis", "olson"}


def test_the_quorum_counts_seats() -> None:
    scene = Evening().to_docket()
    scene.seat("olson", "lewis")
    for person in ("kelly", "moore"):
        scene.act(bodies.attend(person=person, state="away"), "clerk1")
    draft = scene.draft(scene.vote_fields(ANN, scene.case(1)), "olson*", st="b1")
    refused(scene, draft, "quorum", "quorum is 1 of 2")


def test_an_alternate_in_the_chairs_seat_presides_only_by_the_roster() -> None:
    scene = Evening().to_docket()
    scene.seat("olson", "kelly")
    presiding = scene.state.data.presiding()
    assert presiding is not None
    assert presiding.id == "lewis"
    scene.board_vote(ANN, scene.case(1), by=("lewis", "olson"))
    item = scene.board_item(scene.case(1), ANN)
    refused(scene, scene.board_rule_draft(item, by="kelly"), "rights", "presiding member")
    refused(scene, scene.board_rule_draft(item, by="olson"), "rights", "presiding member")
    scene.board_rule(item, by="lewis")


@pytest.mark.parametrize("alternate", ["ada", "clerk1", "moore", "lee"])
def test_only_an_alternate_or_who_lost_a_seat_is_seated(alternate: str) -> None:
    scene = Evening().to_pile()
    words = f"{alternate} is neither an alternate without a seat nor a member whose seat"
    refused(scene, seat(scene, alternate, "lewis"), "seat", words)


def test_an_alternate_is_seated_once_and_only_for_a_seat() -> None:
    scene = Evening().to_pile()
    refused(scene, seat(scene, "zoe", "lewis"), "person", "zoe is not enrolled")
    for nobody in ("ada", "nash", "zoe", "olson"):
        refused(scene, seat(scene, "olson", nobody), "seat", f"{nobody} holds no seat")
    scene.seat("olson", "moore")
    refused(scene, seat(scene, "olson", "lewis"), "seat", "olson is neither an alternate without")
    refused(scene, seat(scene, "nash", "moore"), "seat", "moore holds no seat")
    scene.seat("nash", "olson")
    assert (board(scene), scene.state.data.seated) == (
        ["kelly", "lewis", "nash"],
        {"nash": "olson"},
    )
    scene.seat("moore", "nash")
    assert board(scene) == ["kelly", "lewis", "moore"]


def test_the_empty_seat_of_who_was_removed_is_filled_once() -> None:
    scene = Evening().to_pile()
    scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
    assert (board(scene), scene.state.data.vacant) == (["kelly", "moore"], {"lewis"})
    scene.seat("olson", "lewis", by=("kelly", "moore"))
    assert (board(scene), scene.state.data.vacant) == (["kelly", "moore", "olson"], set())
    again = seat(scene, "nash", "lewis", "kelly", "moore")
    refused(scene, again, "seat", "lewis holds no seat")


def test_who_is_enrolled_again_finds_the_seat_as_it_is() -> None:
    scene = Evening().to_pile()
    scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
    enrol_again(scene, "lewis", "member")
    assert (board(scene), scene.state.data.vacant) == (["kelly", "lewis", "moore"], set())
    scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
    scene.seat("olson", "lewis", by=("kelly", "moore"))
    enrol_again(scene, "lewis", "member")
    assert board(scene) == ["kelly", "moore", "olson"]
    scene.seat("lewis", "olson", by=("kelly", "moore"))
    assert board(scene) == ["kelly", "lewis", "moore"]


def test_a_new_member_fills_an_empty_seat_and_adds_none() -> None:
    scene = Evening().to_pile()
    scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
    enrol_new(scene, "zoe")
    assert (board(scene), scene.state.data.vacant) == (["kelly", "moore", "zoe"], set())
    refused(scene, seat(scene, "olson", "lewis", "kelly", "moore"), "seat", "lewis holds no seat")
    enrol_again(scene, "lewis", "member")
    assert board(scene) == ["kelly", "moore", "zoe"], "the seat is taken"
    scene.seat("lewis", "zoe", by=("kelly", "moore"))
    assert board(scene) == ["kelly", "lewis", "moore"]


def test_of_several_empty_seats_ones_own_is_filled_first() -> None:
    scene = Evening().to_pile()
    for person in ("lewis", "moore"):
        scene.act(bodies.remove(person=person), "kelly", "clerk1")
    enrol_again(scene, "moore", "member")
    assert scene.state.data.vacant == {"lewis"}
    enrol_new(scene, "zoe")
    assert (board(scene), scene.state.data.vacant) == (["kelly", "moore", "zoe"], set())


@pytest.mark.parametrize("change", ["removed", "enrolled", "enrolled again", "seated"])
def test_no_change_of_seats_turns_a_vote_already_cast(change: str) -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case, by=("kelly", "moore"))
    before = dict(scene.state.data.sitting_votes)
    assert scene.state.data.majority_value(case) is not None
    match change:
        case "enrolled":
            enrol_new(scene, "zoe")
        case "seated":
            scene.seat("olson", "lewis")
        case _:
            scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
            if change == "enrolled again":
                enrol_again(scene, "lewis", "member")
    assert scene.state.data.majority_value(case) is None
    assert scene.state.data.sitting_votes == before, "they are signed at the sitting's end"
    scene.board_vote(ANN, case, by=("kelly", "moore"))
    assert (scene.state.data.majority_value(case) is None) is (len(board(scene)) > 3)


def test_a_seated_alternate_who_is_removed_leaves_the_seat_empty() -> None:
    scene = Evening().to_pile()
    scene.seat("olson", "lewis")
    scene.act(bodies.remove(person="olson"), "kelly", "clerk1")
    assert (board(scene), scene.state.data.seated) == (["kelly", "moore"], {})
    scene.seat("lewis", "olson", by=("kelly", "moore"))
    assert board(scene) == ["kelly", "lewis", "moore"]


def test_a_removed_member_without_a_seat_leaves_none_empty() -> None:
    scene = Evening().to_pile()
    scene.seat("olson", "lewis")
    scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
    assert (board(scene), scene.state.data.vacant) == (["kelly", "moore", "olson"], set())
    refused(
        scene,
        seat(scene, "nash", "lewis", "kelly", "moore"),
        "seat",
        "lewis holds no seat",
    )
    enrol_again(scene, "lewis", "member")
    assert board(scene) == ["kelly", "moore", "olson"]


def test_there_is_one_chair_also_while_another_holds_the_chairs_seat() -> None:
    scene = Evening().to_pile()
    scene.seat("olson", "kelly")
    key = scene.new_key("zoe")
    fields = bodies.enrol(person="zoe", role="chair", key=key.public)
    draft = scene.draft(fields, "log", "lewis", "clerk1", new=key)
    refused(scene, draft, "person", "there is a chair already")


def test_who_lost_the_seat_is_no_officer_of_anything() -> None:
    scene = Evening().to_docket("nothing_marked")
    scene.seat("olson", "lewis")
    draft = scene.draft(scene.reopen_fields(scene.case(1)), "lewis", "clerk1")
    refused(scene, draft, "rights", "two different officers")
    scene.reopen(scene.case(1), by=("olson", "clerk1"))


def test_an_alternate_may_sign_in_and_out_without_a_seat() -> None:
    scene = Evening().to_pile()
    assert scene.state.data.people["nash"].present
    draft = scene.draft(bodies.attend(person="ada", state="away"), "nash*", st="b1")
    refused(scene, draft, "rights", "ada or an officer")


def test_an_alternate_enrolled_again_comes_back_to_the_empty_seat_and_to_no_other() -> None:
    scene = Evening().to_docket()
    scene.seat("nash", "moore")
    scene.act(bodies.remove(person="nash"), "kelly", "clerk1")
    enrol_again(scene, "nash", "alternate")
    scene.signin("nash", "b1")
    refused(scene, seat(scene, "nash", "lewis"), "seat", "nash left a seat of the board empty")
    scene.seat("nash", "nash")
    assert (board(scene), scene.state.data.vacant) == (["kelly", "lewis", "nash"], set())
    scene.seat("olson", "lewis", by=("kelly", "nash"))
    assert board(scene) == ["kelly", "nash", "olson"], "three seats, as at the beginning"
