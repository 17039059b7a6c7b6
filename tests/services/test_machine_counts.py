"""Nothing is counted before twice, and nothing the machine counted is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from adjudicator.domain.ballots import Lot
from adjudicator.domain.tally import BALLOTS, UNDER, Cell, ContestTally, MachineCount
from adjudicator.interchange.sources.counts_alone import CountsAlone
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.exporting.export import export_record
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Importer
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.status import recount_status
from adjudicator.services.tallying import tally_lines
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.support.scene import BOARD, Scene, Sheet

WHOLE = (*(Sheet(n, ("ann",)) for n in range(1, 6)), Sheet(6))


def counts(precinct: str = "p1", ann: int = 50) -> list[MachineCount]:
    cell = Cell("mayor", precinct, "election_day", "accepted")
    rows = {"ann": ann, "bob": 40, "over": 0, UNDER: 2, BALLOTS: ann + 42}
    return [MachineCount(cell, bucket, n) for bucket, n in rows.items()]


def bring(scene: Scene, *sheets: Sheet, complete: bool = False, **more: object) -> ImportReport:
    source = scene.source(sheets, complete=complete)
    importer = Importer(scene.recount, source, **more)  # type: ignore[arg-type]  # by name
    return importer.run(scene.identity("cora"))


def mayor(scene: Scene) -> ContestTally:
    with scene.recount.reading() as connection:
        lines = tally_lines(connection, scene.recount.election)
    return next(line.tally for line in lines if line.tally.contest.id == "mayor")


def test_the_same_counts_with_a_second_delivery_are_refused(scene: Scene) -> None:
    bring(scene, Sheet(1), counts=counts())
    with pytest.raises(UsageError, match="are in the record already"):
        bring(scene, Sheet(2), counts=counts())
    assert dict(mayor(scene).choices)["ann"].before == 50


def test_a_later_delivery_of_flagged_sheets_adds_nothing_to_counts_that_are_whole(
    scene: Scene,
) -> None:
    bring(scene, Sheet(1), counts=counts())
    bring(scene, Sheet(2))
    assert mayor(scene).under.before == 2
    assert mayor(scene).balanced is True


def test_counts_of_another_precinct_are_welcome(scene: Scene) -> None:
    bring(scene, Sheet(1), counts=counts())
    bring(scene, Sheet(2, precinct="p2"), counts=counts("p2", 7))
    assert dict(mayor(scene).choices)["ann"].before == 57


def test_flagged_sheets_alone_are_never_called_balanced(scene: Scene) -> None:
    bring(scene, Sheet(1), Sheet(2))
    bring(scene, Sheet(3))
    assert mayor(scene).under.before == 3
    assert mayor(scene).balanced is None


def test_one_source_without_a_number_of_ballots_leaves_the_whole_contest_unchecked(
    scene: Scene,
) -> None:
    bring(scene, Sheet(1), counts=counts())
    bring(scene, Sheet(2, precinct="p2"))
    assert mayor(scene).balanced is None


def test_a_sheet_whose_image_is_bad_still_counts_as_the_machine_counted_it(scene: Scene) -> None:
    source = scene.source(WHOLE, complete=True)
    (source.folder / "3.png").write_bytes(b"torn")
    report = Importer(scene.recount, source).run(scene.identity("cora"))
    assert len(report.quarantined) == 1
    assert dict(mayor(scene).choices)["ann"].before == 5
    assert mayor(scene).ballots == 6
    assert mayor(scene).balanced is True


def test_a_lot_apart_counts_when_the_board_lets_it_in(scene: Scene) -> None:
    apart = Sheet(7, ("bob",), lot=Lot.NOT_COUNTED)
    report = bring(scene, *WHOLE, apart, complete=True)
    scene.pile()
    assert dict(mayor(scene).choices)["bob"].before == 0
    assert report.entry is not None
    scene.release(report.entry, Lot.NOT_COUNTED)
    assert dict(mayor(scene).choices)["bob"].before == 1
    assert mayor(scene).balanced is True


def test_images_seen_before_are_told(scene: Scene) -> None:
    bring(scene, Sheet(1))
    report = bring(scene, Sheet(1, container="8"))
    (sentence,) = report.duplicates
    assert "in the record already under another sheet" in sentence


def replace_counts(scene: Scene, entry: int) -> None:
    votes = [(person, "yes") for person in BOARD]
    target = targets.import_(entry)
    why = "Tabulator 3 was read twice."
    carry(scene.recount, Effect.REPLACE_COUNTS, target, why, votes, scene.board())


def test_counts_the_board_replaced_are_brought_by_a_later_import(
    scene: Scene, tmp_path: Path
) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("as delivered")
    alone = Importer(scene.recount, CountsAlone(table), counts=counts(ann=47))
    first = bring(scene, Sheet(1), Sheet(2), counts=counts())
    scene.pile()
    scene.sit()
    scene.rule(scene.cases()[0])
    assert dict(mayor(scene).choices)["ann"].after == 51
    with pytest.raises(UsageError, match="none are missing"):
        alone.run(scene.identity("cora"))
    assert first.entry is not None
    replace_counts(scene, first.entry)
    assert dict(mayor(scene).choices)["ann"].before == 0
    cell = Cell("mayor", "p2", "election_day", "accepted")
    stray = Importer(scene.recount, CountsAlone(table), counts=[MachineCount(cell, "ann", 1)])
    with pytest.raises(UsageError, match="say nothing of Mayor in 101, whose counts were repl"):
        stray.run(scene.identity("cora"))
    report = alone.run(scene.identity("cora"))
    assert (report.sheets, report.cases) == (0, 0)
    after = mayor(scene)
    assert dict(after.choices)["ann"].before == 47
    assert dict(after.choices)["ann"].after == 48, "rulings stay"
    assert after.balanced is True
    status = recount_status(scene.recount)
    assert not any("pile" in sentence for sentence in status.waiting), "there are no cases to pile"
    assert report.entry is not None
    replace_counts(scene, report.entry)
    with pytest.raises(Refusal, match=rf"Import {report.entry} brought counts without ballots"):
        alone.run(scene.identity("cora"))
    scene.void(report.entry)
    alone.run(scene.identity("cora"))
    assert dict(mayor(scene).choices)["ann"].after == 48
    out = tmp_path / "out"
    export_record(scene.recount, out, scene.identity("cora"), everything=True)
    assert verify(out, jobs=1).outcome is Outcome.ALONE
    said = subprocess.run(
        [sys.executable, out / "verify_recount.py", out, "--jobs", "1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1, said.stdout + said.stderr
    assert "consistent in itself" in said.stdout


def test_counts_of_a_lot_apart_cannot_be_replaced(scene: Scene) -> None:
    report = bring(scene, Sheet(1), Sheet(7, lot=Lot.NOT_COUNTED), counts=counts())
    assert report.entry is not None
    with pytest.raises(Refusal, match="whose own counts no later import can bring again"):
        replace_counts(scene, report.entry)
    assert dict(mayor(scene).choices)["ann"].before == 50
