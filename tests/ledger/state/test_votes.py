"""Votes of the board's members and the sittings that end over their list."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.domain.people import majority_of
from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state import Outcome
from tests.ledger.evening import ABSTAIN, AGAINST, ANN, BOB, Evening, value
from tests.ledger.scenery import SHEETS, a_sheet
from tests.ledger.state.refusals import refused

B1 = "b1"


def majority(scene: Evening, number: int = 1) -> Outcome | None:
    return scene.state.data.majority_value(scene.case(number))


# Who votes, and on what ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "signers", [("kelly",), ("kelly*", "lewis*"), ("olson*",), ("clerk1*",), ("kelly*", "log")]
)
def test_a_vote_is_signed_by_one_seat_as_signed_in(signers: tuple[str, ...]) -> None:
    scene = Evening().to_docket()
    draft = scene.draft(scene.vote_fields(ANN, scene.case(1)), *signers, st=B1)
    refused(scene, draft, "rights", "one person who holds a seat")


def test_neither_team_nor_observer_votes() -> None:
    scene = Evening().to_docket()
    for person in ("ada*", "lee*"):
        draft = scene.draft(scene.vote_fields(ANN, scene.case(1)), person)
        refused(scene, draft, "rights", "one person who holds a seat")


def test_who_votes_is_here_and_the_board_has_its_quorum() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.act(bodies.attend(person="kelly", state="away"), "clerk1")
    draft = scene.draft(scene.vote_fields(ANN, case), "kelly*", st=B1)
    refused(scene, draft, "attendance", "kelly is not in attendance")
    scene.act(bodies.attend(person="lewis", state="away"), "clerk1")
    draft = scene.draft(scene.vote_fields(ANN, case), "moore*", st=B1)
    refused(scene, draft, "quorum", "quorum is 1 of 2")
    scene.act(bodies.attend(person="kelly", state="in"), "clerk1")
    scene.vote("moore", ANN, case)


def test_a_vote_is_on_cases_that_wait_for_the_board() -> None:
    scene = Evening().to_pile()
    case = scene.case(1)

    def draft() -> None:
        entry = scene.draft(scene.vote_fields(ANN, case), "kelly*", st=B1)
        refused(scene, entry, "board", "does not wait for the board")

    draft()
    ruled = scene.rule(scene.item(1))
    draft()
    scene.attest("lee", ruled, answer="object", ground=1)
    scene.vote("kelly", ANN, case)


def test_in_one_tier_every_case_without_a_ruling_waits_for_the_board() -> None:
    scene = Evening(tiers=1).to_pile()
    case = scene.case(1)
    scene.decide(ANN, case)
    draft = scene.draft(scene.vote_fields(BOB, case), "kelly*", st=B1)
    refused(scene, draft, "board", "does not wait for the board")


def test_a_vote_names_what_is_there_and_stands() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    strange = scene.vote_fields(ANN, case) | {"cases": ["0" * 64]}
    refused(scene, scene.draft(strange, "kelly*", st=B1), "pile", "stands in no pile")
    for prior in (None, [0, 0]):
        stale = scene.vote_fields(ANN, case) | {"prior": [prior]}
        words = "was ruled on at entry"
        refused(scene, scene.draft(stale, "kelly*", st=B1), "prior", words)


def test_a_vote_is_not_on_ballots_of_a_void_import_or_a_lot_kept_apart() -> None:
    scene = Evening(tiers=1).to_pile()
    case = scene.case(5)
    draft = scene.draft(scene.vote_fields(ANN, case), "kelly*", st=B1)
    refused(scene, draft, "lot", "which the board has not released")
    scene.motion("void", **{"import": case.import_})
    draft = scene.draft(scene.vote_fields(ANN, case), "kelly*", st=B1)
    refused(scene, draft, "pile", "declared void")


def test_one_vote_is_about_one_contest() -> None:
    scene = Evening(tiers=1).to_pile()
    fields = scene.vote_fields(ABSTAIN, scene.case(2), scene.case(2, "council"))
    refused(scene, scene.draft(fields, "kelly*", st=B1), "batch", "cases of two contests")


def test_a_case_whose_row_is_withheld_may_be_of_the_contest() -> None:
    scene = Evening(tiers=1).imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    hidden = next(s for s, row in scene.evidence.rows.items() if row["contest"] == "senate")
    del scene.evidence.rows[hidden]
    scene.act(fields, "kelly", "lewis")
    data = scene.state.data
    others = [c for c in data.cases.values() if c.contest == "senate" and c.lot == "accepted"]
    before = scene.state.withheld
    scene.vote("kelly", value("too_many"), data.cases[hidden], others[0])
    assert scene.state.withheld == before + 3
    scene.vote("kelly", ABSTAIN, data.cases[hidden])
    assert scene.state.withheld == before + 4


@pytest.mark.parametrize(
    ("said", "code", "sentence"),
    [
        (value("paper"), "item", "cannot vote for a ruling of this kind (paper)"),
        (value("same_ballot_as"), "item", "cannot vote for a ruling of this kind"),
        (value("vote"), "item", "has to name a choice"),
        (value("no_consensus", "ann"), "item", "names no choice"),
        (value("no_consensus", clause="a1"), "clause", "takes no clause"),
        (value("vote", "ann", clause=None), "clause", "rests on a clause"),
        (value("vote", "eddy"), "clause", "has no choice 'eddy'"),
        (value("vote", "ann", "bob"), "clause", "this ruling states 2"),
        (value("vote", "ann", clause="r6"), "clause", "is not a reason for this ruling"),
        (value("vote", "ann", clause="zz"), "clause", "has no clause 'zz'"),
        (value("nothing_marked", "ann"), "clause", "adds no vote and takes none away"),
    ],
)
def test_a_member_votes_for_what_could_be_ruled(said: Body, code: str, sentence: str) -> None:
    scene = Evening().to_docket()
    draft = scene.draft(scene.vote_fields(said, scene.case(3), scene.case(1)), "kelly*", st=B1)
    refused(scene, draft, code, sentence)


def test_the_other_contests_and_the_words_are_left_to_the_presiding_member() -> None:
    scene = Evening().to_docket()
    words = value("vote", "ann", clause="c15")
    scene.vote("kelly", words, scene.case(1))
    scene.evidence.rows.clear()
    scene.vote("lewis", words, scene.case(1))
    assert scene.state.withheld == 1
    scene.evidence.rule_pack = None
    draft = scene.draft(scene.vote_fields(value("vote", "eddy"), scene.case(1)), "moore*", st=B1)
    refused(scene, draft, "clause", "this names 'eddy', which it has not")


# What counts ---------------------------------------------------------------------------------


def test_a_majority_is_of_the_seats_whoever_is_absent() -> None:
    scene = Evening()
    scene.enrolled()
    for person in ("niles", "owens"):
        scene.enrol(person, "member", None)
    scene.act(scene.constitute_fields(), "kelly", "lewis", "moore")
    for person in ("kelly", "lewis", "moore", "clerk1"):
        scene.signin(person, B1)
    for person in ("ada", "ben"):
        scene.signin(person)
    three = ("kelly", "lewis", "moore")
    scene.act(scene.import_fields(SHEETS), "log", "clerk1")
    scene.act(scene.pile_fields(scene.entries[-1].index), *three)
    scene.rule(scene.item(1, disp="no_consensus"))
    case = scene.case(1)
    scene.board_vote(ANN, case)
    assert majority(scene) is None
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "majority", "is 3")
    scene.vote("moore", ANN, case)
    scene.board_rule(scene.board_item(case, ANN))


def test_a_tie_is_no_majority_and_a_dissent_does_not_break_one() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.vote("kelly", ANN, case)
    scene.vote("lewis", BOB, case)
    assert majority(scene) is None
    scene.vote("moore", ABSTAIN, case)
    assert majority(scene) is None
    scene.vote("moore", AGAINST, case)
    assert majority(scene) is None
    scene.vote("moore", ANN, case)
    assert majority(scene) == Outcome("vote", ("ann",), "a1")


def test_a_majority_against_is_no_outcome() -> None:
    scene = Evening().to_docket()
    scene.board_vote(AGAINST, scene.case(1), by=("kelly", "lewis", "moore"))
    assert majority(scene) is None
    cast = scene.state.data.votes[scene.case(1).seal]["kelly"].value
    assert cast is not None
    assert (cast.settles, cast.fields()) == (False, AGAINST)


def test_a_members_newest_vote_is_the_one_that_counts() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case, by=("kelly", "lewis"))
    again = scene.vote("lewis", BOB, case)
    assert majority(scene) is None
    assert scene.state.data.votes[case.seal]["lewis"].index == again.index
    scene.vote("lewis", ANN, case)
    assert majority(scene) == Outcome.of(ANN)


def test_votes_on_an_earlier_ruling_make_no_majority() -> None:
    scene = Evening().to_pile()
    scene.rule(scene.item(1, disp="no_consensus"))
    case = scene.case(1)
    scene.board_vote(ANN, case)
    scene.rule(scene.item(1, disp="no_consensus"))
    assert majority(scene) is None
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "majority", "0 votes")
    scene.vote("kelly", ANN, case)
    assert majority(scene) is None
    scene.vote("moore", ANN, case)
    assert majority(scene) == Outcome.of(ANN)


def test_the_votes_of_a_sitting_that_ended_make_no_majority() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    ended = scene.end_sitting()
    assert (scene.state.data.sitting, majority(scene)) == (ended.index, None)
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "majority", "0 votes")
    scene.vote("kelly", ANN, case)
    assert majority(scene) is None
    scene.vote("lewis", ANN, case)
    scene.board_rule(scene.board_item(case, ANN))


def test_a_group_of_cases_is_voted_on_at_once_and_each_case_counts_for_itself() -> None:
    scene = Evening().to_docket()
    group = [scene.case(number) for number in (1, 2, 3, 4)]
    vote = scene.vote("kelly", value("marks_do_not_count"), *group)
    scene.vote("lewis", value("marks_do_not_count"), *group[1:])
    assert vote.body["cases"] == sorted(case.seal for case in group)
    assert majority(scene, 1) is None
    assert all(majority(scene, number) is not None for number in (2, 3, 4))
    assert scene.state.data.sitting_votes["kelly"] == [vote.index]


# Sittings ------------------------------------------------------------------------------------


def test_a_sitting_lists_every_vote_since_the_last() -> None:
    scene = Evening().to_docket()
    scene.vote("lewis", BOB, scene.case(1))
    scene.vote("kelly", ANN, scene.case(1))
    scene.vote("lewis", ANN, scene.case(1))
    whole = scene.sitting_fields()
    first, second, third = (entry.index for entry in scene.entries[-3:])
    assert whole["votes"] == [["kelly", [second]], ["lewis", [first, third]]]
    for votes in ([["kelly", [second]]], [["kelly", [second]], ["lewis", [third]]], []):
        draft = scene.draft(whole | {"votes": votes}, *scene.here())
        refused(scene, draft, "votes", "is not the list of every vote")
    more = scene.draft(whole | {"votes": [*whole["votes"], ["moore", [third]]]}, *scene.here())
    refused(scene, more, "votes", "is not the list of every vote")
    scene.act(whole, *scene.here())
    scene.vote("moore", ANN, scene.case(1))
    last = scene.end_sitting()
    assert last.body["votes"] == [["moore", [last.index - 1]]]


def test_without_a_vote_no_sitting_ends() -> None:
    scene = Evening().to_docket()
    words = "nobody has voted since the last sitting"
    refused(scene, scene.draft(bodies.sitting(votes=[]), *scene.here()), "votes", words)
    scene.vote("kelly", ANN, scene.case(1))
    ended = scene.end_sitting()
    again = bodies.sitting(votes=[("kelly", [ended.index - 1])])
    refused(scene, scene.draft(again, *scene.here()), "votes", words)


@pytest.mark.parametrize(
    "signers",
    [
        ("kelly", "lewis"),
        ("kelly", "lewis", "moore", "clerk1"),
        ("kelly", "lewis", "olson"),
        ("kelly", "lewis", "moore", "log"),
    ],
)
def test_a_sitting_is_signed_by_all_who_hold_a_seat_and_are_here(signers: tuple[str, ...]) -> None:
    scene = Evening().to_docket()
    scene.vote("kelly", ANN, scene.case(1))
    draft = scene.draft(scene.sitting_fields(), *signers)
    refused(scene, draft, "rights", "everyone who holds a seat and is here (kelly, lewis, moore)")
    scene.end_sitting()


def test_a_sitting_takes_passphrases() -> None:
    scene = Evening().to_docket()
    scene.vote("kelly", ANN, scene.case(1))
    draft = scene.draft(scene.sitting_fields(), "kelly*", "lewis*", "moore*", st=B1)
    refused(scene, draft, "rights", "while signed in cannot sign this (sitting)")


def test_a_member_who_voted_and_left_is_listed_and_holds_nobody_up() -> None:
    scene = Evening().to_docket()
    scene.board_vote(ANN, scene.case(1), by=("kelly", "lewis", "moore"))
    for person in ("kelly", "lewis"):
        scene.act(bodies.attend(person=person, state="out"), "clerk1")
    refused(
        scene, scene.draft(scene.sitting_fields(), "moore", "lewis"), "rights", "is here (moore)"
    )
    ended = scene.end_sitting("moore")
    assert [person for person, _ in ended.body["votes"]] == ["kelly", "lewis", "moore"]
    assert scene.state.data.sitting_votes == {}


def test_the_votes_of_a_removed_member_are_listed_and_do_not_count() -> None:
    scene = Evening().to_docket()
    scene.board_vote(ANN, scene.case(1), by=("kelly", "moore"))
    assert majority(scene) == Outcome.of(ANN)
    scene.act(bodies.remove(person="moore"), "kelly", "clerk1")
    assert majority(scene) is None
    assert scene.end_sitting().body["votes"][1][0] == "moore"


# Every sequence of votes ---------------------------------------------------------------------

_VOTES = st.lists(
    st.tuples(
        st.sampled_from(["vote", "vote", "vote", "vote", "sitting", "rule", "away", "in"]),
        st.sampled_from(["kelly", "lewis", "moore"]),
        st.sampled_from([ANN, BOB, AGAINST, ABSTAIN, value("marks_do_not_count")]),
        st.sampled_from([1, 3]),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(_VOTES)
def test_the_majority_agrees_with_a_recount_of_the_entries(
    steps: list[tuple[str, str, Body | str, int]],
) -> None:
    scene = Evening(quorum=1).to_pile([a_sheet(n, ("senate", "blank")) for n in (1, 3)])
    scene.rule(scene.item(1, disp="no_consensus"), scene.item(3, disp="no_consensus"))
    for act, person, said, number in steps:
        case = scene.case(number)
        present = scene.state.data.people[person].present
        if act == "vote" and present:
            scene.vote(person, said, case)
        elif act == "sitting" and scene.state.data.sitting_votes and scene.here():
            scene.end_sitting()
        elif act == "rule":
            scene.rule(scene.item(number, disp="no_consensus"))
        elif act in {"away", "in"}:
            scene.act(bodies.attend(person=person, state=act), "clerk1")
        for each in (1, 3):
            assert majority(scene, each) == recount(scene, each)


def recount(scene: Evening, number: int) -> Outcome | None:
    """The majority, counted from the entries alone."""
    case = scene.case(number)
    newest: dict[str, Body | str] = {}
    ids = {index: person for person, (index, _) in scene.keys.items()}
    for entry in scene.entries:
        if entry.kind == "sitting":
            newest.clear()
        if entry.kind != "vote" or case.seal not in entry.body["cases"]:
            continue
        at = entry.body["cases"].index(case.seal)
        prior = entry.body["prior"][at]
        if prior == (None if case.current is None else list(case.current)):
            newest[ids[entry.signatures[0][0]]] = entry.body["value"]
    for said in newest.values():
        alike = sum(other == said for other in newest.values())
        against = isinstance(said, str) or said["disp"] == "no_consensus"
        if alike >= majority_of(3) and not against:
            assert isinstance(said, dict)
            return Outcome.of(said)
    return None
