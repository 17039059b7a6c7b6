"""Contests and the recount end: what waits is told, what is signed is stated, keys are gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.services.cosigning import cosign_head
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.export import export_record
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.presence import AWAY, note_presence
from adjudicator.services.proof.due import cosign, read_heads
from adjudicator.services.proof.ends import (
    close_contest,
    finish,
    read_contest_end,
    read_recount_end,
)
from adjudicator.services.proof.finishing import complete
from adjudicator.services.recount import open_recount
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.kept_heads import KeptHead
from adjudicator.storage.queries.acts import list_entries
from tests.services.proof.scenes import all_closed, close, ready_to_finish, worked
from tests.support.scene import BOARD, Scene


def test_what_a_contest_waits_for_is_told_and_refused(scene: Scene) -> None:
    worked(scene)
    end = read_contest_end(scene.recount, "mayor")
    assert end.waits == ("Batch 1 and 2: not closed yet. Close it first.",)
    with pytest.raises(Refusal, match=r"Mayor is not closed. Batch 1 and 2"):
        close_contest(scene.recount, end, scene.board())
    assert not scene.recount.state.data.contests_closed


def test_a_contest_is_closed_over_the_tally_that_was_shown_and_cosigned(scene: Scene) -> None:
    all_closed(scene)
    end = read_contest_end(scene.recount, "mayor")
    assert (end.waits, end.differences) == ((), ())
    appended = close(scene, "mayor")
    assert scene.recount.state.data.contests_closed == {"mayor": appended.index}
    assert read_heads(scene.recount).heads == (), "those who sign cosign"
    with pytest.raises(Refusal, match=f"It was closed at entry {appended.index}"):
        close(scene, "mayor")
    assert verify(scene.path, jobs=1).outcome is Outcome.ALONE


def test_a_tally_that_moved_since_it_was_shown_is_not_signed(scene: Scene) -> None:
    all_closed(scene)
    seen = read_contest_end(scene.recount, "council")
    moved = replace(seen, tally_hash="0" * 64)
    with pytest.raises(Refusal, match="the tally is not the one shown any more"):
        close_contest(scene.recount, moved, scene.board())


def lose_an_image(scene: Scene) -> int:
    whole = next(batch.number for batch in scene.batches() if batch.cases == 2)
    case = scene.cases(batch=whole)[0]
    scene.recount.folder.image(case.row.images[0]).unlink()
    return case.batch


def test_a_batch_that_lacks_an_image_closes_only_when_the_board_has_explained_it(
    scene: Scene,
) -> None:
    worked(scene)
    batch = lose_an_image(scene)
    with pytest.raises(Refusal, match=r"1 ballot lacks an image\. The board has not"):
        scene.close_batches(batch)
    explain(scene, batch)
    scene.close_batches(1, 2)
    end = read_contest_end(scene.recount, "mayor")
    (difference,) = end.differences
    assert difference.row[:3] == (batch, 2, 1)
    assert difference.motion is not None
    closed = close(scene, "mayor")
    with scene.recount.reading() as connection:
        (entry,) = list_entries(connection, first=closed.index, limit=1)
    assert entry.body["differences"] == [list(difference.row)]


def explain(scene: Scene, batch: int) -> None:
    votes = [(person, "yes") for person in BOARD]
    why = "The scanner lost a page; the paper was ruled on."
    carry(scene.recount, Effect.EXPLAIN, targets.batch(batch), why, votes, scene.board())


def test_the_recount_is_not_finished_before_its_contests_are_closed_and_exported(
    scene: Scene, tmp_path: Path
) -> None:
    all_closed(scene)
    end = read_recount_end(scene.recount)
    assert end.waits[0] == "Mayor and Council are not closed. Close every contest first."
    assert end.waits[1].startswith("The record has not been exported since")
    export_record(scene.recount, tmp_path / "early", scene.identity("cora"))
    for contest in ("mayor", "council"):
        close(scene, contest)
    assert len(read_recount_end(scene.recount).waits) == 1, "that export is older than the closes"
    with pytest.raises(Refusal, match=r"Not finished\. The record has not been exported"):
        finish(scene.recount, scene.board())
    assert (scene.recount.folder.keys / "ada.key").exists()


def test_the_finish_destroys_every_stored_key_and_leaves_a_record_to_read(
    scene: Scene, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    scene.recount.store.mirror.choose(second)
    ready_to_finish(scene, tmp_path / "out")
    before = read_recount_end(scene.recount)
    assert (before.waits, before.since) == ((), 0)
    assert set(before.keys) == set(scene.recount.state.data.people)
    assert (second / "log.key").exists()
    ended = finish(scene.recount, scene.board())
    assert ended.left == ()
    assert not scene.recount.folder.keys.exists()
    assert not (second / "log.key").exists()
    assert (second / "last-head.note").exists()
    with pytest.raises(Refusal, match="Not recorded: the recount was finished at entry"):
        note_presence(scene.recount, "kelly", AWAY, scene.identity("kelly"))
    assert verify(scene.path, jobs=1).outcome is Outcome.ALONE
    again = scene.reopen()
    assert again.recount.only_read.startswith("the recount was finished at entry")


def test_after_the_finish_the_record_is_exported_without_a_clerk_and_holds(
    scene: Scene, tmp_path: Path
) -> None:
    ready_to_finish(scene, tmp_path / "out")
    finish(scene.recount, scene.board())
    made = export_record(scene.recount, tmp_path / "last", None)
    assert (made.entry, made.size) == (None, scene.recount.state.size)
    found = verify(tmp_path / "last", jobs=1)
    assert found.outcome is Outcome.ALONE, found.sentence
    with pytest.raises(Refusal, match="only the whole record can be exported"):
        export_record(scene.recount, tmp_path / "part", None, at=made.size - 3)


def test_another_window_adds_nothing_to_a_recount_that_was_finished(
    scene: Scene, tmp_path: Path
) -> None:
    ready_to_finish(scene, tmp_path / "out")
    other = open_recount(scene.path)
    assert other.log_signer.introduced == 0, "it has the record's own key in memory"
    board = scene.board()
    finish(scene.recount, board)
    with pytest.raises(Refusal, match="Not recorded: the recount was finished at entry"):
        cosign_head(other, board)
    made = export_record(other, tmp_path / "last", None)
    assert made.size == scene.recount.state.size
    other.close()


def test_while_the_last_head_waits_the_keys_that_can_cosign_it_stay(
    scene: Scene, tmp_path: Path
) -> None:
    ready_to_finish(scene, tmp_path / "out")
    recount = scene.recount
    board = scene.board()
    ahead = KeptHead(recount.origin, recount.state.size + 50, "0" * 64, recount.seconds())
    recount.kept.save(ahead, "lewis")
    with pytest.raises(Refusal, match="its head is not cosigned yet"):
        finish(recount, board)
    left = {path.name for path in recount.folder.keys.iterdir()}
    assert left == {"log.key", "kelly.key", "lewis.key", "moss.key"}
    assert recount.only_read == ""
    assert read_heads(recount).sentence.endswith("The keys are destroyed after it.")
    cosign(recount, [scene.identity("kelly"), scene.identity("moss")])
    assert not recount.folder.keys.exists()
    assert recount.only_read
    assert complete(recount) == (), "it is done once, and again does no harm"
