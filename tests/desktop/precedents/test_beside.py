"""Rulings made before stand beside the ballot in Review, at a key, and never in its way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.precedents.beside import RulingsBeside
from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review.ports import CaseView
from adjudicator.domain.rulings import Ruling
from adjudicator.services.errors import Refusal
from tests.desktop.review.conftest import Table, seat, shelf
from tests.desktop.support import press

__all__ = ["seat", "shelf"]
Seat = Callable[..., Table]
SO_FAR = "Like this so far: 3 a vote, 9 no vote"


@dataclass
class Before:
    """A record with rulings like any ballot."""

    table: Table
    words: str = SO_FAR
    refusal: str = ""
    alike: str = ""
    asked: list[str] = field(default_factory=list)
    clauses: list[str | None] = field(default_factory=list)

    def so_far(self, case: CaseView) -> str:
        self.asked.append(case.number)
        return self.words

    def precedents(self, case: CaseView, ruling: Ruling | None) -> tuple[PrecedentView, ...]:
        if self.refusal:
            raise Refusal(self.refusal)
        self.clauses.append(None if ruling is None else ruling.clause)
        view = self.table.desk.cases["9A3M"]
        assert case.number != "9A3M"
        return (PrecedentView("9A3M", "No vote: nothing is marked.", "team", view, self.alike),)


@dataclass
class Beside:
    table: Table
    before: Before
    rulings: RulingsBeside

    @property
    def hint(self) -> str:
        return self.table.screen.panel.hint.accessibleName()

    def press(self, *keys: str) -> None:
        for key in keys:
            press(self.table.screen, key)
            self.table.wait_for_record()


@pytest.fixture
def beside(seat: Seat, qtbot: QtBot) -> Iterator[Beside]:
    table = seat(start=False)
    before = Before(table)
    made = Beside(table, before, RulingsBeside(table.screen, before, table.record))
    table.screen.start()
    table.wait_for("417K")
    qtbot.waitUntil(lambda: bool(made.hint))
    yield made
    table.wait_for_record()


def test_a_line_of_the_panel_says_how_like_ballots_were_ruled_on(beside: Beside) -> None:
    assert beside.hint == f"{SO_FAR} \u00b7 J shows them"
    panel = beside.table.screen.panel
    assert panel.hint.isVisible()
    assert panel.hint.geometry().bottom() <= panel.height()


def test_where_there_is_none_nothing_is_said_and_the_panel_stays_as_it_is(beside: Beside) -> None:
    beside.before.words = ""
    high = beside.table.screen.panel.options.height()
    beside.press("PgDown")
    beside.table.wait_for("52QD")
    beside.table.qtbot.waitUntil(lambda: beside.before.asked == ["417K", "52QD"])
    beside.table.wait_for_record()
    assert beside.hint == ""
    assert beside.table.screen.panel.options.height() == high


def test_the_key_shows_them_in_the_place_of_the_panel_and_takes_them_away(beside: Beside) -> None:
    like, panel = beside.rulings.like, beside.table.screen.panel
    beside.press("J")
    assert like.isVisible()
    assert not panel.isVisible()
    assert like.width() == panel.width()
    assert like.rows == ["9 A 3 M \u00b7 team: No vote: nothing is marked."]
    assert like.lead.text() == SO_FAR
    for key in ("J", "Backspace", "Esc"):
        if not like.isVisible():
            beside.press("J")
        beside.press(key)
        assert not like.isVisible(), key
        assert panel.isVisible(), key


def test_a_ruling_on_like_ink_says_in_what_it_is_like(beside: Beside) -> None:
    beside.before.alike = "ink crosses two ovals and a ring beside a name"
    beside.press("J")
    assert beside.rulings.like.rows[1] == (
        "Like this: ink crosses two ovals and a ring beside a name."
    )


def test_once_a_clause_is_chosen_only_rulings_under_it_are_shown(beside: Beside) -> None:
    beside.press("J", "J", "O", "1", "J")
    assert beside.before.clauses[0] is None
    assert beside.before.clauses[1] is not None
    assert beside.rulings.like.lead.text().startswith("Under (")


def test_a_key_that_says_what_is_seen_brings_the_panel_back_and_counts(beside: Beside) -> None:
    beside.press("J", "0")
    assert not beside.rulings.like.isVisible()
    assert (
        beside.table.screen.bar.sentence
        == "\u201cNo vote: nothing is marked in this contest.\u201d"
    )
    beside.press("J", "Return", "F2")
    beside.table.wait_for("52QD")
    assert len(beside.table.desk.rulings) == 1
    assert beside.table.screen.panel.isVisible()


def test_arrows_move_in_the_rulings_and_not_in_the_choices(beside: Beside) -> None:
    flow = beside.table.screen.flow
    beside.press("J")
    before = flow.draft
    beside.press("Down", "Up")
    assert beside.rulings.like.isVisible()
    assert flow.draft is before


def test_a_team_that_does_not_stay_on_a_ballot_asks_nothing(beside: Beside) -> None:
    for number in ("52QD", "9A3M"):
        press(beside.table.screen, "PgDown")
        beside.table.wait_for(number)
    assert "52QD" not in beside.before.asked


def test_what_is_refused_is_told(beside: Beside) -> None:
    beside.before.refusal = "Case 4 1 7 K is not in this copy of the record."
    beside.press("J")
    assert not beside.rulings.like.isVisible()
    assert "is not in this copy" in beside.table.screen.bar.message


def test_practice_knows_no_such_key() -> None:
    heard = {command.id for command in default_table().heard_in(Context.PRACTICE)}
    assert "review.digit_1" in heard
    assert "review.precedents" not in heard
