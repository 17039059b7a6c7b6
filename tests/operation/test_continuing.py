"""Where no copy has the tail, the record goes on under a new name, and says so."""

import argparse
import stat
from pathlib import Path

import pytest

from adjudicator.cli import continue_command
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.ledger.envelope import parse_entry
from adjudicator.services.errors import UsageError
from adjudicator.services.proof.continuing import continue_record
from adjudicator.services.recount import open_recount
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.queries.lines import entry_lines
from tests.operation.night import Night
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
