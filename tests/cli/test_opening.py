"""The opening of a recount that counts, by the command line alone."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.services.recount import open_recount
from adjudicator.services.tabulator_test import REMINDER
from tests.cli.county import write_county
from tests.cli.test_commands import Shell

DICE = "3 1 6 2 5 4 1 1 6 3 2 5 4 6 1 2 3 3 5 6"


@pytest.fixture
def shell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    write_county(tmp_path)
    return Shell(tmp_path, capsys)


def test_from_new_to_the_opening_report_the_commands_hold_the_order(shell: Shell) -> None:
    folder, stick = shell.folder, shell.folder / "stick"
    stick.mkdir()
    told = shell(
        "new", shell.recount, "--election", str(folder / "election.toml"),
        "--people", str(folder / "people.csv"), *shell.secrets,
    )  # fmt: skip
    assert (told.code, "A recount that counts." in told.out) == (0, True), told.err
    source = str(folder / "source")
    early = shell("import", shell.recount, source, *shell.secrets)
    assert (early.code, early.out) == (1, "")
    assert "the step \u201cOpening card handed out\u201d comes first" in early.err
    status = shell("status", shell.recount)
    assert "   5 now      Opening card handed out\n" in status.out
    assert "   4 done     Opening cosigned: entry 8 \u00b7 Judge Kelly and Lou Lewis" in status.out

    card = shell(
        "hand-out", shell.recount, "opening-card", str(stick), "--to", "lewis", *shell.secrets
    )
    assert card.code == 0, card.err
    assert (stick / "opening.tlog-proof").exists()
    assert (stick / "opening-card.pdf").exists()
    assert shell("import", shell.recount, source, *shell.secrets).code in {0, 1}
    undrawn = shell("pile", shell.recount, *shell.secrets)
    assert (undrawn.code, "drawn in public" in undrawn.err) == (1, True)
    piled = shell("pile", shell.recount, "--draw", DICE, *shell.secrets)
    assert f"Seed {sha256(DICE.encode()).hexdigest()}." in piled.out
    for paper in ("pile-card", "opening-report"):
        made = shell("hand-out", shell.recount, paper, str(stick), "--by", "kelly", *shell.secrets)
        assert made.code == 0, made.err
    found = json.loads(shell("status", shell.recount, "--json").out)
    assert {each["stage"] for each in found["opening"]} == {"done"}
    assert found["watermark"] is None
    assert found["waiting"] == ["3 cases wait for a team.", REMINDER]
    held = shell("verify", shell.recount, "--anchor", str(stick / "pile.tlog-proof"))
    assert held.out.startswith("The record holds, and contains all you kept."), held.out
    out = folder / "export"
    assert shell("export", shell.recount, str(out), *shell.secrets).code == 0
    alone = subprocess.run(
        [sys.executable, out / "verify_recount.py", out, "--anchor", stick / "opening.tlog-proof"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert alone.returncode == 0, alone.stdout
    assert "record holds, and contains all you kept." in alone.stdout.splitlines()[0]


def test_a_stick_is_written_for_one_person_and_refused_for_another(shell: Shell) -> None:
    folder, stick = shell.folder, shell.folder / "stick"
    stick.mkdir()
    shell(
        "new", shell.recount, "--election", str(folder / "election.toml"),
        "--people", str(folder / "people.csv"), "--demonstration", *shell.secrets,
    )  # fmt: skip
    told = shell("stick", shell.recount, str(stick), "--for", "moss")
    recount = open_recount(Path(shell.recount))
    code = recount.record_code()
    recount.close()
    assert told.out.endswith(f"is for Mo Moss: 9 entries, record code {code}.\n"), told.err
    other = shell("stick", shell.recount, str(stick), "--for", "kelly")
    assert (other.code, "in use for Mo Moss" in other.err) == (1, True)


def test_a_person_who_is_no_officer_hands_nothing_out(shell: Shell) -> None:
    folder = shell.folder
    shell(
        "new", shell.recount, "--election", str(folder / "election.toml"),
        "--people", str(folder / "people.csv"), *shell.secrets,
    )  # fmt: skip
    told = shell("hand-out", shell.recount, "opening-card", "--by", "ada", *shell.secrets)
    assert (told.code, told.err) == (
        2,
        "ada is no officer. Name a member of the board or a clerk.\n",
    )
    assert not (folder / "recount" / "papers").exists()
