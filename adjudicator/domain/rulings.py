"""Rulings: what people said about a case, and which rulings the state's standards allow.

A ruling states the *complete* set of votes that count in that contest on that sheet.  Nothing here
chooses one; :func:`check_ruling` only refuses what the rule pack does not allow, in words.
"""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.election import ChoiceKind, Contest
from adjudicator.domain.readings import Condition, MachineReading, condition_of
from adjudicator.domain.rulepack import Clause, RulePack


class Disposition(StrEnum):
    """What kind of ruling it is (record format, section 11, *Item*)."""

    VOTE = "vote"
    NOTHING_MARKED = "nothing_marked"
    MARKS_DO_NOT_COUNT = "marks_do_not_count"
    TOO_MANY = "too_many"
    WRITE_IN = "writein"
    NO_CONSENSUS = "no_consensus"
    PAPER = "paper"
    SAME_BALLOT_AS = "same_ballot_as"

    @property
    def settles(self) -> bool:
        """Whether a ruling of this kind counts; the others leave the case waiting."""
        return self in _SETTLING


_SETTLING = frozenset(
    {
        Disposition.VOTE,
        Disposition.NOTHING_MARKED,
        Disposition.MARKS_DO_NOT_COUNT,
        Disposition.TOO_MANY,
        Disposition.WRITE_IN,
    }
)


class Consistency(StrEnum):
    """How the other contests of the ballot are marked, answered before a (4)(c) clause."""

    UNMARKED = "unmarked"
    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class RevisionReason(StrEnum):
    """Why a team revises a ruling it has recorded."""

    WRONG_KEY = "wrong_key"
    SAW_MORE = "saw_more"
    AFTER_OBJECTION = "after_objection"
    FROM_PAPER = "from_paper"
    WORDS = "words"


class EvidenceKind(StrEnum):
    """What the people looked at."""

    IMAGE = "image"
    PAPER = "paper"
    FORM = "form"


class Tier(StrEnum):
    """Who ruled."""

    TEAM = "team"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling on one case."""

    disposition: Disposition
    votes: frozenset[str] = frozenset()
    """The complete set of choices that count after this ruling (write-in lines included)."""
    consistency: Consistency | None = None
    clause: str | None = None
    words: str | None = None
    """Written words exactly as they stand on the paper, where the clause needs them."""
    reason: RevisionReason | None = None
    evidence: EvidenceKind = EvidenceKind.IMAGE
    same_as: str | None = None


class RulingRefused(ValueError):  # noqa: N818 - a refusal is the word people read
    """The standards do not allow this ruling; the message says which and what to do."""


def check_ruling(
    ruling: Ruling,
    contest: Contest,
    machine: MachineReading,
    rules: RulePack,
    *,
    condition: Condition | None = None,
) -> None:
    """Refuse a ruling the standards do not allow.

    :param condition: why the machine flagged the case; ``None`` takes it from the reading.
    :raises RulingRefused: with a sentence for the person at the keyboard.
    """
    _check_votes(ruling, contest, machine)
    clause = _clause_of(ruling, rules)
    if clause is None:
        return
    if ruling.disposition.value not in clause.dispositions:
        raise RulingRefused(
            f"Clause {clause.number} is not a reason for this ruling. Choose another clause."
        )
    flagged = condition or condition_of(machine)
    if clause.conditions and flagged is not None and flagged.value not in clause.conditions:
        raise RulingRefused(
            f"Clause {clause.number} does not settle a contest the machine read as "
            f"{flagged.label.lower()}. Look at the whole ballot and choose another clause."
        )
    _check_consistency(ruling, clause, rules)
    if clause.needs_words and not (ruling.words or "").strip():
        raise RulingRefused(
            f"Clause {clause.number} needs the written words. Type them exactly as they stand."
        )


def _check_votes(ruling: Ruling, contest: Contest, machine: MachineReading) -> None:
    unknown = sorted(v for v in ruling.votes if not contest.has_choice(v))
    if unknown:
        raise RulingRefused(f"{contest.title} has no choice {unknown[0]!r}.")
    if len(ruling.votes) > contest.seats:
        raise RulingRefused(
            f"{contest.title} allows {contest.seats}; this ruling states {len(ruling.votes)} votes."
        )
    match ruling.disposition:
        case Disposition.VOTE if not ruling.votes:
            raise RulingRefused("A vote needs a choice. Press the number of the choice.")
        case Disposition.WRITE_IN if not _names_a_line(ruling, contest):
            raise RulingRefused("A write-in ruling names the write-in line it stands on.")
        case Disposition.TOO_MANY if ruling.votes:
            raise RulingRefused("When too many are marked, no vote counts in this contest.")
        case Disposition.NOTHING_MARKED if machine.over:
            raise RulingRefused(
                "The machine read too many marks here, so something is marked. Press O if they "
                "stand as too many, or N if they do not count."
            )
        case Disposition.NOTHING_MARKED if ruling.votes != machine.votes:
            raise RulingRefused(
                "\u201cNothing marked\u201d adds no vote and takes none away. To take away a vote "
                "the machine counted, press N and give the clause."
            )
        case Disposition.MARKS_DO_NOT_COUNT:
            extra = ruling.votes - machine.votes
            if extra:
                raise RulingRefused(
                    "This ruling adds no vote, but states one the machine did not count."
                )
        case _:
            pass


def _names_a_line(ruling: Ruling, contest: Contest) -> bool:
    return any(contest.choice(vote).kind is ChoiceKind.WRITE_IN for vote in ruling.votes)


def _clause_of(ruling: Ruling, rules: RulePack) -> Clause | None:
    if not ruling.disposition.settles or ruling.disposition is Disposition.NOTHING_MARKED:
        if ruling.clause is not None:
            raise RulingRefused("This ruling takes no clause.")
        return None
    if ruling.clause is None:
        raise RulingRefused("Choose the clause of the standards this ruling rests on.")
    clause = rules.clause(ruling.clause)
    if clause is None:
        raise RulingRefused(f"The rule pack {rules.id} has no clause {ruling.clause!r}.")
    return clause


def _check_consistency(ruling: Ruling, clause: Clause, rules: RulePack) -> None:
    if not clause.consistency:
        return
    if ruling.consistency is None:
        raise RulingRefused(
            "Look at the whole ballot first: say how the other contests are marked."
        )
    if ruling.consistency.value not in clause.consistency:
        raise RulingRefused(
            f"Clause {clause.number} does not apply when the other contests are "
            f"{rules.consistency_label(ruling.consistency.value)}."
        )


def taken_away(ruling: Ruling, machine: MachineReading) -> frozenset[str]:
    """Machine-counted votes this ruling takes away; a person confirms these separately."""
    if not ruling.disposition.settles:
        return frozenset()
    return machine.votes - ruling.votes
