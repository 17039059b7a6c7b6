"""When observers are asked, under each policy of the opening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.policy import AttestPolicy, ScoresPolicy

PAGE = 24


@pytest.mark.parametrize(
    ("policy", "first_asked_at"),
    [(AttestPolicy.EACH, 1), (AttestPolicy.PAGE, PAGE), (AttestPolicy.BATCH, None)],
)
def test_while_work_is_going_on(policy: AttestPolicy, first_asked_at: int | None) -> None:
    asked = [n for n in range(100) if policy.asks(n, PAGE, finished=False)]
    assert (asked[0] if asked else None) == first_asked_at


@given(st.sampled_from(list(AttestPolicy)), st.integers(0, 200), st.integers(1, 64))
def test_at_the_end_everybody_is_asked_who_has_not_answered_and_nobody_else(
    policy: AttestPolicy, unanswered: int, page: int
) -> None:
    assert policy.asks(unanswered, page, finished=True) is (unanswered > 0)


def test_ink_is_kept_only_where_the_opening_says_so_and_until_a_ruling_counts() -> None:
    assert ScoresPolicy.AFTER.hides(counts=False)
    assert not ScoresPolicy.AFTER.hides(counts=True)
    assert not ScoresPolicy.SHOWN.hides(counts=False)
