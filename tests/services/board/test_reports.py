"""Precedents, the consistency report, tallies with objections upheld, the register, my record."""

from dataclasses import replace

import pytest

from adjudicator.cli.main import main
from adjudicator.domain.objections import NO_VOTE, Fate, Ground
from adjudicator.domain.rulings import Tier
from adjudicator.domain.votes import Say
from adjudicator.services.attesting import Answer, withdraw
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.consistency import TableTally, consistency_report, table_reports
from adjudicator.services.errors import Refusal
from adjudicator.services.my_record import my_record
from adjudicator.services.objections import (
    counts_by_side,
    has_frivolous_flag,
    mark_frivolous,
    register,
)
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.precedents import LikeSoFar, like_so_far, precedents
from adjudicator.services.tables import seat_tables
from adjudicator.services.tallying_objections import objections_value, tallies_with_objections
from tests.support.boardroom import ANN, BLANK, MEMBERS, OVERVOTE, Boardroom
from tests.support.scene import vote

# --- precedents ---------------------------------------------------------------------------------


def test_precedents_are_like_rulings_that_stand_the_newest_first(room: Boardroom) -> None:
    overs, blanks = room.mayor(), room.mayor(blank=True)
    room.rule(overs[0], OVERVOTE)
    room.rule(blanks[0], vote("ann"))
    room.rule(blanks[1], BLANK)
    (up,) = room.send_up(overs[1])
    room.board_rules(up, ANN)
    found = precedents(room.recount, overs[2])
    assert [p.case.seal for p in found] == [overs[1].seal, overs[0].seal]
    assert [p.tier for p in found] == [Tier.BOARD, Tier.TEAM]
    assert found[0].outcome.startswith("Vote for Ann Ash under (4)(c)15")
    assert found[1].number == " ".join(overs[0].number)
    assert [p.case.seal for p in precedents(room.recount, overs[2], clause="6")] == [overs[0].seal]
    assert [p.case.seal for p in precedents(room.recount, overs[0])] == [overs[1].seal]


def test_tonight_is_since_the_last_sitting(room: Boardroom) -> None:
    overs = room.mayor()
    (up,) = room.send_up(overs[0])
    room.board_rules(up)
    end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))
    room.rule(overs[1], OVERVOTE)
    assert [p.tonight for p in precedents(room.recount, overs[2])] == [True, False]


def test_a_ruling_that_waits_is_no_precedent(room: Boardroom) -> None:
    overs = room.mayor()
    room.rule(overs[0], OVERVOTE)
    room.objects("scott", overs[0], Ground.SHOULD_COUNT, "ann")
    assert precedents(room.recount, overs[1]) == ()


# --- consistency --------------------------------------------------------------------------------


def test_like_ballots_ruled_unlike_are_reported_with_their_numbers(room: Boardroom) -> None:
    overs = room.mayor()
    for case in overs[:3]:
        room.rule(case, OVERVOTE)
    room.rule(overs[3], ANN)
    for case in room.mayor(blank=True):
        room.rule(case, BLANK)
    report = consistency_report(room.recount)
    assert report.compared == 4
    (unlike,) = report.unlike
    assert [c.case for c in unlike.fewer] == [" ".join(overs[3].number)]
    assert {c.clause for c in unlike.rejected} == {"(6)"}


def test_tables_are_told_apart_by_number_or_by_names(room: Boardroom) -> None:
    room.rule(room.mayor()[0], OVERVOTE)
    (table,) = consistency_report(room.recount).tables
    assert table.table == "Ada Alder and Ben Beech"
    seat_tables(room.recount, {"ada": "3", "ben": "3"})
    (table,) = consistency_report(room.recount).tables
    assert (table.table, table.rulings, table.far) == ("3", 1, False)
    assert table.shares[0].words == "a vote 0 of 1 (0.0 %), the others 0 of 0"


def test_only_a_table_far_from_the_rest_is_marked() -> None:
    tallies = {str(n): TableTally(rulings=400, votes=4, sent_up=8) for n in range(1, 5)}
    tallies["5"] = TableTally(rulings=300, votes=3, sent_up=60)
    reports = {r.table: r for r in table_reports(tallies, {})}
    far = {(t, s.name) for t, r in reports.items() for s in r.shares if s.far}
    assert ("5", "sent to the board") in far
    assert not {name for _, name in far} - {"sent to the board"}
    words = next(s.words for s in reports["5"].shares if s.far)
    assert words == (
        "sent to the board 60 of 300 (20.0 %), the others 32 of 1,600 (2.0 %): far from the rest"
    )


# --- the tally with objections ------------------------------------------------------------------


def contested(room: Boardroom) -> None:
    """Two objections of one side, one of another, one without an outcome."""
    overs = room.mayor()
    for case in overs[:4]:
        room.rule(case, OVERVOTE)
    room.objects("scott", overs[0], Ground.SHOULD_COUNT, "ann")
    room.objects("scott", overs[1], Ground.SHOULD_COUNT, "ann")
    room.objects("nelson", overs[2], Ground.SHOULD_COUNT, "bob")
    room.objects("lee", overs[3], Ground.PROCEDURE)


def test_the_tally_with_each_side_s_open_objections_upheld(room: Boardroom) -> None:
    contested(room)
    sides = {s.side: s for s in tallies_with_objections(room.recount)}
    mayor = {
        side: {c: f.change for c, f in told.contests[0].tally.choices}
        for side, told in sides.items()
    }
    assert mayor == {
        "Ann Ash": {"ann": 2, "bob": 0},
        "Bob Birch": {"ann": 0, "bob": 1},
        "EGR": {"ann": 0, "bob": 0},
    }
    assert sides["Ann Ash"].heading == "All of Ann Ash's open objections upheld (2 cases)"
    assert [n.why for n in sides["EGR"].not_computed] == ["claims no outcome"]
    assert all(told.contests[0].tally.balanced is not False for told in sides.values())


def test_what_is_decided_or_withdrawn_is_open_no_more(room: Boardroom) -> None:
    contested(room)
    overs = room.mayor()
    room.board_rules(overs[0])
    entry = next(iter(room.recount.state.data.cases[overs[1].seal].objections))
    withdraw(room.recount, room.seating.seat("scott"), entry)
    assert "Ann Ash" not in {s.side for s in tallies_with_objections(room.recount)}


def test_the_command_line_tells_it_beside_the_tally(
    room: Boardroom, capsys: pytest.CaptureFixture[str]
) -> None:
    contested(room)
    told = objections_value(tallies_with_objections(room.recount))
    assert [side["side"] for side in told] == ["Ann Ash", "Bob Birch", "EGR"]
    assert main(["tally", str(room.path), "--with-objections"]) == 0
    out = capsys.readouterr().out
    assert "All of Ann Ash's open objections upheld (2 cases)" in out
    assert "Not computed: R-004" in out
    assert main(["tally", str(room.path), "--json", "--with-objections"]) == 0
    assert '"with_objections"' in capsys.readouterr().out


# --- the register and my record -----------------------------------------------------------------


def test_every_end_of_an_objection_stands_in_the_register(room: Boardroom) -> None:
    contested(room)
    overs = room.mayor()
    room.board_rules(overs[0], ANN)
    room.board_rules(overs[2])
    entry = next(iter(room.recount.state.data.cases[overs[1].seal].objections))
    withdraw(room.recount, room.seating.seat("scott"), entry)
    lines = register(room.recount)
    assert [(line.label, line.fate) for line in lines] == [
        ("R-001", Fate.UPHELD),
        ("R-002", Fate.WITHDRAWN),
        ("R-003", Fate.REJECTED),
        ("R-004", Fate.FILED),
    ]
    assert lines[0].decided == room.ruling(overs[0]).entry
    number = " ".join(overs[2].number)
    assert lines[2].sentence == (
        f"R-003, case {number}, Ned Nelson (for Bob Birch): should be a vote for Bob Birch: "
        "rejected by the board."
    )
    counts = {c.side: (c.filed, c.open, c.withdrawn, c.upheld, c.rejected) for c in
              counts_by_side(lines)}  # fmt: skip
    assert counts == {
        "Ann Ash": (2, 0, 1, 1, 0),
        "Bob Birch": (1, 0, 0, 0, 1),
        "EGR": (1, 1, 0, 0, 0),
    }


def test_florida_knows_no_frivolous_objection(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    entry = room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    room.board_rules(case)
    assert not has_frivolous_flag(room.recount)
    with pytest.raises(Refusal, match="knows no frivolous objection"):
        mark_frivolous(room.recount, entry, "", room.seating.seat("kelly"))
    assert not register(room.recount)[0].frivolous


def test_where_the_standards_know_it_a_rejected_objection_is_marked_frivolous(
    room: Boardroom,
) -> None:
    rules = room.recount.rules
    room.recount.rules = replace(rules, policies=replace(rules.policies, frivolous_flag=True))
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    entry = room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    chair = room.seating.seat("kelly")
    with pytest.raises(Refusal, match="only an objection the board has rejected"):
        mark_frivolous(room.recount, entry, "", chair)
    room.board_rules(case)
    with pytest.raises(Refusal, match="the presiding member marks it"):
        mark_frivolous(room.recount, entry, "", room.seating.seat("lewis"))
    mark_frivolous(room.recount, entry, "No ground was named.", chair)
    (line,) = register(room.recount)
    assert line.frivolous
    assert line.sentence.endswith("rejected by the board, marked frivolous.")


def test_like_so_far_counts_what_a_look_through_every_ruling_counts(room: Boardroom) -> None:
    overs, blanks = room.mayor(), room.mayor(blank=True)
    room.rule(blanks[0], vote("ann"))
    room.send_up(*overs[:3])
    room.board_rules(overs[0], ANN)
    room.board_rules(overs[1])
    end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))
    for case in overs[3:8]:
        room.rule(case, OVERVOTE)
    for case in (overs[0], overs[3], overs[9]):
        seen = [p for p in precedents(room.recount, case, limit=99) if p.case.seal != case.seal]
        votes = sum(p.outcome.startswith("Vote for") for p in seen)
        told = like_so_far(room.recount, case)
        assert (told.votes, told.no_votes) == (votes, len(seen) - votes)
        assert told.tonight == sum(p.tonight for p in seen)
    assert like_so_far(room.recount, overs[9]) == LikeSoFar(1, 6, 5)
    assert like_so_far(room.recount, overs[9]).words == "Like this so far: 1 a vote, 6 no vote"
    assert like_so_far(room.recount, overs[9], clause="4c15") == LikeSoFar(1, 0, 0)
    assert like_so_far(room.recount, blanks[1]) == LikeSoFar(1, 0, 0)
    assert like_so_far(room.recount, blanks[0]).words == ""


def test_what_an_order_took_out_is_not_counted(room: Boardroom) -> None:
    overs = room.mayor()
    room.rule(overs[0], OVERVOTE)
    assert like_so_far(room.recount, overs[1]) == LikeSoFar(0, 1, 1)
    yes, officers = [("kelly", "yes"), ("lewis", "yes")], room.keys("kelly", "lewis")
    target = targets.lot(overs[0].import_entry, overs[0].row.lot)
    carry(room.recount, Effect.ISOLATE, target, "Ordered.", yes, officers)
    assert like_so_far(room.recount, overs[1]) == LikeSoFar(0, 0, 0)


def test_an_observer_reads_what_they_did_and_what_waits(room: Boardroom) -> None:
    overs = room.mayor()
    batch = overs[0].batch
    mine = [c for c in overs if c.batch == batch]
    for case in mine[:3]:
        room.rule(case, OVERVOTE)
    room.attest("ortiz", batch, Answer.NONE)
    room.rule(mine[3], OVERVOTE)
    room.objects("ortiz", mine[0], Ground.SHOULD_COUNT, "ann")
    told = my_record(room.recount, "ortiz")
    assert told.name == "Olga Ortiz (HER)"
    (own,) = told.batches
    assert (own.counts.no_objection, own.counts.objection, own.counts.silent) == (2, 1, 1)
    assert [t.place for t in told.tables] == ["Ada Alder and Ben Beech"]
    assert [line.label for line in told.objections] == ["R-001"]
    assert told.waits[0].endswith(": 1 ruling waits for your answer.")
    assert "given at a shared keyboard under your name" in told.waits[1]
    assert [c.state for c in told.attendance] == ["in"]


def test_a_close_without_their_signature_is_told(room: Boardroom) -> None:
    batch = room.mayor()[0].batch
    for case in room.cases(batch=batch):
        room.rule(case, OVERVOTE)
    closed = room.close_batches(batch, observers=("lee",))
    told = my_record(room.recount, "ortiz")
    assert any(f"closed at entry {closed.index} without your signature" in w for w in told.waits)
    own = my_record(room.recount, "lee")
    assert own.batches[0].signed
    assert own.waits == tuple(w for w in own.waits if "without your signature" not in w)


def test_my_record_is_an_observer_s(room: Boardroom) -> None:
    with pytest.raises(Refusal, match="an observer's own"):
        my_record(room.recount, "ada")


def test_a_claim_of_no_vote_can_be_computed(room: Boardroom) -> None:
    (case,) = [room.mayor(blank=True)[0]]
    room.rule(case, vote("ann"))
    room.objects("nelson", case, Ground.SHOULD_NOT, NO_VOTE)
    (side,) = tallies_with_objections(room.recount)
    assert dict(side.contests[0].tally.choices)["ann"].change == 0
    proposal = room.propose(vote("ann"), case)
    room.votes(proposal, kelly=Say.FOR, moss=Say.FOR)
    room.record(proposal)
    assert tallies_with_objections(room.recount) == ()
