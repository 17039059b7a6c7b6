"""``locate``: every flagged page is looked at, and what was not located is named."""

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from adjudicator.cli.main import main
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.locating.looking import make_plan
from adjudicator.services.locating.turn import turn
from adjudicator.storage.findings import FindingCache
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.support.boardroom import Boardroom
from tests.support.findings import page_finding
from tests.support.printed_pages import Printed, printed_recount


def test_pages_are_looked_at_once_and_told_by_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recount = printed_recount(tmp_path, [Printed(), Printed(back=True)])
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter())
    lost = next(case for case in cases if case.row.ballot == "b2")
    folder = str(recount.folder.path)
    recount.close()
    assert main(["locate", folder, "--workers", "1"]) == 1
    told = capsys.readouterr().out
    assert "2 pages looked at, 0 not opened." in told
    assert "      1  Located\n" in told
    assert f"- Case {spoken(lost.number)}, ballot b2, Container 1, position 2, image" in told
    assert main(["locate", folder, "--json"]) == 1
    value = json.loads(capsys.readouterr().out)
    assert {c["ballot"]: c["standing"] for c in value["cases"]} == {
        "b1": "located",
        "b2": "not_located",
    }
    assert value["pages"] == 2
    ink = {c["ballot"]: c["ink"] for c in value["cases"]}
    assert ink["b2"] is None, "nothing is measured where nothing is located"
    assert ink["b1"] is not None
    assert ink["b1"]["fullest"] <= ink["b1"]["darkest"] < 50
    assert (ink["b1"]["plain"], ink["b1"]["outside"], ink["b1"]["image"]) == (
        True,
        0.0,
        ["one_bit"],
    )


def test_without_a_reference_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = Boardroom.with_room(tmp_path)
    folder = str(room.path)
    room.recount.close()
    assert main(["locate", folder]) == 0
    assert "No reference page is recorded" in capsys.readouterr().out
    assert main(["locate", folder, "--workers", "0"]) == 2


def test_it_waits_for_a_window_that_looks_at_the_same_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Boardroom.with_room(tmp_path)
    window = ExitStack()
    window.enter_context(turn(room.recount.folder))
    waited: list[float] = []

    def pass_time(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            window.close()

    monkeypatch.setattr("adjudicator.cli.locate.pause", pass_time)
    room.recount.close()
    assert main(["locate", str(room.path)]) == 0
    assert len(waited) == 2
    assert capsys.readouterr().err == "Waiting for a window that looks at these pages now.\n"


def test_why_it_stopped_and_what_was_done_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recount = printed_recount(tmp_path, [Printed(), Printed()])
    plan, folder = make_plan(recount), str(recount.folder.path)
    recount.folder.image(plan.references[0].image).unlink()
    assert main(["locate", folder, "--workers", "1"]) == 1
    missing = (
        "The reference page (front of ballot style 7) is missing. Every ballot can be ruled on. "
        "Bring the image back from the second path, or draw the reference on another page."
    )
    assert capsys.readouterr().err == f"No page was looked at. {missing} Nothing was changed.\n"
    task = plan.waiting[0]
    found = page_finding(task.image, (), page=task.page)
    FindingCache.of(recount.folder).keep([(task.style, found)], plan.key)
    recount.close()
    assert main(["locate", folder, "--workers", "1"]) == 1
    told = capsys.readouterr().err
    assert told == f"1 of 2 pages were looked at. {missing} The record is unchanged.\n"
