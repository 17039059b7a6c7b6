"""The people, contests, rules and sheets of the small record that tests build on."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any

from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.domain.people import Role
from adjudicator.domain.rulepack import Clause, PackPolicies, RulePack, Thresholds
from adjudicator.ledger.manifests import Line, ManifestSummary

SENATE = Contest("senate", "U.S. Senate", (Choice("ann", "Ann"), Choice("bob", "Bob")))
COUNCIL = Contest(
    "council",
    "Council",
    (
        Choice("eddy", "Eddy"),
        Choice("hill", "Hill"),
        Choice("line1", "Write-in", ChoiceKind.WRITE_IN),
    ),
    seats=2,
)
PEOPLE = {
    "kelly": (Role.CHAIR, None),
    "lewis": (Role.MEMBER, "rep"),
    "moore": (Role.MEMBER, "dem"),
    "clerk1": (Role.CLERK, None),
    "ada": (Role.TEAM, "rep"),
    "ben": (Role.TEAM, "dem"),
    "ortiz": (Role.OBSERVER, "rep"),
    "lee": (Role.OBSERVER, "dem"),
}
RULES = RulePack(
    id="test-rules",
    title="Rules for tests",
    state="FL",
    source="invented",
    note="",
    thresholds=Thresholds(Fraction(1, 200), Fraction(1, 400)),
    clauses=(
        Clause(
            "a1",
            "(4)(a)",
            "as instructed",
            "",
            verified=True,
            dispositions=("vote", "writein"),
            conditions=("blank", "undervote"),
        ),
        Clause("n1", "(5)", "no vote", "", verified=True, dispositions=("marks_do_not_count",)),
        Clause(
            "c1",
            "(4)(c)1",
            "circled",
            "",
            verified=True,
            dispositions=("vote",),
            consistency=("unmarked", "same"),
        ),
        Clause(
            "c15",
            "(4)(c)15",
            "words",
            "",
            verified=True,
            dispositions=("vote",),
            consistency=("unmarked", "same"),
            needs_words=True,
        ),
        Clause("r6", "(6)", "overvote", "", verified=True, dispositions=("too_many",)),
    ),
    policies=PackPolicies(frivolous_flag=False),
    consistency_labels=(),
)
CLAUSES = {"vote": "a1", "writein": "a1", "marks_do_not_count": "n1", "too_many": "r6"}
"""A clause for each ruling that rests on one."""
STATION = "t1"


def a_hash(text_: str) -> str:
    """The SHA-256 of a word, where any hash will do."""
    return sha256(text_.encode()).hexdigest()


def a_sheet(
    number: int,
    *conditions: tuple[str, str],
    lot: str = "accepted",
    batch: str = "7",
    votes: Sequence[str] = (),
    over: int = 0,
) -> Line:
    """A manifest line; ``conditions`` are ``(contest, condition)`` of flagged contests.

    The machine read ``votes`` and ``over`` in each of them.
    """
    machine = {"votes": list(votes), "over": over, "under": int(not over), "marks": []}
    return {
        "sheet": f"box/1/{batch}/{number}",
        "ballot": f"b-{number}",
        "precinct": "101",
        "group": "election_day",
        "batch": batch,
        "position": number,
        "lot": lot,
        "images": [a_hash(f"front {number}"), a_hash(f"back {number}")],
        "contests": [[contest, what, machine] for contest, what in conditions],
        "salt": a_hash(f"salt {number}")[:32],
    }


SHEETS = (
    a_sheet(1, ("senate", "blank")),
    a_sheet(2, ("senate", "overvote"), ("council", "undervote")),
    a_sheet(3, ("senate", "blank")),
    a_sheet(4, ("senate", "blank")),
    a_sheet(5, ("senate", "blank"), lot="not_counted"),
    a_sheet(6, ("council", "blank"), batch="8"),
)


class SceneEvidence:
    """Openings and files in memory; anything may be taken out to act as withheld."""

    def __init__(self) -> None:
        self.rule_pack: RulePack | None = RULES
        self.contests: dict[str, Contest] = {c.id: c for c in (SENATE, COUNCIL)}
        self.rows: dict[str, Mapping[str, Any]] = {}
        self.piles: dict[str, Sequence[str]] = {}
        self.manifests: dict[str, ManifestSummary] = {}
        self.tallies: dict[int, str] = {}

    def rules(self) -> RulePack | None:
        return self.rule_pack

    def contest(self, contest_id: str) -> Contest | None:
        return self.contests.get(contest_id)

    def row(self, seal: str) -> Mapping[str, Any] | None:
        return self.rows.get(seal)

    def pile_seals(self, root: str) -> Sequence[str] | None:
        return self.piles.get(root)

    def manifest(self, digest: str) -> ManifestSummary | None:
        return self.manifests.get(digest)

    def tally_hash(self, size: int) -> str | None:
        return self.tallies.get(size)
