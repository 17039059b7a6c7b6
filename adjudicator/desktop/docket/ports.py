"""What the docket needs from the record, and the values that pass between them.

Everything of :class:`BoardDesk` runs on the serial queue of the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review.ports import CaseView, RecordedRuling
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Ruling


class Voice(StrEnum):
    """What a member says to a proposal."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return {"for": "for", "against": "against", "abstain": "abstains"}[self.value]


@dataclass(frozen=True, slots=True)
class DocketLine:
    """One case that waits for the board."""

    number: str
    why: str
    """Such as ``Objection R-014`` or ``Not agreed``."""
    precinct: str
    deferred: bool = False
    locked: str = ""
    """Why nothing can be ruled on here now, such as an order; empty if it can."""


@dataclass(frozen=True, slots=True)
class DocketGroup:
    """Cases that are like one another, so that they are ruled alike."""

    title: str
    lines: tuple[DocketLine, ...]


@dataclass(frozen=True, slots=True)
class Docket:
    """What waits for the board, or the first page of it."""

    groups: tuple[DocketGroup, ...]
    waiting: int
    """How many cases wait in all, those listed among them."""
    objections: str = ""
    """How many each party and candidate made, and what became of them."""


@dataclass(frozen=True, slots=True)
class MemberView:
    """A seat of the board, in the order of the roster."""

    person: str
    name: str
    party: str
    here: bool
    """In attendance."""
    signed_in: bool
    """Signed in at this station, so that the key works."""
    presiding: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """Who sits, and whether they may vote."""

    members: tuple[MemberView, ...] = ()
    quorum: str = ""
    """Such as ``Quorum 2 of 3: Judge Kelly since 19:02, Lewis since 19:10``."""
    problem: str = ""
    """Why nothing can be recorded now; empty if it can."""
    sitting: str = ""
    """Such as ``14 votes in this sitting, not signed yet``."""
    record_code: str = ""
    recess: str = ""
    """``In recess until 7:00 a.m.``; empty while the board sits."""


@dataclass(frozen=True, slots=True)
class BoardCase:
    """One case as the board sees it."""

    view: CaseView
    call: str
    """The line read aloud."""
    claims: tuple[str, ...] = ()
    """Each open objection in its sentence, for the public display; the call names them too."""
    clause_text: str = ""
    votes: tuple[tuple[str, str], ...] = ()
    """Votes given in this sitting, ``(person, words)``, in the order of the roster."""
    like: str = ""
    """Such as ``Like this so far: 3 a vote, 9 no vote``."""
    paper: str = ""
    """Where the paper is; empty if it was not sent for."""
    locked: str = ""
    """The sentence of the order that locks it; empty if none does."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """An open objection that asks for no outcome, so that the presiding member decides it."""

    entry: int
    sentence: str
    """As it is read aloud: ``Objection R-002, Ortiz (REP): procedure or view. To the board.``."""


@dataclass(frozen=True, slots=True)
class RejectedObjection:
    """An objection the board has rejected, which may be marked frivolous."""

    entry: int
    words: str
    """Such as ``R-014, Ortiz (REP): should not count``."""


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How the vote on a proposal stands."""

    voices: tuple[tuple[str, Voice], ...]
    """By person, only those who have voted on this proposal."""
    majority: bool
    waiting: tuple[str, ...]
    """Names of those in attendance who have not voted."""
    words: str
    """Such as ``2 to 1, Lewis dissents``."""
    put: int = 0
    """Where in the record the vote on this putting began: the next key goes on from there."""
    given: tuple[tuple[str, str], ...] = ()
    """What each member said last in this sitting of the case shown, as :attr:`BoardCase.votes`."""
    undecided: tuple[Undecided, ...] = ()
    """What the presiding member has to say before this proposal's ruling is recorded."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of recording the majority's ruling."""

    rulings: tuple[RecordedRuling, ...]
    """Of each case ruled on."""
    left: tuple[CaseView, ...] = ()
    """Those of a group that could not be recorded; the votes on them stand."""
    problem: str = ""
    """Why they could not, and what is recorded; empty if nothing is left."""


class BoardDesk(Protocol):
    """The record, as the docket uses it.

    Every method raises :class:`~adjudicator.services.errors.Refusal` with a sentence when something
    cannot be done; then nothing was changed.
    """

    @property
    def rules(self) -> RulePack:
        """The rule pack of this recount."""
        ...

    def docket(self, most: int) -> Docket:
        """What waits for the board, like with like.

        :param most: of the cases nobody has ruled on, where the board rules on all of them.
        """
        ...

    def case(self, number: str) -> BoardCase:
        """A case by its number."""
        ...

    def board(self) -> BoardView:
        """Who sits here now."""
        ...

    def vote(
        self,
        person: str,
        cases: Sequence[CaseView],
        ruling: Ruling,
        voice: Voice,
        put: int | None = None,
    ) -> VoteCount:
        """Record a member's vote on a proposal for one case, or for a group of like ones.

        :param put: what the first vote on this putting gave as :attr:`VoteCount.put`; ``None``:
            this is the first, and nothing said before counts.
        """
        ...

    def settle(
        self, cases: Sequence[CaseView], ruling: Ruling, put: int, decided: Mapping[int, bool]
    ) -> Settled:
        """Record the majority's ruling, signed by the presiding member.

        :param put: as the votes on it gave it.
        :param decided: whether each objection that asks for no outcome is upheld, by entry.

        Of a group over several batches a part may be recorded and the rest refused: then what is
        left is told, and nothing is raised.
        """
        ...

    def like(self, case: CaseView) -> tuple[CaseView, ...]:
        """The cases of this one's group, itself first: those one vote may settle."""
        ...

    def take_out(self, cases: Sequence[CaseView], number: str, person: str) -> None:
        """Note that somebody asks for one case to be taken out of a group."""
        ...

    def defer(self, case: CaseView) -> bool:
        """Put the case off, or take it up again if it was; whether it is put off now."""
        ...

    def send_for_paper(self, case: CaseView) -> str:
        """Request the paper of a case, as the presiding member or the clerk.

        :returns: a sentence that tells who sent for it, and where the pull slip is.
        """
        ...

    def rejected(self, case: CaseView) -> tuple[RejectedObjection, ...]:
        """The objections to a case that may be marked frivolous.

        None, unless the standards know such a thing.
        """
        ...

    def mark_frivolous(self, entry: int, words: str) -> str:
        """Mark an objection frivolous, with the presiding member's key; what was done, in words."""
        ...

    def precedents(self, case: CaseView, ruling: Ruling | None) -> tuple[PrecedentView, ...]:
        """Rulings made before in like situations, the newest first."""
        ...
