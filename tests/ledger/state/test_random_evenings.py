"""Random evenings: people come and go, rule, object, vote, close, reopen, suspend, and do mischief.

Whatever is accepted was signed by people with the right to it (told a second time in
:mod:`tests.ledger.state.house`), no ruling is lost, no case counts twice, and as long as two
different officers are there the county can always come to its end.
"""

from collections.abc import Iterable
from random import Random

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from adjudicator.domain.history import (
    Event,
    ObjectionFiled,
    ObjectionWithdrawn,
    Reopened,
    RulingMade,
    effective,
)
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state import CaseState
from tests.ledger.evening import BOARD_STATION
from tests.ledger.state.night import ACTS, PEOPLE, Night, item_for

_USUAL = (
    "come_back",
    "come_back",
    "rule",
    "rule",
    "rule",
    "vote",
    "vote",
    "vote",
    "attest",
    "board_rules",
    "close",
)
evenings = st.lists(
    st.tuples(st.sampled_from((*_USUAL, *ACTS)), st.integers(0, 999), st.integers(0, 999)),
    max_size=45,
)


def _events(entries: Iterable[Entry], seal: str) -> list[Event]:
    """What happened to a case, read from the entries alone; late objections change nothing."""
    found: list[Event] = []
    closed = False
    batch: int | None = None
    rulings: dict[int, list[str]] = {}
    mine: set[int] = set()
    for entry in entries:
        body, i = entry.body, entry.index
        match entry.kind:
            case "rule":
                rulings[i] = [item["case"] for item in body["items"]]
                for n, item in enumerate(body["items"]):
                    if item["case"] == seal:
                        batch = body["batch"]
                        found.append(_made(i, n, body["tier"], item))
            case "attest" if body["answer"] == "object" and not closed:
                about = [rulings[e] if w == "all" else [rulings[e][n] for n in w]
                         for e, _, w in body["about"]]  # fmt: skip
                if seal in body["cases"] or any(seal in cases for cases in about):
                    mine.add(i)
                    found.append(ObjectionFiled(i))
            case "withdraw" if body["objection"][0] in mine:
                found.append(ObjectionWithdrawn(i, body["objection"][0]))
            case "close":
                closed = closed or batch in body["batches"]
            case "reopen" if seal in body["cases"]:
                closed = False
                found.append(Reopened(i))
    return found


def _made(entry: int, n: int, tier: str, item: Body) -> RulingMade:
    return RulingMade(entry, n, Tier(tier), Disposition(item["disp"]), frozenset(item["votes"]))


def _nothing_is_lost(night: Night) -> None:
    """Every ruling of the entries is there, the last of each case is its current one."""
    data = night.scene.state.data
    last: dict[str, tuple[int, int]] = {}
    for entry in night.scene.entries:
        if entry.kind == "rule":
            assert data.rulings[entry.index].cases == tuple(
                item["case"] for item in entry.body["items"]
            )
            for n, item in enumerate(entry.body["items"]):
                assert item["prior"] == (list(last[item["case"]]) if item["case"] in last else None)
                last[item["case"]] = (entry.index, n)
    assert {case.seal: case.current for case in night.cases() if case.current} == last


def _nothing_counts_twice(night: Night) -> None:
    """A case stands in one batch, for one sheet and contest, with at most one ruling."""
    data = night.scene.state.data
    homes = [seal for batch in data.batches.values() for seal in batch.cases]
    assert sorted(homes) == sorted(data.cases)
    assert len({(c.contest, c.sheet) for c in night.cases()}) == len(night.cases())
    for case in night.cases():
        now = effective(_events(night.scene.entries, case.seal))
        made = None if now.ruling is None else (now.ruling.entry, now.ruling.item)
        assert made == case.current
        if case.seal not in data.isolated_cases:
            waits = data.before_board(case)
            open_for_team = case.current is None and not case.objections
            assert now.status.counts == (
                not waits and not open_for_team and case.reopened is None
            ), (case.name, now.status, waits)


def _come_to_an_end(night: Night) -> None:
    """Two officers there bring the county to its end, whatever the evening left."""
    _staff(night)
    _lift_orders(night)
    data = night.scene.state.data
    released = [case for case in night.cases() if data.is_released(case)]
    for case in released:
        _settle(night, case)
    if data.sitting_votes:
        assert night.offer(night.scene.sitting_fields(), *night.scene.here(), st=BOARD_STATION)
    for number in sorted(data.batches):
        if data.scope([number]):
            assert night.offer(night.scene.close_fields(number), "ada", "ben"), number
    for case in released:
        assert case.closed is not None
        assert effective(_events(night.scene.entries, case.seal)).status.counts


def _lift_orders(night: Night) -> None:
    data = night.scene.state.data
    for contest in sorted(data.suspended):
        _must(night, "resume", {"contest": contest})
    for imported, lot in sorted(data.isolated_lots):
        _must(night, "release", {"import": imported, "lot": lot})
    if data.isolated_cases:
        _must(night, "release", {"cases": sorted(data.isolated_cases)})
    for seal in sorted(data.papers):
        if data.papers[seal].step != "returned":
            back = bodies.paper(case=seal, step="returned")
            assert night.offer(back, "clerk1*", st=BOARD_STATION)


def _settle(night: Night, case: CaseState) -> None:
    """The team rules where nobody has; the board settles what waits for it."""
    data = night.scene.state.data
    if not data.before_board(case) and (case.current is None or case.reopened is not None):
        fields = bodies.rule(batch=case.batch or 1, items=[item_for(night, case, 0)])
        assert night.offer(fields, "ada*", "ben*"), case.name
    if data.before_board(case):
        _board_settles(night, case)


def _staff(night: Night) -> None:
    """Whoever is missing is enrolled anew by two officers, then everybody signs in."""
    scene, house = night.scene, night.house
    officers = sorted(house.officers())
    pair = next(((a, b) for a in officers for b in officers if house.unlike(a, b)), None)
    assume(pair is not None)
    assert pair is not None
    for person in PEOPLE:
        known = scene.state.data.people[person]
        if known.removed is None:
            continue
        key = scene.new_key(person)
        fields = bodies.enrol(
            person=person, role=known.person.role.value, party=known.person.party,
            key=key.public, replaces=known.key,
        )  # fmt: skip
        entry = night.offer(fields, "log", *pair, new=key)
        assert entry is not None, f"{person} could not be enrolled anew by {pair}"
        scene.keys[person] = (entry.index, key)
    for person in PEOPLE:
        night.sign_in(person)
        assert scene.state.data.people[person].present, person


def _must(night: Night, effect: str, target: Body) -> None:
    here = night.scene.here()
    fields = night.scene.motion_fields(effect, target, dict.fromkeys(here, "yes"))
    assert night.offer(fields, *here), (effect, target)


def _board_settles(night: Night, case: CaseState) -> None:
    row = night.scene.evidence.rows[case.row]
    said = {"disp": "nothing_marked", "votes": list(row["machine"]["votes"]), "clause": None}
    if row["machine"]["over"]:
        said = {"disp": "too_many", "votes": [], "clause": "r6"}
    for member in night.scene.here():
        assert night.offer(night.scene.vote_fields(said, case), member + "*", st=BOARD_STATION)
    head = night.scene.state.data.presiding()
    assert head is not None
    fields = night.scene.rule_fields(night.scene.board_item(case, said), tier="board")
    assert night.offer(fields, head.id + "*", st=BOARD_STATION), case.name


@settings(deadline=None)
@given(evenings)
def test_no_evening_loses_a_ruling_counts_twice_or_ends_in_a_deadlock(
    acts: list[tuple[str, int, int]],
) -> None:
    night = Night()
    for name, a, b in acts:
        ACTS[name](night, a, b)
    for kind in sorted(night.done):
        event(kind)
    _nothing_is_lost(night)
    _nothing_counts_twice(night)
    _come_to_an_end(night)
    _nothing_is_lost(night)


def test_the_evenings_really_reach_every_act() -> None:
    """The acts above are not all refused: a few fixed evenings record every kind."""
    done: set[str] = set()
    tiers: set[str] = set()
    for seed in range(4):
        night, dice = Night(), Random(seed)
        for _ in range(150):
            name = dice.choice((*_USUAL, *ACTS))
            if name != "remove":
                ACTS[name](night, dice.randrange(1000), dice.randrange(1000))
        done |= night.done
        tiers |= {e.body["tier"] for e in night.scene.entries if e.kind == "rule"}
    wanted = {"rule", "vote", "attest", "withdraw", "sitting", "close", "reopen", "motion", "paper",
              "rescan", "signin", "signout", "attend", "refused"}  # fmt: skip
    assert wanted - done == set()
    assert tiers == {"team", "board"}
