"""The board rules by keyboard: proposals, votes, majorities, groups.  What is counted is keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from adjudicator.desktop.docket.page import PAGE
from adjudicator.desktop.docket.ports import Voice
from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.domain.rulings import Disposition
from tests.desktop.docket.conftest import Bench

Sit = Callable[..., Bench]


def test_the_list_names_what_waits_and_calls_the_first(sit: Sit) -> None:
    bench = sit(call=False)
    rows = bench.page.list.table.shown()
    assert [row.line.number for row in rows] == ["417K", "52QD", "9A3M", "7C2R"]
    assert bench.page.list.header.subject == "4 cases on the docket"
    bench.press("Return")
    bench.wait_for("417K")
    assert bench.page.case.call.call.text().startswith("Case 4 1 7 K.")
    assert "R-014" in bench.page.case.call.call.text()


def test_all_three_for_it_rules_at_the_third_key(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Ctrl+2")
    assert bench.desk.ruled == []
    assert "Osei may still vote; Return records now." in bench.message
    bench.press("Ctrl+3")
    numbers, ruling = bench.desk.ruled[0]
    assert (numbers, ruling.disposition) == (("417K",), Disposition.NOTHING_MARKED)
    bench.wait_for("52QD")
    assert "Recorded for case 4 1 7 K" in bench.page.banner.sentence


def test_two_to_one_is_a_majority_and_the_dissent_is_kept(sit: Sit) -> None:
    bench = sit()
    bench.press("O", "1", "Return", "Ctrl+1", "Ctrl+Shift+2", "Ctrl+3")
    assert [(p, v) for p, _, _, v in bench.desk.given] == [
        ("p1", Voice.FOR),
        ("p2", Voice.AGAINST),
        ("p3", Voice.FOR),
    ]
    assert bench.desk.ruled[0][1].disposition is Disposition.TOO_MANY


def test_return_records_a_majority_without_waiting_for_the_third(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Ctrl+3", "Return")
    assert len(bench.desk.ruled) == 1


def test_thousands_of_cases_are_listed_a_page_at_a_time(sit: Sit) -> None:
    bench = sit(call=False)
    listed = bench.page.list
    assert not listed.more.isVisible()
    bench.desk.elsewhere = 4_996
    bench.page.refresh()
    bench.qtbot.waitUntil(lambda: not bench.record.busy)
    assert listed.header.subject == "5,000 cases on the docket, the first 4 are listed"
    assert bench.desk.most == PAGE
    listed.more.click()
    bench.qtbot.waitUntil(lambda: not bench.record.busy)
    assert bench.desk.most == 2 * PAGE


def test_no_majority_leaves_the_case_on_the_docket(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Ctrl+Shift+2", "Alt+3")
    assert bench.desk.ruled == []
    assert bench.message.startswith("! No majority: 1 to 1")
    assert bench.page.case.bar.words == ["for \u2713", "against \u2713", "abstains \u2713"]
    bench.press("Return")
    assert "no majority of the board's seats" in bench.message
    assert bench.desk.ruled == []


def test_a_vote_needs_a_proposal_and_its_member_signed_in(sit: Sit) -> None:
    bench = sit()
    bench.press("Ctrl+1")
    assert "Nothing is put to the vote yet" in bench.message
    away = replace(bench.desk.view.members[1], signed_in=False)
    members = (bench.desk.view.members[0], away, bench.desk.view.members[2])
    bench.desk.view = replace(bench.desk.view, members=members)
    bench.page.refresh()
    bench.press("0", "Return", "Ctrl+2")
    assert bench.message == "! Not recorded: Lewis is not signed in here. Sign in (F3)."
    bench.press("Ctrl+4")
    assert "Nobody of the board has that key" in bench.message
    assert bench.desk.given == []


def test_without_a_quorum_nothing_is_put_to_the_vote(sit: Sit) -> None:
    bench = sit()
    problem = "Quorum is 1 of 2. Wait for a member or sign one in (F3)."
    bench.desk.view = replace(bench.desk.view, problem=problem)
    bench.page.refresh()
    bench.press("0", "Return")
    assert bench.message == f"! {problem}"


def test_a_refusal_of_the_record_is_told_and_nothing_is_lost(sit: Sit) -> None:
    bench = sit()
    bench.desk.refusal = "Not recorded: case 4 1 7 K was ruled on meanwhile."
    bench.press("0", "Return", "Ctrl+1")
    assert "ruled on meanwhile" in bench.message
    bench.press("Ctrl+1")
    assert len(bench.desk.given) == 1


def test_a_voice_vote_records_nothing_until_each_confirms(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "V", "Ctrl+1", "Ctrl+Shift+2", "Ctrl+3", "V")
    assert bench.desk.given == []
    assert bench.page.case.bar.words[1] == "heard: against \u00b7 confirms"
    bench.press("Ctrl+2")
    assert "The clerk heard Lewis against" in bench.message
    assert bench.desk.given == []
    bench.press("Ctrl+Shift+2", "Ctrl+1", "Ctrl+3")
    assert len(bench.desk.given) == 3
    assert len(bench.desk.ruled) == 1


def test_another_key_withdraws_the_proposal(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "O", "1", "Return", "Ctrl+2")
    assert [r.disposition for _, _, r, _ in bench.desk.given] == [
        Disposition.NOTHING_MARKED,
        Disposition.TOO_MANY,
    ]
    assert bench.desk.ruled == []


def test_like_cases_are_ruled_by_one_vote_each_and_one_is_taken_out(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "G")
    assert "asked" not in bench.page.case.group.title.text()
    assert bench.page.case.group.title.text().startswith("4 like cases, one proposed ruling.")
    bench.press("Down", "T", "T", "Return", "Ctrl+1", "Ctrl+2", "Ctrl+3")
    assert bench.desk.ruled[0][0] == ("417K", "9A3M", "7C2R")
    bench.wait_for("52QD")


def test_backspace_dissolves_a_group_and_then_leads_back_to_the_list(sit: Sit) -> None:
    bench = sit()
    bench.press("G", "Backspace")
    assert bench.page.flow.group == ()
    bench.press("Backspace")
    assert bench.page.flow.case is None
    assert bench.page.list.isVisible()


def test_a_deferred_case_goes_to_the_end(sit: Sit) -> None:
    bench = sit()
    bench.press("D")
    bench.wait_for("52QD")
    assert bench.desk.deferred == ["417K"]
    bench.press("PgDown", "PgDown", "PgDown")
    bench.wait_for("417K")
    bench.press("D")
    assert bench.desk.deferred == []
    assert bench.page.banner.sentence == "Case 4 1 7 K is taken up again, in its old place."


def test_the_paper_is_sent_for(sit: Sit) -> None:
    bench = sit()
    bench.press("P")
    assert bench.desk.papers == ["417K"]
    assert "pull-417K.pdf" in bench.message


def test_rulings_like_this_one_stand_beside_the_ballot(sit: Sit) -> None:
    bench = sit()
    view = bench.desk.cases["9A3M"]
    bench.desk.earlier = (PrecedentView("9A3M", "No vote: nothing is marked.", "team", view),)
    bench.press("J")
    like = bench.page.case.like
    assert like.isVisible()
    assert like.rows == ["9 A 3 M \u00b7 team: No vote: nothing is marked."]
    bench.press("Backspace")
    assert not like.isVisible()


def test_the_sitting_ends_by_key(sit: Sit) -> None:
    bench = sit()
    bench.press("0", "Return", "Ctrl+1", "Ctrl+E")
    assert bench.window.ends == 1
    assert bench.window.acts == 1
    bench.page.walk.to_list()
    bench.press("Down")
    assert bench.page.list.end_button.isEnabled()


@pytest.mark.parametrize("key", ["B", "U"])
def test_keys_of_the_team_mean_nothing_here(sit: Sit, key: str) -> None:
    bench = sit()
    bench.press(key)
    assert bench.desk.given == []
    assert bench.page.flow.sentence == ""
