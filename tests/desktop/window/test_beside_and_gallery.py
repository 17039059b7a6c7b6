"""Earlier rulings in Review, and observers at the docket, in the window over a real record."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Fate
from adjudicator.services.objections import register
from tests.desktop.support import press, settled
from tests.support.boardroom import ANN, OVERVOTE, Boardroom
from tests.support.scene import passphrase


def _fail(failure: Failure) -> None:
    pytest.fail(failure.sentence)


def _open(qtbot: QtBot, window: MainWindow, room: Boardroom, *people: str) -> Desk:
    """Show a room in the window and seat people there."""
    window.adopt(room.recount, "overview")
    settled(qtbot, window)
    desk = window.desk
    assert desk is not None
    room.seating = desk.seating

    def come(_recount: object) -> None:
        for person in people:
            desk.seating.sign_in(person, passphrase(person))

    desk.act(come, frozenset({Topic.PEOPLE}), lambda _none: None, _fail)
    settled(qtbot, window)
    return desk


def _press(qtbot: QtBot, window: MainWindow, *keys: str) -> None:
    for key in keys:
        press(window, key)
        settled(qtbot, window)


def test_before_a_ruling_the_panel_says_how_like_ballots_were_ruled_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    room = Boardroom.begun(tmp_path)
    ruled, *rest = room.mayor()
    room.rule(ruled, ANN)
    room.rule(rest[0], OVERVOTE)
    _open(qtbot, window, room, "ada", "ben")
    window.show_review(rest[1].batch, rest[1].number)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    qtbot.waitUntil(lambda: page.review is not None and page.review.flow.shown)
    review, beside = page.review, page.beside
    assert review is not None
    assert beside is not None

    def hint() -> str:
        return review.panel.hint.accessibleName()

    said = "Like this so far: 1 a vote, 1 no vote \u00b7 J shows them"
    qtbot.waitUntil(lambda: hint() == said)
    _press(qtbot, window, "J")
    told = "\n".join(beside.like.rows)
    assert "team: Vote for Ann Ash under (4)(c)15" in told
    assert "team: Too many marked" in told
    _press(qtbot, window, "O", "1", "J")
    assert ["Too many" in row for row in beside.like.rows] == [True]


def test_an_observer_objects_where_the_board_rules_and_answers_its_ruling(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    room = Boardroom.begun(tmp_path)
    case, other, *_ = room.mayor()
    room.send_up(case, other)
    _open(qtbot, window, room, "kelly", "lewis", "moss", "ortiz")
    _press(qtbot, window, "Ctrl+Shift+K", "Return")
    page = window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    docket = page.docket
    qtbot.waitUntil(lambda: docket.flow.shown)
    assert docket.case.bar.observers.words == ["present"]
    assert docket.flow.case is not None
    seal = docket.flow.case.view.seal
    _press(qtbot, window, "O", "1", "Return", "Ctrl+1", "Shift+F5", "1", "1", "Return")
    assert "Objection R-001" in docket.case.call.call.text()
    # What is voted on is what was heard: the proposal is made again, with the objection in sight.
    assert docket.flow.vote.proposed is None
    qtbot.waitUntil(lambda: docket.flow.shown)
    _press(qtbot, window, "O", "1", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    (objection,) = register(room.recount)
    assert objection.fate is Fate.REJECTED
    now = next(c for c in room.cases() if c.seal == seal)
    assert now.status is CaseStatus.RULED_BY_BOARD
    qtbot.waitUntil(lambda: docket.flow.shown)
    assert docket.case.bar.observers.words[0].startswith("present, did not answer \u00b7 1")
    _press(qtbot, window, "F5")
    assert docket.case.bar.observers.words == ["signed, no objection"]


def test_what_the_board_had_begun_is_dropped_when_the_station_is_locked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    room = Boardroom.begun(tmp_path)
    room.send_up(room.mayor()[0])
    desk = _open(qtbot, window, room, "kelly", "lewis", "ortiz")
    _press(qtbot, window, "Ctrl+Shift+K", "Return")
    page = window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    qtbot.waitUntil(lambda: page.docket.flow.shown)
    _press(qtbot, window, "O", "1", "Return", "Shift+F5")
    assert desk.drop_unfinished()
    assert page.docket.flow.vote.proposed is None
    assert page.docket.flow.sentence == ""
    assert not page.docket.case.bar.form.isVisible()
    assert not desk.drop_unfinished()
