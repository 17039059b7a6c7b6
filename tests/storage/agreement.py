"""Three ways to the same answer: the tables, a refolding of the entries, and the append rules."""

from sqlalchemy import Connection

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Fate
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.ledger.state import CaseState, RecordState
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.docket import docket_groups, list_docket
from adjudicator.storage.queries.imports import isolated, released_lots
from adjudicator.storage.queries.motions import (
    deadlines,
    isolated_cases,
    priorities,
    suspended_contests,
)
from adjudicator.storage.queries.objections import list_objections
from adjudicator.storage.queries.papers import OUT, papers_out
from adjudicator.storage.queries.votes import list_sittings, standing_votes, votes_of_sitting
from tests.support.refold import Refold, stored_numbers
from tests.support.scene import ELECTION, Scene


def agrees_with_a_refolding(scene: Scene) -> None:
    """Counters and statuses are what the entries say."""
    with scene.recount.reading() as connection:
        folded = Refold(connection, scene.recount.folder)
        for closed_only in (False, True):
            for every_lot in (False, True):
                stored = stored_numbers(connection, closed_only=closed_only, every_lot=every_lot)
                assert stored == folded.numbers(
                    ELECTION, closed_only=closed_only, every_lot=every_lot
                )
    standing = folded.standing()
    cases = {case.seal: case for case in scene.cases()}
    assert cases.keys() == standing.keys()
    for seal, case in cases.items():
        now = standing[seal].now
        assert (case.status, case.reopened, case.isolated) == (
            now.status,
            now.reopened,
            now.isolated,
        )
        ruling = None if now.ruling is None else (now.ruling.entry, now.ruling.item)
        assert case.ruling == ruling
        assert case.waits_for_board == now.waits_for_board
        assert case.closed == standing[seal].closed


def agrees_with_the_rules(scene: Scene) -> None:
    """What the append rules remember is what the tables show, also after a restart."""
    live = scene.recount.state
    again = scene.reopen()
    for state in (live, again.recount.state):
        _scene_agrees(again, state)
    # A pool on a server complains of what is left open; a closed recount opens again when asked.
    again.recount.close()
    scene.recount.close()


def _scene_agrees(scene: Scene, state: RecordState) -> None:
    cases = {c.seal: c for c in scene.cases()}
    known = {c.seal: c for c in state.data.cases.values() if not state.data.is_void(c)}
    assert cases.keys() == known.keys()
    for seal, case in cases.items():
        _case_agrees(state, case, known[seal])
    batches = {b.number: b for b in scene.batches()}
    for number, batch in batches.items():
        scope = state.data.scope([number])
        assert batch.open == len(scope)
        assert all(cases[c.seal].closed is None for c in scope)
    with scene.recount.reading() as connection:
        _orders_agree(connection, state)
        _board_agrees(connection, state, cases)


def _case_agrees(state: RecordState, case: CaseRecord, rule: CaseState) -> None:
    assert case.ruling == rule.current
    assert case.status is _status(state, rule)
    assert (case.batch, case.place) == (rule.batch, rule.number)
    assert case.released == state.data.is_released(rule)
    assert case.import_entry == rule.import_
    assert case.closed == rule.closed
    assert case.reopened == rule.reopened
    assert case.tier == rule.tier
    assert case.row_seal == rule.row
    paper = state.data.papers.get(case.seal)
    assert case.paper == (None if paper is None else paper.step)


def _status(state: RecordState, case: CaseState) -> CaseStatus:
    if case.seal in state.data.isolated_cases:
        return CaseStatus.ISOLATED
    disposition = None if case.disp is None else Disposition(case.disp)
    if disposition is not None and not disposition.settles:
        paper = disposition is Disposition.PAPER
        return CaseStatus.PAPER_OUT if paper else CaseStatus.NO_CONSENSUS
    if case.objections:
        return CaseStatus.DISPUTED
    if case.reopened is not None:
        return CaseStatus.REOPENED
    if disposition is None:
        closed = case.closed is not None
        return CaseStatus.CLOSED_UNRULED if closed else CaseStatus.UNREVIEWED
    return CaseStatus.RULED_BY_BOARD if case.tier == Tier.BOARD else CaseStatus.RULED


def _orders_agree(connection: Connection, state: RecordState) -> None:
    data = state.data
    suspended = {contest: m.entry for contest, m in suspended_contests(connection).items()}
    assert suspended == data.suspended
    assert priorities(connection) == data.priorities
    due = {contest: m.target["t"] for contest, m in deadlines(connection).items()}
    assert due == data.deadlines
    void = {c.seal for c in data.cases.values() if data.is_void(c)}
    assert {seal for seal, _ in isolated_cases(connection)} == data.isolated_cases - void
    assert set(isolated(connection)) == data.isolated_lots
    assert set(released_lots(connection)) == data.released_lots - data.isolated_lots
    for person in list_people(connection):
        known = data.people[person.person.id].person
        assert person.seated == data.seated.get(known.id)
        assert (person.displaced is not None) == known.displaced
        if not person.removed:
            assert person.person.on_board == known.on_board


def _board_agrees(connection: Connection, state: RecordState, cases: dict[str, CaseRecord]) -> None:
    data = state.data
    waiting = {
        c.seal
        for c in data.cases.values()
        if c.seal in cases
        and data.before_board(c)
        and data.is_released(c)
        and c.seal not in data.isolated_cases
    }
    listed = list_docket(connection)
    assert {line.case.seal for line in listed} == waiting
    assert sum(group.cases for group in docket_groups(connection)) == len(waiting)
    for group in docket_groups(connection):
        like = [
            line
            for line in listed
            if (line.case.row.contest, line.case.row.condition, line.why)
            == (group.contest, group.condition, group.why)
        ]
        assert len(like) == group.cases
    stored = {
        seal: {who: vote.entry for who, vote in cast.items()}
        for seal, cast in standing_votes(connection, cases.keys(), since=data.seats_since).items()
    }
    held = {
        seal: {who: vote.index for who, vote in cast.items() if vote.prior == known.current}
        for seal, cast in data.votes.items()
        if (known := data.cases[seal]).seal in cases
    }
    assert stored == {seal: cast for seal, cast in held.items() if cast}
    now: dict[str, set[int]] = {}
    for vote in votes_of_sitting(connection):
        now.setdefault(vote.person, set()).add(vote.entry)
    assert now == {who: set(cast) for who, cast in data.sitting_votes.items()}
    ended = list_sittings(connection)
    assert (ended[-1].entry if ended else None) == data.sitting
    assert {line.case.seal for line in papers_out(connection)} == {
        seal for seal, paper in data.papers.items() if paper.step in OUT and seal in cases
    }
    _objections_agree(connection, state, cases)


def _objections_agree(
    connection: Connection, state: RecordState, cases: dict[str, CaseRecord]
) -> None:
    found = list_objections(connection)
    order = {entry: n for n, entry in enumerate(sorted(state.data.objections), start=1)}
    shown = {(record.entry, record.case_seal): record for record in found}
    known = {
        (entry, seal): objection
        for entry, objection in state.data.objections.items()
        for seal in objection.cases
        if seal in cases
    }
    assert shown.keys() == known.keys()
    for (entry, seal), record in shown.items():
        objection = known[entry, seal]
        assert record.number == order[entry]
        assert record.outcome == objection.decided.get(seal)
        assert (record.fate is Fate.FILED) == (seal in objection.open_cases)
        assert record.late == (seal in objection.late)
        # What the board has decided stays decided, though its maker disowns the answer.
        assert (record.struck is not None) == (entry in state.data.struck)
        assert objection.struck in {None, record.struck}
