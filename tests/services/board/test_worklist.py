"""The docket where the board rules on everything: in order of work, a page of it at a time."""

from adjudicator.domain.objections import Ground
from adjudicator.domain.votes import Say
from adjudicator.services.board.deferral import defer
from adjudicator.services.board.docket import MOST_ALIKE, docket, docket_case, like_cases
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import BLANK, OVERVOTE, SHEETS, Boardroom
from tests.support.scene import Sheet

YES = (("kelly", "yes"), ("lewis", "yes"))


def in_order(room: Boardroom) -> list[CaseRecord]:
    """Mayor before council, batch by batch, each in its shuffled order."""
    return sorted(room.cases(), key=lambda c: (c.row.contest != "mayor", c.batch, c.work))


def called(room: Boardroom, most: int | None = None) -> list[str]:
    return [line.case.seal for group in docket(room.recount, most) for line in group.lines]


def test_every_case_is_listed_batch_by_batch_in_order_of_work(one_tier: Boardroom) -> None:
    assert called(one_tier) == [case.seal for case in in_order(one_tier)]
    groups = docket(one_tier.recount)
    assert [len({line.case.batch for line in group.lines}) for group in groups] == [1] * len(groups)
    assert groups[0].title.startswith("Mayor \u00b7 Not ruled yet \u00b7 ")


def test_only_a_page_of_it_is_read_and_the_rest_is_counted(one_tier: Boardroom) -> None:
    whole = called(one_tier)
    assert called(one_tier, 5) == whole[:5]
    assert count_waiting(one_tier.recount) == len(whole) == 17
    first = in_order(one_tier)[0]
    one_tier.board_rules(first, OVERVOTE if first.row.machine.over else BLANK)
    assert called(one_tier, 5) == whole[1:6], "what comes next moves up"
    assert count_waiting(one_tier.recount) == 16


def test_an_objection_is_called_first_and_what_is_put_off_last(one_tier: Boardroom) -> None:
    cases = in_order(one_tier)
    objected, put_off = cases[9], cases[0]
    one_tier.objects("lee", objected, Ground.PROCEDURE)
    defer(one_tier.recount, put_off, "Ask the clerk.", one_tier.seating.seat("kelly"))
    listed = called(one_tier, 4)
    rest = [c.seal for c in cases if c.seal not in {objected.seal, put_off.seal}]
    assert listed == [objected.seal, *rest[:4], put_off.seal]
    assert docket_case(one_tier.recount, put_off.number).line.reason == "Ask the clerk."


def test_a_contest_put_first_leads_and_a_suspended_one_comes_last(one_tier: Boardroom) -> None:
    keys = one_tier.keys("kelly", "lewis")
    carry(one_tier.recount, Effect.PRIORITY, targets.contest("council"), "Asked for.", YES, keys)
    assert one_tier.cases(contest="council")[0].seal == called(one_tier)[0]
    carry(one_tier.recount, Effect.SUSPEND, targets.contest("council"), "Stay", YES, keys)
    listed = [line for group in docket(one_tier.recount) for line in group.lines]
    assert listed[-1].case.row.contest == "council"
    assert listed[-1].locked.startswith("Suspended")
    assert count_waiting(one_tier.recount) == 17
    assert count_waiting(one_tier.recount, open_only=True) == 16


def test_like_ones_of_its_own_batch_come_first_and_no_more_than_fit_a_screen(
    one_tier: Boardroom,
) -> None:
    first = in_order(one_tier)[0]
    _, like = like_cases(one_tier.recount, first.number)
    batches = [case.batch for case in like]
    assert like[0].seal == first.seal
    assert batches == sorted(batches, key=lambda batch: batch != first.batch)
    plain = OVERVOTE if first.row.machine.over else BLANK
    assert len(one_tier.propose(plain, *like).cases) == len(like)
    more = [Sheet(n, ("ann", "bob"), container="20") for n in range(40, 40 + MOST_ALIKE + 6)]
    one_tier.import_sheets(more)
    one_tier.pile()
    over = next(c for c in one_tier.mayor() if c.row.machine.over)
    assert len(like_cases(one_tier.recount, over.number)[1]) == MOST_ALIKE < len(SHEETS) + len(more)


def test_a_case_ruled_on_leaves_the_list(one_tier: Boardroom) -> None:
    blank = one_tier.mayor(blank=True)[0]
    proposal = one_tier.propose(BLANK, blank)
    one_tier.votes(proposal, kelly=Say.FOR, lewis=Say.FOR)
    one_tier.record(proposal)
    assert blank.seal not in called(one_tier)
