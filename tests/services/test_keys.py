"""Keys are never lost, never written over, and a lost passphrase has a way back."""

import pytest

from adjudicator.domain.people import Role
from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import Refusal
from adjudicator.services.opening import new_recount
from adjudicator.services.people import Enrolment, enrol, identity, key_path, remove
from adjudicator.services.recount import Recount, Signer, open_recount, person_of
from adjudicator.services.seating import Seating
from tests.support.scene import ELECTION, Scene, Sheet, passphrase

LEE = Enrolment("lee", "Li Lee", Role.OBSERVER, "e")


def officers(scene: Scene) -> list[Signer]:
    return [scene.identity("kelly"), scene.identity("cora")]


def test_somebody_who_lost_the_passphrase_comes_back_with_a_new_key(scene: Scene) -> None:
    first = key_path(scene.recount, "lee").read_bytes()
    with pytest.raises(Refusal, match="enrolled already"):
        enrol(scene.recount, LEE, "a wholly new phrase", officers=officers(scene))
    remove(scene.recount, "lee", "lost the passphrase", officers(scene))
    enrol(scene.recount, LEE, "a wholly new phrase", officers=officers(scene))
    assert key_path(scene.recount, "lee").read_bytes() != first
    assert person_of(scene.recount, identity(scene.recount, "lee", "a wholly new phrase")) == "lee"
    with pytest.raises(Refusal, match="passphrase is not right"):
        identity(scene.recount, "lee", passphrase("lee"))


def test_a_refused_enrolment_leaves_the_old_key_alone(scene: Scene) -> None:
    remove(scene.recount, "lee", "lost the passphrase", officers(scene))
    before = key_path(scene.recount, "lee").read_bytes()
    with pytest.raises(Refusal):
        enrol(scene.recount, LEE, "a wholly new phrase")
    assert key_path(scene.recount, "lee").read_bytes() == before
    assert not key_path(scene.recount, "lee").with_suffix(".key.new").exists()


def test_a_crash_after_the_record_took_the_key_loses_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Recount.append

    def cut_off(recount: Recount, *args: object, **more: object) -> object:
        append(recount, *args, **more)  # type: ignore[arg-type]  # passed on as given
        raise KeyboardInterrupt

    zoe = Enrolment("zoe", "Zoe Zinn", Role.TEAM, "h")
    keys = officers(scene)
    with monkeypatch.context() as patched:
        patched.setattr(Recount, "append", cut_off)
        with pytest.raises(KeyboardInterrupt):
            enrol(scene.recount, zoe, passphrase("zoe"), officers=keys)
    assert not key_path(scene.recount, "zoe").exists()
    assert person_of(scene.recount, identity(scene.recount, "zoe", passphrase("zoe"))) == "zoe"
    assert key_path(scene.recount, "zoe").exists()


def test_a_new_recount_in_an_old_ones_place_leaves_the_old_keys(scene: Scene) -> None:
    folder = scene.recount.folder
    old_keys, old_path = folder.keys, folder.path
    scene.recount.close()
    moved = old_path.rename(old_path.with_name("put-aside"))
    fresh = new_recount(old_path, election=ELECTION, purpose=Purpose.DEMO)
    assert fresh.folder.keys != old_keys
    assert (old_keys / "kelly.key").exists()
    fresh.close()
    scene.recount = open_recount(moved)
    found = identity(scene.recount, "kelly", passphrase("kelly"))
    assert person_of(scene.recount, found) == "kelly"


def test_whoever_a_crash_left_signed_in_is_signed_out_at_the_next_start(scene: Scene) -> None:
    scene.import_sheets((Sheet(1),))
    scene.pile()
    scene.sit()
    again = scene.reopen()
    assert "lee" in again.recount.state.data.present_ids()
    seating = Seating(again.recount)
    assert seating.end_left_sessions() == 4
    assert "lee" not in again.recount.state.data.present_ids()
    assert seating.end_left_sessions() == 0
    scene.recount = again.recount


def test_a_tab_in_written_words_is_refused_in_words(scene: Scene) -> None:
    with pytest.raises(Refusal, match="Nothing was lost"):
        scene.recount.seal("not\tthis")
