"""A damaged ballot and its duplicate are a linked pair, and count once, whatever is done."""

import json

import pytest

from adjudicator.cli.main import main
from adjudicator.domain.ballots import Lot
from adjudicator.services.duplicates import LinkedPair, Pair, linked_pairs, note_pairs, pairs
from adjudicator.services.errors import Refusal
from adjudicator.services.import_report import ImportReport
from adjudicator.services.importing import Importer
from adjudicator.services.notes import Category, record_note
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.outcomes import outcomes
from adjudicator.services.queue import case_work
from adjudicator.services.tallying import tally_lines
from tests.support.scene import BOARD, Scene, Sheet


def name(number: int, container: str = "7") -> str:
    return f"box/t1/{container}/{number}"


def bring(scene: Scene, *sheets: Sheet) -> ImportReport:
    source = scene.source(sheets, complete=True)
    return Importer(scene.recount, source).run(scene.identity("cora"))


def counted(scene: Scene) -> int | None:
    """Ballots in the totals of mayor."""
    with scene.recount.reading() as connection:
        return tally_lines(connection, scene.recount.election)[0].tally.ballots


def linked(scene: Scene) -> LinkedPair:
    (found,) = linked_pairs(scene.recount)
    return found


DAMAGED = Sheet(1, lot=Lot.AWAITING_DUPLICATE)
REMADE = Sheet(2, remakes=name(1))


def test_the_duplicate_of_a_ballot_that_waits_for_it_counts_in_its_place(scene: Scene) -> None:
    report = bring(scene, REMADE, DAMAGED, Sheet(3, ("ann",)))
    assert report.duplicates == []
    assert counted(scene) == 2
    mayor, _ = outcomes(scene.recount)
    assert (mayor.stand_ins, mayor.awaiting_duplicate, mayor.outside_ballots) == (1, 0, 0)
    assert (
        linked(scene).words == "Ballot b2 is the duplicate made of ballot b1: the duplicate counts."
    )
    scene.pile()
    assert report.entry is not None
    size = scene.recount.state.size
    with pytest.raises(
        Refusal, match="b2 and b1 are an original and its duplicate, and both would"
    ):
        scene.release(report.entry, Lot.AWAITING_DUPLICATE)
    assert "awaiting_duplicate" not in [lot for _, lot in scene.recount.state.data.released_lots]
    assert scene.recount.state.size <= size + len(BOARD)


def test_an_original_that_counts_leaves_its_duplicate_outside_every_total(scene: Scene) -> None:
    report = bring(scene, REMADE, Sheet(1))
    (sentence,) = report.duplicates
    assert "Ballot b2 is the duplicate made of b1, which counts." in sentence
    assert "outside every total" in sentence
    assert counted(scene) == 1
    assert linked(scene).words.endswith("the original counts.")


def test_an_original_that_comes_later_stays_apart_from_the_duplicate_that_counts(
    scene: Scene,
) -> None:
    bring(scene, DAMAGED)
    bring(scene, Sheet(2, container="8", precinct="p2", remakes=name(1)))
    assert counted(scene) == 1
    assert linked(scene).duplicate_counts
    report = scene.import_sheets([Sheet(5, container="8", remakes=name(1))])
    assert "b2, which counts" in report.duplicates[0]
    assert counted(scene) == 1


def test_a_duplicate_of_a_ballot_nobody_knows_stays_apart(scene: Scene) -> None:
    report = bring(scene, REMADE, Sheet(3))
    assert "made of box/t1/7/1, which is not in the record" in report.duplicates[0]
    assert linked(scene).words == (
        "Ballot b2 is the duplicate made of sheet box/t1/7/1, not in the record: neither stands in "
        "the totals."
    )
    later = bring(scene, Sheet(1, precinct="p2"))
    assert later.duplicates == []
    assert linked(scene).original_counts
    assert counted(scene) == 2


def test_of_two_duplicates_one_counts(scene: Scene) -> None:
    report = bring(scene, DAMAGED, REMADE, Sheet(4, remakes=name(2)))
    assert len(report.duplicates) == 1
    assert counted(scene) == 1
    assert pairs(scene.recount) == (Pair(name(2), name(1)), Pair(name(4), name(2)))


def test_what_is_isolated_lets_the_other_in_and_not_both(scene: Scene) -> None:
    first = bring(scene, Sheet(1)).entry
    second = bring(scene, Sheet(2, container="8", precinct="p2", remakes=name(1))).entry
    assert first is not None
    assert second is not None
    scene.pile()
    with pytest.raises(Refusal, match="both would count"):
        scene.release(second, Lot.AWAITING_DUPLICATE)
    votes = [(person, "yes") for person in BOARD]
    lot = targets.lot(first, Lot.ACCEPTED)
    carry(scene.recount, Effect.ISOLATE, lot, "It is torn.", votes, scene.board())
    scene.release(second, Lot.AWAITING_DUPLICATE)
    assert linked(scene).duplicate_counts
    assert counted(scene) == 1
    with pytest.raises(Refusal, match="both would count"):
        scene.release(first, Lot.ACCEPTED)
    assert counted(scene) == 1


def test_the_other_one_of_a_pair_stands_beside_the_ballot(scene: Scene) -> None:
    bring(scene, DAMAGED, REMADE, Sheet(3))
    scene.pile()
    cases = {case.row.ballot: case for case in scene.cases(contest="mayor")}
    beside = {}
    for ballot in ("b1", "b2", "b3"):
        linked = case_work(scene.recount, cases[ballot].number).linked
        beside[ballot] = None if linked is None else (linked.captions, linked.pages[0].image)
    assert beside == {
        "b1": (("Duplicate 1",), cases["b2"].row.images[0]),
        "b2": (("Original 1",), cases["b1"].row.images[0]),
        "b3": None,
    }


def test_the_command_names_the_pairs(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    bring(scene, DAMAGED, REMADE)
    assert main(["tally", str(scene.path), "--by", "lot"]) == 0
    assert (
        "Duplicates, each counted once with its original:\n"
        "  Ballot b2 is the duplicate made of ballot b1: the duplicate counts.\n"
    ) in capsys.readouterr().out
    assert main(["tally", str(scene.path), "--by", "lot", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["duplicates"]
    assert told == [{"duplicate": name(2), "original": name(1), "counts": "duplicate"}]


def test_the_clerk_signs_the_link_and_nobody_else_makes_one(scene: Scene) -> None:
    bring(scene, DAMAGED, REMADE)
    assert [p.duplicate for p in pairs(scene.recount)] == [name(2)]
    forged = "Sheet \u201ca/b/c/1\u201d is the duplicate made of sheet \u201ca/b/c/2\u201d."
    record_note(scene.recount, Category.EXPLAINED, forged, signers=[scene.identity("kelly")])
    assert [p.duplicate for p in pairs(scene.recount)] == [name(2)]


def test_many_pairs_are_noted_in_as_many_notes_as_they_need(scene: Scene) -> None:
    some = [Pair(name(n), name(n + 1_000)) for n in range(60)]
    note_pairs(scene.recount, some, scene.identity("cora"))
    assert pairs(scene.recount) == tuple(some)
