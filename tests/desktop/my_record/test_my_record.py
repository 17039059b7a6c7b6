"""An observer's own record on the screen, over a real recount."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.my_record.my_record_screen import NOBODY, MyRecordScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.objections import Ground
from adjudicator.services.attesting import withdraw
from tests.desktop.support import press, settled
from tests.support.boardroom import OVERVOTE, Boardroom
from tests.support.scene import passphrase


@pytest.fixture
def room(tmp_path: Path) -> Boardroom:
    """Ortiz has three objections: one rejected, one withdrawn, one open; the first batch waits."""
    made = Boardroom.begun(tmp_path)
    mayor = made.mayor()
    for case in mayor[:4]:
        made.rule(case, OVERVOTE)
    made.objects("ortiz", mayor[0], Ground.SHOULD_COUNT, "ann")
    made.board_rules(mayor[0])
    entry = made.objects("ortiz", mayor[1], Ground.PROCEDURE)
    withdraw(made.recount, made.seating.seat("ortiz"), entry)
    made.objects("ortiz", mayor[2], Ground.SHOULD_COUNT, "bob")
    return made


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, room: Boardroom) -> MyRecordScreen:
    window.adopt(room.recount, "overview")
    settled(qtbot, window)
    press(window, "Ctrl+Shift+Y")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, MyRecordScreen)
    return shown


def _fail(failure: Failure) -> None:
    pytest.fail(failure.sentence)


@pytest.mark.parametrize(("size", "fitting"), [((1093, 614), 2), ((1366, 768), 3)])
def test_tables_are_no_wider_than_a_small_screen(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen, size: tuple[int, int], fitting: int
) -> None:
    sit(qtbot, window, "ortiz")
    window.resize(*size)
    settled(qtbot, window)
    tables = (screen.objections, screen.attendance, screen.places)[:fitting]
    bars = [table.horizontalScrollBar() for table in tables]
    qtbot.waitUntil(lambda: not any(bar.maximum() for bar in bars))


def sit(qtbot: QtBot, window: MainWindow, *people: str) -> None:
    desk = window.desk
    assert desk is not None

    def come(_recount: object) -> None:
        for person in people:
            desk.seating.sign_in(person, passphrase(person))

    desk.act(come, frozenset({Topic.PEOPLE}), lambda _none: None, _fail)
    settled(qtbot, window)


def test_without_an_observer_here_it_says_whose_page_this_is(screen: MyRecordScreen) -> None:
    assert screen.nobody.isVisible()
    assert screen.nobody.text() == NOBODY
    assert not screen.print.isEnabled()
    assert not screen.objections.isVisible()


def test_every_objection_has_its_number_and_what_became_of_it(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen
) -> None:
    sit(qtbot, window, "ortiz")
    model = screen.objections.filter_model
    told = [(model.index(n, 0).data(), model.index(n, 4).data()) for n in range(model.rowCount())]
    assert [label for label, _ in told] == ["R-001", "R-002", "R-003"]
    assert told[0][1].startswith("rejected by the board, entry ")
    assert told[1][1] == "withdrawn by its maker"
    assert told[2][1] == "filed: waits for the board"
    assert not screen.people.isVisible(), "there is nobody to choose"
    assert screen.header._subject.accessibleName().startswith("Olga Ortiz")


def test_what_waits_stands_first_and_is_gone_once_it_is_answered(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen, room: Boardroom
) -> None:
    sit(qtbot, window, "ortiz", "lee")
    press(window, "Ctrl+L")
    settled(qtbot, window)
    assert screen.person == "lee"
    assert "wait for your answer." in screen.waits.text()
    desk = window.desk
    assert desk is not None
    room.seating = desk.seating
    for batch in {case.batch for case in room.mayor()}:
        room.attest("lee", batch)
    window.refresh()
    settled(qtbot, window)
    assert "wait for your answer." not in screen.waits.text()


def test_counts_stand_by_table_and_by_batch_in_the_five_states(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen
) -> None:
    sit(qtbot, window, "ortiz")
    model = screen.places.filter_model
    headings = [
        str(model.headerData(n, screen.places.horizontalHeader().orientation())).replace("\n", " ")
        for n in range(model.columnCount())
    ]
    assert headings[2:7] == [
        "signed, no objection",
        "signed, objection",
        "declined to sign",
        "present, did not answer",
        "not at the table",
    ]
    rows = screen.places.shown()
    tables = [row for row in rows if not row.state]
    batches = [row for row in rows if row.state]
    assert sum(row.counts.rulings for row in tables) == 4
    assert sum(row.counts.rulings for row in batches) == 4
    assert "The board" in [row.place for row in tables]
    assert batches[0].place.startswith("Batch ")
    assert batches[0].state.startswith("open")


def test_comings_and_goings_stand_with_their_times(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen
) -> None:
    sit(qtbot, window, "ortiz")
    model = screen.attendance.filter_model
    assert [model.index(n, 1).data() for n in range(model.rowCount())] == ["came", "left", "came"]


def test_an_objection_opens_its_ballot(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen
) -> None:
    sit(qtbot, window, "ortiz")
    screen.objections.setFocus()
    press(window, "Return")
    qtbot.waitUntil(lambda: window.stack.shown == "review")
    settled(qtbot, window)


def test_the_page_is_made_by_its_key(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    sit(qtbot, window, "ortiz")
    press(window, "Ctrl+P")
    settled(qtbot, window)
    path = Path(opened[0].toLocalFile())
    assert path.name == "my-record-ortiz.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert screen.banner.sentence == f"{path} is made."


def test_three_waiting_lines_are_seen_whole_and_more_are_moved(
    qtbot: QtBot, window: MainWindow, screen: MyRecordScreen
) -> None:
    sit(qtbot, window, "ortiz")
    qtbot.waitUntil(screen.waits.isVisible)
    window.resize(1366, 768)
    (area,) = (
        found
        for found in screen.findChildren(QScrollArea)
        if found.accessibleName() == "What waits for you"
    )
    screen.waits.setText("\n".join(["A line that waits."] * 3))
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    screen.waits.setText("\n".join(["A line that waits."] * 4))
    line = screen.waits.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: line // 2 < area.verticalScrollBar().maximum() <= line)
