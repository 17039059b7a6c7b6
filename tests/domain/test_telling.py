"""What differs is told once: by the precinct, or by what differs inside one that balances."""

from adjudicator.domain.reconciliation.balancing import reconcile
from adjudicator.domain.reconciliation.places import Level, Place
from adjudicator.domain.reconciliation.telling import telling
from tests.domain.test_reconciliation import FOUND, LISTED, MAIL_214, listed

ELSEWHERE = Place("house", "214", "vote_by_mail", "12")


def test_a_precinct_that_differs_tells_it_for_everything_inside() -> None:
    lines = reconcile((), (*LISTED[:2], listed(LISTED[2].place, "d", "e", "f")), FOUND, {})
    assert [(x.level, x.place.precinct) for x in telling(lines)] == [(Level.PRECINCT, "216")]


def test_containers_that_swap_ballots_tell_it_where_the_precinct_balances() -> None:
    lines = reconcile((), (listed(ELSEWHERE, "a", "b"), *LISTED[1:]), FOUND, {})
    assert {x.differs for x in lines if x.level is Level.PRECINCT} == {False}
    told = telling(lines)
    assert [(x.level, x.place.container) for x in told] == [(Level.BATCH, "12"), (Level.BATCH, "7")]


def test_precincts_that_swap_ballots_tell_it_where_the_contest_balances() -> None:
    there = listed(Place("house", "216", "vote_by_mail", "7"), "a", "b")
    lines = reconcile((), (there, *LISTED[1:]), FOUND, {})
    assert {x.level for x in telling(lines, first=Level.CONTEST)} == {Level.PRECINCT}
    assert {x.place.precinct for x in telling(lines)} == {"214", "216"}


def test_only_what_is_asked_for_is_told() -> None:
    lines = reconcile((), (listed(ELSEWHERE, "a", "b"), *LISTED[1:]), FOUND, {})
    some = [x for x in lines if x.level is Level.BATCH and x.place == MAIL_214]
    assert telling(lines, some) == some
    assert telling(lines, ()) == []
