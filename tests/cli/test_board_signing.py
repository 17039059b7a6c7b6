"""Who of the board is asked for a passphrase, and what is said where they are too few."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.cli.common import Passphrases, board_signing
from adjudicator.cli.main import main
from adjudicator.services.errors import Refusal
from adjudicator.services.people import remove
from adjudicator.services.presence import note_here
from adjudicator.services.recount import person_of
from tests.support.scene import Scene, Sheet, passphrase


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path)
    yield made
    made.recount.close()


def lines(folder: Path, *people: str) -> Path:
    secret = folder / "passphrases.csv"
    rows = "".join(f"{person},{passphrase(person)}\n" for person in people)
    secret.write_text("person,passphrase\n" + rows)
    secret.chmod(0o600)
    return secret


def signing(scene: Scene, passphrases: Passphrases, *without: str) -> list[str]:
    with board_signing(scene.recount, passphrases, without=without) as board:
        return [person_of(scene.recount, signer) for signer in board]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everyone asked at a terminal, of whom the chair presses Enter alone."""
    found: list[str] = []

    def answer(prompt: str) -> str:
        person = prompt.split()[2]
        found.append(person)
        return "" if person == "kelly" else passphrase(person)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", answer)
    return found


def test_an_absent_chair_blocks_nothing(scene: Scene, tmp_path: Path) -> None:
    file = Passphrases(lines(tmp_path, "lewis", "moss", "cora"))
    assert signing(scene, file) == ["lewis", "moss"]
    assert not scene.recount.state.data.present_ids()


def test_at_a_terminal_each_is_asked_in_turn_and_may_leave_it_to_the_others(
    scene: Scene, asked: list[str]
) -> None:
    assert signing(scene, Passphrases(None)) == ["lewis", "moss"]
    assert asked == ["kelly", "lewis", "moss"]


def test_whoever_is_in_attendance_is_asked_first(scene: Scene, asked: list[str]) -> None:
    for person in ("lewis", "moss"):
        note_here(scene.recount, {person: scene.identity(person)})
    assert signing(scene, Passphrases(None)) == ["lewis", "moss"]
    assert asked == ["lewis", "moss"]


def test_with_too_few_nobody_is_asked_any_more_and_how_many_lack_is_said(
    scene: Scene, asked: list[str], tmp_path: Path
) -> None:
    size = scene.recount.state.size
    with pytest.raises(Refusal, match=r"at least 2 of the 3 seats of the board .* 1 more is miss"):
        signing(scene, Passphrases(lines(tmp_path, "moss", "cora")))
    with pytest.raises(Refusal, match="1 more is missing"):
        signing(scene, Passphrases(None), "moss")
    assert asked == ["kelly"]
    assert scene.recount.state.size == size


def test_vacant_seats_go_on_counting(scene: Scene, asked: list[str]) -> None:
    for person in ("kelly", "moss"):
        by = [scene.identity("lewis"), scene.identity("cora")]
        remove(scene.recount, person, "Called away.", by)
    with pytest.raises(Refusal, match=r"2 of the 3 seats of the board \(2 of them vacant\)"):
        signing(scene, Passphrases(None))
    assert asked == []


def test_the_chair_may_vote_no_while_the_others_carry_a_motion(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.import_sheets([Sheet(1)])
    note_here(scene.recount, {"kelly": scene.identity("kelly")})
    scene.recount.close()
    secret = str(lines(tmp_path, "kelly", "lewis", "moss"))
    order = ["motion", str(scene.path), "priority", "--contest", "mayor", "--no", "kelly"]
    assert main([*order, "--reason", "It is close.", "--passphrases", secret]) == 0
    assert "Mayor" in capsys.readouterr().out
