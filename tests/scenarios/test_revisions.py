"""Revisions while a batch is open: by a reason, on what was seen, and nothing is wiped out."""

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import RevisionReason
from tests.scenarios.bench import Bench
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY


def test_a_ruling_is_not_changed_without_saying_why(bench: Bench) -> None:
    """U, and a digit.

    Given the team ruled a ballot a vote for Ann
    When it rules anew and presses no digit for the reason
    Then it is refused, and says which key to press
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    bench.tries("the_team_ruled", bench.room.now(ballot), TOO_MANY)
    bench.the_refusal_says(
        "Not recorded: this case has a ruling. Press U and give the reason for revising it."
    )
    bench.votes_found_for("ann", 1)


def test_what_was_revised_stays_in_the_log_and_only_the_newest_counts(bench: Bench) -> None:
    """Nothing is wiped out.

    Given the team ruled a ballot a vote for Ann, pressed the wrong key, and revised it
    Then the log has both rulings; the second names the reason and the entry it replaces
    And only the second counts
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    first = bench.room.ruling(ballot)
    bench.the_team_revises(ballot, TOO_MANY, RevisionReason.WRONG_KEY)
    number = " ".join(ballot.number)
    told = [line for line in bench.log() if line.case_number == number]
    assert [line.revision_reason for line in told] == [None, "wrong_key"]
    assert told[1].prior_entry == first.entry
    bench.votes_found_for("ann", 0)


def test_the_reason_from_the_paper_needs_the_paper(bench: Bench) -> None:
    """No paper, no such reason.

    Given a ballot whose paper was never on the table
    When the team revises its ruling "from the paper"
    Then it is refused
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, TOO_MANY)
    bench.tries("the_team_revises", ballot, A_VOTE_FOR_ANN, RevisionReason.FROM_PAPER)
    bench.the_refusal_says("Not recorded")
    bench.votes_found_for("ann", 0)


def test_the_next_team_may_revise_what_the_first_ruled_while_the_batch_is_open(
    bench: Bench,
) -> None:
    """After a handover.

    Given Ada and Ben ruled on a ballot and handed the batch over to Cyd and Dot
    When Cyd and Dot see more, and revise the ruling
    Then the new ruling stands, and is theirs
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    bench.hands_over(ballot, "ada", "ben")
    bench.came("cyd", "dot")
    bench.these_revise(ballot, "cyd", "dot")
    bench.votes_found_for("ann", 0)
    assert bench.who_signed_the_last("rule") == ("cyd", "dot")


def test_nobody_overwrites_a_ruling_they_have_not_seen(bench: Bench) -> None:
    """Two tables, one ballot.

    Given a ballot as it stood on a screen, with no ruling
    And Ada and Ben ruled on it meanwhile
    When a ruling made on the older screen is recorded
    Then it is refused, and the ruling of Ada and Ben stands
    """
    as_shown = bench.ballot()
    bench.the_team_ruled(as_shown, A_VOTE_FOR_ANN)
    bench.tries("the_team_ruled", as_shown, TOO_MANY)
    bench.the_refusal_says("Not recorded")
    bench.votes_found_for("ann", 1)


def test_a_team_does_not_revise_the_board(bench: Bench) -> None:
    """The board has ruled.

    Given the board ruled on a ballot of an open batch
    When the team revises that
    Then it is refused: an objection or a reopening brings it back to the board
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.room.board_rules(ballot)
    bench.the_ballot_is_locked(ballot, "The board ruled on this case.")
    bench.tries("the_team_revises", ballot, A_VOTE_FOR_ANN, RevisionReason.SAW_MORE)
    bench.the_refusal_says("Not recorded")
    bench.stands_as(ballot, CaseStatus.RULED_BY_BOARD)


def test_a_ballot_sent_up_may_still_be_settled_by_its_team(bench: Bench) -> None:
    """They agree after all.

    Given the team could not agree on a ballot, and the board has not ruled
    When the team agrees after all, and gives the reason
    Then its ruling counts, and the ballot waits for nobody
    """
    ballot = bench.ballot()
    bench.the_team_could_not_agree_on(ballot)
    bench.the_team_revises(ballot, A_VOTE_FOR_ANN, RevisionReason.SAW_MORE)
    bench.votes_found_for("ann", 1)
    bench.waits_no_more(ballot)
