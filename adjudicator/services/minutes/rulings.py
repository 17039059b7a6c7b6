"""The rulings added up: by kind, by clause, and by the teams that made them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.wording import count, join_names
from adjudicator.interchange.papers.document import Part
from adjudicator.interchange.papers.grid import Column, Grid, Kind
from adjudicator.services.papers.record_papers import RecordPaper
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.queries.rates import TableRulings, rulings_by_table
from adjudicator.storage.queries.totals import Alike, rulings_alike

KINDS = {
    Disposition.VOTE: "A vote",
    Disposition.WRITE_IN: "A write-in vote, not for a qualified candidate",
    Disposition.NOTHING_MARKED: "No vote: nothing marked",
    Disposition.MARKS_DO_NOT_COUNT: "No vote: marks do not count",
    Disposition.TOO_MANY: "Too many marked",
}
"""Of the rulings that count, in the order they are told."""


def table_parts(paper: RecordPaper) -> Iterator[Part]:
    """Every team with what it ruled."""
    with paper.recount.reading() as connection:
        teams = sorted(rulings_by_table(connection), key=lambda team: team.first)
        stations = {
            team.people: list_entries(connection, first=team.first, limit=1)[0].body["st"]
            for team in teams
        }
    if not teams:
        yield Part("Tables and their teams", ("No team has ruled.",))
        return
    columns = (
        Column("Station", Kind.SHORT),
        Column("Team"),
        *(
            Column(head, Kind.FIGURE)
            for head in ("Rulings", "Found a vote", "Sent to the board", "Revised", "Objected to")
        ),
    )
    rows = [(stations[team.people], _team(paper, team), *_counts([team])) for team in teams]
    rows.append(("", "All teams", *_counts(teams)))
    yield Part(
        "Tables and their teams",
        ("Every ruling a team recorded, those revised later among them.",),
        Grid(columns, tuple(rows), totals=1),
    )


def _team(paper: RecordPaper, team: TableRulings) -> str:
    told = []
    for person in team.people:
        record = paper.people.get(person)
        party = record.person.party if record is not None else None
        name = paper.names.get(person, person)
        told.append(f"{name} ({party})" if party else name)
    return join_names(told)


def _counts(teams: Iterable[TableRulings]) -> tuple[str, ...]:
    found = list(teams)
    figures = (
        sum(team.rulings for team in found),
        sum(team.votes for team in found),
        sum(team.sent_up for team in found),
        sum(team.revisions for team in found),
        sum(team.objected for team in found),
    )
    return tuple(f"{figure:,}" for figure in figures)


def ruling_parts(paper: RecordPaper) -> Iterator[Part]:
    """Of each contest the rulings that count, by kind and by clause."""
    with paper.recount.reading() as connection:
        alike = rulings_alike(connection)
    yield Part(
        "The rulings",
        ("The ruling that counts on each ballot; each stands in the adjudication log.",),
    )
    for contest in paper.contests:
        mine = Counter({each: n for each, n in alike.items() if each.contest == contest.id})
        ruled = mine.total()
        if not ruled:
            yield Part(contest.title, ("Nothing of it is closed yet.",), under=True)
            continue
        yield Part(
            contest.title,
            (f"{count(ruled, 'ballot')} of closed batches ruled on.",),
            Grid(
                (
                    Column("Ruling"),
                    *(Column(h, Kind.FIGURE, least=60) for h in ("Teams", "Board", "Together")),
                ),
                _by_kind(mine),
                totals=1,
                narrow=True,
            ),
            under=True,
        )
        if clauses := _by_clause(paper, mine):
            columns = (
                Column("Clause", Kind.SHORT),
                Column("What it is about"),
                Column("Ballots", Kind.FIGURE, least=60),
            )
            grid = Grid(columns, clauses, narrow=True)
            yield Part(f"{contest.title}, by clause", (), grid, under=True)


def _by_kind(mine: Counter[Alike]) -> tuple[tuple[str, ...], ...]:
    def row(words: str, some: Counter[Alike]) -> tuple[str, ...]:
        board = sum(n for each, n in some.items() if each.tier is Tier.BOARD)
        return words, f"{some.total() - board:,}", f"{board:,}", f"{some.total():,}"

    rows = [
        row(words, of_kind)
        for kind, words in KINDS.items()
        if (of_kind := Counter({e: n for e, n in mine.items() if e.disposition is kind}))
    ]
    return (*rows, row("Together", mine))


def _by_clause(paper: RecordPaper, mine: Counter[Alike]) -> tuple[tuple[str, ...], ...]:
    by_clause: Counter[str] = Counter()
    for each, n in mine.items():
        if each.clause is not None:
            by_clause[each.clause] += n
    return tuple(
        (
            clause.number,
            clause.title if clause.verified else f"{clause.title} (unverified text)",
            f"{by_clause[clause.id]:,}",
        )
        for clause in paper.recount.rules.clauses
        if by_clause[clause.id]
    )
