"""Sets the county's returns for a contest: the county's total, then every precinct and group."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import groupby

from adjudicator.domain.tally import ContestTally, Figure
from adjudicator.domain.wording import count
from adjudicator.interchange.papers.document import Document, Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.services.county_returns import (
    CountyReturns,
    ReturnsCell,
    county_returns,
    figures_of,
    sum_of,
    together,
    votes_found,
)
from adjudicator.services.orders.locks import refiled_sentence
from adjudicator.services.papers.record_papers import RecordPaper

FOUND = "Found by hand"
AFTER = "After"
FOOTS = {True: "yes", False: "NO", None: "not checked"}


def returns_paper(paper: RecordPaper, contest: str) -> Document:
    """The county's returns for a contest; headed *Partial* while it is open."""
    returns = county_returns(paper.recount, contest)
    title = returns.contest.title
    kind = "Official returns" if returns.official else "Partial returns"
    return Document(
        stamp=paper.stamp,
        kind=kind,
        about=title,
        title=title,
        subtitle=paper.subtitle,
        lead=_lead(returns),
        parts=(
            county_part(returns, refiled_sentence(paper.recount, contest)),
            *_lots(returns),
            *_by_precinct(paper, returns),
            _explained(returns),
        ),
    )


def _lead(returns: CountyReturns) -> str:
    basis = f"{returns.basis}, and the votes found by hand"
    if returns.closed is None:
        waiting = returns.total.pending
        cases = f" {count(waiting, 'case')} not settled yet." if waiting else ""
        return (
            f"{returns.state}. These are not the official returns: the contest is open, and only "
            f"closed batches are counted.{cases}"
        )
    number = f"entry {returns.closed:,}"
    return f"Official returns of the county: {basis}. The board closed the contest in {number}."


def county_part(returns: CountyReturns, said: str = "") -> Part:
    """The county's total, line by line, with what it has to come to.

    :param said: above it, such as that the first returns are filed again.
    """
    total = returns.total
    rows = [figure_cells(name, figure) for name, figure in figures_of(total)]
    whole = sum_of(total)
    rows.append(figure_cells("Together", whole))
    return Part(
        "The county",
        (said,) if said else (),
        grid=Grid(figure_columns(returns.basis), tuple(rows), totals=1, narrow=True),
        after=(*foots(total), f"Foots: {FOOTS[total.balanced]}."),
    )


def foots(tally: ContestTally) -> tuple[str, ...]:
    """What all figures have to add up to, before and after, in numbers."""
    if tally.ballots is None:
        return ("The returns tell no number of ballots, so nothing says whether they foot.",)
    seats = tally.contest.seats
    allowed = f" x {seats} votes" if seats > 1 else ""
    votes, whole = _votes(tally), sum_of(tally)

    def side(words: str, of: Callable[[Figure], int]) -> str:
        right = f"{tally.ballots:,} ballots{allowed}"
        sign = "=" if of(whole) == (tally.ballots or 0) * seats else "\u2260"
        return (
            f"{words}: {of(votes):,} votes + {of(tally.over):,} overvotes + {of(tally.under):,} "
            f"undervotes + {of(tally.unqualified):,} unqualified write-ins = {of(whole):,} "
            f"{sign} {right}."
        )

    return (
        side("Before", lambda figure: figure.before),
        side("After", lambda figure: figure.after),
    )


def figure_columns(basis: str, first: str = "") -> tuple[Column, ...]:
    """A name, and three columns of figures."""
    return (
        Column(first),
        *(Column(head, Kind.FIGURE, least=74) for head in (basis, FOUND, AFTER)),
    )


def figure_cells(name: str, figure: Figure) -> tuple[str, ...]:
    """``Ann Ash``, ``4,075``, ``+11``, ``4,086``."""
    return (name, *_three(figure))


def _three(figure: Figure) -> tuple[str, str, str]:
    change = f"{figure.change:+,}" if figure.change else "0"
    return f"{figure.before:,}", change, f"{figure.after:,}"


def _lots(returns: CountyReturns) -> Iterable[Part]:
    """The lots with their own subtotals, where there is more than one."""
    if len({lot for lot, _, _ in returns.lots}) < 2:  # noqa: PLR2004 - one lot is the total
        return
    rows = []
    for lot, tally, inside in returns.lots:
        before, change, after = _three(_votes(tally))
        ballots = "not known" if tally.ballots is None else f"{tally.ballots:,}"
        rows.append((lot.label, "yes" if inside else "no", ballots, before, change, after))
    columns = (
        Column("Lot"),
        Column("In the totals", Kind.SHORT),
        Column("Ballots", Kind.FIGURE),
        *(Column(head, Kind.FIGURE) for head in (returns.basis, FOUND, AFTER)),
    )
    said = "Votes for all choices together, by lot. A lot enters only by a motion of the board."
    yield Part("Lots", (said,), Grid(columns, tuple(rows)))


def _votes(tally: ContestTally) -> Figure:
    return reduce(Figure.plus, (figure for _, figure in tally.choices), Figure(0, 0))


# By precinct and group -------------------------------------------------------------------


def _by_precinct(paper: RecordPaper, returns: CountyReturns) -> Iterable[Part]:
    names = {p.id: p.name for p in paper.recount.election.precincts}
    rows = list(lines_of(returns.cells, names))
    keys = (Column("Precinct", Kind.SHORT), Column("Group", Kind.SHORT))
    short = ("Before", "Found", "After")
    figures = figures_of(returns.total)
    choices = len(returns.total.choices)
    votes = tuple(
        Column(head, Kind.FIGURE, group=name) for name, _ in figures[:choices] for head in short
    )
    yield Part(
        "Votes by precinct and counting group",
        (f"Before: {returns.basis.lower()}.",),
        Grid((*keys, *votes), table_of(rows, returns.total, slice(0, choices)), 1, keys=2),
    )
    rest = tuple(
        Column(head, Kind.FIGURE, group=name) for name, _ in figures[choices:] for head in short
    )
    ends = (
        Column("Ballots", Kind.FIGURE, group=" "),
        Column("Foots", Kind.SHORT, group=" "),
    )
    yield Part(
        "Overvotes, undervotes and footing by precinct and counting group",
        grid=Grid(
            (*keys, *rest, *ends),
            table_of(rows, returns.total, slice(choices, None), ends=True),
            1,
            keys=2,
        ),
    )


Line = tuple[str, str, ContestTally]


def lines_of(given: Iterable[ReturnsCell], names: Mapping[str, str]) -> Iterable[Line]:
    """Every precinct and group; a precinct of several groups has a line of its own for all."""
    for precinct, cells in groupby(given, lambda cell: cell.precinct):
        found: list[ReturnsCell] = list(cells)
        for n, cell in enumerate(found):
            yield names[precinct] if n == 0 else "", cell.group_label, cell.tally
        if len(found) > 1:
            whole = reduce(together, (cell.tally for cell in found))
            yield "", "All groups", whole


def table_of(
    rows: Sequence[Line], total: ContestTally, which: slice, *, ends: bool = False
) -> tuple[tuple[str, ...], ...]:
    """The cells of a table, the county's in its last row.

    :param which: of the figures: some of the choices, or the rest.
    :param ends: whether the ballots and the footing stand at the end.
    """
    lines = [*rows, ("The county", "", total)]
    return tuple(
        (precinct, group, *_figures(tally, which), *(_ends(tally) if ends else ()))
        for precinct, group, tally in lines
    )


def _figures(tally: ContestTally, which: slice) -> tuple[str, ...]:
    return tuple(cell for _, figure in figures_of(tally)[which] for cell in _three(figure))


def _ends(tally: ContestTally) -> tuple[str, str]:
    ballots = "not known" if tally.ballots is None else f"{tally.ballots:,}"
    return ballots, FOOTS[tally.balanced]


def _explained(returns: CountyReturns) -> Part:
    found = votes_found(returns.total)
    return Part(
        "How to read this",
        (
            (
                "Overvotes and undervotes are counted in votes: an overvoted contest for three is "
                "three. A blank contest is an undervote. Write-ins for nobody qualified stand "
                "apart."
            ),
            (
                f"{FOUND}: {count(found, 'vote')} for all choices together; a figure below zero "
                "was taken away by a ruling, as an undervote is when a vote is found in it."
            ),
            "These figures are read from the record; nobody typed them.",
        ),
    )
