from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.close_pane import ClosePane
from adjudicator.desktop.overview.next_list import NOTHING
from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from adjudicator.services.attesting import Ground, Objection, answer_page, object_to, withdraw
from adjudicator.services.closing import Unsigned
from adjudicator.services.next_steps import Way
from adjudicator.services.notes import notes_register
from adjudicator.services.progress import next_batch
from adjudicator.services.ruling import record_rulings
from adjudicator.services.tables import seat_tables
from adjudicator.storage.queries.acts import attestations_of, list_entries, rulings_of_batch
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import NOT_DRAWN, PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, settled, sign

TEAM = {p: PASSPHRASES[p] for p in ("team1", "team2")}


@pytest.fixture
def overview(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> OverviewScreen:
    window.adopt(ready_recount(tmp_path), "overview")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, OverviewScreen)
    return shown


def work(qtbot: QtBot, window: MainWindow, overview: OverviewScreen, *batches: int) -> None:
    """A team and an observer sign in and rule on some batches."""
    desk = overview.desk
    seat_team(desk.seating)
    for batch in batches:
        rule_batch(overview.recount, desk.seating, batch)
    window.refresh()
    settled(qtbot, window)


def hit(button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.keyClick(button, Qt.Key.Key_Space)


def states(overview: OverviewScreen) -> list[tuple[int, str]]:
    return [(line.record.number, line.state) for line in overview.batches.shown()]


def test_what_waits_is_said_in_sentences_with_a_button_each(overview: OverviewScreen) -> None:
    assert overview.next.sentences == ["5 cases wait for a team.", NOT_DRAWN]
    assert overview.next.buttons[Way.REVIEW].text() == "Take the next batch"
    assert states(overview) == [(1, "NOT BEGUN"), (2, "NOT BEGUN")]
    assert overview.closed_title.text() == "Partial: 0 of 2 precincts closed"
    assert overview.header._title.accessibleName() == "Marsh County \u00b7 Mayor"
    assert overview.state.text() == "OPEN"


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614), (1920, 1080)])
def test_precincts_and_steps_are_whole_at_every_size(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settled(qtbot, window)
    table, header = overview.batches, overview.batches.horizontalHeader()
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert header.sectionSize(1) >= table.sizeHintForColumn(1)
    button = overview.next.buttons[Way.REVIEW]
    assert button.visibleRegion().boundingRect() == button.rect()
    foot = overview.next.mapTo(overview, overview.next.rect().bottomLeft()).y()
    above = foot < table.mapTo(overview, table.rect().topLeft()).y()
    assert above == (size[0] < 1200), "a narrow window has the progress below what waits"


def test_a_finished_batch_is_closed_by_two_different_people(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    work(qtbot, window, overview, 1)
    assert "1 batch is ready to close." in overview.next.sentences
    assert states(overview) == [(1, "READY"), (2, "NOT BEGUN")]
    assert overview.tables.shown()[0].rulings == 3
    assert "no change" in overview.closed.accessibleName()
    hit(overview.next.buttons[Way.CLOSE])
    signing = dialog(qtbot, window, SigningDialog)
    assert signing.lacking.text() == "Still needed: 2 more members of the counting team."
    sign(qtbot, window, **TEAM)
    assert overview.banner.sentence.startswith("Batch 1 is closed. Note by hand: record code ")
    assert states(overview) == [(1, "CLOSED"), (2, "NOT BEGUN")]
    assert overview.closed_title.text() == "Partial: 1 of 2 precincts closed"
    assert "Ada Palm +2" in overview.closed.accessibleName()


def test_an_observer_sees_their_own_counts_and_strikes_out_what_was_not_theirs(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    work(qtbot, window, overview, 1)
    recount, seat = overview.recount, overview.desk.seating.seat("obs1")
    with recount.reading() as connection:
        first, *_ = rulings_of_batch(connection, 1)
    object_to(recount, seat, first, Objection(Ground.PROCEDURE))
    answer_page(recount, seat, 1)
    hit(overview.next.buttons[Way.CLOSE])
    signing = dialog(qtbot, window, SigningDialog)
    boxes = signing.findChildren(type(overview.only_open))
    objection = next(b for b in boxes if b.text().endswith("signed, objection"))
    QTest.keyClick(objection, Qt.Key.Key_Space)
    for person, passphrase in TEAM.items():
        line = signing.rows[person].line
        QTest.keyClicks(line, passphrase)
        QTest.keyClick(line, Qt.Key.Key_Return)
        settled(qtbot, window)
    assert signing.lacking.text() == ("Still needed: the signature of Flora Lee, who strikes out.")
    sign(qtbot, window, obs1=PASSPHRASES["obs1"])
    with recount.reading() as connection:
        struck = [a.struck for a in attestations_of(connection, person="obs1")]
        closing = list_entries(connection, kinds=("close",))[0]
    assert struck.count(True) == 1
    assert sorted(closing.signers) == ["obs1", "team1", "team2"]


def give(qtbot: QtBot, window: MainWindow, signing: SigningDialog, *people: str) -> None:
    for person in people:
        line = signing.rows[person].line
        QTest.keyClicks(line, PASSPHRASES[person])
        QTest.keyClick(line, Qt.Key.Key_Return)
        settled(qtbot, window)


def closing_with_answers(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> tuple[SigningDialog, ClosePane]:
    """Batch 1 is about to be closed; Flora Lee objected once and signed the rest."""
    work(qtbot, window, overview, 1)
    recount, seat = overview.recount, overview.desk.seating.seat("obs1")
    with recount.reading() as connection:
        first, *_ = rulings_of_batch(connection, 1)
    object_to(recount, seat, first, Objection(Ground.PROCEDURE))
    answer_page(recount, seat, 1)
    hit(overview.next.buttons[Way.CLOSE])
    signing = dialog(qtbot, window, SigningDialog)
    return signing, signing.findChildren(ClosePane)[0]


def test_every_objection_under_a_name_is_seen_before_that_name_signs(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    _, pane = closing_with_answers(qtbot, window, overview)
    shown = [line.text() for line in pane.findChildren(QLabel) if line.isVisibleTo(pane)]
    place = shown.index("Objections of Flora Lee")
    assert shown[place + 1].startswith("R-001, case ")
    assert shown[place + 1].endswith(": procedure or view: filed: waits for the board")


def test_who_declines_to_sign_is_noted_by_the_last_who_closes(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    signing, pane = closing_with_answers(qtbot, window, overview)
    give(qtbot, window, signing, "team1", "team2")
    line = pane.unsigned_lines.lines["obs1"]
    line.setFocus()
    QTest.keyClicks(line, "declined")
    assert signing.rows["team1"].state == "✓ signed", "the counts are what they were"
    hit(signing.record_button)
    settled(qtbot, window)
    assert overview.banner.sentence.startswith("Batch 1 is closed. Note by hand: record code ")
    (note,) = notes_register(overview.recount)
    assert note.sentence == (
        "Explained: Flora Lee declined to sign at the close of batch 1. There: Flora Lee. "
        "Noted by Ben Ortiz."
    )


def test_who_signs_after_all_is_not_noted_as_gone(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    signing, pane = closing_with_answers(qtbot, window, overview)
    line = pane.unsigned_lines.lines["obs1"]
    line.setFocus()
    QTest.keyClicks(line, "was not there")
    assert pane.unsigned_lines.chosen() == {"obs1": Unsigned.GONE}
    give(qtbot, window, signing, "team1", "team2", "obs1")
    assert not line.isEnabled()
    sign(qtbot, window)
    assert overview.banner.sentence.startswith("Batch 1 is closed. Note by hand: record code ")
    assert notes_register(overview.recount) == []


def test_the_counts_on_the_form_follow_the_boxes(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    _, pane = closing_with_answers(qtbot, window, overview)
    assert pane.figures()[0] == ("Flora Lee", "2", "1", "0", "0", "0")
    assert pane.words.text().startswith("3 cases: 2 ruled, 1 to the board.")
    QTest.keyClick(pane.boxes[min(pane.boxes)], Qt.Key.Key_Space)
    settled(qtbot, window)
    assert pane.figures()[0] == ("Flora Lee", "2", "0", "0", "1", "0")
    assert pane.words.text().startswith("3 cases: 3 ruled, 0 to the board.")


def test_a_box_changed_after_somebody_signed_has_everyone_sign_again(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    signing, pane = closing_with_answers(qtbot, window, overview)
    give(qtbot, window, signing, "team1", "team2")
    assert signing.record_button.isEnabled()
    QTest.keyClick(pane.boxes[min(pane.boxes)], Qt.Key.Key_Space)
    settled(qtbot, window)
    assert signing.banner.sentence == "The counts changed: sign again."
    assert not signing.record_button.isEnabled()
    assert signing.lacking.text() == "Still needed: 2 more members of the counting team."
    assert signing.rows["team1"].state == "not signed"
    assert signing.rows["team1"].line.isEnabled()


def test_the_boxes_of_an_observer_who_signed_cannot_be_changed_behind_their_back(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    signing, pane = closing_with_answers(qtbot, window, overview)
    box = pane.boxes[min(pane.boxes)]
    QTest.keyClick(box, Qt.Key.Key_Space)
    settled(qtbot, window)
    give(qtbot, window, signing, "team1", "team2", "obs1")
    assert not box.isEnabled()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    box.setChecked(False)  # by whatever way it may come
    settled(qtbot, window)
    assert not signing.record_button.isEnabled()
    assert signing.banner.sentence == "The counts changed: sign again."
    assert box.isEnabled()
    sign(qtbot, window, **TEAM)
    with overview.recount.reading() as connection:
        closing = list_entries(connection, kinds=("close",))[0]
        struck = [a.struck for a in attestations_of(connection, person="obs1")]
    assert sorted(closing.signers) == ["team1", "team2"]
    assert not any(struck)


def test_a_passphrase_on_its_way_when_a_box_changes_signs_nothing(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    signing, pane = closing_with_answers(qtbot, window, overview)
    line = signing.rows["team1"].line
    QTest.keyClicks(line, PASSPHRASES["team1"])
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(pane.boxes[min(pane.boxes)], Qt.Key.Key_Space)
    settled(qtbot, window)
    assert signing.rows["team1"].state == "not signed"
    assert signing.lacking.text() == "Still needed: 2 more members of the counting team."


def test_what_was_recorded_elsewhere_meanwhile_is_shown_and_signed_again(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    signing, pane = closing_with_answers(qtbot, window, overview)
    give(qtbot, window, signing, "team1", "team2")
    recount, seat = overview.recount, overview.desk.seating.seat("obs1")
    with recount.reading() as connection:
        last = rulings_of_batch(connection, 1)[-1]
    object_to(recount, seat, last, Objection(Ground.PAPER))
    QTest.keyClick(signing.record_button, Qt.Key.Key_Space)
    settled(qtbot, window)
    assert signing.banner.sentence == "The counts changed: sign again."
    assert pane.figures()[0] == ("Flora Lee", "1", "2", "0", "0", "0")
    sign(qtbot, window, **TEAM)
    assert overview.banner.sentence.startswith("Batch 1 is closed. Note by hand: record code ")


def test_the_form_of_a_close_names_the_batch_the_cases_and_all_five_states(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    work(qtbot, window, overview, 1)
    recount, seat = overview.recount, overview.desk.seating.seat("obs1")
    with recount.reading() as connection:
        first, *_ = rulings_of_batch(connection, 1)
    appended = object_to(recount, seat, first, Objection(Ground.PROCEDURE))
    objection = list_last(overview, "attest")
    assert appended.index == objection
    withdraw(recount, seat, objection)
    answer_page(recount, seat, 1)
    hit(overview.next.buttons[Way.CLOSE])
    signing = dialog(qtbot, window, SigningDialog)
    pane = signing.findChildren(ClosePane)[0]
    assert signing.windowTitle() == "Close batch 1: Mayor, PCT 101, VBM, container 7 - 3 cases"
    said = {entry: box.text() for entry, box in pane.boxes.items()}
    assert said[objection].endswith(": objection, withdrawn since")
    page = said[list_last(overview, "attest")]
    # One line for who, one for the cases and the answer.
    assert "\nfrom cases " in page
    assert len(page.split("from cases ")[1].split(" and ")) == 2
    heads = [w.text() for w in pane.findChildren(QLabel)]
    assert "not at the table" in heads
    assert ("Gus Scott", "0", "0", "0", "0", "3") in pane.figures()


def list_last(overview: OverviewScreen, kind: str) -> int:
    with overview.recount.reading() as connection:
        return list_entries(connection, kinds=(kind,))[-1].index


def test_nothing_waiting_is_said_too(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    work(qtbot, window, overview, 1, 2)
    hit(overview.next.buttons[Way.CLOSE])
    settled(qtbot, window)
    chosen = [d for d in overview.findChildren(QPushButton) if d.text() == "Show the counts"]
    hit(chosen[0])
    settled(qtbot, window)
    sign(qtbot, window, **TEAM)
    assert overview.next.sentences == ["Mayor: nothing waits any more. The board can close it."]
    overview.next.show_steps([])
    assert (overview.next.nothing.text(), overview.next.nothing.isVisible()) == (NOTHING, True)
    assert overview.state.text() == "ALL CLOSED"
    assert overview.closed_title.text() == "All 2 precincts closed"


def test_the_next_batch_is_the_one_already_begun(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    assert next_batch(overview.recount) == 1
    work(qtbot, window, overview, 1)
    assert next_batch(overview.recount) == 2
    work(qtbot, window, overview, 2)
    assert next_batch(overview.recount) is None


def test_only_members_who_are_here_are_named_with_the_quorum(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    subject = overview.header._subject
    assert subject.accessibleName() == (
        "Board: 2 here, 2 needed of 3 seats: Judge Kelly and Ann Lewis"
    )
    window.show_screen("people")
    settled(qtbot, window)
    people = window.stack.currentWidget()
    assert isinstance(people, PeopleScreen)
    assert people.quorum.text() == "Board: 2 here, 2 needed of 3 seats"


def test_a_paper_case_waits_for_the_paper_alone_and_the_rows_add_up(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    desk, recount = overview.desk, overview.recount
    seat_team(desk.seating)
    team = [desk.seating.seat("team1"), desk.seating.seat("team2")]
    with recount.reading() as connection:
        first, second, _ = list_cases(connection, CaseFilter(batch=1))
    record_rulings(recount, [(first, Ruling(Disposition.PAPER))], team)
    record_rulings(recount, [(second, Ruling(Disposition.NO_CONSENSUS))], team)
    window.refresh()
    settled(qtbot, window)
    assert "1 case waits for the board." in overview.next.sentences
    assert "1 case waits for the paper to be fetched." in overview.next.sentences
    line = overview.batches.shown()[0]
    assert (line.record.ruled, line.for_board, line.waiting_paper, line.not_ruled) == (0, 1, 1, 1)
    assert line.present == 3


def test_a_table_counts_cases_and_the_objections_to_its_rulings(
    qtbot: QtBot, window: MainWindow, overview: OverviewScreen
) -> None:
    recount, seating = overview.recount, overview.desk.seating
    seat_tables(recount, {"team1": "1", "team2": "1", "obs1": "9"})
    work(qtbot, window, overview, 1)
    with recount.reading() as connection:
        first, second, _ = rulings_of_batch(connection, 1)
    seat = seating.seat("obs1")
    object_to(recount, seat, first, Objection(Ground.PROCEDURE))
    withdraw(recount, seat, list_last(overview, "attest"))
    object_to(recount, seat, second, Objection(Ground.PROCEDURE))
    with recount.reading() as connection:
        case = next(
            c for c in list_cases(connection, CaseFilter(batch=1)) if c.seal == first.case_seal
        )
    team = [seating.seat("team1"), seating.seat("team2")]
    revised = Ruling(Disposition.NO_CONSENSUS, reason=RevisionReason.SAW_MORE)
    record_rulings(recount, [(case, revised)], team)
    window.refresh()
    settled(qtbot, window)
    tables = {line.table: line for line in overview.tables.shown()}
    assert (tables["1"].rulings, tables["1"].sent_up, tables["1"].objections) == (3, 1, 1)
    line = overview.batches.shown()[0]
    assert line.record.ruled + line.for_board + line.waiting_paper + line.not_ruled == line.present
    assert (line.record.ruled, line.for_board, line.not_ruled) == (1, 2, 0)
    assert tables["9"].objections == 0
