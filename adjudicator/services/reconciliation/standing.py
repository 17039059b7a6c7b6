"""How far a recount is from balance, for whoever only passes by: Overview, and ``status``."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level
from adjudicator.domain.wording import count
from adjudicator.services.errors import Refusal
from adjudicator.services.reconciliation.report import read_carried
from adjudicator.services.reconciliation.words import heading, short_words
from adjudicator.services.recount import Recount


@dataclass(frozen=True, slots=True)
class Standing:
    """What differs now."""

    sentence: str = ""
    """What differs and is not explained by the board; empty where nothing is."""
    short: Mapping[int, int] = field(default_factory=dict)
    """By batch that states a difference: how much is missing, negative what is too much."""


def read_standing(recount: Recount) -> Standing:
    """Look what differs; that images are lost is told by itself, and not looked for here."""
    try:
        lines, stated = read_carried(recount, ())
    except Refusal as refused:
        return Standing(str(refused))
    motions = recount.state.data.motions.values()
    explained = {m.target["batch"] for m in motions if m.effect == "explain"}
    waiting = []
    for line in lines:
        batches = stated.by_line.get((line.level, line.place), ())
        if line.differs and not (batches and explained.issuperset(batches)):
            waiting.append(line)
    return Standing(
        _sentence(recount, waiting),
        {number: shortage.number for number, shortage in stated.shortages.items()},
    )


def _sentence(recount: Recount, waiting: list[Line]) -> str:
    """The first place that differs, and how many others do."""
    precincts = [line for line in waiting if line.level is Level.PRECINCT]
    wide = [line for line in waiting if line.level is Level.CONTEST]
    if not (precincts or wide):
        return ""
    contests = len(recount.state.data.contests)
    first = (precincts or wide)[0]
    told = f"{heading(recount.election, first.place, contests=contests)}: "
    told += short_words(recount.election, first)
    more = len(precincts) - 1
    others = f" {count(more, 'other precinct')} {'differs' if more == 1 else 'differ'} too."
    return told + others if more > 0 else told
