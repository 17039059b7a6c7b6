"""What differs keeps its batch, its precinct and its contest open until the board says why."""

import pytest

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level
from adjudicator.domain.tally import BALLOTS, OVER, UNDER, Cell, MachineCount
from adjudicator.services.differences import differences
from adjudicator.services.errors import Refusal
from adjudicator.services.importing import Importer
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.presence import note_here
from adjudicator.services.progress import read_progress
from adjudicator.services.proof.ends import read_contest_end
from adjudicator.services.reconciliation.behind import cases_of_line
from adjudicator.services.reconciliation.expected import keep_expected, kept_expected
from adjudicator.services.reconciliation.noting import note_difference
from adjudicator.services.reconciliation.report import read_reconciliation
from adjudicator.services.status import recount_status
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.record import Appended
from tests.services.proof.scenes import SHEETS, close, worked
from tests.support.scene import BOARD, Scene, Sheet

LISTED = "container,precinct,contest,ballot ids\n7,101,Mayor,{seven}\n8,101,Mayor,{eight}\n"
WHOLE = LISTED.format(seven="b1;b2", eight="b3")


def keep(scene: Scene, text: str, person: str = "cora") -> Appended:
    path = scene.path.parent / "expected.csv"
    path.write_text(text)
    return keep_expected(scene.recount, path, scene.identity(person))


def explain(scene: Scene, batch: int) -> Appended:
    votes = [(person, "yes") for person in BOARD] + [("moss", "no")]
    why = "It went to the wrong van."
    note_here(scene.recount, {"moss": scene.identity("moss")})
    return carry(scene.recount, Effect.EXPLAIN, targets.batch(batch), why, votes, scene.board())


def precinct(scene: Scene) -> Line:
    (line,) = read_reconciliation(scene.recount).of(Level.PRECINCT, "mayor")
    return line


def batches(scene: Scene) -> dict[str, int]:
    return {batch.container: batch.number for batch in scene.batches()}


def test_a_recount_with_a_list_that_is_met_closes_as_ever(scene: Scene) -> None:
    keep(scene, WHOLE)
    worked(scene).close_batches(*batches(scene).values())
    assert precinct(scene).balanced is True
    assert read_contest_end(scene.recount, "mayor").differences == ()


def deliver(scene: Scene, text: str) -> None:
    """Import the sheets with that text as a file of the delivery."""
    source = scene.source(SHEETS)
    (source.folder / "sheets.txt").write_text(text)
    Importer(scene.recount, source).run(scene.identity("cora"))


def test_a_file_of_the_delivery_is_no_independent_list(scene: Scene) -> None:
    deliver(scene, WHOLE)
    size = scene.recount.state.size
    with pytest.raises(
        Refusal, match=r"is the file sheets\.txt of the import in entry .* other hands"
    ):
        keep(scene, WHOLE)
    assert scene.recount.state.size == size
    keep(scene, f"{WHOLE}\n")


def test_a_list_that_comes_with_a_later_delivery_is_one_no_more(scene: Scene) -> None:
    keep(scene, WHOLE)
    deliver(scene, WHOLE)
    with pytest.raises(Refusal, match=r"kept in entry .* is the file sheets\.txt of the import"):
        kept_expected(scene.recount)
    keep(scene, f"{WHOLE}\n")
    assert kept_expected(scene.recount) is not None


def ready(scene: Scene) -> list[int]:
    return [batch.number for batch in recount_status(scene.recount).ready]


def test_a_ballot_too_few_holds_its_batch_and_the_contest_until_the_board_explains(
    scene: Scene,
) -> None:
    keep(scene, LISTED.format(seven="b1;b2", eight="b3;b9"))
    worked(scene)
    seven, eight = batches(scene)["7"], batches(scene)["8"]
    assert ready(scene) == [seven], "what a difference holds is not offered to be closed"
    assert "1 batch is ready to close." in recount_status(scene.recount).waiting
    scene.close_batches(seven)
    with pytest.raises(Refusal, match=r"1 of 2 flagged ballots are here, .* Missing: b9"):
        scene.close_batches(eight)
    assert {x.record.container: x.state for x in read_progress(scene.recount).batches} == {
        "7": "CLOSED",
        "8": "SHORT 1",
    }
    motion = explain(scene, eight)
    assert ready(scene) == [eight]
    scene.close_batches(eight)
    (difference,) = read_contest_end(scene.recount, "mayor").differences
    assert difference.row == (eight, 2, 1, motion.index)
    close(scene, "mayor")
    told = read_reconciliation(scene.recount)
    assert precinct(scene).balanced is False
    assert not told.unexplained
    (explanation,) = told.explanations(precinct(scene))
    assert explanation.sentence == (
        f"entry {motion.index}, by 2 to 1 (Judge Kelly yes, Lou Lewis yes, Mo Moss no): "
        "It went to the wrong van."
    )
    assert verify(scene.path, jobs=1).outcome is Outcome.ALONE


def test_a_list_kept_after_the_closes_holds_the_contest(scene: Scene) -> None:
    worked(scene).close_batches(*batches(scene).values())
    keep(scene, LISTED.format(seven="b1;b2;b9", eight="b3"))
    (waits,) = read_contest_end(scene.recount, "mayor").waits
    assert "2 of 3 flagged ballots are here, 1 is missing." in waits


def test_a_misfiled_ballot_makes_both_its_places_false(scene: Scene) -> None:
    keep(scene, LISTED.format(seven="b1", eight="b2;b3"))
    worked(scene)
    found = differences(scene.recount, batches(scene).values())
    assert [each.row for each in found] == [(1, 1, 2, None), (2, 2, 1, None)]
    for each in found:
        assert (
            "Ballot b2 stands in precinct 101, ED, container 7 and is listed for precinct 101, "
            "ED, container 8."
        ) in each.words


def test_a_note_tells_what_somebody_knows_and_lets_nothing_close(scene: Scene) -> None:
    keep(scene, LISTED.format(seven="b1;b2;b9", eight="b3"))
    worked(scene)
    note_difference(scene.recount, precinct(scene), "The van came late.", scene.identity("cora"))
    found = read_reconciliation(scene.recount)
    (note,) = found.noted(precinct(scene))
    assert note.sentence.endswith("The van came late. Noted by Cora Clay.")
    assert found.unexplained
    with pytest.raises(Refusal, match="The board has not explained it"):
        scene.close_batches(batches(scene)["7"])


def test_where_the_machine_knows_only_the_precinct_its_last_batch_does_not_close(
    scene: Scene,
) -> None:
    def count(bucket: str, n: int) -> MachineCount:
        return MachineCount(Cell("mayor", "p1", "all", "accepted"), bucket, n)

    counts = [count(UNDER, 4), count(OVER, 0), count("ann", 96), count(BALLOTS, 100)]
    Importer(scene.recount, scene.source(SHEETS), counts=counts).run(scene.identity("cora"))
    scene.pile()
    scene.sit()
    for case in scene.cases():
        scene.rule(case)
    seven, eight = batches(scene)["7"], batches(scene)["8"]
    scene.close_batches(seven)
    with pytest.raises(Refusal, match=r"precinct 101: 3 of 4 flagged ballots are here"):
        scene.close_batches(eight)
    explain(scene, eight)
    scene.close_batches(eight)
    (difference,) = read_contest_end(scene.recount, "mayor").differences
    assert difference.row[:3] == (eight, 2, 1)


def test_where_several_may_be_voted_for_the_close_states_votes(scene: Scene) -> None:
    def count(bucket: str, n: int) -> MachineCount:
        return MachineCount(Cell("council", "p1", "election_day", "accepted"), bucket, n)

    counts = [count(UNDER, 5), count(OVER, 0), count("cy", 195), count(BALLOTS, 100)]
    sheets = [Sheet(1, ("ann",), ("cy",)), Sheet(2, ("ann",), ())]
    Importer(scene.recount, scene.source(sheets), counts=counts).run(scene.identity("cora"))
    scene.pile()
    (difference,) = differences(scene.recount, [1])
    assert difference.row == (1, 5, 3, None), "undervotes: one and two are here, five were counted"
    assert "The machine counted 0 overvotes and 5 undervotes" in difference.words


def test_only_an_officer_keeps_a_list_and_the_newest_counts(scene: Scene) -> None:
    with pytest.raises(Refusal, match="a clerk or a member of the board keeps the list"):
        keep(scene, WHOLE, "ortiz")
    assert kept_expected(scene.recount) is None
    keep(scene, LISTED.format(seven="b1", eight="b3"))
    newest = keep(scene, WHOLE)
    kept = kept_expected(scene.recount)
    assert kept is not None
    assert (kept.entry, kept.by, kept.ballots.flagged) == (newest.index, "Cora Clay", 3)


@pytest.mark.parametrize("how", ["is not in this folder", "was altered in this folder"])
def test_a_list_that_is_taken_away_or_altered_lets_nothing_close(scene: Scene, how: str) -> None:
    keep(scene, LISTED.format(seven="b1;b2;b9", eight="b3"))
    worked(scene)
    (kept,) = (scene.path / "documents").iterdir()
    if "altered" in how:
        kept.chmod(0o600)
        kept.write_text(WHOLE)
    else:
        kept.unlink()
    assert ready(scene) == []
    with pytest.raises(Refusal, match=how):
        scene.close_batches(batches(scene)["7"])
    found = read_reconciliation(scene.recount)
    assert how in found.trouble
    assert found.balanced is not True


def test_the_cases_behind_a_place_are_those_that_stand_there(scene: Scene) -> None:
    keep(scene, WHOLE)
    worked(scene)
    found = read_reconciliation(scene.recount)
    lines = {line.place.container: line for line in found.of(Level.CONTAINER)}
    cases = cases_of_line(scene.recount, lines["7"])
    assert {case.row.ballot for case in cases} == {"b1", "b2"}


def test_a_void_import_is_not_here(scene: Scene) -> None:
    keep(scene, WHOLE)
    report = scene.import_sheets(SHEETS)
    assert precinct(scene).balanced is True
    assert report.entry is not None
    scene.void(report.entry)
    assert precinct(scene).astray.missing == ("b1", "b2", "b3")
