"""What is said of a ballot that was recorded blank on a page before is so."""

from dataclasses import replace

import pytest

from adjudicator.desktop.grid.before import Since
from adjudicator.desktop.grid.station import became
from adjudicator.ledger.state.model import CaseState

PAGE = 40
"""The entry of the page."""
RECORDED = CaseState(
    seal="aa", number=1, pile=9, import_=8, contest="mayor", batch=1,
    lot="accepted", sheet="s", row="r", current=(PAGE, 2), disp="nothing_marked", tier="team",
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "since"),
    [
        (RECORDED, Since.BLANK),
        (replace(RECORDED, current=(52, 0), disp="vote"), Since.RULED),
        (replace(RECORDED, reopened=60), Since.OPEN),
        (replace(RECORDED, current=(52, 0), disp="vote", reopened=60), Since.OPEN),
        (replace(RECORDED, current=(52, 0), disp="no_consensus"), Since.OPEN),
        (replace(RECORDED, current=(52, 0), disp="paper"), Since.OPEN),
        (replace(RECORDED, current=None, disp=None, tier=None), Since.OPEN),
    ],
)
def test_ruled_anew_is_said_only_where_another_ruling_stands(case: CaseState, since: Since) -> None:
    assert became(case, PAGE) is since
