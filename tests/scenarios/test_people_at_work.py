"""People come, leave, hand over, are removed, lose a passphrase, or type a wrong one."""

from dataclasses import replace

from adjudicator.domain.people import Role
from adjudicator.services.papers.printing_people import Newcomer, newcomers_cards
from tests.interchange.papers.reading import read_pages
from tests.scenarios.evening import A_VOTE_FOR_ANN, TOO_MANY
from tests.scenarios.staff import NORA, Staff
from tests.support.scene import passphrase


def test_a_list_of_people_is_enrolled_and_a_bad_row_is_named(staff: Staff) -> None:
    """The roster from a table.

    Given a list with Nora, with Pip in a role that is none, and with Ada who is enrolled already
    When the list is read
    Then it says of each bad row in which row and column it is wrong, and what to write instead
    And Nora can be enrolled, by two officers who sign
    """
    path = staff.a_list(
        "nora,Nora Diaz,team,HER,4", "pip,Pip Reed,tem,EGR,4", "ada,Ada Alder,team,HER,1"
    )
    plan = staff.the_list_is_read(path)
    wrong = {p.where: p.message for p in plan.problems}
    assert list(wrong) == ["late.csv, row 3, column role", "late.csv, row 4, column person"]
    assert wrong["late.csv, row 3, column role"].startswith('"tem" is not a role (chair, member,')
    assert wrong["late.csv, row 4, column person"].startswith('"ada" is enrolled already.')
    assert [p.name for p in plan.people] == ["Nora Diaz"]
    staff.all_of_it_are_enrolled(plan, "kelly", "cora")
    assert staff.is_enrolled_now("nora")
    assert not staff.is_enrolled_now("pip")
    assert {"kelly", "cora"} <= set(staff.who_signed_the_last("enrol"))


def test_once_the_board_has_begun_two_officers_enrol(staff: Staff) -> None:
    """Not one officer, and not the team.

    When Judge Kelly alone, or Ada and Ben, or Judge Kelly and an observer want to enrol Nora
    Then it is refused: two different officers have to sign
    And Osei, an alternate who holds no seat, is no officer
    """
    for people in (("kelly",), ("ada", "ben"), ("kelly", "ortiz"), ("kelly", "osei")):
        staff.tries("is_enrolled", NORA, *people)
        staff.the_refusal_says("two different officers")
    staff.is_enrolled(NORA, "kelly", "lewis")
    assert staff.is_enrolled_now("nora")


def test_a_passphrase_somebody_chooses_is_long_enough(staff: Staff) -> None:
    """Too short.

    When Nora is enrolled with the passphrase "marsh"
    Then it is refused, and Nora is not enrolled
    """
    staff.tries("is_enrolled", NORA, "kelly", "cora", secret="marsh")
    staff.the_refusal_says("at least 14")
    assert not staff.is_enrolled_now("nora")


def test_a_newcomer_takes_a_printed_card_to_the_table(staff: Staff) -> None:
    """The card.

    Given Nora is enrolled with a passphrase the program proposed, and Pip with one of his own
    When their cards are printed
    Then each names the person, the role, the party and the keys they press
    And Nora's proposed passphrase stands on hers to be torn off; Pip's own is nowhere
    """
    pip = replace(NORA, person="pip", name="Pip Reed", role=Role.OBSERVER, party="e")
    for who in (NORA, pip):
        staff.is_enrolled(who, "kelly", "cora")
    people = [
        Newcomer(NORA, "bako-rinu-feso-vadi"),
        Newcomer(pip, passphrase("pip"), chosen=True),
    ]
    hers, his = read_pages(newcomers_cards(staff.room.recount, people))
    for words in ("Nora Diaz", "Counting team", "Heron Party", "F2", "bako-rinu-feso-vadi"):
        assert words in hers.words
    for words in ("Pip Reed", "Observer", "Egret Party", "F5"):
        assert words in his.words
    assert passphrase("pip") not in his.words


def test_a_team_hands_over_in_the_middle_of_a_batch(staff: Staff) -> None:
    """The shift ends.

    Given Ada and Ben have ruled on two ballots of six
    When both sign their part, they are signed out, and the record says how far they came
    And when Cyd and Dot sign in
    Then they go on with the rest, and the two rulings of Ada and Ben stand
    """
    first, second, third, *_ = ballots = staff.ballots_of_one_batch()
    for ballot in (first, second):
        staff.the_team_ruled(ballot, TOO_MANY)
    staff.hands_over(first, "ada", "ben")
    batch = first.batch
    assert staff.notes() == [
        f"Batch {batch}, Mayor, precinct 101: 2 of 6 ruled by Ada Alder and Ben Beech, handed over"
    ]
    assert staff.who_signed_the_last("note") == ("ada", "ben")
    assert not {"ada", "ben"} & set(staff.sitting_here())
    staff.came("cyd", "dot")
    staff.these_rule(third, "cyd", "dot")
    ruled = [b for b in ballots if staff.room.now(b).ruling is not None]
    assert {b.seal for b in ruled} == {first.seal, second.seal, third.seal}


def test_only_the_team_that_sits_here_hands_over(staff: Staff) -> None:
    """Nobody signs another's part.

    Given Ada and Ben sit here and have begun a batch
    When Ada alone, or the clerk with Judge Kelly, want to hand it over
    Then it is refused, and both still sit here
    """
    ballot = staff.ballot()
    staff.the_team_ruled(ballot, TOO_MANY)
    for people in (("ada",), ("kelly", "cora")):
        staff.tries("hands_over", ballot, *people)
        staff.the_refusal_says(
            "Only Ada Alder and Ben Beech sit here as the counting team, so only they hand"
        )
    assert {"ada", "ben"} <= set(staff.sitting_here())


def test_a_third_person_finds_no_seat_at_a_full_table(staff: Staff) -> None:
    """Two seats for the team.

    Given Ada and Ben sit here
    When Cyd signs in
    Then it is refused, and says who sits here and what to do
    """
    staff.tries("signs_in", "cyd")
    staff.the_refusal_says(
        "Ada Alder and Ben Beech sit here as the counting team, and a station has two seats for "
        "it. Nothing was changed. Let them hand over the batch, or sign one of them out (F3)."
    )


def test_a_removed_person_signs_nothing_more_and_what_they_signed_stays(staff: Staff) -> None:
    """Sent home.

    Given Ada and Ben ruled on a ballot
    When Judge Kelly and the clerk remove Ada, with the reason
    Then the ruling stands; Ada has no seat and cannot sign in again
    And Ben alone rules on nothing
    """
    ballot, other = staff.ballot(0), staff.ballot(1)
    staff.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    staff.is_removed("ada", "Brought a telephone.", "kelly", "cora")
    staff.votes_found_for("ann", 1)
    assert "ada" not in staff.sitting_here()
    staff.tries("signs_in", "ada")
    staff.the_refusal_says("Ada Alder was removed from this recount and can sign nothing any more.")
    staff.tries("the_team_ruled", other, TOO_MANY)
    staff.the_refusal_says("Ada Alder is not signed in at this station")


def test_a_removal_needs_a_reason_and_two_others(staff: Staff) -> None:
    """What is refused.

    When Ada is removed without a reason, or by Judge Kelly alone, or by two of the team
    Then it is refused
    And the clerk cannot sign her own removal
    """
    staff.tries("is_removed", "ada", "  ", "kelly", "cora")
    staff.the_refusal_says("A removal needs its reason. Nothing was changed.")
    staff.tries("is_removed", "ada", "Late.", "kelly")
    staff.the_refusal_says("two different officers")
    staff.tries("is_removed", "ada", "Late.", "ben", "cyd")
    staff.the_refusal_says("two different officers")
    staff.tries("is_removed", "cora", "Tired.", "kelly", "cora")
    staff.the_refusal_says("Cora Clay cannot sign their own removal.")


def test_a_lost_passphrase_is_replaced_by_two_other_officers(staff: Staff) -> None:
    """Forgotten at one in the morning.

    Given Ada ruled on a ballot with Ben, and has forgotten her passphrase
    When Judge Kelly and the clerk give her a new one
    Then the new one opens and the old one does not
    And what she signed before stays, and she goes on under her name
    """
    ballot, other = staff.ballot(0), staff.ballot(1)
    staff.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    staff.gets_a_new_passphrase("ada", "a new one of four words", "kelly", "cora")
    staff.tries("signs_in", "ada", passphrase("ada"))
    staff.the_refusal_says("Not signed in: the passphrase is not right.")
    staff.signs_in("ada", "a new one of four words")
    staff.the_team_ruled(other, A_VOTE_FOR_ANN)
    staff.votes_found_for("ann", 2)
    assert staff.name_of("ada") == "Ada Alder"


def test_nobody_gives_themselves_a_new_passphrase(staff: Staff) -> None:
    """Two others.

    When the clerk wants to sign for a new passphrase of her own, with Judge Kelly
    Then it is refused, and her old one still opens
    """
    staff.tries("gets_a_new_passphrase", "cora", "a new one of four words", "kelly", "cora")
    staff.the_refusal_says("Cora Clay cannot sign for a new key of their own.")
    staff.left("cora")
    staff.signs_in("cora")
    assert "cora" in staff.sitting_here()


def test_the_first_slip_costs_nothing_and_the_longest_wait_is_fifteen_seconds(
    staff: Staff,
) -> None:
    """Wrong passphrases.

    When somebody types a wrong passphrase for Judge Kelly, once
    Then they may try again at once
    When they go on, each further slip costs more seconds, and never more than fifteen
    And each sentence says that nobody is locked out
    """
    told, waits = [], []
    for _ in range(8):
        told.append(staff.types_a_wrong_passphrase("kelly"))
        waits.append(staff.seconds_to_wait("kelly"))
        staff.seconds_pass(waits[-1])
    assert waits == [0, 1, 2, 4, 8, 15, 15, 15]
    assert told[0] == "Not signed in: the passphrase is not right. Try again."
    assert told[1].endswith("Try again in 1 second; nobody is locked out.")
    assert told[5] == told[7]
    assert told[7].endswith("Try again in 15 seconds; nobody is locked out.")


def test_nobody_locks_the_chair_out_with_wrong_passphrases(staff: Staff) -> None:
    """Somebody means harm.

    Given somebody typed fifty wrong passphrases for Judge Kelly at this table
    Then at another table Judge Kelly signs in at once
    And Lewis signs in here at once
    And here Judge Kelly signs in when the fifteen seconds are over
    """
    staff.left("kelly", "lewis")
    for _ in range(50):
        staff.types_a_wrong_passphrase("kelly")
        staff.seconds_pass(15)
    staff.types_a_wrong_passphrase("kelly")
    assert staff.signs_in_at_another_table("kelly")
    staff.signs_in("lewis")
    staff.tries("signs_in", "kelly")
    staff.the_refusal_says("Not tried: after wrong passphrases the next one waits.")
    staff.seconds_pass(15)
    staff.signs_in("kelly")
    assert {"kelly", "lewis"} <= set(staff.sitting_here())


def test_a_try_during_the_wait_makes_it_no_longer(staff: Staff) -> None:
    """Impatience is not punished.

    Given Judge Kelly has to wait fifteen seconds
    When she types the right passphrase every second meanwhile
    Then it is not looked at, and the wait ends when it would have ended
    """
    staff.left("kelly")
    for _ in range(6):
        staff.types_a_wrong_passphrase("kelly")
        staff.seconds_pass(15)
    staff.types_a_wrong_passphrase("kelly")
    for _ in range(15):
        staff.tries("signs_in", "kelly")
        staff.seconds_pass(1)
    staff.signs_in("kelly")
    assert "kelly" in staff.sitting_here()


def test_a_locked_station_has_nobody_at_it(staff: Staff) -> None:
    """The table is left alone.

    Given Ada, Ben, the members and four observers sit here
    When the station is locked
    Then all of them are signed out, and nobody's key does anything
    And what was recorded before is safe: Ada and Ben sign in again and go on
    """
    ballot, other = staff.ballot(0), staff.ballot(1)
    staff.the_team_ruled(ballot, TOO_MANY)
    staff.is_locked()
    assert staff.sitting_here() == []
    staff.tries("the_team_ruled", other, TOO_MANY)
    staff.the_refusal_says("Ada Alder is not signed in at this station. Press F3.")
    staff.came("ada", "ben")
    staff.the_team_ruled(other, TOO_MANY)
    assert staff.room.now(ballot).ruling is not None
