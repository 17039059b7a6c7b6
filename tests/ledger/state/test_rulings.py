"""Rulings and observers' answers."""

from typing import Any

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from tests.ledger.scene import Scene
from tests.ledger.scenery import PEOPLE, SHEETS, a_hash, a_sheet
from tests.ledger.state.refusals import refused

TEAM = ("ada*", "ben*")


def ruling(scene: Scene, **more: Any) -> Entry:  # noqa: ANN401 - fields of any type
    """A draft of a ruling on sheet 1, with these fields of its item."""
    return scene.draft(scene.rule_fields(scene.item(1, **more)), *TEAM)


def test_a_ruling_becomes_current_and_remembers_who_watched() -> None:
    scene = Scene().to_pile()
    scene.act(bodies.attend(person="lee", state="away"), "lee*")
    entry = scene.rule(scene.item(1), scene.item(3, disp="vote", votes=["ann"]))
    assert (scene.case(1).current, scene.case(3).current) == ((entry.index, 0), (entry.index, 1))
    assert (scene.case(1).disp, scene.case(3).disp) == ("nothing_marked", "vote")
    act = scene.state.data.rulings[entry.index]
    assert set(act.signers) == {"ada", "ben"}
    assert act.present == {"ortiz"}


def test_an_observer_at_another_station_or_at_none_is_not_present_at_a_ruling() -> None:
    scene = Scene().to_pile()
    key = scene.new_key("lee2")
    scene.act(bodies.signout(person="lee"), "lee*")
    scene.act(bodies.signout(person="ortiz"), "ortiz*")
    scene.act(bodies.signin(person="lee", key=key.public, idle=600), "lee", new=key, st="t2")
    scene.act(bodies.attend(person="ortiz", state="in"), "ortiz")
    assert scene.state.data.observers == {"lee", "ortiz"}
    here = scene.rule(scene.item(1))
    assert scene.state.data.rulings[here.index].present == frozenset()
    key = scene.new_key("ortiz2")
    scene.act(bodies.signin(person="ortiz", key=key.public, idle=600), "ortiz", new=key)
    again = scene.rule(scene.item(3))
    assert scene.state.data.rulings[again.index].present == {"ortiz"}


def test_there_is_no_ruling_before_the_pile() -> None:
    scene = Scene().imported()
    item = bodies.item(case=a_hash("x"), row=a_hash("x"), contest="senate", disp="vote")
    entry = scene.draft(bodies.rule(batch=1, items=[item]), *TEAM)
    refused(scene, entry, "order", "no pile yet")


@pytest.mark.parametrize(
    "signers",
    [("ada*",), ("ada", "ben"), ("ada*", "lee*"), ("ada*", "ben*", "lee*"), ("ada*", "log")],
)
def test_a_team_rules_with_both_its_keys(signers: tuple[str, ...]) -> None:
    scene = Scene().to_pile()
    fields = scene.rule_fields(scene.item(1))
    words = "both members of a counting team"
    refused(scene, scene.draft(fields, *signers), "rights", words)


def test_both_are_in_attendance_at_this_station() -> None:
    scene = Scene().to_pile()
    scene.act(bodies.attend(person="ben", state="away"), "ben*")
    refused(scene, ruling(scene), "attendance", "ben is not in attendance")
    scene.signin("ben", "t2")
    refused(scene, ruling(scene), "session", "ben is signed in at t2, not at t1")


def test_the_two_are_of_different_parties_unless_policy_or_board_says_otherwise() -> None:
    for policy in ("party", "person"):
        scene = Scene(different=policy).enrolled()
        scene.enrol("cyd", "team", "rep")
        scene.act(scene.constitute_fields(), "kelly", "lewis")
        for person in (*PEOPLE, "cyd"):
            scene.signin(person)
        scene.act(scene.import_fields(SHEETS), "log", "clerk1")
        scene.act(scene.pile_fields(scene.entries[-1].index), "kelly", "lewis")
        if policy == "party":
            entry = scene.draft(scene.rule_fields(scene.item(1)), "ada*", "cyd*")
            refused(scene, entry, "different", "different parties where both have one")
            scene.motion("waive", people=["ada", "cyd"])
        scene.act(scene.rule_fields(scene.item(1)), "ada*", "cyd*")


def test_a_ruling_is_about_this_case_its_batch_and_its_newest_image() -> None:
    scene = Scene().to_pile()
    stranger = scene.item(1) | {"case": a_hash("stranger")}
    entry = scene.draft(bodies.rule(batch=3, items=[stranger]), *TEAM)
    refused(scene, entry, "pile", "stands in no pile")
    other = scene.item(1) | {"contest": "council"}
    entry = scene.draft(scene.rule_fields(other), *TEAM)
    refused(scene, entry, "case", "another contest")
    entry = scene.draft(scene.rule_fields(scene.item(1), batch=1), *TEAM)
    refused(scene, entry, "batch", "belongs to batch 3, not to batch 1")
    refused(scene, ruling(scene, row=a_hash("old")), "evidence", "older image")
    refused(scene, scene.draft(scene.rule_fields(scene.item(5)), *TEAM), "lot", "not released")


def test_a_ruling_follows_the_current_one_with_a_reason() -> None:
    scene = Scene().to_pile()
    refused(scene, ruling(scene, prior=(3, 0), reason="saw_more"), "prior", "has not been ruled on")
    first = scene.rule(scene.item(1))
    words = f"case {scene.case(1).name} was ruled on at entry {first.index}"
    refused(scene, ruling(scene, prior=None), "prior", words)
    refused(scene, ruling(scene, reason=None), "item", "needs a reason")
    second = scene.rule(scene.item(1, disp="vote", votes=["ann"]))
    replayed = ruling(scene, prior=(first.index, 0))
    refused(scene, replayed, "prior", f"was ruled on at entry {second.index}")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"disp": "vote"}, "has to name a choice"),
        ({"disp": "too_many", "votes": ["ann"]}, "names no choice"),
        ({"disp": "paper", "votes": ["ann"]}, "names no choice"),
        ({"consistent": "unknown"}, "not possible to tell"),
        ({"disp": "same_ballot_as"}, "has to be named"),
        ({"same": a_hash("x")}, "has to be named"),
        ({"disp": "same_ballot_as", "same": a_hash("x")}, "not another ballot"),
    ],
)
def test_a_ruling_makes_sense_in_itself(more: Body, sentence: str) -> None:
    scene = Scene().to_pile()
    refused(scene, ruling(scene, **more), "item", sentence)


def test_the_same_ballot_is_another_ballot_of_the_contest() -> None:
    scene = Scene().to_pile()
    itself = ruling(scene, disp="same_ballot_as", same=scene.case(1).seal)
    refused(scene, itself, "item", "not another ballot")
    other_contest = ruling(scene, disp="same_ballot_as", same=scene.case(6, "council", "8").seal)
    refused(scene, other_contest, "item", "not another ballot")
    scene.rule(scene.item(1, disp="same_ballot_as", same=scene.case(3).seal))


def test_what_cannot_be_told_goes_to_the_board_or_to_the_paper() -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1, disp="no_consensus", consistent="unknown"))
    scene.rule(scene.item(3, disp="paper", consistent="unknown"))


# Standards -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "sentence", "without_row"),
    [
        ({"clause": "c1"}, "(4)(c)1 asks first how the other", "asks first how the other"),
        (
            {"clause": "c1", "consistent": "different"},
            "does not apply when the other contests are",
            "asks first how the other contests",
        ),
        (
            {"clause": "c15", "consistent": "same"},
            "needs the written words",
            "needs the written words",
        ),
        ({"clause": "r6"}, "(6) is not a reason for this ruling", "no clause 'r6' for a ruling"),
        ({"clause": "zz"}, "has no clause 'zz'", "no clause 'zz'"),
        ({"votes": ["eddy"]}, "has no choice 'eddy'", "this names 'eddy', which it has not"),
        ({"votes": ["ann", "bob"]}, "allows 1; this ruling states 2", "has 1 to choose, and this"),
    ],
)
def test_the_standards_bind_the_record_also_where_the_row_is_withheld(
    more: Body, sentence: str, without_row: str
) -> None:
    scene = Scene().to_pile()
    entry = ruling(scene, **({"disp": "vote", "votes": ["ann"]} | more))
    refused(scene, entry, "clause", sentence)
    scene.evidence.rows.clear()
    refused(scene, entry, "clause", without_row)
    scene.evidence.rule_pack = None
    scene.evidence.contests.clear()
    scene.add(entry)
    assert scene.state.withheld == 3


@pytest.mark.parametrize("disp", ["vote", "writein", "too_many", "marks_do_not_count"])
@pytest.mark.parametrize("withheld", [False, True])
def test_what_rests_on_a_clause_names_it(disp: str, *, withheld: bool) -> None:
    scene = Scene().to_pile()
    votes = ["ann"] if disp in {"vote", "writein"} else []
    entry = ruling(scene, disp=disp, votes=votes, clause=None)
    if withheld:
        scene.evidence.rule_pack = None
        scene.evidence.rows.clear()
    refused(scene, entry, "clause", "rests on a clause, and none is named")


@pytest.mark.parametrize("disp", ["nothing_marked", "no_consensus", "paper"])
def test_what_rests_on_no_clause_names_none(disp: str) -> None:
    scene = Scene().to_pile()
    refused(scene, ruling(scene, disp=disp, clause="a1"), "clause", "takes no clause")


def test_nothing_marked_neither_adds_nor_takes_a_vote() -> None:
    read = a_sheet(1, ("council", "undervote"), votes=["eddy"])
    too_many = a_sheet(2, ("senate", "overvote"), over=1)
    scene = Scene().to_pile([read, too_many, a_sheet(3, ("senate", "blank"))])
    added = scene.draft(scene.rule_fields(scene.item(3, votes=["ann"])), *TEAM)
    refused(scene, added, "clause", "adds no vote and takes none away")
    taken = scene.draft(scene.rule_fields(scene.item(1, "council")), *TEAM)
    refused(scene, taken, "clause", "adds no vote and takes none away")
    marked = scene.draft(scene.rule_fields(scene.item(2)), *TEAM)
    refused(scene, marked, "clause", "something is marked")
    scene.rule(scene.item(1, "council", votes=["eddy"]))
    scene.rule(scene.item(2, disp="marks_do_not_count"), scene.item(3))


def test_a_clause_settles_only_what_it_is_made_for() -> None:
    scene = Scene().to_pile([a_sheet(2, ("senate", "overvote"), over=1)])
    entry = scene.draft(scene.rule_fields(scene.item(2, disp="vote", votes=["ann"])), *TEAM)
    refused(scene, entry, "clause", "(4)(a) does not settle a contest")


def test_a_row_that_cannot_be_read_is_no_ground_for_a_ruling() -> None:
    changes: list[Body] = [{"machine": {"votes": []}}, {"machine": []}, {"condition": "torn"}]
    for change in changes:
        scene = Scene().to_pile()
        row = scene.case(1).row
        scene.evidence.rows[row] = dict(scene.evidence.rows[row]) | change
        refused(scene, ruling(scene), "evidence", "cannot be read")


def test_an_act_rules_on_no_more_than_a_page() -> None:
    scene = Scene(page_max=2).to_pile()
    fields = scene.rule_fields(scene.item(1), scene.item(3), scene.item(4))
    refused(scene, scene.draft(fields, *TEAM), "page", "at most 2 ballots here, and this one on 3")
    scene.rule(scene.item(1), scene.item(3))


def test_an_act_rules_on_one_contest_also_where_rows_are_withheld() -> None:
    scene = Scene().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    rows = dict(scene.evidence.rows)
    senate = [seal for seal, row in rows.items() if row["contest"] == "senate"]
    council = [seal for seal, row in rows.items() if row["contest"] == "council"]
    for seal in (senate[0], council[0]):
        del scene.evidence.rows[seal]
    scene.act(fields, "kelly", "lewis")

    def rule(batch: int, *cases: tuple[str, str]) -> Entry:
        items = [
            bodies.item(case=seal, row=seal, contest=contest, disp="nothing_marked")
            for seal, contest in cases
        ]
        return scene.draft(bodies.rule(batch=batch, items=items), *TEAM)

    both = rule(9, (senate[0], "senate"), (council[0], "council"))
    refused(scene, both, "batch", "these are of two contests")
    refused(scene, rule(9, (senate[0], "sheriff")), "case", "sheriff is not part")
    # Batches are numbered over all rows, so even a case whose row is known is in none yet.
    known = scene.state.data.cases[senate[1]]
    assert (known.batch, known.contest) == (None, "senate")
    scene.add(rule(3, (senate[1], "senate")))
    assert scene.state.data.cases[senate[1]].batch == 3
    refused(scene, rule(3, (council[0], "council")), "batch", "another contest")
    scene.add(rule(3, (senate[0], "senate")))


def test_a_clause_with_words_and_consistency_is_recorded() -> None:
    scene = Scene().to_pile()
    words = a_hash("words")
    scene.rule(
        scene.item(1, disp="vote", votes=["ann"], clause="c15", consistent="same", words=words)
    )


def test_the_twin_of_a_ballot_is_not_of_a_void_import() -> None:
    scene = Scene().to_pile()
    gone = scene.case(3).seal
    scene.motion("void", **{"import": scene.case(1).import_})
    scene.act(scene.import_fields([a_sheet(9, ("senate", "blank"))]), "log", "clerk1")
    scene.act(scene.pile_fields(scene.entries[-1].index), "kelly", "lewis")
    item = scene.item(9, disp="same_ballot_as", same=gone)
    refused(scene, scene.draft(scene.rule_fields(item), *TEAM), "item", "not another ballot")
