"""The end of a sitting, its recess, and who was in the room since when."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adjudicator.domain.votes import Say
from adjudicator.services.board.attendance import Attendance, clock
from adjudicator.services.board.sitting import (
    adjournment,
    end_sitting,
    recess,
    sitting_now,
    unsigned_words,
)
from adjudicator.services.board.voting import vote_now
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_register
from adjudicator.services.presence import note_presence
from tests.support.boardroom import ANN, MEMBERS, OVERVOTE, Boardroom


class Clock:
    """A station's clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2018, 11, 17, 19, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, minutes: int) -> str:
        """The time some minutes on, as a screen shows it."""
        self.now += timedelta(minutes=minutes)
        return self.now.astimezone().strftime("%H:%M")


@pytest.fixture
def timed(tmp_path: Path) -> Iterator[tuple[Boardroom, Clock]]:
    """Nobody sits yet."""
    hand = Clock()
    room = Boardroom.with_room(tmp_path, clock=hand)
    yield room, hand
    room.recount.close()


def test_a_sitting_ends_with_one_passphrase_of_each_member_in_the_room(room: Boardroom) -> None:
    cases = room.send_up(*room.mayor()[:2])
    for case in cases:
        room.board_rules(case)
    now = sitting_now(room.recount)
    assert (now.votes, now.signing, now.left) == (6, MEMBERS, ())
    assert now.words == "6 votes in this sitting, not signed yet"
    assert {m.person: len(m.votes) for m in now.members} == dict.fromkeys(MEMBERS, 2)
    assert now.members[0].votes[0].words.endswith(": for too many marked: no vote in this contest.")
    appended = end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))
    after = sitting_now(room.recount)
    assert (after.votes, after.words, after.since) == (0, "", appended.index)


def test_a_vote_carried_without_its_ruling_is_named_before_the_end(room: Boardroom) -> None:
    first, second, third = room.send_up(*room.mayor()[:3])
    proposal = room.propose(OVERVOTE, first)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    room.votes(room.propose(OVERVOTE, second), kelly=Say.FOR, lewis=Say.AGAINST)
    room.board_rules(third)
    assert sitting_now(room.recount).carried == (" ".join(first.number),)
    room.record(proposal)
    assert sitting_now(room.recount).carried == ()


def test_every_vote_is_read_for_the_form_and_only_counted_for_the_screen(room: Boardroom) -> None:
    a, b, c = room.send_up(*room.mayor()[:3])
    room.votes(room.propose(ANN, a, b), kelly=Say.FOR, lewis=Say.AGAINST, moss=Say.ABSTAIN)
    room.votes(room.propose(OVERVOTE, c), kelly=Say.FOR)
    now = sitting_now(room.recount)
    assert unsigned_words(room.recount) == now.words == "4 votes in this sitting, not signed yet"
    told = {m.person: [vote.words.partition(": ")[2] for vote in m.votes] for m in now.members}
    assert told == {
        "kelly": ["for a vote for Ann Ash.", "for too many marked: no vote in this contest."],
        "lewis": ["against."],
        "moss": ["abstains."],
    }
    both = now.members[1].votes[0]
    assert set(both.cases) == {" ".join(a.number), " ".join(b.number)}
    assert both.words.startswith(f"2 cases, {both.cases[0]} first")
    assert {m.person: [v.entry for v in m.votes] for m in now.members} == (
        room.recount.state.data.sitting_votes
    )


def test_whoever_sits_here_has_to_sign_and_nobody_else_may(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.board_rules(case)
    with pytest.raises(Refusal, match="Mo Moss sat in this sitting and has to sign it"):
        end_sitting(room.recount, room.keys("kelly", "lewis"), seen=sitting_now(room.recount))
    with pytest.raises(Refusal, match="holds no seat in the room"):
        end_sitting(room.recount, room.keys(*MEMBERS, "cora"), seen=sitting_now(room.recount))


def test_a_member_who_voted_and_left_is_listed_and_cannot_block_the_end(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.board_rules(case)
    for person in ("moss", "lewis"):
        room.seating.sign_out(person)
    now = sitting_now(room.recount)
    assert (now.signing, now.left) == (("kelly",), ("Lou Lewis", "Mo Moss"))
    end_sitting(room.recount, room.keys("kelly"), seen=sitting_now(room.recount))
    assert sitting_now(room.recount).votes == 0


def test_a_sitting_without_votes_is_not_signed(room: Boardroom) -> None:
    with pytest.raises(Refusal, match="no vote to sign"):
        end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))


def test_votes_of_an_ended_sitting_make_no_majority(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    assert room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR).standing.carried
    end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))
    assert vote_now(room.recount, proposal).standing.says == ()
    with pytest.raises(Refusal, match="Not recorded"):
        room.record(proposal)
    room.board_rules(case)


def test_a_recess_is_noted_and_its_page_holds_the_code_after_the_note(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.votes(room.propose(OVERVOTE, case), kelly=Say.FOR)
    page = recess(room.recount, "7:00 a.m.", room.seating.seat("kelly"))
    assert page.headline == "In recess until 7:00 a.m."
    assert page.record_code == room.recount.record_code()
    assert (page.waiting, page.unsigned) == (1, "1 vote in this sitting, not signed yet")
    (note,) = notes_register(room.recount, Category.EXPLAINED)
    assert note.words == "The board is in recess until 7:00 a.m."
    with pytest.raises(Refusal, match="the presiding member calls a recess"):
        recess(room.recount, "8:00 a.m.", room.seating.seat("lewis"))
    assert adjournment(room.recount, "").headline == "In recess"


def test_the_quorum_is_told_with_times(timed: tuple[Boardroom, Clock]) -> None:
    room, hand = timed
    first = hand.later(2)
    room.sit("kelly")
    board = Attendance(room.recount).board()
    assert board.sentence == (
        f"No quorum, 1 here and 2 of 3 needed: Judge Kelly since {first}; "
        "Lou Lewis not come yet, Mo Moss not come yet"
    )
    assert board.problem.startswith("Not recorded: quorum is 1 of 2.")
    second = hand.later(8)
    room.sit("lewis")
    hand.later(5)
    room.sit("moss")
    third = hand.later(30)
    room.seating.sign_out("moss")
    room.seating.attend("lewis", "in")
    board = Attendance(room.recount).board()
    assert board.sentence == (
        f"Quorum 2 of 3: Judge Kelly since {first}, Lou Lewis since {second}; Mo Moss out {third}"
    )
    assert (board.quorum, board.problem) == (True, "")


def test_away_counts_for_no_quorum_and_the_chair_presides_when_back(
    timed: tuple[Boardroom, Clock],
) -> None:
    room, hand = timed
    room.sit("kelly", "lewis")
    attendance = Attendance(room.recount)
    chair = attendance.board().presiding
    assert chair is not None
    assert chair.person == "kelly"
    gone = hand.later(12)
    note_presence(room.recount, "kelly", "away", room.seating.seat("kelly").signer, session=True)
    board = attendance.board()
    assert board.presiding is not None
    assert board.presiding.person == "lewis"
    assert not board.quorum
    assert f"Judge Kelly away since {gone}" in board.sentence
    assert [c.state for c in attendance.changes("kelly")] == ["in", "away"]
    assert [clock(c.time) for c in attendance.changes("kelly")][1] == gone
