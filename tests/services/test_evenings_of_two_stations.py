"""Random evenings through the services, at two stations of one folder, with their tables."""

import tempfile
from pathlib import Path

from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from adjudicator.services.board.docket import docket_case
from adjudicator.services.errors import Refusal
from adjudicator.services.opening import Policy
from adjudicator.services.precedents import precedents
from adjudicator.services.queue import case_work
from adjudicator.services.rebuilding import rebuild_tables
from adjudicator.services.tally_hash import tally_hash
from tests.services.two_stations import POLICIES, Station, TwoStations, acts
from tests.storage.agreement import agrees_with_a_refolding, agrees_with_the_rules

EXAMPLES = max(8, settings().max_examples // 10)


def _tally(station: Station) -> str:
    with station.recount.reading() as connection:
        return tally_hash(connection, station.recount.election)


def _reopened_is_shown_blind(station: Station) -> None:
    """Nowhere does whoever rules anew see what was ruled before."""
    data = station.recount.state.data
    for case in station.cases():
        if case.reopened is None:
            continue
        work = case_work(station.recount, case.number)
        assert (work.last, work.case.disposition, work.case.clause) == (None, None, None)
        assert case.seal not in {like.case.seal for like in precedents(station.recount, case)}
        known = data.cases[case.seal]
        if data.before_board(known) and data.is_released(known) and not data.is_locked(known):
            called = docket_case(station.recount, case.number)
            assert (called.ruling, called.clause) == ("", None)


def _comes_to_an_end(evening: TwoStations) -> None:
    """With two different officers every batch is closed, and every case in it counts."""
    try:
        evening.officers()
    except Refusal:
        event("no two different officers are left")
        return
    evening.come_to_an_end()
    for case in evening.table.cases():
        assert not case.released or (case.closed is not None and case.status.counts)


def _both_know_the_same(evening: TwoStations) -> None:
    """What one station remembers is what the other does, and both read one tally."""
    one, other = (dict(vars(room.recount.state.data)) for room in evening.stations)
    for name in ("evidence", "tree", "skipped"):
        del one[name], other[name]
    assert one == other
    assert _tally(evening.table) == _tally(evening.board)


# Without shrinking: every try is a whole recount on the disk.
@settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.sampled_from(POLICIES), acts())
def test_two_stations_keep_one_record_and_its_tables(
    policy: Policy, drawn: list[tuple[str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        evening = TwoStations(Path(place), policy)
        evening.play(drawn)
        for name in sorted(evening.done):
            event(name)
        _reopened_is_shown_blind(evening.board)
        _comes_to_an_end(evening)
        _both_know_the_same(evening)
        before = _tally(evening.table)
        for station in evening.stations:
            assert rebuild_tables(station.recount).differences == ()
            assert _tally(station) == before
        agrees_with_a_refolding(evening.table)
        evening.board.recount.close()
        agrees_with_the_rules(evening.table)
