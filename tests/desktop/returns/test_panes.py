"""The pages of Returns that need no window: two numbers, and the form of the files."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.apart.work import Reading
from adjudicator.desktop.kit.workers import image_pool
from adjudicator.desktop.returns.files_pane import FilesPane
from adjudicator.desktop.returns.numbers_pane import NumbersPane
from adjudicator.domain.canvass.results import Stage
from tests.domain.builders import florida


def test_two_numbers_give_an_answer_called_approximate(qtbot: QtBot) -> None:
    pane = NumbersPane()
    qtbot.addWidget(pane)
    pane.look_as(Stage.FIRST, florida())
    assert pane.answer.text() == "Type the margin and the votes cast."
    for box, typed in ((pane.margin, "37"), (pane.votes, "78000")):
        box.selectAll()
        QTest.keyClicks(box, typed)
    assert pane.approximate.text().startswith("Approximate: from two numbers.")
    assert "Margin 37 votes of 78,000 cast, 0.0474 %." in pane.answer.text()
    assert "a machine recount of every ballot" in pane.answer.text()
    pane.look_as(Stage.SECOND, florida())
    assert "a manual recount of the overvotes and undervotes" in pane.answer.text()
    pane.margin.setValue(78_001)
    assert pane.answer.text().startswith("No contest has such a result")


def test_a_county_that_is_mistyped_is_asked_about(qtbot: QtBot) -> None:
    pool = image_pool(1)
    pane = FilesPane(Reading(pool, pool))
    qtbot.addWidget(pane)
    pane.county.setEditText("Volusa")
    assert pane.county_hint.text() == ('The rule pack has no such county. Did you mean "Volusia"?')
    pane.county.setEditText("Volusia")
    assert not pane.county_hint.text()
    assert pane.question.county == "Volusia"
    assert not pane.load.isEnabled(), "no file is chosen"
    pool.shutdown()
