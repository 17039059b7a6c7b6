"""How many must sign."""

from adjudicator.desktop.signing.need import board_majority
from adjudicator.domain.people import Person, Role


def test_vacant_seats_of_the_board_go_on_counting() -> None:
    chair = Person("kelly", Role.CHAIR, None, "Judge Kelly")
    need = board_majority([chair], vacant=2)
    assert need.who == "At least 2 of the 3 seats of the board sign."
    assert need.lack([chair]) == "1 more member of the board"
