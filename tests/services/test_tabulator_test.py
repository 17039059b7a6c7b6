"""The tabulators' test is asked for in a recount that counts, and stands in the opening report."""

from datetime import date
from pathlib import Path

import pytest

from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import Refusal
from adjudicator.services.next_steps import Way, next_steps
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.recount import Recount
from adjudicator.services.status import recount_status
from adjudicator.services.tabulator_test import REMINDER, TabulatorTest, note_test
from tests.interchange.papers.reading import read_pages
from tests.support.scene import Scene

TEST = TabulatorTest(date(2018, 11, 10), "the central scanner", passed=True)


def asked_for(scene: Scene) -> bool:
    status = recount_status(scene.recount)
    steps = [(step.sentence, step.way) for step in next_steps(scene.recount, status)]
    told = (REMINDER, Way.TABULATOR_TEST) in steps
    assert told == (REMINDER in status.waiting)
    return told


def test_a_recount_that_counts_reminds_of_the_test_until_it_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene.copy_of_constituted(tmp_path)
    assert not asked_for(scene), "nobody tests tabulators for a demonstration"
    monkeypatch.setattr(Recount, "purpose", property(lambda _self: Purpose.RECOUNT))
    assert asked_for(scene)
    clerk = scene.identity("cora")
    for spoiled, why in (
        (TabulatorTest(TEST.held, " ", passed=True), "say which tabulators"),
        (TabulatorTest(TEST.held, "1", passed=True, report=tmp_path / "no.pdf"), "cannot be read"),
    ):
        with pytest.raises(Refusal, match=why):
            note_test(scene.recount, spoiled, [clerk])
    note_test(scene.recount, TEST, [clerk, scene.identity("kelly")], ["ortiz"])
    assert not asked_for(scene)
    pages = read_pages(gather(scene.recount, Kind.OPENING_REPORT).render())
    printed = " ".join(" ".join(page.texts) for page in pages)
    assert "Test of the tabulators" in printed
    assert "every result was as expected." in " ".join(printed.split())
    scene.recount.close()
