"""What people at practice press: the keys of an answer, as somebody who knows it presses them."""

from pytestqt.qtbot import QtBot

from adjudicator.desktop.practice.practice_screen import PracticeScreen
from adjudicator.desktop.review.draft import CLAUSES_PER_PAGE, CONSISTENCY_ANSWERS, Draft, Page
from adjudicator.domain.rulings import Disposition
from adjudicator.services.practice.situations import Answer, Situation
from tests.desktop.support import press, write

VOTES = {Disposition.VOTE, Disposition.WRITE_IN}
PLAIN = {
    Disposition.NOTHING_MARKED: "0",
    Disposition.NO_CONSENSUS: "B",
    Disposition.PAPER: "P",
    Disposition.TOO_MANY: "O",
    Disposition.MARKS_DO_NOT_COUNT: "N",
}


def waiting(qtbot: QtBot, screen: PracticeScreen) -> Situation:
    """Wait until a ballot nobody has ruled on is on the screen; which it is."""
    flow = screen.review.flow
    qtbot.waitUntil(
        lambda: flow.shown and flow.draft is not None and not flow.draft.facts.barred,
    )
    assert flow.case is not None
    return screen.room.situations[flow.case.number]


def ruled(qtbot: QtBot, screen: PracticeScreen) -> None:
    """Wait until the answer is on the screen."""
    review = screen.review
    qtbot.waitUntil(lambda: review.answer.isVisible() and not review.flow.under_way)


def answer_by_keys(qtbot: QtBot, screen: PracticeScreen, answer: Answer) -> None:
    """Draft the answer, propose it, agree to it."""
    draft = _draft(screen)
    if answer.disposition in VOTES:
        _press_votes(screen, answer, draft)
    else:
        press(screen, PLAIN[answer.disposition])
        if answer.clauses:
            _press_clause(screen, answer.clauses[0])
    if _draft(screen).page is Page.CONSISTENCY and answer.consistency:
        _press_consistency(qtbot, screen, answer)
    if _draft(screen).page is Page.CLAUSE:
        _press_clause(screen, answer.clauses[0])
    if _draft(screen).asks_words:
        _copy_words(screen, answer)
    assert not _draft(screen).problem, _draft(screen).problem
    press(screen, "Return", "F2")


def _draft(screen: PracticeScreen) -> Draft:
    draft = screen.review.flow.draft
    assert draft is not None
    return draft


def _press_votes(screen: PracticeScreen, answer: Answer, draft: Draft) -> None:
    places = {choice.id: n for n, choice in enumerate(draft.facts.contest.choices, start=1)}
    for vote in sorted(answer.votes - draft.facts.machine.votes):
        press(screen, str(places[vote]))
    if answer.consistency and _draft(screen).page is Page.SEE:
        press(screen, "Right")


def _press_consistency(qtbot: QtBot, screen: PracticeScreen, answer: Answer) -> None:
    qtbot.waitUntil(lambda: _draft(screen).sides_shown)
    press(screen, str(CONSISTENCY_ANSWERS.index(answer.consistency[0]) + 1))


def _press_clause(screen: PracticeScreen, clause: str) -> None:
    place = [c.id for c in _draft(screen).offered].index(clause)
    press(screen, *["Right"] * (place // CLAUSES_PER_PAGE), str(place % CLAUSES_PER_PAGE + 1))


def _copy_words(screen: PracticeScreen, answer: Answer) -> None:
    words = screen.review.panel.detail.words
    if not words.hasFocus():
        press(screen, "Return")
    assert words.hasFocus()
    write(screen, answer.words)
    press(screen, "Return")
    assert not words.hasFocus()
