"""What Review needs from the record, and the values that pass between them.

Everything of :class:`ReviewDesk` runs on the serial queue of the record; the image loader runs on
the pool of images.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from adjudicator.desktop.ballot.found import Found
from adjudicator.desktop.ballot.pane import BallotSide
from adjudicator.domain.cases import CaseRow
from adjudicator.domain.election import Contest
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.policy import AttestPolicy
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Ruling
from adjudicator.services.attesting import Answer, Attestation, Objection
from adjudicator.services.locating.findings import CaseFinding
from adjudicator.services.shown import AsShown


@dataclass(frozen=True, slots=True)
class RecordedRuling:
    """A ruling that stands in the record."""

    number: str
    """The case's number."""
    entry: int
    ruling: Ruling
    sentence: str
    before: str = ""
    """The sentence of the ruling that stood before a reopening, told once this one stands."""


@dataclass(frozen=True, slots=True)
class FiledObjection:
    """An objection that stands in the record."""

    label: str
    """Such as ``R-014``."""
    entry: int
    person: str
    number: str
    sentence: str
    """``Objection R-014, Ortiz (REP): should be a vote for Fetterhoff. To the board.``"""
    late: bool = False
    """Made after the close: it sends no case to the board."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as Review shows it."""

    number: str
    """Its number, ``417K``."""
    seal: str
    """The case's name in the record."""
    row: CaseRow
    contest: Contest
    sides: tuple[BallotSide, ...]
    precinct: str
    """The precinct's name."""
    batch: int
    place: int
    """Place in the batch's order of work, from 1."""
    of: int
    """How many cases the batch has."""
    status: CaseStatus = CaseStatus.UNREVIEWED
    last: RecordedRuling | None = None
    """The current ruling."""
    objections: tuple[FiledObjection, ...] = ()
    """Objections still open."""
    late: tuple[FiledObjection, ...] = ()
    """Objections made after the close, which wait for nobody and can be taken back."""
    note: str = ""
    """What the source says about this case."""
    located: str = ""
    """Such as ``located 40/40, residual 0.4 px, print 99.9 %``."""
    ink_kept: bool = False
    """Whether the opening keeps measured ink from people until this ballot is ruled on."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of every contest of the election, by its id."""
    barred: str = ""
    """Why nothing can be ruled here now (a lot not released, a closed batch); empty if it can."""
    blind: bool = False
    """Reopened and not ruled on again: the old ruling is not shown, so ``last`` is ``None``."""
    can_reopen: bool = False
    """Whether two officers may reopen it."""
    standing: int | None = None
    """The entry of the ruling that stands, also where it is not shown."""
    paper: str = ""
    """Where the paper was and is, such as ``paper on the table 21:20 (Ira Stone)``."""
    paper_seen: bool = True
    """Whether the paper has been on the table, so that a ruling may be made from it."""
    unseen: str = ""
    """Why a side of it cannot be shown; found out on the screen, never in the record."""
    shown: AsShown | None = None
    """What of it was read for the screen: what is said of it is said of that."""
    finding: CaseFinding | None = None
    """Where the contest stands and what ink is in it; ``None`` while nobody has looked."""

    @property
    def found(self) -> Found | None:
        """What a screen may know of the finding now."""
        if self.finding is None:
            return None
        return Found.of(self.finding, kept=self.ink_kept)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A case in the order of work."""

    number: str
    status: CaseStatus


@dataclass(frozen=True, slots=True)
class Worklist:
    """A batch, in the shuffled order of work."""

    title: str
    """Such as ``Precinct 214 · VBM batch 31``."""
    items: tuple[WorkItem, ...]
    on_forms: tuple[str, ...] = ()
    """The same cases by number in the order of the paper forms."""


@dataclass(frozen=True, slots=True)
class SeatView:
    """A team member's seat."""

    person: str
    name: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class ObserverView:
    """An observer's seat."""

    person: str
    name: str
    party: str
    state: Attestation | None
    """About the last ruling of the batch: one of the five states; ``None``: at the table, and no
    ruling was made here that this observer could answer."""
    unanswered: int = 0
    """Rulings since the last answer."""
    asked: bool = False
    """Whether they are asked for their answer now, as the opening fixed it."""

    @property
    def away(self) -> bool:
        """Whether the observer is not at the table."""
        return self.state is Attestation.ABSENT


@dataclass(frozen=True, slots=True)
class StationView:
    """Who sits here, and how the record stands."""

    proposer: SeatView | None
    partner: SeatView | None
    observers: tuple[ObserverView, ...] = ()
    team_problem: str = ""
    """Why the two may not rule together; empty if they may."""
    copy_state: str = ""
    """Such as ``copy ok``."""
    closes: str = ""
    """Such as ``closes 14:10``."""
    record_code: str = ""
    attest: AttestPolicy = AttestPolicy.PAGE
    """When observers are asked."""


class ObserversDesk(Protocol):
    """The record, as the observers of a station use it: at a table, or where the board rules.

    Every method raises :class:`~adjudicator.services.errors.Refusal` with a sentence when something
    cannot be done; then nothing was changed.
    """

    def answer(self, person: str, answer: Answer) -> int:
        """Answer every ruling since this observer's last answer; how many there were."""
        ...

    def case(self, number: str) -> CaseView:
        """A case by its number, anywhere in the recount."""
        ...

    def file_objection(self, person: str, case: CaseView, objection: Objection) -> FiledObjection:
        """File an objection to a case, ruled or not, as it was shown.

        :raises ChangedMeanwhile: it stands differently by now.
        """
        ...

    def withdraw(self, objection: FiledObjection) -> None:
        """Withdraw an objection; its maker does."""
        ...

    def attend(self, person: str, *, away: bool) -> None:
        """Note an observer as away from the table, or back."""
        ...

    def station(self) -> StationView:
        """Who sits here now."""
        ...


class ReviewDesk(ObserversDesk, Protocol):
    """The record, as Review uses it; what cannot be done is refused as there."""

    @property
    def rules(self) -> RulePack:
        """The rule pack of this recount; fixed at opening, so any thread may ask."""
        ...

    def worklist(self) -> Worklist:
        """The batch being worked on."""
        ...

    def last_ruled(self) -> str | None:
        """The number of the case the team at this station ruled on last in this batch."""
        ...

    def record(self, case: CaseView, ruling: Ruling, members: tuple[str, str]) -> RecordedRuling:
        """Record a ruling both members have agreed on."""
        ...

    def say_wrong_place(self, case: CaseView, members: tuple[str, ...]) -> None:
        """Note that the outline shown for a case is in the wrong place."""
        ...


class Aside(Protocol):
    """What may stand in the place of the panel for a while."""

    def take(self, name: str) -> bool:
        """A key of the panel, without ``review.``; whether it was for what stands there."""
        ...
