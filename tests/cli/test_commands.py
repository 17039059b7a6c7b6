"""A recount by the command line alone, as a clerk would run it."""

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from tests.cli.county import draw_page, write_county

REAL, LIGHT = keyfile.PRODUCTION, KdfCost(t=1, m=64, p=1)
PARK = """
[[contests]]
id = "park"
title = "Park"
choices = [{ id = "y", name = "Yes", kind = "yes_no" }, { id = "n", name = "No", kind = "yes_no" }]
"""


@dataclass
class Told:
    code: int
    out: str
    err: str


@dataclass
class Shell:
    """Runs a command in this process and keeps what it printed."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> Told:
        self.capsys.readouterr()
        try:
            code = main(list(words))
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = self.capsys.readouterr()
        return Told(code, captured.out, captured.err)

    @property
    def recount(self) -> str:
        return str(self.folder / "recount")

    @property
    def secrets(self) -> tuple[str, str]:
        return ("--passphrases", str(self.folder / "passphrases.csv"))


@pytest.fixture(autouse=True)
def _light_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases are stretched lightly: for real it costs minutes."""
    monkeypatch.setattr(keyfile, "PRODUCTION", LIGHT)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    write_county(tmp_path)
    return Shell(tmp_path, capsys)


def opened(shell: Shell) -> Shell:
    election, people = str(shell.folder / "election.toml"), str(shell.folder / "people.csv")
    told = shell(
        "new", shell.recount, "--election", election, "--people", people, "--rehearsal",
        *shell.secrets,
    )  # fmt: skip
    assert told.code == 0, told.err
    assert "6 people are enrolled and the board is constituted." in told.out
    return shell


def test_the_keys_of_a_rehearsal_are_stretched_for_real(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is asked for with each key; what the asking costs is measured at `keyfile` itself."""
    asked: list[KdfCost] = []
    derive = keyfile._derive

    def noted(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
        asked.append(cost)
        return derive(passphrase, salt, LIGHT)

    monkeypatch.setattr(keyfile, "PRODUCTION", REAL)
    monkeypatch.setattr(keyfile, "_derive", noted)
    opened(shell)
    assert set(asked) == {REAL}
    files = [json.loads(path.read_bytes()) for path in shell.folder.rglob("*.key")]
    costs = [told["kdf"] for told in files if told["person"] is not None]
    assert len(costs) == 6
    for cost in costs:
        assert (cost["name"], cost["t"], cost["m"], cost["p"]) == ("argon2id", 3, 262144, 4)


def imported(shell: Shell) -> Told:
    counts = str(shell.folder / "counts.csv")
    source = str(shell.folder / "source")
    return shell("import", shell.recount, source, "--counts", counts, "--json", *shell.secrets)


def test_a_recount_from_new_to_log(shell: Shell) -> None:
    opened(shell)
    report = imported(shell)
    assert report.code == 0, report.err
    told = json.loads(report.out)
    assert (told["sheets"], told["cases"], told["quarantined"]) == (3, 3, [])
    assert [c["agrees"] for c in told["reconciliation"]] == [True]

    piled = shell("pile", shell.recount, "--seed", "ab" * 32, "--drawn", "dice", *shell.secrets)
    assert piled.code == 0, piled.err

    status = shell("status", shell.recount, "--json")
    assert status.code == 1
    found = json.loads(status.out)
    assert (found["cases"], found["unreviewed"], found["ruled"]) == (3, 3, 0)
    assert found["waiting"] == [
        "Print and save the pile card, and hand it to every party. A rehearsal can go on without.",
        "3 cases wait for a team.",
    ]
    assert found["watermark"] == "REHEARSAL - not an election record"

    tally = json.loads(shell("tally", shell.recount, "--json", "--by", "precinct").out)
    (mayor,) = tally["contests"]
    assert mayor["choices"][0] == {
        "id": "ada", "name": "Ada Palm", "before": 10, "change": 0, "after": 10,
    }  # fmt: skip
    assert (mayor["ballots"], mayor["pending"], mayor["balanced"]) == (22, 3, True)
    assert mayor["precincts"][0]["precinct"] == "PCT 101"

    log = shell("log", shell.recount, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(log.out)))
    assert [r["kind"] for r in rows[:2]] == ["open", "enrol"]
    (piled_row,) = [r for r in rows if r["kind"] == "pile"]
    assert "work order drawn dice" in piled_row["ruling"]
    assert "Judge Kelly left." in [r["ruling"] for r in rows[-2:]]
    assert {r["watermark"] for r in rows} == {"REHEARSAL - not an election record"}
    as_json = json.loads(shell("log", shell.recount, "--format", "json").out)
    assert len(as_json["lines"]) == len(rows)


def test_an_import_nobody_ruled_on_can_be_voided_and_made_again(shell: Shell) -> None:
    opened(shell)
    entry = json.loads(imported(shell).out)["entry"]
    again = imported(shell)
    assert again.code == 2
    assert "Every sheet is in the record already" in again.err
    told = shell(
        "void", shell.recount, "--import", str(entry), "--reason", "wrong stick", *shell.secrets
    )
    assert told.code == 0, told.err
    assert imported(shell).code == 0


def test_a_bad_image_is_quarantined_with_its_reason_and_the_rest_goes_on(shell: Shell) -> None:
    opened(shell)
    (shell.folder / "source" / "002.png").write_bytes(b"not an image")
    told = imported(shell)
    assert told.code == 1
    report = json.loads(told.out)
    assert report["sheets"] == 2
    assert report["quarantined"] == ["002.png: Ballot 002: It is not an image of a known format."]
    assert [c["agrees"] for c in report["reconciliation"]] == [False]


def test_the_same_image_twice_is_told(shell: Shell) -> None:
    opened(shell)
    draw_page(shell.folder / "source" / "002.png", "001")
    told = imported(shell)
    assert told.code == 1
    (sentence,) = json.loads(told.out)["duplicates"]
    assert "Ballots 001 and 002 have the same image" in sentence


def test_bad_input_names_file_row_and_column(shell: Shell) -> None:
    people = shell.folder / "people.csv"
    people.write_text(people.read_text().replace("team,Heron Party", "taem,Heron Party"))
    told = shell(
        "new", shell.recount, "--election", str(shell.folder / "election.toml"),
        "--people", str(people), "--rehearsal", *shell.secrets,
    )  # fmt: skip
    assert told.code == 2
    assert "people.csv, row 6, column role" in told.err
    assert 'Did you mean "team"?' in told.err
    assert not Path(shell.recount).exists()


def test_an_unknown_contest_or_pack_gets_a_suggestion(shell: Shell) -> None:
    election = str(shell.folder / "election.toml")
    told = shell("new", shell.recount, "--election", election, "--contest", "mayr", "--rehearsal")
    assert (told.code, "Did you mean 'mayor'?" in told.err) == (2, True)
    told = shell("new", shell.recount, "--election", election, "--rules", "florida", "--rehearsal")
    assert (told.code, "Did you mean 'florida-2018'?" in told.err) == (2, True)


def test_a_wrong_passphrase_is_told_and_changes_nothing(shell: Shell) -> None:
    opened(shell)
    secret = shell.folder / "passphrases.csv"
    secret.write_text(secret.read_text().replace("cora keeps", "cora lost"))
    told = imported(shell)
    assert told.code == 1
    assert "the passphrase is not right" in told.err
    assert json.loads(shell("status", shell.recount, "--json").out)["imports"] == []


def test_a_passphrase_file_others_can_read_is_refused(shell: Shell) -> None:
    (shell.folder / "passphrases.csv").chmod(0o644)
    told = imported(opened_without_check(shell))
    assert told.code == 2
    assert "chmod 600" in told.err


def opened_without_check(shell: Shell) -> Shell:
    shell("new", shell.recount, "--election", str(shell.folder / "election.toml"), "--rehearsal")
    return shell


def test_a_folder_that_is_no_recount_is_refused(shell: Shell) -> None:
    told = shell("status", str(shell.folder))
    assert told.code == 2
    assert "is not a recount folder" in told.err


def test_a_misspelt_contest_in_the_counts_is_told_and_nothing_goes_below_zero(
    shell: Shell,
) -> None:
    election = shell.folder / "election.toml"
    election.write_text(election.read_text() + PARK)
    opened(shell)
    counts = shell.folder / "counts.csv"
    park = "PCT 101,Park,Yes,12,election_day\nPCT 101,Park,Ballots Cast,22,election_day\n"
    counts.write_text(counts.read_text().replace(",Mayor,", ",Major,") + park)
    told = shell(
        "import", shell.recount, str(shell.folder / "source"), "--counts", str(counts),
        *shell.secrets,
    )  # fmt: skip
    assert told.code == 1
    assert 'Did you mean "Mayor"?' in told.out
    assert "Not checked: The counts say nothing of Mayor in precinct PCT 101." in told.out
    mayor, _ = json.loads(shell("tally", shell.recount, "--json").out)["contests"]
    assert (mayor["overvotes"]["before"], mayor["undervotes"]["before"]) == (1, 2)
    assert mayor["balanced"] is None


def test_differences_are_told_in_words(shell: Shell) -> None:
    opened(shell)
    counts = shell.folder / "counts.csv"
    counts.write_text(counts.read_text().replace("OverVotes,1,", "OverVotes,3,"))
    told = shell(
        "import", shell.recount, str(shell.folder / "source"), "--counts", str(counts),
        *shell.secrets,
    )  # fmt: skip
    assert told.code == 1
    assert (
        "Not as the machine counted: Mayor, precinct PCT 101, election day: overvotes counted 3, "
        "found 1 - look for the difference; undervotes counted 2, found 2."
    ) in told.out


def test_a_bad_seed_is_a_matter_of_usage(shell: Shell) -> None:
    opened(shell)
    imported(shell)
    told = shell("pile", shell.recount, "--seed", "abc", *shell.secrets)
    assert (told.code, "--seed takes 64 digits" in told.err) == (2, True)


def test_an_import_of_what_is_known_says_all_that_stands_against_it(shell: Shell) -> None:
    opened(shell)
    imported(shell)
    manifest = shell.folder / "source" / "manifest.csv"
    manifest.write_text(manifest.read_text() + "004,PCT 999,election_day,B-1,4,mayor,blank,x.png\n")
    told = shell("import", shell.recount, str(shell.folder / "source"), *shell.secrets)
    assert told.code == 2
    assert "manifest.csv, row 5" in told.err
    assert told.err.count("is already in the record") == 3


def test_a_bad_layout_is_told_with_its_row_and_what_to_do_and_nothing_has_to_be_mended(
    shell: Shell,
) -> None:
    opened(shell)
    manifest = shell.folder / "source" / "manifest.csv"
    head, first, *rest = manifest.read_text().splitlines()
    manifest.write_text("\n".join([f"{head},layout", f"{first},gone.json", *rest]))
    told = shell("import", shell.recount, str(shell.folder / "source"), *shell.secrets)
    assert told.code == 0, told.err
    (line,) = [line for line in told.out.splitlines() if line.startswith("Taken without")]
    assert line.startswith(
        "Taken without its layout: manifest.csv, row 2, column layout: The layout "
        '"gone.json" cannot be used: there is no such file beside the manifest. The sheet was taken'
    )
    log = shell("log", shell.recount, "--format", "csv")
    kinds = [row["kind"] for row in csv.DictReader(io.StringIO(log.out))]
    assert kinds.index("note") == kinds.index("import") - 1
    assert "The record is consistent in itself" in shell("verify", shell.recount).out


def test_an_order_of_a_court_by_the_command_line(shell: Shell) -> None:
    opened(shell)
    assert imported(shell).code == 0
    assert shell("pile", shell.recount, *shell.secrets).code == 0
    order = shell.folder / "order.pdf"
    order.write_bytes(b"%PDF-1.4 stay")
    told = shell(
        "motion", shell.recount, "suspend", "--contest", "mayor", "--by", "court",
        "--given", "2018-11-09T21:14", "--reason", "Stay pending appeal", "--document", str(order),
        *shell.secrets,
    )  # fmt: skip
    assert told.code == 0, told.err
    sentence = "Mayor is suspended by order of the Circuit Court, 9 Nov 21:14: Stay pending appeal."
    assert sentence in told.out
    again = shell(
        "motion", shell.recount, "suspend", "--contest", "mayor", "--reason", "Again",
        *shell.secrets,
    )  # fmt: skip
    assert again.code == 1
    assert "suspended" in again.err
    listed = shell("orders", shell.recount, "--json")
    (line,) = json.loads(listed.out)["orders"]
    assert line["in_force"]
    assert line["votes"] == [["Judge Kelly", "yes"], ["Lou Lewis", "yes"]]
    kept = shell.folder / "recount" / "documents" / line["document"]
    assert kept.read_bytes() == order.read_bytes()
    assert "Stay pending appeal" in shell("orders", shell.recount).out
    assert "Mayor: Suspended by order of the Circuit Court" in shell("status", shell.recount).out


def test_a_motion_says_which_option_it_lacks(shell: Shell) -> None:
    opened(shell)
    lacking = shell("motion", shell.recount, "deadline", "--contest", "mayor", *shell.secrets)
    assert lacking.code == 2
    assert lacking.err.startswith("A motion to deadline needs --due.")
    wrong = shell(
        "motion", shell.recount, "deadline", "--contest", "mayor", "--due", "noon",
        *shell.secrets,
    )  # fmt: skip
    assert "is not a time" in wrong.err
