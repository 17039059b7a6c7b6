"""Where a layout is left out, a contest is found by another page's, or the whole page is shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.domain.layouts import PageLayout
from adjudicator.services.locating.findings import case_finding
from adjudicator.services.locating.looking import Looking, make_plan
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.support.printed_pages import Printed, printed_recount


def wrong(layout: PageLayout) -> PageLayout:
    """The same with a number that is none."""
    first, *others = layout.contests
    box = replace(first.box, x=float("nan"))
    return replace(layout, contests=(replace(first, box=box), *others))


@pytest.mark.parametrize(
    ("others", "standing", "doubt"),
    [
        ((Printed(),), Standing.LOCATED, None),
        ((), Standing.NOT_LOCATED, Doubt.NO_REFERENCE),
    ],
    ids=["another page serves", "none serves"],
)
@pytest.mark.parametrize("style", ["7", ""])
def test_no_ballot_is_lost_by_a_bad_number(
    tmp_path: Path,
    style: str,
    others: tuple[Printed, ...],
    standing: Standing,
    doubt: Doubt | None,
) -> None:
    recount = printed_recount(tmp_path, (*others, Printed(told=wrong, style=style)))
    Looking(recount, make_plan(recount), 1, lambda _: None).run()
    with recount.reading() as connection:
        cases = list_cases(connection, CaseFilter())
    assert len(cases) == len(others) + 1
    ballot = f"b{len(cases)}"
    found = case_finding(recount, next(c for c in cases if c.row.ballot == ballot))
    recount.close()
    assert found is not None
    assert (found.place.standing, found.place.doubt) == (standing, doubt)
