"""Another team looks at what was drawn, and is told nothing."""

from dataclasses import fields, replace

import pytest

from adjudicator.domain.docket import Why
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, RevisionReason
from adjudicator.domain.second_look import Rate, Sight, Stage
from adjudicator.services.board.docket import call_lines, docket
from adjudicator.services.entry_details import read_details
from adjudicator.services.errors import Refusal
from adjudicator.services.logbook import log_lines
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.paging import EntryFilter, read_page
from adjudicator.services.ruling import record_rulings
from adjudicator.services.second_look.looking import (
    LookCase,
    look_case,
    looks_for,
    record_look,
)
from tests.services.second_look.looking_room import OTHERS, LookingRoom
from tests.support.boardroom import ANN, BLANK
from tests.support.findings import located, plain_ink, put_finding


def test_who_looks_is_told_the_ballot_and_nothing_else(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    case = look_case(room.elsewhere, room.to_look_at()[0])
    told = {field.name for field in fields(LookCase)}
    assert told == {
        *("sample", "seal", "row", "number", "batch", "contest", "title", "precinct"),
        *("pages", "captions", "images", "located", "place", "of"),
    }
    assert (case.place, case.of, case.title) == (1, 2, "Mayor")


def test_another_team_looks_and_no_ruling_changes(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    before = room.recount.state.data.rulings.keys()
    assert len(room.to_look_at()) == 2
    room.look()
    assert len(room.to_look_at()) == 1
    room.look()
    (looks,) = room.looks().batches
    assert (looks.stage, looks.rate, looks.holds) == (Stage.DONE, Rate(2, 0), False)
    assert room.recount.state.data.rulings.keys() == before
    assert room.to_look_at() == ()


def test_those_who_ruled_are_told_that_others_look(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    found = looks_for(room.recount, ["ada", "dot"])
    assert (found.numbers, found.others) == ((), 2)
    assert found.sentence == "Ada Alder ruled on 2 drawn ballots that wait: another team looks."
    case = look_case(room.recount, room.to_look_at()[0])
    seats = [room.seating.seat(person) for person in ("ada", "ben")]
    with pytest.raises(Refusal, match="Ada Alder and Ben Beech ruled on this ballot"):
        record_look(room.recount, case, Sight.NOTHING, seats)


def test_who_ruled_once_and_was_followed_by_others_does_not_look(room: LookingRoom) -> None:
    first = room.confirm()[0]
    seats = [room.others.seat(person) for person in OTHERS]
    again = replace(BLANK, reason=RevisionReason.SAW_MORE)
    for case in room.cases(batch=first.batch):
        record_rulings(room.elsewhere, [(room.now(case), again)], seats)
    room.draw()
    for people in (("ada", "ben"), OTHERS):
        assert looks_for(room.recount, people).numbers == ()


def test_a_ballot_is_looked_at_once(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    taken = room.look()
    with pytest.raises(Refusal, match="does not wait for a second look"):
        room.look(number=taken)
    other = next(c for c in room.cases(batch=room.batch()) if c.number not in room.to_look_at())
    with pytest.raises(Refusal, match="does not wait for a second look"):
        look_case(room.elsewhere, other.number)


def test_what_was_seen_otherwise_stands_on_the_docket_in_words(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    case = room.case(room.look(Sight.VOTE))
    assert (case.status, case.disposition) == (
        CaseStatus.SEEN_OTHERWISE,
        Disposition.NOTHING_MARKED,
    )
    (group,) = docket(room.recount)
    (line,) = group.lines
    assert (group.key.why, line.why) == (Why.SECOND_LOOK, "A second look saw a vote.")
    assert call_lines(room.recount, [group])[case.seal].endswith("A second look saw a vote.")
    (batch,) = [b for b in room.batches() if b.number == case.batch]
    assert (batch.ruled, batch.for_board) == (11, 1)
    with pytest.raises(Refusal, match="second look saw a vote"):
        room.rule(case, replace(ANN, reason=RevisionReason.SAW_MORE))
    room.board_rules(case, ANN)
    assert docket(room.recount) == ()
    assert room.now(case).status is CaseStatus.RULED_BY_BOARD


def test_the_record_tells_samples_and_looks_in_sentences(room: LookingRoom) -> None:
    room.confirm()
    (sample,) = room.draw()
    number = room.look(Sight.TOO_MANY)
    spoken = " ".join(number)
    look, drawn = read_page(room.recount, EntryFilter(), limit=2).lines
    assert look.sentence == (
        f"Cyd Cole and Dot Dale, second look: case {spoken}: too many marked, unlike the ruling: "
        "to the board."
    )
    assert drawn.sentence.startswith(
        f"Judge Kelly and Lou Lewis drew 2 blanks of batch {room.batch()} for a second look; drawn "
        'dice thrown in public: "3 1 6 2'
    )
    details = read_details(room.recount, drawn.entry).sentences
    assert any(told == "1 of 2 ballots looked at." for told in details)
    assert any(spoken in told for told in details)
    kinds = [line.kind for line in log_lines(room.recount)]
    assert kinds[sample.index :][:2] == ["sample", "look"]
    found = read_page(room.recount, EntryFilter(case=number)).lines
    assert [line.entry.kind for line in found] == ["look", "sample", "rule"]


def test_what_stops_the_case_stops_the_look(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    number = room.to_look_at()[0]
    case = look_case(room.elsewhere, number)
    votes = [(person, "yes") for person in ("kelly", "lewis")]
    target = targets.cases([case.seal])
    carry(room.recount, Effect.ISOLATE, target, "Ordered.", votes, room.board())
    with pytest.raises(Refusal, match="solated"):
        record_look(
            room.elsewhere, case, Sight.NOTHING, [room.others.seat(person) for person in OTHERS]
        )
    assert number not in room.to_look_at()


def test_where_the_contest_was_found_is_told_and_no_ink_of_it(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    number = room.to_look_at()[0]
    choices = ("ann", "bob", "line")
    ink = plain_ink("mayor", choices)
    put_finding(room.recount, room.case(number), located("mayor", choices), ink)
    found = look_case(room.elsewhere, number).located
    assert found is not None
    assert (found.located, found.ink, found.finding.ink) == (True, None, ())
    assert all(page.ink == () for page in found.sheet)
