"""A team rules by keyboard alone; what is counted is keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.review.draft import Page
from adjudicator.desktop.review.options import OptionButton
from adjudicator.desktop.review.ports import RecordedRuling
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import Table, sides_of
from tests.desktop.review.fakes import BOARD3, MANY, case_view
from tests.desktop.support import press, write

Seat = Callable[..., Table]
CIRCLED = (
    "Vote for Patrick Henry under (4)(c)1: name circled or underlined; "
    "other contests marked the same way."
)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (("0", "Return", "F2"), "No vote: nothing is marked in this contest."),
        (("0", "Return", "Enter"), "No vote: nothing is marked in this contest."),
        (
            ("1", "Return", "F2"),
            "Vote for Elizabeth Fetterhoff under (3)(a): marked as instructed.",
        ),
        (
            ("O", "1", "Return", "F2"),
            "Too many marked: no vote in this contest under (6): overvote.",
        ),
        (
            ("2", "2", "1", "Return", "F2"),
            CIRCLED,
        ),
    ],
)
def test_the_common_paths(seat: Seat, keys: tuple[str, ...], sentence: str) -> None:
    table = seat()
    press(table.screen, *keys)
    table.wait_for("52QD")
    table.wait_for_record()
    number, _, members = table.desk.rulings[0]
    assert (number, members) == ("417K", ("p1", "p2"))
    recorded = table.desk.cases["417K"].last
    assert recorded is not None
    assert recorded.sentence == sentence
    table.qtbot.waitUntil(lambda: "recorded" in table.screen.bar.last)
    assert table.screen.bar.last == "Last case 4 1 7 K recorded \u00b7 U revises"
    assert table.screen.announcer.last


def test_a_whole_batch_by_keyboard_to_its_end(seat: Seat) -> None:
    table = seat()
    for number in ("417K", "52QD", "9A3M", "7C2R"):
        table.wait_for(number)
        press(table.screen, "0", "Return", "F2")
    table.wait_for_record()
    assert [n for n, _, _ in table.desk.rulings] == ["417K", "52QD", "9A3M", "7C2R"]
    assert table.screen.panel.title == "Batch finished"
    assert table.screen.flow.case is None


def test_only_the_second_members_key_records(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "Return", "Return", "Return")
    table.wait_for_record()
    assert table.desk.rulings == []
    assert table.number == "417K"


def test_the_second_member_cannot_agree_with_nothing(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "F2")
    assert "Nothing is proposed yet" in table.screen.bar.message
    table.wait_for_record()
    assert table.desk.rulings == []


def test_a_bouncing_key_records_once(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "Return", "F2", "F2", "Enter")
    table.wait_for_record()
    assert len(table.desk.rulings) == 1
    table.wait_for("52QD")
    assert table.desk.cases["52QD"].last is None


def test_a_key_held_down_by_the_second_member_records_once(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "Return")
    for repeated in (False, True, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "", repeated
        )
        QApplication.sendEvent(table.screen.pane.view, event)
    press(table.screen, "F2")
    table.wait_for_record()
    assert len(table.desk.rulings) == 1


def test_changing_the_draft_withdraws_the_proposal(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "Return")
    assert table.screen.bar._proposer.word == "has proposed \u2713"
    press(table.screen, "1")
    assert table.screen.bar._proposer.word == "proposes"
    press(table.screen, "F2")
    table.wait_for_record()
    assert table.desk.rulings == []


def test_disagreement_sends_the_case_to_the_board(seat: Seat) -> None:
    table = seat()
    press(table.screen, "1", "Return", "Shift+F2")
    table.wait_for("52QD")
    table.wait_for_record()
    assert table.desk.rulings[0][1].disposition is Disposition.NO_CONSENSUS
    assert table.desk.cases["417K"].status is CaseStatus.NO_CONSENSUS


def test_every_side_is_shown_while_the_consistency_question_is_open(seat: Seat) -> None:
    table = seat()
    screen = table.screen
    press(screen, "2")
    assert screen.pane.stack.currentWidget() is screen.pane.spread
    assert screen.flow.draft is not None
    assert screen.flow.draft.sides_shown
    press(screen, "2")
    assert screen.pane.stack.currentWidget() is screen.pane.view
    press(screen, "Backspace", "Return")
    assert screen.pane.stack.currentWidget() is screen.pane.view, "the partner sees the contest"


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    ("key", "disposition"), [("B", Disposition.NO_CONSENSUS), ("P", Disposition.PAPER)]
)
def test_with_a_missing_image_only_the_board_or_the_paper_is_left(
    seat: Seat, side: int, key: str, disposition: Disposition
) -> None:
    table = seat(start=False)
    missing = table.desk.cases["417K"].sides[side].ref
    del table.shelf.files[missing.sha256]
    table.screen.start()
    table.qtbot.waitUntil(lambda: table.screen.panel.title == "A side cannot be shown")
    shown = [b.option.title for b in table.screen.panel.options.findChildren(OptionButton)
             if b.isVisible()]  # fmt: skip
    assert shown == ["To the board", "Fetch the paper"]
    press(table.screen, "0", "1", "N", "O", "Return", "F2")
    table.wait_for_record()
    assert table.desk.rulings == []
    press(table.screen, key, "Return", "F2")
    table.wait_for_record()
    assert [r.disposition for _, r, *_ in table.desk.rulings] == [disposition]


def test_with_a_missing_image_a_refusal_stays_readable(seat: Seat) -> None:
    table = seat(start=False)
    missing = table.desk.cases["417K"].sides[0].ref
    del table.shelf.files[missing.sha256]
    table.screen.start()
    table.qtbot.waitUntil(lambda: table.screen.panel.title == "A side cannot be shown")
    table.desk.refusal = "The disk is full. Nothing was lost."
    press(table.screen, "P", "Return", "F2")
    table.wait_for_record()
    table.qtbot.waitUntil(lambda: table.screen.panel.title == "A side cannot be shown")
    assert table.number == "417K"
    assert "Case 4 1 7 K was not recorded. The disk is full." in table.screen.bar.message


def test_a_failure_loses_nothing_and_brings_the_case_back(seat: Seat) -> None:
    table = seat()
    table.desk.refusal = "The disk is full. Nothing was lost."
    press(table.screen, "2", "2", "1", "Return", "F2")
    table.wait_for_record()
    table.wait_for("417K")
    assert "Case 4 1 7 K was not recorded. The disk is full." in table.screen.bar.message
    assert "(4)(c)1" in table.screen.bar.sentence
    press(table.screen, "Return", "F2")
    table.wait_for("52QD")
    table.wait_for_record()
    assert [n for n, _, _ in table.desk.rulings] == ["417K"]


def test_a_failure_keeps_what_was_begun_on_the_next_ballot(seat: Seat) -> None:
    table = seat()
    table.qtbot.waitUntil(lambda: "52QD" in table.screen.controller.navigator._views)
    table.desk.refusal = "Not recorded: quorum is 1 of 2. Nothing was lost."
    press(table.screen, "0", "Return", "F2")
    assert table.number == "52QD"
    press(table.screen, "O")
    table.wait_for("417K")
    press(table.screen, "Return", "F2")
    table.wait_for("52QD")
    table.wait_for_record()
    draft = table.screen.flow.draft
    assert draft is not None
    assert draft.disposition is Disposition.TOO_MANY


def test_u_revises_the_last_ruling_with_a_reason(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "Return", "F2")
    table.wait_for("52QD")
    table.wait_for_record()
    press(table.screen, "U")
    table.wait_for("417K")
    assert table.screen.panel.title == "Why is this ruling revised?"
    press(table.screen, "1", "2", "Return", "F2")
    table.wait_for("52QD")
    table.wait_for_record()
    number, ruling, _ = table.desk.rulings[-1]
    assert number == "417K"
    assert ruling.reason is RevisionReason.WRONG_KEY
    assert ruling.votes == {"henry"}


def test_a_ruled_case_takes_no_keys_but_u(seat: Seat, shelf: Shelf) -> None:
    ruling = Ruling(Disposition.NOTHING_MARKED)
    last = RecordedRuling("417K", 7, ruling, "No vote: nothing is marked in this contest.")
    sides = sides_of(shelf, 1)
    table = seat(
        replace(case_view("417K", sides), last=last, status=CaseStatus.RULED),
        case_view("52QD", sides),
        start=False,
    )
    table.screen.start()
    table.wait_for("52QD")
    press(table.screen, "PgUp")
    table.wait_for("417K")
    assert table.screen.panel.title == "Recorded"
    press(table.screen, "1", "F2")
    assert table.screen.bar.sentence == f"Recorded: {last.sentence}"
    assert table.screen.bar.message == "! This case is ruled. U revises it and asks for the reason."
    press(table.screen, "U")
    assert table.screen.flow.draft is not None
    assert table.screen.flow.draft.page is Page.REASON


def test_slash_and_a_number_opens_a_case_anywhere(seat: Seat) -> None:
    table = seat()
    press(table.screen, "/")
    write(table.screen, "7 c2 r")
    press(table.screen, "Return")
    table.wait_for("7C2R")
    press(table.screen, "/")
    write(table.screen, "ZZZZ")
    press(table.screen, "Return")
    table.qtbot.waitUntil(lambda: "There is no case ZZZZ" in table.screen.bar.message)
    assert table.number == "7C2R"


def test_slash_and_letters_narrow_a_long_list(seat: Seat, shelf: Shelf) -> None:
    table = seat(case_view("417K", sides_of(shelf, 1), MANY))
    press(table.screen, "/")
    write(table.screen, "12")
    shown = [o.title for o in table.screen.panel.options.shown]
    assert "Name 12" in shown
    assert "Name 03" not in shown
    press(table.screen, "Return", "Return", "F2")
    table.wait_for_record()
    assert table.desk.rulings[0][1].votes == {"c12"}


def test_a_letter_typed_in_the_search_line_is_no_command(seat: Seat) -> None:
    table = seat()
    press(table.screen, "/")
    write(table.screen, "no")
    assert table.screen.flow.draft is not None
    assert table.screen.flow.draft.disposition is None
    press(table.screen, "Esc")
    assert not table.screen.panel.search.isVisible()
    assert table.screen.pane.view.hasFocus()


def test_words_are_typed_in_place_where_a_clause_needs_them(seat: Seat, shelf: Shelf) -> None:
    machine = MachineReading(frozenset(), over=1)
    table = seat(case_view("417K", sides_of(shelf, 1), machine=machine))
    press(table.screen, "X", "2", "2", "1")
    words = table.screen.panel.detail.words
    assert words.hasFocus()
    write(table.screen, "Not this one, O K?")
    assert "\u201cNot this one, O K?\u201d" in table.screen.bar.sentence
    press(table.screen, "Return")
    assert table.screen.pane.view.hasFocus()
    press(table.screen, "Return", "F2")
    table.wait_for_record()
    assert table.desk.rulings[0][1].words == "Not this one, O K?"


def test_several_seats_say_what_the_machine_counted(seat: Seat, shelf: Shelf) -> None:
    machine = MachineReading(frozenset({"eddy", "hill"}), under=1)
    table = seat(case_view("417K", sides_of(shelf, 1), BOARD3, machine))
    lead = table.screen.panel._lead.text()
    assert lead == "Machine already counted Eddy and Hill; one vote left"
    press(table.screen, "2", "Return")
    assert "takes away the machine's vote for Hill" in table.screen.bar.message
    assert table.screen.flow.proposed is None
    press(table.screen, "Y", "Return", "F2")
    table.wait_for_record()
    assert table.desk.rulings[0][1].votes == {"eddy"}


def test_wrong_place_shows_the_whole_page_and_is_noted_once(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0")
    sentence = table.screen.bar.sentence
    press(table.screen, "L", "L")
    table.wait_for_record()
    assert table.desk.wrong_places == [("417K", ("p1", "p2"))]
    assert table.screen.flow.case is not None
    assert table.screen.flow.case.located == (
        "not located: people said that the outline was in the wrong place"
    )
    assert "From now on every station shows its whole page." in table.screen.bar.message
    assert table.screen.bar.sentence == sentence, "what is being said of the ballot stays"
    assert table.screen.pane.banner.sentence.startswith("You said the outline was")
    press(table.screen, "L")
    assert table.screen.bar.message.startswith("! This is noted already")
    table.wait_for_record()
    assert len(table.desk.wrong_places) == 1
    table.screen.controller.wrong_place._said.clear()
    press(table.screen, "L")
    assert table.screen.bar.message.startswith("! This is noted already"), (
        "known from the record too"
    )
    table.wait_for_record()
    assert len(table.desk.wrong_places) == 1


def test_wrong_place_that_cannot_be_noted_says_so_and_may_be_said_again(seat: Seat) -> None:
    table = seat()
    table.desk.refusal = "Not noted: the disk is full."
    press(table.screen, "L")
    table.wait_for_record()
    assert "Not noted: the disk is full." in table.screen.bar.message
    assert table.screen.pane.banner.sentence.startswith("You said the outline was")
    press(table.screen, "L")
    table.wait_for_record()
    assert len(table.desk.wrong_places) == 1


def test_wrong_place_and_description_are_one_key_each(seat: Seat) -> None:
    table = seat()
    press(table.screen, "L")
    assert table.screen.pane.banner.sentence.startswith("You said the outline was")
    press(table.screen, "F4")
    assert "Choice 1, Elizabeth Fetterhoff: the machine gave .01." in table.screen.panel.notice
    assert "Choice 1" in table.screen.announcer.last
    press(table.screen, "F4")
    assert table.screen.panel.title == "What do you see?"
    assert not table.screen.panel.notice
    press(table.screen, "F4", "Esc")
    assert table.screen.panel.title == "What do you see?"
    assert table.screen.bar.message == "", "there was something to go back from"
    press(table.screen, "F4", "0")
    assert table.screen.panel.title == "Ready to propose", "its keys are heard all the while"


def test_nobody_can_rule_before_two_have_signed_in(seat: Seat) -> None:
    table = seat(start=False)
    table.desk.station_view = replace(
        table.desk.station_view, partner=None, team_problem="Two members must sign in (F3)."
    )
    table.screen.start()
    table.wait_for("417K")
    press(table.screen, "0", "Return")
    assert "Two members must sign in" in table.screen.bar.message


def test_arrival_is_announced_in_words(seat: Seat) -> None:
    table = seat(start=False)
    heard: list[str] = []
    table.screen.announcer.said.connect(heard.append)
    table.screen.start()
    table.wait_for("417K")
    assert any(
        h.startswith("Case 4 1 7 K. State House 26. Blank contest. Machine: 0 of 1.") for h in heard
    )
    press(table.screen, "0", "Return")
    assert heard[-1] == "Proposed: No vote: nothing is marked in this contest."


def test_page_keys_walk_through_the_batch(seat: Seat) -> None:
    table = seat()
    for key, number in (("PgDown", "52QD"), ("PgDown", "9A3M"), ("PgUp", "52QD")):
        press(table.screen, key)
        table.wait_for(number)
