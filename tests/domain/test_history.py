from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.history import (
    CaseStatus,
    Event,
    ObjectionFiled,
    ObjectionWithdrawn,
    Reopened,
    RulingMade,
    effective,
)
from adjudicator.domain.rulings import Disposition, Tier


def made(
    entry: int, disposition: Disposition = Disposition.VOTE, tier: Tier = Tier.TEAM
) -> RulingMade:
    return RulingMade(entry, 0, tier, disposition, frozenset({"eddy"}))


def test_a_case_nobody_looked_at_does_not_count() -> None:
    found = effective([])
    assert found.status is CaseStatus.UNREVIEWED
    assert found.counting is None


def test_a_teams_ruling_counts() -> None:
    ruling = made(5)
    found = effective([ruling])
    assert found.status is CaseStatus.RULED
    assert found.counting is ruling


def test_the_latest_ruling_is_the_one_that_counts() -> None:
    later = made(6, Disposition.NOTHING_MARKED)
    assert effective([made(5), later]).counting is later


def test_an_objection_sends_the_case_to_the_board_and_its_ruling_waits() -> None:
    found = effective([made(5), ObjectionFiled(6)])
    assert found.status is CaseStatus.DISPUTED
    assert found.counting is None
    assert found.objections == (6,)


def test_a_withdrawn_objection_lets_the_ruling_count_again() -> None:
    found = effective([made(5), ObjectionFiled(6), ObjectionWithdrawn(7, 6)])
    assert found.status is CaseStatus.RULED


def test_a_revision_does_not_silence_an_objection() -> None:
    assert effective([made(5), ObjectionFiled(6), made(7)]).status is CaseStatus.DISPUTED


def test_the_boards_ruling_settles_objections_made_before_it() -> None:
    found = effective([made(5), ObjectionFiled(6), made(7, tier=Tier.BOARD)])
    assert found.status is CaseStatus.RULED_BY_BOARD
    assert found.objections == ()


def test_no_consensus_and_paper_wait() -> None:
    assert effective([made(5, Disposition.NO_CONSENSUS)]).status is CaseStatus.NO_CONSENSUS
    assert effective([made(5, Disposition.PAPER)]).status is CaseStatus.PAPER_OUT


def test_a_reopened_case_waits_until_it_is_ruled_on_again() -> None:
    assert effective([made(5), Reopened(6)]).status is CaseStatus.REOPENED
    assert effective([made(5), Reopened(6), made(7)]).status is CaseStatus.RULED


_events = st.lists(
    st.one_of(
        st.builds(
            made,
            st.just(0),
            st.sampled_from(list(Disposition)),
            st.sampled_from(list(Tier)),
        ),
        st.builds(ObjectionFiled, st.just(0)),
        st.builds(Reopened, st.just(0)),
    ),
    max_size=12,
)


@given(_events)
def test_only_ruled_cases_count_and_they_always_have_a_settling_ruling(
    events: list[Event],
) -> None:
    found = effective(events)
    if found.counting is not None:
        assert found.status in {CaseStatus.RULED, CaseStatus.RULED_BY_BOARD}
        assert found.counting.disposition.settles
        assert not found.objections
    else:
        assert not found.status.counts
