"""Rulings come from the story alone: change one, and the tally moves by exactly that."""

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.cases import CaseRow
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.domain.second_look import Sight
from adjudicator.services.demonstration import (
    evening,
    evening_script,
    evening_words,
    player,
    second_looks,
    stories,
    story_reader,
    tables,
    telling,
    work,
)
from adjudicator.services.demonstration.delivery import Delivery
from adjudicator.services.demonstration.evening_script import Act
from adjudicator.services.demonstration.kinds import PALMETTO, Script, read_script
from adjudicator.services.demonstration.stories import CaseName, ScriptedCase
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.standing import read_looks
from adjudicator.storage.queries.acts import RulingRecord, all_rulings, list_entries
from adjudicator.storage.queries.cases import CaseFilter, list_batches, list_cases
from tests.services.demonstration.scripts import (
    Prepared,
    after,
    balanced,
    delivered,
    only,
    played,
    prepared,
    with_cases,
)

CONTAINERS = {"102V", "103V"}
NOTHING = Ruling(Disposition.NOTHING_MARKED)


@pytest.fixture(scope="module")
def script() -> Script:
    return only(read_script(PALMETTO), CONTAINERS)


@pytest.fixture(scope="module")
def delivery(script: Script, tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    return delivered(script, tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def ready(script: Script, delivery: Delivery, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepared(script, delivery, tmp_path_factory.mktemp("ready"))


@pytest.fixture(scope="module")
def told(
    script: Script, ready: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Recount]:
    recount, _ = played(script, ready, tmp_path_factory.mktemp("told"))
    yield recount
    recount.close()


def a_vote(script: Script) -> tuple[CaseName, ScriptedCase]:
    """Some case in which the people find one vote for Wren."""
    wanted = frozenset({"wren"})
    return next(
        (name, case)
        for name, case in script.story.cases.items()
        if name[1] == "commissioner" and case.is_plain and case.rulings[0].votes == wanted
    )


def test_one_scripted_ruling_changed_moves_the_tally_by_exactly_that(
    script: Script, ready: Prepared, told: Recount, tmp_path: Path
) -> None:
    name, case = a_vote(script)
    ruling = case.rulings[0]
    other = ScriptedCase((replace(ruling, votes=frozenset({"pike"})),))
    recount, _ = played(with_cases(script, {name: other}), ready, tmp_path)
    try:
        now, before = after(recount), after(told)
        assert {key: now[key] - n for key, n in before.items() if now[key] != n} == {
            ("commissioner", "wren"): -1,
            ("commissioner", "pike"): 1,
        }
    finally:
        recount.close()


def test_a_ruling_taken_to_the_board_leaves_the_machines_reading(
    script: Script, ready: Prepared, told: Recount, tmp_path: Path
) -> None:
    name, _ = a_vote(script)
    undecided = ScriptedCase((Ruling(Disposition.NO_CONSENSUS),))
    recount, _ = played(with_cases(script, {name: undecided}), ready, tmp_path)
    try:
        now, before = after(recount), after(told)
        assert {key: now[key] - n for key, n in before.items() if now[key] != n} == {
            ("commissioner", "wren"): -1,
            ("commissioner", "under"): 1,
            ("commissioner", "pending"): 1,
        }
    finally:
        recount.close()


def test_every_identity_balances(told: Recount) -> None:
    found = balanced(told)
    assert found
    assert set(found) == {True}


def test_the_rulings_in_the_record_are_those_of_the_story(script: Script, told: Recount) -> None:
    with told.reading() as connection:
        recorded = [made.ruling for made in all_rulings(connection)]
    scripted = [ruling for case in script.story.cases.values() for ruling in case.rulings]
    assert Counter(recorded) == Counter(scripted)


def test_a_blank_the_story_calls_otherwise_is_taken_out_of_its_page(
    script: Script, ready: Prepared, tmp_path: Path
) -> None:
    name = ("102-13", "school")
    assert script.story.cases[name].rulings == (NOTHING,)
    vote = Ruling(Disposition.MARKS_DO_NOT_COUNT, clause="4c-none")
    other = with_cases(script, {name: ScriptedCase((vote,))})
    recount, _ = played(other, ready, tmp_path, look=True)
    try:
        with recount.reading() as connection:
            made = list(all_rulings(connection))
            ballots = {c.seal: c.row for c in list_cases(connection, CaseFilter())}
    finally:
        recount.close()
    scripted = [ruling for case in other.story.cases.values() for ruling in case.rulings]
    assert Counter(each.ruling for each in made) == Counter(scripted)
    together = Counter(each.entry for each in made)
    by_page = {ballots[each.case_seal].ballot for each in made if together[each.entry] > 1}
    assert by_page >= {"102-01", "102-09", "103-04", "103-09"}
    (alone,) = [each for each in made if each.ruling == vote and _is(ballots, each, name)]
    assert together[alone.entry] == 1


def _is(ballots: Mapping[str, CaseRow], made: RulingRecord, name: CaseName) -> bool:
    row = ballots[made.case_seal]
    return (row.ballot, row.contest) == name


def test_drawn_blanks_are_looked_at_by_the_other_table(told: Recount) -> None:
    looks = read_looks(told)
    assert looks is not None
    assert looks.drawn == looks.rate.looked > 0
    assert (looks.rate.unlike, looks.waiting, looks.holding) == (0, 0, frozenset())
    with told.reading() as connection:
        entries = [e for e in list_entries(connection, limit=1_000) if e.kind == "look"]
        made = {each.case_seal: each.signed for each in all_rulings(connection)}
    for entry in entries:
        (item,) = entry.body["items"]
        assert not set(entry.signers) & set(made[item["case"]])


def test_a_second_look_of_the_story_that_is_not_drawn_is_told(
    script: Script, ready: Prepared, tmp_path: Path
) -> None:
    assert script.story.second_look is not None
    # A vote was found on it, so it is no blank, and never drawn.
    seen = {("102-07", "school"): Sight.TOO_MANY}
    second = replace(script.story.second_look, seen=seen)
    story = replace(script.story, second_look=second)
    with pytest.raises(Refusal, match=r"second look at ballot 102-07.*was not drawn"):
        played(replace(script, story=story), ready, tmp_path)
    seen = {("101-01", "school"): Sight.TOO_MANY}
    story = replace(story, second_look=replace(second, seen=seen))
    with pytest.raises(Refusal, match=r"101-01.*the pile does not hold it\. Nothing was ruled on"):
        second_looks.check_looks(story, set(story.cases))


def test_by_half_the_people_leave_batches_for_others(
    script: Script, ready: Prepared, tmp_path: Path
) -> None:
    recount, done = played(script, ready, tmp_path, share=0.5)
    try:
        assert done.cases == len(script.story.cases)
        assert done.cases // 2 <= done.ruled < done.cases
        with recount.reading() as connection:
            batches = list_batches(connection)
        assert all(b.unreviewed in {0, b.cases} for b in batches), "whole batches"
        with recount.reading() as connection:
            assert len({made.case_seal for made in all_rulings(connection)}) == done.ruled
        assert sum(after(recount)[contest, "pending"] for contest in script.story.contests) > 0
    finally:
        recount.close()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({("101-01", "school"): ScriptedCase((Ruling(Disposition.NOTHING_MARKED),))}, "tells of"),
        (None, "says nothing of"),
    ],
)
def test_a_story_that_does_not_fit_the_pile_is_refused(
    script: Script,
    ready: Prepared,
    tmp_path: Path,
    change: dict[CaseName, ScriptedCase] | None,
    sentence: str,
) -> None:
    strange = with_cases(script, change or {})
    if change is None:
        name, _ = a_vote(script)
        left = {n: c for n, c in script.story.cases.items() if n != name}
        strange = replace(script, story=replace(script.story, cases=left))
    with pytest.raises(Refusal, match=f"{sentence}.*Nothing was ruled on"):
        played(strange, ready, tmp_path)


@pytest.mark.parametrize(
    "module",
    [
        *(player, stories, story_reader, tables, telling, evening, evening_script, evening_words),
        *(second_looks, work),
    ],
)
def test_those_who_rule_know_neither_marks_nor_pixels_nor_the_simulated_machine(
    module: object,
) -> None:
    source = Path(str(getattr(module, "__file__", ""))).read_text(encoding="utf-8")
    imported = {
        node.module or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
    }
    forbidden = ("adjudicator.imaging", "adjudicator.services.demonstration.voters")
    assert not [name for name in imported if name.startswith(forbidden)]


def test_a_story_names_everything_the_demonstration_promises() -> None:
    story = read_script(PALMETTO).story
    rulings = [ruling for case in story.cases.values() for ruling in case.rulings]
    clauses = {ruling.clause for ruling in rulings}
    assert clauses >= {"3a", "3b", "4b", "4c1", "4c5", "4c14", "4c15", "5", "6", "4c-none"}
    assert {ruling.disposition for ruling in rulings} == set(Disposition) - {
        Disposition.SAME_BALLOT_AS
    }
    assert sum(len(case.objections) for case in story.cases.values()) == 15
    assert [r.reason for case in story.cases.values() for r in case.rulings[1:]] == ["saw_more"]
    assert {act.act for act in story.evening} == set(Act)
    assert {close.strikes for close in story.closes} == {True, False}
