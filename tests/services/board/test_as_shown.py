"""What is voted on, ruled and signed is what was shown; what happened meanwhile is told first."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from adjudicator.domain.objections import Ground
from adjudicator.domain.votes import Say
from adjudicator.services.board.proposal import propose
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.board.voting import PartlyRecorded, vote_now
from adjudicator.services.closing import close_batches
from adjudicator.services.errors import Refusal
from adjudicator.services.papers.rescan import rescan
from adjudicator.services.reopening import reopen
from adjudicator.services.shown import as_it_stands
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.record import Appended
from tests.support.boardroom import ANN, MEMBERS, OVERVOTE, Boardroom

ALL_FOR = dict.fromkeys(MEMBERS, Say.FOR)


def scan_again(room: Boardroom, case: CaseRecord, place: Path) -> None:
    """The clerk takes in other images of the same sheet."""
    images = []
    for n in range(len(case.row.images)):
        images.append(place / f"again{n}.png")
        Image.new("RGB", (200, 200), (n, 3, 3)).save(images[-1])
    rescan(room.recount, room.now(case), images, "torn", room.identity("cora"))


def test_an_objection_filed_after_the_case_was_shown_is_not_decided_unheard(
    room: Boardroom,
) -> None:
    (case,) = room.send_up(room.mayor()[0])
    shown = {case.seal: as_it_stands(room.recount.state.data, case.seal)}
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    filed = room.objects("lee", case, Ground.PROCEDURE)
    told = r"Objection R-001 was filed meanwhile \(case .*Nothing was lost\. Hear it, then vote"
    for act in (
        lambda: room.record(proposal),
        lambda: room.votes(proposal, moss=Say.FOR),
        lambda: propose(room.recount, [room.now(case)], OVERVOTE, shown),
    ):
        with pytest.raises(Refusal, match=told):
            act()
    assert room.recount.state.data.objections[filed].decided == {}
    heard = room.propose(OVERVOTE, case)
    assert vote_now(room.recount, heard, room.seating).standing.says == (), "nobody heard it yet"
    assert not room.votes(heard, moss=Say.AGAINST).standing.carried
    assert room.votes(heard, kelly=Say.FOR, lewis=Say.FOR).standing.carried
    room.record(heard, {filed: False})
    assert room.recount.state.data.objections[filed].decided == {case.seal: "rejected"}


def test_nobody_votes_on_an_image_that_was_replaced(room: Boardroom, tmp_path: Path) -> None:
    (case,) = room.send_up(room.mayor()[0])
    stale = room.propose(OVERVOTE, case)
    scan_again(room, case, tmp_path)
    for act in (
        lambda: room.votes(stale, kelly=Say.FOR),
        lambda: room.record(stale),
        lambda: propose(room.recount, [case], OVERVOTE),
    ):
        with pytest.raises(Refusal, match="was scanned again meanwhile"):
            act()
    assert room.votes(room.propose(OVERVOTE, case), **ALL_FOR).standing.carried


def test_nobody_votes_on_what_was_reopened_meanwhile(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.board_rules(case, ANN)
    room.objects("lee", case, Ground.PROCEDURE)
    stale, shown = room.propose(OVERVOTE, case), room.now(case)
    reopen(room.recount, [shown], "again", room.keys("kelly", "lewis"))
    with pytest.raises(Refusal, match="was reopened meanwhile"):
        room.votes(stale, kelly=Say.FOR)
    with pytest.raises(Refusal, match="was reopened meanwhile"):
        propose(room.recount, [shown], OVERVOTE)


def test_of_a_group_half_recorded_the_rest_is_told_and_settled_again(
    room: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = room.send_up(*room.mayor())
    first, second = sorted({case.batch for case in cases})
    proposal = room.propose(OVERVOTE, *cases)
    room.votes(proposal, **ALL_FOR)
    last = next(case for case in cases if case.batch == second)
    append = room.recount.append
    filed: list[int] = []

    def between(fields: dict[str, Any], *more: Any, **named: Any) -> Appended:  # noqa: ANN401 - handed on
        done = append(fields, *more, **named)
        if not filed and fields["kind"] == "rule":
            filed.append(0)
            filed[0] = room.objects("lee", last, Ground.PROCEDURE)
        return done

    monkeypatch.setattr(room.recount, "append", between)
    with pytest.raises(PartlyRecorded) as told:
        room.record(proposal)
    left = sum(case.batch == second for case in cases)
    ruled = len(cases) - left
    head = f"{ruled} of {len(cases)} are recorded, the other {left} are not: Objection"
    assert str(told.value).startswith(head)
    tiers = {case.batch: room.now(case).tier for case in cases}
    assert (tiers[first], tiers[second]) == ("board", "team")
    rest = told.value.rest
    assert {case.batch for case in rest.cases} == {second}
    with pytest.raises(Refusal, match="Objection R-001 was filed meanwhile"):
        room.record(rest)
    room.record(rest.without({last.seal}))
    assert room.now(last).tier == "team"
    heard = room.propose(OVERVOTE, last)
    room.votes(heard, **ALL_FOR)
    room.record(heard, {filed[0]: False})
    assert {room.now(case).tier for case in cases} == {"board"}
    assert room.recount.state.data.objections[filed[0]].decided == {last.seal: "rejected"}


def test_a_sitting_signs_only_the_votes_that_were_shown(room: Boardroom) -> None:
    one, other = room.send_up(*room.mayor()[:2])
    room.votes(room.propose(OVERVOTE, one), **ALL_FOR)
    shown = sitting_now(room.recount)
    room.votes(room.propose(ANN, other), moss=Say.FOR)
    with pytest.raises(Refusal, match=r"not those shown any more.*the votes stand"):
        end_sitting(room.recount, room.keys(*MEMBERS), seen=shown)
    ended = end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))
    with room.recount.reading() as connection:
        (entry,) = list_entries(connection, first=ended.index, limit=1)
    assert [len(votes) for _, votes in entry.body["votes"]] == [1, 1, 2]


def test_a_close_signs_only_the_counts_that_were_shown(room: Boardroom) -> None:
    number = room.mayor()[0].batch
    cases = [case for case in room.cases() if case.batch == number]
    for case in cases:
        room.rule(case, OVERVOTE)
    shown = room.recount.state.close_counts([number])
    room.objects("lee", cases[0], Ground.PROCEDURE)
    with pytest.raises(Refusal, match="the counts are not those shown any more"):
        close_batches(room.recount, [number], room.keys("ada", "ben"), seen=shown)
    assert room.now(cases[0]).closed is None
    room.close_batches(number)
