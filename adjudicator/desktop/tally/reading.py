"""What the Tally screen shows, read in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import Contest, Election
from adjudicator.domain.reconciliation.places import Place
from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED, ContestTally, Figure
from adjudicator.domain.wording import count
from adjudicator.services.behind import Part
from adjudicator.services.duplicates import LinkedPair, linked_pairs
from adjudicator.services.orders.locks import refiled, refiled_sentence
from adjudicator.services.orders.lots import lot_motions
from adjudicator.services.outcome_words import (
    headline,
    outcome_sentences,
    outside_sentences,
)
from adjudicator.services.outcomes import ContestOutcome, outcomes
from adjudicator.services.progress import partial_words, precincts_closed
from adjudicator.services.reconciliation.standing import Balances
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import TallyLine, part_lines, tally_lines
from adjudicator.services.tallying_objections import SideTally, tallies_with_objections
from adjudicator.storage.queries.cases import list_batches


class By(StrEnum):
    """What is kept apart."""

    WHOLE = ""
    PRECINCT = "precinct"
    GROUP = "grp"
    LOT = "lot"

    @property
    def label(self) -> str:
        """The words in the box."""
        return _LABELS[self]


_LABELS = {
    By.WHOLE: "Each contest",
    By.PRECINCT: "By precinct",
    By.GROUP: "By counting group",
    By.LOT: "By lot",
}


_NAMED = 6
"""Pairs named under the figures; the command names all of them."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of a contest's figures."""

    name: str
    bucket: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class TallyView:
    """Every line, and what they are headed with."""

    lines: tuple[TallyLine, ...]
    heading: str
    closed_only: bool
    sides: tuple[SideTally, ...] = ()
    """Each side with objections open: the tally if they were all upheld."""
    outcomes: Mapping[str, ContestOutcome] = field(default_factory=dict)
    """Every contest as a whole, by its id."""
    motions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By lot, the sentences of the motions that let it in or took it out."""
    pairs: tuple[LinkedPair, ...] = ()
    """Originals and duplicates, which count once."""
    refiled: Mapping[str, str] = field(default_factory=dict)
    """Of contests whose first returns are filed again, by id: what is said of them."""

    @property
    def contests(self) -> tuple[ContestTally, ...]:
        """Every contest as a whole."""
        return tuple(one.line.tally for one in self.outcomes.values())


def read_tally(recount: Recount, by: By) -> TallyView:
    """The figures by that part; of closed batches only while any is open."""
    with recount.reading() as connection:
        batches = list_batches(connection)
        still_open = not batches or not all(b.is_closed for b in batches)
        lines = (
            part_lines(connection, recount.election, by.value, closed_only=still_open)
            if by.value
            else tally_lines(connection, recount.election, closed_only=still_open)
        )
    found = outcomes(recount, closed_only=still_open)
    closed, precincts = precincts_closed(batches)
    heading = partial_words(closed, precincts, still_open=still_open)
    return TallyView(
        tuple(lines),
        heading,
        still_open,
        tallies_with_objections(recount, closed_only=still_open),
        {one.outcome.contest.id: one for one in found},
        lot_motions(recount) if by is By.LOT else {},
        linked_pairs(recount) if by is By.LOT else (),
        {c: refiled_sentence(recount, c) for c in refiled(recount.state)},
    )


def balance_of(line: TallyLine, balances: Balances, election: Election) -> str:
    """What the reconciliation says of a line; lots are told apart by the Tally alone."""
    place = Place(line.tally.contest.id, line.precinct, line.group)
    return "" if line.lot else balances.words(election, place)


def part_of(line: TallyLine) -> Part:
    """The part of the pile a line stands for."""
    return Part(line.tally.contest.id, line.precinct, line.group, line.lot, line.outside)


def figure_rows(tally: ContestTally) -> list[FigureRow]:
    """The choices in ballot order, then over- and undervotes and unqualified write-ins."""
    contest = tally.contest
    rows = [FigureRow(contest.choice(c).name, c, figure) for c, figure in tally.choices]
    rows.append(FigureRow("Overvotes", OVER, tally.over))
    if tally.writeins_as_under:
        return [*rows, FigureRow("Undervotes and unqualified write-ins", UNDER, tally.under)]
    rows.append(FigureRow("Undervotes", UNDER, tally.under))
    rows.append(FigureRow("Unqualified write-ins", UNQUALIFIED, tally.unqualified))
    return rows


def sum_words(line: TallyLine, row: FigureRow, view: TallyView) -> str:
    """``Ada Palm: Second returns 30,599 + found by hand 11 = 30,610``."""
    again = line.tally.contest.id in view.refiled
    return f"{row.name}: {headline(line, row.figure, refiled=again)}"


@dataclass(frozen=True, slots=True)
class EndWords:
    """What stands under the figures."""

    margin: str
    outcome: str
    outside: str


def end_words(line: TallyLine, view: TallyView) -> EndWords:
    """Of a contest its outcome and what could change it; of a part of it, who leads there."""
    found = view.outcomes.get(line.tally.contest.id)
    if found is None:
        return EndWords(margin_words(line.tally), "", "")
    if line.precinct or line.group or line.lot:
        told = [*view.motions.get(line.lot, ()), *outside_sentences(found)]
        told += _pair_words(view.pairs) if line.lot == Lot.AWAITING_DUPLICATE else ()
        return EndWords(margin_words(line.tally), "", "\n".join(told))
    before, after, outcome, *rest = outcome_sentences(found)
    told = [*outside_sentences(found), *rest]
    return EndWords(f"{before}\n{after}", outcome, "\n".join(told))


def _pair_words(pairs: Sequence[LinkedPair]) -> list[str]:
    more = len(pairs) - _NAMED
    told = [pair.words for pair in pairs[:_NAMED]]
    return [*told, f"And {count(more, 'more pair')}."] if more > 0 else told


def margin_words(tally: ContestTally) -> str:
    """Who leads whom by how much, before and after."""
    before = _margin(tally.contest, {c: f.before for c, f in tally.choices})
    after = _margin(tally.contest, {c: f.after for c, f in tally.choices})
    if before is None or after is None:
        return "Margin: there is nobody to compare with."
    return f"Margin before: {before}. After: {after}."


def leader_words(tally: ContestTally) -> str:
    """Who leads whom by how much, as the figures stand after every ruling."""
    found = _margin(tally.contest, {c: f.after for c, f in tally.choices})
    return found or "there is nobody to compare with"


def _margin(contest: Contest, votes: dict[str, int]) -> str | None:
    order = sorted(votes.items(), key=lambda item: -item[1])
    if len(order) <= contest.seats:
        return None
    (winner, most), (loser, least) = order[contest.seats - 1], order[contest.seats]
    if most == least:
        return f"{contest.choice(winner).name} and {contest.choice(loser).name} are tied"
    names = f"{contest.choice(winner).name} ahead of {contest.choice(loser).name}"
    return f"{names} by {most - least:,}"


def footing_words(tally: ContestTally) -> str:
    """Whether votes, over- and undervotes and write-ins make ballots times the votes allowed."""
    match tally.balanced:
        case True:
            return f"Foots: yes, on {count(tally.ballots or 0, 'ballot')}."
        case False:
            return f"Foots: NO. The figures do not make {tally.ballots:,} ballots."
        case _:
            return "Foots: not checked. The machine's counts carry no number of ballots."
