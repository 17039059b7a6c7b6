"""What counts now: one pure function over everything that happened to a case.

``unreviewed -> ruled -> (disputed | no consensus | paper out) -> ruled by the board``.  Only
*ruled* and
*ruled by the board* count; otherwise the machine's reading stands and the case shows as pending in
every total.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.rulings import Disposition, Tier


class CaseStatus(StrEnum):
    """Where a case stands."""

    UNREVIEWED = "unreviewed"
    RULED = "ruled"
    DISPUTED = "disputed"
    """An observer objects; the board settles it."""
    NO_CONSENSUS = "no_consensus"
    """The team could not agree; the board settles it."""
    PAPER_OUT = "paper_out"
    RULED_BY_BOARD = "ruled_by_board"
    REOPENED = "reopened"

    @property
    def counts(self) -> bool:
        """Whether the current ruling counts in the tally."""
        return self in {CaseStatus.RULED, CaseStatus.RULED_BY_BOARD}

    @property
    def for_board(self) -> bool:
        """Whether the case waits for the board."""
        return self in {CaseStatus.DISPUTED, CaseStatus.NO_CONSENSUS, CaseStatus.PAPER_OUT}

    @property
    def label(self) -> str:
        """The words shown to people."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    CaseStatus.UNREVIEWED: "Not ruled yet",
    CaseStatus.RULED: "Ruled",
    CaseStatus.DISPUTED: "Objection: to the board",
    CaseStatus.NO_CONSENSUS: "Not agreed: to the board",
    CaseStatus.PAPER_OUT: "Waiting for the paper",
    CaseStatus.RULED_BY_BOARD: "Ruled by the board",
    CaseStatus.REOPENED: "Reopened",
}


@dataclass(frozen=True, slots=True)
class RulingMade:
    """A ruling was recorded at ``entry``."""

    entry: int
    item: int
    tier: Tier
    disposition: Disposition
    votes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ObjectionFiled:
    """An observer objected at ``entry``; from showing to batch close, ruled or not."""

    entry: int


@dataclass(frozen=True, slots=True)
class ObjectionWithdrawn:
    """The objection filed at ``objection`` was withdrawn by its maker."""

    entry: int
    objection: int


@dataclass(frozen=True, slots=True)
class Reopened:
    """Two different officers reopened the case."""

    entry: int


Event = RulingMade | ObjectionFiled | ObjectionWithdrawn | Reopened


@dataclass(frozen=True, slots=True)
class Effective:
    """What stands for a case after all its events."""

    status: CaseStatus
    ruling: RulingMade | None
    """The latest ruling, whether or not it counts."""
    objections: tuple[int, ...] = ()
    """Entries of objections still open."""

    @property
    def counting(self) -> RulingMade | None:
        """The ruling that counts, or ``None`` while the machine's reading stands."""
        return self.ruling if self.status.counts else None


def effective(events: Iterable[Event]) -> Effective:
    """Fold a case's events, in record order, into what stands now."""
    ruling: RulingMade | None = None
    open_objections: list[int] = []
    reopened = False
    for event in events:
        match event:
            case RulingMade():
                ruling = event
                reopened = False
                if event.tier is Tier.BOARD:
                    # The board's ruling settles every objection made before it.
                    open_objections.clear()
            case ObjectionFiled(entry):
                open_objections.append(entry)
            case ObjectionWithdrawn(_, objection):
                open_objections = [o for o in open_objections if o != objection]
            case Reopened():
                reopened = True
    status = _status(ruling, reopened=reopened, disputed=bool(open_objections))
    return Effective(status, ruling, tuple(open_objections))


def _status(ruling: RulingMade | None, *, reopened: bool, disputed: bool) -> CaseStatus:
    if reopened:
        return CaseStatus.REOPENED
    if ruling is not None and ruling.disposition is Disposition.PAPER:
        return CaseStatus.PAPER_OUT
    if ruling is not None and not ruling.disposition.settles:
        return CaseStatus.NO_CONSENSUS
    if disputed:
        return CaseStatus.DISPUTED
    if ruling is None:
        return CaseStatus.UNREVIEWED
    return CaseStatus.RULED_BY_BOARD if ruling.tier is Tier.BOARD else CaseStatus.RULED
