"""Nothing that is read out is cut where the text is large."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from adjudicator.desktop.kit.theme import apply_theme, theme
from adjudicator.desktop.review.draft import CLAUSES_PER_PAGE, CONSISTENCY_ANSWERS, Page
from adjudicator.desktop.review.pages import PageContent
from adjudicator.domain.readings import MachineReading, Mark
from adjudicator.domain.rulepack import Clause
from adjudicator.services.attesting import Ground
from tests.desktop.ballot.conftest import Shelf
from tests.desktop.review.conftest import Table, sides_of
from tests.desktop.review.fakes import MANY, SENATE, case_view
from tests.desktop.review.test_choosing import FIFTEEN
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


def test_marks_in_words_that_have_no_room_follow_at_the_same_key_until_the_questions(
    seat: Seat, shelf: Shelf, qapp: QApplication
) -> None:
    apply_theme(qapp, scale=200)
    read = MachineReading(frozenset(), marks=tuple(Mark(c.id, 460) for c in MANY.choices))
    table = seat(case_view("417K", sides_of(shelf, 1), MANY, read))
    table.screen.resize(1366, 697)
    qapp.processEvents()
    panel, told, ways = table.screen.panel, list[str](), list[str]()
    for _ in range(len(MANY.choices) + 1):
        press(table.screen, "F4")
        qapp.processEvents()
        if not panel.notice:
            break
        assert whole(panel.notices._words)
        told.append(panel.notice)
        ways.append(panel._note.text())
    assert not panel.notice, "the questions come back"
    assert len(told) > 1
    lines = "\n".join(told).splitlines()
    assert lines[1:] == [f"Choice {n}, Name {n:02}: the machine gave .46." for n in range(1, 13)]
    of = len(told)
    assert ways == [*(f"F4: more, {n} of {of}" for n in range(1, of)), "F4: back to the questions"]
    apply_theme(qapp)


def test_a_clause_goes_before_its_pictures(
    large: Table, a_clause: Clause, qapp: QApplication
) -> None:
    panel = large.screen.panel
    panel.show_content(PageContent(Page.READY, "Ready to propose", clauses=(a_clause,)))
    hidden = []
    for high in (697, 620, 560, 525):
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


def test_three_choices_stand_beside_the_ballot_whatever_is_said(
    seat: Seat, shelf: Shelf, qapp: QApplication
) -> None:
    apply_theme(qapp, scale=200)
    screen = seat(case_view("417K", sides_of(shelf, 1), FIFTEEN)).screen
    screen.panel.hint.set_text("Like this so far: 12 a vote, 6 no vote")
    screen.panel.hint.show()
    screen.resize(1366, 711)
    for key in ("Esc", "Shift+F2"):
        press(screen, key)
        qapp.processEvents()
        digits = [o for o in screen.panel.options.shown if o.act.startswith("digit")]
        assert len(digits) >= 3 + len(["Nothing is marked"]), key
    apply_theme(qapp)


def test_all_four_answers_to_the_other_contests_are_on_the_screen(
    seat: Seat, shelf: Shelf, qapp: QApplication
) -> None:
    apply_theme(qapp, scale=200)
    screen = seat(case_view("417K", sides_of(shelf, 2), SENATE)).screen
    screen.panel.hint.set_text("Like this so far: 12 a vote, 6 no vote")
    screen.panel.hint.show()
    screen.resize(1366, 711)
    press(screen, "1")
    qapp.processEvents()
    assert screen.panel.title == "The other contests are:"
    answers = [o for o in screen.panel.options.shown if o.act.startswith("digit")]
    assert len(answers) == len(CONSISTENCY_ANSWERS)
    assert screen.panel.options.rest == ""
    assert "(3)(a)" in screen.bar.sentence, "what the panel leaves out stands in the bar"
    apply_theme(qapp)


def test_what_was_refused_is_told_in_whole(large: Table, qapp: QApplication) -> None:
    press(large.screen, "Shift+F2")
    qapp.processEvents()
    words = large.screen.bar._message
    assert words.text() == "! Nothing is proposed to disagree with. B sends the case to the board."
    assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()


def test_clauses_are_shown_large_enough_to_tell_them_apart(
    large: Table, qapp: QApplication
) -> None:
    press(large.screen, "2", "1")
    qapp.processEvents()
    clauses = large.screen.panel.clauses
    cells = clauses._cells[: len(clauses.shown)]
    assert len(cells) == CLAUSES_PER_PAGE
    assert cells[0].y() == cells[1].y()
    assert all(cell.height() > theme().line("small") * 2 for cell in cells)


def test_every_ground_of_an_objection_is_whole_in_a_narrow_window(
    seat: Seat, shelf: Shelf, qapp: QApplication
) -> None:
    table = seat(case_view("417K", sides_of(shelf, 1), SENATE))
    table.screen.resize(1093, 543)
    press(table.screen, "Shift+F5")
    form = table.screen.bar.form
    for scale in (100, 200):
        apply_theme(qapp, scale=scale)
        qapp.processEvents()
        grounds = [b for b in form._buttons if b.isVisibleTo(form)]
        assert len(grounds) == len(Ground)
        assert all(b.geometry().bottom() <= form.height() for b in grounds), scale
    apply_theme(qapp)
