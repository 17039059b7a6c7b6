"""What the board can move besides a suspension, and what a motion must not be."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from adjudicator.domain.history import CaseStatus
from adjudicator.services.deadlines.telling import due_lines
from adjudicator.services.orders import targets
from adjudicator.services.orders.documents import readable_copy
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.wording import Authority, OrderWords
from adjudicator.services.progress import read_progress
from adjudicator.services.status import recount_status
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.scenarios.office import STAY, Office

SECRETARY = OrderWords(
    Authority.SECRETARY,
    "Count the council by hand as well",
    given=datetime(2018, 11, 10, 8, 30, tzinfo=UTC),
)


def test_an_order_of_the_secretary_of_state_is_told_as_such(office: Office) -> None:
    """Who ordered it.

    When the board carries out an order of the Secretary of State
    Then the register says who gave it, when, and why
    And what the board moves of its own accord is told as its motion
    """
    office.the_board_carries(Effect.PRIORITY, targets.contest("council"), SECRETARY)
    office.the_board_puts_first("mayor")
    own, ordered = office.register()
    assert ordered.sentence == (
        "Council comes first by order of the Secretary of State, 10 Nov 08:30: "
        "Count the council by hand as well."
    )
    assert own.sentence == "Mayor comes first by motion of the board: The margin is small."


def test_a_motion_keeps_every_vote_and_who_signed(office: Office) -> None:
    """Two for it, one against.

    When Judge Kelly and Lewis vote for a suspension, and Moss against it
    Then it is carried, and the register keeps all three votes and who signed
    """
    office.the_board_divides(Effect.SUSPEND, targets.contest("mayor"), against="moss")
    (line,) = office.register()
    assert line.votes == (("Judge Kelly", "yes"), ("Lou Lewis", "yes"), ("Mo Moss", "no"))
    assert line.votes_words == "2 yes, 1 no"
    assert line.signers == ("Judge Kelly", "Lou Lewis")


def test_a_motion_that_lost_is_not_recorded(office: Office) -> None:
    """One for it, two against.

    When Judge Kelly alone is for a suspension, and Lewis and Moss are against it
    Then it is not carried: nothing has to be recorded, and nothing is locked
    """
    office.tries("moves_alone", "kelly", Effect.SUSPEND, targets.contest("mayor"))
    office.the_refusal_says("has to be signed by a majority of the board")
    office.the_ballot_is_free(office.ballot())


def test_nobody_votes_for_a_member_who_does_not_sign(office: Office) -> None:
    """A vote in another's name.

    When Judge Kelly and Lewis sign, and the paper says that Moss voted for it too
    Then it is refused: whoever votes yes signs
    """
    office.tries("signs_for_another", Effect.SUSPEND, targets.contest("mayor"))
    office.the_refusal_says("those who signed and those who voted yes are not the same people")


def test_a_lot_kept_apart_counts_when_the_board_releases_it(office: Office) -> None:
    """Provisional ballots.

    Given a provisional ballot was imported
    Then it stands apart: nobody may rule on it, and it is in no total
    When the board releases the lot, with the reason
    Then the team rules on it, and its vote counts
    """
    ballot = office.a_provisional_ballot()
    office.tries("the_team_ruled", ballot, A_VOTE_FOR_ANN)
    office.the_refusal_says("lies in the lot provisional, which the board has not released")
    office.the_refusal_says("Set the ballot aside until the board releases it.")
    office.the_board_releases_the_provisional_lot_of(ballot)
    office.the_team_ruled(office.room.now(ballot), A_VOTE_FOR_ANN)
    office.votes_found_for("ann", 1)


def test_an_import_is_void_only_before_anybody_ruled_on_it(office: Office) -> None:
    """The wrong box.

    Given a box was imported by mistake, and nobody has ruled on it
    When the board declares it void
    Then its ballot counts nowhere, and no ruling on it is taken
    And an import on which rulings were made cannot be declared void any more
    """
    stray = office.a_provisional_ballot()
    office.the_board_declares_void(stray)
    office.tries("the_team_ruled", stray, TOO_MANY)
    office.the_refusal_says("belongs to an import declared void")
    ballot = office.ballot()
    office.the_team_ruled(ballot, TOO_MANY)
    office.tries("the_board_declares_void", ballot)
    office.the_refusal_says("1 ruling has been made on ballots of import")


def test_a_deadline_stands_in_the_head_of_the_overview_and_stops_nothing(office: Office) -> None:
    """By Sunday noon.

    When a deadline is set for the mayor
    Then the overview names it, with the day and the hour
    And the team rules before and after it as ever
    """
    noon = datetime(2018, 11, 18, 12, 0, tzinfo=UTC)
    office.a_deadline_is_set("mayor", noon)
    outlook = recount_status(office.room.recount).outlook
    told = due_lines(outlook, noon - timedelta(hours=2))
    assert "Mayor due Sun 07:00 EST by order (in 2 h 00 m)" in told, "on the county's clock"
    office.the_team_ruled(office.ballot(), TOO_MANY)


def test_a_suspended_contest_stands_first_among_what_is_next(office: Office) -> None:
    """Everybody sees it.

    When a contest is suspended by the court
    Then the first line of what is next says which, by whose order, and leads to the orders
    """
    office.the_court_suspends("mayor")
    first = read_progress(office.room.recount).steps[0]
    assert first.sentence.startswith(f"Mayor: Suspended {STAY}")
    assert first.urgent


def test_what_is_suspended_is_not_suspended_twice(office: Office) -> None:
    """A second order.

    Given the mayor is suspended
    When another order suspends it
    Then it is refused, and says to note the further order as an incident
    """
    office.the_court_suspends("mayor")
    office.tries("the_court_suspends", "mayor")
    office.the_refusal_says("this contest is already suspended by order")
    office.the_refusal_says("note a further order as an incident")


def test_the_other_contest_goes_on(office: Office) -> None:
    """Only what was ordered.

    Given the mayor is suspended
    Then the team rules on the ballot for council
    """
    office.the_court_suspends("mayor")
    (council,) = office.room.cases(contest="council")
    office.the_team_could_not_agree_on(council)
    office.waits_for_the_board(council)


def test_a_document_that_was_changed_afterwards_is_not_shown_as_the_order(
    office: Office, tmp_path: Path
) -> None:
    """The paper of the court, tampered with.

    Given a suspension with the order of the court as a file
    When somebody alters the file in the folder
    Then it cannot be opened as the order; the suspension stands
    """
    order = tmp_path / "order.pdf"
    order.write_bytes(b"%PDF-1.4 It is so ordered.")
    office.the_court_suspends("mayor", document=order)
    (line,) = office.register()
    assert line.document is not None
    copy = readable_copy(office.room.recount, line.document, tmp_path)
    assert copy.read_bytes() == order.read_bytes()
    kept = office.room.recount.folder.document(line.document)
    kept.chmod(0o600)
    kept.write_bytes(b"%PDF-1.4 Never mind.")
    office.tries("opens_the_order", line.document, tmp_path)
    office.the_refusal_says("is not the one the board had before it. The order stands as it is.")
    office.stands_as(office.ballot(), CaseStatus.UNREVIEWED)


def test_an_empty_file_is_no_order(office: Office, tmp_path: Path) -> None:
    """Nothing in it.

    When the contest is suspended with an empty file
    Then it is refused, and nothing is locked
    """
    order = tmp_path / "order.pdf"
    order.write_bytes(b"")
    office.tries("the_court_suspends", "mayor", document=order)
    office.the_refusal_says("order.pdf is empty. Nothing was recorded. Choose the order itself.")
    office.the_ballot_is_free(office.ballot())


def test_without_a_quorum_no_motion_is_carried(office: Office) -> None:
    """Two members signed, one has left.

    Given Lewis and Moss have left
    When Judge Kelly and Lewis carry a motion, with Lewis's passphrase from afar
    Then it is refused, for Lewis is not there
    """
    office.left("lewis", "moss")
    office.tries("the_board_puts_first", "council")
    office.the_refusal_says("Lou Lewis is not in attendance")
