"""Whether an act may be recorded, told again: rights from the house, the rest from the book.

:meth:`Law.allows` says yes or no to every well-formed act of a random evening.  What it allows has
to be recorded and what it forbids has to be refused; what the standards of the state say about a
ballot is asked of the one place that knows them, which is proven on its own.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulings import Disposition, Ruling, RulingRefused, check_ruling
from adjudicator.ledger.envelope import Body, Entry
from tests.ledger.scenery import COUNCIL, RULES, SENATE
from tests.ledger.state.book import SETTLED, Book, Dossier
from tests.ledger.state.house import Hands, House

CONTESTS = {"senate": SENATE, "council": COUNCIL}
_STEPS = {
    "returned": {"requested"},
    "requested": {"on_the_table", "returned"},
    "on_the_table": {"returned"},
}
_CHOSEN = {"vote", "writein"}
_WITHOUT = {"too_many", "no_consensus", "paper"}


@dataclass(slots=True)
class Law:
    """The rules of the record format, in other words than the program's."""

    house: House
    book: Book
    page: int

    def allows(self, entry: Entry) -> bool:
        """Whether this may be the next entry."""
        hands = self.house.hands(entry)
        if hands is None or not self.house.may(entry):
            return False
        rule = getattr(self, f"_{entry.kind}", None)
        return rule is None or bool(rule(entry.body, hands))

    # Rulings and votes ---------------------------------------------------------------------

    def _says_something(self, case: Dossier, value: Body) -> bool:
        """Whether an outcome makes sense in itself and under the standards."""
        disp, votes, clause = value["disp"], value["votes"], value["clause"]
        if (disp in _WITHOUT and votes) or (disp == "vote" and not votes):
            return False
        if (clause is None) == (disp in SETTLED - {"nothing_marked"}):
            return False
        ruling = Ruling(Disposition(disp), frozenset(votes), None, clause)
        machine, condition = machine_from_value(case.row["machine"]), case.row["condition"]
        try:
            check_ruling(
                ruling, CONTESTS[case.contest], machine, RULES, condition=Condition(condition)
            )
        except RulingRefused:
            return False
        return True

    def _rule(self, body: Body, _hands: Hands) -> bool:
        items = body["items"]
        alike = len({item["contest"] for item in items}) == 1 and len(items) <= self.page
        return alike and all(self._item(body, item) for item in items)

    def _item(self, body: Body, item: Body) -> bool:
        case = self.book.cases[item["case"]]
        same = (item["contest"], body["batch"]) == (case.contest, case.batch)
        fresh = item["row"] == case.newest and _place(item["prior"]) == case.place
        if not (same and fresh and self.book.free(case) and self._says_something(case, item)):
            return False
        if item["evidence"] == "paper" and case.last("on_the_table") is None:
            return False
        team = self._by_team if body["tier"] == "team" else self._by_board
        return team(case, item)

    def _by_team(self, case: Dossier, item: Body) -> bool:
        boards = case.ruling is not None and case.ruling.tier == "board"
        reasoned = case.ruling is None or item["reason"] is not None
        return not case.closed and not boards and reasoned and not item["objections"]

    def _by_board(self, case: Dossier, item: Body) -> bool:
        outcome = {name: item[name] for name in ("disp", "votes", "clause")}
        decided = [entry for entry, _ in item["objections"]]
        return (
            self.book.waits(case)
            and item["disp"] in SETTLED
            and self.book.majority(case) == outcome
            and decided == [objection.entry for objection in case.objections()]
        )

    def _vote(self, body: Body, _hands: Hands) -> bool:
        cases = [self.book.cases[seal] for seal in body["cases"]]
        value = body["value"]
        if value != "abstain" and value["disp"] == "paper":
            return False
        fine = len({case.contest for case in cases}) == 1
        for case, prior in zip(cases, body["prior"], strict=True):
            waits = self.book.free(case) and self.book.waits(case)
            said = value == "abstain" or self._says_something(case, value)
            fine = fine and waits and said and _place(prior) == case.place
        return fine

    def _sitting(self, body: Body, _hands: Hands) -> bool:
        cast: dict[str, list[int]] = {}
        for index, person, _ in self.book.votes:
            if index > self.book.sitting:
                cast.setdefault(person, []).append(index)
        return bool(cast) and body["votes"] == [[p, v] for p, v in sorted(cast.items())]

    # Observers -----------------------------------------------------------------------------

    def _attest(self, body: Body, hands: Hands) -> bool:
        person = hands.all[0]
        alone = self.house.at(body["st"]) == [person]
        own = bool(hands.identities) or alone
        if body["via"] != ("own" if own else "shared"):
            return False
        signed = any(person in self.book.acts[entry][1] for entry, _, _ in body["about"])
        ruled = any(self.book.cases[seal].ruling is not None for seal in body["cases"])
        claimed = body["claim"] in {None, "no_vote"} or all(
            CONTESTS[self.book.cases[seal].contest].has_choice(body["claim"])
            for seal in self.book.meant(body)
        )
        return claimed and not signed and not ruled

    def _withdraw(self, body: Body, hands: Hands) -> bool:
        filed = self.book.filed(body["objection"][0])
        stands = filed is not None and not self.book.taken_back(filed.entry) and not filed.struck
        return stands and filed is not None and filed.person == hands.all[0]

    # Closing -------------------------------------------------------------------------------

    def _close(self, body: Body, hands: Hands) -> bool:
        scope = self.book.scope(body["batches"])
        idle = set(body["batches"]) - {case.batch for case in scope}
        struck = [(row[0], entry) for row in body["answers"] for entry in row[6]]
        if idle or not all(self._may_strike(p, e, scope, hands) for p, e in struck):
            return False
        gone = [entry for _, entry in struck]
        ready = all(
            case.contest not in self.book.suspended
            and case.paper == "returned"
            and self._finished(case, gone)
            for case in scope
        )
        return ready and self.statement(scope, gone) == {
            name: body[name]
            for name in ("cases", "ruled", "escalated", "disp", "answers", "absent")
        }

    def _finished(self, case: Dossier, struck: Collection[int]) -> bool:
        if case.ruling is None:
            return bool(case.objections(struck))
        return not case.reopened or self.book.waits(case, struck)

    def _may_strike(
        self, person: str, entry: int, scope: Collection[Dossier], hands: Hands
    ) -> bool:
        said = next((s for s in self.book.said if s.entry == entry), None)
        if said is None or said.struck or not said.shared or said.person != person:
            return False
        return person in hands.identities and any(case.seal in said.cases for case in scope)

    def statement(self, scope: Collection[Dossier], struck: Collection[int]) -> dict[str, Any]:
        """What a close over these cases has to state."""
        waiting = sum(case.ruling is None or self.book.waits(case, struck) for case in scope)
        disp = Counter(case.ruling.item["disp"] for case in scope if case.ruling is not None)
        rows: list[list[Any]] = []
        for person in sorted(self.house.role):
            row = self._counts_of(person, scope, struck)
            if any(row[1:]) or person in self.house.watching():
                rows.append(row)
        listed = {row[0] for row in rows}
        return {
            "cases": len(scope),
            "ruled": len(scope) - waiting,
            "escalated": waiting,
            "disp": [[name, n] for name, n in sorted(disp.items())],
            "answers": rows,
            "absent": [p for p in self.house.people("observer") if p not in listed],
        }

    def _counts_of(
        self, person: str, scope: Collection[Dossier], struck: Collection[int]
    ) -> list[Any]:
        said = Counter(self._answer(person, case, struck) for case in scope)
        waiting = {o.entry for case in scope for o in case.objections(struck) if o.person == person}
        mine = [s.entry for s in self.book.said if s.entry in struck and s.person == person]
        kinds = ("none", "object", "decline", "silent")
        return [person, *(said[kind] for kind in kinds), sorted(waiting), mine]

    def _answer(self, person: str, case: Dossier, struck: Collection[int]) -> str:
        if any(o.person == person for o in case.objections(struck)):
            return "object"
        if case.ruling is None:
            return ""
        for said in reversed(self.book.said):
            stands = said.person == person and not said.struck and said.entry not in struck
            if stands and case.place in said.about:
                return said.answer
        return "silent" if person in case.ruling.watching else ""

    # Officers and the clerk ----------------------------------------------------------------

    def _reopen(self, body: Body, _hands: Hands) -> bool:
        fine = True
        for seal, prior in zip(body["cases"], body["prior"], strict=True):
            case = self.book.cases[seal]
            done = case.closed or (case.ruling is not None and case.ruling.tier == "board")
            now = case.place == tuple(prior[:2])
            fine = fine and done and now and not case.reopened and self.book.free(case)
        return fine

    def _paper(self, body: Body, _hands: Hands) -> bool:
        return body["step"] in _STEPS[self.book.cases[body["case"]].paper]

    def _motion(self, body: Body, hands: Hands) -> bool:
        votes = dict(body["votes"])
        sitting = self.house.board() & self.house.here
        yes = {person for person, vote in votes.items() if vote == "yes"}
        signed = set(hands.identities)
        carried = 2 * len(yes) > len(self.house.seats)
        clean = votes.keys() <= sitting and yes <= signed <= votes.keys()
        rule = getattr(self, f"_to_{body['effect']}")
        return clean and carried and bool(rule(body["target"]))

    def _to_suspend(self, target: Body) -> bool:
        return target["contest"] not in self.book.suspended

    def _to_resume(self, target: Body) -> bool:
        return target["contest"] in self.book.suspended

    def _to_priority(self, target: Body) -> bool:
        return target["contest"] in CONTESTS

    _to_deadline = _to_priority

    def _to_explain(self, target: Body) -> bool:
        return any(case.batch == target["batch"] for case in self.book.cases.values())

    def _to_waive(self, target: Body) -> bool:
        return all(self.house.active(person) for person in target["people"])

    def _to_isolate(self, target: Body) -> bool:
        if "cases" in target:
            return not any(self.book.cases[seal].isolated for seal in target["cases"])
        return target["lot"] in self.book.lots and self.book.lot_in(target["lot"])

    def _to_release(self, target: Body) -> bool:
        if "cases" in target:
            return all(self.book.cases[seal].isolated for seal in target["cases"])
        return target["lot"] in self.book.lots and not self.book.lot_in(target["lot"])

    def _to_seat(self, target: Body) -> bool:
        house, comes, goes = self.house, target["alternate"], target["for"]
        if not house.active(comes):
            return False
        spare = house.role[comes] == "alternate" and comes not in house.board()
        back = house.role[comes] in {"chair", "member"} and comes in house.displaced
        if comes in house.empty and comes != goes:
            return False
        return (spare or back) and (goes in house.board() or goes in house.empty)

    # People --------------------------------------------------------------------------------

    def _enrol(self, body: Body, _hands: Hands) -> bool:
        person = body["person"]
        chair = body["role"] == "chair" and bool(self.house.people("chair"))
        known = self.house.own.get(person)
        return not self.house.active(person) and body["replaces"] == known and not chair

    def _remove(self, body: Body, _hands: Hands) -> bool:
        return self.house.active(body["person"])

    def _signin(self, body: Body, _hands: Hands) -> bool:
        return self.house.active(body["person"])

    _attend = _signin

    def _signout(self, body: Body, _hands: Hands) -> bool:
        return (body["person"], body["st"]) in self.house.rooms


def _place(prior: Any) -> tuple[int, int] | None:  # noqa: ANN401 - a list or a tuple of two
    return None if prior is None else (prior[0], prior[1])
