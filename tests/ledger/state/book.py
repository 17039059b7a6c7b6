"""What became of every case, told a second time: kept as its history and asked by looking back.

The append rules keep the present state of a case and change it.  :class:`Book` keeps nothing but
what happened, in order, and finds every answer by reading that backwards; so the two can only agree
by meaning the same.  It is fed with the entries alone and told once what lies in the pile.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adjudicator.ledger.envelope import Body, Entry
from tests.ledger.state.house import House

Place = tuple[int, int]
SETTLED = {"vote", "nothing_marked", "marks_do_not_count", "too_many", "writein"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a case."""

    kind: str
    """``rule``, ``object``, ``withdraw``, ``strike``, ``close``, ``reopen``, ``isolate``,
    ``release``, ``rescan``, or a step of its paper."""
    entry: int
    number: int = 0
    """Of a ruling: its place in the act.  Of a withdrawal or strike: the objection."""
    item: Body = field(default_factory=dict)
    tier: str = ""
    person: str = ""
    late: bool = False
    watching: frozenset[str] = frozenset()
    """Of a ruling: the observers who sat where it was made."""


@dataclass(slots=True)
class Dossier:
    """One case and its history."""

    seal: str
    contest: str
    batch: int
    lot: str
    source: int
    row: Mapping[str, Any]
    newest: str = ""
    history: list[Happening] = field(default_factory=list)

    def last(self, *kinds: str) -> Happening | None:
        """The latest happening of one of these kinds."""
        return next((h for h in reversed(self.history) if h.kind in kinds), None)

    def was(self, kind: str, *others: str) -> bool:
        """Whether the latest of all these kinds is the first of them."""
        latest = self.last(kind, *others)
        return latest is not None and latest.kind == kind

    @property
    def ruling(self) -> Happening | None:
        """The ruling that is the newest."""
        return self.last("rule")

    @property
    def place(self) -> Place | None:
        """Where that stands."""
        return None if self.ruling is None else (self.ruling.entry, self.ruling.number)

    @property
    def closed(self) -> bool:
        """Whether a close covers it."""
        return self.was("close", "reopen")

    @property
    def reopened(self) -> bool:
        """Whether it waits for the ruling after a reopening."""
        return self.was("reopen", "rule")

    @property
    def isolated(self) -> bool:
        """Whether an order keeps it apart."""
        return self.was("isolate", "release")

    @property
    def paper(self) -> str:
        """Where its paper is."""
        step = self.last("requested", "on_the_table", "returned")
        return "returned" if step is None else step.kind

    @property
    def settled(self) -> bool:
        """Whether its newest ruling is of a kind that counts."""
        return self.ruling is not None and self.ruling.item["disp"] in SETTLED

    def objections(self, struck: Collection[int] = ()) -> list[Happening]:
        """Those made in time that nobody took back or decided."""
        found: dict[int, Happening] = {}
        for h in self.history:
            if h.kind == "object" and not h.late:
                found[h.entry] = h
            elif h.kind in {"withdraw", "strike"}:
                found.pop(h.number, None)
            elif h.kind == "rule" and h.tier == "board":
                found.clear()
        return [h for entry, h in sorted(found.items()) if entry not in struck]

    def counts(self) -> bool:
        """Whether its newest ruling counts."""
        return self.settled and not (self.objections() or self.reopened or self.isolated)


@dataclass(slots=True)
class Answered:
    """What an observer said, once."""

    entry: int
    person: str
    answer: str
    shared: bool
    cases: tuple[str, ...]
    about: frozenset[Place]
    struck: bool = False


class Book:
    """Every case of the record, every order, vote and answer."""

    def __init__(self, house: House, cases: Iterable[Dossier], lots: Iterable[str]) -> None:
        """Begin with what lies in the pile."""
        self.house = house
        self.cases = {case.seal: case for case in cases}
        self.lots = set(lots)
        self.acts: dict[int, tuple[list[str], set[str]]] = {}
        """Rulings by entry: their cases, and who signed."""
        self.suspended: set[str] = set()
        self.lot_orders: list[tuple[str, str]] = []
        self.said: list[Answered] = []
        self.votes: list[tuple[int, str, Body]] = []
        self.sitting = -1

    def take(self, entry: Entry) -> None:
        """Note what happened; the house is as it was before it."""
        step = getattr(self, f"_{entry.kind}", None)
        if step is not None:
            hands = self.house.hands(entry)
            assert hands is not None
            step(entry.index, entry.body, hands.all)

    def _add(self, seal: str, kind: str, entry: int, **more: Any) -> None:  # noqa: ANN401 - fields of a happening
        self.cases[seal].history.append(Happening(kind, entry, **more))

    def _rule(self, index: int, body: Body, people: list[str]) -> None:
        self.acts[index] = [item["case"] for item in body["items"]], set(people)
        watching = frozenset(self.house.watching_at(body["st"]))
        for n, item in enumerate(body["items"]):
            more = {"number": n, "item": item, "tier": body["tier"], "watching": watching}
            self._add(item["case"], "rule", index, **more)

    def about(self, body: Body) -> frozenset[Place]:
        """The rulings an answer is to."""
        return frozenset(
            (entry, n)
            for entry, _, which in body["about"]
            for n in (range(len(self.acts[entry][0])) if which == "all" else which)
        )

    def meant(self, body: Body) -> list[str]:
        """The cases an answer is about."""
        ruled = [self.acts[entry][0][n] for entry, n in sorted(self.about(body))]
        return list(dict.fromkeys([*body["cases"], *ruled]))

    def _attest(self, index: int, body: Body, people: list[str]) -> None:
        cases, shared = self.meant(body), body["via"] == "shared"
        said = Answered(index, people[0], body["answer"], shared, tuple(cases), self.about(body))
        self.said.append(said)
        if body["answer"] == "object":
            for seal in cases:
                late = self.cases[seal].closed
                self._add(seal, "object", index, person=people[0], late=late)

    def filed(self, index: int) -> Answered | None:
        """The objection of that entry."""
        return next((s for s in self.said if s.entry == index and s.answer == "object"), None)

    def taken_back(self, index: int) -> bool:
        """Whether an objection was withdrawn, or disowned before the board decided any of it."""
        filed = self.filed(index)
        return filed is not None and any(
            h.kind in {"withdraw", "strike"} and h.number == index
            for seal in filed.cases
            for h in self.cases[seal].history
        )

    def _withdraw(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        filed = self.filed(body["objection"][0])
        assert filed is not None
        for seal in filed.cases:
            self._add(seal, "withdraw", index, number=filed.entry)

    def _close(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        scope = self.scope(body["batches"])
        for row in body["answers"]:
            for struck in row[6]:
                self._strike(index, struck)
        for case in scope:
            self._add(case.seal, "close", index)

    def _strike(self, index: int, struck: int) -> None:
        said = next(s for s in self.said if s.entry == struck)
        said.struck = True
        if said.answer != "object" or self.taken_back(struck):
            return
        waits = any(o.entry == struck for s in said.cases for o in self.cases[s].objections())
        if waits or not self.decided(struck):
            for seal in said.cases:
                self._add(seal, "strike", index, number=struck)

    def decided(self, objection: int) -> bool:
        """Whether the board upheld or rejected it on some case."""
        return any(
            objection == entry
            for case in self.cases.values()
            for h in case.history
            if h.kind == "rule"
            for entry, _ in h.item["objections"]
        )

    def _reopen(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        for seal in body["cases"]:
            self._add(seal, "reopen", index)

    def _paper(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        self._add(body["case"], body["step"], index)

    def _rescan(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        self.cases[body["case"]].newest = body["row"]
        self._add(body["case"], "rescan", index)

    def _vote(self, index: int, body: Body, people: list[str]) -> None:
        self.votes.append((index, people[0], body))

    def _sitting(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        self.sitting = index

    def _motion(self, index: int, body: Body, people: list[str]) -> None:  # noqa: ARG002 - one shape
        effect, target = body["effect"], body["target"]
        if effect == "suspend":
            self.suspended.add(target["contest"])
        elif effect == "resume":
            self.suspended.discard(target["contest"])
        elif effect in {"isolate", "release"} and "cases" in target:
            for seal in target["cases"]:
                self._add(seal, effect, index)
        elif effect in {"isolate", "release"}:
            self.lot_orders.append((effect, target["lot"]))

    # Questions -----------------------------------------------------------------------------

    def lot_in(self, lot: str) -> bool:
        """Whether a lot stands in the totals."""
        orders = [effect for effect, which in self.lot_orders if which == lot]
        return (orders or ["release" if lot == "accepted" else "isolate"])[-1] == "release"

    def free(self, case: Dossier) -> bool:
        """Whether no order stops work on it."""
        apart = case.isolated or not self.lot_in(case.lot)
        return not apart and case.contest not in self.suspended

    def waits(self, case: Dossier, struck: Collection[int] = ()) -> bool:
        """Whether the board has to rule on it."""
        ruling = case.ruling
        if case.objections(struck):
            return True
        if ruling is None:
            return case.closed or self.house.tiers == 1
        return not case.settled or (case.reopened and ruling.tier == "board")

    def scope(self, batches: Collection[int]) -> list[Dossier]:
        """What a close of these batches covers."""
        return [
            case
            for case in self.cases.values()
            if case.batch in batches
            and not (case.closed or case.isolated)
            and self.lot_in(case.lot)
        ]

    def since(self, case: Dossier) -> int:
        """From which entry on votes on the case count: nobody decides what came after them."""
        unseen = {"reopen", "rescan", "on_the_table", "object"}
        turns = [h.entry for h in case.history if h.kind in unseen and not h.late]
        return max([self.sitting, self.house.turned, *turns])

    def majority(self, case: Dossier) -> Body | None:
        """The outcome more than half of the seats, empty ones too, are for, as the case stands."""
        since = self.since(case)
        newest = {
            person: body
            for index, person, body in self.votes
            if index > since and case.seal in body["cases"]
        }
        cast: Counter[str] = Counter()
        values: dict[str, Body] = {}
        for person in self.house.board() & newest.keys():
            body = newest[person]
            prior = body["prior"][body["cases"].index(case.seal)]
            value, now = body["value"], None if case.place is None else list(case.place)
            if prior == now and value != "abstain" and value["disp"] in SETTLED:
                cast[str(value)] += 1
                values[str(value)] = value
        for name, count in cast.items():
            if 2 * count > len(self.house.seats):
                return values[name]
        return None

    def tally(self) -> dict[str, Counter[str]]:
        """By contest, what the cases of the pile add up to, each once."""
        found: dict[str, Counter[str]] = {}
        for case in self.cases.values():
            ruling, machine = case.ruling, case.row["machine"]
            buckets: Counter[str] = Counter(machine["votes"])
            buckets["over"], buckets["under"] = machine["over"], machine["under"]
            if ruling is not None and case.counts():
                buckets = Counter(ruling.item["votes"])
                left = {"senate": 1, "council": 2}[case.contest] - buckets.total()
                buckets["over" if ruling.item["disp"] == "too_many" else "under"] = left
            found.setdefault(case.contest, Counter()).update(buckets)
        return {contest: +counts for contest, counts in found.items()}
