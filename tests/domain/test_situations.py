"""What makes two ballots alike, and like ones ruled unlike."""

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.domain.readings import Condition, MachineReading, Mark
from adjudicator.domain.rulings import Consistency, Disposition
from adjudicator.domain.situations import (
    MOST_MARKS,
    ContestKind,
    Found,
    RuledCase,
    Sight,
    Situation,
    clause_family,
    contest_kind,
    found_in,
    marks_seen,
    sight_of,
    unlike_rulings,
)
from tests.domain.builders import COUNCIL, SENATE, florida

BLANK = MachineReading(frozenset(), under=1)
ONE_MARK = Sight(ContestKind.ONE, Condition.BLANK, 1)
TWO_MARKS = Sight(ContestKind.ONE, Condition.OVERVOTE, 2)


def ruled(
    found: Found,
    *,
    sight: Sight = ONE_MARK,
    consistency: Consistency | None = Consistency.SAME,
    family: str = "(4)(c)",
    entry: int = 1,
) -> RuledCase:
    situation = Situation(sight, consistency, family)
    return RuledCase(str(entry), "senate", situation, family, found, board=False, entry=entry)


def test_contests_are_of_three_kinds() -> None:
    yes = Contest("m", "Measure", (Choice("y", "Yes", ChoiceKind.YES_NO),))
    kinds = [contest_kind(contest) for contest in (SENATE, COUNCIL, yes)]
    assert kinds == [ContestKind.ONE, ContestKind.SEVERAL, ContestKind.MEASURE]


def test_a_mark_is_seen_where_the_target_is_dark_or_the_machine_must_have_seen_it() -> None:
    faint = MachineReading(frozenset(), under=1, marks=(Mark("eddy", 60), Mark("hill", 10)))
    assert marks_seen(faint) == 1
    assert marks_seen(MachineReading(frozenset(), over=1)) == 2
    assert marks_seen(MachineReading(frozenset({"eddy", "hill"}), under=1)) == 2
    assert marks_seen(BLANK) == 0


@given(st.lists(st.integers(0, 1000), max_size=9), st.integers(0, 3))
def test_the_number_of_marks_is_bounded(densities: list[int], over: int) -> None:
    marks = tuple(Mark(str(n), density) for n, density in enumerate(densities))
    assert 0 <= marks_seen(MachineReading(frozenset(), over=over, marks=marks)) <= MOST_MARKS


def test_a_sight_is_told_in_words() -> None:
    assert sight_of(SENATE, Condition.OVERVOTE, MachineReading(frozenset(), over=1)).label == (
        "one seat, overvote, 2 marks"
    )
    assert Sight(ContestKind.ONE, Condition.BLANK, 3).label.endswith("3 or more marks")


def test_clauses_are_of_the_family_of_their_number_and_rejections_of_none() -> None:
    pack = florida()
    families = {c: clause_family(pack.clause(c)) for c in ("4c1", "4c15", "3a", "5", "6", "4b")}
    assert families == {"4c1": "(4)(c)", "4c15": "(4)(c)", "3a": "(3)(a)", "5": "(5)"} | {
        "6": "",
        "4b": "",
    }
    assert clause_family(None) == ""


def test_what_a_ruling_found() -> None:
    eddy = frozenset({"eddy"})
    assert found_in(Disposition.VOTE, eddy, BLANK) is Found.VOTE
    assert found_in(Disposition.WRITE_IN, frozenset({"w0"}), BLANK) is Found.WRITE_IN
    assert found_in(Disposition.TOO_MANY, frozenset(), BLANK) is Found.NO_VOTE
    assert found_in(Disposition.VOTE, eddy, MachineReading(eddy)) is Found.NO_VOTE
    assert found_in(Disposition.NOTHING_MARKED, frozenset(), BLANK) is None
    assert found_in(Disposition.NO_CONSENSUS, frozenset(), BLANK) is None


def test_a_vote_and_no_vote_in_one_situation_are_unlike() -> None:
    (unlike,) = unlike_rulings(
        [ruled(Found.VOTE, entry=1), ruled(Found.VOTE, entry=2), ruled(Found.NO_VOTE, entry=3)]
    )
    assert [c.case for c in unlike.fewer] == ["3"]
    assert unlike.n == 3


def test_the_overvote_clause_is_compared_with_every_family() -> None:
    rejected = ruled(Found.NO_VOTE, sight=TWO_MARKS, consistency=None, family="", entry=1)
    counted = ruled(Found.VOTE, sight=TWO_MARKS, entry=2)
    assert len(unlike_rulings([rejected, counted])) == 1


def test_another_answer_about_the_other_contests_is_another_situation() -> None:
    different = ruled(Found.NO_VOTE, consistency=Consistency.DIFFERENT, family="")
    assert unlike_rulings([different, ruled(Found.VOTE, entry=2)]) == ()


def test_another_sight_is_never_compared() -> None:
    assert unlike_rulings([ruled(Found.NO_VOTE, sight=TWO_MARKS), ruled(Found.VOTE)]) == ()


_CASES = st.lists(
    st.builds(
        ruled,
        st.sampled_from(Found),
        sight=st.sampled_from([ONE_MARK, TWO_MARKS]),
        consistency=st.sampled_from([Consistency.SAME, Consistency.UNMARKED, None]),
        family=st.sampled_from(["(4)(c)", "(5)", ""]),
        entry=st.integers(0, 10_000),
    ),
    max_size=30,
)


@given(_CASES)
def test_only_one_sight_stands_in_a_finding_and_both_sides_are_filled(
    cases: list[RuledCase],
) -> None:
    for unlike in unlike_rulings(cases):
        assert unlike.counted
        assert unlike.rejected
        sights = {c.situation.sight for c in (*unlike.counted, *unlike.rejected)}
        assert sights == {unlike.situation.sight}
        assert all(c.found is Found.NO_VOTE for c in unlike.rejected)
        assert all(c.found is not Found.NO_VOTE for c in unlike.counted)


@given(_CASES)
def test_the_order_the_rulings_came_in_changes_no_finding(cases: list[RuledCase]) -> None:
    assert len(unlike_rulings(cases)) == len(unlike_rulings(cases[::-1]))
