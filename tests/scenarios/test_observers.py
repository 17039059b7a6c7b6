"""What observers are asked, what their silence means, and whose hand pressed their key."""

from collections.abc import Callable

import pytest

from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import RevisionReason
from adjudicator.services.attesting import Answer
from adjudicator.services.opening import Policy
from adjudicator.services.policies import policy_line, policy_of
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY
from tests.scenarios.gallery import Gallery

County = Callable[[Policy], Gallery]


@pytest.mark.parametrize(
    ("fixed", "told", "asked"),
    [
        ("each", "observers asked after every ruling", [True, True, True, True]),
        ("page", "observers asked after every 3 rulings", [False, False, True, True]),
        ("batch", "observers asked at the end of a batch", [False, False, False, True]),
    ],
)
def test_observers_are_asked_as_the_opening_fixed_it(
    county: County, fixed: str, told: str, asked: list[bool]
) -> None:
    """After each ruling, each page, or each batch.

    Given a county that fixed at its opening when observers are asked
    Then the recount says so in a sentence
    When the team rules on the four ballots of a batch, one after the other
    Then Ortiz is asked after each of them, or when a page of three is full, or at the end
    """
    table = county(Policy(attest=fixed, page_max=3))
    assert f" · {told} · " in policy_line(policy_of(table.room.recount))
    found = []
    for ballot in table.the_blank_batch():
        table.the_team_ruled(ballot, NOTHING_MARKED)
        found.append(table.is_asked("ortiz", ballot.batch))
    assert found == asked


def test_unless_the_county_says_otherwise_observers_are_asked_by_the_page() -> None:
    """The usual way.

    Given a county that changes nothing of what the program proposes
    Then observers are asked after every page of 24 rulings
    """
    assert " · observers asked after every 24 rulings · " in policy_line(Policy())


def test_one_answer_covers_everything_since_the_last_one(table: Gallery) -> None:
    """A page is signed with one key.

    Given the team ruled on three ballots while Ortiz watched
    When Ortiz answers once
    Then Ortiz has signed all three, and is asked for nothing more
    And the fourth ballot, ruled on afterwards, is not signed by it
    """
    first, second, third, fourth = table.the_blank_batch()
    for ballot in (first, second, third):
        table.the_team_ruled(ballot, NOTHING_MARKED)
    table.answers_the_page("ortiz", first, Answer.NONE)
    table.the_team_ruled(fourth, NOTHING_MARKED)
    assert [table.stood("ortiz", b) for b in (first, second, third)] == (
        ["signed, no objection"] * 3
    )
    assert table.stood("ortiz", fourth) == "present, did not answer"


def test_an_observer_stands_to_a_ruling_in_one_of_five_ways(table: Gallery) -> None:
    """The five states, in their exact words.

    Given Nelson has left the room, and Ortiz, Lee and Scott watch the team rule on two ballots
    When Ortiz answers that there is no objection, Lee declines to sign,
    And Scott objects to the first ballot and says nothing about the second
    Then the record says of each where they stood, in the same five wordings everywhere
    """
    first, second = table.ballot(0), table.ballot(1)
    table.left("nelson")
    for ballot in (first, second):
        table.the_team_ruled(ballot, TOO_MANY)
    table.answers_the_page("ortiz", first, Answer.NONE)
    table.answers_the_page("lee", first, Answer.DECLINE)
    table.objects("scott", first, Ground.SHOULD_COUNT, "ann")
    assert table.stood("ortiz", first) == "signed, no objection"
    assert table.stood("scott", first) == "signed, objection"
    assert table.stood("lee", first) == "declined to sign"
    assert table.stood("scott", second) == "present, did not answer"
    assert table.stood("nelson", first) == "not at the table"


def test_silence_is_never_agreement(table: Gallery) -> None:
    """Nobody answers.

    Given the team ruled on a whole batch while four observers watched, and none of them answered
    When the batch is closed, signed by none of them
    Then each is recorded as "present, did not answer" to every ruling, and as agreeing to none
    """
    ballot = table.ballot()
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    table.the_batch_is_closed(ballot)
    for person in ("lee", "nelson", "ortiz", "scott"):
        assert table.stood(person, ballot) == "present, did not answer"
    shown = table.own_record("ortiz").batches[0].counts
    assert (shown.no_objection, shown.silent) == (0, 6)


def test_the_team_goes_on_whatever_observers_do(table: Gallery) -> None:
    """Nothing waits for an answer.

    Given a county in which observers are asked after each page
    And Lee objected to the first ballot, and nobody answered to any other
    When the team rules on the rest of the batch
    Then it may, and only the first ballot waits for the board
    """
    ballot = table.ballot()
    table.the_team_ruled(ballot, TOO_MANY)
    table.objects("lee", ballot, Ground.SHOULD_COUNT, "bob")
    table.the_team_ruled_on_the_whole_batch_of(ballot)
    assert table.room.waiting() == [ballot.seal]


def test_whoever_is_away_has_not_seen_and_is_not_asked(table: Gallery) -> None:
    """Away, and here again.

    Given Ortiz presses the key for away
    When the team rules on a ballot
    Then Ortiz was not at the table for it, and is not asked about it
    When Ortiz is back and the team rules on the next
    Then Ortiz was present for that one
    """
    first, second = table.ballot(0), table.ballot(1)
    table.goes_away("ortiz")
    table.the_team_ruled(first, TOO_MANY)
    table.is_back("ortiz")
    table.the_team_ruled(second, TOO_MANY)
    assert table.stood("ortiz", first) == "not at the table"
    assert table.stood("ortiz", second) == "present, did not answer"
    table.answers_the_page("ortiz", second, Answer.NONE)
    assert table.stood("ortiz", first) == "not at the table"
    assert table.stood("ortiz", second) == "signed, no objection"


def test_while_away_nobody_signs_anything(table: Gallery) -> None:
    """Away is away.

    Given the team ruled on a ballot, and Ortiz then went away
    When somebody presses Ortiz's key for "no objection", or to object
    Then it is refused, for Ortiz is not there
    """
    ballot = table.ballot()
    table.the_team_ruled(ballot, TOO_MANY)
    table.goes_away("ortiz")
    table.tries("answers_the_page", "ortiz", ballot, Answer.NONE)
    table.the_refusal_says("is not in attendance")
    table.tries("objects", "ortiz", ballot, Ground.SHOULD_COUNT, "ann")
    table.the_refusal_says("is not in attendance")


def test_an_officer_who_notes_somebody_as_gone_says_why(table: Gallery) -> None:
    """Scott has left without a word.

    When the clerk notes Scott as gone and gives no reason, it is refused
    And Lee, who is no officer, cannot note it at all
    When the clerk gives the reason
    Then Scott is not at the table for the next ruling
    """
    ballot = table.ballot()
    table.tries("notes_as_gone", "cora", "scott")
    table.the_refusal_says("an officer who notes somebody else as not at the table says why")
    table.tries("notes_as_gone", "lee", "scott", "I saw it.")
    table.the_refusal_says("has to be signed by Sam Scott or an officer")
    table.notes_as_gone("cora", "scott", "Left through the side door.")
    table.the_team_ruled(ballot, TOO_MANY)
    assert table.stood("scott", ballot) == "not at the table"


def test_an_answer_at_a_shared_keyboard_is_told_from_one_given_alone(table: Gallery) -> None:
    """Whose hand it was.

    Given everybody sits at one keyboard
    When Ortiz answers there
    Then the answer is recorded as given at a shared keyboard, and Ortiz is told to confirm it
    When Lee sits down alone at another table and answers there
    Then that answer is recorded as Lee's own, and nothing of it waits
    """
    ballot = table.ballot()
    table.the_team_ruled(ballot, TOO_MANY)
    table.answers_the_page("ortiz", ballot, Answer.NONE)
    table.answers_alone_at_another_table("lee", ballot)
    assert table.the_answer_was("ortiz") == "shared"
    assert table.the_answer_was("lee") == "own"
    (waits,) = table.own_record("ortiz").waits
    assert waits.endswith(
        "1 answer given at a shared keyboard under your name; sign the close, or strike out what "
        "was not yours."
    )
    assert table.own_record("lee").waits == ()


def test_only_observers_answer_and_nobody_to_a_ruling_of_their_own(table: Gallery) -> None:
    """The team does not sign as observers.

    Given the team ruled on a ballot
    When Ada of the team, Judge Kelly, or the clerk wants to sign "no objection" or to object
    Then it is refused each time: an observer has to sign it
    """
    ballot = table.ballot()
    table.the_team_ruled(ballot, TOO_MANY)
    for person in ("ada", "kelly", "cora"):
        table.tries("answers_the_ruling", person, ballot, Answer.NONE)
        table.the_refusal_says("has to be signed by an observer")
        table.tries("objects", person, ballot, Ground.OTHER)
        table.the_refusal_says("has to be signed by an observer")


def test_an_answer_stays_with_the_ruling_it_was_given_to(table: Gallery) -> None:
    """The team revises.

    Given the team ruled that too many are marked, and Ortiz signed that there is no objection
    When the team revises its ruling to a vote for Ann
    Then Ortiz has not signed the new ruling, and is asked about it
    """
    ballot = table.ballot()
    table.the_team_ruled(ballot, TOO_MANY)
    table.answers_the_page("ortiz", ballot, Answer.NONE)
    table.the_team_revises(ballot, A_VOTE_FOR_ANN, RevisionReason.SAW_MORE)
    assert table.stood("ortiz", ballot) == "present, did not answer"
    assert "1 ruling waits for your answer" in table.own_record("ortiz").waits[0]


def test_every_observer_has_a_record_of_their_own(table: Gallery) -> None:
    """My record.

    Given the team ruled on three ballots; Scott objected to one and answered for the others
    Then Scott's own page has the objection with its number and where it stands
    And the counts of the table: one objected to, two signed, under the record code of now
    And the page belongs to observers: Ada has none
    """
    ballots = [table.ballot(n) for n in range(3)]
    batch = ballots[0].batch
    for ballot in ballots:
        table.the_team_ruled(ballot, TOO_MANY)
    table.objects("scott", ballots[0], Ground.SHOULD_COUNT, "ann")
    for number in {b.batch for b in ballots}:
        table.room.attest("scott", number)
    mine = table.own_record("scott")
    (line,) = mine.objections
    assert line.sentence == (
        f"R-001, case {' '.join(ballots[0].number)}, Sam Scott (for Ann Ash): should be a vote for "
        "Ann Ash: filed: waits for the board."
    )
    (counts,) = mine.tables
    assert (counts.objection, counts.no_objection, counts.silent) == (1, 2, 0)
    assert mine.record_code == table.room.recount.record_code()
    assert batch in {b.batch for b in mine.batches}
    table.tries("own_record", "ada")
    table.the_refusal_says("This page is an observer's own.")
