"""``adjudicator card`` and ``receipt``: what is written, printed, refused; and what verify says."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.ledger import receipts
from adjudicator.services.proof.program import installed_program
from tests.support.boardroom import ANN, SHEETS, Boardroom
from tests.support.scene import Scene


class Told:
    """Runs a command and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> tuple[int, list[str], str]:
        self._capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = self._capsys.readouterr()
        return code, said.out.splitlines(), said.err.strip()


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(capsys)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path / "room")
    made.rule(made.mayor()[0], ANN)
    yield made
    made.recount.close()


def test_every_card_is_written_once_and_a_verification_holds_with_it(
    room: Boardroom, told: Told, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, paths, _ = told("card", room.path, out)
    assert code == 0
    assert [Path(path).name for path in paths] == [
        "opening.tlog-proof", "recount.tlog-policy", "opening.pdf", "pile.tlog-proof", "pile.pdf",
    ]  # fmt: skip
    assert {Path(path) for path in paths} == set(out.iterdir())
    anchors = [word for path in paths if "proof" in path for word in ("--anchor", path)]
    code, said, _ = told("verify", room.path, *anchors)
    assert (code, said[0]) == (0, "The record holds, and contains all you kept.")
    assert said[-1] == f"Checked with {installed_program().sentence}"


@pytest.mark.parametrize(
    ("option", "names"),
    [
        (["--opening"], {"opening.tlog-proof", "opening.pdf", "recount.tlog-policy"}),
        (["--pile"], {"pile.tlog-proof", "pile.pdf", "recount.tlog-policy"}),
        (["--pile", "1"], {"pile.tlog-proof", "pile.pdf", "recount.tlog-policy"}),
    ],
)
def test_one_card_alone(
    room: Boardroom, told: Told, tmp_path: Path, option: list[str], names: set[str]
) -> None:
    assert told("card", room.path, tmp_path / "out", *option, "--paper", "a4")[0] == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == names


def test_without_a_pile_there_is_the_opening_card_alone(told: Told, tmp_path: Path) -> None:
    early = Scene.copy_of_constituted(tmp_path / "room")
    early.import_sheets(SHEETS)
    assert len(told("card", early.path, tmp_path / "out")[1]) == 3
    code, out, err = told("card", early.path, tmp_path / "out", "--pile")
    assert (code, out) == (1, [])
    assert "no pile 1 yet" in err
    early.recount.close()


def test_a_receipt_tells_what_it_proves_and_opens_what_the_holder_may_have(
    room: Boardroom, told: Told, tmp_path: Path
) -> None:
    (entry,) = room.recount.state.data.rulings
    code, lines, _ = told("receipt", room.path, str(entry), tmp_path / "out", "--for", "ada")
    path, *sentences = lines
    assert code == 0
    assert sentences[0].startswith(f"Entry {entry} lies under the record code ")
    assert "signed by the record's own key alone" in sentences[1]
    assert sentences[2] == "3 of its seals are opened in it."
    assert len(receipts.parse(Path(path).read_bytes()).opened) == 3
    code, said, _ = told("verify", room.path, "--anchor", path)
    assert (code, said[0]) == (0, "The record holds, and contains all you kept.")


def test_a_receipt_of_nothing_is_refused(room: Boardroom, told: Told, tmp_path: Path) -> None:
    code, out, err = told("receipt", room.path, "9999", tmp_path / "out")
    assert (code, out) == (2, [])
    assert "has no entry 9999" in err
    assert not (tmp_path / "out").exists()


def test_a_reader_of_the_verdict_who_has_seen_enough_changes_nothing_of_it(
    room: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as gone, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", gone)
        assert main(["verify", str(room.path)]) == 1


def test_verify_names_the_program_in_json_too(room: Boardroom, told: Told) -> None:
    _, lines, _ = told("verify", room.path, "--quick", "--json")
    assert f'"digest": "{installed_program().digest}"' in "\n".join(lines)


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(
    room: Boardroom, told: Told, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("No folder can be made here.")
    code, _, said = told("card", room.path, tmp_path / "file" / "cards")
    assert code == 1
    assert said.startswith("The computer reported: ")
    assert "What was recorded before is safe." in said
