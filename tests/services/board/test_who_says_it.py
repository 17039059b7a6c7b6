"""A note with the right words, by somebody who may not say it, is just a note."""

from pathlib import Path

import pytest

from adjudicator.domain.ballots import Lot
from adjudicator.domain.objections import Fate, Ground
from adjudicator.domain.votes import Say
from adjudicator.services.attesting import Objection, object_before
from adjudicator.services.board.deferral import defer, deferred
from adjudicator.services.closing import Unsigned, close_batches, note_unsigned, preview_close
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_of_presiding, notes_register, record_note
from adjudicator.services.objections import register
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.life import paper_returned, papers_out, request_paper
from tests.support.boardroom import ANN, MEMBERS, OVERVOTE, SHEETS, Boardroom
from tests.support.scene import Sheet

YES = [("kelly", "yes"), ("lewis", "yes")]
TWO = ("kelly", "lewis")


def test_only_the_presiding_member_puts_a_case_off(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    words = f"Deferred: case {' '.join(case.number)}. not now"
    for person in ("ortiz", "lewis"):
        signer = room.seating.seat(person).signer
        record_note(room.recount, Category.EXPLAINED, words, signers=[signer], session=True)
    assert deferred(room.recount) == {}
    defer(room.recount, room.now(case), "not now", room.seating.seat("kelly"))
    assert deferred(room.recount) == {case.seal: "not now"}
    room.seating.attend("kelly", "away")
    assert deferred(room.recount) == {case.seal: "not now"}, "kelly presided then"


def test_only_the_presiding_members_note_marks_an_objection(room: Boardroom) -> None:
    words = "Objection R-001 is marked frivolous."
    for person in ("ortiz", "kelly"):
        signer = room.seating.seat(person).signer
        record_note(room.recount, Category.EXPLAINED, words, signers=[signer], session=True)
    (note,) = notes_of_presiding(room.recount, Category.EXPLAINED)
    assert note.signed == ("kelly",)


def test_only_those_who_close_note_who_did_not_sign(room: Boardroom) -> None:
    number = room.mayor()[0].batch
    for person in ("lee", "kelly"):
        seat = room.seating.seat(person)
        with pytest.raises(Refusal, match="those who close note it"):
            note_unsigned(
                room.recount, [number], "ortiz", Unsigned.DECLINED, seat.signer, session=True
            )
    ada = room.seating.seat("ada").signer
    note_unsigned(room.recount, [number], "ortiz", Unsigned.DECLINED, ada, session=True)


def test_what_the_board_decided_is_not_struck_out_any_more(room: Boardroom) -> None:
    number = room.mayor()[0].batch
    cases = [case for case in room.cases() if case.batch == number]
    for case in cases:
        room.rule(case, OVERVOTE)
    entry = room.objects("lee", cases[0], Ground.SHOULD_COUNT)
    proposal = room.propose(ANN, cases[0])
    room.votes(proposal, **dict.fromkeys(MEMBERS, Say.FOR))
    room.record(proposal)
    room.close_batches(number, observers=["lee"], struck=[entry])
    (line,) = register(room.recount)
    assert (line.fate, room.recount.state.data.objections[entry].struck) == (Fate.UPHELD, None)


def test_the_paper_of_a_void_case_goes_back_and_holds_nothing_up(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path)
    case, ada = room.mayor()[0], room.seating.seat("ada")
    request_paper(room.recount, case.seal, ada)
    target = targets.import_(case.import_entry)
    carry(room.recount, Effect.VOID, target, "wrong file", YES, room.keys(*TWO))
    room.import_sheets(list(SHEETS))
    room.pile()
    again = next(
        c for c in room.cases(contest="mayor")
        if c.row.container == case.row.container and c.import_entry != case.import_entry
    )  # fmt: skip
    assert preview_close(room.recount, [again.batch]).papers_out == ()
    assert len(papers_out(room.recount)) == 1, "it has to go back all the same"
    paper_returned(room.recount, case.seal, ada)
    assert papers_out(room.recount) == []
    with pytest.raises(Refusal, match="import declared void"):
        request_paper(room.recount, case.seal, ada)
    room.recount.close()


def test_the_paper_of_an_isolated_case_holds_no_close_up(room: Boardroom) -> None:
    number = room.mayor()[0].batch
    first, *others = [case for case in room.cases() if case.batch == number]
    for case in others:
        room.rule(case, OVERVOTE)
    request_paper(room.recount, first.seal, room.seating.seat("ada"))
    assert len(preview_close(room.recount, [number]).papers_out) == 1
    carry(room.recount, Effect.ISOLATE, targets.cases([first.seal]), "court", YES, room.keys(*TWO))
    assert preview_close(room.recount, [number]).papers_out == ()
    seen = room.recount.state.close_counts([number])
    close_batches(room.recount, [number], room.keys("ada", "ben"), seen=seen)


def test_a_lot_of_another_import_is_not_called_isolated(tmp_path: Path) -> None:
    room = Boardroom.with_room(tmp_path)
    for number in (1, 2):
        sheet = Sheet(number, ("ann", "bob"), lot=Lot.PROVISIONAL, container=str(number))
        room.import_sheets([sheet])
    room.pile()
    room.sit("ada", "ben", *MEMBERS)
    one, other = sorted({case.import_entry for case in room.cases()})
    target = targets.lot(one, Lot.PROVISIONAL)
    carry(room.recount, Effect.RELEASE, target, "x", YES, room.keys(*TWO))
    carry(room.recount, Effect.ISOLATE, target, "x", YES, room.keys(*TWO))
    for entry, why in ((one, "isolated by"), (other, "has not released")):
        case = next(case for case in room.cases() if case.import_entry == entry)
        with pytest.raises(Refusal, match=why):
            room.rule(case, OVERVOTE)
    room.recount.close()


def test_an_objection_to_a_case_nobody_ruled_on_is_late_after_the_close(room: Boardroom) -> None:
    number = room.mayor()[0].batch
    first, *others = [case for case in room.cases() if case.batch == number]
    for case in others:
        room.rule(case, OVERVOTE)
    room.objects("lee", first, Ground.SHOULD_COUNT)
    room.close_batches(number)
    ortiz = room.seating.seat("ortiz")
    object_before(room.recount, ortiz, first.seal, Objection(Ground.SHOULD_NOT))
    assert [line.fate for line in register(room.recount)] == [Fate.FILED, Fate.LATE]


def test_a_close_that_is_refused_leaves_no_note(room: Boardroom) -> None:
    first, *rest = [c for c in room.mayor() if c.batch == room.mayor()[0].batch]
    for case in rest:
        room.rule(case, OVERVOTE)

    def close() -> None:
        close_batches(
            room.recount,
            [first.batch],
            room.keys("ada", "ben"),
            seen=room.recount.state.close_counts([first.batch]),
            unsigned={"lee": Unsigned.DECLINED, "nelson": Unsigned.GONE},
        )

    with pytest.raises(Refusal, match="not been ruled on"):
        close()
    assert notes_register(room.recount) == []
    room.rule(first, OVERVOTE)
    close()
    gone, declined = notes_register(room.recount)
    assert declined.words == f"Li Lee declined to sign at the close of batch {first.batch}."
    assert gone.words == f"Ned Nelson was not there at the close of batch {first.batch}."
    assert declined.entry > (room.now(first).closed or declined.entry)
