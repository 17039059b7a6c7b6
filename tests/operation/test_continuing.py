"""Where no copy has the tail, the record goes on under a new name, and says so."""

import argparse
import shutil
import stat
from pathlib import Path

import pytest

from adjudicator.cli import continue_command
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.ledger.envelope import parse_entry
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.proof import continuing
from adjudicator.services.proof.continuing import continue_record
from adjudicator.services.proof.ends import finish
from adjudicator.services.proof.program import verifier_hash
from adjudicator.services.recount import open_recount
from adjudicator.services.restoring import set_second_path
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.queries.acts import open_body
from adjudicator.storage.queries.lines import entry_lines
from tests.operation.night import Night
from tests.services.proof.scenes import ready_to_finish
from tests.support.scene import ROSTER, Scene, Sheet, passphrase

SECRETS = {p.person: passphrase(p.person) for p in ROSTER}
WHY = "The disk and the second path burned at 02:10; the sticks were not written yet."


def test_a_new_record_names_the_old_head_and_what_is_lost(night: Night) -> None:
    """The worst night.

    Given the newest folder there is, with rulings
    When it is continued
    Then a new record begins, whose first entry names origin, size and root of the old one, how
        much is lost and why; everyone has a new key, the board is constituted, its head cosigned
    And the old folder has the bytes it had, and its keys
    And the sentences say that imports, rulings and orders are to be made again
    """
    night.there_is_work()
    night.the_team_rules(3)
    old = night.scene.recount
    head, before = old.state.head, night.entries_here()
    keys = {p.name: p.read_bytes() for p in old.folder.keys.iterdir()}
    beside = old.folder.path.with_name("recount-r2")
    made = continue_record(old, beside, lost=7, reason=WHY, given=SECRETS)
    assert night.entries_here() == before
    assert {p.name: p.read_bytes() for p in old.folder.keys.iterdir()} == keys
    new = open_recount(made.path)
    assert new.origin == f"{old.origin}/r2" == made.origin
    with new.reading() as connection:
        first = parse_entry(next(entry_lines(connection, 0, 1))).body
    assert first["continues"] == {
        "origin": old.origin,
        "size": head[0],
        "root": head[1],
        "lost": 7,
        "reason": WHY,
    }
    assert new.state.data.constituted is not None
    assert {"kelly", "lewis"} <= new.state.data.cosigned.keys()
    olds = {info.public for info in old.state.data.keys.values()}
    assert not olds & {info.public for info in new.state.data.keys.values()}
    told = " ".join(made.to_do)
    assert "Import again what was imported before (1 delivery, 5 sheets)" in told
    assert "No ruling was carried over. The old record has rulings on 3 cases" in told
    assert f"Keep {old.folder.path} as it is" in told
    new.close()
    assert verify(made.path).outcome is Outcome.ALONE


def test_the_recount_goes_on_in_the_new_record(night: Night) -> None:
    """After it.

    When the same delivery is imported again, the pile closed, and the team rules
    Then it is as in any recount
    """
    night.there_is_work()
    made = continue_record(
        night.scene.recount,
        night.scene.path.with_name("recount-r2"),
        lost=None,
        reason=WHY,
        given=SECRETS,
    )
    on = Scene(open_recount(made.path), night.place / "again")
    on.sit()
    on.import_sheets([Sheet(n) for n in range(1, 6)])
    on.pile()
    on.rule(on.cases()[0])
    assert on.recount.state.data.rulings
    assert not on.recount.only_read
    on.recount.close()


@pytest.mark.parametrize(
    ("lost", "reason", "words"),
    [(1, WHY, "so at least 3 are lost and not 1"), (9, " ", "Say why the entries are lost")],
)
def test_what_is_told_of_the_loss_must_be_possible(
    night: Night, lost: int, reason: str, words: str
) -> None:
    """Nobody makes a loss smaller than it is.

    Given this computer has seen three entries more than the folder has
    Then a loss of one is refused, and so is one without a reason
    """
    night.a_snapshot_is_taken()
    night.scene.sit("ada", "ben", "lee")
    home = night.scene.path.parent
    night.scene.recount.close()
    kept = {p: p.read_bytes() for p in (home / "kept").rglob("*") if p.is_file()}
    night.the_snapshot_is_put_back()
    for path, data in kept.items():
        path.write_bytes(data)
    with pytest.raises(UsageError, match=words):
        continue_record(
            night.scene.recount, night.place / "on", lost=lost, reason=reason, given=SECRETS
        )
    assert not (night.place / "on").exists()


def test_a_record_goes_on_once(night: Night) -> None:
    """The command is given twice.

    Given a record goes on from this one
    When somebody continues it again, elsewhere
    Then it is refused, and the keys of the record that goes on are what they were
    """
    old = night.scene.recount
    made = continue_record(old, night.scene.path.with_name("on"), lost=1, reason=WHY, given=SECRETS)
    keys = old.folder.keys.with_name(f"{old.folder.keys.name}-r2")
    before = {p.name: p.read_bytes() for p in keys.iterdir()}
    with pytest.raises(Refusal, match="was begun here before"):
        continue_record(old, old.folder.path.with_name("two"), lost=1, reason=WHY, given=SECRETS)
    assert {p.name: p.read_bytes() for p in keys.iterdir()} == before
    shutil.rmtree(keys)
    with pytest.raises(Refusal, match="was begun here before"):
        continue_record(old, old.folder.path.with_name("two"), lost=1, reason=WHY, given=SECRETS)
    assert made.path.exists()


def test_nothing_is_given_up_that_the_second_path_has(night: Night) -> None:
    """Somebody is too quick.

    Given the folder is an hour older than the second path
    Then it is not continued but restored
    But what somebody made up behind the copy's end stops nobody
    """
    second = night.place / "second"
    set_second_path(night.scene.recount, second)
    night.a_snapshot_is_taken()
    night.signs_in("ada")
    night.the_snapshot_is_put_back()
    beside = night.scene.path.with_name("on")
    old = night.scene.recount
    with pytest.raises(Refusal, match=r"The second path at .* restore the folder from there"):
        continue_record(old, beside, lost=None, reason=WHY, given=SECRETS)
    record = second / "record.jsonl"
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(b"".join([*lines[:-1], lines[3]]))
    assert continue_record(old, beside, lost=None, reason=WHY, given=SECRETS).path == beside


def test_nothing_goes_on_from_a_recount_that_was_finished(night: Night) -> None:
    """It is over."""
    night.scene = ready_to_finish(night.scene, night.place / "out")
    finish(night.scene.recount, night.scene.board())
    with pytest.raises(Refusal, match="Work that is ordered later is a new recount"):
        continue_record(night.scene.recount, night.place / "on", lost=0, reason=WHY, given=SECRETS)


@pytest.mark.parametrize("why", [Refusal("There is no board."), OSError(28, "No space left")])
def test_an_attempt_that_failed_leaves_nothing_and_can_be_repeated(
    night: Night, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    """The disk is full while people are enrolled."""

    def fails(*_told: object) -> None:
        raise why

    old, beside = night.scene.recount, night.scene.path.with_name("on")
    before = set(night.scene.path.parent.rglob("*"))
    monkeypatch.setattr(continuing, "enrol_and_constitute", fails)
    with pytest.raises(type(why)):
        continue_record(old, beside, lost=None, reason=WHY, given=SECRETS)
    assert set(night.scene.path.parent.rglob("*")) == before
    monkeypatch.undo()
    made = continue_record(old, beside, lost=None, reason=WHY, given=SECRETS)
    new = open_recount(made.path)
    with new.reading() as connection:
        assert open_body(connection)["verifier"] == verifier_hash()
    new.close()


def test_nobody_is_enrolled_with_a_passphrase_that_cannot_be_kept(night: Night) -> None:
    """The place for the list is no folder."""
    night.scene.recount.close()
    path = night.scene.path
    (night.place / "file").write_text("No folder can be made here.")
    with pytest.raises(OSError, match="Not a directory"):
        _run(
            *("continue", str(path), "--lost", "unknown", "--reason", WHY),
            *("--proposed", str(night.place / "file" / "secrets.csv")),
        )
    assert not path.with_name("recount-r2").exists()


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    continue_command.add(parser.add_subparsers())
    arguments = parser.parse_args(words)
    return int(arguments.run(arguments))


def test_the_command_proposes_passphrases_for_their_owners_alone(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the command line.

    When the record is continued without a file of passphrases
    Then new ones are proposed, in a file that only this account can read
    And they open the new record beside the old one
    """
    night.scene.recount.close()
    path = night.scene.path
    assert _run("continue", str(path), "--lost", "unknown", "--reason", WHY) == 0
    told = capsys.readouterr().out
    assert "8 people are enrolled anew and the board is constituted." in told
    assert "What is to be done now:" in told
    secrets = path.with_name("recount-r2-passphrases.csv")
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o600
    known = read_passphrases(secrets)
    assert set(known) == set(SECRETS)
    on = Scene(open_recount(path.with_name("recount-r2")), Path(night.place))
    on.seating.sign_in("kelly", known["kelly"])
    on.recount.close()
    with pytest.raises(UsageError, match="exists already"):
        _run("continue", str(path), "--lost", "3", "--reason", WHY)
