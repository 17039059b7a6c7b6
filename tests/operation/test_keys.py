"""Passphrases and key files at the sign-in."""

import pytest

from adjudicator.ledger import canonical
from adjudicator.services.errors import Refusal
from adjudicator.services.people import key_path
from adjudicator.services.people_at_work.patience import LONGEST, Patience
from adjudicator.services.recount import LOG_KEY
from tests.operation.night import Night
from tests.support.scene import passphrase


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_storm_of_wrong_passphrases_locks_nobody_out(night: Night) -> None:
    """A child at the keyboard.

    When forty wrong passphrases are typed for the chair
    Then the chair waits for at most fifteen seconds, and nobody else waits at all
    And the right one opens when the wait is over, and nothing of it is in the record
    """
    seconds = Seconds()
    night.scene.recount.patience = Patience(seconds)
    for _ in range(40):
        night.tries_to_sign_in("kelly", typed="nonsense nonsense")
        seconds.now += night.scene.recount.patience.seconds_left("kelly")
    night.tries_to_sign_in("kelly", typed="nonsense nonsense")
    assert 0 < night.scene.recount.patience.seconds_left("kelly") <= LONGEST
    night.the_refusal_says("nobody is locked out")
    night.signs_in("lewis")
    seconds.now += LONGEST
    night.signs_in("kelly")


def test_the_key_file_of_somebody_else_opens_nothing(night: Night) -> None:
    """Two sticks mixed up.

    Given Ben's key file lies where Ada's should
    Then neither Ada's passphrase nor Ben's opens a seat for Ada, and it is said whose it is
    And with her own file back, Ada signs in
    """
    recount = night.scene.recount
    hers, his = key_path(recount, "ada"), key_path(recount, "ben")
    own = hers.read_bytes()
    hers.write_bytes(his.read_bytes())
    for typed in (passphrase("ada"), passphrase("ben")):
        night.tries_to_sign_in("ada", typed=typed)
        night.the_refusal_says("The key file of Ada Alder cannot be used")
        night.the_refusal_says("somebody else")
    hers.write_bytes(own)
    night.signs_in("ada")


@pytest.mark.parametrize(
    ("name", "figure"), [("m", 2**40), ("m", 2**21), ("t", 10_000), ("p", 255), ("t", 0)]
)
def test_a_key_file_that_would_eat_the_machine_is_refused_at_once(
    night: Night, name: str, figure: int
) -> None:
    """A key file from the internet.

    Given a key file that asks for a terabyte of memory, or for ten thousand passes
    Then it is refused before anything is computed, in words, and other people sign in
    """
    path = key_path(night.scene.recount, "ada")
    told = canonical.decode_object(path.read_bytes())
    path.write_bytes(canonical.encode(told | {"kdf": told["kdf"] | {name: figure}}))
    night.tries_to_sign_in("ada")
    night.the_refusal_says("The key file of Ada Alder cannot be used")
    night.signs_in("ben")


def test_a_log_key_that_was_damaged_is_told_with_its_place(night: Night) -> None:
    """A bad block under the record's own key.

    Then a lock says which file it is, and empties the seats all the same
    """
    night.signs_in("ada")
    key = night.scene.recount.folder.keys / LOG_KEY
    key.write_bytes(key.read_bytes()[:-1])
    night.scene.recount.forget_log_key()
    with pytest.raises(Refusal, match=rf"log key of this folder \({key}\) cannot be used"):
        night.scene.seating.lock()
    assert not night.scene.seating.seats
