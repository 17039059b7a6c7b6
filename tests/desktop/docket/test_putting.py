"""Each putting is a vote of its own; who asks for a ballot out; what no outcome answers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from adjudicator.desktop.display.facts import facts_of
from adjudicator.desktop.docket.flow import RECESS, VOTES_BEFORE
from adjudicator.desktop.docket.ports import Undecided
from tests.desktop.docket.conftest import Bench

Sit = Callable[..., Bench]
FIRST = Undecided(7, "Objection R-002, Ortiz (REP): procedure or view. To the board.")
SECOND = Undecided(9, "Objection R-003, Lee (DEM): does not belong here. To the board.")


def test_a_proposal_put_again_needs_every_key_anew(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Ctrl+2", "Backspace", "Return", "Ctrl+Shift+3")
    assert bench.desk.ruled == []
    assert bench.page.case.bar.words == ["earlier: for", "earlier: for", "against \u2713"]
    bench.press("Ctrl+1", "Ctrl+2")
    assert len(bench.desk.ruled) == 1


def test_votes_given_before_are_shown_as_such_when_it_is_put_again(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Backspace")
    assert bench.page.case.bar.words[0] == "earlier: for"
    bench.press("Return")
    assert bench.page.case.bar.words[0] == "earlier: for"
    assert bench.message == f"! {VOTES_BEFORE}"


@pytest.mark.parametrize(
    ("key", "who"), [("Ctrl+2", "p2"), ("Ctrl+Shift+3", "p3"), ("T", "p1"), ("F5", "o1")]
)
def test_who_asks_for_a_ballot_out_says_so_with_their_own_key(sit: Sit, key: str, who: str) -> None:
    bench = sit()
    who = bench.page.gallery.observers.station.observers[0].person if who == "o1" else who
    bench.press("0", "G", "Down", "T")
    assert "Who asks that case 5 2 Q D be taken out?" in bench.message
    assert bench.desk.taken == []
    assert len(bench.page.flow.group) == 4
    bench.press(key)
    assert bench.desk.taken == [("52QD", who)]
    assert [case.number for case in bench.page.flow.group] == ["417K", "9A3M", "7C2R"]
    assert bench.desk.given == []


def test_a_ballot_nobody_asks_for_stays_in(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "G", "T", "Return", "O")
    assert "Who asks" in bench.message
    bench.press("Backspace")
    assert bench.message == "! Nothing is taken out."
    assert (len(bench.page.flow.group), bench.desk.taken) == (4, [])


def test_what_no_outcome_answers_is_said_before_the_ruling_is_recorded(sit: Sit) -> None:
    bench = sit()
    bench.desk.undecided = (FIRST, SECOND)
    bench.press("0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    assert bench.desk.ruled == []
    assert FIRST.sentence in bench.message
    bench.press("0", "Return")
    assert FIRST.sentence in bench.message
    bench.press("2")
    assert SECOND.sentence in bench.message
    assert bench.desk.ruled == []
    bench.press("2", "Backspace", "1")
    assert "rejected, upheld. Return records the ruling" in bench.message
    bench.press("Return")
    assert bench.desk.decided == [{7: False, 9: True}]
    assert len(bench.desk.ruled) == 1


def test_back_from_the_question_leads_to_the_vote_and_a_new_word_asks_anew(sit: Sit) -> None:
    bench = sit()
    bench.desk.undecided = (FIRST,)
    bench.press("0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3", "1")
    bench.press("Ctrl+Shift+3")
    assert FIRST.sentence in bench.message
    bench.press("Backspace")
    assert not bench.page.flow.vote.deciding
    assert bench.page.flow.vote.proposed is not None
    bench.press("Return", "2", "Return")
    assert bench.desk.decided == [{7: False}]


def test_the_public_sees_what_was_said_of_an_objection(sit: Sit) -> None:
    bench = sit()
    case = bench.page.flow.case
    assert case is not None
    bench.desk.undecided = (Undecided(7, case.claims[0]),)
    bench.press("0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3", "1")
    assert facts_of(bench.page.flow).claims == (f"{case.claims[0]} Upheld.",)


def test_without_such_an_objection_nothing_is_asked(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    assert bench.desk.decided == [{}]


def test_in_a_recess_nothing_is_put_to_the_vote(sit: Sit) -> None:
    bench = sit()
    bench.desk.view = replace(bench.desk.view, recess="In recess until 7:00 a.m.")
    bench.page.refresh()
    bench.press("0", "Return")
    assert bench.message == f"! {RECESS}"
    assert bench.page.list.recess_button.text() == "The board sits again"
    assert bench.page.list.quorum.text().startswith("In recess until 7:00 a.m.")


def test_a_key_leaves_the_ballots_of_a_group_as_they_stand(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "G")
    buttons = list(bench.page.case.group.buttons)
    bench.press("Return", "Ctrl+1", "Ctrl+2")
    assert bench.page.case.group.buttons == buttons, "two dozen crops are not built at every key"
    bench.press("Backspace", "G", "T", "T")
    assert len(bench.page.case.group.buttons) == 3


def test_a_docket_read_anew_without_a_change_is_not_laid_out_anew(sit: Sit) -> None:
    bench = sit(call=False)
    laid_out: list[int] = []
    bench.page.list.table.rows_model.modelReset.connect(lambda: laid_out.append(1))
    bench.page.refresh()
    bench.qtbot.waitUntil(lambda: not bench.record.busy)
    assert laid_out == []
    bench.desk.deferred.append("417K")
    bench.page.refresh()
    bench.qtbot.waitUntil(lambda: bool(laid_out))
