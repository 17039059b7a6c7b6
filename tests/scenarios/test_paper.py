"""The way of the paper: sent for, on the table, returned; and a sheet that is scanned again."""

from adjudicator.domain.rulings import RevisionReason
from adjudicator.domain.wording import ruling_sentence
from adjudicator.services.papers.life import paper_history, paper_lines, papers_out
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.scenarios.office import Office


def test_every_step_has_a_name_a_time_and_the_seals(office: Office) -> None:
    """From the container to the table and back.

    When the clerk sends for the paper of a ballot, and reads seal 4471 on the container
    And Ada notes it on the table, and the clerk that it went back under seal 4472
    Then the history of the paper says so, step by step, with names and seals
    And while it was out, it stood on the list of papers that are out
    """
    ballot = office.ballot()
    office.sends_for_the_paper("cora", ballot, "4471")
    assert len(papers_out(office.room.recount)) == 1
    office.lays_it_on_the_table("ada", ballot)
    assert len(papers_out(office.room.recount)) == 1
    office.takes_it_back("cora", ballot, "4472")
    assert papers_out(office.room.recount) == []
    steps = paper_history(office.room.recount, ballot.seal)
    assert [step.words for step in steps] == [
        "Requested by Cora Clay, seal 4471",
        "On the table by Ada Alder",
        "Returned by Cora Clay, seal 4472",
    ]
    assert all(step.time.endswith("Z") for step in steps)


def test_a_step_that_cannot_be_true_is_refused(office: Office) -> None:
    """Out of order.

    Given a ballot whose paper nobody has sent for
    Then it cannot be on the table, nor go back
    And an observer cannot move paper at all
    """
    ballot = office.ballot()
    office.tries("lays_it_on_the_table", "cora", ballot)
    office.the_refusal_says("Not recorded")
    office.tries("takes_it_back", "cora", ballot)
    office.the_refusal_says("Not recorded")
    office.tries("sends_for_the_paper", "lee", ballot)
    office.the_refusal_says("Not recorded")


def test_a_paper_that_never_came_is_returned_all_the_same(office: Office) -> None:
    """Not found in the container.

    Given paper that was sent for
    When it never comes, the clerk notes it as returned
    Then no batch waits for it
    """
    ballot = office.ballot()
    office.sends_for_the_paper("cora", ballot)
    office.takes_it_back("cora", ballot)
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.the_batch_is_closed(ballot)


def test_no_batch_closes_while_its_paper_is_out(office: Office) -> None:
    """The close waits.

    Given a batch that is ruled on, with the paper of one ballot on the table
    Then it cannot be closed, and the refusal names the ballot
    When the paper went back, it can
    """
    ballot = office.ballot()
    office.the_team_ruled_on_the_whole_batch_of(ballot)
    office.sends_for_the_paper("cora", ballot)
    office.lays_it_on_the_table("cora", ballot)
    office.tries("the_batch_is_closed", ballot)
    office.the_refusal_says(" ".join(ballot.number))
    office.takes_it_back("cora", ballot)
    office.the_batch_is_closed(ballot)


def test_a_ruling_from_the_paper_needs_the_paper_and_says_so(office: Office) -> None:
    """From the paper.

    Given a ballot whose paper was never on the table
    Then no ruling can be said to be made from it
    When the paper lies on the table, the team rules from it
    Then the sentence of the ruling says "from the paper"
    """
    ballot = office.ballot()
    office.tries("the_team_rules_from_the_paper", ballot, A_VOTE_FOR_ANN)
    office.the_refusal_says("Not recorded")
    office.sends_for_the_paper("cora", ballot)
    office.tries("the_team_rules_from_the_paper", ballot, A_VOTE_FOR_ANN)
    office.the_refusal_says("Not recorded")
    office.lays_it_on_the_table("cora", ballot)
    office.the_team_rules_from_the_paper(ballot, A_VOTE_FOR_ANN)
    recount, made = office.room.recount, office.room.ruling(ballot).ruling
    told = ruling_sentence(
        made, recount.election.contest("mayor"), ballot.row.machine, recount.rules
    )
    assert "; from the paper." in told


def test_what_waits_for_its_paper_stands_first_on_the_list(office: Office) -> None:
    """The list of papers.

    Given a ballot for which the team asked to see the paper
    And another whose paper lies on the table
    Then the list names the first as waiting, before the one on the table
    """
    first, second = office.ballot(0), office.ballot(1)
    office.sends_for_the_paper("cora", second)
    office.lays_it_on_the_table("cora", second)
    office.the_team_asks_for_the_paper(first)
    lines = paper_lines(office.room.recount)
    assert [(line.case.seal, line.state) for line in lines] == [
        (first.seal, "Waiting for the paper"),
        (second.seal, "On the table"),
    ]


def test_a_new_scan_is_further_evidence_and_counts_nothing_differently(office: Office) -> None:
    """Scanned again.

    Given a ballot ruled a vote for Ann
    When the clerk brings a new image of the sheet, with the reason
    Then the tally is the same, and the ruling is listed to be confirmed
    And the case shows the new image; the old one is kept
    When the team looks again and revises its ruling on it
    Then nothing is left to confirm
    """
    ballot = office.ballot()
    old = ballot.row.images
    office.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    office.the_clerk_scans_again(ballot, 4001)
    office.votes_found_for("ann", 1)
    assert office.rulings_to_confirm() == [" ".join(ballot.number)]
    now = office.room.now(ballot)
    assert now.row.images != old
    assert office.room.recount.folder.image(old[0]).exists()
    assert office.room.recount.folder.image(now.row.images[0]).exists()
    office.the_team_revises(ballot, TOO_MANY, RevisionReason.SAW_MORE)
    assert office.rulings_to_confirm() == []


def test_a_scan_that_shows_nothing_new_or_has_no_reason_is_refused(office: Office) -> None:
    """No new evidence.

    Given a ballot
    Then the image it has already is no new scan
    And a new one without a reason is refused too
    """
    ballot = office.ballot()
    office.tries("the_clerk_scans_again", ballot, ballot.row.position)
    office.the_refusal_says("the case has already")
    office.tries("the_clerk_scans_again", ballot, 4002, "  ")
    office.the_refusal_says("needs its reason")
