"""Waits after wrong passphrases: of one person at one station, short, and never a lockout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.services.errors import Refusal
from adjudicator.services.people import identity
from adjudicator.services.people_at_work.patience import (
    FORGOTTEN,
    LONGEST,
    WAITS,
    NotOpened,
    Patience,
)
from adjudicator.services.recount import open_recount
from tests.support.scene import Scene, passphrase

WRONG = "nothing of the kind"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(scene: Scene) -> Clock:
    made = Clock()
    scene.recount.patience = Patience(made)
    return made


def slip(scene: Scene, person: str) -> str:
    with pytest.raises(NotOpened) as refused:
        identity(scene.recount, person, WRONG)
    return str(refused.value)


def opens(scene: Scene, person: str) -> bool:
    return identity(scene.recount, person, passphrase(person)).introduced is not None


def test_the_first_slip_costs_nothing_and_the_waits_grow_to_fifteen_seconds(
    scene: Scene, clock: Clock
) -> None:
    told = []
    for _ in range(8):
        slip(scene, "kelly")
        wait = scene.recount.patience.seconds_left("kelly")
        told.append(wait)
        clock.now += wait
    assert told == [0, 1, 2, 4, 8, 15, 15, 15]
    assert max(WAITS) == LONGEST == 15


def test_the_right_passphrase_always_works_when_the_wait_is_over(
    scene: Scene, clock: Clock
) -> None:
    for _ in range(50):
        slip(scene, "kelly")
        clock.now += LONGEST
    assert opens(scene, "kelly")
    assert slip(scene, "kelly").endswith("Try again.")


def test_a_try_during_the_wait_is_not_looked_at_and_does_not_lengthen_it(
    scene: Scene, clock: Clock
) -> None:
    for _ in range(6):
        slip(scene, "kelly")
        clock.now += LONGEST
    slip(scene, "kelly")
    for left in range(LONGEST, 0, -1):
        assert scene.recount.patience.seconds_left("kelly") == left
        with pytest.raises(NotOpened, match="Not tried"):
            identity(scene.recount, "kelly", passphrase("kelly"))
        clock.now += 1
    assert opens(scene, "kelly")


def test_the_sentences_name_the_wait_and_say_that_nobody_is_locked_out(
    scene: Scene, clock: Clock
) -> None:
    assert slip(scene, "kelly") == "Not signed in: the passphrase is not right. Try again."
    assert slip(scene, "kelly") == (
        "Not signed in: the passphrase is not right. Try again in 1 second; nobody is locked out."
    )
    assert slip(scene, "kelly") == (
        "Not tried: after wrong passphrases the next one waits. Try again in 1 second; nobody is "
        "locked out."
    )
    assert clock.now == 1000.0


def test_other_people_and_other_stations_are_not_held_up(scene: Scene, clock: Clock) -> None:
    for _ in range(7):
        slip(scene, "kelly")
        clock.now += LONGEST
    slip(scene, "kelly")
    assert scene.seating.sign_in("lewis", passphrase("lewis")).person.id == "lewis"
    other = open_recount(scene.path, station="s2")
    try:
        assert identity(other, "kelly", passphrase("kelly")).introduced is not None
    finally:
        other.close()
    assert scene.recount.patience.seconds_left("kelly") == LONGEST


def test_slips_of_long_ago_are_forgotten(scene: Scene, clock: Clock) -> None:
    for _ in range(6):
        slip(scene, "kelly")
        clock.now += LONGEST
    clock.now += FORGOTTEN
    slip(scene, "kelly")
    assert scene.recount.patience.seconds_left("kelly") == 0


def test_somebody_unknown_is_refused_without_a_wait(scene: Scene) -> None:
    for _ in range(5):
        with pytest.raises(Refusal, match="Nobody is enrolled as 'ghost'"):
            identity(scene.recount, "ghost", WRONG)
    assert scene.recount.patience.seconds_left("ghost") == 0


@given(
    st.lists(
        st.tuples(st.sampled_from(["kelly", "lewis"]), st.floats(min_value=0, max_value=50)),
        max_size=60,
    )
)
def test_whatever_is_typed_and_whenever_nobody_waits_longer_than_fifteen_seconds(
    tries: list[tuple[str, float]],
) -> None:
    clock = Clock()
    patience = Patience(clock)
    for person, passed in tries:
        clock.now += passed
        if not patience.seconds_left(person):
            patience.wrong(person)
        assert patience.seconds_left(person) <= LONGEST
    assert patience.seconds_left("moss") == 0
