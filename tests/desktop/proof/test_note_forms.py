"""What was handed over and the tabulators' test are noted on Orders; an export is rehearsed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.entries.record_screen import RecordScreen
from adjudicator.desktop.orders.orders_screen import OrdersScreen
from adjudicator.desktop.proof.export_form import ExportPane
from adjudicator.desktop.proof.note_panes import HandoverPane, TabulatorPane
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from tests.desktop.recounts import PASSPHRASES, ready_recount
from tests.desktop.support import dialog, press, settled, sign, write

CLERK = {"clerk1": PASSPHRASES["clerk1"]}


def test_the_forms_are_filled_in_by_keyboard_and_stand_among_the_notes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(ready_recount(tmp_path), "orders")
    settled(qtbot, window)
    orders = window.stack.currentWidget()
    assert isinstance(orders, OrdersScreen)
    upload = tmp_path / "returns.txt"
    upload.write_text("Mayor;Ada Palm;151\n")
    press(window, "Ctrl+E")
    signing = dialog(qtbot, window, SigningDialog)
    assert signing.lacking.text() == "Still needed: what was handed over."
    write(signing, str(upload))
    press(signing, "Alt+T")
    write(signing, "Division of Elections")
    assert signing.lacking.text() == "Still needed: by which way."
    press(signing, "Alt+Y")
    write(signing, "upload to the site")
    press(signing, "Alt+H")
    press(signing, "Ctrl+A")
    write(signing, "2025-11-16 11:58")
    pane = signing.findChild(HandoverPane)
    assert isinstance(pane, HandoverPane)
    pane.there["obs1"].setChecked(True)
    sign(qtbot, window, **CLERK)
    said = orders.banner.sentence
    assert "Handed over to Division of Elections by upload to the site on 2025-11-16" in said
    assert said.endswith("That is 2 m 00 s before official returns fell due (Sun 12:00 EST).")
    press(window, "Ctrl+L")
    signing = dialog(qtbot, window, SigningDialog)
    write(signing, "tabulators 1 to 4")
    test = signing.findChild(TabulatorPane)
    assert isinstance(test, TabulatorPane)
    test.held.setText("the tenth")
    assert signing.lacking.text() == "Still needed: the day, such as 2018-11-10."
    test.held.setText("2025-11-07")
    test.result.setCurrentIndex(1)
    sign(qtbot, window, **CLERK)
    newest, older = (line.sentence for line in orders.notes.shown())
    assert newest.startswith(
        "Test of the tabulators: Logic and accuracy, 7 Nov 2025, tabulators 1 to 4: results were "
        "NOT as expected."
    )
    assert older.startswith("Handed over: File returns.txt, SHA-256 ")
    assert "There: Flora Lee." in older


def test_an_export_is_rehearsed_where_exports_are_made(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(ready_recount(tmp_path), "record")
    settled(qtbot, window)
    record = window.stack.currentWidget()
    assert isinstance(record, RecordScreen)
    before, entries = sorted(tmp_path.iterdir()), record.recount.state.size
    press(window, "Ctrl+E")
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(ExportPane)
    assert isinstance(pane, ExportPane)
    assert pane.note.isHidden()
    QTest.keyClick(pane.rehearse, Qt.Key.Key_Space)
    assert signing.record_button.text() == "Rehearse"
    QTest.keyClick(pane.note, Qt.Key.Key_Space)
    sign(qtbot, window, **CLERK)
    qtbot.waitUntil(lambda: "An export would do now" in record.banner.sentence)
    said = record.banner.sentence
    assert f"An export would do now: {entries} entries, " in said
    assert "verify_recount.py: The record is consistent in itself" in said
    assert said.endswith(f"Noted as entry {entries}.")
    assert sorted(tmp_path.iterdir()) == before
