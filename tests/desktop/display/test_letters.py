"""What stands on the projector is whole and large enough to be read from afar."""

from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from adjudicator.desktop.display.words import DisplayHead

LINE = (
    "County Commissioner, District 3 \u00b7 BLANK CONTEST \u00b7 103 Cypress Landing \u00b7 "
    "VBM batch 9"
)


def test_where_the_ballot_comes_from_is_whole_beside_the_case_number(qtbot: QtBot) -> None:
    head = DisplayHead()
    qtbot.addWidget(head)
    head.resize(1920, 1080)
    room = 1480.0
    font = head.letters_for(LINE, room)
    assert QFontMetricsF(font).horizontalAdvance(LINE) <= room
    assert 28 <= font.pixelSize() < 36, "smaller letters, and never too small for five metres"
    assert head.letters_for("Mayor", room).pixelSize() == 36
    assert head.letters_for(LINE * 3, room).pixelSize() == 28
