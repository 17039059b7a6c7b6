"""Did everything arrive?  What the counts say is flagged, against what the import holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from adjudicator.domain.ballots import Lot
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.tally import OVER, UNDER, Cell, MachineCount
from adjudicator.interchange.counts import ALL_GROUPS


@dataclass(frozen=True, slots=True, order=True)
class Comparison:
    """One contest in one precinct (and counting group, where the counts are split by it).

    All figures in votes.  ``None``: the counts do not say, so this is not checked.
    """

    contest: str
    precinct: str
    group: str
    """:data:`~adjudicator.interchange.counts.ALL_GROUPS` where the counts are not split."""
    expected_over: int | None
    found_over: int
    expected_under: int | None
    found_under: int

    @property
    def agrees(self) -> bool | None:
        """Whether both numbers agree; ``None`` where neither is given."""
        pairs = (
            (self.expected_over, self.found_over),
            (self.expected_under, self.found_under),
        )
        given = [expected == found for expected, found in pairs if expected is not None]
        return all(given) if given else None


def compare_expected(
    counts: Iterable[MachineCount],
    found: Iterable[tuple[Cell, MachineReading]],
    *,
    contests: frozenset[str] | None = None,
    lots: frozenset[Lot] = frozenset({Lot.ACCEPTED}),
) -> tuple[Comparison, ...]:
    """Compare over- and undervotes by contest and precinct, sorted.

    ``found``: cell and machine reading of each case.  ``contests`` narrows the comparison to those
    in the recount.  A precinct whose counts are not split by counting group is compared as a whole.
    """
    names = {lot.value for lot in lots}
    expected: Counter[tuple[str, str, str, str]] = Counter()
    for count in counts:
        cell = count.cell
        if cell.lot in names and count.bucket in {OVER, UNDER}:
            expected[cell.contest, cell.precinct, cell.group, count.bucket] += count.n
    whole = {(c, p) for c, p, group, _ in expected if group == ALL_GROUPS}
    here: Counter[tuple[str, str, str, str]] = Counter()
    for cell, reading in found:
        if cell.lot in names:
            group = ALL_GROUPS if (cell.contest, cell.precinct) in whole else cell.group
            here[cell.contest, cell.precinct, group, OVER] += reading.over
            here[cell.contest, cell.precinct, group, UNDER] += reading.under
    places = {key[:3] for key in (*expected, *here)}
    return tuple(
        Comparison(
            *place,
            expected_over=expected.get((*place, OVER)),
            found_over=here[(*place, OVER)],
            expected_under=expected.get((*place, UNDER)),
            found_under=here[(*place, UNDER)],
        )
        for place in sorted(places)
        if contests is None or place[0] in contests
    )
