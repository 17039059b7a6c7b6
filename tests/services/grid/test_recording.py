"""A page two people have looked at: one act, one ruling for each ballot, and its answers."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.layouts import Box
from adjudicator.domain.rulings import Disposition, EvidenceKind
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.asking import asked_at_table
from adjudicator.services.errors import Refusal
from adjudicator.services.grid.blanks import BlankGrid
from adjudicator.services.grid.looking import PageLook, TooSoon
from adjudicator.services.grid.recording import RecordedPage, record_page
from adjudicator.services.locating.findings import case_finding
from adjudicator.services.locating.wrong_place import say_wrong_place
from adjudicator.services.opening import Policy
from adjudicator.services.shown import ChangedMeanwhile
from adjudicator.services.table_answers import answer_all, table_rulings, waiting_for
from adjudicator.storage.findings import FindingCache
from adjudicator.storage.queries.acts import rulings_of_entry
from tests.services.grid.pages import (
    CHOICES,
    CONTEST,
    Clock,
    blank_scene,
    find_all,
    grid_of,
    looked,
)
from tests.support.findings import located, marked_ink, plain_ink, put_finding, to_check
from tests.support.scene import TEAM, Scene, vote


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = blank_scene(tmp_path)
    yield made
    made.recount.close()


def _record(scene: Scene, grid: BlankGrid, look: PageLook) -> RecordedPage:
    seats = [scene.seating.seat(person) for person in TEAM]
    return record_page(scene.recount, grid.ballots, look, seats)


def test_one_act_signed_by_both_writes_a_ruling_for_each_ballot(scene: Scene) -> None:
    found = find_all(scene, ink=(2,))
    grid = grid_of(scene)
    pulled = found[0].seal, found[4].seal
    before = scene.recount.state.size
    made = _record(scene, grid, looked(grid, {pulled[0]}, {pulled[1]}))
    assert scene.recount.state.size == before + 1
    assert made.singly == (pulled[0], found[2].seal, pulled[1]), "either's, and the one with ink"
    assert made.entry is not None
    act = scene.recount.state.data.rulings[made.entry]
    assert set(act.signers) == set(TEAM)
    with scene.recount.reading() as connection:
        rulings = rulings_of_entry(connection, made.entry)
    assert [r.case_seal for r in rulings] == [found[n].seal for n in (1, 3, 5)] == list(made.blank)
    assert {r.ruling.disposition for r in rulings} == {Disposition.NOTHING_MARKED}
    assert {r.ruling.evidence for r in rulings} == {EvidenceKind.IMAGE}
    waiting = [c.seal for c in scene.cases(contest="mayor") if c.status is CaseStatus.UNREVIEWED]
    assert set(made.singly) <= set(waiting)


def test_observers_are_asked_after_the_page_and_one_answer_covers_it(scene: Scene) -> None:
    find_all(scene)
    grid = grid_of(scene)
    made = _record(scene, grid, looked(grid, {grid.ballots[0].seal}))
    state = scene.recount.state
    open_ = table_rulings(state, scene.recount.station, grid.batch)
    waiting = waiting_for(state, "ortiz", open_)
    assert waiting == [(made.entry, item) for item in range(5)]
    assert asked_at_table(state, waiting)
    answered = answer_all(scene.recount, scene.seating.seat("ortiz"), waiting)
    assert len(answered) == 1
    assert waiting_for(scene.recount.state, "ortiz", open_) == []
    assert len(waiting_for(scene.recount.state, "lee", open_)) == 5


def test_a_page_is_refused_where_a_ballot_of_it_changed_meanwhile(scene: Scene) -> None:
    found = find_all(scene)
    grid = grid_of(scene)
    look = looked(grid)
    scene.rule(found[3], vote("ann"))
    before = scene.recount.state.size
    with pytest.raises(ChangedMeanwhile, match="was ruled on meanwhile"):
        _record(scene, grid, look)
    assert scene.recount.state.size == before
    again = grid_of(scene)
    scene.object_before("lee", found[1])
    with pytest.raises(ChangedMeanwhile, match="was filed meanwhile"):
        _record(scene, again, looked(again))
    last = grid_of(scene)
    assert len(last.ballots) == 4
    assert _record(scene, last, looked(last)).entry is not None


def _refused(scene: Scene, grid: BlankGrid, why: str) -> None:
    before = scene.recount.state.size
    with pytest.raises(ChangedMeanwhile, match=why):
        _record(scene, grid, looked(grid))
    assert scene.recount.state.size == before


def test_a_page_is_refused_where_something_else_was_found_of_a_ballot_meanwhile(
    scene: Scene,
) -> None:
    found = find_all(scene)
    grid = grid_of(scene)
    plain = plain_ink(CONTEST, CHOICES)
    elsewhere = located(CONTEST, CHOICES, box=Box(40, 700, 500, 180))
    why = f"Case {spoken(found[1].number)}: its contest is not known to stand there, plainly"
    for place, ink in (
        (located(CONTEST, CHOICES), marked_ink(CONTEST, CHOICES, (500, 0, 0))),
        (elsewhere, plain),
        (to_check(CONTEST, CHOICES), plain),
    ):
        put_finding(scene.recount, found[1], place, ink)
        _refused(scene, grid, why)
    put_finding(scene.recount, found[1], located(CONTEST, CHOICES), plain)
    assert _record(scene, grid, looked(grid)).entry is not None


def test_a_page_is_refused_where_another_table_said_that_an_outline_is_in_the_wrong_place(
    scene: Scene,
) -> None:
    found = find_all(scene)
    grid = grid_of(scene)
    there = case_finding(scene.recount, found[2])
    assert there is not None
    say_wrong_place(scene.recount, found[2], there, [scene.seating.seat(TEAM[0])])
    _refused(scene, grid, f"Case {spoken(found[2].number)}")
    again = grid_of(scene)
    assert found[2].seal not in {ballot.seal for ballot in again.ballots}
    assert _record(scene, again, looked(again)).entry is not None


def test_a_page_nobody_has_found_any_more_is_refused(scene: Scene) -> None:
    find_all(scene)
    grid = grid_of(scene)
    cache = FindingCache.of(scene.recount.folder)
    cache.forget(cache.keys())
    _refused(scene, grid, "any more")


def test_a_look_is_of_its_own_page_and_of_no_other(scene: Scene) -> None:
    find_all(scene)
    grid = grid_of(scene)
    fewer = replace(grid, ballots=grid.ballots[:4])
    with pytest.raises(Refusal, match="not the ballots both looked at"):
        _record(scene, grid, looked(fewer))
    with pytest.raises(Refusal, match="not the ballots both looked at"):
        _record(scene, fewer, looked(grid))
    assert _record(scene, fewer, looked(fewer)).entry is not None


def test_what_was_taken_out_may_have_changed(scene: Scene) -> None:
    found = find_all(scene)
    grid = grid_of(scene)
    scene.rule(found[3])
    assert _record(scene, grid, looked(grid, {found[3].seal})).entry is not None


def test_where_every_ballot_was_taken_out_nothing_is_recorded(scene: Scene) -> None:
    found = find_all(scene, ink=(0,))
    grid = grid_of(scene)
    before = scene.recount.state.size
    made = _record(scene, grid, looked(grid, {case.seal for case in found}))
    assert made.entry is None
    assert len(made.singly) == len(found)
    assert scene.recount.state.size == before


def test_both_members_look_and_both_are_the_team(scene: Scene) -> None:
    find_all(scene)
    grid = grid_of(scene)
    clock = Clock()
    alone = PageLook(0, (ballot.seal for ballot in grid.ballots), clock)
    alone.show("ada")
    alone.say("ada", ())
    with pytest.raises(Refusal, match="both members of the team look"):
        _record(scene, grid, alone)
    alone.show("lee")
    alone.say("lee", ())
    with pytest.raises(Refusal, match="both members of the team look"):
        _record(scene, grid, alone)


def test_a_page_cannot_be_confirmed_before_its_minimum_time() -> None:
    clock = Clock()
    look = PageLook(2_000, (), clock)
    with pytest.raises(TooSoon):
        look.say("ada", ())
    look.show("ada")
    clock.now += 1.9
    assert look.left("ada") == 100
    with pytest.raises(TooSoon, match=r"can be confirmed in 0\.1 s\. Nothing was lost"):
        look.say("ada", ())
    assert look.said == ()
    clock.now += 0.1
    look.say("ada", ())
    with pytest.raises(TooSoon):
        look.say("ben", ())
    look.show("ben")
    clock.now += 5
    look.hide("ben")
    with pytest.raises(TooSoon):
        look.say("ben", ())


def test_where_the_opening_has_no_pages_none_is_recorded(tmp_path: Path) -> None:
    scene = blank_scene(tmp_path, Policy(grid=False))
    find_all(scene)
    grid = grid_of(scene)
    assert grid.ballots == ()
    with pytest.raises(Refusal, match="every ballot is looked at alone"):
        _record(scene, replace(grid, ballots=()), looked(grid))
    scene.recount.close()
