"""Like with like, in the order the board calls them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.docket import (
    GroupKey,
    Waiting,
    Why,
    call_line,
    contest_order,
    groups_of,
    why_waiting,
)
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.situations import ContestKind, Sight

OVER = Sight(ContestKind.ONE, Condition.OVERVOTE, 2)
BLANK = Sight(ContestKind.ONE, Condition.BLANK, 0)
PLACES = contest_order(["governor", "senate", "house"], ["house"])


def key(
    contest: str = "senate", why: Why = Why.OBJECTION, sight: Sight = OVER, clause: str = "6"
) -> GroupKey:
    return GroupKey(contest, why, sight, clause, ("hill",))


def test_the_board_s_priority_comes_first_and_the_rest_as_on_the_ballot() -> None:
    assert sorted(PLACES, key=PLACES.__getitem__) == ["house", "governor", "senate"]
    assert contest_order(["a", "b"], ["gone", "b", "b"]) == {"b": 0, "a": 1}


def test_contests_then_reasons_then_conditions_and_what_was_put_off_last() -> None:
    cases = [
        Waiting("d", 1, key("house"), deferred=True),
        Waiting("c", 2, key(why=Why.NO_CONSENSUS)),
        Waiting("b", 3, key(sight=BLANK)),
        Waiting("a", 4, key("house")),
        Waiting("e", 5, key()),
        Waiting("f", 6, key(clause="4c1")),
    ]
    order = [case.seal for group in groups_of(cases, PLACES) for case in group.cases]
    assert order == ["a", "d", "f", "e", "b", "c"]


@pytest.mark.parametrize(
    ("disposition", "reopened", "objected", "why"),
    [
        (None, False, False, Why.NOT_RULED),
        (None, False, True, Why.OBJECTION),
        (Disposition.VOTE, False, True, Why.OBJECTION),
        (Disposition.VOTE, False, False, None),
        (Disposition.NO_CONSENSUS, False, True, Why.NO_CONSENSUS),
        (Disposition.PAPER, False, False, Why.PAPER),
        (Disposition.VOTE, True, True, Why.REOPENED),
    ],
)
def test_why_a_case_waits(
    disposition: Disposition | None,
    reopened: bool,  # noqa: FBT001 - a column of the table
    objected: bool,  # noqa: FBT001 - a column of the table
    why: Why | None,
) -> None:
    assert why_waiting(disposition, reopened=reopened, objected=objected) is why


_KEYS = st.builds(
    key,
    st.sampled_from(["governor", "senate", "house", "unknown"]),
    st.sampled_from(Why),
    st.sampled_from([OVER, BLANK]),
    st.sampled_from(["", "6"]),
)


@given(st.lists(st.tuples(_KEYS, st.booleans()), max_size=40), st.randoms(use_true_random=False))
def test_every_case_stands_in_exactly_one_group_whatever_the_order_they_came_in(
    drawn: list[tuple[GroupKey, bool]], shuffler: random.Random
) -> None:
    cases = [Waiting(str(n), n, k, deferred=put_off) for n, (k, put_off) in enumerate(drawn)]
    groups = groups_of(cases, PLACES)
    assert sorted(c.seal for g in groups for c in g.cases) == sorted(c.seal for c in cases)
    assert len({g.key for g in groups}) == len(groups)
    assert all(case.key == group.key for group in groups for case in group.cases)
    shuffled = list(cases)
    shuffler.shuffle(shuffled)
    assert groups_of(shuffled, PLACES) == groups


def test_the_line_that_is_read_aloud() -> None:
    said = call_line(
        "4 1 7 K",
        "State House 26",
        "214",
        key(why=Why.NO_CONSENSUS),
        ["Objection R-014 by Ortiz (REP): should be a vote for Fetterhoff."],
    )
    assert said == (
        "Case 4 1 7 K. State House 26, precinct 214. Overvote. The team could not agree. "
        "Objection R-014 by Ortiz (REP): should be a vote for Fetterhoff."
    )
    assert call_line("4 1 7 K", "Mayor", "1", key(sight=BLANK)) == (
        "Case 4 1 7 K. Mayor, precinct 1. Blank contest."
    )
