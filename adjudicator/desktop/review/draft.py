"""A ruling in the making: offered and refused by the standards, never chosen by the program.

A :class:`Draft` is a value; :func:`~adjudicator.desktop.review.drafting.press` gives the next one.
What is missing before it can be proposed is :attr:`Draft.problem`; what it says is
:attr:`Draft.sentence`.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.domain.readings import Condition, MachineReading, condition_of
from adjudicator.domain.rulepack import Clause, RulePack
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
    Ruling,
    RulingRefused,
    check_ruling,
    taken_away,
)
from adjudicator.domain.wording import names_of, ruling_sentence

CLAUSES_PER_PAGE = 6
"""Pictures on one page of the panel, the same at every size so that keys do not move."""
VOTING = frozenset({Disposition.VOTE, Disposition.WRITE_IN})
CONSISTENCY_ANSWERS = (
    Consistency.UNMARKED,
    Consistency.SAME,
    Consistency.DIFFERENT,
    Consistency.UNKNOWN,
)
"""In the order of the digits."""


class Page(StrEnum):
    """What the panel asks."""

    REASON = "reason"
    SEE = "see"
    CONSISTENCY = "consistency"
    CLAUSE = "clause"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the case before anybody presses a key."""

    contest: Contest
    machine: MachineReading
    rules: RulePack
    barred: str = ""
    """Why nothing can be drafted now, as a sentence."""
    flagged: Condition | None = None
    """Why the machine flagged the case, if the source says."""
    evidence: EvidenceKind = EvidenceKind.IMAGE
    """What is looked at unless somebody says otherwise: the images, or a batch's paper forms."""
    paper_seen: bool = True
    """Whether the paper of the case has been on the table."""
    unseen: str = ""
    """Why a side cannot be shown: then the board or the paper is all that is left."""

    @property
    def several(self) -> bool:
        """Whether the contest allows more than one vote: digits then toggle."""
        return self.contest.seats > 1

    @property
    def condition(self) -> str | None:
        """Why the machine flagged the case, as the source or its reading tells."""
        found = self.flagged or condition_of(self.machine)
        return None if found is None else found.value


@dataclass(frozen=True, slots=True)
class Draft:
    """A ruling in the making."""

    facts: Facts
    page: Page = Page.SEE
    disposition: Disposition | None = None
    chosen: frozenset[str] = frozenset()
    """What the people say is marked, beginning with the machine's votes."""
    consistency: Consistency | None = None
    clause: str | None = None
    wanted: str | None = None
    """A clause that waits for the consistency answer it needs."""
    words: str = ""
    struck_out: bool = False
    confirmed: frozenset[str] = frozenset()
    """Machine-counted votes whose taking away was confirmed."""
    reason: RevisionReason | None = None
    evidence: EvidenceKind = EvidenceKind.IMAGE
    sides_shown: bool = False
    """Whether every side was on the screen; the consistency question waits for it."""
    pointer: int = 0
    narrowed: str = ""
    """Letters that narrow a long list of choices."""
    clause_page: int = 0
    before: "Draft | None" = field(default=None, repr=False)
    """The draft before the last key, to take it back."""
    message: str = ""
    """Why the last key did nothing, or what to do next."""

    @classmethod
    def begin(cls, facts: Facts) -> "Draft":
        """A draft of a first ruling."""
        return cls(facts, chosen=facts.machine.votes, evidence=facts.evidence)

    @classmethod
    def revise(cls, facts: Facts) -> "Draft":
        """A draft that revises a recorded ruling: the reason comes first."""
        return replace(cls.begin(facts), page=Page.REASON)

    @property
    def unseen(self) -> bool:
        """Whether a side cannot be shown and the paper does not lie on the table instead."""
        return bool(self.facts.unseen) and self.evidence is EvidenceKind.IMAGE

    @property
    def sides_seen(self) -> bool:
        """Whether every side was on the screen, or lies on the table where one is missing."""
        return self.sides_shown or (bool(self.facts.unseen) and not self.unseen)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices on the list, narrowed if letters were typed."""
        wanted = self.narrowed.casefold()
        return tuple(c for c in self.facts.contest.choices if wanted in c.name.casefold())

    @property
    def revises(self) -> bool:
        """Whether a recorded ruling is being revised."""
        return self.page is Page.REASON or self.reason is not None

    @property
    def ruled_anew(self) -> bool:
        """Whether the reason is asked after the ruling, as for a reopened case."""
        return self.page is Page.REASON and self.disposition is not None

    @property
    def leaves_revision(self) -> bool:
        """Whether one step back leaves a revision where nothing of it was said yet."""
        return self.page is Page.REASON and self.before is None and not self.facts.barred

    @property
    def votes(self) -> frozenset[str]:
        """The complete set of votes that count after this ruling."""
        machine = self.facts.machine.votes
        match self.disposition:
            case Disposition.VOTE | Disposition.WRITE_IN:
                return self.chosen
            case Disposition.NOTHING_MARKED:
                return machine
            case Disposition.MARKS_DO_NOT_COUNT:
                return self.chosen & machine if self.facts.several else frozenset()
            case _:
                return frozenset()

    @property
    def offered(self) -> tuple[Clause, ...]:
        """The clauses that may be chosen, those that rest on the consistency answer first."""
        if self.disposition is None:
            return ()
        rules, disposition = self.facts.rules, self.disposition.value
        if self.disposition in VOTING:
            answer = None if self.consistency is None else self.consistency.value
            found = rules.offered(
                disposition,
                consistency=answer,
                strike_out=self.struck_out,
                condition=self.facts.condition,
            )
            return tuple(sorted(found, key=lambda c: not c.consistency))
        return tuple(
            clause
            for clause in rules.clauses
            if disposition in clause.dispositions
            and (clause.with_strike_out or not self.struck_out or clause.consistency)
        )

    @property
    def as_instructed(self) -> Clause | None:
        """The clause of a choice marked as instructed, while nothing else was said of the mark."""
        if self.disposition not in VOTING or self.consistency is not None or self.struck_out:
            return None
        plain = self.facts.rules.offered(str(self.disposition), condition=self.facts.condition)
        return next((c for c in plain if not c.needs_words and not c.consistency), None)

    @property
    def rests_on_others(self) -> bool:
        """Whether choices are made whose clause only the other contests can tell."""
        return self.page is Page.SEE and self.disposition in VOTING and self.clause_in_force is None

    @property
    def clause_in_force(self) -> Clause | None:
        """The clause chosen, or that of a choice marked as instructed."""
        if self.clause is not None:
            return self.facts.rules.clause(self.clause)
        return self.as_instructed if self.wanted is None else None

    @property
    def asks_words(self) -> bool:
        """Whether words are copied: the clause needs them, or the vote stands on a written name."""
        clause, contest = self.clause_in_force, self.facts.contest
        added = self.chosen - self.facts.machine.votes
        written = any(contest.choice(c).kind is ChoiceKind.WRITE_IN for c in added)
        return (clause is not None and clause.needs_words) or (
            self.disposition in VOTING and written
        )

    @property
    def words_come_first(self) -> bool:
        """Whether Return leads to the written words before anything can be proposed."""
        return self.asks_words and self.page in {Page.SEE, Page.CONSISTENCY} and not self.problem

    @property
    def ruling(self) -> Ruling | None:
        """The ruling as far as it is said; not yet checked."""
        if self.disposition is None:
            return None
        clause = self.clause_in_force
        settles, unknown = self.disposition.settles, self.consistency is Consistency.UNKNOWN
        return Ruling(
            disposition=self.disposition,
            votes=self.votes,
            consistency=self.consistency if settles or unknown else None,
            clause=None if clause is None else clause.id,
            words=(self.words.strip() or None) if self.asks_words else None,
            reason=self.reason,
            evidence=self.evidence,
        )

    @property
    def lost(self) -> frozenset[str]:
        """Machine-counted votes this draft takes away and nobody has confirmed yet."""
        ruling = self.ruling
        if ruling is None:
            return frozenset()
        return taken_away(ruling, self.facts.machine) - self.confirmed

    @property
    def problem(self) -> str:
        """What is missing before this can be proposed, as a sentence; empty if nothing is."""
        ruling = self.ruling
        if ruling is None:
            return "Say what you see first: press one of the keys on the right."
        if self.consistency is Consistency.UNKNOWN and ruling.disposition.settles:
            return "Not clear enough to tell: B sends it to the board, P fetches the paper."
        if self.page is Page.CLAUSE and ruling.clause is None:
            return "Choose the clause: press the digit of its picture."
        try:
            facts = self.facts
            check_ruling(ruling, facts.contest, facts.machine, facts.rules, condition=facts.flagged)
        except RulingRefused as refused:
            return str(refused)
        if self.lost:
            names = names_of(self.facts.contest, self.lost)
            return f"This takes away the machine's vote for {names}. Press Y to confirm that."
        return ""

    @property
    def sentence(self) -> str:
        """The ruling in words, as far as it is said."""
        ruling = self.ruling
        if ruling is None:
            return ""
        facts = self.facts
        return ruling_sentence(ruling, facts.contest, facts.machine, facts.rules)

    def refused(self, message: str) -> "Draft":
        """The same draft with a sentence about why a key did nothing."""
        return replace(self, message=message)


def disposition_of(contest: Contest, chosen: frozenset[str]) -> Disposition | None:
    """What choosing exactly these says: a vote, a write-in vote, or nothing yet."""
    if not chosen:
        return None
    kinds = {contest.choice(c).kind for c in chosen}
    return Disposition.WRITE_IN if kinds == {ChoiceKind.WRITE_IN} else Disposition.VOTE
