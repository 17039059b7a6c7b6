"""A lost passphrase: two officers give a new key; what the old one signed stays valid."""

from pathlib import Path

import pytest

from adjudicator.services.errors import Refusal
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import identity
from adjudicator.services.people_at_work.lost_passphrase import give_new_key, seat_lost
from adjudicator.storage.queries.acts import list_entries, list_people
from tests.support.boardroom import Boardroom
from tests.support.scene import Scene, Sheet, passphrase

NEW = "a new one of four words"


def test_the_new_passphrase_opens_and_the_old_one_does_not(scene: Scene) -> None:
    before = scene.recount.state.data.people["ada"].key
    keys = [scene.identity("kelly"), scene.identity("cora")]
    appended = give_new_key(scene.recount, "ada", NEW, keys)
    assert identity(scene.recount, "ada", NEW).introduced == appended.index
    with pytest.raises(Refusal, match="not right"):
        identity(scene.recount, "ada", passphrase("ada"))
    with scene.recount.reading() as connection:
        removed, enrolled = list_entries(connection, first=appended.index - 1, limit=2)
        (ada,) = (p for p in list_people(connection) if p.person.id == "ada")
    assert (removed.kind, enrolled.kind) == ("remove", "enrol")
    assert enrolled.body["replaces"] == before
    assert {"kelly", "cora"} <= set(removed.signers) & set(enrolled.signers)
    assert ada.person.name == "Ada Alder"
    assert (ada.person.role.value, ada.person.party) == ("team", "h")
    assert not ada.removed


def test_what_the_old_key_signed_stays_and_the_seat_is_given_up(scene: Scene) -> None:
    scene.import_sheets([Sheet(1), Sheet(2)])
    scene.pile()
    scene.sit("ada", "ben")
    first, second = scene.cases()
    scene.rule(first)
    give_new_key(scene.recount, "ada", NEW, [scene.identity("kelly"), scene.identity("cora")])
    assert scene.recount.state.data.cases[first.seal].current is not None
    scene.seating.settle()
    assert [s.person.id for s in scene.seating.seats] == ["ben"]
    scene.seating.sign_in("ada", NEW)
    scene.rule(second)
    assert scene.recount.state.data.cases[second.seal].current is not None


def test_the_chair_gets_a_new_key_and_presides_again(scene: Scene) -> None:
    give_new_key(scene.recount, "kelly", NEW, [scene.identity("lewis"), scene.identity("cora")])
    scene.seating.sign_in("kelly", NEW)
    presiding = scene.recount.state.data.presiding()
    assert presiding is not None
    assert presiding.id == "kelly"


def test_an_alternate_s_seat_is_told_to_be_empty_and_the_motion_named_gives_it_back(
    tmp_path: Path,
) -> None:
    room = Boardroom.begun(tmp_path)
    room.sit("osei")
    yes, officers = [("kelly", "yes"), ("moss", "yes")], room.keys("kelly", "moss")
    carry(room.recount, Effect.SEAT, targets.seat("osei", "lewis"), "Ill.", yes, officers)
    data = room.recount.state.data
    assert seat_lost(data.people["kelly"].person) == ""
    told = seat_lost(data.people["osei"].person)
    assert "a new key empties that seat" in told
    assert "osei sits for osei" in told
    give_new_key(room.recount, "osei", NEW, room.keys("kelly", "cora"))
    assert [p.id for p in room.recount.state.data.board()] == ["kelly", "moss"]
    carry(room.recount, Effect.SEAT, targets.seat("osei", "osei"), "A new key.", yes, officers)
    assert [p.id for p in room.recount.state.data.board()] == ["kelly", "moss", "osei"]
    room.recount.close()


@pytest.mark.parametrize(
    ("person", "new", "signing", "told"),
    [
        ("ada", "short", ("kelly", "cora"), "at least 14"),
        ("ghost", NEW, ("kelly", "cora"), "ghost is not enrolled"),
        ("cora", NEW, ("kelly", "cora"), "Cora Clay cannot sign for a new key of their own"),
        ("ada", NEW, ("kelly",), "two different officers"),
        ("ada", NEW, ("ada", "ben"), "cannot sign for a new key of their own"),
        ("lee", NEW, ("ada", "ben"), "two different officers"),
    ],
)
def test_what_is_refused_leaves_the_old_key_as_it_was(
    scene: Scene, person: str, new: str, signing: tuple[str, ...], told: str
) -> None:
    size = scene.recount.state.size
    with pytest.raises(Refusal, match=told):
        give_new_key(scene.recount, person, new, [scene.identity(p) for p in signing])
    assert scene.recount.state.size == size
    if person != "ghost":
        assert identity(scene.recount, person, passphrase(person)).introduced is not None
