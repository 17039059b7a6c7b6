"""What screens and papers of the board ask of the tables."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.domain.docket import Why
from adjudicator.domain.objections import Fate, Ground, Outcome
from adjudicator.domain.rulings import Disposition, RevisionReason
from adjudicator.domain.votes import Say
from adjudicator.services.attesting import withdraw
from adjudicator.services.board.docket import docket, docket_case
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.life import paper_on_table, paper_returned, request_paper
from adjudicator.services.papers.rescan import rescan
from adjudicator.services.reopening import reopen
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import (
    CaseRecord,
    case_images,
    list_batches,
    pages_of_sheet,
)
from adjudicator.storage.queries.motions import list_motions, motion_at
from adjudicator.storage.queries.objections import (
    list_objections,
    objections_of,
)
from adjudicator.storage.queries.papers import (
    list_paper_steps,
    paper_history,
    rulings_on_older_scans,
)
from adjudicator.storage.queries.votes import votes_of_sitting
from tests.support.boardroom import ANN, BLANK, NO_CONSENSUS, OVERVOTE, Boardroom
from tests.support.scene import BOARD, tiny_image, vote

_WHY = "Ordered in open court."
_YES = [(person, "yes") for person in BOARD]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


def test_the_docket_lists_what_waits_and_why(room: Boardroom) -> None:
    first, second, third, fourth = room.mayor()[:4]
    blank = room.mayor(blank=True)[0]
    room.send_up(first, blank)
    room.rule(second)
    room.objects("scott", second, Ground.SHOULD_NOT)
    room.objects("lee", third, Ground.NOT_HERE)
    room.board_rules(room.send_up(fourth)[0])
    reopen(room.recount, [room.now(fourth)], "A new scan came.", room.keys("cora", "kelly"))
    groups = docket(room.recount)
    assert {line.case.seal: group.key.why for group in groups for line in group.lines} == {
        first.seal: Why.NO_CONSENSUS,
        blank.seal: Why.NO_CONSENSUS,
        second.seal: Why.OBJECTION,
        third.seal: Why.OBJECTION,
        fourth.seal: Why.REOPENED,
    }
    with room.recount.reading() as connection:
        batches = list_batches(connection)
    assert sum(batch.for_board for batch in batches) == count_waiting(room.recount) == 5


def test_a_case_reopened_after_the_board_is_not_handed_to_a_team(room: Boardroom) -> None:
    case = room.send_up(room.mayor(blank=True)[0])[0]
    for other in room.mayor(blank=True)[1:]:
        room.rule(other, BLANK)
    for other in room.mayor(blank=True):
        if other.batch == case.batch and other.ruling is None:
            room.rule(other, BLANK)
    room.board_rules(case, BLANK)

    def batch() -> tuple[int, int]:
        with room.recount.reading() as connection:
            (found,) = list_batches(connection, numbers=[case.batch])
        return found.unreviewed, found.for_board

    assert batch() == (0, 0)
    reopen(room.recount, [room.now(case)], "A new scan came.", room.keys("cora", "kelly"))
    assert batch() == (0, 1)


def test_the_votes_of_a_sitting_are_told_until_it_ends(room: Boardroom) -> None:
    case = room.send_up(room.mayor()[0])[0]
    proposal = room.propose(ANN, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.ABSTAIN)
    room.votes(proposal, lewis=Say.AGAINST)
    ann = Outcome(Disposition.VOTE, frozenset({"ann"}), "4c15")
    against = Outcome(Disposition.NO_CONSENSUS, frozenset())
    with room.recount.reading() as connection:
        told = [(v.case_seal, v.person, v.value) for v in votes_of_sitting(connection)]
    assert told == [
        (case.seal, "kelly", ann),
        (case.seal, "lewis", None),
        (case.seal, "lewis", against),
    ]
    end_sitting(room.recount, room.keys("kelly", "lewis", "moss"), seen=sitting_now(room.recount))
    with room.recount.reading() as connection:
        assert votes_of_sitting(connection) == []


def standing(room: Boardroom, case: CaseRecord) -> dict[str, str]:
    """The votes that stand on a case, as they are told when it is called."""
    return {vote.person: vote.words for vote in docket_case(room.recount, case.number).votes}


def test_votes_stand_until_the_case_is_ruled_on_again(room: Boardroom) -> None:
    case = room.send_up(room.mayor()[0])[0]
    room.votes(room.propose(ANN, case), kelly=Say.FOR, lewis=Say.AGAINST)
    assert standing(room, case) == {"kelly": "for a vote for Ann Ash", "lewis": "against"}
    room.rule(case, vote("ann", reason=RevisionReason.SAW_MORE))
    assert standing(room, case) == {}


def test_a_reopening_takes_the_votes_of_the_sitting_away(room: Boardroom) -> None:
    case = room.mayor(blank=True)[0]
    for one in room.mayor(blank=True):
        room.rule(one, NO_CONSENSUS if one.seal == case.seal else BLANK)
    room.close_batches(case.batch)
    room.votes(room.propose(BLANK, case), kelly=Say.FOR, lewis=Say.FOR)
    reopen(room.recount, [room.now(case)], "The team asks.", room.keys("cora", "kelly"))
    assert standing(room, case) == {}
    room.votes(room.propose(BLANK, case), moss=Say.FOR)
    assert list(standing(room, case)) == ["moss"]


def test_a_new_scan_takes_the_votes_away_and_keeps_both_versions(
    room: Boardroom, tmp_path: Path
) -> None:
    case = room.mayor()[0]
    room.rule(case, ANN)
    room.objects("nelson", case, Ground.SHOULD_NOT)
    room.votes(room.propose(ANN, case), kelly=Say.FOR)
    path = tmp_path / "again.png"
    path.write_bytes(tiny_image(4_711))
    ruled = room.now(case)
    rescan(room.recount, ruled, [path], "The first was skewed.", room.identity("cora"))
    assert standing(room, case) == {}
    now = room.now(case)
    assert now.rescanned
    with room.recount.reading() as connection:
        assert {*case.row.images, *now.row.images} <= case_images(connection)
        (older,) = rulings_on_older_scans(connection)
        assert (older.case.seal, older.ruled_on) == (case.seal, case.seal)
        pages, _ = pages_of_sheet(connection, now.row)
        assert [page.image for page in pages] == list(now.row.images)


def test_objections_tell_their_fate_for_each_case(room: Boardroom) -> None:
    cases = room.mayor()[:5]
    for case in cases:
        room.rule(case)
    entries = [room.objects("scott", case, Ground.SHOULD_NOT, "no_vote") for case in cases[:3]]
    entries.append(room.objects("nelson", cases[3], Ground.SHOULD_COUNT, "bob"))
    withdraw(room.recount, room.seating.seat("scott"), entries[0])
    room.board_rules(cases[1], OVERVOTE)
    room.board_rules(cases[3], OVERVOTE)
    for case in room.mayor():
        if case.batch == cases[4].batch and case.ruling is None:
            room.rule(case)
    room.close_batches(cases[4].batch)
    entries.append(room.objects("lee", cases[4], Ground.PROCEDURE))
    with room.recount.reading() as connection:
        found = list_objections(connection)
        assert [(o.label, o.entry) for o in found] == [
            (f"R-{n:03d}", entry) for n, entry in enumerate(entries, start=1)
        ]
        assert [o.fate for o in found] == [
            Fate.WITHDRAWN,
            Fate.UPHELD,
            Fate.FILED,
            Fate.REJECTED,
            Fate.LATE,
        ]
        assert [o.entry for o in list_objections(connection, fates=(Fate.FILED,))] == [entries[2]]
        assert [o.entry for o in list_objections(connection, person="nelson")] == [entries[3]]
        by_case = objections_of(connection, [cases[1].seal, room.mayor(blank=True)[0].seal])
        assert [o.entry for o in by_case.pop(cases[1].seal)] == [entries[1]]
        assert by_case == {}


def test_an_objection_withdrawn_after_the_board_decided_it_stays_decided(room: Boardroom) -> None:
    first, second = room.mayor()[:2]
    for case in (first, second):
        room.rule(case)
    seat = room.seating.seat("scott")
    at = room.objects("scott", first, Ground.SHOULD_NOT, "no_vote")
    room.board_rules(first, OVERVOTE)
    withdraw(room.recount, seat, at)
    with room.recount.reading() as connection:
        (found,) = list_objections(connection)
    assert (found.fate, found.withdrawn) == (Fate.UPHELD, None)


def test_the_register_tells_motions_orders_deadlines_and_seats(
    room: Boardroom, tmp_path: Path
) -> None:
    order = tmp_path / "order.pdf"
    order.write_bytes(b"%PDF-1.4 the order")
    recount, board = room.recount, room.board()
    target = targets.contest("mayor")
    at = carry(recount, Effect.SUSPEND, target, _WHY, _YES, board, document=order).index
    carry(recount, Effect.PRIORITY, targets.contest("mayor"), _WHY, _YES, board)
    carry(recount, Effect.PRIORITY, targets.contest("council"), _WHY, _YES, board)
    target = targets.deadline("mayor", datetime(2018, 11, 18, 17, tzinfo=UTC))
    carry(recount, Effect.DEADLINE, target, _WHY, _YES, board)
    target = targets.deadline("mayor", datetime(2018, 11, 15, 20, tzinfo=UTC))
    carry(recount, Effect.DEADLINE, target, _WHY, _YES, board)
    carry(recount, Effect.SEAT, targets.seat("osei", "moss"), _WHY, _YES, board)
    with recount.reading() as connection:
        motion = motion_at(connection, at)
        assert motion is not None
        assert (motion.effect, motion.contest, motion.reason) == ("suspend", "mayor", _WHY)
        assert (motion.votes, motion.signed) == (tuple(_YES), BOARD)
        assert recount.folder.document(str(motion.document)).read_bytes() == order.read_bytes()
        listed = list_motions(connection)
        assert listed[0] == motion
        assert [(m.effect, m.contest) for m in listed[:5]] == [
            ("suspend", "mayor"),
            ("priority", "mayor"),
            ("priority", "council"),
            ("deadline", "mayor"),
            ("deadline", "mayor"),
        ]
        assert [m.target["t"] for m in listed[3:5]] == [
            "2018-11-18T17:00:00Z",
            "2018-11-15T20:00:00Z",
        ]
        people = {p.person.id: p for p in list_people(connection)}
    assert (people["osei"].seated, people["osei"].person.on_board) == ("moss", True)
    assert (people["moss"].displaced, people["moss"].person.on_board) == ("osei", False)


def test_where_papers_are(room: Boardroom) -> None:
    first, second = room.mayor()[:2]
    seat = room.seating.seat("ada")
    for case in (first, second):
        request_paper(room.recount, case.seal, seat)
    paper_on_table(room.recount, first.seal, seat, ["8812", "8813"])
    paper_returned(room.recount, second.seal, seat)
    with room.recount.reading() as connection:
        steps = list_paper_steps(connection)
        out = [s for s in steps if s.case_seal == first.seal]
        assert [s.step for s in out] == ["requested", "on_the_table"]
        assert out[-1].seals == ("8812", "8813")
        history = paper_history(connection, second.seal)
        assert [(s.step, s.person) for s in history] == [("requested", "ada"), ("returned", "ada")]
    assert room.now(second).paper == "returned"
