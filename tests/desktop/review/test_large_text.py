"""Nothing that is read out is cut where the text is large."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from adjudicator.desktop.kit.theme import apply_theme
from adjudicator.desktop.review.draft import Page
from adjudicator.desktop.review.pages import PageContent
from adjudicator.domain.rulepack import Clause
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import Table, sides_of
from tests.desktop.review.fakes import SENATE, case_view
from tests.desktop.support import press

Seat = Callable[..., Table]
RULED = (
    "Vote for Marisol Quint under (4)(c)5: mark beside or on one name; other contests marked the "
    "same way.\n\nThis batch is closed. Closed work is reopened by two different officers."
)


@pytest.fixture
def large(seat: Seat, shelf: Shelf, qapp: QApplication) -> Iterator[Table]:
    apply_theme(qapp, scale=200)
    table = seat(case_view("417K", sides_of(shelf, 1), SENATE))
    table.screen.resize(1366, 697)
    qapp.processEvents()
    yield table
    apply_theme(qapp)


def whole(words: QLabel) -> bool:
    """Whether every line of a label has room."""
    return words.heightForWidth(words.width()) <= words.height() + 1


def test_a_ruling_that_is_recorded_is_told_in_whole(large: Table, qapp: QApplication) -> None:
    panel = large.screen.panel
    panel.show_notice("Recorded", RULED, "")
    qapp.processEvents()
    assert whole(panel.notices._words)
    panel.show_notice("Recorded", "No vote.", "")
    qapp.processEvents()
    assert panel.notices._words.property("letters") == "strong", "few words are large again"


def test_a_clause_goes_before_its_pictures(
    large: Table, a_clause: Clause, qapp: QApplication
) -> None:
    panel = large.screen.panel
    panel.show_content(PageContent(Page.READY, "Ready to propose", clauses=(a_clause,)))
    hidden = []
    for high in (697, 620, 580, 560):
        large.screen.resize(1366, high)
        qapp.processEvents()
        assert whole(panel.detail._text), high
        hidden.append(panel.detail._pair.isHidden())
    assert hidden[-1], "the pictures go first"
    large.screen.resize(1366, 1010)
    qapp.processEvents()
    assert whole(panel.detail._text)
    assert not panel.detail._pair.isHidden(), "with room the pictures are back"


@pytest.fixture
def a_clause() -> Clause:
    """A clause with pictures and three lines of words."""
    return Clause(
        "6",
        "(6)",
        "Overvote",
        "More choices are marked than the contest allows, and nothing settles which one the voter "
        "meant.",
        verified=True,
        dispositions=("too_many",),
        sketch="overvote",
    )


def test_grounds_grow_with_the_text_while_the_form_is_up(
    seat: Seat, shelf: Shelf, qapp: QApplication
) -> None:
    table = seat(case_view("417K", sides_of(shelf, 1), SENATE))
    table.screen.resize(1366, 697)
    press(table.screen, "Shift+F5")
    form = table.screen.bar.form
    before = min(b.height() for b in form._buttons if b.isVisibleTo(form))
    apply_theme(qapp, scale=200)
    try:
        qapp.processEvents()
        after = min(b.height() for b in form._buttons if b.isVisibleTo(form))
        assert after > before
        assert all(b.height() >= b.fontMetrics().height() for b in form._buttons)
    finally:
        apply_theme(qapp)
