"""Random evenings of random counties: nothing is lost, doubled, usurped, or stuck.

Drawn are the county (one tier or two, a board of three or five, quorum, who counts as different,
pages) and what people do in it: they come and go, join, lose their passphrase, leave for good,
rule, object, vote, close, reopen, suspend, isolate, waive, fetch paper, scan again, and try what
they may not.  Every act is judged twice, by the program and by a second telling of the rules
(:mod:`tests.ledger.state.law`), and both must say the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.history import (
    Effective,
    Event,
    Isolated,
    ObjectionFiled,
    ObjectionWithdrawn,
    Released,
    Reopened,
    RulingMade,
    effective,
    waits_for_board,
)
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.tally import CaseEffect, Cell, effect_delta, reading_buckets
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state import RecordState
from tests.ledger.state import night, night_board, night_close, night_people
from tests.ledger.state.county import Plan, plans
from tests.ledger.state.endings import Ending
from tests.ledger.state.law import CONTESTS
from tests.ledger.state.night import Night

ACTS: dict[str, Callable[[Night, int, int], None]] = {
    act.__name__: act
    for act in (
        night.rule, night.attest, night.withdraw, night_close.close,
        night_board.vote, night_board.decide, night_board.board_rules, night_board.end_sitting,
        night_board.thin_board, night_board.reopen, night_board.suspend, night_board.isolate,
        night_board.order, night_board.waive, night_board.seat, night_board.paper,
        night_board.rescan, night_board.overtaken, night_board.mischief,
        night_people.newcomer, night_people.new_key, night_people.remove,
        night_people.leaves_for_good, night_people.turn_a_vote,
        night_people.changes_sides, night_people.come_back, night_people.come_or_go,
        night_people.note,
    )
}  # fmt: skip
USUAL = (
    *("rule", "decide", "close") * 3,
    *("come_back", "vote", "attest") * 2,
    "board_rules",
)
"""What people do most."""
_DRAWN = (*USUAL, *ACTS)
evenings = st.lists(
    st.tuples(st.sampled_from(_DRAWN), st.integers(0, 999), st.integers(0, 999)), max_size=45
)


def played(plan: Plan, acts: Iterable[tuple[str, int, int]]) -> Night:
    """An evening under this plan."""
    evening = Night(plan)
    for name, a, b in acts:
        ACTS[name](evening, a, b)
    return evening


def _events(entries: Iterable[Entry], seal: str) -> list[Event]:
    """What happened to a case, read from the entries alone; late objections change nothing."""
    found: list[Event] = []
    closed = False
    batch: int | None = None
    rulings: dict[int, list[str]] = {}
    for entry in entries:
        body, i = entry.body, entry.index
        match entry.kind:
            case "rule":
                rulings[i] = [item["case"] for item in body["items"]]
                for n, item in enumerate(body["items"]):
                    if item["case"] == seal:
                        batch = body["batch"]
                        found.append(_made(i, n, body["tier"], item))
            case "attest" if not closed and _objects(body, rulings, seal):
                found.append(ObjectionFiled(i))
            case "withdraw":
                found.append(ObjectionWithdrawn(i, body["objection"][0]))
            case "close":
                struck = {index for row in body["answers"] for index in row[6]}
                found += [ObjectionWithdrawn(i, index) for index in sorted(struck)]
                closed = closed or batch in body["batches"]
            case "reopen" if seal in body["cases"]:
                closed = False
                found.append(Reopened(i))
            case "motion" if seal in body["target"].get("cases", ()):
                found.append(Isolated(i) if body["effect"] == "isolate" else Released(i))
    return found


def _objects(body: Body, rulings: Mapping[int, Sequence[str]], seal: str) -> bool:
    about = set(body["cases"])
    for entry, _, which in body["about"]:
        cases = rulings[entry]
        about |= set(cases if which == "all" else (cases[n] for n in which))
    return body["answer"] == "object" and seal in about


def _made(entry: int, n: int, tier: str, item: Body) -> RulingMade:
    return RulingMade(entry, n, Tier(tier), Disposition(item["disp"]), frozenset(item["votes"]))


def _nothing_is_lost(evening: Night) -> None:
    """Every ruling of the entries is there, the last of each case is its current one."""
    data = evening.scene.state.data
    last: dict[str, tuple[int, int]] = {}
    for entry in evening.scene.entries:
        if entry.kind == "rule":
            assert data.rulings[entry.index].cases == tuple(
                item["case"] for item in entry.body["items"]
            )
            for n, item in enumerate(entry.body["items"]):
                assert item["prior"] == (list(last[item["case"]]) if item["case"] in last else None)
                last[item["case"]] = (entry.index, n)
    assert {case.seal: case.current for case in evening.cases() if case.current} == last


def _the_two_tellings_agree(evening: Night) -> None:
    """What the rules remember of people and cases is what the histories say."""
    data, house, book = evening.scene.state.data, evening.house, evening.book
    assert {p.id for p in data.board()} == house.board()
    assert data.present_ids() == house.here
    assert {who for who, _ in data.sessions} == {who for who, _ in house.rooms}
    for case in evening.cases():
        file = book.cases[case.seal]
        told = (file.place, file.closed, file.reopened, book.waits(file), file.newest)
        known = (case.current, case.closed is not None, case.reopened is not None)
        assert told == (*known, data.before_board(case), case.row), case.name
        assert [o.entry for o in file.objections()] == list(case.objections)
        assert book.free(file) == (data.is_released(case) and not data.is_locked(case))


def _nothing_counts_twice(evening: Night) -> None:
    """A case stands in one batch, for one sheet and contest, and once in the tally."""
    data = evening.scene.state.data
    homes = [seal for batch in data.batches.values() for seal in batch.cases]
    assert sorted(homes) == sorted(data.cases)
    assert len({(c.contest, c.sheet) for c in evening.cases()}) == len(evening.cases())
    tally: dict[str, Counter[str]] = {}
    for case in evening.cases():
        file = evening.book.cases[case.seal]
        now = effective(_events(evening.scene.entries, case.seal), closed=file.closed)
        made = None if now.ruling is None else (now.ruling.entry, now.ruling.item)
        assert made == case.current
        assert now.status.counts == file.counts(), (case.name, now.status)
        if not file.isolated and (evening.plan.tiers > 1 or file.ruling is not None):
            tier = None if now.ruling is None else now.ruling.tier
            waits = waits_for_board(now.status, tier)
            assert waits == data.before_board(case), (case.name, now.status)
        tally.setdefault(file.contest, Counter()).update(_buckets(evening, case.seal, now))
    assert {contest: +counts for contest, counts in tally.items()} == evening.book.tally()


def _buckets(evening: Night, seal: str, now: Effective) -> Counter[str]:
    """What a case adds: the machine's reading, and the change its ruling makes to it."""
    row = evening.book.cases[seal].row
    contest, machine = CONTESTS[row["contest"]], machine_from_value(row["machine"])
    buckets = Counter(reading_buckets(contest, machine))
    if now.counting is not None:
        cell = Cell(row["contest"], row["precinct"], row["group"], row["lot"])
        made = CaseEffect(cell, machine, now.counting.disposition, now.counting.votes)
        buckets.update(effect_delta(contest, made))
    return buckets


def _reopened_is_ruled_blind(evening: Night) -> None:
    """After a reopening whoever ruled before rules anew; till then the old ruling is nowhere."""
    reopened: dict[str, str] = {}
    tier: dict[str, str] = {}
    for entry in evening.scene.entries:
        if entry.kind == "reopen":
            reopened |= {seal: tier[seal] for seal in entry.body["cases"]}
        elif entry.kind == "rule":
            for item in entry.body["items"]:
                seal = item["case"]
                before = reopened.pop(seal, None)
                assert before in {None, "team"} or entry.body["tier"] == before
                tier[seal] = entry.body["tier"]
    assert not any(evening.book.cases[seal].counts() for seal in reopened)


def _read_again_it_is_the_same(evening: Night) -> None:
    """A verifier who has only the entries comes to the same state, check by check."""
    again = RecordState(evening.scene.evidence, verify=None)
    again.replay(evening.scene.entries)
    assert again.head == evening.scene.state.head
    for name in ("cases", "objections", "people", "votes", "papers", "suspended", "waived"):
        assert getattr(again.data, name) == getattr(evening.scene.state.data, name), name


def _holds(evening: Night) -> None:
    _nothing_is_lost(evening)
    _the_two_tellings_agree(evening)
    _nothing_counts_twice(evening)
    _reopened_is_ruled_blind(evening)


def _comes_to_an_end(evening: Night, n: int) -> None:
    """Two different officers bring the county to its end, with everybody or with nobody else."""
    pairs = evening.house.unlike_pairs(evening.house.officers())
    if not pairs:
        event("no two different officers are left")
        return
    ending = Ending(evening, pairs[n // 2 % len(pairs)])
    if n % 2:
        ending.everybody_returns()
    else:
        ending.nobody_returns()
    ending.come_to_an_end()
    _holds(evening)


@settings(deadline=None)
@given(plans, evenings, st.integers(0, 99))
def test_no_evening_loses_a_ruling_counts_twice_usurps_or_ends_in_a_deadlock(
    plan: Plan, acts: list[tuple[str, int, int]], n: int
) -> None:
    evening = played(plan, acts)
    for kind in sorted(evening.done):
        event(kind)
    event(f"{plan.tiers} tiers, {plan.seats} seats, quorum {plan.quorum}")
    _holds(evening)
    _comes_to_an_end(evening, n)
    _read_again_it_is_the_same(evening)


_KINDS = frozenset(
    {
        *("rule", "vote", "attest", "withdraw", "sitting", "close", "reopen", "motion", "paper"),
        *("rescan", "signin", "signout", "attend", "enrol", "remove", "note", "refused"),
        *("suspend", "resume", "isolate", "release", "priority", "deadline", "explain"),
        *("waive", "seat"),
    }
)
"""Kinds of entries, effects of motions, and that something is refused."""


@pytest.mark.parametrize("tiers", [1, 2])
def test_the_evenings_really_reach_every_act(tiers: int) -> None:
    """The acts above are not all refused: a few fixed evenings record every kind and effect."""
    done: set[str] = set()
    by: set[str] = set()
    for seed in range(40):
        dice = Random(seed)
        plan = Plan(tiers, dice.choice((3, 5)), different=dice.choice(("party", "person")))
        acts = [
            (dice.choice(_DRAWN), dice.randrange(1000), dice.randrange(1000)) for _ in range(45)
        ]
        evening = played(plan, acts)
        done |= evening.done
        by |= {e.body["tier"] for e in evening.scene.entries if e.kind == "rule"}
    assert _KINDS - done == set()
    assert by == ({"board"} if tiers == 1 else {"team", "board"})
