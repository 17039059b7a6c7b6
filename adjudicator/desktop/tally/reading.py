"""What the Tally screen shows, read in one go."""

from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import Contest, CountingGroup, Election
from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED, ContestTally, Figure
from adjudicator.services.behind import Part
from adjudicator.services.orders.locks import refiled, refiled_sentence
from adjudicator.services.progress import partial_words, precincts_closed
from adjudicator.services.recount import Recount
from adjudicator.services.tallying import TallyLine, tally_lines
from adjudicator.services.tallying_objections import SideTally, tallies_with_objections
from adjudicator.storage.queries.cases import list_batches
from adjudicator.storage.queries.imports import released_lots


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
    released: frozenset[str]
    """Lots inside the totals."""
    sides: tuple[SideTally, ...] = ()
    """Each side with objections open: the tally if they were all upheld."""
    contests: tuple[ContestTally, ...] = ()
    """Every contest as a whole, beside which those stand."""
    refiled: tuple[tuple[str, str], ...] = ()
    """Of contests whose first returns are filed again, by id: what is said of them."""


def read_tally(recount: Recount, by: By) -> TallyView:
    """The figures by that part; of closed batches only while any is open."""
    with recount.reading() as connection:
        batches = list_batches(connection)
        still_open = not batches or not all(b.is_closed for b in batches)
        lines = tally_lines(
            connection,
            recount.election,
            by=(by.value,) if by.value else (),
            closed_only=still_open,
            every_lot=by is By.LOT,
        )
        whole = tally_lines(connection, recount.election, closed_only=still_open)
        lots = {lot for _, lot in released_lots(connection)} | {Lot.ACCEPTED.value}
    closed, precincts = precincts_closed(batches)
    heading = partial_words(closed, precincts, still_open=still_open)
    return TallyView(
        tuple(lines),
        heading,
        still_open,
        frozenset(lots),
        tallies_with_objections(recount, closed_only=still_open),
        tuple(line.tally for line in whole),
        tuple((c, refiled_sentence(recount, c)) for c in refiled(recount.state)),
    )


def part_of(line: TallyLine) -> Part:
    """The part of the pile a line stands for."""
    return Part(line.tally.contest.id, line.precinct, line.group, line.lot)


def part_words(line: TallyLine, election: Election, released: frozenset[str]) -> str:
    """The part in words: the precinct, the group, or the lot with whether it counts."""
    if line.precinct:
        return election.precinct(line.precinct).name
    if line.group:
        known = line.group in {g.value for g in CountingGroup}
        return CountingGroup(line.group).label if known else "All groups together"
    if line.lot:
        outside = "" if line.lot in released else ", outside every total"
        return f"{Lot(line.lot).label}{outside}"
    return "All"


def figure_rows(tally: ContestTally) -> list[FigureRow]:
    """The choices in ballot order, then over- and undervotes and unqualified write-ins."""
    contest = tally.contest
    rows = [FigureRow(contest.choice(c).name, c, figure) for c, figure in tally.choices]
    rows.append(FigureRow("Overvotes", OVER, tally.over))
    if tally.writeins_as_under:
        return [*rows, FigureRow("Undervotes, write-ins not qualified", UNDER, tally.under)]
    rows.append(FigureRow("Undervotes", UNDER, tally.under))
    rows.append(FigureRow("Write-ins not qualified", UNQUALIFIED, tally.unqualified))
    return rows


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


def balance_words(tally: ContestTally) -> str:
    """Whether votes, over- and undervotes and write-ins make ballots times the votes allowed."""
    match tally.balanced:
        case True:
            return f"Balanced: yes, on {tally.ballots:,} ballots."
        case False:
            return f"Balanced: NO. The figures do not make {tally.ballots:,} ballots."
        case _:
            return "Balanced: not checked. The machine's counts carry no number of ballots."
