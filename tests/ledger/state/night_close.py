"""The closing acts of a random evening: what is open is seen to, and batches are closed."""

from collections.abc import Sequence

from adjudicator.ledger import bodies
from adjudicator.ledger.state import CaseState
from tests.ledger.state.night import Night, item_for, pick
from tests.ledger.state.night_board import settle


def close(night: Night, a: int, b: int) -> None:
    """Batches are closed by those who close here, mostly after what is open was seen to."""
    data = night.scene.state.data
    number = pick(sorted(data.batches), a)
    if b % 4:
        for case in data.scope([number]):
            _see_to(night, case, a, b)
    numbers = {number, pick(sorted(data.batches), b)} if b % 5 == 0 else {number}
    watching = sorted(night.house.watching())[: b % 3]
    struck = _disowned(night, watching, b)
    if b % 3 == 0:
        _try_wrongly(night, number, a, b)
    fields = night.scene.close_fields(*sorted(numbers), struck=struck)
    night.offer(fields, *closers(night, b), *watching)


def _try_wrongly(night: Night, number: int, a: int, b: int) -> None:
    """The wrong two would close, or the right two while a paper is out."""
    house, scope = night.house, night.scene.state.data.scope([number])
    if a % 3 == 0 and scope:
        who = night.team(b)[0]
        night.by(bodies.paper(case=pick(scope, a).seal, step="requested"), who)
        night.offer(night.scene.close_fields(number), *closers(night, 1))
        night.by(bodies.paper(case=pick(scope, a).seal, step="returned"), who)
        return
    first = house.presiding() if house.tiers == 1 else night.team(1)[0]
    others = [p for p in house.people() if p != first and house.role[p] != "observer"]
    alike = [p for p in others if house.role[p] == "team" and not house.unlike(p, first or "")]
    if first is not None and others:
        fields = night.scene.close_fields(number)
        night.offer(fields, first, pick(alike if alike and a % 2 else others, b))


def _see_to(night: Night, case: CaseState, a: int, b: int) -> None:
    """Its paper goes back, and a team, or the board, rules on what waits for a ruling."""
    file = night.book.cases[case.seal]
    if night.plan.tiers == 1 and file.ruling is None:
        settle(night, case, b)
    if file.paper != "returned":
        team = night.team(b)
        night.by(bodies.paper(case=case.seal, step="returned"), team[0])
    if night.plan.tiers > 1 and not file.closed and (file.ruling is None or file.reopened):
        first, second = night.team(b)
        machine = file.row["machine"]
        choice = 2 if machine["over"] else 0
        item = item_for(night, case, 12 + pick((choice, choice, 3, 4), a))
        fields = bodies.rule(batch=file.batch, items=[item])
        night.offer(fields, first + "*", second + "*", st=night.at_desk(first))


def _disowned(night: Night, people: Sequence[str], n: int) -> list[int]:
    """Answers that those who sign say were not theirs."""
    mine = [s.entry for s in night.book.said if s.person in people and s.shared and not s.struck]
    if n % 29 == 0:
        mine = [s.entry for s in night.book.said]
    return sorted(mine[-(n % 4) :]) if n % 4 else []


def closers(night: Night, n: int) -> tuple[str, ...]:
    """The two who close in this county."""
    house = night.house
    if house.tiers > 1 and n % 31:
        return night.team(n)
    head = house.presiding()
    others = sorted((house.officers() & house.here) - {head})
    if head is None or not others or n % 13 == 0:
        return night.team(n)
    return head, pick(others, n)
