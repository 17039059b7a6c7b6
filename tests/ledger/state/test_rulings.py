"""Rulings and observers' answers."""

from typing import Any

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from tests.ledger.scene import Scene
from tests.ledger.scenery import PEOPLE, SHEETS, a_hash
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


def test_the_board_rules_at_once_only_in_one_tier() -> None:
    scene = Scene().to_pile()
    fields = scene.rule_fields(scene.item(1), tier="board")
    refused(scene, scene.draft(fields, "kelly*", st="b1"), "later", "a ruling of the board")
    one = Scene(tiers=1).to_pile()
    fields = one.rule_fields(one.item(1), tier="board")
    refused(one, one.draft(one.rule_fields(one.item(1)), *TEAM), "rights", "counting team")
    refused(one, one.draft(fields, "lewis*", st="b1"), "rights", "the presiding member")
    one.act(bodies.attend(person="moore", state="out"), "clerk1")
    one.act(bodies.attend(person="lewis", state="out"), "clerk1")
    refused(one, one.draft(fields, "kelly*", st="b1"), "quorum", "quorum is 1 of 2")
    one.act(bodies.attend(person="lewis", state="in"), "clerk1")
    one.act(fields, "kelly*", st="b1")


def test_without_the_chair_the_first_member_presides() -> None:
    scene = Scene(tiers=1).to_pile()
    scene.act(bodies.attend(person="kelly", state="away"), "clerk1")
    fields = scene.rule_fields(scene.item(1), tier="board")
    refused(scene, scene.draft(fields, "moore*", st="b1"), "rights", "the presiding member")
    scene.act(fields, "lewis*", st="b1")


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
        ({"disp": "vote", "votes": ["eddy"]}, "this names 'eddy', which it has not"),
        ({"disp": "vote", "votes": ["ann", "bob"]}, "has 1 to choose, and this names 2"),
    ],
)
def test_a_ruling_makes_sense_in_itself(more: Body, sentence: str) -> None:
    scene = Scene().to_pile()
    refused(scene, ruling(scene, **more), "item", sentence)


def test_the_same_ballot_is_another_ballot_of_the_contest() -> None:
    scene = Scene().to_pile()
    itself = ruling(scene, disp="same_ballot_as", same=scene.case(1).seal)
    refused(scene, itself, "item", "not another ballot")
    scene.rule(scene.item(1, disp="same_ballot_as", same=scene.case(3).seal))


def test_what_cannot_be_told_goes_to_the_board_or_to_the_paper() -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1, disp="no_consensus", consistent="unknown"))
    scene.rule(scene.item(3, disp="paper", consistent="unknown"))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"clause": "c1"}, "asks first how the other contests are marked"),
        ({"clause": "c1", "consistent": "different"}, "asks first how the other contests"),
        ({"clause": "c15", "consistent": "same"}, "needs the written words"),
        ({"clause": "r6"}, "no clause 'r6' for a ruling of this kind"),
        ({"clause": "zz"}, "no clause 'zz'"),
    ],
)
def test_a_clause_comes_after_the_consistency_question(more: Body, sentence: str) -> None:
    scene = Scene().to_pile()
    entry = ruling(scene, disp="vote", votes=["ann"], **more)
    refused(scene, entry, "clause", sentence)
    scene.evidence.rule_pack = None
    scene.evidence.contests.clear()
    scene.add(entry)
    assert scene.state.withheld == 2


def test_a_clause_with_words_and_consistency_is_recorded() -> None:
    scene = Scene().to_pile()
    words = a_hash("words")
    scene.rule(
        scene.item(1, disp="vote", votes=["ann"], clause="c15", consistent="same", words=words)
    )


# Answers and objections ----------------------------------------------------------------------


def test_an_objection_sends_the_case_to_the_board_until_withdrawn() -> None:
    scene = Scene().to_pile()
    entry = scene.rule(scene.item(1), scene.item(3))
    objection = scene.attest("lee", entry, answer="object", ground=1, claim="ann")
    assert scene.case(1).objections == scene.case(3).objections == (objection.index,)
    withdraw = bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex())
    refused(scene, scene.draft(withdraw, "ortiz*"), "rights", "the observer who objected")
    other = bodies.withdraw(objection=objection.index, leaf=a_hash("x"))
    refused(scene, scene.draft(other, "lee*"), "objection", "not an objection that stands")
    scene.act(withdraw, "lee*")
    assert scene.case(1).objections == scene.case(3).objections == ()
    refused(scene, scene.draft(withdraw, "lee*"), "objection", "not an objection that stands")


def test_an_objection_may_come_before_the_ruling() -> None:
    scene = Scene().to_pile()
    seal = scene.case(1).seal
    fields = bodies.attest(answer="object", via="shared", cases=[seal], ground=5)
    entry = scene.act(fields, "lee*")
    assert scene.case(1).objections == (entry.index,)
    assert scene.state.data.objections[entry.index].before_ruling
    scene.rule(scene.item(1))
    refused(scene, scene.draft(fields, "lee*"), "prior", "meanwhile")
    unknown = bodies.attest(answer="object", via="shared", cases=[a_hash("x")], ground=5)
    refused(scene, scene.draft(unknown, "lee*"), "pile", "stands in no pile")


def test_an_answer_names_the_very_ruling_it_was_given_to() -> None:
    scene = Scene().to_pile()
    first, second = scene.rule(scene.item(1)), scene.rule(scene.item(3))
    for about in (
        (first.index, second.leaf.hex(), None),
        (scene.entries[0].index, scene.entries[0].leaf.hex(), None),
        (99, first.leaf.hex(), None),
    ):
        fields = bodies.attest(answer="none", via="shared", about=[about])
        refused(scene, scene.draft(fields, "lee*"), "about", "not the ruling this answer")
    fields = bodies.attest(
        answer="none", via="shared", about=[(first.index, first.leaf.hex(), [1])]
    )
    refused(scene, scene.draft(fields, "lee*"), "about", "fewer rulings")


def test_only_an_observer_in_attendance_answers() -> None:
    scene = Scene().to_pile()
    entry = scene.rule(scene.item(1))
    fields = bodies.attest(
        answer="none", via="shared", about=[(entry.index, entry.leaf.hex(), None)]
    )
    refused(scene, scene.draft(fields, "ada*"), "rights", "an observer")
    refused(scene, scene.draft(fields, "lee*", "ortiz*"), "rights", "an observer")
    scene.act(bodies.attend(person="lee", state="away"), "lee*")
    refused(scene, scene.draft(fields, "lee*"), "attendance", "lee is not in attendance")
    scene.act(fields | {"via": "own"}, "lee")


def test_an_answer_says_whether_the_keyboard_was_shared() -> None:
    scene = Scene().to_pile()
    entry = scene.rule(scene.item(1))
    own = bodies.attest(answer="none", via="own", about=[(entry.index, entry.leaf.hex(), None)])
    refused(scene, scene.draft(own, "lee*"), "via", "a keyboard that is shared, and says own")
    refused(scene, scene.draft(own | {"via": "shared"}, "lee"), "via", "that is own")
    scene.signin("lee", "o1")
    scene.act(own, "lee*", st="o1")
    scene.act(own, "lee")


def test_nobody_answers_to_a_ruling_of_their_own() -> None:
    scene = Scene().to_pile()
    entry = scene.rule(scene.item(1))
    old = scene.keys["ada"][0]
    scene.act(bodies.remove(person="ada"), "kelly", "lewis")
    scene.enrol("ada", "observer", "rep", "kelly", "lewis", replaces=old)
    scene.signin("ada")
    fields = bodies.attest(
        answer="none", via="shared", about=[(entry.index, entry.leaf.hex(), None)]
    )
    refused(scene, scene.draft(fields, "ada*"), "rights", "a ruling of their own")


def test_only_the_board_decides_objections() -> None:
    scene = Scene().to_pile()
    entry = scene.rule(scene.item(1))
    objection = scene.attest("lee", entry, answer="object", ground=4)
    decided = ruling(scene, objections=[(objection.index, "upheld")])
    refused(scene, decided, "objection", "only the board decides")


def test_in_one_tier_the_presiding_member_decides_open_objections() -> None:
    scene = Scene(tiers=1).to_pile()
    first = scene.act(scene.rule_fields(scene.item(1), tier="board"), "kelly*", st="b1")
    objection = scene.attest("lee", first, answer="object", ground=4)
    for index in (objection.index + 1, first.index):
        item = scene.item(1, objections=[(index, "rejected")])
        entry = scene.draft(scene.rule_fields(item, tier="board"), "kelly*", st="b1")
        refused(scene, entry, "objection", "not an open objection")
    item = scene.item(1, objections=[(objection.index, "rejected")])
    scene.act(scene.rule_fields(item, tier="board"), "kelly*", st="b1")
    assert scene.case(1).objections == ()
    assert scene.state.data.objections[objection.index].decided == {scene.case(1).seal: "rejected"}
