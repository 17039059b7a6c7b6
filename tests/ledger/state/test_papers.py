"""The life of a case's paper, sheets scanned again, and notes."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body
from tests.ledger.evening import ANN, Evening
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused

SENATE_BATCH = 3
TEAM = ("ada*", "ben*")


# Papers --------------------------------------------------------------------------------------


def test_the_paper_is_sent_for_comes_to_the_table_and_is_returned() -> None:
    scene = Evening().to_pile()
    case, papers = scene.case(1), scene.state.data.papers
    asked = scene.paper(case, "requested", by="ada")
    found = papers[case.seal]
    assert (found.step, found.entry, found.person) == ("requested", asked.index, "ada")
    assert (found.seals, found.seen_on_table, found.out) == (("0047",), False, True)
    scene.paper(case, "on_the_table", by="clerk1")
    assert (papers[case.seal].seen_on_table, papers[case.seal].person) == (True, "clerk1")
    scene.paper(case, "returned", by="kelly")
    assert (papers[case.seal].seen_on_table, papers[case.seal].out) == (True, False)
    scene.paper(case, "requested", "returned")
    assert papers[case.seal].seen_on_table


@pytest.mark.parametrize(
    ("before", "step", "sentence"),
    [
        ((), "on_the_table", "is in its container"),
        ((), "returned", "is in its container"),
        (("requested",), "requested", "has been sent for"),
        (("requested", "on_the_table"), "requested", "is on the table"),
        (("requested", "on_the_table"), "on_the_table", "is on the table"),
        (("requested", "returned"), "returned", "is in its container"),
        (("requested", "returned"), "on_the_table", "is in its container"),
    ],
)
def test_the_steps_follow_one_another(before: tuple[str, ...], step: str, sentence: str) -> None:
    scene = Evening().to_pile()
    scene.paper(scene.case(1), *before)
    draft = scene.draft(bodies.paper(case=scene.case(1).seal, step=step), "clerk1*", st="b1")
    refused(scene, draft, "paper", sentence)
    scene.paper(scene.case(3), "requested")


@pytest.mark.parametrize("signers", [("lee*",), ("ada", "ben"), ("ada*", "ben*"), ("clerk1",)])
def test_one_person_but_no_observer_notes_a_step(signers: tuple[str, ...]) -> None:
    scene = Evening().to_pile()
    draft = scene.draft(bodies.paper(case=scene.case(1).seal, step="requested"), *signers)
    refused(scene, draft, "rights", "one person of the staff")


def test_who_is_away_or_has_no_seat_may_note_where_a_paper_is() -> None:
    scene = Evening().to_pile()
    scene.act(bodies.attend(person="nash", state="away"), "clerk1")
    scene.paper(scene.case(1), "requested", by="nash")


def test_a_paper_is_of_a_ballot_in_a_pile_that_stands() -> None:
    scene = Evening().to_pile()
    strange = bodies.paper(case=a_hash("x"), step="requested")
    refused(scene, scene.draft(strange, "ada*"), "pile", "stands in no pile")
    fields = bodies.paper(case=scene.case(1).seal, step="requested")
    scene.motion("void", **{"import": scene.case(1).import_})
    refused(scene, scene.draft(fields, "ada*"), "pile", "declared void")


def test_a_ruling_from_the_paper_needs_that_it_was_on_the_table() -> None:
    scene = Evening().to_pile()
    case = scene.case(1)

    def draft() -> None:
        entry = scene.draft(scene.rule_fields(scene.item(1, evidence="paper")), *TEAM)
        refused(scene, entry, "paper", f"the paper of case {case.name} has not been on the table")

    draft()
    scene.paper(case, "requested", "returned")
    draft()
    scene.paper(case, "requested", "on_the_table")
    scene.rule(scene.item(1, evidence="paper"))
    scene.paper(case, "returned")
    scene.rule(scene.item(1, evidence="paper"))


def test_the_board_too_rules_from_a_paper_it_has_seen() -> None:
    scene = Evening().to_docket("paper")
    case = scene.case(1)
    scene.board_vote(ANN, case)
    item = scene.board_item(case, ANN, evidence="paper")
    refused(scene, scene.board_rule_draft(item), "paper", "has not been on the table")
    scene.paper(case, "requested", "on_the_table")
    scene.board_vote(ANN, case)
    scene.board_rule(item)


@pytest.mark.parametrize("steps", [("requested",), ("requested", "on_the_table")])
def test_no_batch_is_closed_while_a_paper_of_it_is_out(steps: tuple[str, ...]) -> None:
    scene = Evening().to_pile()
    scene.rule(*(scene.item(number) for number in (1, 2, 3, 4)))
    scene.paper(scene.case(1), *steps)
    draft = scene.draft(scene.close_fields(SENATE_BATCH), "ada", "ben")
    words = f"the paper of case {scene.case(1).name} is out ({steps[-1].replace('_', ' ')})"
    refused(scene, draft, "paper", words)
    scene.paper(scene.case(1), "returned")
    # Sheet 5 lies in a lot not released, and is no part of the close.
    scene.paper(scene.case(5), "requested")
    scene.close(SENATE_BATCH)


# Sheets scanned again ------------------------------------------------------------------------


def test_a_new_image_becomes_the_newest_row_and_the_ruling_stands() -> None:
    scene = Evening().to_pile()
    ruled = scene.rule(scene.item(1))
    case = scene.case(1)
    first = scene.rescan(case)
    second = scene.rescan(case)
    assert case.rows == [case.seal, first.body["row"], second.body["row"]]
    assert (case.row, case.current) == (second.body["row"], (ruled.index, 0))
    old = scene.draft(scene.rule_fields(scene.item(1, row=first.body["row"])), *TEAM)
    refused(scene, old, "evidence", "older image")
    scene.rule(scene.item(1))


@pytest.mark.parametrize(
    "signers",
    [("clerk1",), ("log",), ("log", "kelly"), ("log", "clerk1", "kelly"), ("clerk1", "kelly")],
)
def test_the_clerk_and_the_log_key_take_in_a_new_image(signers: tuple[str, ...]) -> None:
    scene = Evening().to_pile()
    draft = scene.draft(scene.rescan_fields(scene.case(1)), *signers)
    refused(scene, draft, "rights", "the clerk and the log key")


@pytest.mark.parametrize(
    "changes",
    [
        {"contest": "council"},
        {"sheet": "box/1/7/9"},
        {"ballot": "b-9"},
        {"precinct": "102"},
        {"group": "early"},
        {"batch": "8"},
        {"position": 9},
        {"lot": "provisional"},
        {"condition": "overvote"},
        {"machine": {"votes": ["ann"], "over": 0, "under": 0, "marks": []}},
        {"remakes": "box/1/7/3"},
    ],
)
def test_a_new_image_is_of_the_same_ballot(changes: Body) -> None:
    scene = Evening().to_pile()
    draft = scene.draft(scene.rescan_fields(scene.case(1), **changes), "log", "clerk1")
    refused(scene, draft, "evidence", f"({next(iter(changes))} differs)")


def test_a_new_image_is_new_and_has_its_reason() -> None:
    scene = Evening().to_pile()
    case, signers = scene.case(1), ("log", "clerk1")
    same = scene.rescan_fields(case, images=scene.evidence.rows[case.row]["images"])
    refused(scene, scene.draft(same, *signers), "evidence", "are the ones it has")
    fields = scene.rescan_fields(case)
    bare = scene.draft(fields | {"reason": None}, *signers)
    refused(scene, bare, "reason", "needs its reason")
    refused(scene, scene.draft(fields | {"row": None}, *signers), "evidence", "no new image")
    strange = scene.draft(fields | {"case": a_hash("x")}, *signers)
    refused(scene, strange, "pile", "stands in no pile")
    for known in (case.seal, scene.case(3).seal):
        draft = scene.draft(fields | {"row": known}, *signers)
        refused(scene, draft, "evidence", "already part of the record")
    scene.act(fields, *signers)
    refused(scene, scene.draft(fields, *signers), "evidence", "already part of the record")


@pytest.mark.parametrize("both", [False, True])
def test_a_new_image_whose_row_is_withheld_is_a_check_left_out(*, both: bool) -> None:
    scene = Evening().to_pile()
    case = scene.case(1)
    fields = scene.rescan_fields(case, precinct="102")
    del scene.evidence.rows[fields["row"]]
    if both:
        del scene.evidence.rows[case.row]
    scene.act(fields, "log", "clerk1")
    assert scene.state.withheld == 1 + both
    assert case.row == fields["row"]


def test_votes_cast_on_the_older_image_make_no_majority() -> None:
    scene = Evening().to_docket()
    case = scene.case(1)
    scene.board_vote(ANN, case)
    scene.rescan(case)
    refused(scene, scene.board_rule_draft(scene.board_item(case, ANN)), "majority", "0 votes")
    scene.decide(ANN, case)
    assert scene.end_sitting().body["votes"][0][0] == "kelly"


# Notes ---------------------------------------------------------------------------------------


def note(category: str = "incident", *people: str, words: str | None = "words") -> Body:
    sealed = None if words is None else a_hash(words)
    return bodies.note(category=category, words=sealed, people=people)


@pytest.mark.parametrize(
    "signers",
    [("lee*",), ("ada*", "ben*"), ("ada", "ben"), ("ortiz",), ("olson",), ("ada*", "lee*")],
)
def test_anyone_notes_what_happened(signers: tuple[str, ...]) -> None:
    scene = Evening().to_pile()
    scene.act(note("incident", "kelly"), *signers)


@pytest.mark.parametrize(
    "signers", [("ada*", "ben"), ("ada", "ada*"), ("log",), ("ada*", "log"), ("clerk1", "log")]
)
def test_a_note_is_signed_by_people_and_all_alike(signers: tuple[str, ...]) -> None:
    scene = Evening().to_pile()
    refused(scene, scene.draft(note(), *signers), "rights", "one person or more, all as signed in")


def test_who_was_removed_signs_no_note_and_may_stand_in_one() -> None:
    scene = Evening().to_pile()
    scene.act(bodies.remove(person="ben"), "kelly", "clerk1")
    refused(scene, scene.draft(note(), "ben"), "rights", "ended at entry")
    refused(scene, scene.draft(note(), "ben*"), "session", "ended at entry")
    scene.act(note("handed_over", "ben"), "ada")
    refused(scene, scene.draft(note("incident", "zoe"), "ada*"), "person", "zoe was never enrolled")


@pytest.mark.parametrize("category", ["incident", "explained", "training", "handed_over"])
def test_a_note_says_something(category: str) -> None:
    scene = Evening().to_pile()
    draft = scene.draft(note(category, words=None), "ada*")
    refused(scene, draft, "words", f"({category.replace('_', ' ')}) needs words")
    scene.act(note("tabulator_test", words=None), "ada*")
