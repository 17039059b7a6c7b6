"""A rejected objection is marked frivolous at the docket, where the standards know such a thing."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from adjudicator.desktop.commands.docket_acts import FRIVOLOUS
from adjudicator.desktop.docket.errands import NONE_REJECTED
from adjudicator.desktop.docket.frivolous_form import FrivolousForm
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.objections import Ground
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.attesting import Objection, object_to
from adjudicator.services.objections import register
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.acts import ruling_at
from tests.desktop.recounts import PASSPHRASES, ready_recount, team_rules
from tests.desktop.support import dialog, no_dialog, press, settled, write
from tests.desktop.window.test_docket_page import BOARD, _call, _cases, _press

KEY = "Ctrl+Shift+F"


def _docket(
    qtbot: QtBot, window: MainWindow, folder: Path, *, flag: bool
) -> tuple[DocketScreenPage, Recount]:
    made = ready_recount(folder)
    team_rules(made)
    _second_objection(made)
    made.close()
    window.open_folder(folder / "recount")
    settled(qtbot, window)
    assert window.desk is not None
    recount = window.desk.recount
    rules = recount.rules
    recount.rules = replace(rules, policies=replace(rules.policies, frivolous_flag=flag))
    for person in BOARD:
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    window.show_docket()
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    return page, recount


def _second_objection(recount: Recount) -> None:
    """Another observer objects to the case that was objected to already."""
    seating = Seating(recount)
    seating.sign_in("obs2", PASSPHRASES["obs2"])
    first = next(c for c in _cases(recount) if not c.row.machine.over)
    assert first.ruling is not None
    with recount.reading() as connection:
        made = ruling_at(connection, *first.ruling)
    assert made is not None
    object_to(recount, seating.seat("obs2"), made, Objection(Ground.SHOULD_COUNT, "bo"))
    seating.sign_out("obs2")


def _reject(qtbot: QtBot, window: MainWindow, page: DocketScreenPage) -> None:
    """The board rejects both objections to the case selected, which is called again."""
    number = _call(qtbot, window, page)
    _press(qtbot, window, "0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Return")
    page.docket.walk.open(number)
    settled(qtbot, window)
    flow = page.docket.flow
    qtbot.waitUntil(lambda: flow.case is not None and flow.case.view.number == number)
    qtbot.waitUntil(lambda: flow.shown)


def _on_the_card(window: MainWindow) -> bool:
    press(window, "?")
    card = window.stack.card
    assert card is not None
    found = any(c.id == FRIVOLOUS for commands in card.groups().values() for c in commands)
    press(window, "?")
    return found


def test_one_of_two_rejected_objections_is_chosen_and_marked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page, recount = _docket(qtbot, window, tmp_path, flag=True)
    _reject(qtbot, window, page)
    press(window, KEY)
    form = dialog(qtbot, window, FrivolousForm)
    told = [form.choice.itemText(n) for n in range(form.choice.count())]
    assert told == [
        "R-001, Flora Lee (HER): should be a vote for Ada Palm",
        "R-002, Gus Scott (EGR): should be a vote for Bo Cedar",
    ]
    assert form.choice.currentIndex() == -1
    form.words.setText("No mark was pointed at.")
    assert not form.record.isEnabled(), "which one is not said yet"
    form.choice.setCurrentIndex(1)
    form.record.click()
    settled(qtbot, window)
    assert "Objection R-002 is marked frivolous." in page.docket.case.bar.message
    assert [(line.label, line.frivolous) for line in register(recount)] == [
        ("R-001", False),
        ("R-002", True),
    ]
    counts = page.docket.list.objections
    page.docket.refresh()
    settled(qtbot, window)
    assert counts.text() == (
        "Objections: EGR 1 (1 rejected, 1 marked frivolous) \u00b7 HER 1 (1 rejected)"
    )
    copy = gather(recount, Kind.OBJECTION, "R-002", PaperSize.LETTER).render()
    plain = gather(recount, Kind.OBJECTION, "R-001", PaperSize.LETTER).render()
    assert copy != plain


def test_the_last_one_needs_no_choice_and_then_there_is_none_left(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page, _recount = _docket(qtbot, window, tmp_path, flag=True)
    _reject(qtbot, window, page)
    for left in (2, 1):
        press(window, KEY)
        form = dialog(qtbot, window, FrivolousForm)
        assert form.choice.count() == left
        assert form.choice.currentIndex() == (0 if left == 1 else -1)
        form.choice.setCurrentIndex(0)
        form.words.setFocus()
        write(form, "No ground was named.")
        press(form, "Return")
        settled(qtbot, window)
    press(window, KEY)
    settled(qtbot, window)
    assert no_dialog(window)
    assert NONE_REJECTED in page.docket.case.bar.message


@pytest.mark.parametrize("flag", [True, False])
def test_the_command_is_there_only_where_the_standards_know_it(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    flag: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page, _recount = _docket(qtbot, window, tmp_path, flag=flag)
    _call(qtbot, window, page)
    assert (page.findChild(QAction, FRIVOLOUS) is not None) is flag
    assert _on_the_card(window) is flag
