"""Who has won after the rulings, whether that is new, and whether what waits could change it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.domain.canvass.outcome import Outcome, could_change, outcome_of
from adjudicator.domain.canvass.results import ChoiceVotes, ContestKind, ContestResult
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.domain.tally import Figure
from tests.domain.builders import COUNCIL, SENATE, florida

PACK = florida()
HD_26 = Contest("hd26", "State House 26", (Choice("f", "Fetterhoff"), Choice("h", "Henry")))
AMENDMENT = Contest(
    "a13",
    "Amendment No. 13",
    (Choice("n", "No", ChoiceKind.YES_NO), Choice("y", "Yes", ChoiceKind.YES_NO)),
)
RETENTION = Contest("judge", "Retention of Justice Bell", (Choice("y", "Yes"), Choice("n", "No")))


def told(
    contest: Contest,
    before: Mapping[str, int],
    change: Mapping[str, int],
    waiting: Mapping[frozenset[str], int] | None = None,
) -> Outcome:
    figures = [(choice, Figure(n, change.get(choice, 0))) for choice, n in before.items()]
    return outcome_of(contest, figures, PACK, waiting)


def test_house_26_is_won_by_61_of_61159_votes_and_the_hand_count_changed_nothing() -> None:
    found = told(HD_26, {"f": 30_599, "h": 30_544}, {"f": 11, "h": 5})
    assert found.before.margin == 55
    assert found.after.margin == 61
    assert found.after.share == Fraction(61, 61_159)
    assert found.after.tier is Tier.MANUAL
    assert found.after.winners == ("f",)
    assert found.after.ahead == ("f", "h")
    assert found.changed is False
    assert found.name("f") == "Fetterhoff"


def test_a_tie_names_who_is_tied_and_for_how_many_seats() -> None:
    found = told(
        COUNCIL, {"eddy": 40, "hill": 22, "bell": 21, "cutts": 20}, {"hill": -1, "cutts": 1}
    )
    assert found.after.winners == ("eddy",)
    assert found.after.tied == ("hill", "bell", "cutts")
    assert found.after.seats_open == 2
    assert found.after.ahead is None
    assert found.changed is True


def test_a_broken_tie_is_another_outcome() -> None:
    found = told(SENATE, {"eddy": 10, "hill": 10}, {"hill": 1})
    assert found.before.tied == ("eddy", "hill")
    assert (found.after.winners, found.after.tied, found.changed) == (("hill",), (), True)


def test_one_tie_is_not_another() -> None:
    three = Contest("mayor", "Mayor", (*HD_26.choices, Choice("k", "King")))
    found = told(three, {"f": 10, "h": 10, "k": 10}, {"k": -1})
    assert found.before.winners == found.after.winners == ()
    assert found.changed is True


def test_a_lead_that_turns_is_another_outcome() -> None:
    assert told(SENATE, {"eddy": 10, "hill": 9}, {"hill": 2}).changed is True
    assert told(SENATE, {"eddy": 10, "hill": 9}, {"eddy": 2}).changed is False


def test_without_votes_nobody_has_won_and_nobody_is_tied() -> None:
    found = told(SENATE, {"eddy": 0, "hill": 0}, {})
    assert found.after.decided == (frozenset(), frozenset())
    assert found.after.margin is None
    assert found.after.tier is Tier.NONE
    assert found.changed is False


def test_a_contest_nobody_can_lose_is_won_by_all_who_stand() -> None:
    alone = Contest("clerk", "Clerk", (Choice("a", "Ada"),))
    found = told(alone, {"a": 3}, {}, {frozenset(): 5})
    assert (found.after.winners, found.after.margin, found.could_change) == (("a",), None, False)


@pytest.mark.parametrize(("yes", "approved"), [(599, False), (600, True)])
def test_an_amendment_needs_three_fifths_wherever_yes_stands_on_the_ballot(
    yes: int, *, approved: bool
) -> None:
    found = told(AMENDMENT, {"n": 1_000 - yes, "y": yes}, {})
    assert found.after.approved is approved
    assert found.after.winners == ("y" if approved else "n",)
    assert found.after.tied == ()


def test_a_retention_needs_more_than_half() -> None:
    assert told(RETENTION, {"y": 10, "n": 10}, {}).after.approved is False
    assert told(RETENTION, {"y": 10, "n": 10}, {"y": 1}).changed is True


@pytest.mark.parametrize(
    ("votes", "waiting", "expected"),
    [
        ((10, 5), {frozenset(): 4}, False),
        ((10, 5), {frozenset(): 5}, True),  # a tie is another outcome
        ((10, 5), {frozenset({"A"}): 2}, False),
        ((10, 5), {frozenset({"A"}): 3}, True),  # each may go over: two votes nearer
        ((10, 5), {frozenset({"B"}): 9}, False),
        ((10, 10), {frozenset(): 1}, True),
        ((10, 10), {}, False),
    ],
)
def test_what_waits_is_weighed_against_the_margin(
    votes: tuple[int, int], waiting: Mapping[frozenset[str], int], *, expected: bool
) -> None:
    a, b = votes
    result = ContestResult("Mayor", (ChoiceVotes("A", a), ChoiceVotes("B", b)))
    assert could_change(result, waiting) is expected


@pytest.mark.parametrize(
    ("yes", "no", "waiting", "expected"),
    [
        (600, 400, {frozenset(): 1}, True),  # one more against: 600 of 1,001 is too few
        (602, 400, {frozenset(): 1}, False),
        (602, 400, {frozenset({"y"}): 1}, True),  # one who said yes may come to count as no
        (599, 400, {frozenset(): 2}, True),
        (597, 400, {frozenset(): 2}, False),
        (597, 400, {frozenset(): 3}, True),
        (0, 0, {frozenset(): 1}, True),
    ],
)
def test_what_waits_is_weighed_against_the_share_a_measure_needs(
    yes: int, no: int, waiting: Mapping[frozenset[str], int], *, expected: bool
) -> None:
    assert told(AMENDMENT, {"n": no, "y": yes}, {}, waiting).could_change is expected


def sets(names: str, seats: int) -> list[frozenset[str]]:
    return [frozenset(some) for n in range(seats + 1) for some in combinations(names, n)]


def ways(names: str, seats: int, waiting: list[frozenset[str]]) -> Iterator[Counter[str]]:
    """Every way to settle those that wait, as what it changes."""
    for ends in product(sets(names, seats), repeat=len(waiting)):
        change: Counter[str] = Counter()
        for now, then in zip(waiting, ends, strict=True):
            change.update({name: (name in then) - (name in now) for name in names})
        yield change


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_it_could_change_exactly_if_one_of_all_the_ways_to_settle_changes_it(
    data: st.DataObject,
) -> None:
    names, seats = data.draw(st.sampled_from([("AB", 1), ("ABC", 1), ("ABC", 2)]))
    measure = names == "AB" and data.draw(st.booleans())
    waiting = data.draw(st.lists(st.sampled_from(sets(names, seats)), min_size=1, max_size=3))
    least = Counter(name for votes in waiting for name in votes)
    counts = {name: least[name] + data.draw(st.integers(0, 8)) for name in names}
    kind = ContestKind.MEASURE if measure else ContestKind.CANDIDATES
    approval = data.draw(st.sampled_from([Fraction(1, 2), Fraction(3, 5)]))

    def result(change: Mapping[str, int]) -> ContestResult:
        choices = tuple(ChoiceVotes(n, counts[n] + change.get(n, 0)) for n in names)
        return ContestResult("Mayor", choices, seats=seats, kind=kind, approval=approval)

    def decided(found: ContestResult) -> object:
        if measure or not found.votes:
            return found.approved
        return {c.name for c in found.winners}, {c.name for c in found.at_the_line}

    now = result({})
    truth = any(decided(result(c)) != decided(now) for c in ways(names, seats, waiting))
    assert could_change(now, Counter(waiting)) is truth
