"""Observers' answers and objections, and who decides them."""

from typing import Any

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Entry
from tests.ledger.evening import Evening, value
from tests.ledger.scene import Scene
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused


def ruling(scene: Scene, **more: Any) -> Entry:  # noqa: ANN401 - fields of any type
    """A draft of a ruling on sheet 1, with these fields of its item."""
    return scene.draft(scene.rule_fields(scene.item(1, **more)), "ada*", "ben*")


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


@pytest.mark.parametrize("claim", ["Eddy, as she told me", "eddy", "yes"])
def test_a_claim_is_a_choice_of_the_contest_and_never_free_text(claim: str) -> None:
    scene = Scene().to_pile()
    entry = scene.rule(scene.item(1))
    about = [(entry.index, entry.leaf.hex(), None)]
    fields = bodies.attest(answer="object", via="shared", about=about, ground=3, claim=claim)
    draft = scene.draft(fields, "lee*")
    refused(scene, draft, "claim", f"U.S. Senate has no choice {claim!r}")
    before = bodies.attest(
        answer="object", via="shared", cases=[scene.case(3).seal], ground=3, claim=claim
    )
    refused(scene, scene.draft(before, "lee*"), "claim", "has no choice")
    scene.evidence.contests.clear()
    scene.add(draft)
    assert scene.state.withheld == 1


def test_a_claim_fits_the_contest_of_every_case() -> None:
    scene = Scene().to_pile()
    senate, council = scene.rule(scene.item(1)), scene.rule(scene.item(2, "council"))
    about = [(e.index, e.leaf.hex(), None) for e in (senate, council)]
    fields = bodies.attest(answer="object", via="shared", about=about, ground=3)
    for claim in ("ann", "eddy"):
        refused(scene, scene.draft(fields | {"claim": claim}, "lee*"), "claim", "has no choice")
    scene.act(fields | {"claim": "no_vote"}, "lee*")
    scene.act(fields, "lee*")


def test_nothing_is_said_about_a_case_of_a_void_import() -> None:
    scene = Scene().to_pile()
    case = scene.case(1)
    scene.motion("void", **{"import": case.import_})
    fields = bodies.attest(answer="object", via="shared", cases=[case.seal], ground=5)
    words = f"case {case.name} belongs to an import declared void"
    refused(scene, scene.draft(fields, "lee*"), "pile", words)


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


def test_in_one_tier_the_board_decides_open_objections() -> None:
    scene = Evening(tiers=1).to_pile()
    case, nothing = scene.case(1), value("nothing_marked")
    first = scene.decide(nothing, case)
    objection = scene.attest("lee", first, answer="object", ground=4)
    scene.board_vote(nothing, case)
    for index in (objection.index + 1, first.index):
        item = scene.board_item(case, nothing, objections=[(index, "rejected")])
        refused(scene, scene.board_rule_draft(item), "objection", "not an open objection")
    other = scene.attest("ortiz", first, answer="object", ground=1)
    item = scene.board_item(case, nothing, objections=[(objection.index, "rejected")])
    scene.board_vote(nothing, case)
    words = f"of entry {other.index} to case {case.name} is"
    refused(scene, scene.board_rule_draft(item), "objection", words)
    decided = [(objection.index, "rejected"), (other.index, "upheld")]
    scene.board_rule(scene.board_item(case, nothing, objections=decided))
    assert case.objections == ()
    assert scene.state.data.objections[objection.index].decided == {case.seal: "rejected"}
    assert scene.state.data.objections[other.index].decided == {case.seal: "upheld"}
