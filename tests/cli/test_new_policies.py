"""What ``adjudicator new`` fixes for the whole recount, and what it refuses to fix."""

from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from adjudicator.services.opening import Policy
from adjudicator.services.policies import policy_of
from adjudicator.services.recount import open_recount
from tests.cli.county import write_county

FIXED = "Fixed at the opening: quorum 2 · two tiers · observers asked after every 24 rulings"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    write_county(tmp_path)
    return tmp_path


def new(folder: Path, *options: str) -> int:
    files = ("--election", "election.toml"), ("--people", "people.csv")
    named = [word for option, name in files for word in (option, str(folder / name))]
    secret = str(folder / "passphrases.csv")
    call = ("new", str(folder / "recount"), *named, "--rehearsal", "--passphrases", secret)
    try:
        return main([*call, *options])
    except SystemExit as stop:
        return int(stop.code or 0)


def fixed(folder: Path) -> Policy:
    recount = open_recount(folder / "recount")
    try:
        return policy_of(recount)
    finally:
        recount.close()


def test_unless_told_otherwise_two_tiers_quorum_two_page_and_party(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(folder) == 0
    assert FIXED in capsys.readouterr().out
    assert fixed(folder) == Policy()


def test_every_policy_can_be_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = [
        "--quorum",
        "3",
        "--tiers",
        "1",
        "--attest",
        "batch",
        "--page",
        "12",
        "--different",
        "person",
        "--writeins-as-under",
        "--ink",
        "after",
        "--grid",
        "off",
        "--grid-ms",
        "3500",
    ]
    assert new(folder, *options) == 0
    assert "one tier: the board rules at once" in capsys.readouterr().out
    assert fixed(folder) == Policy(
        quorum=3,
        tiers=1,
        attest="batch",
        page_max=12,
        different="person",
        writeins_as_under=True,
        scores="after",
        grid=False,
        grid_ms=3500,
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--quorum", "4"], "The quorum is 4 and the board has 3 members, so it could never act."),
        (["--quorum", "0"], "A quorum is a number of members from 1 to 100."),
        (["--grid-ms", "600001"], "A page is before each member for 0 to 600,000 milliseconds."),
        (["--page", "65"], "A page has from 1 to 64 rulings."),
        (["--tiers", "3"], "invalid choice: 3"),
        (["--attest", "never"], "invalid choice: 'never'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert new(folder, *options) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "recount").exists()
