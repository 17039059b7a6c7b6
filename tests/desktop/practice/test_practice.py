"""Practice in the real window, by keyboard alone."""

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.watermark import Watermark
from adjudicator.desktop.practice.practice_screen import PracticeScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.domain.rulings import Disposition
from adjudicator.services.practice.situations import Situation
from tests.desktop.practice.conftest import Begin
from tests.desktop.practice.people import answer_by_keys, ruled, waiting
from tests.desktop.support import press, settled


def _to(qtbot: QtBot, screen: PracticeScreen, family: str) -> Situation:
    """Turn the pages until a ballot of that family is on the screen."""
    for _ in screen.room.order:
        situation = waiting(qtbot, screen)
        if situation.family == family:
            return situation
        press(screen, "PgDown")
    raise AssertionError(family)


@pytest.mark.parametrize("seed", [3])
def test_a_newcomer_who_knows_the_answers_gets_twenty_of_twenty_by_keyboard(
    qtbot: QtBot, window: MainWindow, begin: Begin, seed: int
) -> None:
    screen = begin(seed=seed)
    assert window.stack.currentWidget() is screen
    for number, (case, situation) in enumerate(screen.room.order, start=1):
        assert waiting(qtbot, screen) is situation
        answer_by_keys(qtbot, screen, situation.answers[0])
        ruled(qtbot, screen)
        page = screen.review.answer
        assert page.chip.text() == "\u2713 As the pack reads it", situation.id
        assert page.because.text() == situation.because
        assert screen.stand.text() == f"{number} of 20 ruled on"
        flow = screen.review.flow
        assert flow.case is not None
        assert flow.case.number == case, "the ballot stays beside its answer"
        press(screen, "Return")
    qtbot.waitUntil(lambda: screen.at_result)
    assert screen.result.score.text() == "20 of 20 as the pack reads them"
    assert screen.result.time.text() == "1 minute \u00b7 Florida, November 2018"
    assert screen.result.heading.text() == "None differs from the pack\u2019s answers."
    assert screen.result.file.hasFocus()


def test_a_plainly_blank_ballot_takes_three_presses(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("blank", "struck")
    assert window.desk is None, "no recount is open, and nobody was asked for a passphrase"
    _to(qtbot, screen, "blank")
    before = screen.room.recount.state.size
    press(screen, "0", "Return", "F2")
    ruled(qtbot, screen)
    assert screen.room.recount.state.size == before + 1
    assert screen.attempt.result.right == 1


def test_a_ballot_that_differs_is_told_with_clause_and_drawing(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("inconsistent", "blank")
    assert window.practices.screen is screen
    situation = _to(qtbot, screen, "inconsistent")
    press(screen, "0", "Return", "F2")
    ruled(qtbot, screen)
    page, panel = screen.review.answer, screen.review.panel
    assert panel.title == "The answer of this pack"
    assert page.chip.text() == "\u2260 Differs from the pack"
    assert page.parts.text() == "The outcome differs."
    assert page.source.text() == "The standards\u2019 answer, as this pack reads them:"
    assert page.sentence.text().startswith("No vote: marks do not count under (4)(b)")
    assert page.because.text() == situation.because
    assert page.clause.isVisible()
    assert screen.review.bar.sentence == ("Recorded: No vote: nothing is marked in this contest.")


def test_the_same_outcome_for_another_reason_differs_in_its_reason_alone(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("overvote", "blank")
    assert window.practices.screen is screen
    situation = _to(qtbot, screen, "overvote")
    press(screen, "O")
    draft = screen.review.flow.draft
    assert draft is not None
    place = [c.id for c in draft.offered].index("4c-none")
    press(screen, str(place + 1), "Return", "F2")
    ruled(qtbot, screen)
    assert situation.answers[0].disposition is Disposition.TOO_MANY
    assert screen.review.answer.parts.text() == (
        "The outcome is the same. What differs: the clause."
    )


def test_a_refusal_reads_as_at_the_table(qtbot: QtBot, window: MainWindow, begin: Begin) -> None:
    screen = begin("overvote", "blank")
    assert window.practices.screen is screen
    _to(qtbot, screen, "overvote")
    press(screen, "0", "Return")
    assert screen.review.bar.message == (
        "! The machine read too many marks here, so something is marked. Press O if they stand "
        "as too many, or N if they do not count."
    )
    assert not screen.attempt.result.judged


def test_the_first_ruling_counts_and_a_revision_is_told_beside(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("circled", "blank")
    assert window.practices.screen is screen
    situation = _to(qtbot, screen, "circled")
    press(screen, "0", "Return", "F2")
    ruled(qtbot, screen)
    press(screen, "U", "1")
    answer_by_keys(qtbot, screen, situation.answers[0])
    settled(qtbot, window)
    page = screen.review.answer
    qtbot.waitUntil(lambda: page.chip.text() == "\u2713 As the pack reads it")
    assert page.parts.text() == "Your first ruling on this ballot counts."
    assert screen.attempt.result.right == 0


def test_those_that_differ_are_looked_at_again_and_return_comes_back(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("beside", "blank")
    assert window.practices.screen is screen
    situation = _to(qtbot, screen, "beside")
    number = screen.review.controller.navigator.current
    press(screen, "0", "Return", "F2")
    ruled(qtbot, screen)
    press(screen, "Return")
    waiting(qtbot, screen)
    press(screen, "Ctrl+E")
    assert screen.result.isVisible()
    assert screen.result.score.text() == "0 of 1 (2 were drawn) as the pack reads them"
    (line,) = screen.result.table.shown()
    assert (line.number, line.judged.situation) == (number, situation)
    assert screen.result.table.hasFocus()
    press(screen, "Ctrl+L")
    ruled(qtbot, screen)
    assert not screen.at_result, "the ballot is on the screen again"
    assert screen.review.controller.navigator.current == number
    assert screen.review.answer.because.text() == situation.because


def test_the_watermark_is_on_every_screen_of_practice(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("blank", "overvote")
    shown = [m for m in window.findChildren(Watermark) if m.isVisible()]
    assert [m.words for m in shown] == ["PRACTICE - not an election record"]
    press(screen, "Ctrl+E")
    settled(qtbot, window)
    assert shown[0].isVisible()
    assert shown[0].geometry() == screen.rect()


def test_practice_is_gone_on_with_from_start_and_left_without_a_trace(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    screen = begin("blank", "overvote")
    folder = screen.room.folder
    press(screen, "Ctrl+Shift+S")
    assert window.stack.currentWidget() is window.start
    assert window.start.practice.text() == "Go on with the &practice"
    press(window, "Ctrl+Shift+A")
    assert window.stack.currentWidget() is screen
    assert folder.is_dir()
    press(screen, "Ctrl+D")
    settled(qtbot, window)
    assert window.stack.currentWidget() is window.start
    assert window.start.practice.text() == "&Practice"
    assert not folder.exists()


def test_practising_again_brings_other_ballots(
    qtbot: QtBot, window: MainWindow, begin: Begin
) -> None:
    first = begin("blank", "overvote")
    seen = {s.id for _, s in first.room.order}
    press(first, "Ctrl+E", "Ctrl+G")
    qtbot.waitUntil(lambda: window.practices.screen not in {None, first}, timeout=30_000)
    settled(qtbot, window)
    again = window.practices.screen
    assert again is not None
    assert window.stack.currentWidget() is again
    assert not {s.id for _, s in again.room.order} & seen
    assert not again.attempt.result.judged
