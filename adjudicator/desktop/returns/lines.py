"""The words of one contest in the list: two short lines to a cell."""

from fractions import Fraction

from adjudicator.domain.canvass.tiers import Line, NotOrdered, Tier
from adjudicator.domain.rulepack import Scope
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.services.canvass.canvassing import Canvassed, urgency
from adjudicator.services.canvass.gaps import choices_read
from adjudicator.services.canvass.telling import percent, threshold_words, votes
from adjudicator.services.canvass.writing import final_words

_SCOPES = {
    Scope.FEDERAL: "federal",
    Scope.STATE: "state",
    Scope.MULTICOUNTY: "several counties",
    Scope.LOCAL: "of the county",
}
_WHY_NOT = {
    NotOrdered.STAGE: "none at this stage",
    NotOrdered.OPTED_OUT: "none: all declined",
    NotOrdered.TOO_FEW: "none: too few",
    NotOrdered.INCOMPLETE: "none yet: not whole",
}
_LETTERS = 20
"""Of a name in the list; the whole name stands beside it."""
_FURTHEST = 1 << 40


def title_words(found: Canvassed) -> str:
    """Title, where it is voted on, and what its answer lacks or has from people."""
    more = [_SCOPES[found.scope]]
    final = final_words(found)
    if final != "yes":
        more.append("not final" if final == "no" else final)
    if found.opted_out or found.seats_told:
        more.append("told by people")
    return f"{found.title}\n{', '.join(more)}"


def leader_words(found: Canvassed) -> str:
    """Who is ahead and who is next; with several seats the last to win and the first to lose."""
    result = found.result
    if result is None or not result.ranked:
        return "nobody can tell"
    ranked = result.ranked[result.seats - 1 : result.seats + 1] or result.ranked[-1:]
    return "\n".join(f"{c.votes:,}  {_cut(c.name)}" for c in ranked)


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}\u2026"


def margin_words(found: Canvassed) -> str:
    """The margin in votes, and as a share."""
    gives = found.assessment
    if gives is None or gives.margin is None or gives.share is None:
        return "\u2013"
    words = votes(gives.margin).removesuffix(" votes").removesuffix(" vote")
    return f"{words}\n{percent(gives.share)}"


def cast_words(found: Canvassed) -> str:
    """Votes cast, and over- and undervotes where the returns say."""
    if found.result is not None:
        over, under = found.result.over, found.result.under
    else:
        over, under = found.sums.get(OVER), found.sums.get(UNDER)
    flagged = "not given" if over is None or under is None else f"{over + under:,}"
    return f"{by_votes(found):,}\n{flagged}"


def lines_words(found: Canvassed) -> str:
    """How many votes the margin is inside or outside each line."""
    gives = found.assessment
    lines = (gives.machine, gives.manual) if gives is not None else ()
    return "\n".join(_line(line) for line in lines if line is not None) or "\u2013"


def _line(line: Line) -> str:
    side = "inside" if line.inside else "outside"
    return f"{threshold_words(line.threshold)}: {abs(line.away):,} {side}"


def ordered_words(found: Canvassed) -> str:
    """What the margin gives; what is ordered and by whom, or why nothing is."""
    gives = found.assessment
    if gives is None:
        return "cannot be told"
    if gives.so_far:
        margin = "cannot be told" if gives.margin is None else f"so far {gives.tier.value}"
        return f"{margin}\n{_WHY_NOT[NotOrdered.INCOMPLETE]}"
    if gives.tier is Tier.NONE:
        return "none, if all\nare in" if found.unsure else "none"
    if gives.ordered is not Tier.NONE:
        by = "board" if found.scope is Scope.LOCAL else "state"
        return f"{gives.tier.value}\n{by} orders {gives.ordered.value}"
    why = gives.not_ordered
    return f"{gives.tier.value}\n{'none' if why is None else _WHY_NOT[why]}"


def narrowed(found: Canvassed, text: str) -> bool:
    """Whether every word stands in the title, the name of a choice, or that of a county."""
    names = (choice.name for choice in choices_read(found))
    there = " ".join((found.title, *names, *found.counties)).casefold()
    return all(word in there for word in text.casefold().split())


def by_share(found: Canvassed) -> Fraction:
    """The order of margins: the closest first, those without one last."""
    gives = found.assessment
    return Fraction(2) if gives is None or gives.share is None else gives.share


def by_votes(found: Canvassed) -> int:
    """The order of votes cast."""
    return sum(choice.votes for choice in choices_read(found))


def by_line(found: Canvassed) -> int:
    """The order of the distance from the machine recount's line, the furthest inside first."""
    gives = found.assessment
    return _FURTHEST if gives is None or gives.machine is None else -gives.machine.away


def by_order(found: Canvassed) -> tuple[int, Fraction]:
    """What is ordered first."""
    return urgency(found)
