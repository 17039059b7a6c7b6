"""Review at a station, over a real record: what observers answer and object to there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.desktop.docket.gallery_desk import StationGallery
from adjudicator.desktop.docket.station import StationBoard
from adjudicator.desktop.review_desk import StationReview
from adjudicator.domain.ballots import Lot
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services import table_answers
from adjudicator.services.attesting import Answer, Objection
from adjudicator.services.errors import Refusal
from adjudicator.services.my_record import my_record
from adjudicator.services.objections import register
from adjudicator.services.opening import Policy
from adjudicator.services.people import remove
from adjudicator.services.recount import open_recount
from adjudicator.services.reopening import reopen
from adjudicator.services.ruling import record_rulings
from adjudicator.services.seating import Seating
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import ANN, OVERVOTE, Boardroom
from tests.support.findings import located, marked_ink, not_located, put_finding
from tests.support.scene import Sheet, passphrase

CLAIM = Objection(Ground.SHOULD_COUNT, "bob")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


def review(room: Boardroom, batch: int) -> StationReview:
    return StationReview(room.recount, room.seating, batch)


def two_batches(room: Boardroom) -> tuple[list[CaseRecord], list[CaseRecord]]:
    """The overvotes of two batches."""
    first = [case for case in room.mayor() if case.batch == room.mayor()[0].batch]
    return first, [case for case in room.mayor() if case not in first]


def rule_elsewhere(room: Boardroom, case: CaseRecord) -> None:
    """The team of another table rules."""
    there = open_recount(room.path, station="s2")
    seating = Seating(there)
    team = [seating.sign_in(person, passphrase(person)) for person in ("cyd", "dot")]
    record_rulings(there, [(room.now(case), ANN)], team)
    there.close()


def test_an_original_and_its_duplicate_stand_side_by_side(room: Boardroom) -> None:
    damaged = Sheet(81, lot=Lot.AWAITING_DUPLICATE)
    room.import_sheets([damaged, Sheet(82, remakes="box/t1/7/81")])
    room.pile()
    (case,) = [case for case in room.mayor(blank=True) if case.row.ballot == "b82"]
    view = review(room, case.batch).case(case.number)
    assert [side.caption for side in view.sides] == ["Front", "Original 1"]
    assert view.sides[1].ref.sha256 not in case.row.images
    assert view.note == "Ballot b82 is the duplicate made of ballot b81: the duplicate counts"


def test_measured_ink_is_kept_until_the_ruling_counts_and_again_once_an_objection_waits(
    tmp_path: Path,
) -> None:
    room = Boardroom.begun(tmp_path, policy=Policy(scores="after"))
    case = room.mayor()[0]
    ink = marked_ink("mayor", ("ann", "bob"), (460, 440))
    put_finding(room.recount, case, located("mayor", ("ann", "bob")), ink)
    desk = review(room, case.batch)
    before = desk.case(case.number).found
    assert before is not None
    assert before.ink is None
    assert before.ink_kept
    assert before.located, "where the contest stands is no measured ink"
    room.rule(case, OVERVOTE)
    ruled = desk.case(case.number).found
    assert ruled is not None
    assert ruled.ink == ink
    room.objects("ortiz", case, Ground.SHOULD_COUNT, "bob")
    disputed = desk.case(case.number).found
    assert disputed is not None
    assert disputed.ink is None, "the board has to rule on it"
    room.recount.close()


def test_where_ink_may_be_seen_it_is_there_with_the_places_of_the_whole_ballot(
    room: Boardroom,
) -> None:
    case = room.mayor()[0]
    ink = marked_ink("mayor", ("ann", "bob"), (460, 440))
    put_finding(room.recount, case, located("mayor", ("ann", "bob")), ink)
    view = review(room, case.batch).case(case.number)
    assert view.found is not None
    assert view.found.ink == ink
    assert view.sides[0].contest_box("mayor") == view.found.place.box
    assert view.titles["mayor"] == view.contest.title
    put_finding(room.recount, case, not_located("mayor"))
    assert review(room, case.batch).case(case.number).sides[0].contest_box("mayor") is None


# Answers ---------------------------------------------------------------------------------


def test_one_answer_covers_what_was_ruled_here_in_every_open_batch(room: Boardroom) -> None:
    first, second = two_batches(room)
    for case in (*first, second[0]):
        room.rule(case, OVERVOTE)
    rule_elsewhere(room, second[1])
    desk = review(room, second[0].batch)
    (seen,) = [o for o in desk.station().observers if o.person == "ortiz"]
    assert seen.unanswered == len(first) + 1
    assert seen.asked, "the first batch is at its end"
    size = room.recount.state.size
    assert desk.answer("ortiz", Answer.NONE) == len(first) + 1
    assert room.recount.state.size == size + 1, "one act for both batches"
    waiting = [batch.unanswered for batch in my_record(room.recount, "ortiz").batches]
    assert waiting == [0, 0]
    assert desk.answer("ortiz", Answer.NONE) == 0
    assert room.recount.state.size == size + 1


def test_what_was_closed_unanswered_stays_so_unless_it_is_on_the_screen(room: Boardroom) -> None:
    first, second = two_batches(room)
    for case in (*first, second[0]):
        room.rule(case, OVERVOTE)
    room.close_batches(first[0].batch)
    assert review(room, second[0].batch).answer("ortiz", Answer.NONE) == 1
    assert review(room, first[0].batch).answer("ortiz", Answer.NONE) == len(first)


def test_more_rulings_than_one_entry_has_room_for_take_more_acts(
    room: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_answers, "_ACTS", 2)
    first, _ = two_batches(room)
    for case in first[:5]:
        room.rule(case, OVERVOTE)
    size = room.recount.state.size
    assert review(room, first[0].batch).answer("ortiz", Answer.DECLINE) == 5
    assert room.recount.state.size == size + 3
    assert review(room, first[0].batch).answer("ortiz", Answer.NONE) == 0


def test_where_the_board_rules_its_own_rulings_are_answered(room: Boardroom) -> None:
    first, second = two_batches(room)
    room.rule(second[0], OVERVOTE)
    room.send_up(first[0])
    room.board_rules(first[0])
    desk = StationGallery(room.recount, room.seating)
    assert desk.answer("ortiz", Answer.NONE) == 1
    assert desk.answer("ortiz", Answer.NONE) == 0


# Objections ------------------------------------------------------------------------------


def test_an_objection_names_the_ruling_that_was_shown(room: Boardroom) -> None:
    case = room.mayor()[0]
    desk = review(room, case.batch)
    shown = desk.case(case.number)
    rule_elsewhere(room, case)
    with pytest.raises(Refusal, match=f"Case {spoken(case.number)} was ruled on meanwhile"):
        desk.file_objection("lee", shown, CLAIM)
    assert register(room.recount) == ()
    now = desk.case(case.number)
    assert now.last is not None
    assert "Vote for Ann Ash" in now.last.sentence
    desk.file_objection("lee", now, CLAIM)
    assert room.now(case).status is CaseStatus.DISPUTED


def test_an_objection_to_the_ruling_before_a_reopening_is_refused(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.send_up(case)
    room.board_rules(case)
    desk = StationGallery(room.recount, room.seating)
    shown = desk.case(case.number)
    reopen(room.recount, [room.now(case)], "A smudge.", room.keys("kelly", "cora"))
    with pytest.raises(Refusal, match="was reopened meanwhile"):
        desk.file_objection("lee", shown, CLAIM)


def test_late_objections_stand_beside_the_case_and_can_be_taken_back(room: Boardroom) -> None:
    first, _ = two_batches(room)
    case = first[0]
    for one in first:
        room.rule(one, OVERVOTE)
    room.close_batches(case.batch)
    desk = review(room, case.batch)
    filed = desk.file_objection("lee", desk.case(case.number), CLAIM)
    assert filed.late
    view = desk.case(case.number)
    assert view.objections == ()
    assert view.late == (filed,)
    assert view.note.endswith("late objection R-001")
    desk.withdraw(view.late[0])
    view = desk.case(case.number)
    assert view.late == ()
    assert "late" not in view.note


# People ----------------------------------------------------------------------------------


def test_who_was_removed_at_another_station_sits_here_no_more(room: Boardroom) -> None:
    case = room.mayor()[0]
    desk, board = review(room, case.batch), StationBoard(room.recount, room.seating)
    shown = desk.case(case.number)
    there = open_recount(room.path, station="s2")
    officers = room.keys("kelly", "lewis")
    remove(there, "lee", "Left the county", officers)
    remove(there, "moss", "Left the county", officers)
    there.close()
    with pytest.raises(Refusal) as refused:
        desk.file_objection("lee", shown, CLAIM)
    ended = room.recount.state.size - 2
    assert str(refused.value) == (
        f"Not recorded: the key Li Lee signed with ended at entry {ended}. Nothing was lost. "
        "Li Lee was removed; two different officers can enrol them anew."
    )
    assert "lee" not in [observer.person for observer in desk.station().observers]
    assert "moss" not in [member.person for member in board.board().members if member.signed_in]
    assert [
        seat.person.id for seat in room.seating.seats if seat.person.id in {"lee", "moss"}
    ] == []
    with pytest.raises(Refusal, match="Li Lee is not signed in at this station"):
        desk.file_objection("lee", shown, CLAIM)
