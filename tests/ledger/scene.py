"""A small demonstration record that tests build on: eight people, six sheets, two contests.

``Scene().to_pile()`` is ready for rulings.  :meth:`Scene.draft` makes a signed entry without
appending it, :meth:`Scene.act` appends it.  Signers are written ``log`` (the log key), ``ada``
(Ada's identity key) and ``ada*`` (her session key); the key an entry introduces signs by itself.
"""

# ruff: noqa: ANN401 - fields of bodies have as many types as there are fields

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from adjudicator.ledger import bodies, manifests, origin, piles, text, tlogpolicy
from adjudicator.ledger.envelope import NEW, Body, Entry, assemble, sign_act
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.manifests import Line
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.state import CaseState, RecordState
from tests.ledger.scenery import CLAUSES, PEOPLE, SHEETS, STATION, SceneEvidence, a_hash


class Desk:
    """Makes and appends entries; keys come from names, so that failures can be repeated."""

    def __init__(self, purpose: Purpose = Purpose.DEMO, **policy: Any) -> None:
        self.origin = str(origin.make("test.fl.us", "general", purpose, token="0" * 20))
        self.purpose = purpose
        self.policy = bodies.policy(**{"cosign": False, "attest": "each"} | policy)
        self.evidence = SceneEvidence()
        self.state = RecordState(self.evidence)
        self.entries: list[Entry] = []
        self.keys: dict[str, tuple[int, SigningKey]] = {}
        """``log``, ``ada``, ``ada*``: the entry that introduced the key, and the key."""
        self.acts = 0
        self.made = 0

    # Making entries ----------------------------------------------------------------------

    def new_key(self, name: str) -> SigningKey:
        """A fresh key, the same in every run."""
        self.made += 1
        return SigningKey(sha256(f"{name} {self.made}".encode()).digest())

    def body(self, fields: Body, **changes: Any) -> Body:
        """A whole body at the present head; ``changes`` are common fields to set otherwise."""
        self.acts += 1
        moment = datetime(2018, 11, 17, 12, tzinfo=UTC) + timedelta(seconds=self.acts)
        made = bodies.common(
            fields,
            t=text.to_time(moment),
            station=STATION,
            seen=self.state.head,
            n=a_hash(f"nonce {self.acts}")[:32],
        )
        return made | changes

    def draft(
        self, fields: Body, *signers: str, new: SigningKey | None = None, **changes: Any
    ) -> Entry:
        """A signed entry at the present size, not appended."""
        body = self.body(fields, **changes)
        return self.signed(body, *signers, new=new)

    def signed(self, body: Body, *signers: str, new: SigningKey | None = None) -> Entry:
        """That very body as the next entry."""
        pairs: list[tuple[int | None, bytes]] = [
            (self.keys[name][0], sign_act(body, self.origin, self.keys[name][1]))
            for name in signers
        ]
        if new is not None:
            pairs.append((NEW, sign_act(body, self.origin, new)))
        return assemble(body, self.state.size, pairs)

    def add(self, entry: Entry) -> Entry:
        """Check and take in an entry."""
        self.state.append(entry)
        self.entries.append(entry)
        return entry

    def act(
        self, fields: Body, *signers: str, new: SigningKey | None = None, **changes: Any
    ) -> Entry:
        """Draft and append."""
        return self.add(self.draft(fields, *signers, new=new, **changes))


class Scene(Desk):
    """A record that grows step by step."""

    def open_fields(self) -> tuple[Body, SigningKey]:
        key = self.new_key("log")
        fields = bodies.open_(
            origin=self.origin,
            log_key=key.public,
            purpose=self.purpose.value,
            election=a_hash("election"),
            rules=a_hash("rules"),
            contests=["senate", "council"],
            policy=self.policy,
            program="adjudicator 0.1.0",
        )
        return fields, key

    def opened(self) -> Self:
        fields, key = self.open_fields()
        self.act(fields, new=key)
        self.keys["log"] = (0, key)
        return self

    def enrol(
        self, person: str, role: str, party: str | None, *officers: str, **more: Any
    ) -> Entry:
        key = self.new_key(person)
        fields = bodies.enrol(person=person, role=role, party=party, key=key.public, **more)
        entry = self.act(fields, "log", *officers, new=key)
        self.keys[person] = (entry.index, key)
        return entry

    def enrolled(self) -> Self:
        self.opened()
        for person, (role, party) in PEOPLE.items():
            self.enrol(person, role, party)
        return self

    def constitute_fields(self) -> Body:
        roster = {e.person.id: e.key for e in self.state.roster()}
        policy = tlogpolicy.make(
            self.origin,
            self.keys["log"][1].public,
            {name: self.keys[name][1].public for name in roster},
            frozenset(p.id for p in self.state.data.board()),
        )
        return bodies.constitute(roster=roster.items(), tlog_policy=policy.digest)

    def constituted(self) -> Self:
        self.enrolled()
        self.act(self.constitute_fields(), "kelly", "lewis")
        return self

    def signin(self, person: str, station: str = STATION) -> Entry:
        key = self.new_key(person + "*")
        fields = bodies.signin(person=person, key=key.public, idle=600)
        entry = self.act(fields, person, new=key, st=station)
        self.keys[person + "*"] = (entry.index, key)
        return entry

    def seated(self) -> Self:
        """Everyone is signed in: the team and the observers at ``t1``, the others at ``b1``."""
        self.constituted()
        for person in PEOPLE:
            table = person in {"ada", "ben", "ortiz", "lee"}
            self.signin(person, STATION if table else "b1")
        return self

    def import_fields(self, sheets: Sequence[Line]) -> Body:
        data = manifests.encode_manifest(sheets)
        summary = manifests.summarise(data, self.origin, {"senate", "council"})
        self.evidence.manifests[summary.digest] = summary
        for opening in summary.rows:
            assert isinstance(opening.value, dict)
            self.evidence.rows[opening.seal] = opening.value
        return bodies.import_(
            files=[("box.csv", len(data), a_hash("box.csv"))],
            reader="plain",
            version="1",
            lots=summary.lots,
            flagged=summary.flagged,
            quarantined=0,
            manifest=summary.digest,
            manifest_root=summary.root,
            counts=a_hash("counts"),
        )

    def imported(self, sheets: Sequence[Line] = SHEETS) -> Self:
        self.seated()
        self.act(self.import_fields(sheets), "log", "clerk1")
        return self

    def pile_fields(self, *imports: int) -> Body:
        seals: list[str] = []
        for index in imports:
            summary = self.evidence.manifests[self.state.data.imports[index].manifest]
            seals += [opening.seal for opening in summary.rows]
        root = piles.pile_root(seals)
        self.evidence.piles[root] = sorted(seals)
        found = [self.evidence.rows[seal]["contest"] for seal in seals]
        counts = [(contest, found.count(contest)) for contest in set(found)]
        return bodies.pile(
            imports=imports, cases=counts, root=root, seed=a_hash("seed"), drawn="Dice, in public."
        )

    def to_pile(self, sheets: Sequence[Line] = SHEETS) -> Self:
        self.imported(sheets)
        self.act(self.pile_fields(self.entries[-1].index), "kelly", "lewis")
        return self

    def case(self, number: int, contest: str = "senate", batch: str = "7") -> CaseState:
        """The case of a sheet of this scene."""
        return self.state.data.cases[self.state.data.sheets[contest, f"box/1/{batch}/{number}"]]

    def item(self, number: int, contest: str = "senate", batch: str = "7", **more: Any) -> Body:
        """A ruling that follows the case's present one: nothing marked, unless said otherwise.

        A ruling that rests on a clause gets one, unless the clause is given.
        """
        case = self.case(number, contest, batch)
        fields = {"row": case.row, "disp": "nothing_marked", "prior": case.current}
        if case.current is not None:
            fields["reason"] = "saw_more"
        fields["clause"] = CLAUSES.get(more.get("disp", ""))
        return bodies.item(case=case.seal, contest=contest, **(fields | more))

    def rule_fields(self, *items: Body, **more: Any) -> Body:
        batch = self.state.data.cases[items[0]["case"]].batch
        assert batch is not None
        return bodies.rule(batch=batch, items=items) | more

    def rule(self, *items: Body) -> Entry:
        return self.act(self.rule_fields(*items), "ada*", "ben*")

    def attest(self, person: str, *about: Entry, answer: str = "none", **more: Any) -> Entry:
        """An observer's answer to all items of these rulings, at the shared keyboard."""
        listed = [(entry.index, entry.leaf.hex(), None) for entry in about]
        fields = bodies.attest(**({"answer": answer, "via": "shared", "about": listed} | more))
        return self.act(fields, person + "*")

    def close_fields(self, *batches: int, struck: Sequence[int] = (), **more: Any) -> Body:
        counts = self.state.close_counts(batches, struck)
        tally = a_hash(f"tally {self.state.size}")
        self.evidence.tallies[self.state.size] = tally
        fields = bodies.close(
            batches=batches,
            cases=counts.cases,
            ruled=counts.ruled,
            escalated=counts.escalated,
            disp=counts.disp,
            answers=counts.answers,
            absent=counts.absent,
            tally=tally,
        )
        return fields | more

    def motion_fields(
        self, effect: str, target: Body, votes: Mapping[str, str] | None = None
    ) -> Body:
        chosen = {"kelly": "yes", "lewis": "yes"} if votes is None else votes
        return bodies.motion(
            effect=effect, target=target, votes=chosen.items(), reason=a_hash("reason")
        )

    def motion(self, effect: str, **target: Any) -> Entry:
        """Carried by the chair and a member."""
        return self.act(self.motion_fields(effect, target), "kelly", "lewis")


def whole_story() -> Scene:
    """A demonstration from the opening to a close of two of its batches."""
    scene = Scene().to_pile()
    first = scene.rule(
        scene.item(1),
        scene.item(2, disp="too_many", clause="r6"),
        scene.item(3, disp="vote", votes=["ann"], clause="c1", consistent="same"),
    )
    scene.attest("ortiz", first)
    scene.attest(
        "lee",
        first,
        answer="object",
        ground=2,
        claim="no_vote",
        about=[(first.index, first.leaf.hex(), [2])],
    )
    second = scene.rule(scene.item(4, disp="vote", votes=["bob"]))
    scene.attest("ortiz", second)
    scene.motion("release", **{"import": scene.case(5).import_, "lot": "not_counted"})
    scene.rule(scene.item(5, disp="no_consensus"))
    batch = scene.case(1).batch
    assert batch is not None
    scene.act(scene.close_fields(batch), "ada", "ben", "ortiz")
    return scene
