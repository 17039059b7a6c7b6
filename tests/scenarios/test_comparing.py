"""Precedents beside the ballot, like situations ruled unlike, and tables far from the rest."""

from adjudicator.domain.layouts import Box
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import Tier
from adjudicator.services.consistency import TableTally, consistency_report, table_reports
from adjudicator.services.precedents import precedents
from tests.scenarios.bench import Bench
from tests.scenarios.evening import A_VOTE_FOR_ANN, NOTHING_MARKED, TOO_MANY
from tests.support.findings import ink_piece, located, marked_ink, put_finding


def test_tonight_s_and_earlier_rulings_of_team_and_board_stand_beside_the_ballot(
    bench: Bench,
) -> None:
    """What was decided before.

    Given the board ruled on a like ballot in a sitting that has ended, and the team on one tonight
    When the next like ballot is shown, before anybody rules on it
    Then both stand beside it, tonight's first, each with its number, its sentence,
    Who ruled, whether it was tonight, and the ballot itself
    """
    earlier, tonight, shown = (bench.ballot(n) for n in range(3))
    bench.the_team_could_not_agree_on(earlier)
    bench.room.board_rules(earlier, A_VOTE_FOR_ANN)
    bench.the_sitting_ends("kelly", "lewis", "moss")
    bench.the_team_ruled(tonight, TOO_MANY)
    first, second = precedents(bench.room.recount, shown)
    assert [p.number for p in (first, second)] == [
        " ".join(tonight.number),
        " ".join(earlier.number),
    ]
    assert [p.tier for p in (first, second)] == [Tier.TEAM, Tier.BOARD]
    assert [p.tonight for p in (first, second)] == [True, False]
    assert first.outcome.startswith("Too many marked")
    assert second.outcome.startswith("Vote for Ann Ash under (4)(c)15")
    assert [p.case.row.images for p in (first, second)] == [tonight.row.images, earlier.row.images]


def test_ballots_with_like_ink_stand_first_and_say_in_what_they_are_like(bench: Bench) -> None:
    """A name that is circled again.

    Given the team ruled on three like ballots, and on the first of them a name is circled
    When a ballot is shown on which another name is circled
    Then the first stands before the newer ones and says in what it is like, and the newest follow
    """
    ballots = [bench.ballot(n) for n in range(4)]
    circle = ink_piece(Box(200, 450, 300, 60), area=30.0, near="ann")
    other = ink_piece(Box(200, 550, 300, 60), area=28.0, near="bob")
    across = ink_piece(Box(200, 450, 300, 60), area=9.0, crosses=("ann", "bob"))
    for ballot, pieces in zip(ballots, [(circle,), (across,), (), (other,)], strict=True):
        ink = marked_ink("mayor", ("ann", "bob"), (0, 0), pieces=pieces)
        put_finding(bench.room.recount, ballot, located("mayor", ("ann", "bob")), ink)
    for ballot in ballots[:3]:
        bench.the_team_ruled(ballot, TOO_MANY)
    found = precedents(bench.room.recount, ballots[3])
    assert [p.case.seal for p in found] == [ballots[n].seal for n in (0, 2, 1)]
    assert [p.alike for p in found] == [("a ring beside a name",), (), ()]


def test_of_two_like_ballots_the_liker_one_stands_first_though_the_other_is_newer(
    bench: Bench,
) -> None:
    """Like, and liker.

    Given the team ruled on a ballot with a name circled, then on one with a blot besides
    When another ballot with nothing but a circled name is shown
    Then the first stands before the second, and both say that a name is circled
    """
    circle = ink_piece(Box(200, 450, 300, 60), area=30.0, near="ann")
    blot = ink_piece(Box(500, 650, 30, 30), area=12.0)
    ballots = [bench.ballot(n) for n in range(3)]
    for ballot, pieces in zip(ballots, [(circle,), (circle, blot), (circle,)], strict=True):
        ink = marked_ink("mayor", ("ann", "bob"), (0, 0), pieces=pieces)
        put_finding(bench.room.recount, ballot, located("mayor", ("ann", "bob")), ink)
    for ballot in ballots[:2]:
        bench.the_team_ruled(ballot, TOO_MANY)
    found = precedents(bench.room.recount, ballots[2])
    assert [p.case.seal for p in found] == [ballots[0].seal, ballots[1].seal]
    assert [p.alike for p in found] == [("a ring beside a name",)] * 2


def test_once_a_clause_is_chosen_only_rulings_under_it_are_shown(bench: Bench) -> None:
    """The same clause.

    Given one like ballot was ruled under (6), and another under (4)(c)15
    When the team chooses (4)(c)15 for the next
    Then only the ballot ruled under that clause stands beside it
    """
    bench.the_team_ruled(bench.ballot(0), TOO_MANY)
    bench.the_team_ruled(bench.ballot(1), A_VOTE_FOR_ANN)
    found = precedents(bench.room.recount, bench.ballot(2), clause="4c15")
    assert [p.number for p in found] == [" ".join(bench.ballot(1).number)]


def test_unlike_ballots_are_no_precedents_for_one_another(bench: Bench) -> None:
    """A blank is not an overvote.

    Given the team ruled on a blank ballot
    When an overvote is shown
    Then the blank one does not stand beside it
    """
    blank = bench.the_blank_batch()[0]
    bench.the_team_ruled(blank, NOTHING_MARKED)
    assert precedents(bench.room.recount, bench.ballot()) == ()


def test_what_waits_or_is_reopened_is_no_precedent(bench: Bench) -> None:
    """Only what stands.

    Given one like ballot is objected to, and another was closed and is reopened
    When the next is shown
    Then neither stands beside it; when the reopened one is ruled on again, it does
    """
    objected, *others = bench.ballots_of_one_batch()
    reopened = others[0]
    bench.the_team_ruled_on_the_whole_batch_of(objected)
    bench.objects("scott", objected, Ground.SHOULD_COUNT, "ann")
    bench.the_batch_is_closed(objected)
    bench.is_reopened(reopened)
    shown = next(b for b in bench.room.mayor() if b.batch != objected.batch)

    def beside() -> set[str]:
        return {p.case.seal for p in precedents(bench.room.recount, shown)}

    assert beside() == {b.seal for b in others[1:]}
    bench.the_team_rules_again(reopened, TOO_MANY)
    assert beside() == {b.seal for b in others}


def test_a_reopened_ballot_is_not_its_own_precedent(bench: Bench) -> None:
    """Blind.

    Given a ballot was ruled a vote for Ann, closed and reopened
    When it is shown again
    Then its old ruling stands nowhere beside it
    """
    ballot = bench.ballot()
    bench.the_team_ruled(ballot, A_VOTE_FOR_ANN)
    bench.the_team_ruled_on_the_whole_batch_of(ballot)
    bench.the_batch_is_closed(ballot)
    bench.is_reopened(ballot)
    found = precedents(bench.room.recount, bench.room.now(ballot))
    assert ballot.seal not in {p.case.seal for p in found}
    assert not any(p.outcome.startswith("Vote") for p in found)


def test_like_ballots_ruled_alike_are_not_reported(bench: Bench) -> None:
    """Nothing to say.

    Given every overvote of a batch was ruled as too many, and every blank one as blank
    Then the consistency report names no ballot
    """
    bench.the_team_ruled_on_the_whole_batch_of(bench.ballot())
    for blank in bench.the_blank_batch():
        bench.the_team_ruled(blank, NOTHING_MARKED)
    report = consistency_report(bench.room.recount)
    assert report.unlike == ()
    assert report.compared == 6


def test_a_table_far_from_the_rest_is_marked_with_its_sample_size() -> None:
    """Table 5 sends up every fifth.

    Given five tables; four sent up 8 of 400 each, and table 5 sent up 60 of 300
    Then only that share of table 5 is marked, and says of how many, for it and for the others
    """
    tables = {str(n): TableTally(rulings=400, votes=4, sent_up=8) for n in range(1, 5)}
    tables["5"] = TableTally(rulings=300, votes=3, sent_up=60)
    ((table, words),) = [
        (report.table, share.words)
        for report in table_reports(tables, {})
        for share in report.shares
        if share.far
    ]
    assert table == "5"
    assert words == (
        "sent to the board 60 of 300 (20.0 %), the others 32 of 1,600 (2.0 %): far from the rest"
    )


def test_a_small_sample_is_never_marked() -> None:
    """Nine of fifteen mean nothing.

    Given two tables: one sent up 9 of 15 ballots, the other 10 of 1,000
    Then neither is marked, for fifteen ballots are too few to tell anything of either
    """
    tables = {"1": TableTally(rulings=1000, sent_up=10), "2": TableTally(rulings=15, sent_up=9)}
    assert not any(report.far for report in table_reports(tables, {}))


def test_each_table_is_told_with_what_it_ruled_sent_up_and_had_objected_to(
    bench: Bench,
) -> None:
    """The table of Ada and Ben.

    Given Ada and Ben ruled on four ballots: one a vote, one sent up, and one objected to
    Then the report tells of their table one vote of four, one sent up, and one objected to
    """
    ballots = bench.ballots_of_one_batch()[:4]
    bench.the_team_ruled(ballots[0], A_VOTE_FOR_ANN)
    bench.the_team_could_not_agree_on(ballots[1])
    for ballot in ballots[2:]:
        bench.the_team_ruled(ballot, TOO_MANY)
    bench.objects("lee", ballots[2], Ground.SHOULD_COUNT, "bob")
    (table,) = consistency_report(bench.room.recount).tables
    assert (table.table, table.rulings) == ("Ada Alder and Ben Beech", 4)
    assert [share.words.partition(",")[0] for share in table.shares] == [
        "a vote 1 of 4 (25.0 %)",
        "sent to the board 1 of 4 (25.0 %)",
        "objected to 1 of 4 (25.0 %)",
    ]
