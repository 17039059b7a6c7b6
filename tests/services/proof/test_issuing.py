"""A clerk writes sticks: one person's and one recount's, anything else is left as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.proof.issuing import issue_stick
from adjudicator.services.proof.kept import compare_brought
from tests.support.scene import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene.copy_of_constituted(tmp_path / "one")
    yield made
    made.recount.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    (place / "holiday.jpg").write_bytes(b"a picture of the holder's own")
    return place


def files(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_stick_has_the_entries_and_the_persons_head_and_is_compared_at_the_sign_in(
    scene: Scene, stick: Path
) -> None:
    kept = issue_stick(scene.recount, stick, "ortiz")
    assert (kept.place, kept.code) == (stick, scene.recount.record_code())
    assert (stick / "holiday.jpg").read_bytes() == b"a picture of the holder's own"
    brought = compare_brought(scene.recount, "ortiz", str(stick))
    assert brought.head == (scene.recount.state.size, scene.recount.state.root.hex())
    again = issue_stick(scene.recount, stick, "ortiz")
    assert again.size == kept.size, "the person's own stick is brought up to date"


def test_a_stick_in_use_for_somebody_else_is_left_as_it_is(scene: Scene, stick: Path) -> None:
    issue_stick(scene.recount, stick, "ortiz")
    before = files(stick)
    with pytest.raises(Refusal, match=r"in use for Olga Ortiz. It was left as it is. Take a blank"):
        issue_stick(scene.recount, stick, "lee")
    assert files(stick) == before


def test_a_stick_of_another_recount_is_left_as_it_is(
    scene: Scene, stick: Path, tmp_path: Path
) -> None:
    other = Scene.make(tmp_path / "two")
    issue_stick(other.recount, stick, "ortiz")
    before = files(stick)
    with pytest.raises(Refusal, match=r"in use for another recount .heron"):
        issue_stick(scene.recount, stick, "ortiz")
    assert files(stick) == before
    other.recount.close()


def test_nobody_unknown_and_no_place_that_is_not_there(scene: Scene, stick: Path) -> None:
    with pytest.raises(Refusal, match="Nobody is enrolled as 'nemo'"):
        issue_stick(scene.recount, stick, "nemo")
    with pytest.raises(UsageError, match="Plug in the stick"):
        issue_stick(scene.recount, stick / "away", "ortiz")
    with pytest.raises(UsageError, match="inside the recount folder"):
        issue_stick(scene.recount, scene.recount.folder.path, "ortiz")
    assert files(stick).keys() == {stick / "holiday.jpg"}
