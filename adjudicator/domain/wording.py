"""The sentence a ruling is: what people read before they record it, and in every log afterwards."""

from collections.abc import Sequence

from adjudicator.domain.election import Contest
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import Disposition, EvidenceKind, Ruling, taken_away

_FIXED = {
    Disposition.NO_CONSENSUS: "We cannot agree: to the board",
    Disposition.PAPER: "Image not good enough: fetch the paper",
    Disposition.SAME_BALLOT_AS: "Same ballot as another",
    Disposition.NOTHING_MARKED: "No vote: nothing is marked in this contest",
    Disposition.MARKS_DO_NOT_COUNT: "No vote: marks do not count",
    Disposition.TOO_MANY: "Too many marked: no vote in this contest",
}


def count(number: int, one: str, many: str = "") -> str:
    """``1 case``, ``1,212 cases``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted(number: int, many: str) -> str:
    """``1 manifest``, ``3 manifests``: of words that are at hand in the plural."""
    return count(number, many.removesuffix("s"), many)


def join_names(names: Sequence[str]) -> str:
    """``Eddy``, ``Eddy and Hill``, ``Eddy, Hill and Bell``."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def names_of(contest: Contest, votes: frozenset[str]) -> str:
    """The names of those choices in ballot order."""
    return join_names([c.name for c in contest.in_ballot_order(votes)])


def ruling_sentence(
    ruling: Ruling, contest: Contest, machine: MachineReading, rules: RulePack
) -> str:
    """One sentence that says the whole ruling.

    ``Vote for Patrick Henry under (4)(c)1: name circled; other contests marked the same way.``
    """
    parts = [_head(ruling, contest, machine)]
    clause = rules.clause(ruling.clause) if ruling.clause else None
    if clause is not None:
        title = clause.title[:1].lower() + clause.title[1:]
        parts[0] += f" under {clause.number}: {title}"
    if ruling.consistency is not None:
        parts.append(f"other contests {rules.consistency_label(ruling.consistency.value)}")
    if ruling.words:
        parts.append(f"words: \u201c{ruling.words}\u201d")
    if ruling.evidence is EvidenceKind.PAPER:
        parts.append("from the paper")
    elif ruling.evidence is EvidenceKind.FORM:
        parts.append("from the paper form")
    lost = taken_away(ruling, machine)
    if lost:
        parts.append(f"takes away the machine's vote for {names_of(contest, lost)}")
    return "; ".join(parts) + "."


def _head(ruling: Ruling, contest: Contest, machine: MachineReading) -> str:
    match ruling.disposition:
        case Disposition.VOTE:
            return f"Vote for {names_of(contest, ruling.votes)}"
        case Disposition.WRITE_IN:
            named = frozenset(c.id for c in contest.named_choices) & ruling.votes
            beside = f"; beside it {names_of(contest, named)}" if named else ""
            return f"Write-in vote, not for a qualified candidate{beside}"
        case Disposition.NOTHING_MARKED if ruling.votes:
            return f"Nothing more marked: the vote for {names_of(contest, ruling.votes)} stands"
        case Disposition.MARKS_DO_NOT_COUNT if ruling.votes & machine.votes:
            kept = names_of(contest, ruling.votes)
            return f"No further vote: marks do not count; the vote for {kept} stands"
        case other:
            return _FIXED[other]


def machine_sentence(contest: Contest, machine: MachineReading) -> str:
    """What the machine counted, for the head of the ruling panel."""
    if machine.over:
        return f"Machine: too many marked ({contest.seats} allowed)"
    if not machine.votes:
        return f"Machine: 0 of {contest.seats}"
    left = contest.seats - len(machine.votes)
    rest = "no vote left" if not left else "one vote left" if left == 1 else f"{left} votes left"
    return f"Machine already counted {names_of(contest, machine.votes)}; {rest}"
