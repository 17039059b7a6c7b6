"""The tally by its parts, lots outside the totals, and the outcome beside it."""

import json
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import main
from adjudicator.domain.ballots import Lot
from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.services.behind import Figures, Part, cases_behind
from adjudicator.services.importing import Importer
from adjudicator.services.orders import targets
from adjudicator.services.orders.lots import lot_motions
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.outcome_words import headline, outcome_sentences, outside_sentences
from adjudicator.services.outcomes import ContestOutcome, outcomes
from adjudicator.services.tallying import (
    TallyLine,
    part_lines,
    part_words,
    tally_document,
)
from tests.support.scene import BOARD, ELECTION, Scene, Sheet, vote

SHEETS = (
    *(Sheet(n, ("ann",)) for n in range(1, 5)),
    *(Sheet(n, ("bob",), precinct="p2") for n in range(5, 8)),
    Sheet(8),
    Sheet(9, ("ann", "bob"), precinct="p2"),
    Sheet(10, (), lot=Lot.PROVISIONAL),
    Sheet(11, ("bob",), lot=Lot.PROVISIONAL),
    Sheet(12, (), lot=Lot.AWAITING_DUPLICATE),
)
"""Ann has 4, Bob 3; a blank contest and an overvote; three ballots apart."""


@pytest.fixture
def played(scene: Scene) -> Scene:
    """All in one delivery, and nothing ruled on."""
    Importer(scene.recount, scene.source(SHEETS, complete=True)).run(scene.identity("cora"))
    scene.pile()
    scene.sit("ada", "ben")
    return scene


def mayor(scene: Scene) -> ContestOutcome:
    return outcomes(scene.recount)[0]


def imported(scene: Scene) -> int:
    return max(case.import_entry for case in scene.cases())


def lots(scene: Scene) -> dict[str, tuple[int | None, int]]:
    """By lot of mayor, in words: ballots and cases."""
    with scene.recount.reading() as connection:
        lines = part_lines(connection, scene.recount.election, "lot")
    election = scene.recount.election
    return {
        part_words(line, election): (line.tally.ballots, line.cases)
        for line in lines
        if line.tally.contest.id == "mayor"
    }


def isolate(scene: Scene, lot: Lot) -> None:
    votes = [(person, "yes") for person in BOARD]
    target = targets.lot(imported(scene), lot)
    carry(scene.recount, Effect.ISOLATE, target, "A court says so.", votes, scene.board())


def test_lots_apart_have_their_own_subtotal_and_enter_by_a_motion_alone(played: Scene) -> None:
    assert lots(played) == {
        "Accepted": (9, 2),
        "Awaiting duplicate, outside every total": (1, 1),
        "Provisional, outside every total": (2, 1),
    }
    found = mayor(played)
    assert found.line.tally.ballots == 9
    assert outside_sentences(found) == (
        "Awaiting duplicate: 1 ballot, outside every total.",
        "Outside every total until the board lets them in: provisional 2.",
    )
    entry = played.release(imported(played), Lot.PROVISIONAL).index
    assert lots(played)["Provisional"] == (2, 1)
    found = mayor(played)
    assert found.line.tally.ballots == 11
    assert dict(found.line.tally.choices)["bob"].before == 4
    (told,) = lot_motions(played.recount)["provisional"]
    assert told == (
        f"Lot \u201cProvisional\u201d of import {imported(played)} released by motion of the "
        f"board: The seal was whole (entry {entry})."
    )
    isolate(played, Lot.ACCEPTED)
    assert "Accepted, outside every total" in lots(played)
    found = mayor(played)
    assert found.line.tally.ballots == 2
    assert "accepted 9" in outside_sentences(found)[1]


def test_one_delivery_of_a_lot_can_be_in_and_another_out(played: Scene) -> None:
    played.release(imported(played), Lot.PROVISIONAL)
    more = (Sheet(21, ("ann",), lot=Lot.PROVISIONAL, container="9", precinct="p2"),)
    Importer(played.recount, played.source(more, complete=True)).run(played.identity("cora"))
    assert lots(played)["Provisional"] == (2, 1)
    assert lots(played)["Provisional, outside every total"] == (1, 0)


def test_the_outcome_before_and_after_and_what_could_change_it(played: Scene) -> None:
    found = mayor(played)
    assert outcome_sentences(found) == (
        "Before: Ann Ash ahead of Bob Birch by 1 vote of 7, 14.2857 %.",
        "After: Ann Ash ahead of Bob Birch by 1 vote of 7, 14.2857 %.",
        "Outcome so far: Ann Ash. The same outcome as before.",
        "2 pending cases could still change the outcome.",
        "3 ballots outside the totals with the pending cases could change the outcome.",
    )
    for case in played.cases(contest="mayor"):
        if case.released:
            choice = "bob" if case.row.condition.value == "blank" else None
            played.rule(case, None if choice is None else vote(choice))
    found = mayor(played)
    assert found.outcome.changed is False
    assert outcome_sentences(found)[1:] == (
        "After: Ann Ash ahead of Bob Birch by 1 vote of 9, 11.1111 %.",
        "Outcome: Ann Ash. The same outcome as before.",
        "3 ballots outside the totals could change the outcome.",
    )
    bob = dict(found.line.tally.choices)["bob"]
    assert headline(found.line, bob) == "Second returns 3 + found by hand 1 = 4"


def test_a_number_taken_away_says_so() -> None:
    figure, none = Figure(9, -1), Figure(0, 0)
    tally = ContestTally(ELECTION.contests[0], (("ann", figure),), none, none, none, 9, 0)
    assert (
        headline(TallyLine(tally, cases=1), figure)
        == "Second returns 9 \u2212 taken away by hand 1 = 8"
    )


def test_first_returns_filed_again_are_not_called_the_second(played: Scene) -> None:
    line = mayor(played).line
    assert headline(line, Figure(4, 0), refiled=True).startswith("First returns filed again 4 + ")


def test_behind_a_number_of_a_part_stand_its_own_ballots(played: Scene) -> None:
    part = Part("mayor", lot="provisional", outside=True)

    def behind(part: Part, figures: Figures, bucket: str = "") -> list[str]:
        found = cases_behind(played.recount, part, figures, bucket, closed_only=False)
        return [case.row.ballot for case in found]

    assert behind(part, Figures.BEFORE, "under") == ["b10"]
    assert behind(Part("mayor", lot="provisional"), Figures.PENDING) == []
    assert behind(Part("mayor", group="election_day"), Figures.BEFORE, "over") == ["b9"]
    assert behind(Part("mayor", group="early_voting"), Figures.BEFORE, "over") == []
    played.release(imported(played), Lot.PROVISIONAL)
    assert behind(part, Figures.BEFORE, "under") == []
    assert behind(Part("mayor", lot="provisional"), Figures.PENDING) == ["b10"]


def test_what_a_close_signs_is_the_document_without_any_option(
    played: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    with played.recount.reading() as connection:
        plain = tally_document(connection, played.recount.election)
    assert told(capsys, played.path, "--json") == plain
    more = told(
        capsys,
        played.path,
        "--json",
        "--outcome",
        "--by",
        "group",
        "--by",
        "lot",
        "--by",
        "precinct",
    )
    assert more.pop("duplicates") == []
    first, *_ = more.pop("outcomes")
    outside: list[str] = []
    assert (first["after"]["winners"], first["pending"], first["changed"]) == (["ann"], 2, False)
    assert first["outside"] == [
        {"lot": "awaiting_duplicate", "ballots": 1, "cases": 1},
        {"lot": "provisional", "ballots": 2, "cases": 1},
    ]
    for contest in more["contests"]:
        groups, found, precincts = (contest.pop(name) for name in ("groups", "lots", "precincts"))
        assert [g["group"] for g in groups] == ["election_day"]
        assert [p["id"] for p in precincts] == ["p1", "p2"]
        inside = [lot for lot in found if lot["inside"]]
        for parts in (groups, inside, precincts):
            assert sum(part["ballots"] for part in parts) == contest["ballots"]
        outside += [lot["lot"] for lot in found if not lot["inside"]]
    assert outside == ["awaiting_duplicate", "provisional"] * 2
    assert more == plain


def test_the_command_prints_sums_outcome_and_parts(
    played: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tally", str(played.path), "--by", "group", "--by", "lot"]) == 0
    out = capsys.readouterr().out
    assert "Ann Ash: Second returns 4 + found by hand 0 = 4" in out
    assert "Outcome so far: Ann Ash. The same outcome as before." in out
    assert "Awaiting duplicate: 1 ballot, outside every total." in out
    assert "Mayor · Election day" in out
    assert "Mayor · lot Provisional, outside every total" in out


def told(capsys: pytest.CaptureFixture[str], folder: Path, *options: str) -> Any:  # noqa: ANN401 - JSON
    assert main(["tally", str(folder), *options]) == 0
    return json.loads(capsys.readouterr().out)
