"""The replay comes to the public figures, and its story to the certified ones."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.election import CountingGroup
from adjudicator.services.demonstration.kinds import VOLUSIA, Script, read_script
from adjudicator.services.demonstration.replay import plan_replay, share_out
from adjudicator.services.errors import Refusal
from tests.services.demonstration.scripts import after, balanced, delivered, played, prepared

SECOND_RETURNS = {
    "fetterhoff": 30_599,
    "henry": 30_544,
    "over": 10,
    "under": 1_844,
    "ballots": 62_997,
}


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script(VOLUSIA)


@given(
    st.integers(0, 100_000),
    st.lists(st.floats(0.01, 100), min_size=1, max_size=150),
)
def test_parts_add_up_and_are_as_near_as_whole_numbers_can_be(n: int, weights: list[float]) -> None:
    parts = share_out(n, weights)
    assert sum(parts) == n
    total = sum(weights)
    assert all(abs(p - n * w / total) < 1 for p, w in zip(parts, weights, strict=True))


def test_the_plan_adds_up_to_the_second_returns(script: Script) -> None:
    plan = plan_replay(script)
    totals: Counter[str] = Counter()
    for (_, _, _, bucket), n in plan.counts.items():
        assert n >= 0
        totals[bucket] += n
    assert dict(totals) == SECOND_RETURNS
    assert {p for _, p, _, _ in plan.counts} == {f"R{n:02}" for n in range(1, 45)}
    assert len(plan.ballots) == len({b.ballot for b in plan.ballots}) == 1_854
    assert len({(b.container, b.position) for b in plan.ballots}) == 1_854


def test_flagged_ballots_stand_where_the_counts_say(script: Script) -> None:
    plan = plan_replay(script)
    flagged = Counter((b.precinct, b.group.value) for b in plan.ballots)
    for precinct in script.election.precincts:
        for group in CountingGroup:
            place = ("house26", precinct.id, group.value)
            told = plan.counts[*place, "over"] + plan.counts[*place, "under"]
            assert flagged[precinct.id, group.value] == told
            assert plan.counts[*place, "ballots"] == told + sum(
                plan.counts[*place, c] for c in ("fetterhoff", "henry")
            )


def test_the_plan_is_the_same_every_time(script: Script) -> None:
    assert plan_replay(script) == plan_replay(read_script(VOLUSIA))


def test_the_story_finds_sixteen_votes(script: Script) -> None:
    found = Counter(vote for case in script.story.cases.values() for vote in case.rulings[-1].votes)
    assert found == {"fetterhoff": 11, "henry": 5}
    assert "on paper" in script.story.note
    assert {ballot for ballot, _ in script.story.cases} == {b.ballot for b in script.ballots}


def test_figures_that_do_not_add_up_are_refused(script: Script) -> None:
    wrong = replace(script, story=replace(script.story, figures={**SECOND_RETURNS, "henry": 1}))
    with pytest.raises(Refusal, match="do not add up to 62997"):
        plan_replay(wrong)


def test_the_replay_on_a_small_scale_ends_where_its_story_says(
    script: Script, tmp_path: Path
) -> None:
    figures = {"fetterhoff": 300, "henry": 280, "over": 10, "under": 60, "ballots": 650}
    small = replace(script, story=replace(script.story, figures=figures))
    delivery = delivered(small, tmp_path / "source")
    assert {p.suffix for p in (tmp_path / "source" / "images").iterdir()} == {".tif"}
    assert not [p for p in (tmp_path / "source" / "images").iterdir() if "back" in p.name]
    ready = prepared(small, delivery, tmp_path / "ready")
    recount, done = played(small, ready, tmp_path)
    try:
        assert (done.cases, done.ruled) == (70, 70)
        assert after(recount) == {
            ("house26", "fetterhoff"): 311,
            ("house26", "henry"): 285,
            ("house26", "over"): 9,
            ("house26", "under"): 45,
            ("house26", "unqualified"): 0,
            ("house26", "pending"): 0,
        }
        assert set(balanced(recount)) == {True}
    finally:
        recount.close()
