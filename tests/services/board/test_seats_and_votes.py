"""Who sits may change; no vote that was cast is turned by it, and none is retold wrongly."""

from pathlib import Path

import pytest

from adjudicator.domain.people import Role
from adjudicator.domain.votes import Say
from adjudicator.services.board.decided import board_vote
from adjudicator.services.board.voting import vote_now
from adjudicator.services.errors import Refusal
from adjudicator.services.opening import Policy
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.people import Enrolment, enrol, remove
from adjudicator.services.people_at_work.lost_passphrase import give_new_key
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord
from tests.services.board.test_as_shown import scan_again
from tests.support.boardroom import ANN, OVERVOTE, Boardroom

BY_TWO = ("kelly", "cora")


def join(room: Boardroom, person: str) -> None:
    """Somebody is enrolled as a member, and sits here."""
    secret = f"a long enough passphrase {person}"
    enrol(
        room.recount,
        Enrolment(person, person.title(), Role.MEMBER, None),
        secret,
        officers=room.keys(*BY_TWO),
    )
    room.seating.sign_in(person, secret)


def told(room: Boardroom, case: CaseRecord) -> str:
    """The vote behind the case's ruling, in words."""
    with room.recount.reading() as connection:
        names = {p.person.id: p.person.name or "" for p in list_people(connection)}
    vote = board_vote(room.recount, room.ruling(case), room.now(case), names)
    assert vote is not None
    return vote.words


def test_two_officers_who_remove_members_turn_no_vote(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path, Policy(quorum=1))
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(ANN, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.AGAINST, moss=Say.AGAINST)
    for person in ("lewis", "moss"):
        remove(room.recount, person, "x", room.keys(*BY_TWO))
    assert vote_now(room.recount, proposal, room.seating).words == "Nobody has voted yet."
    with pytest.raises(Refusal, match="Nobody has voted yet"):
        room.record(proposal)
    again = room.propose(ANN, case)
    alone = room.votes(again, kelly=Say.FOR)
    assert not alone.may_record, "the two seats nobody holds go on counting"
    with pytest.raises(Refusal, match="A majority of the board's seats is 2"):
        room.record(again)
    room.recount.close()


def test_two_officers_who_enrol_members_turn_no_vote(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(ANN, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.AGAINST, moss=Say.AGAINST)
    for person in ("nova", "quin"):
        join(room, person)
    room.votes(proposal, nova=Say.FOR, quin=Say.FOR)
    with pytest.raises(Refusal, match="A majority of the board's seats is 3"):
        room.record(proposal)


def test_a_new_member_takes_the_empty_seat_and_nobody_else_gets_it(room: Boardroom) -> None:
    room.sit("osei")
    remove(room.recount, "lewis", "x", room.keys(*BY_TWO))
    join(room, "nova")
    yes = [("kelly", "yes"), ("moss", "yes")]
    target = targets.seat("osei", "lewis")
    with pytest.raises(Refusal, match="Lou Lewis holds no seat"):
        carry(room.recount, Effect.SEAT, target, "x", yes, room.keys("kelly", "moss"))
    assert [p.id for p in room.recount.state.data.board()] == ["kelly", "moss", "nova"]
    with room.recount.reading() as connection:
        lewis = next(p for p in list_people(connection) if p.person.id == "lewis")
    assert lewis.displaced == "nova"


def test_votes_on_an_older_scan_are_not_told_behind_the_ruling(
    room: Boardroom, tmp_path: Path
) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.votes(room.propose(OVERVOTE, case), moss=Say.AGAINST)
    scan_again(room, case, tmp_path)
    proposal = room.propose(OVERVOTE, case)
    before = room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR).words
    room.record(proposal)
    assert told(room, case) == before == "2 to 0."


def test_votes_of_a_member_who_came_back_are_told_as_they_were_counted(room: Boardroom) -> None:
    room.sit("osei")
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    yes = [("kelly", "yes"), ("moss", "yes")]
    for comes, goes in (("osei", "lewis"), ("lewis", "osei")):
        target = targets.seat(comes, goes)
        carry(room.recount, Effect.SEAT, target, "x", yes, room.keys("kelly", "moss"))
    room.seating.settle()
    room.sit("lewis")
    with pytest.raises(Refusal, match="Nobody has voted yet"):
        room.record(proposal)
    before = room.votes(proposal, lewis=Say.FOR, moss=Say.FOR, kelly=Say.ABSTAIN).words
    room.record(proposal)
    assert told(room, case) == before


def test_a_new_key_leaves_the_vote_told_as_it_was(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    room.record(proposal)
    before = told(room, case)
    give_new_key(room.recount, "lewis", "a new long passphrase here", room.keys(*BY_TWO))
    assert told(room, case) == before == "2 to 0."
    assert room.recount.state.data.rulings[room.ruling(case).entry].seats == 3
