"""Imports, piles and the board's motions about them."""

from typing import Any

import pytest

from adjudicator.ledger import bodies, piles
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.errors import Refused
from adjudicator.ledger.state import NoEvidence, RecordState
from tests.ledger.scene import Scene
from tests.ledger.scenery import SHEETS, a_hash, a_sheet
from tests.ledger.state.refusals import refused

BOARD = ("kelly", "lewis")


def test_an_import_is_signed_by_the_clerk_and_the_log_key() -> None:
    scene = Scene().seated()
    fields = scene.import_fields(SHEETS)
    for signers in (("clerk1",), ("log",), ("log", "kelly"), ("log", "clerk1", "kelly")):
        refused(scene, scene.draft(fields, *signers), "rights", "the clerk and the log key")


@pytest.mark.parametrize(
    "changes",
    [
        {"manifest_root": a_hash("other")},
        {"lots": [["accepted", 6]]},
        {"flagged": [["senate", "blank", 4]]},
    ],
)
def test_an_import_says_what_its_manifest_holds(changes: Body) -> None:
    scene = Scene().seated()
    entry = scene.draft(scene.import_fields(SHEETS) | changes, "log", "clerk1")
    refused(scene, entry, "import", "does not hold what the entry says")
    scene.evidence.manifests.clear()
    scene.state.append(entry)
    assert scene.state.withheld == 1


def test_the_same_sheets_are_imported_once() -> None:
    scene = Scene().imported()
    entry = scene.draft(scene.import_fields(SHEETS), "log", "clerk1")
    refused(scene, entry, "import", "already been imported")


def test_only_contests_of_the_recount_are_imported() -> None:
    scene = Scene().seated()
    fields = scene.import_fields(SHEETS) | {"flagged": [["sheriff", "blank", 1]]}
    refused(scene, scene.draft(fields, "log", "clerk1"), "import", "contest sheriff is not part")


# Piles ---------------------------------------------------------------------------------------


def test_a_pile_gives_every_case_its_number_and_batch() -> None:
    scene = Scene().to_pile()
    data = scene.state.data
    assert data.order == sorted(data.cases)
    assert [data.cases[seal].number for seal in data.order] == list(range(1, 8))
    found = {(b.number, b.key.contest, b.key.container) for b in data.batches.values() if b.key}
    assert found == {(1, "council", "7"), (2, "council", "8"), (3, "senate", "7")}
    assert data.batches[3].cases == [s for s in data.order if data.cases[s].contest == "senate"]
    assert scene.case(5).lot == "not_counted"
    assert scene.state.withheld == 0


def test_a_pile_needs_the_board_in_attendance_with_quorum() -> None:
    scene = Scene().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    for signers in (("kelly",), ("kelly", "clerk1"), ("kelly", "lewis", "ada")):
        refused(scene, scene.draft(fields, *signers), "rights", "majority of the board")
    scene.act(bodies.attend(person="lewis", state="away"), "clerk1")
    refused(scene, scene.draft(fields, *BOARD), "attendance", "lewis is not in attendance")
    scene.act(fields, "kelly", "moore")


def test_a_majority_without_quorum_is_not_enough() -> None:
    scene = Scene(quorum=3).imported()
    scene.act(bodies.attend(person="moore", state="out"), "clerk1")
    fields = scene.pile_fields(scene.entries[-2].index)
    refused(scene, scene.draft(fields, *BOARD), "quorum", "quorum is 2 of 3")


def test_a_pile_is_made_of_imports_that_wait_for_one() -> None:
    scene = Scene().to_pile()
    piled = scene.entries[-2].index
    for index in (piled, 0, 99):
        fields = scene.entries[-1].body | {"imports": [index]}
        refused(scene, scene.draft(fields, *BOARD), "pile", "waiting for its pile")


def pile_with(scene: Scene, seals: list[str], **changes: Any) -> Body:  # noqa: ANN401 - any field
    root = piles.pile_root(seals)
    scene.evidence.piles[root] = seals
    return scene.pile_fields(scene.entries[-1].index) | {"root": root} | changes


def test_a_pile_holds_every_flagged_ballot_of_its_imports_and_no_other() -> None:
    scene = Scene().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    seals = list(scene.evidence.piles[fields["root"]])
    for listed in (seals[1:], [*seals, a_hash("stranger")]):
        entry = scene.draft(pile_with(scene, listed), *BOARD)
        refused(scene, entry, "pile", "leaves out or adds 1 of the flagged ballots")
    for short in ([["senate", 5]], [["council", 1], ["senate", 6]]):
        entry = scene.draft(fields | {"cases": short}, *BOARD)
        refused(scene, entry, "pile", "number of cases per contest")
    strange = fields | {"expected": [["sheriff", 1, 1]]}
    refused(scene, scene.draft(strange, *BOARD), "pile", "contest sheriff is not part")
    scene.evidence.piles[fields["root"]] = seals[1:]
    refused(scene, scene.draft(fields, *BOARD), "pile", "does not have the signed root")
    del scene.evidence.piles[fields["root"]]
    refused(scene, scene.draft(fields, *BOARD), "pile", "is not there")


def test_a_later_import_gets_a_further_pile_and_known_batches_keep_their_number() -> None:
    scene = Scene().to_pile()
    more = [a_sheet(9, ("senate", "blank")), a_sheet(1, ("senate", "blank"), batch="9")]
    later = scene.act(scene.import_fields(more), "log", "clerk1")
    scene.act(scene.pile_fields(later.index), *BOARD)
    assert scene.case(9).batch == 3
    assert scene.case(1, batch="9").batch == 4
    assert {scene.case(9).number, scene.case(1, batch="9").number} == {8, 9}


def test_no_sheet_stands_twice_for_one_contest() -> None:
    scene = Scene().to_pile()
    again = a_sheet(1, ("senate", "blank"))
    other = scene.act(scene.import_fields([again | {"ballot": "b-1b"}]), "log", "clerk1")
    fields = scene.pile_fields(other.index)
    refused(scene, scene.draft(fields, *BOARD), "pile", "sheet box/1/7/1 would stand twice")


def test_a_seal_stands_in_one_pile() -> None:
    scene = Scene().to_pile()
    old = scene.state.data.order[0]
    scene.act(scene.import_fields([a_sheet(9, ("senate", "blank"))]), "log", "clerk1")
    new = scene.evidence.manifests[scene.entries[-1].body["manifest"]].rows[0].seal
    entry = scene.draft(pile_with(scene, [old, new]), *BOARD)
    refused(scene, entry, "pile", "earlier pile")


def test_a_pile_with_withheld_rows_still_counts_its_cases() -> None:
    scene = Scene().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    scene.evidence.rows.clear()
    entry = scene.draft(fields | {"cases": [["senate", 99]]}, *BOARD)
    refused(scene, entry, "pile", "number of cases per contest")


@pytest.mark.parametrize("listed", [None, ["00" * 32]])
def test_a_recorded_pile_whose_file_is_lost_is_read_from_the_manifests(
    listed: list[str] | None,
) -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1))
    root = scene.entries[-2].body["root"]
    if listed is None:
        del scene.evidence.piles[root]
    else:
        scene.evidence.piles[root] = listed
    again = RecordState(scene.evidence)
    again.replay(scene.entries, trusted=True)
    assert (again.head, again.data.cases) == (scene.state.head, scene.state.data.cases)
    with pytest.raises(Refused, match="this pile's cases"):
        RecordState(scene.evidence).replay(scene.entries)
    scene.evidence.manifests.clear()
    with pytest.raises(Refused, match="is not there"):
        RecordState(scene.evidence).replay(scene.entries, trusted=True)


def test_a_pile_with_withheld_rows_still_stands() -> None:
    scene = Scene().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    hidden = scene.evidence.piles[fields["root"]][0]
    del scene.evidence.rows[hidden]
    scene.evidence.manifests.clear()
    scene.act(fields, *BOARD)
    case = scene.state.data.cases[hidden]
    assert (case.contest, case.batch, case.lot) == (None, None, None)
    assert case.import_ == scene.entries[-2].index
    assert scene.state.withheld == 2
    item = bodies.item(case=hidden, row=hidden, contest="senate", disp="nothing_marked")
    scene.act(bodies.rule(batch=17, items=[item]), "ada*", "ben*")
    assert (case.contest, case.batch) == ("senate", 17)
    assert scene.state.data.batches[17].cases == [hidden]


def test_without_manifests_a_pile_of_two_imports_counts_rulings_for_both() -> None:
    scene = Scene().imported()
    scene.act(scene.import_fields([a_sheet(9, ("senate", "blank"))]), "log", "clerk1")
    imports = [scene.entries[-2].index, scene.entries[-1].index]
    fields = scene.pile_fields(*imports)
    scene.evidence.manifests.clear()
    scene.act(fields, *BOARD)
    assert scene.case(1).import_ is None
    scene.rule(scene.item(1))
    for index in imports:
        void = scene.motion_fields("void", {"import": index})
        refused(scene, scene.draft(void, *BOARD), "import", "1 ruling has been made")


def test_a_row_of_another_contest_makes_no_case() -> None:
    scene = Scene().imported()
    fields = scene.pile_fields(scene.entries[-1].index)
    seal = scene.evidence.piles[fields["root"]][0]
    scene.evidence.rows[seal] = dict(scene.evidence.rows[seal]) | {"contest": "sheriff"}
    refused(scene, scene.draft(fields, *BOARD), "pile", "contest sheriff is not part")


def test_with_nothing_beside_the_record_no_pile_can_be_checked() -> None:
    scene = Scene().imported()
    nothing = NoEvidence()
    state = RecordState(nothing)
    state.replay(scene.entries)
    assert state.withheld == 1
    assert (nothing.rules(), nothing.contest("senate"), nothing.row("x")) == (None, None, None)
    assert (nothing.manifest("x"), nothing.tally_hash(1)) == (None, None)
    entry = scene.draft(scene.pile_fields(scene.entries[-1].index), *BOARD)
    with pytest.raises(Refused, match="is not there"):
        state.check(entry)


# Motions -------------------------------------------------------------------------------------


def test_a_lot_kept_apart_is_released_by_the_board() -> None:
    scene = Scene().to_pile()
    index = scene.case(5).import_
    assert not scene.state.data.is_released(scene.case(5))
    scene.motion("release", **{"import": index, "lot": "not_counted"})
    assert scene.state.data.is_released(scene.case(5))
    for lot in ("not_counted", "accepted", "provisional"):
        fields = scene.motion_fields("release", {"import": index, "lot": lot})
        refused(scene, scene.draft(fields, *BOARD), "lot", "does not wait for release")
    fields = scene.motion_fields("release", {"import": 1, "lot": "not_counted"})
    refused(scene, scene.draft(fields, *BOARD), "import", "not an import that stands")


def test_single_cases_are_released_only_where_they_were_isolated() -> None:
    scene = Scene().to_pile()
    fields = scene.motion_fields("release", {"cases": [scene.case(5).seal]})
    refused(scene, scene.draft(fields, *BOARD), "isolated", "is not isolated by itself")


@pytest.mark.parametrize("effect", ["release", "void", "explain"])
def test_these_motions_give_their_reason(effect: str) -> None:
    scene = Scene().to_pile()
    import_ = scene.case(5).import_
    targets: dict[str, Body] = {
        "release": {"import": import_, "lot": "not_counted"},
        "void": {"import": import_},
        "explain": {"batch": 1},
    }
    fields = scene.motion_fields(effect, targets[effect])
    bare = scene.draft(fields | {"reason": None}, *BOARD)
    refused(scene, bare, "reason", f"a motion to {effect} needs its reason")
    scene.act(fields, *BOARD)


def test_an_import_nobody_ruled_on_can_be_void_and_its_sheets_come_again() -> None:
    scene = Scene().to_pile()
    index = scene.case(1).import_
    old = scene.case(1)
    scene.motion("void", **{"import": index})
    assert scene.state.data.sheets == {}
    assert scene.state.data.is_void(old)
    item = bodies.item(case=old.seal, row=old.row, contest="senate", disp="nothing_marked")
    entry = scene.draft(scene.rule_fields(item), "ada*", "ben*")
    refused(scene, entry, "pile", "declared void")
    fields = scene.motion_fields("void", {"import": index})
    refused(scene, scene.draft(fields, *BOARD), "import", "not an import that stands")
    again = [sheet | {"salt": a_hash(sheet["salt"])[:32]} for sheet in SHEETS]
    scene.act(scene.import_fields(again), "log", "clerk1")
    scene.act(scene.pile_fields(scene.entries[-1].index), *BOARD)
    assert scene.case(1).seal != old.seal
    assert scene.case(1).batch == old.batch


def test_an_import_somebody_ruled_on_cannot_be_void() -> None:
    scene = Scene().to_pile()
    scene.rule(scene.item(1), scene.item(3))
    fields = scene.motion_fields("void", {"import": scene.case(1).import_})
    refused(scene, scene.draft(fields, *BOARD), "import", "2 rulings have been made")


@pytest.mark.parametrize(
    ("votes", "signers", "code", "sentence"),
    [
        ({"kelly": "yes", "lewis": "no"}, BOARD, "motion", "1 voted yes, and the majority is 2"),
        ({"kelly": "yes", "ada": "yes"}, BOARD, "motion", "ada holds no seat"),
        ({"kelly": "yes", "moore": "yes"}, BOARD, "motion", "not the same people"),
        ({"kelly": "yes", "lewis": "yes", "moore": "yes"}, BOARD, "motion", "not the same people"),
        ({"kelly": "yes"}, BOARD, "motion", "not the same people"),
        ({"kelly": "yes", "lewis": "yes"}, ("kelly", "ada"), "rights", "majority of the board"),
    ],
)
def test_a_motion_is_carried_by_a_majority_that_signs(
    votes: dict[str, str], signers: tuple[str, ...], code: str, sentence: str
) -> None:
    scene = Scene().to_pile()
    fields = scene.motion_fields("explain", {"batch": 1}, votes)
    refused(scene, scene.draft(fields, *signers), code, sentence)


def test_a_vote_against_is_noted_only_of_a_member_in_attendance() -> None:
    scene = Scene().to_pile()
    votes = {"kelly": "yes", "lewis": "yes", "moore": "no"}
    fields = scene.motion_fields("explain", {"batch": 1}, votes)
    scene.act(fields, *BOARD)
    scene.act(bodies.attend(person="moore", state="away"), "clerk1")
    refused(scene, scene.draft(fields, *BOARD), "attendance", "moore is not in attendance")


def test_motions_name_what_is_there() -> None:
    scene = Scene().to_pile()
    explain = scene.motion_fields("explain", {"batch": 99})
    refused(scene, scene.draft(explain, *BOARD), "batch", "no batch 99")
    waive = scene.motion_fields("waive", {"people": ["ada", "zoe"]})
    refused(scene, scene.draft(waive, *BOARD), "person", "zoe is not enrolled")
    refile = scene.motion_fields("refile", {"contest": "sheriff"})
    refused(scene, scene.draft(refile, *BOARD), "contest", "sheriff is not part")
    scene.motion("refile", contest="senate")
    scene.motion("replace_counts", **{"import": scene.case(1).import_})
    again = scene.motion_fields("replace_counts", {"import": scene.case(1).import_})
    refused(scene, scene.draft(again, *BOARD), "import", "has no machine counts that stand")
