import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.importing.form import SourceForm
from adjudicator.desktop.importing.import_screen import ImportScreen
from adjudicator.desktop.importing.run import Chosen, ImportRun
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.ballots import Lot
from adjudicator.services.people import identity
from adjudicator.storage.queries.imports import list_imports
from tests.desktop.recounts import PASSPHRASES, make_recount, make_source
from tests.desktop.support import dialog, enlarge, press, settled, sign, write

BOARD = {p: PASSPHRASES[p] for p in ("chair1", "member1")}
CLERK = {"clerk1": PASSPHRASES["clerk1"]}


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ImportScreen:
    window.adopt(make_recount(tmp_path / "recount"), "import")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ImportScreen)
    return shown


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path / "source")


def hit(button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.keyClick(button, Qt.Key.Key_Space)


def look(qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path) -> None:
    screen.form.source.line.setFocus()
    write(window, str(source))
    press(window, "Return")
    settled(qtbot, window)


def run(qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path) -> None:
    look(qtbot, window, screen, source)
    hit(screen.form.run)
    sign(qtbot, window, **CLERK)
    settled(qtbot, window)


def words_stand_below_their_pictures(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen
) -> None:
    """In large text nothing of a preview lies over anything else."""
    enlarge(window)
    settled(qtbot, window)
    cards = screen.preview._cards
    assert len(cards) == 5
    for card in cards:
        picture, first, second = card.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        assert picture.geometry().bottom() < first.geometry().top()
        assert first.geometry().bottom() < second.geometry().top()
    for _ in range(10):
        window._look.smaller()
    settled(qtbot, window)


def test_ten_ballots_are_shown_before_anything_is_taken(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    assert not screen.form.run.isEnabled()
    look(qtbot, window, screen, source)
    assert screen.preview.title.text().startswith("The first 5 of 5 sheets, read as: plain")
    words_stand_below_their_pictures(qtbot, window, screen)
    assert screen.form.run.isEnabled()
    assert screen.imports.table.shown() == []


def test_a_source_that_is_none_says_what_was_looked_for(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    look(qtbot, window, screen, empty)
    assert "This is nothing the program can import." in screen.banner.sentence
    assert not screen.form.run.isEnabled()


def test_ballots_are_imported_compared_and_piled_by_keyboard(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    screen.form.counts.set_path(source / "counts.csv")
    run(qtbot, window, screen, source)
    said = "5 sheets with 5 cases are in the record. Nothing was set aside."
    assert screen.banner.sentence == said
    assert [(c, n) for _, c, n in screen.report.flagged.shown()] == [
        ("blank", 3),
        ("overvote", 2),
    ]
    agrees = [row.agrees for row in screen.report.compared.shown()]
    assert agrees == [True, True]
    assert [line.state for line in screen.imports.table.shown()] == ["waits for the pile"]
    hit(screen.imports.pile)
    sign(qtbot, window, **BOARD)
    assert screen.banner.sentence == "The pile of 5 cases is closed. Teams can begin."
    assert [line.state for line in screen.imports.table.shown()] == ["in a closed pile"]
    assert not screen.imports.pile.isEnabled()


def test_what_cannot_be_used_is_listed_with_its_reason(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    (source / "b2.png").write_bytes(b"no image")
    shutil.copy(source / "b1.png", source / "b4.png")
    run(qtbot, window, screen, source)
    assert "1 sheet could not be used" in screen.banner.sentence
    kinds = [row.kind for row in screen.report.aside.shown()]
    assert sorted(kinds) == ["Quarantined", "Twice"]
    assert screen.report.tabs.currentWidget() is screen.report.aside


def test_a_layout_that_cannot_be_used_is_told_before_and_after_and_costs_no_ballot(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    manifest = source / "manifest.csv"
    head, first, *rest = manifest.read_text("utf-8").splitlines()
    lines = [f"{head},layout", f"{first},l.json", *rest]
    manifest.write_text("\n".join(lines), "utf-8")
    (source / "l.json").write_text(
        '{"width": 340, "height": 440, "contests": [["mayor", NaN, 9, 90, 90]], "targets": []}'
    )
    look(qtbot, window, screen, source)
    card = screen.preview._cards[0]
    shown = [part.text() for part in card.findChildren(QLabel)]
    assert shown[-1] == "a layout of it cannot be used"
    assert "x of the box of mayor is NaN, no number of pixels" in card.accessibleName()
    hit(screen.form.run)
    sign(qtbot, window, **CLERK)
    settled(qtbot, window)
    assert screen.banner.sentence == (
        "5 sheets with 5 cases are in the record. 1 layout could not be used and stands under "
        "\u201cSet aside\u201d: the sheet was taken, and no vote depends on it."
    )
    (row,) = screen.report.aside.shown()
    assert (row.kind, row.where) == ("Layout left out", "manifest.csv, row 2, column layout")
    assert "x of the box of mayor is NaN" in row.words
    assert "confirm a reference page (screen References)" in row.words


def test_with_large_text_the_report_is_moved_into_sight(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    enlarge(window)
    settled(qtbot, window)
    run(qtbot, window, screen, source)
    assert screen.pages.geometry().top() > screen.form.geometry().bottom()
    table = screen.report.flagged
    last = table.visualRect(table.model().index(1, 0))
    qtbot.waitUntil(lambda: table.visibleRegion().boundingRect().contains(last))


def test_a_cancelled_import_leaves_nothing(
    qtbot: QtBot, screen: ImportScreen, source: Path
) -> None:
    recount = screen.recount
    clerk = identity(recount, "clerk1", PASSPHRASES["clerk1"])
    stopped: list[bool] = []
    running = ImportRun(screen.desk, Chosen(source), screen)
    running.cancelled.connect(lambda: stopped.append(True))
    running.cancel()
    running.start(clerk)
    qtbot.waitUntil(lambda: bool(stopped))
    with recount.reading() as connection:
        assert list_imports(connection) == []
    left = [p for p in (recount.folder.path / "images").rglob("*") if len(p.name) == 64]
    assert left == []


def test_the_board_declares_an_import_void_with_a_reason(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    run(qtbot, window, screen, source)
    hit(screen.imports.void)
    signing = dialog(qtbot, window, SigningDialog)
    assert not signing.record_button.isEnabled()
    signing.reason.setFocus()
    write(signing, "The wrong folder.")
    sign(qtbot, window, **BOARD)
    assert [line.state for line in screen.imports.table.shown()] == ["declared void"]


def test_the_board_lets_a_lot_in_and_no_duplicate_beside_its_original(
    qtbot: QtBot, window: MainWindow, screen: ImportScreen, source: Path
) -> None:
    manifest = source / "manifest.csv"
    lots = ("lot,remakes", "provisional,", ",", ",", ",", ",b4")
    rows = zip(manifest.read_text(encoding="utf-8").splitlines(), lots, strict=True)
    manifest.write_text("".join(f"{row},{lot}\n" for row, lot in rows), encoding="utf-8")
    run(qtbot, window, screen, source)
    hit(screen.imports.pile)
    sign(qtbot, window, **BOARD)
    (line,) = screen.imports.table.shown()
    apart = {lot.lot: lot for lot in line.held_back}
    assert set(apart) == {Lot.PROVISIONAL, Lot.AWAITING_DUPLICATE}
    for lot in (Lot.PROVISIONAL, Lot.AWAITING_DUPLICATE):
        screen.imports._release(line, apart[lot])
        signing = dialog(qtbot, window, SigningDialog)
        signing.reason.setFocus()
        write(signing, "The seal was whole.")
        sign(qtbot, window, **BOARD)
        if lot is Lot.PROVISIONAL:
            assert "is released." in screen.banner.sentence
    assert "b4 and b5 are an original and its duplicate, and both would" in signing.banner.sentence
    signing.reject()
    (line,) = screen.imports.table.shown()
    assert [lot.lot for lot in line.held_back] == [Lot.AWAITING_DUPLICATE]


def test_counts_alone_need_no_look_and_ballots_do(qtbot: QtBot) -> None:
    form = SourceForm()
    qtbot.addWidget(form)
    assert not form.run.isEnabled()
    form.counts.set_path(Path("counts.csv"))
    assert form.run.isEnabled()
    assert not form.look.isEnabled()
    chosen = form.chosen()
    assert chosen is not None
    assert (chosen.source, chosen.name) == (None, "counts.csv")
    form.source.set_path(Path("backup"))
    assert not form.run.isEnabled(), "ballots are looked at first"
