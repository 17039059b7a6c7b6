"""What is due and what becomes of it, from the command line."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.interchange.counts import read_counts
from adjudicator.ledger.origin import Purpose
from adjudicator.services.importing import Importer
from adjudicator.services.notes import Category, notes_register
from adjudicator.services.recount import Recount, open_recount
from tests.services.proof.scenes import worked
from tests.support.scene import ROSTER, Scene, Sheet, passphrase

COUNTED = (
    ("Mayor", "Ann Ash", 50),
    ("Mayor", "Bob Birch", 40),
    ("Mayor", "UnderVotes", 2),
    ("Mayor", "Ballots Cast", 92),
    ("Council", "Cy Cedar", 92),
    ("Council", "Di Dogwood", 92),
    ("Council", "Ballots Cast", 92),
)


def passphrases(folder: Path) -> str:
    secret = folder / "passphrases.csv"
    rows = "".join(f"{p.person},{passphrase(p.person)}\n" for p in ROSTER)
    secret.write_text("person,passphrase\n" + rows)
    secret.chmod(0o600)
    return str(secret)


def test_a_deadline_and_first_returns_filed_again_are_told_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = worked(Scene.copy_of_constituted(tmp_path))
    path, secret = str(scene.path), passphrases(tmp_path)
    scene.recount.close()

    def said(*arguments: str, code: int) -> str:
        assert main([*arguments]) == code
        told = capsys.readouterr()
        return told.out + told.err

    def motion(*arguments: str) -> str:
        return said("motion", path, *arguments, "--passphrases", secret, code=0)

    due = motion(
        "deadline", "--contest", "mayor", "--due", "2018-11-18 12:00", "--reason", "Ordered"
    )
    assert "Mayor is due Sun 18 Nov 12:00 by motion of the board: Ordered" in due, due
    again = motion("refile", "--contest", "mayor", "--reason", "The scanners overheated.")
    assert "Mayor: first returns filed again by motion of the board" in again
    sentence = "The first returns are filed again by motion of the board: The scanners overheated"
    status = said("status", path, code=1)
    assert f"Mayor: {sentence}" in status
    assert "Every deadline has passed; the last, certification by the" in status
    assert "Mayor was due Sun 18 Nov 2018 12:00 EST by order" in status
    value = json.loads(said("status", path, "--json", code=1))
    assert value["deadlines"]["all"][2]["due"] == ["2018-11-18T12:00:00-05:00"]
    assert value["deadlines"]["ordered"][0]["due"] == "2018-11-18T12:00:00-05:00"
    assert value["deadlines"]["next"] is None
    assert value["refiled"][0].startswith(f"Mayor: {sentence}")
    assert f"  {sentence}" in said("tally", path, code=0)


def test_counts_are_replaced_and_brought_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The counts of two precincts were delivered twice over; the county sends others."""
    scene = Scene.copy_of_constituted(tmp_path)
    path, secret = str(scene.path), ["--passphrases", passphrases(tmp_path)]
    lines = [f"101,{office},{name},{n},election_day\n" for office, name, n in COUNTED]
    table = tmp_path / "counts.csv"
    table.write_text("precinct,office,candidate,votes,counting_group\n" + "".join(lines))
    counts = read_counts(table, scene.recount.election).counts
    source = scene.source([Sheet(1)])
    entry = Importer(scene.recount, source, counts=list(counts)).run(scene.identity("cora")).entry
    scene.pile()
    scene.recount.close()
    assert main(["import", path, *secret]) == 2
    assert "Name where the ballots are, or give --counts." in capsys.readouterr().err
    motion = ["motion", path, "replace_counts", *secret]
    assert main(motion) == 2
    assert "A motion to replace counts needs --import" in capsys.readouterr().err
    assert main([*motion, "--import", str(entry), "--reason", "Read twice."]) == 0
    assert f"Counts of import {entry} replaced by motion" in capsys.readouterr().out
    assert main(["import", path, "--counts", str(table), *secret]) == 0
    assert "Imported 0 sheets" in capsys.readouterr().out
    assert main(["tally", path]) == 0
    told = capsys.readouterr().out
    assert "50      +0        50" in told
    assert "Foots: yes \u00b7 ballots 92" in told


def test_an_export_is_rehearsed_made_and_noted_as_handed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recount, "purpose", property(lambda _self: Purpose.REHEARSAL))
    scene = worked(Scene.copy_of_constituted(tmp_path))
    path, secret = str(scene.path), ["--passphrases", passphrases(tmp_path)]
    entries = scene.recount.state.size
    scene.recount.close()

    def said(*arguments: object, code: int = 0) -> str:
        assert main([*map(str, arguments)]) == code
        told = capsys.readouterr()
        return told.out + told.err

    before = sorted(tmp_path.iterdir())
    rehearsed = said("export", path, "--rehearse", *secret)
    assert rehearsed.startswith(f"An export would do now: {entries} entries, ")
    assert "own verifier: The record is consistent in itself" in rehearsed
    assert "verify_recount.py: The record is consistent in itself" in rehearsed
    assert "rows would be withheld." in rehearsed
    assert "Nothing of it is left, and the record does not tell of it." in rehearsed
    assert sorted(tmp_path.iterdir()) == before
    out, upload = tmp_path / "out", tmp_path / "returns.txt"
    said("export", path, out, *secret)
    upload.write_bytes(b"Mayor;Ann Ash;3\n")
    told = said("status", path, code=1)
    assert f"The export of entry {entries} is not noted as handed over" in told
    state = ["--to", "Division of Elections", "--way", "upload to the site"]
    when = ["--at", "2018-11-18T11:43", "--with", "kelly"]
    noted = said("handed-over", path, out, *state, *when, "--remark", "Receipt 5512", *secret)
    digest = sha256((out / "MANIFEST.json").read_bytes()).hexdigest()
    words = (
        f"Export of entry {entries}, out/MANIFEST.json, SHA-256 {digest}. Handed over to Division "
        "of Elections by upload to the site on 2018-11-18 at 11:43 EST. Receipt 5512."
    )
    assert words in noted
    assert "That is 17 m 00 s before official returns fell due (Sun 12:00 EST)." in noted
    uploaded = said("handed-over", path, upload, *state, *secret)
    assert f"File returns.txt, SHA-256 {sha256(upload.read_bytes()).hexdigest()}." in uploaded
    told = said("status", path, code=1)
    assert words in told
    assert "is not noted as handed over" not in told
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "out")
    assert f"Export of entry {entries}, packed.zip" in said(
        "handed-over", path, packed, *state, *secret
    )
    record = out / "record.jsonl"
    record.write_bytes(record.read_bytes().replace(b"0", b"1"))
    altered = shutil.make_archive(str(tmp_path / "altered"), "zip", tmp_path, "out")
    for spoiled in (out, altered):
        assert "record.jsonl in " in said("handed-over", path, spoiled, *state, *secret, code=1)
    (out / "MANIFEST.json").write_bytes(b"[]")
    assert "is no export this record tells of" in said(
        "handed-over", path, out, *state, *secret, code=1
    )
    report = ["--held", "2018-11-10", "--result", "passed", "--report", upload, "--with", "ortiz"]
    said("tabulator-test", path, "tabulators 1 to 4", *report, *secret)
    recount = open_recount(scene.path)
    (test,) = notes_register(recount, Category.TABULATOR_TEST)
    recount.close()
    assert test.sentence == (
        "Test of the tabulators: Logic and accuracy, 10 Nov 2018, tabulators 1 to 4: every result "
        f"was as expected. Report: returns.txt, SHA-256 {sha256(upload.read_bytes()).hexdigest()}."
        " There: Olga Ortiz. Noted by Cora Clay."
    )
