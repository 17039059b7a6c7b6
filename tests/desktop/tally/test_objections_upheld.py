"""The tally with one side's open objections upheld: beside the official one, and never like it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.tally.tally_screen import TallyScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.objections import Ground
from tests.desktop.support import press, settled
from tests.support.boardroom import OVERVOTE, Boardroom


@pytest.fixture
def room(tmp_path: Path) -> Boardroom:
    """Ortiz claims two votes for Ann and names a procedure; Scott claims one for Bob."""
    made = Boardroom.begun(tmp_path)
    mayor = made.mayor()
    for case in mayor[:4]:
        made.rule(case, OVERVOTE)
    made.objects("ortiz", mayor[0], Ground.SHOULD_COUNT, "ann")
    made.objects("ortiz", mayor[1], Ground.SHOULD_COUNT, "ann")
    made.objects("ortiz", mayor[2], Ground.PROCEDURE)
    made.objects("scott", mayor[3], Ground.SHOULD_COUNT, "bob")
    return made


@pytest.fixture
def tally(qtbot: QtBot, window: MainWindow, room: Boardroom) -> TallyScreen:
    window.adopt(room.recount, "overview")
    settled(qtbot, window)
    window.show_screen("tally")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, TallyScreen)
    return shown


def side_cells(tally: TallyScreen) -> dict[str, tuple[str, ...]]:
    model = tally.whatif.figures.filter_model
    return {
        str(model.index(row, 0).data()): tuple(
            str(model.index(row, column).data()) for column in range(1, 4)
        )
        for row in range(model.rowCount())
    }


def test_the_switch_begins_with_official_and_names_every_side(tally: TallyScreen) -> None:
    assert tally.sides.official.text() == "\u2713 Official"
    assert [button.text() for button in tally.sides.buttons] == [
        "Ann Ash \u00b7 1",
        "HER \u00b7 2",
    ]
    assert tally.header._subject.accessibleName() == "Official"
    assert tally.figures.isVisible()
    assert not tally.whatif.isVisible()


def test_the_other_tally_says_what_it_is_on_every_figure(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen
) -> None:
    press(window, "Ctrl+L", "Ctrl+L")
    settled(qtbot, window)
    assert tally.sides.buttons[1].text() == "\u2713 HER \u00b7 2"
    assert tally.sides.official.text() == "Official"
    assert not tally.figures.isVisible()
    assert tally.header._subject.accessibleName() == "NOT OFFICIAL"
    assert tally.whatif.chip.text() == "NOT OFFICIAL"
    assert tally.whatif.heading.text().startswith(
        "All of HER's open objections upheld (2 cases; 1 could not be computed)"
    )
    cells = side_cells(tally)
    for official, upheld, difference in cells.values():
        assert official.startswith("official ")
        assert upheld.startswith("if upheld ")
        assert difference.startswith("if upheld ")
    assert cells["Ann Ash"][2] == "if upheld +2"
    assert cells["Overvotes"][2] == "if upheld -2"
    assert cells["Bob Birch"][2] == "if upheld the same"


def test_what_could_not_be_computed_is_named(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen, room: Boardroom
) -> None:
    press(window, "Ctrl+L", "Ctrl+L")
    settled(qtbot, window)
    case = room.recount.state.data.cases[room.mayor()[2].seal].name
    assert tally.whatif.left.text() == (
        f"Could not be computed: R-003, case {case}: claims no outcome."
    )


def test_the_official_figures_stay_and_come_back(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen
) -> None:
    before = [(row.name, row.figure) for row in tally.figures.shown()]
    press(window, "Ctrl+L", "Ctrl+L", "Ctrl+L")
    settled(qtbot, window)
    assert tally.sides.official.isChecked()
    assert tally.figures.isVisible()
    assert [(row.name, row.figure) for row in tally.figures.shown()] == before


def test_a_side_whose_objections_are_gone_gives_way_to_official(
    qtbot: QtBot, window: MainWindow, tally: TallyScreen
) -> None:
    press(window, "Ctrl+L")
    settled(qtbot, window)
    assert tally.whatif.isVisible()
    tally.sides.show_sides(())
    tally._show_side()
    assert tally.sides.words.text() == "No objection is open."
    assert tally.figures.isVisible()
    assert tally.header._subject.accessibleName() == "Official"
