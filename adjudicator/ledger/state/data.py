"""The memory of the fold, and the questions asked of it.  Only ``apply`` functions write."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NoReturn

from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import Person, are_different, majority_of, presiding
from adjudicator.domain.rulings import Tier
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.errors import Refused
from adjudicator.ledger.piles import BatchKey
from adjudicator.ledger.state.board import BoardData
from adjudicator.ledger.state.evidence import Evidence
from adjudicator.ledger.state.model import (
    AttestState,
    Batch,
    CaseState,
    Enrolled,
    ImportState,
    KeyInfo,
    MotionState,
    Objection,
    Outcome,
    Policy,
    RulingAct,
    Session,
)
from adjudicator.ledger.state.tree import Tree

_ACCEPTED: Final = Lot.ACCEPTED


def refuse(code: str, what: str, todo: str) -> NoReturn:
    """Refuse an act.

    :raises Refused: always.
    """
    raise Refused(code, what, todo)


class RecordData(BoardData):
    """Everything the record says so far, in the shape the append rules need."""

    def __init__(self, evidence: Evidence) -> None:
        """Start before entry 0."""
        super().__init__()
        self.evidence = evidence
        self.tree = Tree()
        self.skipped = 0
        """Checks the entry at hand could not be put to, for the evidence is withheld."""
        self.origin = ""
        self.policy: Policy | None = None
        self.contests: tuple[str, ...] = ()
        self.constituted: int | None = None
        self.keys: dict[int, KeyInfo] = {}
        self.publics: set[bytes] = set()
        self.people: dict[str, Enrolled] = {}
        self.sessions: dict[tuple[str, str], Session] = {}
        """The open ones, by person and station."""
        self.observers: frozenset[str] = frozenset()
        """Observers in attendance, at whatever station, or at none."""
        self.waived: set[frozenset[str]] = set()
        self.imports: dict[int, ImportState] = {}
        self.piles: dict[int, str] = {}
        """Pile entries and their roots."""
        self.pile_imports: dict[int, tuple[int, ...]] = {}
        self.rows_withheld = False
        """Whether the row of some case is unknown, so that batches and lots are not all known."""
        self.cases: dict[str, CaseState] = {}
        self.order: list[str] = []
        """The seals of all cases; a case's place is its position here plus 1."""
        self.sheets: dict[tuple[str, str], str] = {}
        """``(contest, sheet)`` of every case whose import stands."""
        self.batches: dict[int, Batch] = {}
        self.batch_numbers: dict[BatchKey, int] = {}
        self.released_lots: set[tuple[int, str]] = set()
        self.rulings: dict[int, RulingAct] = {}
        self.objections: dict[int, Objection] = {}
        self.attests: dict[int, AttestState] = {}
        self.struck: set[int] = set()
        """Answers their owners struck out at a close."""
        self.motions: dict[int, MotionState] = {}

    # People ------------------------------------------------------------------------------

    @property
    def rules(self) -> Policy:
        """The policy; only asked for once entry 0 stands."""
        if self.policy is None:
            refuse("order", "the record is not open yet", "Open the recount first.")
        return self.policy

    def active(self, person: str) -> Enrolled | None:
        """The person, if enrolled and not removed."""
        enrolled = self.people.get(person)
        return enrolled if enrolled is not None and enrolled.active else None

    def board(self) -> list[Person]:
        """The seats of the board, by person id (the order of the roster)."""
        return [e.person for _, e in sorted(self.people.items()) if e.active and e.person.on_board]

    def present_ids(self) -> frozenset[str]:
        """Everyone in attendance."""
        return frozenset(name for name, e in self.people.items() if e.present)

    def quorum(self) -> bool:
        """Whether enough of the board is in attendance."""
        present = self.present_ids()
        return sum(p.id in present for p in self.board()) >= self.rules.quorum

    def presiding(self) -> Person | None:
        """Who presides now."""
        return presiding(self.board(), self.present_ids())

    def majority(self) -> int:
        """How many of the board's seats, empty ones among them, are a majority."""
        return majority_of(len(self.board()) + len(self.vacant))

    def different(self, first: Person, second: Person) -> bool:
        """Whether two people may act together: different under the policy, or waived."""
        if are_different(first, second, self.rules.different):
            return True
        waived = any({first.id, second.id} <= people for people in self.waived)
        return waived and first.id != second.id

    def sessions_at(self, station: str) -> list[Session]:
        """Who is signed in at a station, by person id."""
        return [s for (_, at), s in sorted(self.sessions.items()) if at == station]

    # Cases -------------------------------------------------------------------------------

    def is_void(self, case: CaseState) -> bool:
        """Whether the case's import has been declared void."""
        if case.import_ is not None:
            return self.imports[case.import_].voided is not None
        return all(self.imports[i].voided is not None for i in self.pile_imports[case.pile])

    def lot_counts(self, import_: int, lot: str) -> bool:
        """Whether a lot stands in the totals: accepted or released, and not isolated."""
        taken_in = lot == _ACCEPTED or (import_, lot) in self.released_lots
        return taken_in and (import_, lot) not in self.isolated_lots

    def is_released(self, case: CaseState) -> bool:
        """Whether the case's lot stands in the totals; taken for granted if its row is withheld."""
        if case.lot is None:
            return True
        if case.import_ is not None:
            return self.lot_counts(case.import_, case.lot)
        return any(self.lot_counts(i, case.lot) for i in self.pile_imports[case.pile])

    def is_locked(self, case: CaseState) -> bool:
        """Whether an order stops all work on the case: isolated by itself, or contest suspended."""
        return case.seal in self.isolated_cases or case.contest in self.suspended

    def scope(self, batches: Iterable[int]) -> list[CaseState]:
        """The cases a close of these batches covers: not closed yet, released, not void.

        A case isolated by itself is left to a further close, as one of a lot not released is.
        """
        cases = (self.cases[seal] for n in batches for seal in self.batches[n].cases)
        return [
            c
            for c in cases
            if c.closed is None
            and self.is_released(c)
            and c.seal not in self.isolated_cases
            and not self.is_void(c)
        ]

    # The board's docket ------------------------------------------------------------------

    def before_board(self, case: CaseState) -> bool:
        """Whether the case waits for the board, closed or not.

        That is: an objection is open; a second look saw it otherwise; its ruling does not settle
        it; or it was reopened and its ruling is the board's, as every ruling is in one tier; or
        its batch was closed before anybody ruled on it.  In one tier also: it has no ruling.
        """
        if case.objections or case.seal in self.looked_unlike:
            return True
        if case.current is None:
            return self.rules.tiers == 1 or case.closed is not None
        reopened = case.reopened is not None and case.tier == Tier.BOARD
        return reopened or not case.settled

    def majority_value(self, case: CaseState) -> Outcome | None:
        """The outcome the board has voted for in this sitting, on the case as it stands now.

        More than half of the seats, absent members among them, hold it as their newest vote; the
        votes are of people who hold seats now.  ``None`` if no outcome has that; votes against
        without an outcome, and abstentions, make none.
        """
        best = self.votes_for(case).most_common(1)
        return best[0][0] if best and best[0][1] >= self.majority() else None

    def votes_for(self, case: CaseState) -> Counter[Outcome]:
        """How many seats each outcome has, by the votes :meth:`majority_value` goes by."""
        values = (value for _, value in self.votes_on(case))
        return Counter(value for value in values if value is not None and value.settles)

    def votes_on(self, case: CaseState) -> tuple[tuple[str, Outcome | None], ...]:
        """What those who hold a seat voted on the case as it stands, in the order of the roster.

        ``None``: abstained.
        """
        cast = self.votes.get(case.seal, {})
        found = ((seat.id, cast.get(seat.id)) for seat in self.board() if cast)
        return tuple(
            (person, vote.value)
            for person, vote in found
            if vote is not None and vote.prior == case.current
        )

    def add_batch(self, number: int, key: BatchKey | None) -> Batch:
        """The batch of that number, made if it is new."""
        return self.batches.setdefault(number, Batch(number, key))


Effect = tuple[Callable[[RecordData, Body], None], Callable[[RecordData, int, Body], None]]
"""An effect of a motion: may its target be moved now; and what carrying it at an entry changes."""
