"""What waits for the board, like with like, and consent groups."""

from pathlib import Path

import pytest

from adjudicator.domain.docket import Why
from adjudicator.domain.objections import Fate, Ground
from adjudicator.domain.votes import Say
from adjudicator.services.board.deferral import defer, deferred, take_up
from adjudicator.services.board.docket import docket, docket_case
from adjudicator.services.board.groups import ConsentGroup, consent_group
from adjudicator.services.board.proposal import propose
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import label_of, labels, register
from adjudicator.services.opening import Policy
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.papers.printing import stamp
from adjudicator.services.papers.printing_board import docket_list
from adjudicator.services.queue import case_work
from adjudicator.services.reopening import reopen
from tests.support.boardroom import ANN, BLANK, OVERVOTE, Boardroom
from tests.support.scene import vote

YES = [("kelly", "yes"), ("lewis", "yes")]


def settle(room: Boardroom, group: ConsentGroup) -> int:
    """All three agree; how many acts it took to write the rulings."""
    proposal = propose(room.recount, group.cases, OVERVOTE)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR, moss=Say.FOR)
    return len(room.record(proposal))


def test_nothing_waits_at_the_beginning(room: Boardroom) -> None:
    assert docket(room.recount) == ()


def test_the_line_that_is_read_aloud(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.objects("ortiz", case, Ground.SHOULD_COUNT, "bob")
    told = docket_case(room.recount, case.number)
    assert told.call == (
        f"Case {' '.join(case.number)}. Mayor, precinct 101. Overvote. The team could not agree. "
        "Objection R-001 by Olga Ortiz (HER): should be a vote for Bob Birch."
    )
    assert told.line.why == "The team could not agree; Objection R-001"
    assert told.like.words == ""


def test_a_candidate_s_observer_is_named_so(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    told = docket_case(room.recount, case.number)
    assert "by Sam Scott (for Ann Ash): should be a vote for Ann Ash." in told.call
    assert told.clause is not None
    assert told.clause.number == "(6)"
    assert told.ruling.startswith("Too many marked")


def test_like_cases_stand_together_and_unlike_ones_apart(room: Boardroom) -> None:
    overs, blanks = room.mayor(), room.mayor(blank=True)
    room.send_up(*overs[:3], blanks[0])
    room.rule(overs[3], OVERVOTE)
    room.objects("scott", overs[3], Ground.SHOULD_COUNT, "ann")
    room.rule(overs[4], OVERVOTE)
    room.objects("nelson", overs[4], Ground.SHOULD_COUNT, "bob")
    groups = docket(room.recount)
    assert [(g.key.why, len(g.lines)) for g in groups] == [
        (Why.OBJECTION, 1),
        (Why.OBJECTION, 1),
        (Why.NO_CONSENSUS, 3),
        (Why.NO_CONSENSUS, 1),
    ]
    assert groups[0].title == (
        "Mayor · Objected to · Overvote, 2 marks · ruled under (6) · claimed for Ann Ash"
    )


def test_what_was_ruled_on_like_ballots_is_told(room: Boardroom) -> None:
    overs = room.mayor()
    room.rule(overs[0], OVERVOTE)
    room.rule(overs[1], ANN)
    room.send_up(overs[2])
    told = docket_case(room.recount, overs[2].number)
    assert told.like.words == "Like this so far: 1 a vote, 1 no vote"


def test_the_votes_of_this_sitting_are_told_in_words(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.votes(room.propose(ANN, case), kelly=Say.FOR, lewis=Say.AGAINST, moss=Say.ABSTAIN)
    told = docket_case(room.recount, case.number)
    assert [v.words for v in told.votes] == [
        "for a vote for Ann Ash",
        "against",
        "abstains",
    ]


def test_what_is_put_off_comes_last_until_it_is_taken_up(room: Boardroom) -> None:
    cases = room.send_up(*room.mayor()[:3])
    first = next(c for c in cases if c.seal == room.waiting()[0])
    chair = room.seating.seat("kelly")
    defer(room.recount, first, "The judge wants to see the paper.", chair)
    assert room.waiting()[-1] == first.seal
    assert deferred(room.recount) == {first.seal: "The judge wants to see the paper."}
    with pytest.raises(Refusal, match="deferred already"):
        defer(room.recount, first, "", chair)
    with pytest.raises(Refusal, match="the presiding member"):
        defer(room.recount, cases[1], "", room.seating.seat("lewis"))
    take_up(room.recount, first, chair)
    assert room.waiting()[0] == first.seal
    defer(room.recount, first, "", chair)
    room.board_rules(first)
    assert deferred(room.recount) == {}


def test_a_suspended_contest_waits_under_its_order_s_sentence(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    keys = room.keys("kelly", "lewis")
    carry(room.recount, Effect.SUSPEND, targets.contest("mayor"), "The court said so.", YES, keys)
    told = docket_case(room.recount, case.number)
    assert told.line.locked.startswith("Suspended")
    with pytest.raises(Refusal, match="Suspended"):
        room.propose(OVERVOTE, case)
    carry(room.recount, Effect.RESUME, targets.contest("mayor"), "The court let go.", YES, keys)
    room.board_rules(case)
    assert room.waiting() == []


def test_the_contest_the_board_put_first_is_called_first(room: Boardroom) -> None:
    mayor = room.mayor()[0]
    (council,) = room.cases(contest="council")
    room.send_up(mayor, council)
    assert room.waiting()[0] == mayor.seal
    target = targets.contest("council")
    carry(room.recount, Effect.PRIORITY, target, "Asked for.", YES, room.keys("kelly", "lewis"))
    assert room.waiting()[0] == council.seal


def test_a_reopened_case_is_ruled_on_blind(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.board_rules(case)
    officers = room.keys("kelly", "cora")
    reopen(room.recount, [room.now(case)], "A second look.", officers)
    told = docket_case(room.recount, case.number)
    assert (told.key.why, told.clause, told.ruling) == (Why.REOPENED, None, "")
    assert "Too many" not in told.call
    room.board_rules(case, ANN)
    assert room.waiting() == []


def test_what_was_claimed_before_a_reopening_is_told_when_the_new_ruling_stands(
    room: Boardroom,
) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.objects("lee", case, Ground.WRONG_CHOICE, "bob")
    room.board_rules(case, ANN)
    room.objects("lee", case, Ground.WRONG_CHOICE, "bob")
    assert "claimed for Bob Birch" in docket(room.recount)[0].title
    reopen(room.recount, [room.now(case)], "A second look.", room.keys("kelly", "cora"))

    told = docket_case(room.recount, case.number)
    assert told.call.endswith("Overvote. Reopened. An objection is open.")
    assert (told.objections, told.key.claims, told.key.clause) == ((), (), "")
    assert (told.work.last, told.work.case.clause, told.line.case.clause) == (None, None, None)
    assert told.line.case.disposition is None
    assert case_work(room.recount, case.number).last is None
    (group,) = docket(room.recount)
    assert group.title == "Mayor · Reopened · Overvote, 2 marks"
    assert [(line.fate, line.decided) for line in register(room.recount)] == [
        (Fate.REOPENED, None),
        (Fate.FILED, None),
    ]
    assert "rejected" not in register(room.recount)[0].sentence

    later = room.objects("ortiz", case, Ground.SHOULD_COUNT, "ann")
    told = docket_case(room.recount, case.number)
    assert [view.entry for view in told.objections] == [later]
    assert told.call.endswith(
        "An objection is open. Objection R-003 by Olga Ortiz (HER): should be a vote for Ann Ash."
    )

    made = room.board_rules(case)
    assert [line.fate for line in register(room.recount)] == [Fate.REJECTED] * 3
    last = case_work(room.recount, case.number).last
    assert last is not None
    assert last.entry == made.index


def test_an_observer_s_side_is_named_and_not_its_id(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    (view,) = docket_case(room.recount, case.number).objections
    assert view.sentence == (
        "Objection R-001, Sam Scott (for Ann Ash): should be a vote for Ann Ash. To the board."
    )


def test_the_printed_docket_has_the_line_of_every_case_as_it_is_called(room: Boardroom) -> None:
    cases = room.send_up(*room.mayor()[:3])
    room.objects("scott", cases[0], Ground.SHOULD_COUNT, "ann")
    printed = docket_list(room.recount, stamp(room.recount))
    lines = [line for group in printed.groups for line in group.cases]
    assert {line.number: line.call for line in lines} == {
        case.number: docket_case(room.recount, case.number).call for case in cases
    }


def test_a_consent_group_of_twelve_with_one_taken_out(room: Boardroom) -> None:
    cases = room.send_up(*room.mayor())
    group = consent_group(room.recount, cases[0].number)
    assert len(group.cases) == 12
    assert group.cases[0].seal == cases[0].seal
    out = group.cases[5]
    smaller = group.take_out(out.number, "nelson")
    assert (len(smaller.cases), smaller.taken[0].person) == (11, "nelson")
    before = room.recount.state.size
    acts = settle(room, smaller)
    assert acts == 2  # one for each batch
    assert room.recount.state.size == before + 3 + acts  # and one vote of each member
    assert room.waiting() == [out.seal]
    with pytest.raises(Refusal, match="not in this group"):
        smaller.take_out(out.number, "lee")


def test_one_act_rules_on_no_more_ballots_than_a_page_has(tmp_path: Path) -> None:
    room = Boardroom.begun(tmp_path, Policy(page_max=4))
    cases = room.send_up(*room.mayor())
    assert settle(room, consent_group(room.recount, cases[0].number)) == 4  # two batches of six
    assert room.waiting() == []
    room.recount.close()


def test_an_isolated_ballot_waits_locked_and_is_in_no_group(room: Boardroom) -> None:
    cases = room.send_up(*room.mayor()[:2])
    keys = room.keys("kelly", "lewis")
    target = targets.cases([cases[0].seal])
    carry(room.recount, Effect.ISOLATE, target, "Found in the wrong box.", YES, keys)
    assert docket_case(room.recount, cases[0].number).line.locked.startswith("Isolated")
    group = consent_group(room.recount, cases[1].number)
    assert [c.seal for c in group.cases] == [cases[1].seal]
    with pytest.raises(Refusal, match="Isolated"):
        room.propose(OVERVOTE, cases[0])


def test_unlike_ballots_are_no_group(room: Boardroom) -> None:
    over, blank = room.send_up(room.mayor()[0], room.mayor(blank=True)[0])
    with pytest.raises(Refusal, match="is not like the others: it shows one seat"):
        room.propose(OVERVOTE, over, blank)
    other = room.mayor()[1]
    room.rule(other, OVERVOTE)
    room.objects("lee", other, Ground.SHOULD_COUNT, "bob")
    with pytest.raises(Refusal, match="it waits for another reason"):
        room.propose(OVERVOTE, over, other)


def test_a_deferred_ballot_is_left_out_of_its_group(room: Boardroom) -> None:
    cases = room.send_up(*room.mayor()[:3])
    defer(room.recount, cases[2], "", room.seating.seat("kelly"))
    group = consent_group(room.recount, cases[0].number)
    assert {c.seal for c in group.cases} == {cases[0].seal, cases[1].seal}


def test_who_voted_on_one_of_a_group_by_itself_has_not_voted_on_the_group(
    room: Boardroom,
) -> None:
    cases = room.send_up(*room.mayor()[:2])
    room.votes(room.propose(OVERVOTE, cases[0]), kelly=Say.FOR)
    both = room.propose(OVERVOTE, *cases)
    assert room.votes(both).standing.says == ()
    assert room.votes(both, kelly=Say.FOR).standing.of("kelly") is Say.FOR


def test_a_case_that_does_not_wait_has_no_group(room: Boardroom) -> None:
    case = room.mayor(blank=True)[0]
    room.rule(case, BLANK)
    with pytest.raises(Refusal, match="does not wait for the board"):
        consent_group(room.recount, case.number)


def test_the_board_may_find_a_vote(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor(blank=True)[0])
    room.board_rules(case, vote("bob"))
    assert room.ruling(case).ruling.votes == frozenset({"bob"})


def test_an_objection_s_number_is_its_place_in_the_record(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    made = [room.objects(p, case, Ground.PROCEDURE) for p in ("lee", "ortiz", "scott")]
    state = room.recount.state
    assert [label_of(state, entry) for entry in made] == ["R-001", "R-002", "R-003"]
    assert labels(state) == {entry: label_of(state, entry) for entry in made}
    with pytest.raises(KeyError):
        label_of(state, made[-1] + 1)
