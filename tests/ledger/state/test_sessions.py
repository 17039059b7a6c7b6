"""Signing in and out, and who is counted as present."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.errors import Refused
from tests.ledger.scene import Scene
from tests.ledger.scenery import PEOPLE, a_hash
from tests.ledger.state.refusals import refused


def test_a_session_is_granted_by_its_own_person() -> None:
    scene = Scene().constituted()
    key = scene.new_key("s")
    fields = bodies.signin(person="ada", key=key.public, idle=600)
    refused(scene, scene.draft(fields, "ben", new=key), "rights", "ada and the new session")
    refused(scene, scene.draft(fields, "ada"), "rights", "the new session")
    other = bodies.signin(person="zoe", key=key.public, idle=600)
    refused(scene, scene.draft(other, "ada", new=key), "person", "zoe is not enrolled")


def test_a_kept_head_has_to_be_in_the_record() -> None:
    scene = Scene().constituted()
    key = scene.new_key("s")
    for kept in ((99, a_hash("x")), (3, a_hash("x"))):
        fields = bodies.signin(person="lee", key=key.public, idle=1, kept=kept)
        refused(scene, scene.draft(fields, "lee", new=key), "kept", "not in this record")
    kept = (3, scene.state.root_at(3).hex())
    scene.act(bodies.signin(person="lee", key=key.public, idle=1, kept=kept), "lee", new=key)


def test_signing_in_makes_present_and_the_next_signin_there_ends_the_session() -> None:
    scene = Scene().seated()
    assert scene.state.data.people["ada"].present
    old = scene.keys["ada*"]
    scene.signin("ada", "t2")
    scene.keys["old"] = old
    scene.act(bodies.attend(person="ada", state="away"), "old")
    scene.signin("ada")
    refused(scene, scene.draft(bodies.signout(person="ada"), "old"), "session", "ended at entry")
    assert [s.person for s in scene.state.data.sessions_at("t1")] == ["ada", "ben", "lee", "ortiz"]
    assert {s.station for s in scene.state.data.sessions.values() if s.person == "ada"} == {
        "t1",
        "t2",
    }


def test_the_last_signout_leaves_attendance_and_the_station_may_sign_it() -> None:
    scene = Scene().seated()
    scene.signin("lee", "t2")
    refused(
        scene, scene.draft(bodies.signout(person="lee"), "ada*"), "rights", "lee or the station"
    )
    scene.act(bodies.signout(person="lee"), "log")
    assert scene.state.data.people["lee"].attendance.value == "in"
    scene.act(bodies.signout(person="lee"), "lee*", st="t2")
    assert scene.state.data.people["lee"].attendance.value == "out"
    entry = scene.draft(bodies.signout(person="lee"), "log")
    refused(scene, entry, "session", "lee is not signed in at t1")


def test_a_session_key_signs_at_its_station_and_only_its_kinds() -> None:
    scene = Scene().seated()
    away = bodies.attend(person="ada", state="away")
    refused(scene, scene.draft(away, "ada*", st="t9"), "session", "signed in at t1, not at t9")
    remove = bodies.remove(person="ben")
    refused(scene, scene.draft(remove, "kelly*", st="b1"), "rights", "while signed in cannot sign")


def test_attendance_is_told_by_the_person_or_an_officer() -> None:
    scene = Scene().seated()
    away = bodies.attend(person="lee", state="away")
    refused(scene, scene.draft(away, "ortiz*"), "rights", "lee or an officer")
    refused(scene, scene.draft(away, "lee*", "lee"), "rights", "lee or an officer")
    scene.act(away, "clerk1")
    assert scene.state.data.observers == {"ortiz"}
    scene.act(bodies.attend(person="lee", state="in"), "lee")
    assert scene.state.data.observers == {"lee", "ortiz"}
    nobody = bodies.attend(person="zoe", state="in")
    refused(scene, scene.draft(nobody, "clerk1"), "person", "zoe is not enrolled")


def test_a_removed_person_signs_no_more() -> None:
    scene = Scene().seated()
    scene.act(bodies.remove(person="lee"), "kelly", "lewis")
    away = bodies.attend(person="lee", state="away")
    refused(scene, scene.draft(away, "clerk1"), "person", "not enrolled")
    signout = bodies.signout(person="lee")
    refused(scene, scene.draft(signout, "lee*"), "session", "ended at entry")
    key = scene.new_key("s")
    signin = bodies.signin(person="lee", key=key.public, idle=1)
    refused(scene, scene.draft(signin, "lee", new=key), "rights", "ended at entry")
    assert "lee" not in scene.state.data.observers
    assert len(scene.state.roster()) == len(PEOPLE) - 1


def test_a_refusal_says_what_is_safe_and_what_to_do() -> None:
    scene = Scene().seated()
    scene.act(bodies.attend(person="lewis", state="away"), "clerk1")
    scene.act(bodies.attend(person="moore", state="out"), "clerk1")
    entry = scene.draft(scene.motion_fields("explain", {"batch": 1}), "kelly", "lewis")
    with pytest.raises(Refused) as refusal:
        scene.state.check(entry)
    assert str(refusal.value) == (
        "Not recorded: lewis is not in attendance. Nothing was lost. "
        "Mark lewis as here (Alt and their key), or let them sign in (F3)."
    )
