"""The opening step by step, as it stands on Overview."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from adjudicator.desktop.overview.opening_list import OpeningList
from adjudicator.desktop.wording import day_and_clock
from adjudicator.services.proof.ceremony import Ceremony, Done, Step, in_order

TIME = "2018-11-17T21:14:05Z"


def test_a_line_is_broken_neither_before_a_dot_nor_within_the_time(qtbot: QtBot) -> None:
    shown = OpeningList()
    qtbot.addWidget(shown)
    done = {Step.OPEN: Done(TIME, ("Judge Kelly", "Ann Lewis"), "entry 0")}
    shown.show_opening(Ceremony(in_order(done), must=True, led=True, ruled=False))
    when = day_and_clock(TIME)
    assert shown.lines[0] == (
        f"1 Recount opened: done, entry 0 \u00b7 Judge Kelly and Ann Lewis \u00b7 {when}"
    )
    spare = "\u00a0"
    told = f"entry 0{spare}\u00b7 Judge Kelly and Ann Lewis{spare}\u00b7 {when.replace(' ', spare)}"
    assert told in [each.text() for each in shown.findChildren(QLabel)]
