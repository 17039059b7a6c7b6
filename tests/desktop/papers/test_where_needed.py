"""Papers where they are needed: a copy of an objection, the docket, the page of a recess."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.papers.objection_copy import NONE_YET
from adjudicator.desktop.papers.printer import Printer
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.services.recount import Recount
from tests.desktop.recounts import PASSPHRASES, ready_recount, seat_team
from tests.desktop.support import dialog, press, settled, write
from tests.interchange.papers.reading import read_pages

OPENED = "This computer has no print command (lp of CUPS); it is opened, to be printed from there."


@pytest.fixture(autouse=True)
def viewer(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files shown in the computer's viewer."""
    shown: list[Path] = []

    def note(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return shown


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    ready_recount(tmp_path).close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    seat_team(window.desk.seating)
    return window.desk.recount


def no_printer(printer: Printer) -> None:
    printer._find = lambda _name: None


def review(qtbot: QtBot, window: MainWindow) -> ReviewPage:
    window.show_review(1)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    shown = page.review
    assert shown is not None
    qtbot.waitUntil(lambda: shown.flow.shown)
    assert page.copies is not None
    no_printer(page.copies.printer)
    return page


def docket(qtbot: QtBot, window: MainWindow) -> DocketScreenPage:
    window.show_screen("docket")
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    no_printer(page.copies.printer)
    return page


def words(path: Path) -> str:
    return " ".join(page.words for page in read_pages(path.read_bytes()))


@pytest.mark.usefixtures("recount")
def test_an_objection_just_filed_is_printed_with_one_key(
    qtbot: QtBot, window: MainWindow, viewer: list[Path]
) -> None:
    shown = review(qtbot, window).review
    assert shown is not None
    press(window, "Ctrl+P")
    assert shown.bar.message == f"! {NONE_YET}"
    assert shown.bar.copy.isHidden()
    press(window, "Shift+F5", "1", "1", "Return")
    settled(qtbot, window)
    qtbot.waitUntil(shown.bar.copy.isVisible)
    assert shown.bar.copy.text() == "Copy of R-001 (Ctrl+P)"
    height = shown.bar.height()
    press(window, "Ctrl+P")
    qtbot.waitUntil(lambda: bool(viewer))
    assert viewer[0].name == "objection-R-001.pdf"
    assert "R-001" in words(viewer[0])
    assert shown.bar.message == f"! papers/objection-R-001.pdf is made. {OPENED}"
    assert shown.bar.height() == height, "nothing of the ballot is pushed away"
    press(window, "B", "Return")
    assert shown.flow.proposed is not None, "the team goes on meanwhile"


@pytest.mark.usefixtures("recount")
def test_the_same_by_the_quiet_word(qtbot: QtBot, window: MainWindow, viewer: list[Path]) -> None:
    shown = review(qtbot, window).review
    assert shown is not None
    press(window, "Shift+F5", "7", "Return")
    settled(qtbot, window)
    qtbot.waitUntil(shown.bar.copy.isVisible)
    QTest.mouseClick(shown.bar.copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(viewer))
    assert viewer[0].name == "objection-R-001.pdf"


@pytest.mark.usefixtures("recount")
def test_the_docket_prints_its_list(qtbot: QtBot, window: MainWindow, viewer: list[Path]) -> None:
    page = docket(qtbot, window)
    press(window, "Ctrl+P")
    qtbot.waitUntil(lambda: bool(viewer))
    assert page.banner.sentence == f"papers/docket.pdf is made. {OPENED}"
    press(window, "Alt+L")
    qtbot.waitUntil(lambda: len(viewer) == 2)
    assert "Docket" in words(viewer[1])


def test_after_a_recess_the_page_for_the_door_is_offered(
    qtbot: QtBot, window: MainWindow, recount: Recount, viewer: list[Path]
) -> None:
    assert window.desk is not None
    for person in ("chair1", "member1"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    page = docket(qtbot, window)
    press(window, "Ctrl+Shift+E")
    form = dialog(qtbot, window, RecessForm)
    write(form, "7:00 a.m.")
    press(form, "Return")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: "In recess until 7:00 a.m." in page.banner.sentence)
    press(window, "Alt+P")
    qtbot.waitUntil(lambda: bool(viewer))
    told = words(viewer[0])
    assert "7:00 a.m." in told
    assert recount.record_code() in told
