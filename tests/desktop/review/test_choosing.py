"""Choosing where the list is long, the seats are several, or the name is written."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.kit.labels import key_cap_size
from adjudicator.desktop.kit.theme import apply_theme, theme
from adjudicator.domain.election import Choice, Contest
from adjudicator.domain.readings import MachineReading
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import Table, sides_of
from tests.desktop.review.fakes import BOARD3, case_view
from tests.desktop.support import press, write

Seat = Callable[..., Table]
OVER = MachineReading(frozenset(), over=1)
FIFTEEN = Contest("many", "Governor", tuple(Choice(f"c{n}", f"Name {n:02}") for n in range(15)))
OTHERS = "The other contests are:"


def _board(seat: Seat, shelf: Shelf, machine: MachineReading) -> Table:
    return seat(case_view("417K", sides_of(shelf, 1), BOARD3, machine))


def test_with_an_overvote_nothing_is_promised_that_return_refuses(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, OVER)
    press(table.screen, "1", "2")
    note = table.screen.panel._note.text()
    assert "marked as instructed" not in note
    assert "\u23ce or \u2192 goes on" in note
    press(table.screen, "Return")
    assert table.screen.panel.title == OTHERS
    assert table.screen.bar.message == ""
    press(table.screen, "Backspace", "Right")
    assert table.screen.panel.title == OTHERS


def test_with_an_overvote_the_last_seat_leads_to_the_other_contests(
    seat: Seat, shelf: Shelf
) -> None:
    table = _board(seat, shelf, OVER)
    press(table.screen, "1", "2", "3")
    assert table.screen.panel.title == OTHERS
    press(table.screen, "Backspace", "4")
    assert table.screen.panel.title == OTHERS, "another third choice after one step back"
    assert "Carrigan" in table.screen.bar.sentence


def test_with_an_undervote_return_proposes_as_instructed(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, MachineReading(frozenset({"eddy"}), under=2))
    press(table.screen, "2", "3")
    assert table.screen.panel._note.text().startswith("\u23ce marked as instructed")
    press(table.screen, "Return")
    assert table.screen.bar._proposer.word == "has proposed \u2713"


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("size", [(1366, 697), (1093, 543), (1920, 1010)])
def test_what_is_below_is_counted_from_what_is_shown(
    seat: Seat, shelf: Shelf, qapp: QApplication, scale: int, size: tuple[int, int]
) -> None:
    apply_theme(qapp, scale=scale)
    try:
        table = seat(case_view("417K", sides_of(shelf, 1), FIFTEEN))
        screen, options = table.screen, table.screen.panel.options
        screen.resize(*size)
        qapp.processEvents()

        def counted() -> int:
            return sum(b.isVisibleTo(options) and b.option.title.startswith("Name")
                       for b in options._buttons)  # fmt: skip

        assert options.hidden_below == 15 - counted()
        assert options.rest == (f"{15 - counted()} more below" if counted() < 15 else "")
        press(screen, *["Down"] * 14)
        above = 15 - counted()
        assert options.hidden_below == 0
        assert options.rest == (f"{above} more above" if above else "")
        if scale < 200 or size[1] > 543:
            keys = [b for b in options._buttons if b.isVisibleTo(options)]
            assert max(b.geometry().bottom() for b in keys) <= options.height(), "nothing is cut"
            assert len(keys) == counted() + 5
    finally:
        apply_theme(qapp)


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_what_is_always_offered_is_offered_in_whole_words(
    seat: Seat, shelf: Shelf, qapp: QApplication, scale: int
) -> None:
    apply_theme(qapp, scale=scale)
    try:
        table = seat(case_view("417K", sides_of(shelf, 1), FIFTEEN))
        table.screen.resize(1366, 697)
        qapp.processEvents()
        options = table.screen.panel.options
        offered = [b for b in options._buttons if b.isVisibleTo(options)][-5:]
        letters = theme().metrics("body")
        for button in offered:
            cap = 18 + key_cap_size(theme(), button._key).width()
            room = button.width() - cap - 8
            assert letters.horizontalAdvance(button.option.title) <= room, button.option.title
    finally:
        apply_theme(qapp)


def test_the_words_of_a_write_in_are_asked_before_it_is_proposed(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, MachineReading(frozenset(), under=3))
    press(table.screen, "5", "Return")
    words = table.screen.panel.detail.words
    assert words.isVisible()
    assert words.hasFocus()
    assert table.screen.flow.proposed is None
    write(table.screen, "Ann O. Hill")
    assert "\u201cAnn O. Hill\u201d" in table.screen.bar.sentence
    press(table.screen, "Return", "Return", "F2")
    table.wait_for_record()
    assert table.desk.rulings[0][1].words == "Ann O. Hill"


def test_the_words_of_a_write_in_may_be_left_empty(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, MachineReading(frozenset(), under=3))
    press(table.screen, "5", "Return")
    hint = table.screen.panel.detail._hint.text()
    assert "\u201ccannot read\u201d" in hint
    assert "empty only where nothing is written" in hint
    press(table.screen, "Return", "Return", "F2")
    table.wait_for_record()
    assert table.desk.rulings[0][1].words is None


def test_words_do_not_stay_with_another_choice(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, MachineReading(frozenset(), under=3))
    press(table.screen, "5", "Return")
    write(table.screen, "Ann")
    press(table.screen, "Return", "Backspace", "5", "1", "Return", "F2")
    table.wait_for_record()
    [(_, ruling, _)] = table.desk.rulings
    assert ruling.votes == {"eddy"}
    assert ruling.words is None


def test_a_name_on_the_ballot_asks_for_no_words(seat: Seat, shelf: Shelf) -> None:
    table = _board(seat, shelf, MachineReading(frozenset(), under=3))
    press(table.screen, "1", "Return")
    assert table.screen.flow.proposed is not None
