"""Observers answer and object with their own keys while the board rules."""

from collections.abc import Callable

from adjudicator.services.attesting import Answer, Ground, Objection
from tests.desktop.docket.conftest import Bench
from tests.desktop.support import press

Sit = Callable[..., Bench]
RULE = ("0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")


def test_the_observers_stand_under_the_members(sit: Sit) -> None:
    bench = sit()
    bar = bench.page.case.bar
    assert bar.observers.words == ["present", "present", "not at the table"]
    assert bar.observers.y() > bar.seats[0].y()
    assert bar.observers.geometry().bottom() < bar.height()


def test_the_keys_of_review_answer_decline_and_leave(sit: Sit) -> None:
    bench = sit()
    desk = bench.window.observers_desk
    bench.press("F5", "Ctrl+F6", "Alt+F5")
    assert [(person, answer) for person, answer, _ in desk.answers] == [
        ("p3", Answer.NONE),
        ("p4", Answer.DECLINE),
    ]
    assert bench.page.case.bar.observers.words[0] == "not at the table"
    assert bench.message == "! Ortiz: not at the table."
    assert bench.window.acts == 3


def test_an_objection_to_the_case_on_the_screen_leaves_the_proposal_as_it_is(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Shift+F5")
    form = bench.page.case.bar.form
    assert form.isVisible()
    assert "Objection by Ortiz (REP) to case 4 1 7 K" in form.text
    bench.press("1", "1", "Return")
    desk = bench.window.observers_desk
    assert desk.claims == [Objection(Ground.SHOULD_COUNT, "fetterhoff")]
    assert not form.isVisible()
    assert bench.page.flow.vote.proposed is not None, "the digits were the form's"
    assert bench.page.flow.case is not None
    assert [o.label for o in bench.page.flow.case.view.objections] == ["R-001"]
    bench.press("Ctrl+2", "Ctrl+3")
    assert bench.desk.ruled[0][0] == ("417K",)


def test_members_vote_while_an_observer_writes(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Shift+F5", "Ctrl+1", "Ctrl+2")
    assert len(bench.desk.given) == 2
    assert bench.page.case.bar.form.isVisible()


def test_an_objection_can_be_to_the_last_ruling_of_the_board(sit: Sit) -> None:
    bench = sit()
    bench.press(*RULE)
    bench.wait_for("52QD")
    bench.press("Shift+F6")
    assert "\u2192 case 4 1 7 K instead" in bench.page.case.bar.form.text
    bench.press("Right", "7", "Return")
    assert bench.window.observers_desk.objections[0].number == "417K"
    assert bench.number == "52QD"


def test_an_objection_is_withdrawn_by_the_same_key(sit: Sit) -> None:
    bench = sit()
    bench.press("Shift+F5", "8", "Return", "Shift+F5")
    assert "R-001" in bench.page.case.bar.form.text
    bench.press("Return")
    assert bench.message == "! Objection R-001 on case 4 1 7 K is withdrawn."
    assert bench.page.flow.case is not None
    assert bench.page.flow.case.view.objections == ()


def test_escape_leaves_the_form_and_not_the_case(sit: Sit) -> None:
    bench = sit()
    bench.press("Shift+F5", "Esc")
    assert not bench.page.case.bar.form.isVisible()
    assert bench.number == "417K"


def test_on_the_list_they_answer_too_and_an_objection_calls_the_last_case_back(sit: Sit) -> None:
    bench = sit()
    bench.press(*RULE)
    bench.wait_for("52QD")
    bench.page.walk.to_list()
    bench.qtbot.waitUntil(lambda: not bench.record.busy)
    assert bench.page.list.observers.words == ["present", "present", "not at the table"]
    bench.press("F6")
    assert bench.page.banner.sentence.startswith("Lee: ")
    press(bench.page, "Shift+F5")
    bench.wait_for("417K")
    assert "to case 4 1 7 K" in bench.page.case.bar.form.text


def test_a_key_without_an_observer_says_so(sit: Sit) -> None:
    bench = sit()
    bench.press("F10")
    assert "No observer has that key" in bench.message
