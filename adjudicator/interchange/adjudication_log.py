"""The adjudication log: every act of the recount in reading order, as CSV and as JSON.

One line per ruling on a case, and per other act that is shown beside them.  Writers stream: a line
is written when it is given.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from adjudicator.interchange.safe_cells import safe_cell, safe_row

ATTESTATIONS = (
    "signed, no objection",
    "signed, objection",
    "declined to sign",
    "present, did not answer",
    "not at the table",
)
"""The five states of an observer, in these words everywhere."""


@dataclass(frozen=True, slots=True)
class LogPerson:
    """Somebody who acted."""

    id: str
    name: str | None = None
    """``None`` where the name is withheld."""
    party: str | None = None

    def __str__(self) -> str:
        """``Tea Ash (t2)``."""
        return f"{self.name} ({self.id})" if self.name else self.id


@dataclass(frozen=True, slots=True)
class LogAttestation:
    """Where one observer stood to the ruling of this line."""

    observer: LogPerson
    state: str
    """One of :data:`ATTESTATIONS`."""
    late: bool = False
    """Given after the batch was closed."""

    def __post_init__(self) -> None:
        """Refuse any other word.

        :raises ValueError: ``state`` is not one of the five.
        """
        if self.state not in ATTESTATIONS:
            message = f"{self.state!r} is not one of the five attestation states"
            raise ValueError(message)

    def __str__(self) -> str:
        """``Oz Fir (o1): signed, no objection``."""
        return f"{self.observer}: {self.state}{' (late)' if self.late else ''}"


@dataclass(frozen=True, slots=True)
class LogObjection:
    """An objection to the ruling, or to the case before any ruling."""

    entry: int
    observer: LogPerson
    ground: str
    """In words."""
    claim: str | None
    """The outcome claimed: a choice's name, or words for no vote."""
    outcome: str | None = None
    """Upheld, rejected, withdrawn; ``None`` while it is open."""

    def __str__(self) -> str:
        """One sentence without its stop."""
        claim = f", claims {self.claim}" if self.claim else ""
        outcome = self.outcome or "open"
        return f"entry {self.entry}, {self.observer}: {self.ground}{claim} ({outcome})"


@dataclass(frozen=True, slots=True)
class LogVote:
    """How one member of the board voted on the ruling of this line."""

    member: LogPerson
    said: str
    """``for``, ``against`` or ``abstained``."""
    outcome: str = ""
    """What a member against it was for; empty if they named nothing."""

    def __str__(self) -> str:
        """``Lou Lewis (lewis): against, for no vote``."""
        own = f", for {self.outcome}" if self.outcome else ""
        return f"{self.member}: {self.said}{own}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of the log."""

    entry: int
    time: str
    """``YYYY-MM-DDTHH:MM:SSZ``."""
    kind: str
    case_number: str | None = None
    contest: str | None = None
    """Titles and names, as people know them, here and below."""
    precinct: str | None = None
    group: str | None = None
    batch: int | None = None
    ballot: str | None = None
    condition: str | None = None
    tier: str | None = None
    ruling: str | None = None
    """The whole ruling in a sentence; for other acts, what was done."""
    disposition: str | None = None
    votes: tuple[str, ...] = ()
    """Names of the choices that count after the ruling."""
    clause: str | None = None
    """Number as the rule has it, ``(4)(c)1``."""
    clause_verified: bool | None = None
    """Whether the clause's text was confirmed; ``None`` where there is no clause."""
    words: str | None = None
    """Of a ruling, the words written on the paper; of another act, those of a note or an objection,
    or the reason given for it.  ``None`` also where they are withheld."""
    consistency: str | None = None
    revision_reason: str | None = None
    prior_entry: int | None = None
    people: tuple[LogPerson, ...] = ()
    attestations: tuple[LogAttestation, ...] = ()
    objections: tuple[LogObjection, ...] = ()
    board_votes: tuple[LogVote, ...] = ()
    """Behind a ruling of the board, each member's vote."""
    decided: tuple[str, ...] = ()
    """The objections the ruling decided: ``R-014 upheld``."""
    leaf_hash: str = ""
    """SHA-256 of the entry's leaf, in lower hex."""
    record_code: str = ""
    """The record code after this entry."""


COLUMNS = (
    *("entry", "time", "kind", "case_number", "contest", "precinct", "group", "batch", "ballot"),
    *("condition", "tier", "ruling", "disposition", "votes", "clause", "clause_verified", "words"),
    *("consistency", "revision_reason", "prior_entry", "people", "parties", "attestations"),
    *("objections", "board_votes", "dissents", "decided", "leaf_hash", "record_code", "watermark"),
)
"""Columns of the CSV, in order."""


def write_log_csv(lines: Iterable[LogLine], stream: IO[str], *, watermark: str | None) -> int:
    """Write the log as CSV; gives the number of lines.

    ``stream`` is text, opened with ``newline=""``.  ``watermark`` stands in every line of a
    demonstration or rehearsal and is ``None`` in a recount.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 - the last number is the result
        writer.writerow(safe_row(_cells(line, watermark)))
    return count


def write_log_json(
    lines: Iterable[LogLine], stream: IO[str], *, origin: str, watermark: str | None
) -> int:
    """Write the log as one JSON object, a line of the file for each of its lines."""
    head = json.dumps({"origin": origin, "watermark": watermark}, ensure_ascii=False)
    stream.write(f'{head[:-1]}, "lines": [')
    count = 0
    for count, line in enumerate(lines, start=1):
        value = json.dumps(line_value(line), ensure_ascii=False, separators=(",", ":"))
        stream.write(f"{',' if count > 1 else ''}\n{value}")
    stream.write("\n]}\n")
    return count


def line_value(line: LogLine) -> dict[str, Any]:
    """One line as plain JSON values: every field of :class:`LogLine`, absent ones null or []."""
    plain = {name: getattr(line, name) for name in LogLine.__slots__}
    return plain | {
        "votes": list(line.votes),
        "people": [_person_value(p) for p in line.people],
        "attestations": [
            {"observer": _person_value(a.observer), "state": a.state, "late": a.late}
            for a in line.attestations
        ],
        "objections": [
            {
                "entry": o.entry,
                "observer": _person_value(o.observer),
                "ground": o.ground,
                "claim": o.claim,
                "outcome": o.outcome,
            }
            for o in line.objections
        ],
        "board_votes": [
            {"member": _person_value(v.member), "said": v.said, "outcome": v.outcome}
            for v in line.board_votes
        ],
        "decided": list(line.decided),
    }


def _person_value(person: LogPerson) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "party": person.party}


def _cells(line: LogLine, watermark: str | None) -> list[str | int | None]:
    special: dict[str, str | int | None] = {
        "votes": "; ".join(safe_cell(v) for v in line.votes),
        "clause_verified": {True: "yes", False: "no", None: None}[line.clause_verified],
        "people": "; ".join(str(p) for p in line.people),
        "parties": "; ".join(p.party or "no party" for p in line.people),
        "attestations": "; ".join(str(a) for a in line.attestations),
        "objections": "; ".join(str(o) for o in line.objections),
        "board_votes": "; ".join(str(v) for v in line.board_votes),
        "dissents": "; ".join(str(v) for v in line.board_votes if v.said == "against"),
        "decided": "; ".join(line.decided),
        "watermark": watermark,
    }
    return [special[c] if c in special else getattr(line, c) for c in COLUMNS]
