"""Seats at a station: how many, given up by removal, emptied by the lock."""

from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment, enrol, remove
from adjudicator.services.people_at_work.standing import role_words
from adjudicator.services.presence import AWAY, GONE, HERE, note_presence
from adjudicator.services.recount import open_recount
from adjudicator.services.seating import IDLE_SECONDS, Seating
from adjudicator.storage.queries.acts import list_entries, list_people
from tests.support.scene import Scene, passphrase

OFFICERS = ("kelly", "cora")


def newcomers(scene: Scene, role: Role, count: int, party: str | None = None) -> list[str]:
    officers = [scene.identity(p) for p in OFFICERS]
    made = [f"{role.value}{n}" for n in range(1, count + 1)]
    for person in made:
        who = Enrolment(person, person.title(), role, party)
        enrol(scene.recount, who, passphrase(person), officers=officers)
    return made


def seated(scene: Scene) -> list[str]:
    return [seat.person.id for seat in scene.seating.seats]


def presence(scene: Scene, person: str) -> str:
    with scene.recount.reading() as connection:
        return next(p.presence for p in list_people(connection) if p.person.id == person)


def kinds(scene: Scene) -> list[str]:
    with scene.recount.reading() as connection:
        return [entry.kind for entry in list_entries(connection, limit=10_000)]


def test_a_third_member_of_a_team_finds_no_seat_until_one_is_left(scene: Scene) -> None:
    (third,) = newcomers(scene, Role.TEAM, 1)
    scene.sit("ada", "ben")
    before = len(kinds(scene))
    with pytest.raises(Refusal) as refused:
        scene.sit(third)
    assert str(refused.value) == (
        "Ada Alder and Ben Beech sit here as the counting team, and a station has two seats for "
        "it. Nothing was changed. Let them hand over the batch, or sign one of them out (F3)."
    )
    assert len(kinds(scene)) == before
    scene.seating.sign_out("ben")
    scene.sit(third)
    assert seated(scene) == ["ada", third]


def test_whoever_sits_here_may_sign_in_again_though_every_seat_is_taken(scene: Scene) -> None:
    scene.sit("ada", "ben")
    scene.sit("ada")
    assert sorted(seated(scene)) == ["ada", "ben"]


def test_six_observers_have_keys_and_a_seventh_has_none(scene: Scene) -> None:
    extra = newcomers(scene, Role.OBSERVER, 5)
    scene.sit("ortiz", "lee", *extra[:4])
    with pytest.raises(Refusal, match=r"6 observers sit here already \(F5 to F10\)"):
        scene.sit(extra[4])
    assert len(seated(scene)) == 6
    other = Seating(open_recount(scene.path, station="s2"))
    other.sign_in(extra[4], passphrase(extra[4]))
    assert [seat.person.id for seat in other.seats] == [extra[4]]


def test_the_board_and_clerks_find_room_beside_a_full_table(scene: Scene) -> None:
    scene.sit("ada", "ben", "kelly", "lewis", "moss", "cora")
    assert len(seated(scene)) == 6


def test_a_removed_person_loses_the_seat_and_cannot_come_back(scene: Scene) -> None:
    scene.sit("ada", "ben", "lee")
    remove(scene.recount, "lee", "Sent home.", [scene.identity(p) for p in OFFICERS])
    scene.seating.settle()
    assert seated(scene) == ["ada", "ben"]
    with pytest.raises(Refusal, match="Li Lee was removed from this recount"):
        scene.sit("lee")


def test_nobody_signs_their_own_removal_and_a_reason_is_needed(scene: Scene) -> None:
    officers = [scene.identity(p) for p in OFFICERS]
    with pytest.raises(Refusal, match="Cora Clay cannot sign their own removal"):
        remove(scene.recount, "cora", "Tired.", officers)
    with pytest.raises(Refusal, match="needs its reason"):
        remove(scene.recount, "lee", "  ", officers)
    with pytest.raises(Refusal, match="two different officers"):
        remove(scene.recount, "lee", "Sent home.", [scene.identity("ada"), scene.identity("ben")])
    assert scene.recount.state.data.people["lee"].active
    assert scene.recount.state.data.people["cora"].active


def test_the_lock_signs_everybody_out_and_keeps_no_key(scene: Scene) -> None:
    scene.sit()
    assert scene.seating.lock() == 4
    assert scene.seating.seats == ()
    assert kinds(scene)[-4:] == ["signout"] * 4
    assert presence(scene, "ada") == "out"
    assert scene.recount.state.data.sessions_at("s1") == []
    with pytest.raises(Refusal, match="Ada Alder is not signed in at this station"):
        scene.seating.seat("ada")
    assert scene.seating.lock() == 0


def test_a_lock_the_record_could_not_be_told_of_empties_the_seats_all_the_same(
    scene: Scene,
) -> None:
    scene.sit("ada", "ben")
    log = scene.recount.folder.keys / "log.key"
    kept = log.read_bytes()
    scene.recount._log_key = None
    log.unlink()
    with pytest.raises(Refusal, match="no log key"):
        scene.seating.lock()
    assert scene.seating.seats == ()
    log.write_bytes(kept)
    scene.sit("lee")
    assert [s.person for s in scene.recount.state.data.sessions_at("s1")] == ["lee"]


def test_a_lock_at_one_station_leaves_the_others_alone(scene: Scene) -> None:
    scene.sit("ada", "ben")
    other = Seating(open_recount(scene.path, station="s2"))
    other.sign_in("lee", passphrase("lee"))
    scene.seating.lock()
    other.settle()
    assert [seat.person.id for seat in other.seats] == ["lee"]
    assert presence(scene, "lee") == "in"


def test_the_time_until_the_lock_is_told_in_the_sign_in(scene: Scene, tmp_path: Path) -> None:
    assert tmp_path in scene.path.parents
    scene.sit("ada")
    short = Seating(scene.recount, idle=60)
    short.sign_in("ben", passphrase("ben"))
    idle = {s.person: s.idle for s in scene.recount.state.data.sessions_at("s1")}
    assert idle == {"ada": IDLE_SECONDS, "ben": 60}


def test_an_officer_who_notes_somebody_else_says_why(scene: Scene) -> None:
    scene.sit("cora")
    cora = scene.seating.seat("cora").signer
    for state, words in ((HERE, "here"), (AWAY, "away"), (GONE, "not at the table")):
        with pytest.raises(Refusal, match=f"somebody else as {words} says why"):
            note_presence(scene.recount, "lewis", state, cora, session=True)
        appended = note_presence(
            scene.recount, "lewis", state, cora, reason="Seen at the door.", session=True
        )
        assert presence(scene, "lewis") == state
        with scene.recount.reading() as connection:
            (entry,) = list_entries(connection, first=appended.index, limit=1)
        assert entry.body["reason"] is not None
    note_presence(scene.recount, "cora", AWAY, cora, session=True)
    assert presence(scene, "cora") == "away"


def test_only_an_officer_notes_somebody_else(scene: Scene) -> None:
    scene.sit("lee", "ada")
    for person in ("lee", "ada"):
        signer = scene.seating.seat(person).signer
        with pytest.raises(Refusal, match="has to be signed by Lou Lewis or an officer"):
            note_presence(scene.recount, "lewis", HERE, signer, reason="So.", session=True)
    assert presence(scene, "lewis") == "out"


def test_an_alternate_who_gets_a_seat_is_an_officer_here_and_the_displaced_member_is_not(
    scene: Scene,
) -> None:
    (alternate,) = newcomers(scene, Role.ALTERNATE, 1)
    scene.sit("lewis", alternate, "lee")
    by = {seat.person.id: seat for seat in scene.seating.seats}
    assert by["lewis"].person.officer
    assert not by[alternate].person.officer
    with pytest.raises(Refusal, match="has to be signed by Li Lee or an officer"):
        note_presence(scene.recount, "lee", AWAY, by[alternate].signer, reason="So.", session=True)
    board = [scene.identity(p) for p in ("kelly", "moss")]
    for person, signer in zip(("kelly", "moss"), board, strict=True):
        note_presence(scene.recount, person, HERE, signer)
    scene.recount.append(
        bodies.motion(
            effect="seat",
            target={"alternate": alternate, "for": "lewis"},
            votes=[("kelly", "yes"), ("moss", "yes")],
        ),
        board,
    )
    scene.seating.settle()
    by = {seat.person.id: seat for seat in scene.seating.seats}
    assert by[alternate].person.officer
    assert not by["lewis"].person.officer
    note_presence(scene.recount, "lee", AWAY, by[alternate].signer, reason="So.", session=True)
    with pytest.raises(Refusal, match="has to be signed by Li Lee or an officer"):
        note_presence(scene.recount, "lee", HERE, by["lewis"].signer, reason="So.", session=True)
    with scene.recount.reading() as connection:
        records = {r.person.id: r for r in list_people(connection)}
    names = {person: r.person.name or person for person, r in records.items()}
    assert role_words(records[alternate], names) == "Alternate, seated for Lou Lewis"
    assert role_words(records["lewis"], names) == "Board member; Alternate1 holds the seat"
    scene.seating.sign_in("lewis", passphrase("lewis"))
