"""The screens at 200 %: nothing on them is read by moving it sideways."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.scrolled import ScrolledPage
from adjudicator.desktop.kit.table import DataTable
from adjudicator.desktop.tally.tally_screen import TallyScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.attesting import Ground, Objection, object_before
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch
from tests.desktop.support import enlarge, settled

_FIGURES = {"Where you stood, by table and batch", "How each table rules"}
"""A figure in every column: moved within themselves, and never the page around them."""


def _sideways(screen: QWidget) -> list[str]:
    """The tables in sight that are wider than their room."""
    tables = [t for t in screen.findChildren(DataTable) if t.isVisible()]
    wide = [t.accessibleName() for t in tables if t.horizontalScrollBar().maximum()]
    return [name for name in wide if name not in _FIGURES]


def _cut(screen: QWidget) -> list[int]:
    """How much wider the pages are than what is seen of them: nobody can move them sideways."""
    pages = [page for page in screen.findChildren(ScrolledPage) if page.isVisible()]
    over = [content.width() - p.viewport().width() for p in pages if (content := p.widget())]
    return [pixels for pixels in over if pixels > 0]


def _look(qtbot: QtBot, screen: QWidget) -> None:
    def whole() -> None:
        assert _sideways(screen) == []
        assert _cut(screen) == []

    qtbot.waitUntil(whole)


@pytest.mark.parametrize("size", [(1366, 768, 10), (1093, 614, 0)])
def test_no_table_is_moved_sideways(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, size: tuple[int, int, int]
) -> None:
    recount = ready_recount(tmp_path)
    window.adopt(recount, "overview")
    assert window.desk is not None
    for person in ("team1", "team2", "obs1", "chair1"):
        window.desk.seating.sign_in(person, PASSPHRASES[person])
    team = [window.desk.seating.seat(person) for person in ("team1", "team2")]
    with recount.reading() as connection:
        first, *_ = list_cases(connection, CaseFilter(batch=1))
        last, *_ = list_cases(connection, CaseFilter(batch=2))
    record_rulings(recount, [(last, Ruling(Disposition.PAPER))], team)
    claim = Objection(Ground.SHOULD_COUNT, "ada", "I see a mark.")
    object_before(recount, window.desk.seating.seat("obs1"), first.seal, claim)
    rule_batch(recount, window.desk.seating, 1)
    window.resize(*size[:2])
    enlarge(window, 100 + 10 * size[2])
    for name in (
        "tally",
        "paper",
        "my_record",
        "people",
        "consistency",
        "record",
        "reconciliation",
    ):
        window.show_screen(name)
        settled(qtbot, window)
        screen = window.stack.currentWidget()
        assert screen is not None
        _look(qtbot, screen)
        if isinstance(screen, TallyScreen):
            assert screen.sides.buttons
            screen.sides.next()
            settled(qtbot, window)
            _look(qtbot, screen)
