"""A random evening: the record, who was who and what became of the cases, and what tables do.

Every act is handed in by :meth:`Night.offer`, which holds the two tellings against one another.
The further acts stand in :mod:`~tests.ledger.state.night_board` (board, orders, papers) and
:mod:`~tests.ledger.state.night_people`; each takes two drawn numbers and tries something with them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.errors import Refused
from adjudicator.ledger.state import CaseState
from tests.ledger.evening import BOARD_STATION
from tests.ledger.state.book import Book, Dossier
from tests.ledger.state.county import County, Plan, county, station_of
from tests.ledger.state.house import House
from tests.ledger.state.law import Law

T = TypeVar("T")
_CLAIMS = ("ann", "no_vote", None)
_RULINGS = (
    ("nothing_marked", None),
    ("vote", "a1"),
    ("too_many", "r6"),
    ("no_consensus", None),
    ("paper", None),
    ("marks_do_not_count", "n1"),
)


@dataclass
class Night:
    """One evening under a plan."""

    plan: Plan = field(default_factory=Plan)
    begin: Callable[[Plan], County] = county
    """Makes the record up to its pile."""
    done: set[str] = field(default_factory=set)
    """Kinds recorded, motions by their effect, and ``refused``."""

    def __post_init__(self) -> None:
        self.scene: County = self.begin(self.plan)
        self.house = House()
        self.room: dict[str, str] = {}
        for entry in self.scene.entries:
            self.house.take(entry)
            if entry.kind == "signin":
                self.room[entry.body["person"]] = entry.body["st"]
        lots = {case.lot for case in self.cases() if case.lot is not None}
        self.book = Book(self.house, [self._dossier(case) for case in self.cases()], lots)
        self.law = Law(self.house, self.book, self.plan.page)

    def _dossier(self, case: CaseState) -> Dossier:
        row = self.scene.evidence.rows[case.seal]
        assert case.batch is not None
        assert case.import_ is not None
        return Dossier(
            case.seal, row["contest"], case.batch, row["lot"], case.import_, row, case.seal
        )

    def offer(self, fields: Body, *signers: str, **changes: Any) -> Entry | None:  # noqa: ANN401 - common fields
        """Hand in an act; ``None`` if it was refused, and then nothing changed.

        What the law allows is recorded, and what it forbids is refused: neither a right too many
        nor one too few.
        """
        scene, before = self.scene, self.scene.state.head
        known = [name for name in dict.fromkeys(signers) if name in scene.keys]
        if not signers or len(known) < len(signers):
            return None
        entry = scene.draft(fields, *signers, **changes)
        allowed = self.law.allows(entry)
        refusal = self._hand_in(entry)
        told = f"{entry.kind} by {signers}, allowed: {allowed}, refused: {refusal}: {entry.body}"
        assert allowed == (refusal is None), told
        if refusal is not None:
            assert scene.state.head == before
            self.done.add("refused")
            return None
        self.book.take(entry)
        self.house.take(entry)
        self.done |= {entry.kind, entry.body.get("effect", entry.kind)}
        return entry

    def _hand_in(self, entry: Entry) -> Refused | None:
        try:
            self.scene.add(entry)
        except Refused as refused:
            return refused
        return None

    def sign_in(self, person: str, station: str | None = None) -> Entry | None:
        """Take a seat where people of this role sit, or elsewhere."""
        if person not in self.scene.keys:
            return None
        station = station or station_of(self.house.role[person])
        key = self.scene.new_key(person + "*")
        fields = bodies.signin(person=person, key=key.public, idle=600)
        entry = self.offer(fields, person, new=key, st=station)
        if entry is not None:
            self.scene.keys[person + "*"] = (entry.index, key)
            self.room[person] = station
        return entry

    def at_desk(self, person: str) -> str:
        """The station where this person signed in last."""
        return self.room.get(person, BOARD_STATION)

    def by(self, fields: Body, person: str) -> Entry | None:
        """One person's act, with the key of their session."""
        return self.offer(fields, person + "*", st=self.at_desk(person))

    def cases(self) -> list[CaseState]:
        """Every case, in the order of the pile."""
        data = self.scene.state.data
        return [data.cases[seal] for seal in data.order]

    def team(self, n: int) -> tuple[str, str]:
        """Two of a counting team, mostly two who may rule together where they sit."""
        team = self.house.people("team")
        here = [p for p in team if p in self.house.here]
        pairs = self.house.unlike_pairs(here) if n % 9 else []
        pairs = [(a, b) for a, b in pairs if self.at_desk(a) == self.at_desk(b)] or pairs
        pairs = pairs or [(a, b) for a in team for b in team if a < b] or [("ada", "ben")]
        return pick(pairs, n)

    def anybody(self, n: int) -> str:
        """Somebody who was ever enrolled."""
        return pick(sorted(self.house.role), n)


def pick(items: Sequence[T], n: int) -> T:
    """One of these, by a drawn number."""
    return items[n % len(items)]


def a_case(night: Night, n: int) -> CaseState:
    """Some case."""
    return pick(night.cases(), n)


def item_for(night: Night, case: CaseState, n: int) -> Body:
    """A ruling on the case as it stands; now and then one that may not be made."""
    disp, clause = pick(_RULINGS, n)
    row = night.scene.evidence.rows[case.row]
    votes = {"vote": ["ann" if row["contest"] == "senate" else "eddy"]}.get(disp, [])
    if disp == "nothing_marked":
        votes = list(row["machine"]["votes"])
    fields: Body = {"reason": None if case.current is None or n % 47 == 1 else "saw_more"}
    if n % 11 == 0:
        fields["evidence"] = "paper"
    prior = case.current if n % 43 else None
    old = case.rows[0] if n % 41 == 0 else case.row
    return bodies.item(
        case=case.seal, row=old, contest=row["contest"], disp=disp, votes=votes,
        clause=clause, prior=prior, **fields,
    )  # fmt: skip


def rule(night: Night, a: int, b: int) -> None:
    """A team rules on a case, or on a page of its batch."""
    case, (first, second) = a_case(night, a), night.team(b)
    more = [c for c in night.cases() if c.batch == case.batch and c is not case]
    chosen = [case, *more[: b // 7 % 3]] if b % 4 == 0 else [case]
    items = [item_for(night, c, b) for c in chosen]
    fields = bodies.rule(batch=case.batch or 1, items=items)
    night.offer(fields, first + "*", second + "*", st=night.at_desk(first))


def attest(night: Night, a: int, b: int) -> None:
    """An observer answers or objects, mostly to something that stands."""
    watching = sorted(night.house.watching()) or night.house.people("observer")
    who = pick(watching, a) if watching and a % 13 else night.anybody(a)
    case, desk = a_case(night, b), night.at_desk(who)
    identity = a % 17 == 0
    if a % 9 == 0:
        night.by(bodies.attend(person=who, state="away"), who)
    own = identity or night.house.at(desk) == [who]
    via = "own" if own == bool(b % 19) else "shared"
    objects: Body = {"answer": "object", "ground": 1 + a % 8, "claim": pick(_CLAIMS, a)}
    if case.current is None or b % 23 == 0:
        fields = bodies.attest(cases=[case.seal], via=via, **objects)
    else:
        fields = bodies.attest(about=_about(night, case, a), via=via, **_said(objects, a, b))
    night.offer(fields, who if identity else who + "*", st=desk)


def _said(objects: Body, a: int, b: int) -> Body:
    return objects if b % 3 else {"answer": pick(("none", "decline"), a)}


def _about(night: Night, case: CaseState, n: int) -> list[Any]:
    """The case's ruling, or all its act says, or one that has been replaced since."""
    acts = [e for e in night.scene.entries if e.kind == "rule"]
    if n % 7 == 0:
        old = pick(acts, n)
        return [(old.index, old.leaf.hex(), None)]
    assert case.current is not None
    index, item = case.current
    leaf = night.scene.state.data.tree.leaf(index).hex()
    return [(index, leaf, [item] if n % 5 else None)]


def withdraw(night: Night, a: int, b: int) -> None:
    """Somebody takes back an objection, mostly their own."""
    filed = [s for s in night.book.said if s.answer == "object"]
    if filed:
        said = pick(filed, a)
        leaf = night.scene.state.data.tree.leaf(said.entry).hex()
        who = said.person if b % 5 else night.anybody(b)
        night.by(bodies.withdraw(objection=said.entry, leaf=leaf), who)
