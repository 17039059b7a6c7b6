"""One export: verified whole, and what its record says of each contest.

The tally is counted anew from the entries and never taken from a file.  What is kept of a county is
small: figures, not cases.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from adjudicator.domain.election import Contest
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Tier
from adjudicator.domain.statewide.standing import HowFar
from adjudicator.domain.statewide.uniformity import Reviewed
from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED, Figure
from adjudicator.ledger.notes import Checkpoint
from adjudicator.ledger.origin import parse as parse_origin
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.statewide.finding import Found
from adjudicator.services.verifying.anchors import Anchor, compare
from adjudicator.services.verifying.beside import MANIFEST
from adjudicator.services.verifying.reading import RecordReading
from adjudicator.services.verifying.verdicts import Outcome, Verdict
from adjudicator.services.verifying.verify import examine
from adjudicator.services.watermarks import watermark_of

Progress = Callable[[int], None]
"""Called with entries read."""
_RULE = b'"kind":"rule"'
_TALLIED = {"overvotes": OVER, "undervotes": UNDER, "unqualified": UNQUALIFIED}


@dataclass(frozen=True, slots=True)
class ContestRead:
    """One contest of a county's record."""

    contest: Contest
    choices: Mapping[str, Figure]
    rest: Mapping[str, Figure]
    waiting: Mapping[frozenset[str], int]
    """Ballots not settled, by the votes the machine's reading counts for them."""
    balanced: bool | None
    how_far: HowFar
    reviewed: Reviewed


@dataclass(frozen=True, slots=True)
class CountyRead:
    """What the verification of one export gave."""

    name: str
    path: Path
    manifest: str
    """SHA-256 of its list of files; empty if there is none."""
    verdict: Verdict
    county: str = ""
    """As its definition names it; empty where that could not be read."""
    election: str = ""
    held: date | None = None
    state: str = ""
    rules: RulePack | None = None
    contests: tuple[ContestRead, ...] = ()
    titles: tuple[str, ...] = ()
    """The contests of the recount, also where they could not be counted."""
    withheld: bool = False
    """Whether something the tally needs is withheld, so that nothing could be counted."""
    last: str = ""
    """The time of the last entry."""
    log_key: bytes = b""
    others: tuple[tuple[str, Outcome], ...] = ()
    """Other heads of the same origin, by name: whether this record contains them."""

    @property
    def origin(self) -> str:
        """The record's origin, as far as it was read."""
        return self.verdict.origin

    @property
    def holds(self) -> bool:
        """Whether the verification found nothing against it."""
        return self.verdict.outcome in {Outcome.HOLDS, Outcome.ALONE}

    @property
    def watermark(self) -> str | None:
        """The words of a rehearsal or demonstration."""
        return watermark_of(parse_origin(self.origin).purpose) if self.origin else None


def read_export(
    found: Found,
    anchors: Sequence[Anchor] = (),
    others: Sequence[tuple[str, Checkpoint]] = (),
    *,
    jobs: int = 1,
    progress: Progress = lambda _done: None,
) -> CountyRead:
    """Verify one export and read what it says.

    :param anchors: what somebody kept of this county; the verdict rests on them too.
    :param others: heads of other copies, or of status files; compared, without weight for the
        verdict.
    :raises UsageError: it cannot be read.
    """
    examined = examine(
        found.path,
        anchors,
        jobs=jobs,
        progress=lambda what, done, _all: progress(done) if what == "entries" else None,
    )
    verdict, reading = examined.verdict, examined.reading
    manifest = _hash(found.path / MANIFEST)
    evidence = reading.evidence
    if evidence is None or evidence.election is None:
        return CountyRead(found.name, found.path, manifest, verdict)
    election = evidence.election
    data = reading.state.data
    holds = verdict.outcome in {Outcome.HOLDS, Outcome.ALONE}
    last, times = _times(reading, set(data.contests_closed.values())) if holds else ("", {})
    document = _document(reading) if holds else None
    own = [(name, head) for name, head in others if head.origin == data.origin]
    told_of = compare(reading.state, [Anchor(name, head=head) for name, head in own])
    return CountyRead(
        name=found.name,
        path=found.path,
        manifest=manifest,
        verdict=verdict,
        county=election.county,
        election=election.title,
        held=election.held,
        state=election.state,
        rules=evidence.rules(),
        contests=() if document is None else tuple(_contests(reading, document, times)),
        titles=tuple(c.title for c in election.contests if c.id in data.contests),
        withheld=holds and document is None,
        last=last,
        log_key=data.keys[0].public,
        others=tuple((each.name, each.outcome) for each in told_of),
    )


def _document(reading: RecordReading) -> Mapping[str, Any] | None:
    tally = reading.tally()
    return None if tally is None else tally.document()


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class _Times(msgspec.Struct):
    t: str


class _Stamped(msgspec.Struct):
    b: _Times


class _Item(msgspec.Struct):
    clause: str | None


class _Items(msgspec.Struct):
    items: list[_Item]


class _Ruled(msgspec.Struct):
    b: _Items


_STAMPED = msgspec.json.Decoder(_Stamped)
_RULED = msgspec.json.Decoder(_Ruled)


def _times(reading: RecordReading, wanted: set[int]) -> tuple[str, dict[int, str]]:
    """The time of the last entry, and of those asked for."""
    line, found = b"", {}
    for index, line in enumerate(reading.files.lines()):
        if index in wanted:
            found[index] = _STAMPED.decode(line).b.t
    return (_STAMPED.decode(line).b.t if line else ""), found


def _contests(
    reading: RecordReading, document: Mapping[str, Any], times: Mapping[int, str]
) -> Iterator[ContestRead]:
    data, evidence = reading.state.data, reading.evidence
    reviewed = _reviewed(reading)
    how_far = _how_far(data, times)
    waiting: dict[str, Counter[frozenset[str]]] = {}
    tally = reading.tally()
    for contest_id, votes in () if tally is None else tally.waiting():
        waiting.setdefault(contest_id, Counter())[votes] += 1
    for told in document["contests"]:
        contest = None if evidence is None else evidence.contest(told["id"])
        if contest is not None:
            yield ContestRead(
                contest=contest,
                choices={choice["id"]: _figure(choice) for choice in told["choices"]},
                rest={bucket: _figure(told[name]) for name, bucket in _TALLIED.items()},
                waiting=waiting.get(contest.id, Counter()),
                balanced=told["balanced"],
                how_far=how_far[contest.id],
                reviewed=reviewed[contest.id],
            )


def _figure(told: Mapping[str, int]) -> Figure:
    return Figure(told["before"], told["change"])


def _how_far(data: RecordData, times: Mapping[int, str]) -> dict[str, HowFar]:
    cases: Counter[str] = Counter()
    ruled: Counter[str] = Counter()
    batches: dict[str, set[int]] = {}
    still_open: dict[str, set[int]] = {}
    for case in data.cases.values():
        contest = case.contest
        if contest is None or data.is_void(case) or not data.is_released(case):
            continue
        cases[contest] += 1
        ruled[contest] += case.settled and not data.before_board(case)
        if case.batch is not None:
            batches.setdefault(contest, set()).add(case.batch)
            if case.closed is None:
                still_open.setdefault(contest, set()).add(case.batch)
    return {
        contest: HowFar(
            cases=cases[contest],
            ruled=ruled[contest],
            waiting=cases[contest] - ruled[contest],
            batches=len(batches.get(contest, ())),
            closed=len(batches.get(contest, ())) - len(still_open.get(contest, ())),
            contest_closed=times.get(data.contests_closed.get(contest, -1), ""),
        )
        for contest in data.contests
    }


def _reviewed(reading: RecordReading) -> dict[str, Reviewed]:
    """How each contest was ruled on: what counts, under which clause, by whom."""
    data, tally = reading.state.data, reading.tally()
    county = "" if reading.evidence is None else _county(reading)
    changes = {} if tally is None else dict(tally.changes())
    objected = {
        seal
        for objection in data.objections.values()
        if objection.struck is None
        for seal in objection.cases
        if seal not in objection.late
    }
    clauses = _clauses(reading, changes)
    counted: dict[str, Counter[str]] = {contest: Counter() for contest in data.contests}
    by_clause: dict[str, Counter[str]] = {contest: Counter() for contest in data.contests}
    for seal, change in changes.items():
        case = data.cases[seal]
        if case.contest is None:
            continue
        told = counted[case.contest]
        told["ruled"] += 1
        told["board"] += case.tier == Tier.BOARD
        told["objected"] += seal in objected
        if any(n > 0 for bucket, n in change.items() if bucket not in _TALLIED.values()):
            told["found"] += 1
            by_clause[case.contest][clauses.get(seal, "")] += 1
    one_tier = data.rules.tiers == 1
    return {
        contest: Reviewed(
            county=county,
            ruled=told["ruled"],
            found=told["found"],
            by_clause=dict(by_clause[contest]),
            board=None if one_tier else told["board"],
            objected=told["objected"],
        )
        for contest, told in counted.items()
    }


def _county(reading: RecordReading) -> str:
    evidence = reading.evidence
    return "" if evidence is None or evidence.election is None else evidence.election.county


def _clauses(reading: RecordReading, changes: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """The clause each ruling that changes something rests on."""
    cases = reading.state.data.cases
    wanted: dict[int, list[tuple[int, str]]] = {}
    for seal, change in changes.items():
        current = cases[seal].current
        if change and current is not None:
            wanted.setdefault(current[0], []).append((current[1], seal))
    found = {}
    for index, line in enumerate(reading.files.lines()):
        for item, seal in wanted.get(index, ()):
            found[seal] = _RULED.decode(line).b.items[item].clause or ""
    return found
