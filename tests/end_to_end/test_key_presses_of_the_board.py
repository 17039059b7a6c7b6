"""How many keys each flow of the board takes, in the real window over a real record.

Every test names the keys a person presses, in order and none left out, and what is recorded then.
"""

import pytest

from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Fate, Ground
from adjudicator.domain.rulings import RevisionReason, Tier
from adjudicator.services.notes import notes_register
from adjudicator.services.objections import register
from adjudicator.services.papers.life import papers_out
from tests.end_to_end.conftest import Opened
from tests.end_to_end.station import Station
from tests.support.boardroom import BLANK, BLANKS, MEMBERS, OVERVOTE, SHEETS, Boardroom

TEAM = ("ada", "ben")
FOR_ALL = ("Ctrl+1", "Ctrl+2", "Ctrl+3")
ALIKE = 5


def sent_up(room: Boardroom) -> None:
    """The team could not agree on five overvotes of one kind."""
    room.begin(SHEETS[:ALIKE])
    room.send_up(*room.mayor())


@pytest.fixture
def board(opened: Opened) -> Station:
    """The docket, with the board of three and the clerk here."""
    station = opened(sent_up, *MEMBERS, "cora")
    station.docket()
    return station


def call(board: Station) -> str:
    """Call the first case, which is not counted; its number."""
    docket = board.docket()
    board.press("Return")
    assert docket.flow.case is not None
    board.pressed.clear()
    return docket.flow.case.view.number


def test_the_docket_and_its_first_case_are_two_keys_away(opened: Opened) -> None:
    board = opened(sent_up, *MEMBERS)
    board.press("Ctrl+Shift+K", "Return")
    docket = board.docket()
    assert docket.flow.case is not None
    assert board.pressed == ["Ctrl+Shift+K", "Return"]


def test_a_vote_is_one_key_of_each_member(board: Station) -> None:
    number = call(board)
    before = board.recount.state.size
    board.press("O", "1", "Return", *FOR_ALL)
    entries = board.entries(before)
    assert [e.kind for e in entries] == ["vote", "vote", "vote", "rule"]
    assert [e.signers for e in entries[:3]] == [(member,) for member in MEMBERS]
    made = board.rulings(number)[-1]
    assert (made.tier, made.ruling) == (Tier.BOARD, OVERVOTE)
    # Two keys say what is seen, one puts it to the vote, and every member has one.
    assert len(board.pressed) == 6
    assert board.passphrases == []


@pytest.mark.parametrize(
    ("third", "value"),
    [
        ("Ctrl+Shift+3", {"disp": "no_consensus", "votes": [], "clause": None}),
        ("Alt+3", "abstain"),
    ],
)
def test_two_to_one_takes_as_many_keys(board: Station, third: str, value: object) -> None:
    number = call(board)
    before = board.recount.state.size
    board.press("O", "1", "Return", "Ctrl+1", "Ctrl+2", third)
    *votes, ruled = board.entries(before)
    assert [e.body["value"] for e in votes][-1] == value
    assert ruled.kind == "rule"
    assert board.case(number).status is CaseStatus.RULED_BY_BOARD
    assert len(board.pressed) == 6


def test_a_majority_need_not_wait_for_the_third_member(board: Station) -> None:
    number = call(board)
    board.press("O", "1", "Return", "Ctrl+1", "Ctrl+2", "Return")
    assert board.case(number).status is CaseStatus.RULED_BY_BOARD
    assert len(board.pressed) == 6


def test_like_cases_are_ruled_on_together_and_one_is_taken_out_with_two_keys(
    board: Station,
) -> None:
    call(board)
    before = board.recount.state.size
    board.press("O", "1", "G", "Down", "T", "T", "Return", *FOR_ALL)
    ruled = [c for c in board.cases() if c.status is CaseStatus.RULED_BY_BOARD]
    assert len(ruled) == ALIKE - 1
    assert [e.kind for e in board.entries(before)] == ["note", "vote", "vote", "vote", "rule"]
    # What is seen 2, the group 1, the ballot pointed at, out and for whom 3, the vote 1 and 3.
    assert len(board.pressed) == 10
    assert board.passphrases == []


def test_to_defer_a_case_is_one_key(board: Station) -> None:
    number = call(board)
    board.press("D")
    docket = board.docket()
    lines = [row.line for row in docket.list.table.shown()]
    assert (lines[-1].number, lines[-1].deferred) == (number, True)
    assert board.pressed == ["D"]


def test_to_send_for_the_paper_is_one_key(board: Station) -> None:
    number = call(board)
    board.press("P")
    assert papers_out(board.recount) == [" ".join(number)]
    assert board.pressed == ["P"]


def test_the_end_of_a_sitting_is_one_passphrase_of_each_member_for_all_their_votes(
    board: Station,
) -> None:
    call(board)
    for _ in range(2):
        # The next case is called by itself.
        board.press("O", "1", "Return", *FOR_ALL)
    assert len(board.pressed) == 12
    board.pressed.clear()
    before = board.recount.state.size
    board.press("Ctrl+E")
    board.asked(SigningDialog)
    for member in MEMBERS:
        board.type_passphrase(member)
        board.press("Return")
    board.press("Space")
    # The same passphrases cosign the head of the sitting.
    sitting, witness = board.entries(before)
    assert witness.kind == "witness"
    assert (sitting.kind, sitting.signers) == ("sitting", MEMBERS)
    assert [len(votes) for _, votes in sitting.body["votes"]] == [2, 2, 2]
    assert board.pressed == ["Ctrl+E", "Return", "Return", "Return", "Space"]
    assert board.passphrases == list(MEMBERS)


def test_a_recess_is_two_keys_and_until_when(board: Station) -> None:
    board.press("Ctrl+Shift+E")
    board.asked(RecessForm)
    board.type_words("7:00 a.m.")
    board.press("Return")
    (note,) = notes_register(board.recount)
    assert "7:00 a.m." in note.sentence
    assert board.pressed == ["Ctrl+Shift+E", "Return"]
    assert board.passphrases == []


def test_an_objection_is_upheld_with_as_many_keys_as_any_vote(opened: Opened) -> None:
    def objected(room: Boardroom) -> None:
        room.begin(SHEETS[:2])
        first = room.mayor()[0]
        room.rule(first, OVERVOTE)
        room.objects("lee", first, Ground.SHOULD_COUNT, "bob")

    board = opened(objected, *MEMBERS)
    board.press("Ctrl+Shift+K", "Return")
    board.pressed.clear()
    board.press("2", "2", "1", "Return", *FOR_ALL)
    (line,) = register(board.recount)
    assert line.fate is Fate.UPHELD
    assert len(board.pressed) == 7


def closed(room: Boardroom) -> None:
    """A batch of two blank contests is closed."""
    room.begin(BLANKS[:2])
    for case in room.cases():
        room.rule(case, BLANK)
    room.close_batches(*{case.batch for case in room.cases()})


def test_a_closed_case_is_reopened_with_two_passphrases_and_ruled_on_again(
    opened: Opened,
) -> None:
    station = opened(closed, *TEAM, "kelly", "cora")
    case = station.cases()[0]
    station.review(case)
    station.press("Ctrl+U")
    station.asked(SigningDialog)
    station.type_words("A smudge was taken for a mark.")
    station.press("Return")
    for officer in ("kelly", "cora"):
        station.type_passphrase(officer)
        station.press("Return")
    station.press("Space")
    assert station.case(case.number).reopened is not None
    assert station.pressed == ["Ctrl+U", "Return", "Return", "Return", "Space"]
    assert station.passphrases == ["kelly", "cora"]
    station.pressed.clear()
    station.until(lambda: station.screen().flow.shown)
    station.press("1", "Return", "2", "Return", "F2")
    first, last = station.rulings(case.number)
    assert (last.prior, last.ruling.votes) == ((first.entry, first.item), frozenset({"ann"}))
    assert last.ruling.reason is RevisionReason.SAW_MORE
    assert len(station.pressed) == 5
