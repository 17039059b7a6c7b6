"""The pictures of a clause are told in words to people who cannot see them."""

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.review.clause_page import ClauseCell
from adjudicator.desktop.review.ready_page import ClauseDetail
from tests.desktop.review.conftest import Seat
from tests.desktop.support import press


def test_the_clauses_offered_say_what_their_pictures_show(seat: Seat) -> None:
    table = seat()
    press(table.screen, "2", "2")
    shown = [c for c in table.screen.panel.findChildren(ClauseCell) if c.isVisible()]
    assert shown
    drawn = [
        c.accessibleDescription()
        for c in shown
        if "Pictures: counts: " in c.accessibleDescription()
    ]
    assert len(drawn) == len(shown)
    assert all(" Does not count: " in words for words in drawn)


def test_the_clause_chosen_says_so_too(seat: Seat) -> None:
    table = seat()
    press(table.screen, "2", "2", "1")
    detail = table.screen.panel.findChild(ClauseDetail)
    assert detail is not None
    pair = [w for w in detail.findChildren(QWidget) if w.accessibleName().startswith("Pictures of")]
    assert [w.accessibleDescription()[:18] for w in pair] == ["Pictures: counts: "]
