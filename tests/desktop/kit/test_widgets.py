from dataclasses import dataclass
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.frame import FigureCell, FootLine, PageHeader
from adjudicator.desktop.kit.labels import Chip, CutLabel, KeyCap
from adjudicator.desktop.kit.passphrase import PassphrasePrompt
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import apply_theme, theme
from adjudicator.desktop.kit.watermark import Watermark, WatermarkLine, mark_dialog


@dataclass(frozen=True)
class Place:
    name: str
    ruled: int


COLUMNS = (
    Column[Place]("Precinct", lambda r: r.name),
    Column[Place]("Ruled", lambda r: f"{r.ruled:,}", lambda r: r.ruled, number=True),
)
_MEASURED = 200
"""Cells asked for a first screen of hundreds: some to measure, some to be drawn."""
ROWS = (Place("Ponce Inlet", 9), Place("DeLand", 1200), Place("Ormond", 30))


def test_a_table_sorts_numbers_as_numbers_and_narrows_by_words(qtbot: QtBot) -> None:
    table = DataTable(COLUMNS, "Precincts")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    assert table.shown() == list(ROWS)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert [r.ruled for r in table.shown()] == [1200, 30, 9]
    table.set_words("or 30")
    assert table.shown() == [ROWS[2]]
    table.set_words("")
    assert len(table.shown()) == 3


def test_hundreds_of_rows_are_measured_once_and_not_at_every_change_of_size(qtbot: QtBot) -> None:
    asked: list[str] = []

    def name(row: Place) -> str:
        asked.append(row.name)
        return row.name

    table = DataTable((Column("Precinct", name), Column("Why", lambda r: f"{r.ruled}")), "Docket")
    qtbot.addWidget(table)
    table.give_rest(1, 100)
    table.resize(600, 300)
    table.set_rows([Place(f"Precinct {n} of the county", n) for n in range(400)])
    assert not asked, "nobody sees it yet"
    with qtbot.waitExposed(table):
        table.show()
    words = table.fontMetrics().horizontalAdvance(asked[0])
    assert table.columnWidth(0) > words
    assert len(asked) < _MEASURED
    asked.clear()
    for wide in (500, 700, 600):
        table.resize(wide, 300)
    assert not asked
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()


WORDS = Place("Precinct 214 at the old mill", 1200)


def _broken(qtbot: QtBot, *, told_below: bool = False, figures: str = "Ruled") -> DataTable[Place]:
    columns = (
        Column[Place]("Precinct", lambda r: r.name),
        Column[Place](figures, lambda r: f"{r.ruled:,}", lambda r: r.ruled, number=True),
        Column[Place]("Last", lambda _r: "sent up to the board"),
    )
    table = DataTable(columns, "Papers")
    qtbot.addWidget(table)
    table.give_rest(2, 80)
    table.break_in_need(told_below=told_below)
    table.set_rows([WORDS])
    table.resize(900, 200)
    with qtbot.waitExposed(table):
        table.show()
    return table


def test_where_words_have_no_room_side_by_side_they_are_broken_into_two_lines(qtbot: QtBot) -> None:
    table = _broken(qtbot)
    one_line, wide, figures = (table.rowHeight(0), table.columnWidth(0), table.columnWidth(1))
    assert not table.wordWrap()
    table.resize(wide + figures + 60, 200)
    assert table.wordWrap()
    assert table.rowHeight(0) > one_line + table.fontMetrics().height() - 4
    assert wide / 2 < table.columnWidth(0) < wide
    assert table.columnWidth(1) == figures, "a figure is never broken"
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert table.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == WORDS.name
    table.resize(900, 200)
    assert (table.rowHeight(0), table.columnWidth(0)) == (one_line, wide), "as it was"


def test_headings_stand_on_one_line_while_there_is_room(qtbot: QtBot) -> None:
    table = _broken(qtbot, figures="In the\nroom")

    def heading() -> object:
        return table.model().headerData(1, Qt.Orientation.Horizontal)

    assert heading() == "In the room"
    one_line = table.horizontalHeader().height()
    whole = table.columnWidth(1)
    table.resize(table.columnWidth(0) + 100, 200)
    assert heading() == "In the\nroom"
    qtbot.waitUntil(lambda: table.horizontalHeader().height() > one_line)
    table.resize(900, 200)
    assert (heading(), table.columnWidth(1)) == ("In the room", whole)


def test_what_is_told_below_too_goes_before_a_table_is_moved_sideways(qtbot: QtBot) -> None:
    table = _broken(qtbot, told_below=True)
    wide = table.columnWidth(0) + table.columnWidth(1)
    table.resize(wide - 20, 200)
    assert table.isColumnHidden(2)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    table.resize(900, 200)
    assert not table.isColumnHidden(2)


def test_return_opens_the_row_as_it_is_shown(qtbot: QtBot) -> None:
    table = DataTable(COLUMNS, "Precincts")
    qtbot.addWidget(table)
    table.set_rows(ROWS)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    table.selectRow(2)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_the_watermark_follows_its_host_and_takes_no_mouse(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    button = QPushButton("under it", host)
    mark = Watermark(host, "REHEARSAL \u00b7 not a recount")
    host.resize(400, 300)
    host.show()
    assert mark.size() == host.size()
    assert mark.accessibleName() == "REHEARSAL \u00b7 not a recount"
    with qtbot.waitSignal(button.clicked):
        under = host.childAt(button.geometry().center())
        QTest.mouseClick(under or mark, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_the_watermark_leaves_the_page_free(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(400, 300)
    mark = Watermark(host, "DEMONSTRATION")
    picture = QImage(400, 300, QImage.Format.Format_ARGB32)
    picture.fill(0)
    mark.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    inked = [
        (x, y)
        for x in range(8, 392, 4)
        for y in range(8, int(mark.tab_rect().top()), 4)
        if picture.pixelColor(x, y).alpha()
    ]
    assert inked == []
    assert picture.pixelColor(20, 299).alpha()


def test_a_banner_says_one_sentence_and_hides_without_one(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    pressed: list[bool] = []
    banner.say("One image is missing.", "bad", "Explain", lambda: pressed.append(True))
    assert not banner.isHidden()
    assert banner.accessibleName() == "One image is missing."
    banner._button.click()
    assert pressed == [True]
    banner.say("")
    assert banner.isHidden()


def test_a_banner_that_says_the_same_again_does_what_it_was_told_last(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    pressed: list[int] = []
    for number in (1, 2):
        banner.say("One image is missing.", "bad", "Explain", partial(pressed.append, number))
    banner._button.click()
    assert pressed == [2]


@pytest.mark.parametrize("width", [240, 900])
def test_how_high_a_banner_would_be_is_known_before_it_says_it(qtbot: QtBot, width: int) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column, banner = QVBoxLayout(host), Banner()
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(banner)
    column.addStretch(1)
    host.resize(width, 400)
    words = "The place of this contest is not known on this ballot. You see the whole page."
    foreseen = banner.height_saying(words, width)
    assert banner.sentence == ""
    host.show()
    assert not banner.isVisible()
    banner.say(words)
    qtbot.waitUntil(lambda: banner.height() == foreseen)
    assert banner.width() == width
    assert banner.height_saying("", width) == 0


def test_a_foot_leaves_room_for_the_watermark_of_the_screen_it_lies_in(qtbot: QtBot) -> None:
    window, screen, foot = QWidget(), QWidget(), FootLine()
    qtbot.addWidget(window)
    for host, part in ((window, screen), (screen, foot)):
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)
    Watermark(window, "DEMO")
    wider = Watermark(screen, "PRACTICE \u00b7 nothing is recorded")
    window.resize(900, 200)
    window.show()
    foot.show_facts(["Container 7"])
    assert foot._row.contentsMargins().left() > wider.tab_rect().width()


def test_small_labels_carry_accessible_names(qtbot: QtBot) -> None:
    for widget, words in (
        (KeyCap("F2"), "key F2"),
        (Chip("OVERVOTE", "warning"), "OVERVOTE"),
        (CutLabel("A long title"), "A long title"),
        (FigureCell("Ruled", "41", "of 42"), "Ruled: 41. of 42"),
    ):
        qtbot.addWidget(widget)
        assert widget.accessibleName() == words


def test_a_cut_label_gives_the_whole_text_as_a_tip(qtbot: QtBot) -> None:
    cut = CutLabel("State Representatives Hillsborough District 34")
    qtbot.addWidget(cut)
    cut.resize(90, 20)
    cut.grab()
    assert cut.toolTip() == "State Representatives Hillsborough District 34"
    cut.resize(900, 20)
    cut.grab()
    assert cut.toolTip() == ""


@pytest.mark.parametrize("kept", ["right", "facts"])
@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("width", [1093, 1366])
def test_a_foot_line_leaves_the_watermark_its_room(
    qtbot: QtBot, qapp: QApplication, kept: str, scale: int, width: int
) -> None:
    keep_right = kept == "right"
    apply_theme(qapp, scale=scale)
    try:
        host = QWidget()
        qtbot.addWidget(host)
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        foot = FootLine(keep_right=keep_right)
        column.addWidget(foot)
        mark = Watermark(host, "DEMONSTRATION - not an election record")
        facts = [
            "Record 4C1F-88A2-03D7-9B5E",
            "1,212 entries",
            "contrast 3 \u00b7 inverted",
            "copy",
        ]
        foot.show_facts(
            facts, "record 4C1F-88A2-03D7-9B5E \u00b7 ? keys" if keep_right else "a" * 300
        )
        host.resize(width, 300)
        host.show()
        qapp.processEvents()
        tab = mark.tab_rect().toRect()
        code = foot._right if keep_right else foot._facts
        place = code.geometry().translated(foot.pos())
        assert host.width() == width
        assert not place.intersects(tab)
        if keep_right:
            assert place.width() >= code.sizeHint().width(), "the code is whole"
        else:
            whole = code.fontMetrics().horizontalAdvance(facts[0])
            assert place.width() >= whole, "the first fact is whole"
        assert place.right() <= width
    finally:
        apply_theme(qapp)


def test_a_dialog_carries_the_words_at_its_head(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QVBoxLayout(dialog).addWidget(QPushButton("OK"))
    mark_dialog(dialog, "REHEARSAL")
    dialog.show()
    [line] = dialog.findChildren(WatermarkLine)
    assert line.isVisible()
    assert line.words == "REHEARSAL"
    assert line.geometry().top() == 0
    assert line.width() == dialog.width()
    official = QDialog()
    qtbot.addWidget(official)
    QVBoxLayout(official).addWidget(QPushButton("OK"))
    mark_dialog(official, None)
    assert not official.findChildren(WatermarkLine)


def test_a_foot_line_leaves_out_what_is_not_known(qtbot: QtBot) -> None:
    foot = FootLine()
    qtbot.addWidget(foot)
    foot.show_facts(["Container 7, position 118", "", "copy ok"])
    assert foot.text == "Container 7, position 118 \u00b7 copy ok"


def test_facts_that_may_take_a_second_line_are_never_cut(qtbot: QtBot) -> None:
    foot = FootLine(keep_right=True, lines=2)
    qtbot.addWidget(foot)
    facts = ("Container 7, position 118", "located 40/40", "black and white only", "no second copy")
    high = []
    for wide in (1400, 460):
        foot.resize(wide, foot.height())
        foot.show_facts(facts, "? keys")
        lines = foot._facts._lines
        high.append(foot.height())
        room = wide - 3 * theme().space("medium") - foot._right.width()
        metrics = theme().metrics("small")
        assert all(metrics.horizontalAdvance(line) <= room for line in lines)
        assert " \u00b7 ".join(lines) == foot.text == " \u00b7 ".join(facts)
        assert foot.height() >= len(lines) * metrics.height()
    assert high[0] < high[1]


def test_a_passphrase_is_given_once_and_not_kept(qtbot: QtBot) -> None:
    prompt = PassphrasePrompt()
    qtbot.addWidget(prompt)
    prompt.ask("Ada Lewis", "It opens your key for this session.")
    line = prompt._line
    assert line.accessibleName() == "Passphrase of Ada Lewis"
    QTest.keyClicks(line, "correct horse battery")
    with qtbot.waitSignal(prompt.entered) as entered:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert entered.args == ["correct horse battery"]
    assert line.text() == ""
    assert not line.isEnabled()
    prompt.refuse("That is not the passphrase. Nothing was signed. Try again.")
    assert line.isEnabled()
    assert prompt._banner.sentence.startswith("That is not the passphrase.")


def test_announcements_are_kept_for_whoever_asks(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announcer = Announcer(widget)
    with qtbot.waitSignal(announcer.said):
        announcer.say("Case 4 1 7 K, undervote", urgent=True)
    assert announcer.last == "Case 4 1 7 K, undervote"


def test_a_foot_line_does_not_hold_its_window_open(qtbot: QtBot) -> None:
    foot = FootLine()
    qtbot.addWidget(foot)
    foot.resize(1920, 24)
    foot.show_facts(["Record 4C1F-88A2-03D7-9B5E"], "Signed in here: " + "Somebody, " * 40)
    assert foot.minimumSizeHint().width() == 0


def test_the_subject_of_a_screen_stands_right_after_its_title(qtbot: QtBot) -> None:
    header = PageHeader("Docket", "16 cases on the docket")
    qtbot.addWidget(header)
    header.resize(1366, 48)
    header._row.activate()
    gap = header._subject.x() - header._title.geometry().right() - 1
    assert gap == header._row.spacing()
    assert header._title.width() >= header._title.sizeHint().width(), "nothing is cut"
