"""What the public sees on the wall: the case as the table has it, and nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from adjudicator.desktop.display.display_window import PublicDisplay
from adjudicator.desktop.display.words import NO_CASE
from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.window.docket_page import DocketScreenPage
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.recount import open_recount
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.end_to_end.conftest import Opened
from tests.end_to_end.station import Station
from tests.support.boardroom import BLANK, BLANKS, MEMBERS, SHEETS, Boardroom
from tests.support.scene import passphrase


def sent_up(room: Boardroom) -> None:
    """The team could not agree on two overvotes; blank ballots wait for it."""
    room.begin((*SHEETS[:2], *BLANKS[:2]))
    room.send_up(*room.mayor())


@pytest.fixture
def board(opened: Opened) -> Station:
    """A case is called, and the public display is open."""
    station = opened(sent_up, *MEMBERS)
    station.docket()
    station.press("Return")
    station.press("Ctrl+D")
    display = display_of(station)
    station.until(lambda: QApplication.activeWindow() is display)
    station.window.activateWindow()
    station.until(lambda: QApplication.activeWindow() is station.window)
    return station


@pytest.fixture(autouse=True)
def _display_is_closed(board: Station) -> Iterator[None]:
    yield
    page = board.window.stack.currentWidget()
    if isinstance(page, DocketScreenPage) and page.display is not None:
        page.display.close()


def display_of(station: Station) -> PublicDisplay:
    page = station.window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    assert page.display is not None
    return page.display


def number(station: Station) -> str:
    """Of the case the board has before it, as it is spoken."""
    page = station.window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    assert page.docket.flow.case is not None
    return spoken(page.docket.flow.case.view.number)


def test_the_public_sees_the_case_the_proposal_and_each_vote(board: Station) -> None:
    """As the table has it.

    Given a case is called, and the display is open
    Then it shows the case's number and contest, and the members, none of whom has voted
    When it is proposed that too many are marked, and Judge Kelly votes for it and Lewis against
    Then the display shows the sentence, and what each of them said
    """
    display = display_of(board)
    assert display.facts.number == number(board)
    assert display.facts.contest == "Mayor"
    assert [(m.name, m.word) for m in display.facts.members] == [
        ("Judge Kelly", "presides"),
        ("Lou Lewis", "here"),
        ("Mo Moss", "here"),
    ]
    board.press("O", "1", "Return", "Ctrl+1", "Ctrl+Shift+2")
    assert display.facts.lead == "Proposed"
    assert display.facts.sentence.startswith("Too many marked: no vote in this contest")
    assert [(m.name, m.word) for m in display.facts.members] == [
        ("Judge Kelly", "for"),
        ("Lou Lewis", "against"),
        ("Mo Moss", "has not voted yet"),
    ]


def test_a_passphrase_is_never_on_the_wall(board: Station) -> None:
    """Somebody signs in.

    Given the display shows a case
    When Ada types her passphrase at the table
    Then the display shows the case and nothing of the form, and none of its words
    """
    display = display_of(board)
    before = display.facts
    board.press("F3")
    form = board.asked(SignInDialog)
    board.type_words("alder")
    board.press("Return")
    board.type_words(passphrase("ada"))
    assert form.isVisible()
    assert form not in display.findChildren(SignInDialog)
    assert display.facts == before
    words = " ".join(part.accessibleName() for part in (display.head, display.vote))
    assert passphrase("ada") not in words
    board.press("Return")
    assert display.facts.number == before.number


def test_what_another_table_does_is_not_on_the_wall(board: Station) -> None:
    """Only the case that is called.

    Given the display shows a case
    When a team rules on another ballot at another table
    Then the display still shows the case, and no word of that ruling
    """
    display = display_of(board)
    before = display.facts
    other = open_recount(board.recount.folder.path, station="s2")
    seating = Seating(other)
    seats = [seating.sign_in(person, passphrase(person)) for person in ("ada", "ben")]
    with other.reading() as connection:
        blank = next(c for c in list_cases(connection, CaseFilter()) if not c.row.machine.over)
    record_rulings(other, [(blank, BLANK)], seats)
    other.close()
    board.window.refresh()
    board.settle()
    assert (display.facts.number, display.facts.sentence) == (before.number, before.sentence)


def test_hold_freezes_the_wall_until_it_is_let_go(board: Station) -> None:
    """Hold.

    Given the display is held
    When Judge Kelly votes
    Then the display does not show it until it is let go
    """
    display = display_of(board)
    board.press("O", "1", "Return", "Ctrl+H", "Ctrl+1")
    assert display.facts.members[0].word == "has not voted yet"
    board.press("Ctrl+H")
    assert display.facts.members[0].word == "for"


def test_in_recess_the_wall_says_until_when_with_the_record_code(board: Station) -> None:
    """Until 7:00 a.m.

    When Judge Kelly calls a recess until 7:00 a.m.
    Then the wall says so, with the record code, and no case
    """
    display = display_of(board)
    board.press("Ctrl+Shift+E")
    board.asked(RecessForm)
    board.type_words("7:00 a.m.")
    board.press("Return")
    assert display.pause.words == "In recess until 7:00 a.m."
    assert display.pause.code == board.recount.record_code()
    assert display.pause.isVisible()


def test_while_the_station_is_locked_the_wall_shows_no_case(board: Station) -> None:
    """Nobody is there.

    Given the display shows a case and a proposal
    When the station is locked
    Then the wall says that the board has no case before it
    """
    display = display_of(board)
    board.press("O", "1", "Return", "Ctrl+Alt+L")
    assert display.pause.isVisible()
    assert display.pause.words == NO_CASE == "The board has no case before it."
    assert display.facts.sentence == ""


def test_before_like_cases_are_settled_together_the_room_is_asked(board: Station) -> None:
    """The question before one vote for many.

    Given two like cases
    When they are gathered for one vote
    Then the screen asks whether any member or observer asks that a ballot be taken out,
    And the wall says how many like cases the proposal is for
    """
    page = board.window.stack.currentWidget()
    assert isinstance(page, DocketScreenPage)
    board.press("O", "1", "G")
    question = "Does any member or observer ask that a ballot be taken out?"
    board.until(lambda: question in page.docket.case.bar.message)
    assert display_of(board).facts.like == 2
