"""What counts now: one pure function over everything that happened to a case.

``unreviewed -> ruled -> (disputed | no consensus | paper out) -> ruled by the board``, and from
either kind of ruling to ``reopened`` and on to a further ruling.  Only *ruled*, *ruled by the
board* and *seen otherwise* count; otherwise the machine's reading stands and the case shows as
pending in every total.  A second look changes no ruling: where it saw a case otherwise, its ruling
goes on counting until the board rules on it anew.

A case waits for the board when its ruling does not settle it, when an objection to it is open, or
when it was reopened after the board had ruled.  Steps of its paper change nothing here.  A case
isolated by order counts nowhere and waits for nobody until it is released; whatever else happened
to it is kept.  A batch may be closed over a case nobody ruled on, because an objection to it waited
for the board; if that is withdrawn afterwards, the case still waits for the board, for no team can
take it up any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
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
    """To be ruled on again: by the board if the board had ruled, else by a team."""
    SEEN_OTHERWISE = "seen_otherwise"
    """A second look saw something else; its ruling counts until the board settles it."""
    CLOSED_UNRULED = "closed_unruled"
    """Its batch was closed before anybody ruled on it, and no objection waits any more."""
    ISOLATED = "isolated"
    """Locked by order of the board or a court; nothing of it counts."""

    @property
    def counts(self) -> bool:
        """Whether the current ruling counts in the tally."""
        return self in _COUNTING

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
    CaseStatus.SEEN_OTHERWISE: "Seen otherwise by a second look: to the board",
    CaseStatus.CLOSED_UNRULED: "Closed without a ruling: to the board",
    CaseStatus.ISOLATED: "Isolated by order",
}
_COUNTING = frozenset({CaseStatus.RULED, CaseStatus.RULED_BY_BOARD, CaseStatus.SEEN_OTHERWISE})
_FOR_BOARD = frozenset(
    {
        CaseStatus.DISPUTED,
        CaseStatus.NO_CONSENSUS,
        CaseStatus.PAPER_OUT,
        CaseStatus.SEEN_OTHERWISE,
        CaseStatus.CLOSED_UNRULED,
    }
)


def waits_for_board(status: CaseStatus, tier: Tier | None) -> bool:
    """Whether the board of a recount with two tiers has to rule on a case.

    :param tier: who made the ruling it has; ``None`` without one.
    """
    return status in _FOR_BOARD or (status == CaseStatus.REOPENED and tier == Tier.BOARD)


def waits_for_team(status: CaseStatus, tier: Tier | None) -> bool:
    """Whether a team has to rule on a case before it counts; ``tier`` as above."""
    open_ = status in {CaseStatus.UNREVIEWED, CaseStatus.REOPENED}
    return open_ and not waits_for_board(status, tier)


class ObjectionOutcome(StrEnum):
    """How the board decided an objection."""

    UPHELD = "upheld"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class RulingMade:
    """A ruling was recorded at ``entry``."""

    entry: int
    item: int
    tier: Tier
    disposition: Disposition
    votes: frozenset[str]
    decided: tuple[tuple[int, ObjectionOutcome], ...] = ()
    """The objections this ruling decides, by entry, each with its outcome."""


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


@dataclass(frozen=True, slots=True)
class SeenOtherwise:
    """A second look saw something else than the ruling says."""

    entry: int


@dataclass(frozen=True, slots=True)
class Isolated:
    """The board locked this single case by order."""

    entry: int


@dataclass(frozen=True, slots=True)
class Released:
    """The board let an isolated case in again."""

    entry: int


Event = (
    RulingMade
    | ObjectionFiled
    | ObjectionWithdrawn
    | Reopened
    | SeenOtherwise
    | Isolated
    | Released
)


@dataclass(frozen=True, slots=True)
class Effective:
    """What stands for a case after all its events."""

    status: CaseStatus
    ruling: RulingMade | None
    """The latest ruling, whether or not it counts."""
    objections: tuple[int, ...] = ()
    """Entries of objections still open."""
    decided: tuple[tuple[int, ObjectionOutcome], ...] = ()
    """Objections the board decided, with the outcome, in the order they were decided."""
    reopened: int | None = None
    """The entry that reopened it, until it is ruled on again."""
    isolated: int | None = None
    """The order that isolates it, until it is released."""
    seen_otherwise: int | None = None
    """The second look that saw something else, until it is ruled on again."""

    @property
    def counting(self) -> RulingMade | None:
        """The ruling that counts, or ``None`` while the machine's reading stands."""
        return self.ruling if self.status.counts else None


def effective(events: Iterable[Event], *, closed: bool = False) -> Effective:
    """Fold a case's events, in record order, into what stands now.

    :param closed: whether a close covers the case now.
    """
    ruling: RulingMade | None = None
    waiting: list[int] = []
    decided: list[tuple[int, ObjectionOutcome]] = []
    reopened: int | None = None
    isolated: int | None = None
    seen: int | None = None
    for event in events:
        match event:
            case RulingMade():
                ruling, reopened, seen = event, None, None
                decided += [pair for pair in event.decided if pair[0] in waiting]
                named = {objection for objection, _ in event.decided}
                # The board's ruling settles every objection made before it.
                board = event.tier is Tier.BOARD
                waiting = [] if board else [o for o in waiting if o not in named]
            case ObjectionFiled(entry):
                waiting.append(entry)
            case ObjectionWithdrawn(_, objection):
                waiting = [o for o in waiting if o != objection]
            case Reopened(entry):
                reopened = entry
            case SeenOtherwise(entry):
                seen = entry
            case Isolated(entry):
                isolated = entry
            case Released():
                isolated = None
    now = Effective(
        CaseStatus.ISOLATED, ruling, tuple(waiting), tuple(decided), reopened, isolated, seen
    )
    return now if isolated is not None else replace(now, status=_standing(now, closed=closed))


def _standing(now: Effective, *, closed: bool) -> CaseStatus:
    """Where a case stands that no order isolates."""
    reopened, disputed = now.reopened is not None, bool(now.objections)
    status = _status(now.ruling, reopened=reopened, disputed=disputed)
    if status.counts and now.seen_otherwise is not None:
        return CaseStatus.SEEN_OTHERWISE
    if closed and status is CaseStatus.UNREVIEWED:
        return CaseStatus.CLOSED_UNRULED
    return status


def _status(ruling: RulingMade | None, *, reopened: bool, disputed: bool) -> CaseStatus:
    """What waits for the board comes first: reopening such a case does not send it to a team."""
    if ruling is not None and ruling.disposition is Disposition.PAPER:
        return CaseStatus.PAPER_OUT
    if ruling is not None and not ruling.disposition.settles:
        return CaseStatus.NO_CONSENSUS
    if disputed:
        return CaseStatus.DISPUTED
    if reopened:
        return CaseStatus.REOPENED
    if ruling is None:
        return CaseStatus.UNREVIEWED
    return CaseStatus.RULED_BY_BOARD if ruling.tier is Tier.BOARD else CaseStatus.RULED
