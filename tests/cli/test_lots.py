"""Lots from the manifest to the totals, by commands alone."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import main
from adjudicator.ledger import keyfile
from adjudicator.ledger.keyfile import KdfCost
from tests.cli.county import draw_page, write_county

MORE = (
    ("011", "blank", "provisional", ""),
    ("012", "overvote", "awaiting_duplicate", ""),
    ("013", "blank", "", "012"),
    ("014", "blank", "", "001"),
)
"""Ballot, condition, lot, and the ballot it was made of."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county whose manifest names lots and duplicates."""
    monkeypatch.setattr(keyfile, "PRODUCTION", KdfCost(t=1, m=64, p=1))
    write_county(tmp_path)
    manifest = tmp_path / "source" / "manifest.csv"
    rows = list(csv.DictReader(manifest.read_text().splitlines()))
    for place, (ballot, condition, lot, original) in enumerate(MORE, start=10):
        draw_page(tmp_path / "source" / f"{ballot}.png", ballot)
        told = {"ballot_id": ballot, "sequence": str(place), "condition": condition}
        told |= {"image": f"{ballot}.png", "lot": lot, "remakes": original}
        rows.append(rows[0] | told)
    with manifest.open("w", newline="") as out:
        writer = csv.DictWriter(out, [*rows[0], "lot", "remakes"], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return tmp_path


def shell(capsys: pytest.CaptureFixture[str], folder: Path, command: str, *words: str) -> Any:  # noqa: ANN401 - JSON or text
    secrets = () if command == "tally" else ("--passphrases", str(folder / "passphrases.csv"))
    main([command, str(folder / "recount"), *words, *secrets])
    out, err = capsys.readouterr()
    return json.loads(out) if "--json" in words else out + err


def lots(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, tuple[bool, int]]:
    """Of each lot whether it stands in the totals, and its undervotes."""
    (mayor,) = shell(capsys, folder, "tally", "--json", "--by", "lot")["contests"]
    return {x["lot"]: (x["inside"], x["undervotes"]["before"]) for x in mayor["lots"]}


def test_lots_and_duplicates_of_a_manifest_enter_by_motion_and_count_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(folder / name) for name in ("election.toml", "people.csv")]
    shell(capsys, folder, "new", "--election", files[0], "--people", files[1], "--rehearsal")
    report = shell(capsys, folder, "import", str(folder / "source"), "--json")
    (apart,) = report["duplicates"]
    assert "Ballot 014 is the duplicate made of 001, which counts." in apart
    shell(capsys, folder, "pile", "--seed", "ab" * 32, "--drawn", "dice")
    # Two blank ones and 013, which stands for the overvote 012; 014 waits with 012.
    assert lots(capsys, folder) == {
        "accepted": (True, 3),
        "awaiting_duplicate": (False, 1),
        "provisional": (False, 1),
    }
    of = ("--import", str(report["entry"]), "--reason", "Accepted by the board.")
    said = shell(capsys, folder, "release", *of, "--lot", "provisional")
    assert "The lot \u201cprovisional\u201d is released as entry " in said
    assert lots(capsys, folder)["provisional"] == (True, 1)
    refused = shell(capsys, folder, "release", *of, "--lot", "awaiting_duplicate")
    assert "are an original and its duplicate, and both would count." in refused
    motion = shell(capsys, folder, "motion", "isolate", *of, "--lot", "provisional")
    assert "Lot \u201cProvisional\u201d of import" in motion
    assert lots(capsys, folder)["provisional"] == (False, 1)
