"""Acts of a random evening: votes, sittings, rulings of the board, orders, papers, new scans."""

from collections.abc import Iterable

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state import CaseState
from tests.ledger.evening import ABSTAIN, AGAINST, ANN, BOARD_STATION, BOB, value
from tests.ledger.state.night import Night, a_case, item_for, pick

_VALUES: tuple[Body | str, ...] = (
    ANN,
    BOB,
    AGAINST,
    ABSTAIN,
    value("nothing_marked"),
    value("marks_do_not_count"),
    value("paper"),
    value("vote"),
)


def usual_value(night: Night, case: CaseState) -> Body:
    """What the members of a board can agree on."""
    machine = night.scene.evidence.rows[case.row]["machine"]
    if machine["over"]:
        return value("too_many")
    return value("nothing_marked", *machine["votes"])


def waiting(night: Night) -> list[CaseState]:
    """What the board could decide now, or all of the docket, or anything."""
    data, book = night.scene.state.data, night.book
    before = [c for c in night.cases() if data.before_board(c)]
    return [c for c in before if book.free(book.cases[c.seal])] or before or night.cases()


def vote(night: Night, a: int, b: int) -> None:
    """A member says something to a case of the docket, or somebody to any case."""
    case = pick(waiting(night) if b % 5 else night.cases(), a)
    board = sorted(night.house.board())
    who = pick(board, b) if board and b % 7 else night.anybody(b)
    said = usual_value(night, case) if a // 7 % 3 else pick(_VALUES, b // 11)
    night.by(night.scene.vote_fields(said, case), who)


def decide(night: Night, a: int, b: int) -> None:
    """Everybody of the board who is here votes alike on a case, and the ruling is recorded."""
    settle(night, pick(waiting(night), a), b)


def settle(night: Night, case: CaseState, b: int) -> None:
    """The board decides this case, if it can."""
    for member in night.scene.here():
        night.by(night.scene.vote_fields(usual_value(night, case), case), member)
    record(night, case, b)


def overtaken(night: Night, a: int, b: int) -> None:
    """The board votes, then the case changes under the votes: they were not about that."""
    case = pick(waiting(night), a)
    for member in night.scene.here():
        night.by(night.scene.vote_fields(usual_value(night, case), case), member)
    pairs = night.house.unlike_pairs(night.house.officers())
    clerks = night.house.people("clerk")
    if b % 3 == 0 and clerks:
        night.offer(night.scene.rescan_fields(case), "log", pick(clerks, a))
    elif b % 3 == 1 and pairs and case.current is not None:
        night.offer(night.scene.reopen_fields(case), *pick(pairs, b))
    else:
        first, second = night.team(b)
        fields = bodies.rule(batch=case.batch or 1, items=[item_for(night, case, 15 + b % 2)])
        night.offer(fields, first + "*", second + "*", st=night.at_desk(first))
    record(night, case, 1)


def board_rules(night: Night, a: int, b: int) -> None:
    """The presiding member, or another, records what has a majority, or something like it."""
    data = night.scene.state.data
    ready = [c for c in night.cases() if data.majority_value(c) is not None]
    record(night, pick(ready or night.cases(), a), b)


def record(night: Night, case: CaseState, n: int) -> None:
    """The presiding member records the majority's ruling; now and then another, or not quite it."""
    outcome, head = night.book.majority(night.book.cases[case.seal]), night.house.presiding()
    said = dict(outcome or usual_value(night, case))
    if n % 11 == 0:
        said |= pick((ANN, AGAINST), n)
    item = night.scene.board_item(case, said)
    if n % 13 == 0:
        item["objections"] = item["objections"][1:]
    who = head if head is not None and n % 17 else night.anybody(n)
    night.by(night.scene.rule_fields(item, tier="board"), who)


def end_sitting(night: Night, a: int, b: int) -> None:
    """Everyone of the board who is here signs the list of votes; now and then not everyone."""
    here = night.scene.here()
    night.offer(night.scene.sitting_fields(), *(here[1:] if b % 9 == 0 else here))
    if a % 19 == 0:
        night.offer(night.scene.sitting_fields(), night.anybody(a))


def thin_board(night: Night, a: int, b: int) -> None:
    """All but one of the board step out, and that one goes on voting."""
    here = sorted(night.house.board() & night.house.here)
    stays = pick(here, a) if here else None
    for who in here:
        if who != stays:
            night.by(bodies.attend(person=who, state="away"), who)
    vote(night, a, b)
    board_rules(night, a, b)


def reopen(night: Night, a: int, b: int) -> None:
    """Two officers, mostly different ones, reopen a case, mostly one whose work is done."""
    done = [c for c in night.cases() if c.closed is not None or c.tier == "board"]
    case = pick(done if done and b % 5 else night.cases(), a)
    if case.current is not None:
        pairs = night.house.unlike_pairs(night.house.officers())
        two = pick(pairs, b) if pairs and b % 7 else (night.anybody(b), night.anybody(b + 1))
        if two[0] != two[1]:
            night.offer(night.scene.reopen_fields(case), *two)


# Motions -----------------------------------------------------------------------------------


def move(night: Night, effect: str, target: Body, n: int = 1) -> None:
    """The board carries a motion, mostly with everybody who is here."""
    here = night.scene.here()
    votes = dict.fromkeys(here, "yes")
    signers: Iterable[str] = here
    if n % 11 == 0:
        votes[night.anybody(n)] = pick(("yes", "no", "abstain"), n)
    elif n % 7 == 0:
        votes = {person: pick(("yes", "no", "abstain"), n + k) for k, person in enumerate(here)}
        signers = [p for p, said in votes.items() if said == "yes"] if n % 2 else here
    elif n % 17 == 0:
        signers = here[1:]
    night.offer(night.scene.motion_fields(effect, target, votes), *signers)


def suspend(night: Night, a: int, b: int) -> None:
    """A court suspends a contest; what is suspended is mostly resumed again."""
    suspended = sorted(night.book.suspended)
    effect = "resume" if suspended and b % 5 else "suspend"
    move(night, effect, {"contest": pick(suspended or ("council", "senate"), a)}, b)


def isolate(night: Night, a: int, b: int) -> None:
    """Isolate a case or a whole lot; what is isolated is mostly released again."""
    data, case = night.scene.state.data, a_case(night, a)
    if b % 5 and data.isolated_lots:
        imported, lot = min(data.isolated_lots)
        move(night, "release", {"import": imported, "lot": lot}, b)
    elif b % 5 and data.isolated_cases:
        move(night, "release", {"cases": sorted(data.isolated_cases)}, b)
    elif a % 4:
        move(night, pick(("isolate", "release"), b), {"cases": [case.seal]}, b)
    else:
        effect, lot = pick(("isolate", "release"), b), pick(("accepted", "not_counted"), a // 4)
        move(night, effect, {"import": case.import_, "lot": lot}, b)


def order(night: Night, a: int, b: int) -> None:
    """What stops nothing: a contest first, a deadline, an explanation."""
    contest = pick(("council", "senate"), a)
    orders: tuple[tuple[str, Body], ...] = (
        ("priority", {"contest": contest}),
        ("deadline", {"contest": contest, "t": f"2018-11-18T{a % 24:02}:00:00Z"}),
        ("explain", {"batch": 1 + a % 5}),
    )
    effect, target = pick(orders, b)
    move(night, effect, target, b)


def waive(night: Night, a: int, b: int) -> None:
    """The board lets two who are alike act together."""
    two = sorted({night.anybody(a), night.anybody(b)})
    alike = [
        (x, y)
        for x in night.house.people()
        for y in night.house.people()
        if x < y and not night.house.unlike(x, y)
    ]
    if alike and b % 4:
        two = list(pick(alike, a))
    if len(two) > 1:
        move(night, "waive", {"people": two}, b)


def seat(night: Night, a: int, b: int) -> None:
    """A seat is given, mostly to an alternate or to the member who comes back."""
    house = night.house
    comes = sorted(set(house.people("alternate")) - house.board()) + sorted(house.displaced)
    goes = sorted(house.board() | house.empty | (house.gone if b % 3 == 0 else set()))
    target = {"alternate": pick(comes if comes and b % 7 else sorted(house.role), a)}
    target["for"] = pick(goes if goes and a % 7 else sorted(house.role), b)
    move(night, "seat", target, b)


# Paper and images --------------------------------------------------------------------------


def paper(night: Night, a: int, b: int) -> None:
    """The paper of a case takes a step, mostly the next one."""
    out = [c for c in night.cases() if night.book.cases[c.seal].paper != "returned"]
    case = pick(out if out and a % 3 else night.cases(), a)
    usual = {"returned": "requested", "requested": "on_the_table", "on_the_table": "returned"}
    step = usual[night.book.cases[case.seal].paper]
    if b % 3 == 0:
        step = pick(("returned", "on_the_table", "requested"), b // 3)
    for _ in range(1 + a % 2):  # now and then the same step is noted twice
        night.by(bodies.paper(case=case.seal, step=step), night.anybody(b))


def rescan(night: Night, a: int, b: int) -> None:
    """The clerk takes in a new image; or somebody else tries."""
    clerks = night.house.people("clerk")
    who = pick(clerks, a) if clerks and b % 5 else night.anybody(b)
    night.offer(night.scene.rescan_fields(a_case(night, a)), "log", who)


def mischief(night: Night, a: int, b: int) -> None:
    """Somebody tries what others may do."""
    scene, who = night.scene, night.anybody(b)
    closed = [case for case in night.cases() if case.closed is not None]
    case = pick(closed or night.cases(), a)
    batch = case.batch or 1
    tries: tuple[tuple[Body, tuple[str, ...]], ...] = (
        (bodies.rule(batch=batch, items=[item_for(night, case, 0)]), (who + "*", "ada*")),
        (bodies.rule(batch=batch, items=[item_for(night, case, 1)], tier="board"), (who + "*",)),
        (bodies.rule(batch=batch + 1, items=[item_for(night, case, 0)]), ("ada*", "ben*")),
        (bodies.rule(batch=batch, items=[item_for(night, case, 0)]), ("ada", "ben")),
        (bodies.remove(person="ben"), (who, "ada")),
        (bodies.remove(person="ben"), (who + "*", "kelly*")),
        (scene.motion_fields("suspend", {"contest": "senate"}, {who: "yes"}), (who,)),
        (scene.rescan_fields(case), ("log", who)),
        (scene.rescan_fields(case), (who,)),
        (bodies.attend(person=who, state="in"), ("lee*",)),
        (bodies.note(category="tabulator_test", words=None), (who + "*", "kelly")),
        (scene.close_fields(batch), ("kelly", who)),
        (scene.close_fields(batch), ("log", "ada", "ben")),
    )
    fields, signers = pick(tries, a // 13)
    if len(set(signers)) == len(signers):
        night.offer(fields, *signers, st=pick((night.at_desk(who), BOARD_STATION), a))
