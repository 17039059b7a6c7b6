"""Figures of reports in the words people use: titles and names, never ids."""

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.readings import Condition
from adjudicator.domain.wording import count
from adjudicator.interchange.comparing import Comparison


def lot_words(lot: str) -> str:
    """A lot as people name it: ``not counted by the scanner``."""
    return Lot(lot).label.lower()


def condition_words(condition: str, n: int) -> str:
    """``13 overvotes``, ``1 blank contest``."""
    return count(n, Condition(condition).label.lower())


def comparison_words(found: Comparison, election: Election) -> str:
    """One line of the reconciliation: what the machine counted and what the delivery holds."""
    contest = election.contest(found.contest).title
    precinct = election.precinct(found.precinct).name
    groups = {g.value: f", {g.label.lower()}" for g in CountingGroup}
    where = f"{contest}, precinct {precinct}{groups.get(found.group, '')}"
    return (
        f"{where}: {_pair('overvotes', found.expected_over, found.found_over)}; "
        f"{_pair('undervotes', found.expected_under, found.found_under)}."
    )


def _pair(what: str, expected: int | None, found: int) -> str:
    if expected is None:
        return f"{what} found {found:,}, the counts do not say"
    mark = "" if expected == found else " - look for the difference"
    return f"{what} counted {expected:,}, found {found:,}{mark}"
