"""Observers answer and object with their own keys while the team goes on."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from adjudicator.desktop.review.ports import RecordedRuling
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.services.attesting import Answer, Ground, Objection
from tests.desktop.review.conftest import Table
from tests.desktop.support import press, write

Seat = Callable[..., Table]


def _rule(table: Table, number: str, then: str) -> None:
    table.wait_for(number)
    press(table.screen, "0", "Return", "F2")
    table.wait_for(then)
    table.wait_for_record()


def test_the_five_states_stand_on_the_screen_in_their_exact_words(seat: Seat) -> None:
    table = seat()
    table.wait_for_record()
    assert table.screen.bar.observers.words == ["present", "present", "not at the table"]
    _rule(table, "417K", "52QD")
    _rule(table, "52QD", "9A3M")

    def words() -> list[str]:
        return table.screen.bar.observers.words

    table.qtbot.waitUntil(lambda: words()[0] == "present, did not answer \u00b7 2")
    assert words()[2] == "not at the table"
    press(table.screen, "F5", "Ctrl+F6")
    table.wait_for_record()
    table.qtbot.waitUntil(lambda: words()[0] == "signed, no objection")
    assert words()[1] == "declined to sign"
    assert table.desk.answers == [("p3", Answer.NONE, 2), ("p4", Answer.DECLINE, 2)]
    press(table.screen, "Shift+F5", "7", "Return")
    table.qtbot.waitUntil(lambda: words()[0] == "signed, objection")


def test_one_press_answers_everything_and_a_second_says_there_is_nothing(seat: Seat) -> None:
    table = seat()
    _rule(table, "417K", "52QD")
    press(table.screen, "F5", "F5")
    table.wait_for_record()
    assert len(table.desk.answers) == 1, "a bouncing key answers once"
    press(table.screen, "F5")
    table.wait_for_record()
    assert "nothing to answer since the last answer" in table.screen.bar.message


def test_an_objection_takes_the_bar_and_goes_to_the_board(seat: Seat) -> None:
    table = seat()
    press(table.screen, "Shift+F5")
    form = table.screen.bar.form
    assert form.isVisible()
    assert "Objection by Ortiz (REP) to case 4 1 7 K" in form.text
    assert "Press 1 to 8 for the ground." in form.text
    press(table.screen, "1", "1", "Return")
    table.wait_for_record()
    assert table.desk.claims == [Objection(Ground.SHOULD_COUNT, "fetterhoff")]
    assert table.desk.objections[0].number == "417K"
    table.qtbot.waitUntil(lambda: "Objection R-001, Ortiz (REP)" in table.screen.bar.message)
    assert not form.isVisible()
    assert table.desk.cases["417K"].status is CaseStatus.DISPUTED


def test_an_objection_can_be_to_the_last_ballot(seat: Seat) -> None:
    table = seat()
    _rule(table, "417K", "52QD")
    press(table.screen, "Shift+F6")
    assert "\u2192 case 4 1 7 K instead" in table.screen.bar.form.text
    press(table.screen, "Right", "5")
    table.screen.bar.form.words.setFocus()
    write(table.screen, "Another contest's envelope, no.")
    press(table.screen, "Return")
    table.wait_for_record()
    assert table.desk.objections[0].number == "417K"
    assert table.desk.claims[0].words == "Another contest's envelope, no."
    assert table.number == "52QD", "the team goes on"


def test_an_objection_is_withdrawn_by_the_same_key(seat: Seat) -> None:
    table = seat()
    press(table.screen, "Shift+F5", "8", "Return")
    table.wait_for_record()
    table.qtbot.waitUntil(
        lambda: bool(table.screen.flow.case and table.screen.flow.case.objections)
    )
    press(table.screen, "Shift+F5")
    form = table.screen.bar.form
    assert "Ortiz (REP) has objected to case 4 1 7 K: R-001" in form.text
    assert form._title.width() > form.width() / 2, "who and what is on the screen"
    buttons = [b for b in form._buttons if b.isVisible()]
    assert [b.option.title for b in buttons] == ["withdraw it", "keep it"]
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert table.screen.observers.form is None
    press(table.screen, "Shift+F5")
    press(table.screen, "Return")
    table.wait_for_record()
    table.qtbot.waitUntil(
        lambda: bool(table.screen.flow.case and not table.screen.flow.case.objections)
    )
    assert table.screen.bar.message == "! Objection R-001 on case 4 1 7 K is withdrawn."
    assert not table.screen.head._status.isVisible(), "nobody has ruled on it, nobody objects"
    assert table.screen.controller.navigator._status["417K"] is CaseStatus.UNREVIEWED


def test_a_withdrawn_objection_leaves_a_ruled_case_ruled(seat: Seat) -> None:
    table = seat()
    _rule(table, "417K", "52QD")
    press(table.screen, "PgUp")
    table.wait_for("417K")
    press(table.screen, "Shift+F5", "8", "Return")
    table.wait_for_record()
    table.wait_for("417K")
    assert table.screen.head._status.text() == CaseStatus.DISPUTED.label
    press(table.screen, "Shift+F5", "Return")
    table.wait_for_record()
    table.wait_for("417K")
    assert table.screen.bar.message == "! Objection R-001 on case 4 1 7 K is withdrawn."
    assert table.screen.head._status.text() == CaseStatus.RULED.label
    assert table.screen.controller.navigator._status["417K"] is CaseStatus.RULED


def test_a_late_objection_is_withdrawn_by_the_same_key(seat: Seat) -> None:
    table = seat()
    _rule(table, "417K", "52QD")
    press(table.screen, "PgUp")
    table.wait_for("417K")
    table.desk.late = True
    press(table.screen, "Shift+F5", "8", "Return")
    table.wait_for_record()
    table.wait_for("417K")
    assert table.screen.head._status.text() == CaseStatus.RULED.label, "it sends nothing up"
    press(table.screen, "Shift+F5")
    assert "has objected to case 4 1 7 K: R-001" in table.screen.bar.form.text
    press(table.screen, "Return")
    table.wait_for_record()
    table.wait_for("417K")
    assert table.screen.bar.message == "! Objection R-001 on case 4 1 7 K is withdrawn."
    assert table.desk.cases["417K"].late == ()


def test_an_objection_to_what_was_ruled_elsewhere_meanwhile_is_kept_until_that_is_seen(
    seat: Seat,
) -> None:
    table = seat()
    case = table.desk.case("417K")
    made = RecordedRuling("417K", 7, Ruling(Disposition.NOTHING_MARKED), "No vote: blank.")
    table.desk.superseded = replace(case, last=made, status=CaseStatus.RULED)
    press(table.screen, "Shift+F5", "1", "1", "Return")
    table.wait_for_record()
    form = table.screen.bar.form
    assert table.desk.objections == []
    table.qtbot.waitUntil(form.isVisible)
    assert "It was ruled on meanwhile. Nothing was lost. Look at it again." in form.text
    assert "Now: No vote: blank." in form.text
    assert table.screen.head._status.text() == CaseStatus.RULED.label
    press(table.screen, "Return")
    table.wait_for_record()
    assert table.desk.claims == [Objection(Ground.SHOULD_COUNT, "fetterhoff")], "as written"


def test_an_incomplete_objection_is_not_filed_and_escape_leaves_it(seat: Seat) -> None:
    table = seat()
    press(table.screen, "Shift+F5", "3", "Return")
    assert table.screen.bar.form.isVisible()
    press(table.screen, "Backspace", "Esc")
    assert not table.screen.bar.form.isVisible()
    table.wait_for_record()
    assert table.desk.objections == []


def test_digits_of_the_form_do_not_rule(seat: Seat) -> None:
    table = seat()
    press(table.screen, "Shift+F5", "1", "2", "Return")
    table.wait_for_record()
    assert table.screen.flow.draft is not None
    assert table.screen.flow.draft.disposition is None


def test_the_team_can_agree_while_an_observer_writes(seat: Seat) -> None:
    table = seat()
    press(table.screen, "0", "Return", "Shift+F5", "F2")
    table.wait_for("52QD")
    table.wait_for_record()
    assert len(table.desk.rulings) == 1
    assert table.screen.bar.form.isVisible()


def test_away_and_back(seat: Seat) -> None:
    table = seat()
    press(table.screen, "Alt+F5")
    table.qtbot.waitUntil(lambda: table.screen.bar.observers.words[0] == "not at the table")
    press(table.screen, "Alt+F5")
    table.qtbot.waitUntil(lambda: table.screen.bar.observers.words[0] == "present")


def test_a_key_without_an_observer_says_so(seat: Seat) -> None:
    table = seat()
    press(table.screen, "F10")
    assert "No observer has that key" in table.screen.bar.message
