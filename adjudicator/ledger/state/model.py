"""What the fold remembers: keys, people, imports, piles, cases, batches, answers, objections."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import msgspec

from adjudicator.domain.people import DifferentPolicy, Person
from adjudicator.domain.rulings import Disposition
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.piles import BatchKey

SETTLING: Final = frozenset(disp.value for disp in Disposition if disp.settles)
"""The rulings that count, as they are written."""


class KeyUse(StrEnum):
    """The three kinds of key."""

    LOG = "log"
    IDENTITY = "identity"
    SESSION = "session"


class Attendance(StrEnum):
    """Whether a person is at the table.  ``AWAY`` and ``OUT`` count for no quorum."""

    IN = "in"
    AWAY = "away"
    OUT = "out"


@dataclass(slots=True)
class KeyInfo:
    """A public key and what it may do."""

    index: int
    """The entry that introduced it: its ``k``."""
    public: bytes
    use: KeyUse
    person: str = ""
    station: str = ""
    ended: int | None = None
    """The entry that ended it; a signature at a later index is not accepted."""
    seen: int = 0
    """The largest tree size it has signed to have seen."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in at a station."""

    person: str
    station: str
    key: int
    """The index of the ``signin``, which is the ``k`` of the session's key."""
    idle: int
    """Seconds without a key press after which the station locks."""


_IN: Final = Attendance.IN


@dataclass(slots=True)
class Enrolled:
    """A person of the record, with the entry of their present key."""

    person: Person
    key: int
    custody: str
    name: str | None
    """The seal of the name."""
    removed: int | None = None
    attendance: Attendance = Attendance.OUT

    @property
    def active(self) -> bool:
        """Whether the person has not been removed."""
        return self.removed is None

    @property
    def present(self) -> bool:
        """Whether the person is in attendance."""
        return self.removed is None and self.attendance is _IN


@dataclass(frozen=True, slots=True)
class Policy:
    """What was fixed at the opening and the append rules ask for."""

    quorum: int
    tiers: int
    different: DifferentPolicy
    page_max: int
    """The most cases one act may rule on."""
    cosign: bool
    fields: Body
    """All fields as they stand in entry 0."""

    @classmethod
    def of(cls, fields: Body) -> "Policy":
        """Read the checked ``policy`` object of entry 0."""
        return cls(
            fields["quorum"],
            fields["tiers"],
            DifferentPolicy(fields["different"]),
            fields["page_max"],
            fields["cosign"],
            fields,
        )


@dataclass(slots=True)
class ImportState:
    """One import."""

    index: int
    manifest: str
    counts: str | None
    lots: tuple[tuple[str, int], ...]
    piled: int | None = None
    voided: int | None = None
    ruled: int = 0
    """How many rulings were made on its cases."""


@dataclass(slots=True)
class CaseState:
    """One case.  Without its row ``contest``, ``batch``, ``lot`` and ``sheet`` are unknown."""

    seal: str
    number: int
    """Its place from 1; :func:`casenumbers.case_number` makes the case number."""
    pile: int
    """The index of its pile."""
    import_: int | None
    """The index of its import; ``None`` if the manifests were withheld and the pile has several."""
    contest: str | None
    batch: int | None
    lot: str | None
    sheet: str | None
    row: str
    """The seal of its newest row."""
    current: tuple[int, int] | None = None
    """``(entry, item)`` of its current ruling."""
    disp: str | None = None
    tier: str | None = None
    """Who made the current ruling: ``team`` or ``board``."""
    reopened: int | None = None
    """The entry that reopened it, until it is ruled on again."""
    rows: list[str] = field(default_factory=list)
    """The seals of its rows, the first to the newest."""
    objections: tuple[int, ...] = ()
    """Entries of objections made in time that are neither withdrawn, struck nor decided."""
    closed: int | None = None
    """The close that covers it."""

    @property
    def name(self) -> str:
        """The case number as people say it: ``4 1 7 K``."""
        return spoken(case_number(self.number))

    @property
    def settled(self) -> bool:
        """Whether the current ruling, if there is one, is of a kind that counts."""
        return self.disp in SETTLING


@dataclass(slots=True)
class Batch:
    """One batch: the cases of one contest in one container of one precinct and group."""

    number: int
    key: BatchKey | None
    """``None`` if the rows are withheld."""
    cases: list[str] = field(default_factory=list)
    closed: int | None = None
    """The last close that names it."""


class Answer(msgspec.Struct, frozen=True):
    """One observer's answer to one ruling act."""

    index: int
    person: str
    answer: str
    shared: bool
    items: frozenset[int] | None
    """``None``: all items."""


@dataclass(slots=True)
class RulingAct:
    """What is remembered of a ``rule`` entry."""

    cases: tuple[str, ...]
    signers: tuple[str, ...]
    present: frozenset[str]
    """The observers in attendance, and signed in at its station, when it was made."""
    tier: str = "team"
    station: str = ""
    """Where it was made."""
    answers: list[Answer] = field(default_factory=list)
    seats: int = 0
    """How many seats the board had; 0 in an act of a team."""
    counted: tuple[tuple[tuple[str, "Outcome | None"], ...], ...] = ()
    """Per item of an act of the board: the votes that counted, ``(person, outcome)`` in the order
    of the roster; ``None``: abstained."""


class AttestState(msgspec.Struct, frozen=True):
    """What is remembered of any ``attest`` entry."""

    person: str
    shared: bool
    """Whether it was given at a shared keyboard, and may be struck out at the close."""
    cases: tuple[str, ...]
    rulings: tuple[int, ...]
    """The ``rule`` entries it is about."""


@dataclass(slots=True)
class Objection:
    """An ``attest`` that objects."""

    index: int
    person: str
    ground: int
    claim: str | None
    shared: bool
    cases: tuple[str, ...]
    """The cases it is about, in the order of the act."""
    late: tuple[str, ...]
    """Those of them that were closed when it was made."""
    before_ruling: bool
    open_cases: set[str] = field(default_factory=set)
    withdrawn: int | None = None
    struck: int | None = None
    decided: dict[str, str] = field(default_factory=dict)
    """``upheld`` or ``rejected`` per case the board has ruled on."""

    def end_on(self, case: CaseState) -> None:
        """It no longer waits on this case."""
        self.open_cases.discard(case.seal)
        case.objections = tuple(i for i in case.objections if i != self.index)


@dataclass(frozen=True, slots=True)
class MotionState:
    """A motion that was carried."""

    index: int
    effect: str
    target: Body


class Outcome(msgspec.Struct, frozen=True):
    """What a member voted for: exactly what the presiding member's ruling has to say."""

    disp: str
    votes: tuple[str, ...]
    """Ascending, as in a ruling."""
    clause: str | None

    @classmethod
    def of(cls, fields: Body) -> "Outcome":
        """The outcome a vote's ``value``, or an item of a ruling, states."""
        return cls(fields["disp"], tuple(fields["votes"]), fields["clause"])

    @property
    def settles(self) -> bool:
        """Whether it is an outcome; ``no_consensus`` is a vote against, without one."""
        return self.disp in SETTLING

    def fields(self) -> Body:
        """The ``value`` of a vote for it."""
        return {"disp": self.disp, "votes": list(self.votes), "clause": self.clause}


@dataclass(frozen=True, slots=True)
class Vote:
    """A member's vote on one case in the current sitting."""

    index: int
    value: Outcome | None
    """``None``: abstained."""
    prior: tuple[int, int] | None
    """The ruling of the case it was cast on."""


@dataclass(frozen=True, slots=True)
class PaperState:
    """Where the paper of a case is."""

    step: str
    """``requested``, ``on_the_table`` or ``returned``."""
    entry: int
    person: str
    """Who said so."""
    seals: tuple[str, ...]
    """Numbers of the seals seen on its container."""
    seen_on_table: bool
    """Whether it has ever been on the table."""

    @property
    def out(self) -> bool:
        """Whether it has been asked for and is not back in its container."""
        return self.step != "returned"


@dataclass(frozen=True, slots=True)
class CosignedUpTo:
    """The last head somebody cosigned, as a witness of the record says."""

    size: int
    time: int
    """Seconds since 1970, by the cosigner's own clock."""


class SecondLook(msgspec.Struct, frozen=True):
    """What another team saw of one case of a sample."""

    index: int
    """The entry of the look."""
    disp: str
    ruling: tuple[int, int] | None
    """The ruling it was held against: the case's current one at that moment."""
    unlike: bool
    """Whether that ruling says otherwise."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases drawn for a blind second look."""

    index: int
    cases: tuple[str, ...]
    """In the order they are looked at."""
    batches: tuple[int, ...] = ()
    """Those it was drawn from."""
    looked: dict[str, SecondLook] = field(default_factory=dict)
    """What was seen, of those that have been looked at."""
