"""A reference page drawn by keyboard and by mouse, confirmed by a second person, and recorded."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.overview_screen import OverviewScreen
from adjudicator.desktop.references.drawing import Drawing
from adjudicator.desktop.references.screen import ReferencesScreen
from adjudicator.desktop.references.words import next_words
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.importing import Importer
from adjudicator.services.next_steps import Way
from adjudicator.services.references import active_references
from adjudicator.services.references.listing import Drawn
from adjudicator.storage.queries.references import list_references
from tests.desktop.support import press, settled
from tests.services.references.builders import WIDTH, drawn_page
from tests.services.references.printed import CONTESTS, NAMES, PrintedSource
from tests.support.scene import TEAM, Scene, Sheet, passphrase


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ReferencesScreen:
    scene = Scene.copy_of_constituted(tmp_path)
    plain = scene.source([Sheet(1), Sheet(2)])
    source = PrintedSource(plain.folder, plain.sheets)
    Importer(scene.recount, source).run(scene.identity("cora"))
    scene.pile()
    window.adopt(scene.recount, "overview")
    settled(qtbot, window)
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert any(s.startswith("2 pages wait for a reference page") for s in overview.next.sentences)
    overview.go(Way.REFERENCES)
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ReferencesScreen)
    return shown


def keys(qtbot: QtBot, window: MainWindow, *pressed: str) -> None:
    for key in pressed:
        press(window, key)
        settled(qtbot, window)


def seat(window: MainWindow) -> None:
    assert window.desk is not None
    for person in TEAM:
        window.desk.seating.sign_in(person, passphrase(person))


def test_drawn_by_keyboard_and_confirmed_by_another(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    assert screen.panel.next.text().startswith("Draw a box around each contest")
    assert not screen.panel.undo.isEnabled()
    keys(qtbot, window, "B", "Alt+Right", "Alt+Left", "Return")
    assert screen.panel.next.text() == (
        "Mayor: 3 targets for 3 choices. Is each name beside its own target? Return: it is right."
    )
    assert screen.panel.undo.isEnabled()
    keys(qtbot, window, "Return", "B", "Return", "Return")
    assert screen.panel.next.text().startswith("All that is drawn is right.")
    keys(qtbot, window, "Ctrl+Return")
    assert "each with their own key" in screen.banner.sentence
    seat(window)
    keys(qtbot, window, "Ctrl+Return")
    assert not screen.drawing_now
    assert screen.confirm.contest.text() == "Mayor\n1  Ann Ash\n2  Bob Birch\n3  Write-in"
    assert not screen.lines.isVisible(), "its room is the page's"
    assert screen.confirm.beside.sentence == ""
    keys(qtbot, window, "F2")
    assert screen.banner.sentence == "Look at every contest first: 1 of 2 were on the screen."
    keys(qtbot, window, "Delete", "Return")
    assert screen.banner.sentence == "", "it is true no more"
    press(window, "F2")
    press(window, "F2")
    settled(qtbot, window)
    assert "Recorded as entry" in screen.banner.sentence
    assert len(screen.recount.state.data.references) == 1
    with screen.recount.reading() as connection:
        assert len(list_references(connection)) == 1, "pressed twice, recorded once"
    assert screen.panel.next.text().startswith("Confirmed by Ada Alder and Ben Beech.")
    assert not screen.panel.confirm.isEnabled()
    keys(qtbot, window, "Ctrl+Return")
    assert "Nothing has changed since" in screen.banner.sentence
    keys(qtbot, window, "N")
    assert screen.banner.sentence == ""
    (reference,) = active_references(screen.recount)
    assert [c.contest for c in reference.layout.contests] == ["mayor", "council"]
    assert [t.choice for t in reference.layout.targets] == ["ann", "bob", "line", "cy", "di", "ed"]
    for n, target in enumerate(reference.layout.targets[:3]):
        middle = (target.box.x + target.box.width / 2, target.box.y + target.box.height / 2)
        assert middle == pytest.approx((570, 1050 + 60 * n), abs=2)
    assert [line.drawn.label for line in screen.lines.shown()] == ["Confirmed"]
    keys(qtbot, window, "Ctrl+Shift+O")
    overview = window.stack.currentWidget()
    assert isinstance(overview, OverviewScreen)
    assert Way.REFERENCES not in overview.next.buttons


def test_a_target_drawn_beside_its_print_is_told_to_the_second_person(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    seat(window)
    keys(qtbot, window, "B", "Return", "N", "Up", "Return", "Ctrl+Return")
    assert not screen.drawing_now
    assert screen.confirm.beside.sentence == (
        "Mayor: no printed outline is seen at the target drawn for Ann Ash; recorded so, it is to "
        "be checked on every page."
    )


def test_drawn_by_mouse_named_by_digits_and_taken_back(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    canvas = screen.canvas
    keys(qtbot, window, "A")
    box = canvas.camera.to_screen(CONTESTS[1])
    ratio = canvas.devicePixelRatioF()
    first = QPoint(round(box.x / ratio), round(box.y / ratio))
    last = QPoint(round(box.right / ratio), min(canvas.height() - 2, round(box.bottom / ratio)))
    assert screen.work is not None
    drawing = screen.work.drawing
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas, left, plain, first)
    QTest.mouseMove(canvas, last)
    QTest.mouseRelease(canvas, left, plain, last)
    settled(qtbot, window)
    assert drawing.chosen is not None
    assert drawing.chosen.contest == "mayor"
    keys(qtbot, window, "C")
    assert drawing.chosen.contest == "council"
    assert [row.name for row in screen.panel.targets.shown()] == [
        f"{number}  {name}" for number, name in enumerate(NAMES[1], start=1)
    ]
    keys(qtbot, window, "N", "2", "1")
    assert [t.choice for t in drawing.chosen.targets] == ["di", "cy", "ed"]
    screen.panel.targets.selectRow(2)
    keys(qtbot, window, "Delete")
    assert "no target is named for Ed Elm" in screen.panel.problems.text()
    keys(qtbot, window, "U", "U", "U")
    assert [t.choice for t in drawing.chosen.targets] == ["cy", "di", "ed"]
    keys(qtbot, window, "F")
    assert screen.banner.sentence == "No contest of another style was found on this page."
    keys(qtbot, window, "Ctrl+Return")
    assert screen.drawing_now, "nobody has said yet that it is right"


def test_another_page_keeps_what_was_drawn(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    keys(qtbot, window, "B", "Return", "Return")
    first = screen.work
    assert first is not None
    keys(qtbot, window, "G")
    assert screen.work is not None
    assert screen.work.image != first.image, "another page, not the same again"
    assert screen.work.drawing.sketch.contests == ()
    assert screen.banner.sentence == (
        "What was drawn on the page before is kept: U goes back to it."
    )
    keys(qtbot, window, "U")
    assert screen.work is first
    assert len(first.drawing.sketch.contests) == 1
    keys(qtbot, window, "G", "G")
    assert screen.work is first, "round to the page that was left"


def test_a_page_brought_in_late_opens_under_its_own_side(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen, tmp_path: Path
) -> None:
    (line,) = screen.lines.shown()
    here = screen.work
    (tmp_path / "blank.png").write_bytes(drawn_page())
    other = replace(line, side="back")
    screen.draw_on_file(other, tmp_path / "blank.png")
    settled(qtbot, window)
    assert screen.work is here
    brought = screen.works.of((line.style, "back"))
    assert brought is not None
    assert brought.pixels.width == WIDTH


def test_what_stands_for_nothing_is_not_confirmed(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    seat(window)
    keys(qtbot, window, "B", "Return", "Return", "B", "Return", "T")
    assert "4 targets for 3 choices" in screen.panel.next.text()
    keys(qtbot, window, "Return")
    assert screen.banner.sentence.startswith("Not yet.")
    assert screen.work is not None
    assert screen.work.drawing.unsure == 1
    assert "1 target stands for nothing yet." in screen.panel.problems.text()
    keys(qtbot, window, "Shift+N", "Shift+N", "Shift+N", "N", "N", "N", "3", "Return")
    assert screen.work.drawing.unsure == 0
    keys(qtbot, window, "T", "Ctrl+Return")
    assert screen.drawing_now
    assert "stands for nothing yet. Nothing was confirmed." in screen.banner.sentence


def test_a_digit_names_the_first_target_without_a_name_or_says_what_to_choose(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    keys(qtbot, window, "1")
    assert screen.banner.sentence.startswith("Choose a contest first (N)")
    keys(qtbot, window, "B", "Return", "1")
    assert screen.banner.sentence.startswith("Choose a target first (N)")
    assert screen.work is not None
    drawing = screen.work.drawing
    keys(qtbot, window, "T", "Shift+N", "Shift+N", "Shift+N", "Shift+N")
    assert drawing.chosen is not None
    assert drawing.chosen_target is None
    assert drawing.chosen.targets[3].choice is None
    assert "name the first target without a name" in screen.panel.next.text()
    keys(qtbot, window, "9")
    assert screen.banner.sentence == "Mayor has 3 choices: none is number 9."
    assert drawing.chosen.targets[3].choice is None
    keys(qtbot, window, "3")
    assert screen.banner.sentence == ""
    assert [t.choice for t in drawing.chosen.targets] == ["ann", "bob", "line", "line"]


def test_a_layout_that_came_with_the_images_is_not_said_to_be_right(
    qtbot: QtBot, window: MainWindow, screen: ReferencesScreen
) -> None:
    keys(qtbot, window, "B", "Return", "Return")
    work = screen.work
    assert work is not None
    supplied = replace(work.line, drawn=Drawn.SUPPLIED)
    afresh = Drawing(
        work.pixels.width,
        work.pixels.height,
        [*work.drawing.contests.values()],
        work.drawing.layout(),
    )
    assert next_words(afresh, supplied).startswith(
        "This came with the images. Look at each contest (N); Ctrl+Return has it confirmed"
    )
