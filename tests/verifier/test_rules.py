"""Rules that the verifier tells by itself: seats left empty, replaced counts, who was present."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest

from adjudicator.ledger import bodies, canonical
from adjudicator.ledger.envelope import Body, Entry
from tests.ledger.evening import ANN
from tests.ledger.scenery import a_hash
from tests.verifier import exports, readers
from tests.verifier.exports import FiledCeremony, FiledEvening, Files


def found(scene: Files, *more: Entry) -> str | None:
    """The class of what the verifier finds in the last of these entries; None if they hold."""
    raws = [entry.raw for entry in (*scene.entries, *more)]
    finding = readers.by_the_verifier(exports.files_of(scene), raws)
    assert finding is None or finding[0] == len(raws) - 1, finding
    return None if finding is None else finding[1]


def motion(scene: Files, effect: str, target: Body, *, reason: bool = True) -> Entry:
    fields = scene.motion_fields(effect, target)
    return scene.draft(fields if reason else fields | {"reason": None}, "kelly", "lewis")


def test_machine_counts_are_replaced_once_and_with_a_reason() -> None:
    scene = FiledCeremony().to_pile()
    imported = next(iter(scene.state.data.imports))
    assert found(scene, motion(scene, "replace_counts", {"import": imported})) is None
    silent = motion(scene, "replace_counts", {"import": imported}, reason=False)
    assert found(scene, silent) == "reason"
    assert found(scene, motion(scene, "replace_counts", {"import": 3})) == "import"


def test_replaced_counts_stand_in_no_total_and_are_not_replaced_again() -> None:
    scene = FiledCeremony().to_pile()
    verifier = readers.load()
    imported = next(iter(scene.state.data.imports))
    order = motion(scene, "replace_counts", {"import": imported})
    raws = [entry.raw for entry in (*scene.entries, order)]
    files = {**exports.files_of(scene), "record.jsonl": b"".join(raw + b"\n" for raw in raws)}
    record = verifier.Record(readers.InMemory(files))
    assert verifier.read_record(record, verifier.Signatures(jobs=1, pure=False)) is None
    before = [c["undervotes"]["before"] for c in exports.tally(scene)["contests"]]
    after = [c["undervotes"]["before"] for c in verifier.tally(record)["contests"]]
    assert (any(before), any(after)) == (True, False)
    assert [c["ballots"] for c in verifier.tally(record)["contests"]] == [None, None]
    with pytest.raises(verifier.Refused, match="import"):
        verifier._target_import(record, {"import": imported}, "replace_counts")


def test_a_contest_is_filed_again_without_any_effect() -> None:
    scene = FiledCeremony().to_pile()
    assert found(scene, motion(scene, "refile", {"contest": "senate"})) is None
    assert found(scene, motion(scene, "refile", {"contest": "sheriff"})) == "contest"
    assert found(scene, motion(scene, "refile", {"contest": "senate"}, reason=False)) == "reason"


def test_rights_come_before_reasons() -> None:
    scene = FiledCeremony().to_pile()
    fields = scene.motion_fields("refile", {"contest": "senate"}) | {"reason": None}
    assert found(scene, scene.draft(fields, "kelly")) == "rights"


def test_seats_left_empty_count_for_the_majority() -> None:
    scene = FiledEvening().to_docket("nothing_marked")
    fields = bodies.sample(batches=[3], seed=a_hash("dice"), drawn="Dice.", size=1)
    scene.act(bodies.remove(person="moore"), "kelly", "clerk1")
    assert found(scene, scene.draft(fields, "kelly", "lewis")) is None
    scene.act(bodies.remove(person="lewis"), "kelly", "clerk1")
    assert found(scene, scene.draft(fields, "kelly")) == "rights"


def test_an_alternate_who_left_a_seat_takes_no_other() -> None:
    scene = FiledEvening().to_docket()
    scene.seat("nash", "moore")
    scene.act(bodies.remove(person="nash"), "kelly", "clerk1")
    before = scene.keys["nash"][0]
    scene.enrol("nash", "alternate", "rep", "kelly", "clerk1", replaces=before)
    scene.signin("nash", "b1")
    other = scene.motion_fields("seat", {"alternate": "nash", "for": "lewis"})
    own = scene.motion_fields("seat", {"alternate": "nash", "for": "nash"})
    assert found(scene, scene.draft(other, "kelly", "lewis")) == "seat"
    assert found(scene, scene.draft(own, "kelly", "lewis")) is None


@pytest.mark.parametrize("what", ["nothing", "objection", "paper"])
def test_an_objection_or_the_paper_on_the_table_drops_the_votes(what: str) -> None:
    scene = FiledEvening().to_pile()
    case = scene.case(1)
    ruled = scene.rule(scene.item(1, disp="no_consensus"))
    scene.board_vote(ANN, case)
    if what == "objection":
        scene.attest("lee", ruled, answer="object", ground=1)
    elif what == "paper":
        scene.paper(case, "requested", "on_the_table")
    decided = scene.board_rule_draft(scene.board_item(case, ANN))
    assert found(scene, decided) == (None if what == "nothing" else "majority")


def with_answers(scene: Files, answers: Sequence[Any], absent: Sequence[str]) -> Body:
    return scene.close_fields(3) | {"answers": answers, "absent": absent}


def test_who_watched_another_table_is_not_silent_about_this_one() -> None:
    scene = FiledEvening().to_pile()
    scene.act(bodies.signout(person="lee"), "lee*")
    scene.rule(*(scene.item(n) for n in (1, 2, 3, 4) if n != 2), scene.item(2, disp="too_many"))
    scene.act(bodies.attend(person="lee", state="in"), "lee")
    true = [["lee", 0, 0, 0, 0, [], []], ["ortiz", 0, 0, 0, 4, [], []]]
    false = [["lee", 0, 0, 0, 4, [], []], ["ortiz", 0, 0, 0, 4, [], []]]
    assert found(scene, scene.draft(with_answers(scene, true, []), "ada", "ben")) is None
    assert found(scene, scene.draft(with_answers(scene, false, []), "ada", "ben")) == "counts"


def test_a_motion_about_a_lot_opens_every_contest_again() -> None:
    scene = FiledCeremony().to_closed().close_contests()
    imported = next(iter(scene.state.data.imports))
    assert (
        found(scene, scene.draft(scene.contest_close_fields("council"), "kelly", "lewis"))
        == "closed"
    )
    scene.motion("isolate", **{"import": imported, "lot": "accepted"})
    again = scene.draft(scene.contest_close_fields("council"), "kelly", "lewis")
    assert found(scene, again) is None


def test_the_tally_stated_is_the_one_folded() -> None:
    scene = FiledEvening().to_pile()
    scene.rule(*(scene.item(n) for n in (1, 3, 4)), scene.item(2, disp="too_many"))
    fields = scene.close_fields(3)
    wrong = sha256(canonical.encode({})).hexdigest()
    assert found(scene, scene.draft(fields, "ada", "ben")) is None
    assert found(scene, scene.draft(fields | {"tally": wrong}, "ada", "ben")) == "tally"
