"""Exports for the tests of the verifier: scenes that keep their files, and the folder they fill.

:class:`Files` goes in front of a scene: the definition, the rules and the machine counts it names
are real files, and every tally it states is folded here, from the cases alone.
"""

# ruff: noqa: ANN401 - fields of bodies have as many types as there are fields

import base64
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from adjudicator.domain.election import BallotStyle, Contest, Election, Precinct
from adjudicator.interchange.elections.canonical import canonical_election
from adjudicator.ledger import canonical, cosignatures, manifests, seals, tlogpolicy
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.keys import SigningKey
from adjudicator.ledger.manifests import Line
from adjudicator.ledger.notes import Checkpoint
from adjudicator.ledger.state import CaseState
from tests.ledger.ceremony import Ceremony
from tests.ledger.evening import Evening
from tests.ledger.scene import Scene
from tests.ledger.scenery import COUNCIL, RULES, SENATE, a_hash

SETTLING = {"vote", "nothing_marked", "marks_do_not_count", "too_many", "writein"}
CONTESTS = {contest.id: contest for contest in (SENATE, COUNCIL)}
WATERMARKS = {
    "recount": None,
    "rehearsal": "REHEARSAL - not an election record",
    "demo": "DEMONSTRATION - not an election record",
}

PACK = """format = 1
id = "test-rules"
title = "Rules for tests"
state = "FL"
source = "invented"
[thresholds]
machine = "1/200"
manual = "1/400"
[policies]
frivolous_flag = false
[consistency]
unmarked = "nothing else is marked"
same = "all are marked like this"
different = "others are marked otherwise"
unknown = "cannot be told"
"""


def election() -> bytes:
    """election.json of the scenes, as the program writes it."""
    contests = (SENATE, COUNCIL)
    style = BallotStyle("1", ("101",), tuple(contest.id for contest in contests))
    return canonical_election(
        Election(
            title="General election",
            held=date(2018, 11, 6),
            state="FL",
            county="Test",
            contests=contests,
            precincts=(Precinct("101", "101"),),
            styles=(style,),
        )
    )


def rules() -> bytes:
    """rules.toml of the scenes, a whole rule pack."""
    text = PACK
    for clause in RULES.clauses:
        text += (
            f'[[clause]]\nid = "{clause.id}"\nnumber = "{clause.number}"\n'
            f'title = "{clause.title}"\ntext = ""\nverified = true\n'
            f"dispositions = {json.dumps(clause.dispositions)}\n"
            f"consistency = {json.dumps(clause.consistency)}\n"
            f"conditions = {json.dumps(clause.conditions)}\n"
            f"needs_words = {json.dumps(clause.needs_words)}\n"
        )
    return text.encode()


def machine_counts(sheets: Sequence[Line]) -> bytes:
    """Machine counts that agree with the sheets, all of one precinct and group."""
    cells: Counter[tuple[str, str, str, str, str]] = Counter()
    for line in sheets:
        for contest, _, machine in line["contests"]:
            where = (contest, line["precinct"], line["group"], line["lot"])
            cells[*where, "ballots"] += 1
            buckets = _buckets(
                CONTESTS[contest], machine["votes"], machine["over"], machine["under"]
            )
            for bucket, n in buckets.items():
                cells[*where, bucket] += n
    return canonical.encode([[*cell, n] for cell, n in sorted(cells.items())])


class Files(Scene):
    """A scene whose files can be handed out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.files = {"election.json": election(), "rules.toml": rules()}
        self.openings: dict[str, tuple[str, Any]] = {}
        self.publics: dict[int, bytes] = {}
        self.introduced: dict[int, SigningKey] = {}
        """Every key, also of people who signed in again, by the entry that introduced it."""

    def add(self, entry: Entry) -> Entry:
        """Append, and keep which entry introduced which key."""
        body = entry.body
        public = body.get("log_key") or (body["key"] if entry.kind == "enrol" else None)
        if public is not None:
            self.publics[entry.index] = base64.b64decode(public)
        return super().add(entry)

    def signed(self, body: Body, *signers: str, new: SigningKey | None = None) -> Entry:
        """Keep the key an entry introduces."""
        if new is not None:
            self.introduced[self.state.size] = new
        return super().signed(body, *signers, new=new)

    def open_fields(self) -> tuple[Body, SigningKey]:
        fields, key = super().open_fields()
        hashes = {
            "election": sha256(self.files["election.json"]).hexdigest(),
            "rules": sha256(self.files["rules.toml"]).hexdigest(),
        }
        return fields | hashes, key

    def import_fields(self, sheets: Sequence[Line]) -> Body:
        fields = super().import_fields(sheets)
        data = manifests.encode_manifest(sheets)
        self.files[f"manifests/{fields['manifest']}.jsonl"] = data
        counts = machine_counts(sheets)
        digest = sha256(counts).hexdigest()
        self.files[f"counts/{digest}.json"] = counts
        return fields | {"counts": digest}

    def close_fields(self, *batches: int, struck: Sequence[int] = (), **more: Any) -> Body:
        fields = super().close_fields(*batches, struck=struck)
        return self.with_tally(fields) | more

    def contest_close_fields(self, contest: str) -> Body:
        """A contest is closed with its true tally."""
        return self.with_tally(Ceremony.contest_close_fields(self, contest))  # type: ignore[arg-type]

    def with_tally(self, fields: Body) -> Body:
        """These fields with the tally as it is."""
        digest = sha256(canonical.encode(tally(self))).hexdigest()
        self.evidence.tallies[self.state.size] = digest
        return fields | {"tally": digest}

    def new_row(self, case: CaseState, **changes: Any) -> str:
        """A new row, whose opening is kept."""
        number = len(self.evidence.rows)
        row = dict(self.evidence.rows[case.row]) | {"images": [a_hash(f"image {number}")]}
        return self.sealed(f"salt of row {number}", row | changes, row=True)

    def sealed(self, name: str, value: Any, *, row: bool = False) -> str:
        """A sealed value whose opening is kept; its seal."""
        salt = a_hash(name)[:32]
        seal = seals.seal_of(self.origin, bytes.fromhex(salt), value)
        self.openings[seal] = salt, value
        if row:
            self.evidence.rows[seal] = value
        return seal


class FiledEvening(Files, Evening):
    """An evening whose files can be handed out."""


class FiledCeremony(Files, Ceremony):
    """A ceremony whose files can be handed out."""


def tally(scene: Scene) -> Body:
    """The tally of a scene, folded from its cases and its files."""
    contests = [_tally_of(scene, contest) for contest in (SENATE, COUNCIL)]
    return {
        "origin": scene.origin,
        "purpose": scene.purpose.value,
        "watermark": WATERMARKS[scene.purpose.value],
        "basis": "every ruling",
        "contests": contests,
    }


def _stands(scene: Scene, imported: int | None, lot: str | None) -> bool:
    data = scene.state.data
    if imported is None or lot is None or data.imports[imported].voided is not None:
        return False
    released = lot == "accepted" or (imported, lot) in data.released_lots
    return released and (imported, lot) not in data.isolated_lots


def _buckets(contest: Contest, votes: Sequence[str], over: int, under: int) -> Counter[str]:
    lines = {c.id for c in contest.choices if c.kind.value == "write_in"}
    found = Counter("unqualified" if vote in lines else vote for vote in votes)
    found["over"] += over
    found["under"] += under
    return found


def _ruling(scene: Scene, case: CaseState) -> Mapping[str, Any]:
    assert case.current is not None
    index, item = case.current
    found: Mapping[str, Any] = scene.entries[index].body["items"][item]
    return found


def _tally_of(scene: Scene, contest: Contest) -> Body:
    before: Counter[str] = Counter()
    change: Counter[str] = Counter()
    pending = 0
    for index in scene.state.data.imports:
        counts = scene.entries[index].body["counts"]
        files = getattr(scene, "files", {})
        for name, _, _, lot, bucket, n in json.loads(files[f"counts/{counts}.json"]):
            if name == contest.id and _stands(scene, index, lot):
                before[bucket] += n
    for case in scene.state.data.cases.values():
        if case.contest != contest.id or not _stands(scene, case.import_, case.lot):
            continue
        isolated = case.seal in scene.state.data.isolated_cases
        settled = case.disp in SETTLING and not case.objections and case.reopened is None
        if isolated or not settled:
            pending += 1
            continue
        votes = _ruling(scene, case)["votes"]
        rest = contest.seats - len(votes)
        over = case.disp == "too_many"
        after = _buckets(contest, votes, rest if over else 0, 0 if over else rest)
        machine = scene.evidence.rows[case.seal]["machine"]
        change.update(after)
        change.subtract(_buckets(contest, machine["votes"], machine["over"], machine["under"]))
    if scene.policy["writeins_as_under"]:
        for sums in (before, change):
            sums["under"] += sums.pop("unqualified", 0)
    return _told(contest, before, change, pending)


def _told(contest: Contest, before: Counter[str], change: Counter[str], pending: int) -> Body:
    def sums(bucket: str) -> Body:
        after = before[bucket] + change[bucket]
        return {"before": before[bucket], "change": change[bucket], "after": after}

    choices = [
        {"id": c.id, "name": c.name, **sums(c.id)}
        for c in contest.choices
        if c.kind.value != "write_in"
    ]
    rest = [sums("over"), sums("under"), sums("unqualified")]
    ballots = before["ballots"] or None
    whole = (ballots or 0) * contest.seats
    parts = [*choices, *rest]
    balanced = all(sum(part[at] for part in parts) == whole for at in ("before", "after"))
    return {
        "contest": contest.title,
        "id": contest.id,
        "seats": contest.seats,
        "choices": choices,
        "overvotes": rest[0],
        "undervotes": rest[1],
        "unqualified": rest[2],
        "ballots": ballots,
        "pending": pending,
        "balanced": None if ballots is None else balanced,
    }


# The folder ------------------------------------------------------------------------------------


def head_note(scene: Scene, root: bytes, size: int, *people: str) -> str:
    """A head cosigned by these people."""
    checkpoint = Checkpoint(scene.origin, size, root)
    log = cosignatures.sign_head(checkpoint, scene.keys["log"][1])
    lines = [cosignatures.cosign(checkpoint, p, scene.keys[p][1], 1_600_000_000) for p in people]
    return str(cosignatures.cosigned(checkpoint, log, lines))


def policy(scene: Files) -> bytes | None:
    """The policy file of the roster as it was constituted."""
    made = next((e for e in scene.entries if e.kind == "constitute"), None)
    if made is None:
        return None
    roster = {person: scene.publics[index] for person, index in made.body["roster"]}
    board = {
        e.body["person"]
        for e in scene.entries[: made.index]
        if e.kind == "enrol" and e.body["role"] in {"chair", "member"}
    }
    found = tlogpolicy.make(scene.origin, scene.publics[0], roster, frozenset(board))
    return found.text()


def files_of(
    scene: Files, entries: Sequence[Entry] | None = None, *cosigners: str
) -> dict[str, bytes]:
    """Every file of an export but its manifest.

    :param cosigners: whose lines stand under the head.
    """
    kept = scene.entries if entries is None else entries
    files = dict(scene.files)
    files["record.jsonl"] = b"".join(entry.raw + b"\n" for entry in kept)
    for root, listed in scene.evidence.piles.items():
        files[f"piles/{root}.txt"] = "".join(f"{seal}\n" for seal in listed).encode()
    lines = [
        canonical.encode({"salt": salt, "seal": seal, "value": value})
        for seal, (salt, value) in sorted(scene.openings.items())
    ]
    files["openings.jsonl"] = b"".join(line + b"\n" for line in lines)
    made = policy(scene)
    if made is not None:
        files["recount.tlog-policy"] = made
    files["tally.json"] = canonical.encode(tally(scene))
    size = len(kept)
    files["head.note"] = head_note(scene, scene.state.root_at(size), size, *cosigners).encode()
    return files


def with_manifest(scene: Scene, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """These files and the manifest over them, signed by the log key and the clerk."""
    listed = [[name, len(data), sha256(data).hexdigest()] for name, data in sorted(files.items())]
    manifest = canonical.encode(listed)
    text = f"adjudicator/manifest/v1\n{scene.origin}\n{sha256(manifest).hexdigest()}\n"
    return {**files, "MANIFEST.json": manifest, "MANIFEST.note": signed_text(scene, text)}


def signed_text(scene: Scene, text: str) -> bytes:
    """A note with lines of the log key and of the clerk, type 0x01."""
    lines = ""
    for name, key in ((scene.origin, "log"), (f"{scene.origin}/clerk1", "clerk1")):
        signer = scene.keys[key][1]
        key_id = sha256(f"{name}\n".encode() + b"\x01" + signer.public).digest()[:4]
        payload = base64.b64encode(key_id + signer.sign(text.encode())).decode()
        lines += f"— {name} {payload}\n"
    return f"{text}\n{lines}".encode()


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The folder with these files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def export(folder: Path, scene: Files) -> Path:
    """The whole export of a scene as it is now."""
    return write(folder, with_manifest(scene, files_of(scene)))
