"""Figures typed by one person, for counties that send neither an export nor a file of returns.

A CSV table with the columns ``typist``, ``county``, ``contest``, ``choice`` and ``votes``; if the
paper tells them, ``district``, ``precinct`` and ``before`` (votes before the recount).  Overvotes,
undervotes and unqualified write-ins stand as choices of those names.  A file in which anything is
wrong is refused whole: it is short, and whoever typed it is there to type it again.
"""

from pathlib import Path

from adjudicator.domain.statewide.typing import TypedNumber, TypedPlace, TypedSheet
from adjudicator.interchange.county_names import county_key
from adjudicator.interchange.problems import Problem, Unreadable, unreadable
from adjudicator.interchange.returns.words import bucket_of, number_of_votes
from adjudicator.interchange.tables import Column, Row, open_table
from adjudicator.interchange.texts import clean_text, folded, hidden_character

COLUMNS = (
    Column("typist", required=True, aliases=("typed by", "name")),
    Column("county", required=True, aliases=("county name",)),
    Column("contest", required=True, aliases=("office", "race")),
    Column("choice", required=True, aliases=("candidate",)),
    Column("votes", required=True, aliases=("total", "total votes", "after")),
    Column("district"),
    Column("precinct", aliases=("precinct name", "pct")),
    Column("before", aliases=("votes before",)),
)


def read_typed(path: Path) -> tuple[TypedSheet, ...]:
    """The sheets of one file: one of each county in it.

    :raises Unreadable: anything in it cannot be used; says every place.
    """
    problems: list[Problem] = []
    sheets: dict[str, TypedSheet] = {}
    numbers: dict[str, dict[TypedPlace, TypedNumber]] = {}
    with open_table(path, COLUMNS) as table:
        for row in table.rows():
            problem = _problem(row)
            if problem is not None:
                problems.append(problem)
                continue
            county = clean_text(row["county"])
            known = sheets.get(county_key(county))
            if known is None:
                numbers[county_key(county)] = {}
                known = TypedSheet(
                    path.name, clean_text(row["typist"]), county, numbers[county_key(county)]
                )
                sheets[county_key(county)] = known
            problem = _take(row, known, numbers[county_key(county)])
            if problem is not None:
                problems.append(problem)
    if problems:
        raise Unreadable(problems)
    if not sheets:
        raise unreadable(path.name, "No figure is typed in it.")
    return tuple(sheets.values())


def _problem(row: Row) -> Problem | None:
    if row.trouble:
        return row.problem(None, row.trouble)
    for column in ("typist", "county", "contest", "choice"):
        if not row[column]:
            return row.problem(column, f"The {column} is missing.")
        if hidden := hidden_character(row[column]):
            return row.problem(column, f"It holds {hidden}, which nobody sees. Type it again.")
    if number_of_votes(row["votes"]) is None:
        return row.problem("votes", f'"{row["votes"]}" is not a number of votes.')
    if row["before"] and number_of_votes(row["before"]) is None:
        return row.problem("before", f'"{row["before"]}" is not a number of votes.')
    return None


def _take(row: Row, sheet: TypedSheet, numbers: dict[TypedPlace, TypedNumber]) -> Problem | None:
    if folded(row["typist"]) != folded(sheet.typist):
        return row.problem(
            "typist", f"Two people typed in one file: {sheet.typist} and {row['typist']}."
        )
    place = TypedPlace(
        " ".join(t for t in (clean_text(row["contest"]), clean_text(row["district"])) if t),
        clean_text(row["precinct"]),
        bucket_of(row["choice"]),
    )
    if place in numbers:
        return row.problem("choice", f"{row['choice']} stands there already.")
    before = number_of_votes(row["before"])
    numbers[place] = TypedNumber(before, number_of_votes(row["votes"]) or 0)
    return None
