"""The close of a team: who signs it, and every count it states."""

import pytest

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state import RecordState
from tests.ledger.evening import Evening, value
from tests.ledger.scene import Scene
from tests.ledger.scenery import SceneEvidence, a_hash
from tests.ledger.state.refusals import refused

SENATE_BATCH = 3
TEAM = ("ada", "ben")


def ruled() -> Scene:
    """Sheets 1 to 4 are ruled on in the senate; sheet 5 lies in a lot kept apart."""
    scene = Scene().to_pile()
    scene.rule(scene.item(1), scene.item(2, disp="too_many"))
    scene.rule(scene.item(3, disp="vote", votes=["ann"]))
    scene.rule(scene.item(4, disp="no_consensus"))
    return scene


def test_the_close_counts_what_the_record_holds() -> None:
    scene = ruled()
    first, second, third = (scene.entries[-n] for n in (3, 2, 1))
    scene.attest("ortiz", first, second)
    scene.attest("ortiz", third, answer="decline")
    objection = scene.attest("lee", second, answer="object", ground=2, claim="no_vote")
    fields = scene.close_fields(SENATE_BATCH)
    assert (fields["cases"], fields["ruled"], fields["escalated"]) == (4, 2, 2)
    assert fields["disp"] == [
        ["no_consensus", 1],
        ["nothing_marked", 1],
        ["too_many", 1],
        ["vote", 1],
    ]
    assert fields["answers"] == [
        ["lee", 0, 1, 0, 3, [objection.index], []],
        ["ortiz", 3, 0, 1, 0, [], []],
    ]
    assert fields["absent"] == []
    entry = scene.act(fields, *TEAM)
    assert scene.case(1).closed == scene.case(4).closed == entry.index
    assert scene.state.data.batches[SENATE_BATCH].closed == entry.index
    assert scene.case(5).closed is None


def test_who_was_not_there_is_absent_and_who_kept_silent_is_listed() -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1))
    scene.act(bodies.attend(person="lee", state="away"), "lee*")
    scene.rule(scene.item(2), scene.item(3), scene.item(4))
    counts = scene.state.close_counts([SENATE_BATCH])
    assert counts.answers == (("lee", 0, 0, 0, 1, (), ()), ("ortiz", 0, 0, 0, 4, (), ()))
    scene.rule(scene.item(1, disp="vote", votes=["ann"]))
    counts = scene.state.close_counts([SENATE_BATCH])
    assert counts.answers == (("ortiz", 0, 0, 0, 4, (), ()),)
    assert counts.absent == ("lee",)


def test_who_watched_another_table_signs_a_close_with_zeros() -> None:
    scene = Scene().to_pile()
    scene.act(bodies.signout(person="lee"), "lee*")
    scene.rule(*(scene.item(n) for n in (1, 2, 3, 4)))
    assert scene.state.close_counts([SENATE_BATCH]).absent == ("lee",)
    scene.act(bodies.attend(person="lee", state="in"), "lee")
    counts = scene.state.close_counts([SENATE_BATCH])
    assert counts.answers == (("lee", 0, 0, 0, 0, (), ()), ("ortiz", 0, 0, 0, 4, (), ()))
    assert counts.absent == ()
    scene.act(scene.close_fields(SENATE_BATCH), *TEAM, "lee")


@pytest.mark.parametrize(
    "changes",
    [
        {"cases": 5},
        {"ruled": 4},
        {"escalated": 0},
        {"disp": [["nothing_marked", 4]]},
        {"answers": []},
        {"answers": [["lee", 0, 0, 0, 4, [], []], ["ortiz", 4, 0, 0, 0, [], []]]},
        {"absent": ["lee"]},
    ],
)
def test_a_false_count_is_refused(changes: Body) -> None:
    scene = ruled()
    name = next(iter(changes))
    entry = scene.draft(scene.close_fields(SENATE_BATCH) | changes, *TEAM)
    refused(scene, entry, "counts", f"({name})")


def test_a_close_cannot_hide_an_objection() -> None:
    scene = ruled()
    before = scene.close_fields(SENATE_BATCH)
    scene.attest("lee", scene.entries[-1], answer="object", ground=1, claim="ann")
    refused(scene, scene.draft(before, *TEAM), "counts", "does not state what the record holds")


@pytest.mark.parametrize(
    ("signers", "code", "sentence"),
    [
        (("ada",), "rights", "both members of the counting team"),
        (("ada", "kelly"), "rights", "both members of the counting team"),
        (("ada", "ben", "log"), "rights", "both members of the counting team"),
        (("ada*", "ben*"), "rights", "while signed in cannot sign this"),
    ],
)
def test_both_of_the_team_close_with_their_passphrases(
    signers: tuple[str, ...], code: str, sentence: str
) -> None:
    scene = ruled()
    refused(scene, scene.draft(scene.close_fields(SENATE_BATCH), *signers), code, sentence)


def test_who_closes_is_in_attendance() -> None:
    scene = ruled()
    scene.act(bodies.attend(person="ben", state="away"), "ben*")
    entry = scene.draft(scene.close_fields(SENATE_BATCH), *TEAM)
    refused(scene, entry, "attendance", "ben is not in attendance")


def test_an_open_case_keeps_its_batch_open() -> None:
    scene = Scene().to_pile()
    entry = scene.draft(scene.close_fields(SENATE_BATCH), *TEAM)
    refused(scene, entry, "open", "4 cases of these batches, case ")
    scene.rule(scene.item(1), scene.item(2), scene.item(3))
    entry = scene.draft(scene.close_fields(SENATE_BATCH), *TEAM)
    words = f"case {scene.case(4).name} of these batches has not been ruled on"
    refused(scene, entry, "open", words)
    objection = bodies.attest(answer="object", via="shared", cases=[scene.case(4).seal], ground=6)
    scene.act(objection, "lee*")
    counts = scene.state.close_counts([SENATE_BATCH])
    assert (counts.escalated, counts.ruled) == (1, 3)
    scene.act(scene.close_fields(SENATE_BATCH), *TEAM)


def test_after_the_close_nothing_is_revised_and_an_objection_is_late() -> None:
    scene = ruled()
    about = scene.entries[-2]
    scene.act(scene.close_fields(SENATE_BATCH), *TEAM)
    entry = scene.draft(scene.rule_fields(scene.item(1)), "ada*", "ben*")
    refused(scene, entry, "closed", "was closed at entry")
    late = scene.attest("lee", about, answer="object", ground=2)
    assert scene.case(3).objections == ()
    assert scene.state.data.objections[late.index].late == (scene.case(3).seal,)
    again = scene.draft(scene.entries[-2].body, *TEAM, seen=list(scene.state.head), n="00" * 16)
    refused(scene, again, "closed", "nothing left to close")
    other = scene.draft(scene.entries[-2].body | {"batches": [99]}, *TEAM, n="01" * 16)
    refused(scene, other, "batch", "no batch 99")


def test_a_lot_released_later_is_closed_by_a_further_close() -> None:
    scene = ruled()
    scene.act(scene.close_fields(SENATE_BATCH), *TEAM)
    scene.motion("release", **{"import": scene.case(5).import_, "lot": "not_counted"})
    scene.rule(scene.item(5))
    fields = scene.close_fields(SENATE_BATCH)
    assert fields["cases"] == 1
    scene.act(fields, *TEAM)
    assert scene.case(5).closed == scene.state.size - 1


def test_an_objection_to_an_unruled_case_of_a_closed_batch_is_late() -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1), scene.item(2), scene.item(3))
    fields = bodies.attest(answer="object", via="shared", cases=[scene.case(4).seal], ground=6)
    scene.act(fields, "lee*")
    scene.act(scene.close_fields(SENATE_BATCH), *TEAM)
    waiting = scene.case(4).objections
    late = scene.act(fields, "ortiz*")
    assert scene.state.data.objections[late.index].late == (scene.case(4).seal,)
    assert scene.case(4).objections == waiting, "it waits for nobody"


# Striking out --------------------------------------------------------------------------------


def test_an_observer_strikes_out_what_others_pressed_for_them() -> None:
    scene = ruled()
    wrong = scene.attest("lee", scene.entries[-1], answer="object", ground=1)
    fields = scene.close_fields(SENATE_BATCH, struck=[wrong.index])
    assert fields["answers"][0] == ["lee", 0, 0, 0, 4, [], [wrong.index]]
    refused(scene, scene.draft(fields, *TEAM), "objection", "not an answer lee can strike out")
    entry = scene.act(fields, *TEAM, "lee")
    assert scene.state.data.objections[wrong.index].struck == entry.index
    assert scene.case(4).objections == ()
    assert scene.state.data.rulings[wrong.body["about"][0][0]].answers == []


def test_only_shared_answers_of_their_own_about_these_batches_are_struck() -> None:
    scene = ruled()
    last = scene.entries[-1]
    other = scene.attest("ortiz", last)
    scene.act(
        bodies.attest(answer="none", via="own", about=[(last.index, last.leaf.hex(), None)]), "lee"
    )
    own = scene.entries[-1]
    council = scene.rule(scene.item(2, "council"))
    elsewhere = scene.attest("lee", council)
    for index in (other.index, own.index, elsewhere.index, 0):
        fields = scene.close_fields(SENATE_BATCH)
        fields["answers"][0][6] = [index]
        entry = scene.draft(fields, *TEAM, "lee")
        refused(scene, entry, "objection", f"entry {index} is not an answer lee can strike out")


def test_an_answer_is_struck_out_once() -> None:
    scene = ruled()
    council = [scene.item(2, "council"), scene.item(6, "council", "8")]
    acts = [scene.entries[-1], *(scene.rule(item) for item in council)]
    wrong = scene.attest("lee", *acts, answer="object", ground=1)
    scene.act(scene.close_fields(SENATE_BATCH, struck=[wrong.index]), *TEAM, "lee")
    fields = scene.close_fields(1)
    fields["answers"][0][6] = [wrong.index]
    refused(scene, scene.draft(fields, *TEAM, "lee"), "objection", "not an answer lee can strike")
    withdraw = bodies.withdraw(objection=wrong.index, leaf=wrong.leaf.hex())
    refused(scene, scene.draft(withdraw, "lee*"), "objection", "not an objection that stands")


# Tally, differences, one tier ----------------------------------------------------------------


def test_the_tally_is_that_of_the_record_the_close_has_seen() -> None:
    scene = ruled()
    fields = scene.close_fields(SENATE_BATCH)
    refused(scene, scene.draft(fields | {"tally": a_hash("x")}, *TEAM), "tally", "not the tally")
    scene.evidence.tallies.clear()
    scene.act(fields, *TEAM)
    assert scene.state.withheld == 1


def test_a_tally_of_an_older_state_cannot_be_signed() -> None:
    scene = ruled()
    seen = list(scene.state.head)
    scene.act(bodies.attend(person="lee", state="away"), "clerk1")
    scene.act(bodies.attend(person="lee", state="in"), "clerk1")
    for tally in (a_hash("invented"), scene.close_fields(SENATE_BATCH)["tally"]):
        fields = scene.close_fields(SENATE_BATCH) | {"tally": tally}
        entry = scene.draft(fields, *TEAM, seen=seen)
        refused(scene, entry, "seen", "the record moved while you looked")
    entry = scene.act(scene.close_fields(SENATE_BATCH), *TEAM)
    assert entry.body["seen"][0] == entry.index


def test_no_tally_of_another_size_is_asked_for() -> None:
    class Counters(SceneEvidence):
        """Counters that stand for the record as it is, and nothing else."""

        def tally_hash(self, size: int) -> str | None:
            assert size == scene.state.size
            return super().tally_hash(size)

    scene = Scene()
    scene.evidence = Counters()
    scene.state = RecordState(scene.evidence)
    scene.to_pile()
    scene.rule(*(scene.item(n) for n in (1, 2, 3, 4)))
    scene.act(scene.close_fields(SENATE_BATCH), *TEAM)
    assert scene.state.withheld == 0


def test_a_ballot_called_the_same_as_another_waits_for_the_board() -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1, disp="same_ballot_as", same=scene.case(3).seal))
    scene.rule(scene.item(2), scene.item(3), scene.item(4))
    counts = scene.state.close_counts([SENATE_BATCH])
    assert (counts.cases, counts.ruled, counts.escalated) == (4, 3, 1)


def test_removing_an_observer_hides_nothing_they_said() -> None:
    scene = ruled()
    objection = scene.attest("lee", scene.entries[-2], answer="object", ground=2)
    scene.act(bodies.remove(person="lee"), "kelly", "lewis")
    scene.act(bodies.remove(person="ortiz"), "kelly", "lewis")
    counts = scene.state.close_counts([SENATE_BATCH])
    assert counts.answers == (
        ("lee", 0, 1, 0, 3, (objection.index,), ()),
        ("ortiz", 0, 0, 0, 4, (), ()),
    )
    assert counts.absent == ()
    fields = scene.close_fields(SENATE_BATCH)
    hidden = [row for row in fields["answers"] if row[0] != "lee"]
    refused(scene, scene.draft(fields | {"answers": hidden}, *TEAM), "counts", "(answers)")
    scene.act(fields, *TEAM)


def test_an_observer_removed_and_enrolled_in_another_role_is_still_listed() -> None:
    scene = ruled()
    objection = scene.attest("lee", scene.entries[-1], answer="object", ground=2)
    scene.act(bodies.remove(person="lee"), "kelly", "lewis")
    scene.enrol("lee", "team", "dem", "kelly", "lewis", replaces=scene.keys["lee"][0])
    counts = scene.state.close_counts([SENATE_BATCH])
    assert counts.answers[0] == ("lee", 0, 1, 0, 3, (objection.index,), ())
    scene.signin("lee")
    withdraw = bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex())
    refused(scene, scene.draft(withdraw, "lee*"), "rights", "the observer who objected")


def test_a_removed_observer_who_was_never_there_stands_in_neither_list() -> None:
    scene = Scene().to_pile()
    scene.act(bodies.attend(person="lee", state="out"), "clerk1")
    scene.rule(*(scene.item(n) for n in (1, 2, 3, 4)))
    assert scene.state.close_counts([SENATE_BATCH]).absent == ("lee",)
    scene.act(bodies.remove(person="lee"), "kelly", "lewis")
    counts = scene.state.close_counts([SENATE_BATCH])
    assert (len(counts.answers), counts.absent) == (1, ())


def test_a_difference_is_explained_by_the_board() -> None:
    scene = ruled()
    for difference in (
        [SENATE_BATCH, 5, 4, None],
        [1, 4, 4, None],
        [SENATE_BATCH, 5, 4, 0],
    ):
        fields = scene.close_fields(SENATE_BATCH) | {"differences": [difference]}
        words = (
            "expected 5 and found 4" if difference[3] is None and difference[0] == 3 else "motion"
        )
        refused(scene, scene.draft(fields, *TEAM), "difference", words)
    motion = scene.motion("explain", batch=SENATE_BATCH)
    explained = [[SENATE_BATCH, 5, 4, motion.index]]
    scene.act(scene.close_fields(SENATE_BATCH) | {"differences": explained}, *TEAM)


def test_in_one_tier_the_presiding_member_closes_with_another_officer() -> None:
    scene = Evening(tiers=1).to_pile()
    scene.decide(value("nothing_marked"), *(scene.case(n) for n in (1, 2, 3, 4)))
    fields = scene.close_fields(SENATE_BATCH)
    for signers in (TEAM, ("kelly",), ("lewis", "clerk1"), ("kelly", "ada")):
        refused(scene, scene.draft(fields, *signers), "rights", "presiding member and another")
    scene.act(fields, "kelly", "clerk1", "lee")


def test_a_withdrawn_objection_is_still_an_answer() -> None:
    scene = ruled()
    objection = scene.attest("lee", scene.entries[-1], answer="object", ground=1)
    scene.act(bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex()), "lee*")
    counts = scene.state.close_counts([SENATE_BATCH])
    assert counts.answers[0] == ("lee", 0, 1, 0, 3, (), ())


def test_an_objection_struck_out_after_the_board_decided_it_cannot_be_withdrawn() -> None:
    scene = Evening(tiers=1).to_pile()
    first = scene.case(1)
    objects = bodies.attest(answer="object", ground=1, via="shared", cases=[first.seal])
    objection = scene.act(objects, "lee*")
    scene.decide(value("nothing_marked"), *(scene.case(n) for n in (1, 2, 3, 4)))
    fields = scene.close_fields(SENATE_BATCH, struck=[objection.index])
    scene.act(fields, "kelly", "clerk1", "lee")
    withdraw = bodies.withdraw(objection=objection.index, leaf=objection.leaf.hex())
    refused(scene, scene.draft(withdraw, "lee*"), "objection", "not an objection that stands")
