"""Motions and orders: who may give them, what they lock, and how they end."""

from datetime import UTC, datetime
from pathlib import Path

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.scenarios.office import STAY, Office


def test_a_suspended_contest_locks_at_once_with_the_words_of_the_order(office: Office) -> None:
    """A stay of the court.

    Given a ballot of the contest for mayor
    When the board carries out the order of the Circuit Court to suspend that contest
    Then the ballot is locked, and says by whose order, when, and why
    And the team can record no ruling on it; the refusal says the same
    """
    ballot = office.ballot()
    office.the_court_suspends("mayor")
    office.the_ballot_is_locked(ballot, f"Suspended {STAY}")
    office.tries("the_team_ruled", ballot, TOO_MANY)
    office.the_refusal_says(STAY)
    office.stands_as(ballot, CaseStatus.UNREVIEWED)


def test_a_suspension_stops_the_board_and_the_close_too(office: Office) -> None:
    """Nobody goes on.

    Given a ballot the team could not agree on
    When the contest is suspended
    Then the board can record no vote on it
    And the batch cannot be closed
    And a closed ballot of it cannot be reopened
    """
    ballot, other = office.ballot(0), office.ballot(8)
    office.the_team_could_not_agree_on(ballot)
    office.the_team_ruled_on_the_whole_batch_of(other)
    office.the_batch_is_closed(other)
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.is_proposed(TOO_MANY, ballot)
    office.the_court_suspends("mayor")
    office.tries("vote", "kelly for")
    office.the_refusal_says("suspended")
    office.tries("the_batch_is_closed", ballot)
    office.the_refusal_says(STAY)
    office.tries("is_reopened", other)
    office.the_refusal_says(STAY)


def test_observers_are_still_heard_while_a_contest_is_suspended(office: Office) -> None:
    """The record goes on listening.

    Given a ballot that the team has ruled on
    When the contest is suspended
    Then Lee can still object to the ruling, and withdraw it again
    And the clerk can still send for the paper, and note an incident
    """
    ballot = office.ballot()
    office.the_team_ruled(ballot, TOO_MANY)
    office.the_court_suspends("mayor")
    objection = office.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    office.withdraws("lee", objection)
    office.sends_for_the_paper("cora", ballot)
    office.notes_an_incident("cora", "The hearing was announced in the room.")
    office.objections_are("withdrawn")


def test_a_resumed_contest_goes_on_where_it_stood(office: Office) -> None:
    """The stay ends.

    Given a suspended contest
    When the board resumes it
    Then the team rules as before
    And the register shows both motions, the newest first, and neither suspends anything now
    """
    ballot = office.ballot()
    office.the_court_suspends("mayor")
    office.the_board_resumes("mayor")
    office.the_ballot_is_free(ballot)
    office.the_team_ruled(ballot, TOO_MANY)
    resumed, suspended = office.register()
    assert resumed.sentence.startswith("Mayor goes on by motion of the board")
    assert suspended.sentence == f"Mayor is suspended {STAY}."
    assert not suspended.in_force
    office.tries("the_board_resumes", "mayor")
    office.the_refusal_says("not suspended")


def test_an_order_needs_a_majority_and_a_reason(office: Office) -> None:
    """No order by one.

    When Judge Kelly alone moves to suspend the contest
    Then it is not carried, and nothing is recorded
    And a suspension without a reason is refused as well
    """
    office.tries("one_member_alone_suspends")
    office.the_refusal_says("a majority of the board")
    office.tries("suspended_without_a_reason")
    office.the_refusal_says("needs its reason")
    assert office.register() == []


def test_the_paper_of_an_order_is_kept_as_it_came(office: Office, tmp_path: Path) -> None:
    """The document.

    Given the order of the court as a file
    When the contest is suspended with it
    Then the register names the file by its hash, and its bytes lie in the folder unchanged
    """
    order = tmp_path / "order.pdf"
    order.write_bytes(b"%PDF-1.4 It is so ordered.")
    office.the_court_suspends("mayor", document=order)
    (line,) = office.register()
    assert line.document is not None
    assert line.here
    kept = office.room.recount.folder.document(line.document)
    assert kept.read_bytes() == order.read_bytes()


def test_an_isolated_ballot_counts_nowhere_until_it_is_let_back(office: Office) -> None:
    """One ballot is contested in court.

    Given a ballot ruled a vote for Ann
    When the board isolates this ballot by order of the court
    Then its vote does not count, and the ballot shows as isolated by order
    And nobody may rule on it
    When the board lets it back
    Then the ruling counts again
    """
    ballot = office.ballot()
    office.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    office.votes_found_for("ann", 1)
    office.the_board_isolates(ballot)
    office.votes_found_for("ann", 0)
    office.stands_as(ballot, CaseStatus.ISOLATED)
    office.the_ballot_is_locked(ballot, f"Isolated {STAY}")
    office.the_board_lets_back(ballot)
    office.votes_found_for("ann", 1)
    office.stands_as(ballot, CaseStatus.RULED)


def test_an_isolated_lot_leaves_the_totals_whole(office: Office) -> None:
    """A container is contested.

    Given a ballot of the accepted lot, ruled a vote for Ann
    When the board isolates that lot
    Then nothing of it counts, and its ballots are locked
    When the lot is released again
    Then everything of it counts as before
    """
    ballot = office.ballot()
    office.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    office.the_board_isolates_the_lot_of(ballot)
    office.votes_found_for("ann", 0)
    office.the_ballot_is_locked(ballot, f"Isolated {STAY}")
    office.the_board_releases_the_lot_of(ballot)
    office.votes_found_for("ann", 1)


def test_work_follows_the_boards_priorities(office: Office) -> None:
    """Council first.

    Given batches of both contests that wait
    When the board puts the council first
    Then the next batch a team takes is one of the council
    When the council is suspended
    Then the next batch is one of the mayor's
    """
    office.the_board_puts_first("council")
    office.the_next_batch_is_of("council")
    office.the_court_suspends("council")
    office.the_next_batch_is_of("mayor")


def test_the_newest_deadline_holds(office: Office) -> None:
    """A deadline is moved.

    Given a deadline of the Secretary of State
    When a later one is set
    Then the register shows both, and only the later one is in force
    """
    office.a_deadline_is_set("mayor", datetime(2018, 11, 15, 20, 0, tzinfo=UTC))
    office.a_deadline_is_set("mayor", datetime(2018, 11, 18, 17, 0, tzinfo=UTC))
    later, earlier = office.register()
    assert (later.in_force, earlier.in_force) == (True, False)
    assert "Mayor is due" in later.sentence


def test_an_incident_stands_in_the_record_in_its_own_words(office: Office) -> None:
    """The lights went out.

    When the clerk notes that the lights went out, and that Ada and Ben were there
    Then the note says so, with everybody's name
    And an incident without words is refused
    """
    office.notes_an_incident("cora", "the lights went out", "ada", "ben")
    assert office.incidents() == [
        "Incident: the lights went out. There: Ada Alder and Ben Beech. Noted by Cora Clay."
    ]
    office.tries("notes_an_incident", "cora", "  ")
    office.the_refusal_says("say in a line what happened")
