"""Cosigning, closing a contest, exporting and finishing, by keyboard, from the screens."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from adjudicator.desktop.entries.record_screen import RecordScreen
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.proof.contest_form import ContestPane
from adjudicator.desktop.proof.cosign_form import HeadsPane
from adjudicator.desktop.proof.export_form import ExportPane
from adjudicator.desktop.proof.finish_form import FinishPane
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.tally.tally_screen import TallyScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.ledger import bodies
from adjudicator.services.exporting.withholding import Kind
from adjudicator.services.next_steps import Way
from adjudicator.services.notes import notes_register
from adjudicator.services.people import identity
from adjudicator.services.presence import note_here
from adjudicator.services.proof.due import cosign
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.tally_hash import tally_hash
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, no_dialog, press, settled, sign, write

BOARD = {p: PASSPHRASES[p] for p in ("chair1", "member1")}


@pytest.fixture
def ruled(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> OverviewScreen:
    """Every case is ruled on; no batch is closed."""
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    assert window.desk is not None
    seat_team(window.desk.seating)
    for batch in (1, 2):
        rule_batch(window.desk.recount, window.desk.seating, batch)
    window.refresh()
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OverviewScreen)
    return shown


def keys(recount: Recount, *people: str) -> list[Signer]:
    opened = {p: identity(recount, p, PASSPHRASES[p]) for p in people}
    note_here(recount, opened)
    return list(opened.values())


def close(window: MainWindow, recount: Recount, batches: list[int], *cosigned: str) -> int:
    """A close by the team; without names nobody has cosigned its head yet."""
    counts = recount.state.close_counts(batches)
    with recount.reading() as connection:
        tally = tally_hash(connection, recount.election)
    fields = bodies.close(
        batches=batches,
        cases=counts.cases,
        ruled=counts.ruled,
        escalated=counts.escalated,
        disp=counts.disp,
        answers=counts.answers,
        absent=counts.absent,
        tally=tally,
    )
    entry = recount.append(fields, keys(recount, "team1", "team2")).index
    if cosigned:
        cosign(recount, keys(recount, *cosigned))
    window.refresh()
    return entry


def go(qtbot: QtBot, window: MainWindow, overview: OverviewScreen, way: Way) -> None:
    settled(qtbot, window)
    overview.next.buttons[way].click()
    settled(qtbot, window)


def test_a_head_that_waits_is_cosigned_by_board_and_party_from_the_overview(
    qtbot: QtBot, window: MainWindow, ruled: OverviewScreen
) -> None:
    entry = close(window, ruled.recount, [1])
    settled(qtbot, window)
    assert ruled.next.sentences[0] == (
        f"The head after entry {entry} (close of batch 1) is to be cosigned by Ada Reyes and Ben "
        "Ortiz, or by the board."
    )
    go(qtbot, window, ruled, Way.COSIGN)
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(HeadsPane)
    assert pane is not None
    assert ruled.recount.record_code() in pane.code.text()
    pane.unsigned.lines["obs2"].setCurrentIndex(1)
    sign(qtbot, window, **BOARD, obs1=PASSPHRASES["obs1"])
    assert no_dialog(window)
    assert ruled.banner.sentence.startswith("Cosigned by ")
    assert Way.COSIGN not in ruled.next.buttons
    (note,) = notes_register(ruled.recount)
    assert note.words == f"Gus Scott declined to cosign the head after entry {entry}."


def test_a_contest_is_closed_with_its_tally_before_the_eyes(
    qtbot: QtBot, window: MainWindow, ruled: OverviewScreen
) -> None:
    close(window, ruled.recount, [1, 2], *BOARD)
    settled(qtbot, window)
    assert ruled.next.sentences == ["Mayor: nothing waits any more. The board can close it."]
    go(qtbot, window, ruled, Way.CONTEST)
    pane = dialog(qtbot, window, SigningDialog).findChild(ContestPane)
    assert pane is not None
    told = [words.text() for words in pane.findChildren(QLabel)]
    assert "Outcome: Ada Palm. Another outcome than before." in told
    assert "Awaiting duplicate: none." in told
    assert pane.figures[1] == ("Ada Palm", "0", "+3", "3")
    assert not pane.waits
    sign(qtbot, window, **BOARD)
    assert ruled.banner.sentence.startswith("Mayor is closed: entry ")
    assert ruled.banner.sentence.endswith("Papers makes its returns and certificate.")
    assert ruled.next.sentences == ["Every contest is closed. Export the record for everyone."]
    window.show_screen("tally")
    settled(qtbot, window)
    press(window, "Ctrl+P")
    tally = window.stack.currentWidget()
    assert isinstance(tally, TallyScreen)
    qtbot.waitUntil(lambda: "papers/certificate-mayor-at-" in tally.banner.sentence)
    assert "papers/returns-mayor-at-" in tally.banner.sentence


def test_what_waits_in_a_contest_is_said_and_nothing_can_be_signed(
    qtbot: QtBot, window: MainWindow, ruled: OverviewScreen
) -> None:
    assert ruled.isVisible()
    window.show_screen("tally")
    settled(qtbot, window)
    press(window, "Ctrl+E")
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(ContestPane)
    assert pane is not None
    assert [words.text() for words in pane.waits] == [
        "! Batch 1 and 2: not closed yet. Close it first."
    ]
    assert signing.lacking.text() == "Still needed: what stands above."


def export(qtbot: QtBot, window: MainWindow, out: Path, **signs: str) -> RecordScreen:
    window.show_screen("record")
    settled(qtbot, window)
    press(window, "Ctrl+E")
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(ExportPane)
    assert pane is not None
    pane.out.line.setText(str(out))
    sign(qtbot, window, **signs)
    desk = window.desk
    assert desk is not None
    qtbot.waitUntil(lambda: not desk.exporting.running and out.exists())
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, RecordScreen)
    return shown


def test_the_record_is_exported_in_the_background_and_what_is_withheld_is_told(
    qtbot: QtBot, window: MainWindow, ruled: OverviewScreen, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    size = ruled.recount.state.size
    record = export(qtbot, window, out, clerk1=PASSPHRASES["clerk1"])
    said = record.banner.sentence
    assert said.startswith(f"{size} entries were exported to {out}.")
    assert "names are withheld." in said
    assert f"The record tells of it in entry {size}." in said
    assert record.table.shown()[0].sentence.startswith(
        f"Ira Stone exported the first {size} entries;"
    )
    assert verify(out, jobs=1).outcome is Outcome.ALONE


def test_what_a_court_orders_opened_is_told_in_words_first(
    qtbot: QtBot, window: MainWindow, ruled: OverviewScreen, tmp_path: Path
) -> None:
    assert ruled.isVisible()
    window.show_screen("record")
    settled(qtbot, window)
    press(window, "Ctrl+E")
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(ExportPane)
    assert pane is not None
    assert not pane.consequences.isVisible()
    assert pane.everything.isEnabled()
    press(signing, "Alt+O")
    qtbot.waitUntil(pane.everything.isChecked)
    assert pane.consequences.isVisible()
    assert pane.consequences.text().endswith("the record says that nothing was withheld.")
    pane.out.line.setText(str(tmp_path))
    assert "another name: that folder is there already" in signing.lacking.text()


@pytest.mark.usefixtures("window")
def test_after_the_finish_the_record_tells_of_no_export() -> None:
    pane = ExportPane(Path("out"), frozenset(Kind), finished=True)
    told = pane.consequences.text()
    assert "the record does not tell of it" in told
    assert "nothing was withheld" not in told
    pane.deleteLater()


def test_the_finish_is_typed_and_signed_and_leaves_a_window_to_read(
    qtbot: QtBot, window: MainWindow, ruled: OverviewScreen, tmp_path: Path
) -> None:
    recount = ruled.recount
    close(window, recount, [1, 2], *BOARD)
    go(qtbot, window, ruled, Way.CONTEST)
    sign(qtbot, window, **BOARD)
    export(qtbot, window, tmp_path / "out", clerk1=PASSPHRASES["clerk1"])
    window.show_screen("overview")
    settled(qtbot, window)
    go(qtbot, window, ruled, Way.FINISH)
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChild(FinishPane)
    assert pane is not None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert pane.isAncestorOf(focused), "read first, then type"
    for person, passphrase in BOARD.items():
        signing.rows[person].line.setFocus()
        write(signing, passphrase)
        press(signing, "Return")
        settled(qtbot, window)
    assert signing.lacking.text() == "Still needed: the first group, typed."
    pane.line.setFocus()
    write(signing, recount.record_code()[:4].lower())
    assert signing.record_button.isEnabled()
    signing.record_button.setFocus()
    press(signing, "Space")
    settled(qtbot, window)
    assert no_dialog(window)
    assert window._strip is not None
    assert window._strip.isVisible()
    assert window._strip.sentence.startswith("The recount was finished at entry ")
    assert not recount.folder.keys.exists()
    record = export(qtbot, window, tmp_path / "last")
    assert "The recount is finished, so the export has no entry" in record.banner.sentence
