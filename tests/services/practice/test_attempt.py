"""How an attempt is counted, and the words it is filed under."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from adjudicator.domain.rulings import Consistency, Disposition, Ruling
from adjudicator.services.practice.attempt import Attempt
from adjudicator.services.practice.reading import read_practice
from adjudicator.services.practice.situations import Part, Situation

NOTHING = Ruling(Disposition.NOTHING_MARKED)


@pytest.fixture(scope="module")
def by_id() -> dict[str, Situation]:
    return {s.id: s for s in read_practice().situations}


def _circled(**other: object) -> Ruling:
    told = Ruling(Disposition.VOTE, frozenset({"corbin"}), Consistency.UNMARKED, "4c1")
    return replace(told, **other)  # type: ignore[arg-type]  # fields of a ruling by name


@pytest.mark.parametrize(
    ("ruling", "differs"),
    [
        (_circled(), ()),
        (_circled(words="whatever"), ()),
        (_circled(clause="4c2"), (Part.CLAUSE,)),
        (_circled(consistency=Consistency.SAME), (Part.CONSISTENCY,)),
        (_circled(consistency=Consistency.SAME, clause="4c2"), (Part.CONSISTENCY, Part.CLAUSE)),
        (_circled(votes=frozenset({"haddad"})), (Part.OUTCOME,)),
        (NOTHING, (Part.OUTCOME,)),
    ],
)
def test_a_ruling_is_compared_part_by_part(
    by_id: dict[str, Situation], ruling: Ruling, differs: tuple[Part, ...]
) -> None:
    judged = by_id["circled-alone"].judge(ruling)
    assert judged.differs == differs
    assert judged.right is (not differs)


def test_of_several_answers_the_nearest_is_told(by_id: dict[str, Situation]) -> None:
    faint = by_id["faint"]
    lindgren = frozenset({"lindgren"})
    assert faint.judge(Ruling(Disposition.VOTE, lindgren, clause="3a")).right
    same = Ruling(Disposition.VOTE, lindgren, Consistency.SAME, "4c14")
    assert faint.judge(same).differs == (Part.CONSISTENCY,)


def test_an_answer_without_a_clause_takes_none(by_id: dict[str, Situation]) -> None:
    stray = by_id["stray"]
    assert stray.judge(NOTHING).right
    assert stray.judge(Ruling(Disposition.MARKS_DO_NOT_COUNT, clause="6")).differs == (Part.CLAUSE,)


def _attempt(by_id: dict[str, Situation], *ids: str, minutes: float = 11) -> Attempt:
    times: Iterator[float] = iter([100.0, *(100 + minutes * 60 for _ in ids)])
    numbers = {f"000{n}": by_id[i] for n, i in enumerate(ids)}
    return Attempt(numbers, "florida-2018", lambda: next(times))


def test_the_first_ruling_counts_and_a_revision_is_only_compared(
    by_id: dict[str, Situation],
) -> None:
    attempt = _attempt(by_id, "circled-alone", "blank-one")
    attempt.begin()
    assert not attempt.rule("0000", NOTHING).right
    assert attempt.rule("0000", _circled()).right
    attempt.rule("0001", NOTHING)
    assert attempt.result.right == 1
    assert [n for n, _ in attempt.result.differing] == ["0000"]
    assert attempt.result.words == "Practice: 1 of 2, 11 minutes (florida-2018)"


def test_stopping_early_is_said(by_id: dict[str, Situation]) -> None:
    attempt = _attempt(by_id, "blank-one", "blank-two", minutes=0.2)
    attempt.begin()
    attempt.rule("0001", NOTHING)
    assert not attempt.result.whole
    assert attempt.result.words == "Practice: 1 of 1 (2 were drawn), 1 minute (florida-2018)"
