"""A whole export with real signatures, made without a database: rulings, each answered by four.

    python -m tests.benchmarks.large_export FOLDER [RULINGS]

Every ruling is signed by the two of a team, and by each of four observers in an act of their own:
six signatures and five entries a ruling.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from adjudicator.domain.election import Election
from adjudicator.domain.people import Role
from adjudicator.interchange.elections.canonical import canonical_election
from adjudicator.ledger import (
    bodies,
    canonical,
    contexts,
    cosignatures,
    counts,
    manifests,
    notes,
    origin,
    piles,
    text,
    tlogpolicy,
)
from adjudicator.ledger.envelope import NEW, Body, Entry, assemble, sign_act
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.notes import Checkpoint
from adjudicator.ledger.origin import Purpose
from adjudicator.ledger.seals import Opening
from adjudicator.ledger.state import RecordState
from adjudicator.ledger.state.model import CaseState
from adjudicator.resources import read_bytes
from adjudicator.services.verifying.evidence import FileEvidence
from adjudicator.services.verifying.refold import TallyRefold
from adjudicator.storage.record_files import Lines
from tests.support.scene import ELECTION

RULINGS = int(os.environ.get("ADJUDICATOR_BENCH_RULINGS", "30896"))
"""As many as a large county ruled on in an evening; fewer while something is being tried."""
CONTEST = "mayor"
OBSERVERS = ("lee", "nelson", "ortiz", "scott")
PEOPLE: dict[str, tuple[Role, str | None]] = {
    "ada": (Role.TEAM, "e"),
    "ben": (Role.TEAM, "f"),
    "cora": (Role.CLERK, None),
    "kelly": (Role.CHAIR, None),
    **dict.fromkeys(OBSERVERS, (Role.OBSERVER, None)),
}
A_BATCH = 700
MORNING = datetime(2018, 11, 17, 12, tzinfo=UTC)
SEATED = ("ada", "ben", "cora", "kelly", *OBSERVERS)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the record is of."""

    domain: str = "bench.fl.us"
    token: str = "0" * 20
    election: Election = ELECTION
    contest: str = CONTEST
    purpose: Purpose = Purpose.DEMO
    """A recount's heads are cosigned."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Votes the machine counted, by choice; empty: no counts come with the import."""
    found: Callable[[int], str] = lambda _number: ""
    """The choice a vote is found for on the ballot of that number; empty: nothing is marked."""
    observers: tuple[str, ...] = OBSERVERS
    """Who answers every ruling, each in an act of their own."""
    done: bool = False
    """Whether the board closes the contest."""
    rules: bytes = field(default_factory=lambda: read_bytes("rules", "florida-2018.toml"))

    @property
    def cosigned(self) -> bool:
        """Whether heads are cosigned."""
        return self.purpose is Purpose.RECOUNT


@dataclass(frozen=True, slots=True)
class Large:
    """What was made."""

    path: Path
    entries: int
    questions: list[tuple[bytes, bytes, bytes]]
    """Every signature as it has to be checked: public key, signature, message."""


class _Files:
    """The files of the export while it is written."""

    openings_file = "openings.jsonl"

    def __init__(self, path: Path) -> None:
        self.path = path

    def count(self) -> int:
        return 0

    def lines(self) -> Lines:
        yield from ()

    def openings(self) -> Iterator[bytes]:
        return iter(())


class _Maker:
    """Signs entries one after the other; the rules believe them, for they are made by them."""

    def __init__(self, path: Path, plan: Plan) -> None:
        self.path, self.plan = path, plan
        self.origin = str(origin.make(plan.domain, "large", plan.purpose, token=plan.token))
        self.definition = canonical_election(plan.election)
        self.rules = plan.rules
        self.evidence = FileEvidence(_Files(path), self.origin)
        self.evidence.recounted = frozenset({plan.contest})
        self.evidence.define(self.definition, self.rules)
        self.state = RecordState(self.evidence, verify=None)
        self.tally = TallyRefold(
            self.state.data, plan.election, self.evidence.row, self.evidence.counts
        )
        self.keys: dict[str, tuple[int, SigningKey]] = {}
        self.questions: list[tuple[bytes, bytes, bytes]] = []
        self.lines: list[bytes] = []
        self.made = 0

    def key(self) -> SigningKey:
        self.made += 1
        return SigningKey(sha256(f"key {self.made} of {self.origin}".encode()).digest())

    def act(
        self, fields: Body, *signers: str, new: SigningKey | None = None, check: bool = False
    ) -> Entry:
        index = self.state.size
        moment = MORNING + timedelta(seconds=index)
        body = bodies.common(
            fields,
            t=text.to_time(moment),
            station="t1",
            seen=self.state.head,
            n=sha256(str(index).encode()).hexdigest()[:32],
        )
        pairs: list[tuple[int | None, bytes]] = [
            (self.keys[name][0], sign_act(body, self.origin, self.keys[name][1]))
            for name in signers
        ]
        if new is not None:
            pairs.append((NEW, sign_act(body, self.origin, new)))
        entry = assemble(body, index, pairs)
        if check:
            self.state.check(entry)
        self.state.apply(entry)
        self.tally.follow(entry)
        self.lines.append(entry.raw)
        message = contexts.act(self.origin, entry.body_bytes)
        used = [self.keys[name][1].public for name in signers]
        used += [new.public] if new is not None else []
        by_key = dict(zip([k for k, _ in pairs], used, strict=True))
        for k, signature in pairs:
            self.questions.append((by_key[k], signature, message))
        return entry

    def open(self) -> None:
        log = self.key()
        fields = bodies.open_(
            origin=self.origin,
            log_key=log.public,
            purpose=self.plan.purpose.value,
            election=sha256(self.definition).hexdigest(),
            rules=sha256(self.rules).hexdigest(),
            contests=[self.plan.contest],
            policy=bodies.policy(
                cosign=self.plan.cosigned,
                quorum=1,
                different="person",
                attest="each",
                privacy=False,
            ),
            program="adjudicator bench",
        )
        self.keys["log"] = (0, log)
        self.act(fields, new=log)
        for person, (role, party) in PEOPLE.items():
            key = self.key()
            fields = bodies.enrol(
                person=person, role=role, party=party, key=key.public, custody="store"
            )
            self.keys[person] = (self.act(fields, "log", new=key).index, key)
        policy = self.policy()
        roster = [(e.person.id, e.key) for e in self.state.roster()]
        self.act(bodies.constitute(roster=roster, tlog_policy=policy.digest), "kelly", check=True)
        self.cosign()
        for person in SEATED:
            key = self.key()
            fields = bodies.signin(person=person, key=key.public, idle=600)
            self.keys[person + "*"] = (self.act(fields, person, new=key, check=True).index, key)

    def cosign(self) -> None:
        """The chair cosigns the head, and it comes back into the record."""
        if not self.plan.cosigned:
            return
        head = Checkpoint(self.origin, self.state.size, self.state.root)
        moment = int(MORNING.timestamp()) + self.state.size
        lines = [cosignatures.cosign(head, "kelly", self.keys["kelly"][1], moment)]
        own = cosignatures.sign_head(head, self.keys["log"][1])
        note = str(cosignatures.cosigned(head, own, lines))
        self.act(bodies.witness(note=note), "log", check=True)

    def policy(self) -> tlogpolicy.TlogPolicy:
        people = {e.person.id: self.keys[e.person.id][1].public for e in self.state.roster()}
        return tlogpolicy.make(
            self.origin, self.keys["log"][1].public, people, frozenset({"kelly"})
        )


def _line(number: int, plan: Plan) -> dict[str, Any]:
    machine = {"votes": [], "over": 0, "under": 1, "marks": []}
    return {
        "sheet": f"box/1/{number // A_BATCH}/{number:06}",
        "ballot": f"b-{number}",
        "precinct": plan.election.precincts[0].id,
        "group": "election_day",
        "batch": str(number // A_BATCH),
        "position": number,
        "lot": "accepted",
        "images": [sha256(f"front {number}".encode()).hexdigest()],
        "contests": [[plan.contest, "undervote", machine]],
        "salt": sha256(f"salt {number}".encode()).hexdigest()[:32],
    }


def make_large(path: Path, rulings: int, plan: Plan | None = None) -> Large:
    """Write the export of a record with that many rulings."""
    (path / "manifests").mkdir(parents=True)
    (path / "piles").mkdir()
    maker = _Maker(path, plan or Plan())
    maker.open()
    rows = _import(maker, rulings)
    _rule(maker)
    _close(maker)
    if maker.plan.done:
        _end(maker)
    _write(maker, rows)
    return Large(path, len(maker.lines), maker.questions)


def _import(maker: _Maker, rulings: int) -> tuple[Opening, ...]:
    plan = maker.plan
    data = manifests.encode_manifest([_line(number, plan) for number in range(rulings)])
    summary = manifests.summarise(data, maker.origin, {plan.contest})
    (maker.path / "manifests" / f"{summary.digest}.jsonl").write_bytes(data)
    for opening in summary.rows:
        maker.evidence.openings.opened[opening.seal] = opening.line().rstrip(b"\n")
    fields = bodies.import_(
        files=[("box.csv", len(data), summary.digest)],
        reader="plain",
        version="1",
        lots=summary.lots,
        flagged=summary.flagged,
        quarantined=0,
        manifest=summary.digest,
        manifest_root=summary.root,
        counts=_counts(maker, rulings),
    )
    entry = maker.act(fields, "log", "cora", check=True)
    seals = [opening.seal for opening in summary.rows]
    root = piles.pile_root(seals)
    (maker.path / "piles" / f"{root}.txt").write_bytes(piles.pile_file(seals))
    fields = bodies.pile(
        imports=[entry.index],
        cases=[(plan.contest, len(seals))],
        root=root,
        seed=sha256(b"dice").hexdigest(),
        drawn="Dice, in public.",
    )
    maker.act(fields, "kelly", check=True)
    maker.cosign()
    return summary.rows


def _counts(maker: _Maker, rulings: int) -> str | None:
    """The machine's counts as a file, and its hash."""
    plan = maker.plan
    if not plan.counts:
        return None
    ballots = sum(plan.counts.values()) + rulings
    told = {**plan.counts, "over": 0, "under": rulings, "unqualified": 0, "ballots": ballots}
    place = (plan.contest, plan.election.precincts[0].id, "election_day", "accepted")
    data = counts.encode(counts.Count(*place, bucket, n) for bucket, n in told.items())
    folder = maker.path / "counts"
    folder.mkdir()
    (folder / f"{counts.digest(data)}.json").write_bytes(data)
    return counts.digest(data)


def _rule(maker: _Maker) -> None:
    for number, case in enumerate(list(maker.state.data.cases.values())):
        item = _item(maker.plan, case, number)
        batch = case.batch
        if batch is None:
            raise ValueError(case.seal)
        ruled = maker.act(bodies.rule(batch=batch, items=[item]), "ada*", "ben*", check=not number)
        for observer in maker.plan.observers:
            fields = bodies.attest(
                answer="none", via="shared", about=[(ruled.index, ruled.leaf.hex(), None)]
            )
            maker.act(fields, observer + "*", check=not number)


def _item(plan: Plan, case: CaseState, number: int) -> Body:
    choice = plan.found(number)
    if not choice:
        return bodies.item(
            case=case.seal, row=case.row, contest=plan.contest, disp="nothing_marked", prior=None
        )
    return bodies.item(
        case=case.seal,
        row=case.row,
        contest=plan.contest,
        disp="vote",
        votes=[choice],
        consistent="same",
        clause="4c1",
        prior=None,
    )


def _close(maker: _Maker) -> None:
    numbers = sorted(maker.state.data.batches)
    counts = maker.state.close_counts(numbers)
    fields = bodies.close(
        batches=numbers,
        cases=counts.cases,
        ruled=counts.ruled,
        escalated=counts.escalated,
        disp=counts.disp,
        answers=counts.answers,
        absent=counts.absent,
        tally=str(maker.tally.digest()),
    )
    maker.act(fields, "ada", "ben", *OBSERVERS)


def _end(maker: _Maker) -> None:
    """The board closes the contest."""
    tally = str(maker.tally.digest())
    fields = bodies.contest_close(contest=maker.plan.contest, tally=tally)
    maker.act(fields, "kelly", check=True)
    maker.cosign()


def _write(maker: _Maker, rows: tuple[Opening, ...]) -> None:
    path = maker.path
    head = Checkpoint(maker.origin, maker.state.size, maker.state.root)
    log = maker.keys["log"][1]
    files = {
        "record.jsonl": b"".join(line + b"\n" for line in maker.lines),
        "head.note": str(
            cosignatures.cosigned(head, cosignatures.sign_head(head, log), ())
        ).encode(),
        "recount.tlog-policy": maker.policy().text(),
        "election.json": maker.definition,
        "rules.toml": maker.rules,
        "openings.jsonl": b"".join(opening.line() for opening in rows),
        "tally.json": canonical.encode(maker.tally.document(), limit=None),
    }
    for name, data in files.items():
        (path / name).write_bytes(data)
    listed = sorted(
        [str(file.relative_to(path)), file.stat().st_size, _digest(file)]
        for file in path.rglob("*")
        if file.is_file()
    )
    manifest = canonical.encode(listed, limit=None)
    (path / "MANIFEST.json").write_bytes(manifest)
    message = contexts.manifest(maker.origin, sha256(manifest).hexdigest()).decode()
    lines = [
        notes.sign_note(message, maker.origin, log),
        notes.sign_note(message, f"{maker.origin}/cora", maker.keys["cora"][1]),
    ]
    (path / "MANIFEST.note").write_bytes(str(notes.join(message, lines)).encode())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    print(make_large(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else RULINGS).entries)
