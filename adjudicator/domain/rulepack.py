"""A state's standards as data: thresholds, clauses, what each clause needs, policies.

The pack is fixed when a record is opened (its bytes are hashed in entry 0), so the rules cannot
change under a recount.  :mod:`adjudicator.domain.rulepack_reader` reads one from TOML.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from adjudicator.domain.canvass.deadlines import Deadline


class Scope(StrEnum):
    """Where an office is voted on; s. 102.166(1), Fla. Stat.: that decides who orders a recount."""

    FEDERAL = "federal"
    STATE = "state"
    MULTICOUNTY = "multicounty"
    LOCAL = "local"
    """In one county; offices of one name in two counties are two contests."""


@dataclass(frozen=True, slots=True)
class Office:
    """What a state's law says of the offices whose names begin alike."""

    match: str
    """How the office's name begins in returns: ``Amendment No.``."""
    scope: Scope
    statewide: bool = False
    """Whether every county votes on it."""
    measure: bool = False
    """Whether it is approved or rejected: a measure, or the retention of a judge."""
    approval: Fraction = Fraction(1, 2)
    """Share of the votes a measure needs."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of the votes cast for a contest at or below which a recount is due."""

    machine: Fraction
    """At or below: a machine recount of every ballot, s. 102.141(7), Fla. Stat."""
    manual: Fraction
    """At or below: a manual recount of over- and undervotes, s. 102.166, Fla. Stat."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause of the standards."""

    id: str
    number: str
    """As the rule numbers it, ``(4)(c)1``."""
    title: str
    """A few words for the picture."""
    text: str
    """The clause in our words; *not* the official wording unless ``verified``."""
    verified: bool
    """Whether a readable source confirmed number and content; else shown as "unverified text"."""
    dispositions: tuple[str, ...]
    """Which rulings may rest on it."""
    consistency: tuple[str, ...] = ()
    """Answers to the consistency question under which it applies; empty: not asked."""
    conditions: tuple[str, ...] = ()
    """Machine conditions it can settle (``blank``, ``overvote`` ...); empty: all of them."""
    needs_words: bool = False
    with_strike_out: bool = False
    """Whether it may be chosen when a mark is struck out beside another mark."""
    sketch: str = ""
    """The drawing of our own ballot renderer that shows it."""

    @property
    def grants_vote(self) -> bool:
        """Whether a vote can rest on it."""
        return "vote" in self.dispositions or "writein" in self.dispositions

    @property
    def caption(self) -> str:
        """Number and title, with the warning where the text is not verified."""
        return self.number if self.verified else f"{self.number} · unverified text"


@dataclass(frozen=True, slots=True)
class PackPolicies:
    """What the state's practice sets for every recount under this pack."""

    frivolous_flag: bool
    """Whether an objection can be marked frivolous (Minnesota); off in Florida."""


@dataclass(frozen=True, slots=True)
class RulePack:
    """The standards of one state at one time."""

    id: str
    title: str
    state: str
    source: str
    note: str
    thresholds: Thresholds
    clauses: tuple[Clause, ...]
    policies: PackPolicies
    consistency_labels: tuple[tuple[str, str], ...]
    offices: tuple[Office, ...] = ()
    counties: tuple[str, ...] = ()
    """Every county that returns are due from."""
    deadlines: tuple[Deadline, ...] = ()
    zones: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names of the time zones by county; the county ``""`` stands for all that are not named."""

    def zones_of(self, county: str) -> tuple[str, ...]:
        """Names of the time zones of a county, such as ``America/New_York``; empty if not told."""
        known = {name.casefold(): zones for name, zones in self.zones}
        return known.get(county.casefold(), known.get("", ()))

    def office(self, name: str) -> Office | None:
        """What the pack says of an office of that name: the longest beginning that fits."""
        fitting = [o for o in self.offices if name.casefold().startswith(o.match.casefold())]
        return max(fitting, key=lambda office: len(office.match), default=None)

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of that id, if the pack has it."""
        return next((c for c in self.clauses if c.id == clause_id), None)

    def consistency_label(self, answer: str) -> str:
        """The words for an answer to the consistency question."""
        return dict(self.consistency_labels).get(answer, answer)

    def offered(
        self,
        disposition: str,
        *,
        consistency: str | None = None,
        strike_out: bool = False,
        condition: str | None = None,
    ) -> tuple[Clause, ...]:
        """Clauses that may be chosen for this ruling, in the pack's order.

        ``consistency`` is the answer given, or ``None`` while it has not been asked: then only the
        clauses that do not ask for it are offered.  ``condition``: why the machine flagged the
        case.
        """
        return tuple(
            clause
            for clause in self.clauses
            if disposition in clause.dispositions
            and (not clause.consistency or consistency in clause.consistency)
            and (clause.with_strike_out or not strike_out)
            and (condition is None or not clause.conditions or condition in clause.conditions)
        )
