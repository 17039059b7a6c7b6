"""What happens at the window when people press their keys, as they would see it."""

from PySide6.QtWidgets import QLabel

from adjudicator.desktop.kit.watermark import Watermark
from adjudicator.desktop.orders.incident_form import IncidentForm
from adjudicator.desktop.review.flow import BLIND
from adjudicator.desktop.review.options import OptionButton
from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from adjudicator.services.notes import notes_register
from adjudicator.services.reopening import reopen
from tests.desktop.practice.conftest import Begin
from tests.end_to_end.conftest import Opened
from tests.end_to_end.station import Station
from tests.support.boardroom import BLANK, BLANKS, SHEETS, Boardroom

ANN_INSTRUCTED = Ruling(Disposition.VOTE, frozenset({"ann"}), clause="3a")
TABLE = ("ada", "ben", "ortiz", "lee", "scott", "nelson")


def begun(room: Boardroom) -> None:
    """Two overvotes and two blank ballots wait."""
    room.begin((*SHEETS[:2], *BLANKS[:2]))


def reopened(room: Boardroom) -> None:
    """A blank ballot was ruled a vote for Ann, closed and reopened."""
    begun(room)
    blanks = room.mayor(blank=True)
    room.rule(blanks[0], ANN_INSTRUCTED)
    room.rule(blanks[1], BLANK)
    room.close_batches(blanks[0].batch)
    room.sit("cora")
    reopen(room.recount, [room.now(blanks[0])], "A smudge.", room.keys("kelly", "cora"))


def a_blank_ballot(station: Station) -> str:
    """On the screen, before anybody pressed a key; its number."""
    case = next(c for c in station.cases() if not c.row.machine.over)
    station.review(case)
    return case.number


def states(station: Station) -> list[str]:
    """What stands in the row of the four observers."""
    return station.screen().bar.observers.words


def test_the_first_proposes_and_only_the_partner_s_key_records(opened: Opened) -> None:
    """Two people, two keys.

    Given Ada and Ben sit before a blank ballot
    When Ben agrees before anything is proposed, it says that nothing is proposed
    When Ada says that nothing is marked and proposes it, three times over
    Then nothing is recorded
    When Ben presses his key, the ruling is recorded, with both their names
    """
    station = opened(begun, *TABLE)
    number = a_blank_ballot(station)
    station.press("0", "F2")
    assert "Nothing is proposed yet" in station.screen().bar.message
    station.press("Return", "Return", "Return")
    assert station.rulings(number) == []
    before = station.recount.state.size
    station.press("F2")
    (made,) = station.rulings(number)
    (entry,) = station.entries(before)
    assert made.ruling.disposition is Disposition.NOTHING_MARKED
    assert entry.signers == ("ada", "ben")


def test_where_the_partner_does_not_agree_the_ballot_goes_to_the_board(opened: Opened) -> None:
    """We do not agree.

    Given Ada proposes a vote for Ann
    When Ben presses "we do not agree"
    Then the ballot goes to the board, and no vote is recorded
    """
    station = opened(begun, *TABLE)
    number = a_blank_ballot(station)
    station.press("1", "Return", "Shift+F2")
    (made,) = station.rulings(number)
    assert made.ruling.disposition is Disposition.NO_CONSENSUS
    assert made.ruling.votes == frozenset()


def test_the_last_ruling_is_revised_by_a_digit_that_says_why(opened: Opened) -> None:
    """U, the digit, the new ruling.

    Given Ada and Ben ruled that nothing is marked
    When they press U, the screen asks why, with a digit for each of the five reasons
    When they press the digit for "saw more" and rule anew
    Then both rulings are in the record, and the second says why
    """
    station = opened(begun, *TABLE)
    number = a_blank_ballot(station)
    station.press("0", "Return", "F2", "U")
    buttons = station.screen().panel.findChildren(OptionButton)
    asked = [button.option.title for button in buttons if button.isVisible()]
    assert asked == [
        "Wrong key",
        "We saw more",
        "After an objection",
        "From the paper",
        "The words were copied wrongly",
    ]
    station.press("2", "1", "Return", "F2")
    first, second = station.rulings(number)
    assert second.ruling.reason is RevisionReason.SAW_MORE
    assert second.prior == (first.entry, first.item)


def test_observers_answer_object_and_leave_with_one_key_of_their_own(opened: Opened) -> None:
    """F5 to F8.

    Given four observers sit at the table, and Ada and Ben rule on a ballot
    Then it stands under each observer's name that they were present and did not answer
    When Ortiz presses F5, Lee objects with Shift+F6 that the paper must be seen,
    And Scott goes away with Alt+F7
    Then the row says so in the exact words, and Nelson has not answered still
    And nobody was asked for a passphrase
    """
    station = opened(begun, *TABLE)
    a_blank_ballot(station)
    assert states(station) == ["present"] * 4
    station.press("0", "Return", "F2")
    assert states(station) == ["present, did not answer · 1"] * 4
    station.press("F5", "Shift+F6", "Right", "6", "Return", "Alt+F7")
    assert states(station) == [
        "signed, no objection",
        "signed, objection",
        "not at the table",
        "present, did not answer · 1",
    ]
    assert station.passphrases == []


def test_an_incident_is_noted_from_any_screen(opened: Opened) -> None:
    """Ctrl+I.

    Given a ballot is on the screen
    When somebody presses Ctrl+I and says what happened, twice
    Then both notes are recorded, and the same ballot is on the screen
    And on the screen of the record it is the same key
    """
    station = opened(begun, *TABLE)
    number = a_blank_ballot(station)
    for words in ("The lights went out.", "They are on again."):
        station.press("Ctrl+I")
        station.asked(IncidentForm)
        station.type_words(words)
        station.press("Return")
        assert station.number() == number
    station.window.show_screen("record")
    station.press("Ctrl+I")
    station.asked(IncidentForm)
    station.type_words("All is well.")
    station.press("Return")
    said = [note.words for note in reversed(notes_register(station.recount))]
    assert said == ["The lights went out.", "They are on again.", "All is well."]


def test_a_locked_station_shows_no_ballot_and_keeps_nothing_half_said(opened: Opened) -> None:
    """The table is left alone.

    Given Ada has proposed a ruling, and Ben has not agreed
    When the station is locked
    Then a cover says "Locked. Sign in (F3).", and that everything recorded is safe
    And Ben's key records nothing, for nobody sits here any more
    """
    station = opened(begun, *TABLE)
    number = a_blank_ballot(station)
    station.press("0", "Return", "Ctrl+Alt+L")
    cover = station.window.lock.cover
    assert cover is not None
    assert cover.words.text() == "Locked. Sign in (F3)."
    assert "Everything recorded is safe." in cover.told.text()
    station.press("F2")
    assert station.rulings(number) == []
    assert station.seated() == []


def test_a_reopened_ballot_shows_its_old_ruling_only_after_the_new_one(opened: Opened) -> None:
    """Blind.

    Given a ballot was ruled a vote for Ann, closed and reopened
    When Ada and Ben have it on the screen
    Then it says that it is ruled on without sight of what was ruled before,
    And the old ruling stands nowhere
    When both have agreed that nothing is marked
    Then the screen tells the old ruling beside the new one
    """
    station = opened(reopened, "ada", "ben")
    case = next(c for c in station.cases() if c.reopened is not None)
    bar = station.review(case).bar
    assert bar.message == f"! {BLIND}"
    assert "Ann Ash" not in f"{bar.sentence} {bar.message} {bar.last}"
    station.press("0", "Return", "2", "Return", "F2")
    station.until(lambda: station.screen().panel.title == "Ruled again")
    shown = [part.text() for part in station.screen().panel.findChildren(QLabel)]
    told = " ".join(shown)
    assert "Vote for Ann Ash" in told
    assert "No vote: nothing is marked in this contest." in told


def test_practice_says_on_every_picture_that_it_is_practice(begin: Begin) -> None:
    """The watermark.

    When somebody practises
    Then the screen says "PRACTICE - not an election record"
    And nobody was asked for a passphrase, for no recount is open
    """
    screen = begin("blank", "overvote")
    shown = [m.words for m in screen.window().findChildren(Watermark) if m.isVisible()]
    assert shown == ["PRACTICE - not an election record"]
