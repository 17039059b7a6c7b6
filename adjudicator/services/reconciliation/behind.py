"""The cases behind a line of the reconciliation."""

from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Place
from adjudicator.services.recount import Recount
from adjudicator.services.veil import as_shown
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases


def cases_of_line(recount: Recount, line: Line) -> list[CaseRecord]:
    """The cases that stand in a place, whatever their lot; those that are astray come first.

    A ballot that is listed there and stands elsewhere is among them.
    """
    place = line.place
    astray = {*line.astray.strangers, *line.astray.doubles}
    astray |= {each.ballot for each in line.astray.misfiled}
    moved = {each.ballot for each in line.astray.misfiled}
    # What stands elsewhere may be in any precinct.
    wanted = CaseFilter(
        contest=place.contest, precinct=place.precinct or None if not moved else None
    )
    with recount.reading() as connection:
        found = [
            case
            for case in list_cases(connection, wanted)
            if place.holds(_place(case)) or case.row.ballot in moved
        ]
    found.sort(key=lambda case: case.row.ballot not in astray)
    return [as_shown(case) for case in found]


def _place(case: CaseRecord) -> Place:
    row = case.row
    return Place(row.contest, row.precinct, row.group.value, row.container)
