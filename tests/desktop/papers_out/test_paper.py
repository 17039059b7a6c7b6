"""The way of the paper by keyboard: a key a step, seals, who signs, and what Review says of it."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.papers_out.paper_screen import PaperScreen
from adjudicator.desktop.papers_out.rescan import ask_for_rescan
from adjudicator.desktop.review.drafting import NO_PAPER
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.rulings import Disposition, EvidenceKind, RevisionReason, Ruling
from adjudicator.services.next_steps import Way
from adjudicator.services.papers.life import papers_out, request_paper
from adjudicator.services.queue import form_order
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.acts import rulings_of_case
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, press, settled, sign, write


@pytest.fixture
def recount(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Recount:
    """A recount in the window; the team, an observer and the clerk sit here."""
    ready_recount(tmp_path).close()
    window.open_folder(tmp_path / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    seat_team(window.desk.seating)
    window.desk.seating.sign_in("clerk1", PASSPHRASES["clerk1"])
    return window.desk.recount


def cases(recount: Recount, batch: int = 1) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter(batch=batch))


def rule(window: MainWindow, case: CaseRecord, ruling: Ruling) -> None:
    assert window.desk is not None
    seats = [window.desk.seating.seat(p) for p in ("team1", "team2")]
    record_rulings(window.desk.recount, [(case, ruling)], seats)


def paper(qtbot: QtBot, window: MainWindow) -> PaperScreen:
    press(window, "Ctrl+Shift+G")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, PaperScreen)
    return shown


def review(qtbot: QtBot, window: MainWindow, case: CaseRecord) -> ReviewScreen:
    window.show_review(case.batch, case.number)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    shown = page.review
    assert shown is not None
    qtbot.waitUntil(
        lambda: (
            shown.flow.case is not None
            and shown.flow.case.number == case.number
            and shown.flow.shown
        )
    )
    return shown


def test_a_key_a_step_each_signed_by_who_is_chosen(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    case = cases(recount)[0]
    rule(window, case, Ruling(Disposition.PAPER))
    shown = paper(qtbot, window)
    (line,) = shown.table.shown()
    assert (line.case.number, line.state) == (case.number, "Waiting for the paper")
    assert shown.table.hasFocus()
    shown.signer.setCurrentIndex(shown.signer.findData("clerk1"))
    press(window, "Alt+S")
    write(window, "4471, 4472")
    shown.table.setFocus()
    press(window, "S")
    settled(qtbot, window)
    assert shown.seals.text() == ""
    assert papers_out(recount) == [" ".join(case.number)]
    press(window, "T")
    settled(qtbot, window)
    press(window, "R")
    settled(qtbot, window)
    (line,) = shown.table.shown()
    assert [step.words for step in line.steps] == [
        "Requested by Ira Stone, seals 4471 and 4472",
        "On the table by Ira Stone",
        "Returned by Ira Stone",
    ]
    assert papers_out(recount) == []


def test_only_the_next_step_can_be_taken(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    rule(window, cases(recount)[0], Ruling(Disposition.PAPER))
    shown = paper(qtbot, window)
    assert [b.isEnabled() for b in shown.steps.values()] == [True, False, False]
    press(window, "T")
    settled(qtbot, window)
    assert "Not recorded" in shown.banner.sentence
    assert papers_out(recount) == []


def test_letters_typed_to_narrow_the_list_are_no_steps(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    rule(window, cases(recount)[0], Ruling(Disposition.PAPER))
    shown = paper(qtbot, window)
    shown.words.setFocus()
    write(window, "s")
    settled(qtbot, window)
    assert shown.words.text() == "s"
    assert papers_out(recount) == []


def test_review_says_where_the_paper_was_and_rules_from_it_once_it_lay_there(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    case = next(c for c in cases(recount) if not c.row.machine.over)
    shown = review(qtbot, window, case)
    press(window, "E")
    assert shown.bar.message == f"! {NO_PAPER}"
    rule(window, case, Ruling(Disposition.PAPER))
    screen = paper(qtbot, window)
    screen.signer.setCurrentIndex(screen.signer.findData("clerk1"))
    press(window, "S")
    settled(qtbot, window)
    press(window, "T")
    settled(qtbot, window)
    shown = review(qtbot, window, case)
    assert "on the table" in shown.foot.text
    assert "Ira Stone" in shown.foot.text
    press(window, "U", "4", "0", "Return", "F2")
    settled(qtbot, window)
    with recount.reading() as connection:
        last = rulings_of_case(connection, case.seal)[-1].ruling
    assert (last.evidence, last.reason) == (EvidenceKind.PAPER, RevisionReason.FROM_PAPER)


@pytest.mark.parametrize("reason", list(RevisionReason))
def test_each_reason_revises_in_five_keys(
    qtbot: QtBot, window: MainWindow, recount: Recount, reason: RevisionReason
) -> None:
    case = next(c for c in cases(recount) if not c.row.machine.over)
    rule(window, case, Ruling(Disposition.VOTE, frozenset({"ada"}), clause="3a"))
    assert window.desk is not None
    clerk = window.desk.seating.seat("clerk1")
    request_paper(recount, case.seal, clerk)
    screen = paper(qtbot, window)
    press(window, "T")
    settled(qtbot, window)
    assert screen.table.shown()[0].step == "on_the_table"
    review(qtbot, window, case)
    digit = str(list(RevisionReason).index(reason) + 1)
    press(window, "U", digit, "0", "Return", "F2")
    settled(qtbot, window)
    with recount.reading() as connection:
        first, last = rulings_of_case(connection, case.seal)
    assert (last.ruling.disposition, last.ruling.reason) == (Disposition.NOTHING_MARKED, reason)
    assert last.prior == (first.entry, first.item)


def test_a_batch_with_its_paper_out_is_not_closed_and_the_form_names_the_case(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    assert window.desk is not None
    rule_batch(recount, window.desk.seating, 1)
    case = cases(recount)[0]
    request_paper(recount, case.seal, window.desk.seating.seat("clerk1"))
    window.refresh()
    window.show_screen("overview")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert "1 paper is out; their batches cannot close." in overview.next.sentences
    overview.go(Way.CLOSE)
    signing = dialog(qtbot, window, SigningDialog)
    for person in ("team1", "team2"):
        line = signing.rows[person].line
        QTest.keyClicks(line, PASSPHRASES[person])
        QTest.keyClick(line, Qt.Key.Key_Return)
        settled(qtbot, window)
    number = " ".join(case.number)
    assert signing.lacking.text() == f"Still needed: the paper of case {number}, which is out."
    assert not signing.record_button.isEnabled()
    signing.reject()
    overview.go(Way.PAPER)
    assert window.stack.shown == "paper"


def test_rulings_of_a_batch_are_entered_from_the_paper_forms(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    case = next(c for c in form_order(cases(recount)) if not c.row.machine.over)
    shown = review(qtbot, window, case)
    press(window, "Ctrl+Shift+F")
    settled(qtbot, window)
    assert shown.foot.text.startswith("FROM THE PAPER FORMS, in their order")
    assert shown.flow.case is not None
    assert shown.flow.case.number == case.number, "the first that waits on the form"
    press(window, "0")
    assert shown.bar.sentence.strip("\u201c\u201d").endswith("; from the paper form.")
    press(window, "Return", "F2")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: shown.flow.case is not None and shown.flow.case.number != case.number)
    assert "FROM THE PAPER FORMS" in shown.foot.text, "it holds for the batch"
    with recount.reading() as connection:
        (made,) = rulings_of_case(connection, case.seal)
    assert made.ruling.evidence is EvidenceKind.FORM
    press(window, "Ctrl+Shift+F")
    assert "FROM THE PAPER FORMS" not in shown.foot.text
    window.show_review(2)
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    assert page.review is not None
    assert "FORMS" not in page.review.foot.text


def test_the_clerk_brings_a_new_scan_and_review_shows_it(
    qtbot: QtBot, window: MainWindow, recount: Recount, tmp_path: Path
) -> None:
    case = next(c for c in cases(recount) if not c.row.machine.over)
    rule(window, case, Ruling(Disposition.VOTE, frozenset({"ada"}), clause="3a"))
    again = tmp_path / "again.png"
    Image.new("L", (340, 440), 200).save(again)
    desk = window.desk
    assert desk is not None
    request_paper(recount, case.seal, desk.seating.seat("clerk1"))
    screen = paper(qtbot, window)
    ask_for_rescan(desk, screen.table.shown()[0].case, [again], screen, screen.say, screen.tell)
    signing = dialog(qtbot, window, SigningDialog)
    assert list(signing.rows) == ["clerk1"]
    signing.reason.setText("Dust on the glass")
    sign(qtbot, window, clerk1=PASSPHRASES["clerk1"])
    assert "has new images" in screen.banner.sentence
    shown = review(qtbot, window, case)
    assert shown.flow.case is not None
    assert shown.flow.case.sides[0].ref.sha256 != case.row.images[0]
    assert "ruled on an older scan" in shown.foot.text


def test_sending_for_a_paper_makes_its_pull_slip(
    qtbot: QtBot, window: MainWindow, recount: Recount, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = cases(recount)[0]
    rule(window, case, Ruling(Disposition.PAPER))
    screen = paper(qtbot, window)
    press(window, "S")
    settled(qtbot, window)
    slip = recount.folder.path / "papers" / f"pull-{case.number}.pdf"
    assert slip.read_bytes().startswith(b"%PDF-")
    told = f"Its pull slip is papers/{slip.name} in the recount's folder."
    assert screen.banner.sentence.endswith(told)
    shown: list[str] = []

    def note(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    press(window, "Alt+P")
    qtbot.waitUntil(lambda: [Path(name).parent for name in shown] == [slip.parent])


def test_a_slip_that_cannot_be_kept_takes_nothing_back(
    qtbot: QtBot, window: MainWindow, recount: Recount
) -> None:
    case = cases(recount)[0]
    rule(window, case, Ruling(Disposition.PAPER))
    (recount.folder.path / "papers").write_text("in the way")
    screen = paper(qtbot, window)
    press(window, "S")
    settled(qtbot, window)
    assert "is noted as requested. There is no pull slip yet." in screen.banner.sentence
    assert papers_out(recount) == [" ".join(case.number)]
