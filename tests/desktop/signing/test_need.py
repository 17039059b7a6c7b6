"""How many must sign."""

from pytestqt.qtbot import QtBot

from adjudicator.desktop.signing.need import board_majority, board_majority_and_parties
from adjudicator.desktop.signing.row import SignerRow
from adjudicator.domain.people import Person, Role


def test_vacant_seats_of_the_board_go_on_counting() -> None:
    chair = Person("kelly", Role.CHAIR, None, "Judge Kelly")
    need = board_majority([chair], vacant=2)
    assert need.who == "At least 2 of the 3 seats of the board sign."
    assert need.lack([chair]) == "1 more member of the board"


def test_parties_beyond_the_room_of_a_head_are_told_before_they_type() -> None:
    chair = Person("kelly", Role.CHAIR, None, "Judge Kelly")
    parties = [Person(f"o{n}", Role.OBSERVER) for n in range(31)]
    need = board_majority_and_parties([chair, *parties])
    assert need.full([chair, *parties[:29]]) == ""
    assert "A head has room for 31 signatures" in need.full(parties[:30])


def test_a_line_without_room_takes_nothing_and_takes_it_again(qtbot: QtBot) -> None:
    row = SignerRow(Person("o1", Role.OBSERVER), "Olga Ortiz")
    qtbot.addWidget(row)
    row.shut("There is no room.")
    assert row.problem == "There is no room."
    assert not row.line.isEnabled()
    row.shut("")
    assert row.line.isEnabled()
