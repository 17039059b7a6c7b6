from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.history import (
    CaseStatus,
    Effective,
    Event,
    Isolated,
    ObjectionFiled,
    ObjectionOutcome,
    ObjectionWithdrawn,
    Released,
    Reopened,
    RulingMade,
    effective,
    waits_for_board,
    waits_for_team,
)
from adjudicator.domain.rulings import Disposition, Tier


def made(
    entry: int, disposition: Disposition = Disposition.VOTE, tier: Tier = Tier.TEAM
) -> RulingMade:
    return RulingMade(entry, 0, tier, disposition, frozenset({"eddy"}))


def for_board(found: Effective) -> bool:
    """Whether it waits for the board."""
    return waits_for_board(found.status, None if found.ruling is None else found.ruling.tier)


def for_team(found: Effective) -> bool:
    """Whether it waits for a team."""
    return waits_for_team(found.status, None if found.ruling is None else found.ruling.tier)


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


def test_a_case_the_board_had_ruled_goes_back_to_the_board() -> None:
    found = effective([made(5, tier=Tier.BOARD), Reopened(6)])
    assert found.status is CaseStatus.REOPENED
    assert for_board(found)
    assert not for_team(found)
    assert found.reopened == 6


def test_a_case_a_team_had_ruled_goes_back_to_a_team() -> None:
    found = effective([made(5), Reopened(6)])
    assert for_team(found)
    assert not for_board(found)


def test_reopening_what_waits_for_the_board_leaves_it_there() -> None:
    for before in ([made(5, Disposition.NO_CONSENSUS)], [made(5), ObjectionFiled(6)]):
        found = effective([*before, Reopened(7)])
        assert for_board(found)
        assert found.reopened == 7


def test_the_board_upholds_one_objection_and_rejects_another() -> None:
    decided = ((6, ObjectionOutcome.UPHELD), (7, ObjectionOutcome.REJECTED))
    ruling = RulingMade(8, 0, Tier.BOARD, Disposition.VOTE, frozenset({"eddy"}), decided)
    found = effective([made(5), ObjectionFiled(6), ObjectionFiled(7), ruling])
    assert found.status is CaseStatus.RULED_BY_BOARD
    assert found.decided == decided


def test_what_was_withdrawn_is_not_decided() -> None:
    decided = ((6, ObjectionOutcome.UPHELD),)
    ruling = RulingMade(8, 0, Tier.BOARD, Disposition.VOTE, frozenset({"eddy"}), decided)
    found = effective([ObjectionFiled(6), ObjectionWithdrawn(7, 6), ruling])
    assert found.decided == ()


def test_a_case_closed_over_an_objection_that_is_withdrawn_waits_for_the_board() -> None:
    events: list[Event] = [ObjectionFiled(5)]
    assert effective(events, closed=True).status is CaseStatus.DISPUTED
    events.append(ObjectionWithdrawn(7, 5))
    found = effective(events, closed=True)
    assert found.status is CaseStatus.CLOSED_UNRULED
    assert for_board(found)
    assert for_team(effective(events))


def test_an_isolated_case_counts_nowhere_and_waits_for_nobody() -> None:
    for before in ([], [made(5)], [made(5), ObjectionFiled(6)], [made(5), Reopened(6)]):
        found = effective([*before, Isolated(9)])
        assert found.status is CaseStatus.ISOLATED
        assert found.status.label == "Isolated by order"
        assert found.counting is None
        assert not for_board(found)
        assert not for_team(found)


def test_a_released_case_stands_as_if_nothing_had_been() -> None:
    before: list[Event] = [made(5), ObjectionFiled(6)]
    after = effective([*before, Isolated(7), ObjectionWithdrawn(8, 6), Released(9)])
    assert after == effective([*before, ObjectionWithdrawn(8, 6)])


# A model that looks at the whole list for each question, instead of folding it ------------------


def _naive_open(events: list[Event]) -> set[int]:
    found = set()
    for place, event in enumerate(events):
        if not isinstance(event, ObjectionFiled):
            continue
        later = events[place + 1 :]
        withdrawn = any(
            isinstance(e, ObjectionWithdrawn) and e.objection == event.entry for e in later
        )
        decided = any(
            isinstance(e, RulingMade) and (e.tier is Tier.BOARD or event.entry in dict(e.decided))
            for e in later
        )
        if not withdrawn and not decided:
            found.add(event.entry)
    return found


def _last(events: list[Event], *kinds: type) -> Event | None:
    return next((e for e in reversed(events) if isinstance(e, kinds)), None)


def _naive_status(events: list[Event], *, closed: bool) -> CaseStatus:
    if isinstance(_last(events, Isolated, Released), Isolated):
        return CaseStatus.ISOLATED
    ruling = _last(events, RulingMade)
    if isinstance(ruling, RulingMade) and not ruling.disposition.settles:
        paper = ruling.disposition is Disposition.PAPER
        return CaseStatus.PAPER_OUT if paper else CaseStatus.NO_CONSENSUS
    if _naive_open(events):
        return CaseStatus.DISPUTED
    if isinstance(_last(events, RulingMade, Reopened), Reopened):
        return CaseStatus.REOPENED
    if not isinstance(ruling, RulingMade):
        return CaseStatus.CLOSED_UNRULED if closed else CaseStatus.UNREVIEWED
    return CaseStatus.RULED_BY_BOARD if ruling.tier is Tier.BOARD else CaseStatus.RULED


_KINDS = ("team", "board", "file", "withdraw", "reopen", "isolate", "release")


@st.composite
def _histories(draw: st.DrawFn) -> list[Event]:
    """Events in record order; rulings decide, and people withdraw, any objection filed before."""
    events: list[Event] = []
    filed: list[int] = []
    for entry, kind in enumerate(draw(st.lists(st.sampled_from(_KINDS), max_size=14))):
        some = st.lists(st.sampled_from(filed), unique=True) if filed else st.just([])
        match kind:
            case "team" | "board":
                outcomes = st.sampled_from(list(ObjectionOutcome))
                # The record lets only the board decide; the fold holds for any ruling.
                decided = tuple((o, draw(outcomes)) for o in draw(some))
                kinds = st.sampled_from(list(Disposition))
                events.append(
                    RulingMade(entry, 0, Tier(kind), draw(kinds), frozenset({"eddy"}), decided)
                )
            case "file":
                filed.append(entry)
                events.append(ObjectionFiled(entry))
            case "withdraw":
                events += [ObjectionWithdrawn(entry, o) for o in draw(some)[:1]]
            case "reopen":
                events.append(Reopened(entry))
            case "isolate":
                events.append(Isolated(entry))
            case _:
                events.append(Released(entry))
    return events


@given(_histories(), st.booleans())
def test_the_fold_says_what_the_whole_history_says(events: list[Event], closed: bool) -> None:  # noqa: FBT001 - drawn
    found = effective(events, closed=closed)
    assert found.status is _naive_status(events, closed=closed)
    assert set(found.objections) == _naive_open(events)
    ruling = _last(events, RulingMade)
    assert found.ruling is ruling
    again = _last(events, RulingMade, Reopened)
    assert found.reopened == (again.entry if isinstance(again, Reopened) else None)
    for objection, outcome in found.decided:
        deciding = [e for e in events if isinstance(e, RulingMade) and objection in dict(e.decided)]
        assert outcome in {dict(e.decided)[objection] for e in deciding}
        assert objection not in found.objections


@given(_histories(), st.booleans())
def test_a_case_counts_or_waits_for_one_side_or_is_isolated(
    events: list[Event],
    closed: bool,  # noqa: FBT001 - drawn
) -> None:
    found = effective(events, closed=closed)
    held = found.status is CaseStatus.ISOLATED
    ways = (found.counting is not None, for_board(found), for_team(found), held)
    assert sum(ways) == 1
    if found.counting is not None:
        assert found.counting.disposition.settles
        assert not found.objections
        assert found.reopened is None


@given(_histories(), st.integers(0, 14))
def test_isolating_and_releasing_loses_nothing(events: list[Event], place: int) -> None:
    plain = [e for e in events if not isinstance(e, Isolated | Released)]
    held = [*plain[:place], Isolated(100), *plain[place:], Released(101)]
    assert effective(held) == effective(plain)
