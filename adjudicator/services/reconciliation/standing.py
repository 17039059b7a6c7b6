"""How far a recount is from balance, for whoever only passes by: Overview, ``status``, Tally."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adjudicator.domain.election import Election
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level, Place
from adjudicator.domain.reconciliation.telling import telling
from adjudicator.domain.wording import count
from adjudicator.services.errors import Refusal
from adjudicator.services.reconciliation.headlines import balance_words, inner_words
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
    held: frozenset[int] = frozenset()
    """Batches that do not close before the board explains what differs."""
    blocked: bool = False
    """Whether nothing closes at all: the list that was kept cannot be read."""

    def holds(self, batch: int) -> bool:
        """Whether a batch does not close as things stand."""
        return self.blocked or batch in self.held


@dataclass(frozen=True, slots=True)
class Balances:
    """Every line at one moment, for whoever shows the figures of a place beside its balance."""

    lines: tuple[Line, ...] = ()
    trouble: str = ""
    """Why nothing could be held against the list that was kept."""

    def words(self, election: Election, place: Place) -> str:
        """``Balanced: NO (Reconciliation). 15 of 16 flagged ballots are here, 1 is missing.``.

        Empty where the reconciliation does not know the place.
        """
        if self.trouble:
            return f"Balanced: not checked (Reconciliation). {self.trouble}"
        return balance_words(election, self.lines, place)


def read_balances(recount: Recount) -> Balances:
    """Every line; images are not looked for."""
    try:
        lines, _ = read_carried(recount, ())
    except Refusal as refused:
        return Balances(trouble=str(refused))
    return Balances(lines)


def read_standing(recount: Recount) -> Standing:
    """Look what differs; that images are lost is told by itself, and not looked for here."""
    try:
        lines, stated = read_carried(recount, ())
    except Refusal as refused:
        return Standing(str(refused), blocked=True)
    motions = recount.state.data.motions.values()
    explained = {m.target["batch"] for m in motions if m.effect == "explain"}
    waiting = []
    for line in lines:
        batches = stated.by_line.get((line.level, line.place), ())
        if line.differs and not (batches and explained.issuperset(batches)):
            waiting.append(line)
    return Standing(
        _sentence(recount, lines, telling(lines, waiting)),
        {number: shortage.number for number, shortage in stated.shortages.items()},
        frozenset(stated.shortages) - explained,
    )


def _sentence(recount: Recount, lines: Sequence[Line], waiting: list[Line]) -> str:
    """The first place that differs, and how many others do."""
    if not waiting:
        return ""
    contests = len(recount.state.data.contests)
    first = waiting[0]
    if first.level not in {Level.PRECINCT, Level.CONTEST}:
        # Every precinct balances, and what differs inside them has names of its own.
        return " ".join(inner_words(recount.election, lines, waiting))
    told = f"{heading(recount.election, first.place, contests=contests)}: "
    told += short_words(recount.election, first)
    more = len(waiting) - 1
    kind = "precinct" if all(line.level is Level.PRECINCT for line in waiting) else "place"
    others = f" {count(more, f'other {kind}')} {'differs' if more == 1 else 'differ'} too."
    return told + others if more > 0 else told
