"""The consistency report on the screen, over a real recount."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.consistency.consistency_screen import ConsistencyScreen
from adjudicator.desktop.consistency.words import FAR, pace_words, share_words
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.desktop.window.review_page import ReviewPage
from adjudicator.domain.rates import Rate
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.consistency import Share, TableReport
from tests.desktop.support import press, settled
from tests.support.boardroom import ANN, OVERVOTE, Boardroom


@pytest.fixture
def room(tmp_path: Path) -> Boardroom:
    """Five like overvotes: on one a vote was found."""
    made = Boardroom.begun(tmp_path)
    mayor = made.mayor()
    made.rule(mayor[0], ANN)
    for case in mayor[1:5]:
        made.rule(case, OVERVOTE)
    return made


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, room: Boardroom) -> ConsistencyScreen:
    window.adopt(room.recount, "overview")
    settled(qtbot, window)
    press(window, "Ctrl+Shift+C")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ConsistencyScreen)
    return shown


def test_like_ballots_ruled_unlike_are_named_with_the_exception(screen: ConsistencyScreen) -> None:
    assert screen.head.text() == (
        "5 rulings compared: 1 situation in which like ballots were ruled unlike."
    )
    assert "overvote, 2 marks" in screen.chosen.text()
    assert screen.chosen.text().endswith("1 of 5 rulings is the exception.")
    assert screen.counted.title.text() == "A vote was found: 1 ruling"
    assert screen.rejected.title.text() == "No vote was found: 4 rulings"


def test_a_situation_stands_in_full_on_two_lines_at_the_smallest_window(
    qtbot: QtBot, window: MainWindow, screen: ConsistencyScreen
) -> None:
    window.resize(1366, 768)
    table = screen.unlike
    cell = table.model().index(0, 0)
    words = str(cell.data())
    assert words.replace("\n", "; ") in screen.chosen.text()
    qtbot.waitUntil(
        lambda: (
            table.fontMetrics().size(0, words).width() < table.columnWidth(0)
            and table.fontMetrics().size(0, words).height() <= table.rowHeight(0)
        )
    )


def test_both_sides_show_the_ballot_chosen(
    qtbot: QtBot, window: MainWindow, screen: ConsistencyScreen, room: Boardroom
) -> None:
    assert screen.counted.crop is not None
    assert screen.rejected.crop is not None
    assert screen.counted.said.text().startswith("Vote for Ann")
    assert screen.rejected.said.text().startswith("Too many marked")
    first = screen.rejected.crop
    screen.rejected.table.setFocus()
    press(window, "Down")
    settled(qtbot, window)
    chosen = screen.rejected.table.current()
    assert chosen is not None
    assert chosen.case in {spoken(case.number) for case in room.mayor()}
    assert screen.rejected.crop is not first


def test_a_row_opens_its_ballot_in_review(
    qtbot: QtBot, window: MainWindow, screen: ConsistencyScreen
) -> None:
    screen.counted.table.setFocus()
    wanted = screen.counted.table.current()
    assert wanted is not None
    press(window, "Return")
    settled(qtbot, window)
    page = window.stack.currentWidget()
    assert isinstance(page, ReviewPage)

    def there() -> bool:
        review = page.review
        return review is not None and spoken(review.controller.navigator.current) == wanted.case

    qtbot.waitUntil(there)
    settled(qtbot, window)


def test_every_share_of_a_table_has_its_sample_and_none_is_marked_by_chance(
    screen: ConsistencyScreen,
) -> None:
    model = screen.tables.filter_model
    assert [model.index(0, n).data() for n in range(1, 4)] == [
        "1 of 5 (20.0 %)",
        "0 of 5 (0.0 %)",
        "0 of 5 (0.0 %)",
    ]
    assert FAR not in str(model.index(0, 1).data())


def test_where_all_like_ballots_were_ruled_alike_it_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    room = Boardroom.begun(tmp_path)
    room.rule(room.mayor()[0], OVERVOTE)
    window.adopt(room.recount, "consistency")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, ConsistencyScreen)
    assert shown.head.text() == "1 ruling compared: no like ballots were ruled unlike."
    assert shown.counted.crop is None
    assert not shown.counted.show_ballot.isEnabled()


def test_a_mark_stands_as_a_word_where_the_report_sets_it() -> None:
    own, rest = Rate(12, 40), Rate(3, 400)
    assert share_words(Share("a vote", own, rest, far=True)) == "FAR \u00b7 12 of 40 (30.0 %)"
    assert share_words(Share("a vote", own, rest, far=False)) == "12 of 40 (30.0 %)"
    assert pace_words(TableReport("1", 40, 38.4, 1.04, ())) == "38 over 1.0 h"
    assert pace_words(TableReport("1", 4, None, 0.1, ())) == "too short to tell"
