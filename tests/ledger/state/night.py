"""Acts of a random evening: each takes two drawn numbers and tries something with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.errors import Refused
from adjudicator.ledger.state import CaseState
from tests.ledger.evening import ABSTAIN, AGAINST, ANN, BOARD_STATION, BOB, Evening, value
from tests.ledger.scenery import STATION
from tests.ledger.state.house import House

T = TypeVar("T")
PEOPLE = ("ada", "ben", "clerk1", "kelly", "lee", "lewis", "moore", "nash", "olson", "ortiz")
_ROOM = dict.fromkeys(PEOPLE, BOARD_STATION) | dict.fromkeys(
    ("ada", "ben", "lee", "ortiz"), STATION
)
_VALUES: tuple[Body | str, ...] = (
    ANN,
    BOB,
    AGAINST,
    ABSTAIN,
    value("nothing_marked"),
    value("marks_do_not_count"),
)
_CLAIMS = ("ann", "no_vote", None)


@dataclass
class Night:
    """One evening: a scene, what was recorded in it, and who was who."""

    scene: Evening = field(default_factory=lambda: Evening().to_pile())
    house: House = field(default_factory=House)
    done: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for entry in self.scene.entries:
            self.house.take(entry)

    def offer(self, fields: Body, *signers: str, **changes: Any) -> Entry | None:  # noqa: ANN401 - common fields
        """Hand in an act; ``None`` if it was refused, and then nothing changed."""
        scene, before = self.scene, self.scene.state.head
        missing = [name for name in signers if name not in scene.keys]
        if missing:
            return None
        entry = scene.draft(fields, *signers, **changes)
        right = self.house.may(entry)
        try:
            scene.add(entry)
        except Refused:
            assert scene.state.head == before
            self.done.add("refused")
            return None
        assert right, f"{entry.kind} accepted from {signers}, who have no right to it"
        self.house.take(entry)
        self.done.add(entry.kind)
        return entry

    def sign_in(self, person: str) -> None:
        """Take a seat where this person sits."""
        if person in self.scene.keys and person not in self.house.gone:
            key = self.scene.new_key(person + "*")
            fields = bodies.signin(person=person, key=key.public, idle=600)
            entry = self.offer(fields, person, new=key, st=_ROOM.get(person, BOARD_STATION))
            if entry is not None:
                self.scene.keys[person + "*"] = (entry.index, key)

    def cases(self) -> list[CaseState]:
        """Every case, in the order of the pile."""
        data = self.scene.state.data
        return [data.cases[seal] for seal in data.order]


def pick(items: Sequence[T], n: int) -> T:
    """One of these, by a drawn number."""
    return items[n % len(items)]


def _case(night: Night, n: int) -> CaseState:
    return pick(night.cases(), n)


def item_for(night: Night, case: CaseState, n: int) -> Body:
    disp, clause = pick(
        (
            ("nothing_marked", None),
            ("vote", "a1"),
            ("too_many", "r6"),
            ("no_consensus", None),
            ("paper", None),
            ("marks_do_not_count", "n1"),
        ),
        n,
    )
    row = night.scene.evidence.rows[case.row]
    votes = {"vote": ["ann" if row["contest"] == "senate" else "eddy"]}.get(disp, [])
    if disp == "nothing_marked":
        votes = list(row["machine"]["votes"])
    reason = None if case.current is None else "saw_more"
    return bodies.item(
        case=case.seal, row=case.row, contest=row["contest"], disp=disp, votes=votes,
        clause=clause, reason=reason, prior=case.current,
    )  # fmt: skip


def rule(night: Night, a: int, b: int) -> None:
    case = _case(night, a)
    fields = bodies.rule(batch=case.batch or 1, items=[item_for(night, case, b)])
    night.offer(fields, "ada*", "ben*")


def attest(night: Night, a: int, b: int) -> None:
    who, case = pick(("lee", "ortiz"), a), _case(night, b)
    alone = [p for p, st in night.house.rooms if st == STATION] == [who]
    common: Body = {"via": "own" if alone else "shared"}
    objects: Body = {"answer": "object", "ground": 1 + a % 8, "claim": _CLAIMS[a % 3]}
    if case.contest == "council":
        objects["claim"] = None
    if case.current is None:
        fields = bodies.attest(cases=[case.seal], **common, **objects)
    else:
        index, item = case.current
        about = [(index, night.scene.state.data.tree.leaf(index).hex(), [item])]
        said = objects if b % 3 else {"answer": pick(("none", "decline"), a)}
        fields = bodies.attest(about=about, **common, **said)
    night.offer(fields, who + "*")


def withdraw(night: Night, a: int, b: int) -> None:
    open_ones = sorted(night.scene.state.data.objections)
    if open_ones:
        index = pick(open_ones, a)
        leaf = night.scene.state.data.tree.leaf(index).hex()
        fields = bodies.withdraw(objection=index, leaf=leaf)
        night.offer(fields, pick(("lee*", "ortiz*"), b))


def vote(night: Night, a: int, b: int) -> None:
    waiting = [c for c in night.cases() if night.scene.state.data.before_board(c)]
    case = pick(waiting if waiting and b % 5 else night.cases(), a)
    who = pick(sorted(night.house.board()) if b % 7 else PEOPLE, b)
    fields = night.scene.vote_fields(_value_for(night, case, a // 7, b // 11), case)
    night.offer(fields, who + "*", st=_ROOM[who])


def _value_for(night: Night, case: CaseState, a: int, b: int) -> Body | str:
    """Something to vote for: mostly what the members can agree on."""
    row = night.scene.evidence.rows[case.row]
    usual = value("nothing_marked", *row["machine"]["votes"])
    if row["machine"]["over"]:
        usual = value("too_many")
    return usual if a % 3 else pick(_VALUES, b)


def board_rules(night: Night, a: int, _b: int) -> None:
    data = night.scene.state.data
    ready = [c for c in night.cases() if data.majority_value(c) is not None]
    case = pick(ready or night.cases(), a)
    outcome = night.scene.state.data.majority_value(case)
    head = night.scene.state.data.presiding()
    if outcome is None or head is None:
        return
    said = {
        "disp": outcome.disp,
        "votes": list(outcome.votes),
        "clause": outcome.clause,
    }
    fields = night.scene.rule_fields(night.scene.board_item(case, said), tier="board")
    night.offer(fields, head.id + "*", st=_ROOM[head.id])


def end_sitting(night: Night, _a: int, b: int) -> None:
    signers = night.scene.here() if b % 5 else ["kelly"]
    if signers:
        night.offer(night.scene.sitting_fields(), *signers, st=BOARD_STATION)


def close(night: Night, a: int, b: int) -> None:
    data = night.scene.state.data
    number = pick(sorted(data.batches), a)
    for case in data.scope([number]):
        if case.current is None and b % 2:
            fields = bodies.rule(batch=number, items=[item_for(night, case, a)])
            night.offer(fields, "ada*", "ben*")
    watching = [p for p in ("lee", "ortiz") if p in night.house.here][: b % 3]
    night.offer(night.scene.close_fields(number), "ada", "ben", *watching)


def reopen(night: Night, a: int, b: int) -> None:
    case = _case(night, a)
    if case.current is not None:
        pair = pick(
            (("kelly", "clerk1"), ("lewis", "moore"), ("kelly", "lewis"), ("ada", "ben")), b
        )
        night.offer(night.scene.reopen_fields(case), *pair)


def suspend(night: Night, a: int, b: int) -> None:
    suspended = sorted(night.scene.state.data.suspended)
    effect = "resume" if suspended and b % 5 else "suspend"
    _move(night, effect, {"contest": pick(suspended or ("council", "senate"), a)})


def isolate(night: Night, a: int, b: int) -> None:
    """Isolate a case or a whole lot; what is isolated is mostly released again."""
    data, case = night.scene.state.data, _case(night, a)
    if b % 5 and data.isolated_lots:
        imported, lot = min(data.isolated_lots)
        _move(night, "release", {"import": imported, "lot": lot})
    elif b % 5 and data.isolated_cases:
        _move(night, "release", {"cases": sorted(data.isolated_cases)})
    elif a % 4:
        _move(night, pick(("isolate", "release"), b), {"cases": [case.seal]})
    else:
        effect, lot = pick(("isolate", "release"), b), pick(("accepted", "not_counted"), a // 4)
        _move(night, effect, {"import": case.import_, "lot": lot})


def seat(night: Night, a: int, b: int) -> None:
    target = {"alternate": pick(("nash", "olson", "lewis", "moore"), a)}
    _move(night, "seat", target | {"for": pick(("kelly", "lewis", "moore", "nash", "olson"), b)})


def _move(night: Night, effect: str, target: Body) -> None:
    here = night.scene.here()
    fields = night.scene.motion_fields(effect, target, dict.fromkeys(here, "yes"))
    if here:
        night.offer(fields, *here)


def come_back(night: Night, a: int, _b: int) -> None:
    missing = sorted(set(PEOPLE) - night.house.here - night.house.gone)
    if missing:
        night.sign_in(pick(missing, a))


def come_or_go(night: Night, a: int, b: int) -> None:
    who = pick(PEOPLE, a)
    if b % 3 == 0:
        night.sign_in(who)
    elif b % 3 == 1 and who + "*" in night.scene.keys:
        night.offer(bodies.signout(person=who), who + "*", st=_ROOM[who])
    else:
        state = pick(("in", "away", "out"), b)
        night.offer(bodies.attend(person=who, state=state), pick((who + "*", "kelly"), a // 11),
                    st=_ROOM[who])  # fmt: skip


def thin_board(night: Night, a: int, b: int) -> None:
    """All but one of the board step out, and that one goes on voting."""
    here = sorted(night.house.board() & night.house.here)
    for who in here[: a % 3] + here[a % 3 + 1 :]:
        night.offer(bodies.attend(person=who, state="away"), who + "*", st=_ROOM[who])
    vote(night, a, b)
    board_rules(night, a, b)


def remove(night: Night, a: int, b: int) -> None:
    fields = bodies.remove(person=pick(PEOPLE, a))
    night.offer(fields, *pick((("kelly", "clerk1"), ("lewis", "moore"), ("ada", "ben")), b))


def paper(night: Night, a: int, b: int) -> None:
    who, step = pick(PEOPLE, b), pick(("requested", "on_the_table", "returned"), a // 5)
    fields = bodies.paper(case=_case(night, a).seal, step=step)
    night.offer(fields, who + "*", st=_ROOM[who])


def rescan(night: Night, a: int, _b: int) -> None:
    night.offer(night.scene.rescan_fields(_case(night, a)), "log", "clerk1")


def mischief(night: Night, a: int, b: int) -> None:
    """Somebody tries what others may do."""
    scene, who = night.scene, pick(PEOPLE, b)
    closed = [case for case in night.cases() if case.closed is not None]
    case = pick(closed or night.cases(), a)
    tries: tuple[tuple[Body, tuple[str, ...]], ...] = (
        (bodies.rule(batch=case.batch or 1, items=[item_for(night, case, 0)]), (who + "*", "ada*")),
        (bodies.rule(batch=case.batch or 1, items=[item_for(night, case, 1)], tier="board"),
         (who + "*",)),
        (bodies.remove(person="ben"), (who, "ada")),
        (scene.motion_fields("suspend", {"contest": "senate"}, {who: "yes"}), (who,)),
        (scene.rescan_fields(case), ("log", who)),
        (scene.reopen_fields(case), (who, "clerk1")) if case.current else
        (bodies.attend(person=who, state="in"), ("lee*",)),
    )  # fmt: skip
    fields, signers = pick(tries, a // 13)
    if len(set(signers)) == len(signers):
        night.offer(fields, *signers, st=_ROOM[who])


ACTS: dict[str, Callable[[Night, int, int], None]] = {
    act.__name__: act
    for act in (
        come_back, rule, attest, withdraw, vote, board_rules, end_sitting, close, reopen, suspend,
        isolate, seat, come_or_go, remove, thin_board, paper, rescan, mischief,
    )
}  # fmt: skip
