"""The order's own paper: kept under its hash, given out again only if it is still the same."""

import hashlib
from pathlib import Path

import pytest

from adjudicator.services.errors import Refusal
from adjudicator.services.orders import documents, targets
from adjudicator.services.orders.documents import keep_document, readable_copy
from adjudicator.services.orders.motion import Effect, carry
from tests.support.scene import BOARD, Scene, Sheet

PDF = b"%PDF-1.4 It is so ordered."


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "order.pdf"
    path.write_bytes(PDF)
    return path


def test_the_same_bytes_are_kept_once(scene: Scene, order: Path, tmp_path: Path) -> None:
    first = keep_document(scene.recount, order)
    other = tmp_path / "copy of the order.pdf"
    other.write_bytes(PDF)
    assert keep_document(scene.recount, other) == first
    assert first.sha256 == hashlib.sha256(PDF).hexdigest()
    assert first.path.stat().st_mode & 0o777 == 0o600


def test_a_copy_opens_under_a_name_other_programs_know(
    scene: Scene, order: Path, tmp_path: Path
) -> None:
    kept = keep_document(scene.recount, order)
    copy = readable_copy(scene.recount, kept.sha256, tmp_path / "out")
    assert copy.suffix == ".pdf"
    assert copy.read_bytes() == PDF


def test_an_altered_or_missing_document_is_said_and_never_shown(
    scene: Scene, order: Path, tmp_path: Path
) -> None:
    kept = keep_document(scene.recount, order)
    kept.path.write_bytes(b"%PDF-1.4 It is not ordered.")
    with pytest.raises(Refusal, match="not the one the board had before it"):
        readable_copy(scene.recount, kept.sha256, tmp_path)
    kept.path.unlink()
    with pytest.raises(Refusal, match="is not in this folder"):
        readable_copy(scene.recount, kept.sha256, tmp_path)


def test_what_is_no_document_is_refused(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, large = tmp_path / "empty.pdf", tmp_path / "large.pdf"
    empty.touch()
    large.write_bytes(b"x" * 11)
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    for path, words in (
        (empty, "is empty"),
        (large, "MB"),
        (tmp_path, "is not a file"),
        (tmp_path / "gone", "cannot be read"),
    ):
        with pytest.raises(Refusal, match=words):
            keep_document(scene.recount, path)


def test_the_document_travels_to_the_second_path_with_its_motion(
    scene: Scene, order: Path, tmp_path: Path
) -> None:
    scene.import_sheets([Sheet(1)])
    scene.pile()
    scene.recount.store.mirror.choose(tmp_path / "stick")
    votes = [(person, "yes") for person in BOARD]
    target = targets.contest("mayor")
    carry(scene.recount, Effect.SUSPEND, target, "Stay", votes, scene.board(), document=order)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (tmp_path / "stick" / "documents" / sha256).read_bytes() == PDF
