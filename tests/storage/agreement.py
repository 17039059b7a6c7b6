"""Three ways to the same answer: the tables, a refolding of the entries, and the append rules."""

from sqlalchemy import Connection

from adjudicator.domain.history import CaseStatus, waits_for_board, waits_for_team
from adjudicator.domain.objections import Fate
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.ledger.state import CaseState, RecordState
from adjudicator.services.board.docket import docket
from adjudicator.services.board.worklist import count_waiting
from adjudicator.services.orders.register import order_register
from adjudicator.services.papers.life import paper_lines, papers_out
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.imports import isolated, released_lots
from adjudicator.storage.queries.objections import list_objections
from adjudicator.storage.queries.votes import votes_of_sitting
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
        tier = None if now.ruling is None else now.ruling.tier
        assert waits_for_board(case.status, case.tier) == waits_for_board(now.status, tier)
        assert case.closed == standing[seal].closed


def agrees_with_the_rules(scene: Scene) -> None:
    """What the append rules remember is what the tables show, also after a restart."""
    live = scene.recount.state
    again = scene.reopen()
    assert again.recount.state.data.votes == live.data.votes
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
        own = [c for c in cases.values() if c.batch == number and _counted(c)]
        waits = [c for c in own if waits_for_board(c.status, c.tier)]
        assert batch.for_board == len(waits)
        assert batch.for_paper == sum(c.status is CaseStatus.PAPER_OUT for c in own)
    _docket_agrees(scene, state, cases)
    _papers_agree(scene, state, cases)
    with scene.recount.reading() as connection:
        _orders_agree(scene, connection, state)
        _sitting_agrees(connection, state)
        _objections_agree(connection, state, cases)


def _counted(case: CaseRecord) -> bool:
    return case.released and case.isolated is None


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
    assert (case.isolated is not None) == (case.seal in state.data.isolated_cases)
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
    unlike = case.seal in state.data.looked_unlike
    ruled = CaseStatus.RULED_BY_BOARD if case.tier == Tier.BOARD else CaseStatus.RULED
    return CaseStatus.SEEN_OTHERWISE if unlike else ruled


def _orders_agree(scene: Scene, connection: Connection, state: RecordState) -> None:
    data = state.data
    lines = order_register(scene.recount)
    assert [line.entry for line in lines] == sorted(data.motions, reverse=True)
    in_force: dict[str, set[str | None]] = {}
    for line in lines:
        if line.in_force:
            in_force.setdefault(line.effect, set()).add(line.contest)
    assert in_force.get("suspend", set()) == set(data.suspended)
    assert in_force.get("deadline", set()) == set(data.deadlines)
    assert in_force.get("priority", set()) == set(data.priorities[:1])
    assert set(isolated(connection)) == data.isolated_lots
    assert set(released_lots(connection)) == data.released_lots - data.isolated_lots
    for person in list_people(connection):
        known = data.people[person.person.id].person
        assert person.seated == data.seated.get(known.id)
        assert (person.displaced is not None) == known.displaced
        if not person.removed:
            assert person.person.on_board == known.on_board


def _docket_agrees(scene: Scene, state: RecordState, cases: dict[str, CaseRecord]) -> None:
    """What is listed is what the rules let the board rule on; what is locked is listed as such."""
    data = state.data
    waiting = {
        c.seal: data.is_locked(c)
        for c in data.cases.values()
        if c.seal in cases and data.before_board(c) and data.is_released(c)
    }
    lines = [line for group in docket(scene.recount) for line in group.lines]
    assert len(lines) == len(waiting) == count_waiting(scene.recount)
    assert {line.case.seal: bool(line.locked) for line in lines} == waiting
    at_once = data.rules.tiers == 1
    free = {
        c.seal
        for c in cases.values()
        if _counted(c)
        and (waits_for_board(c.status, c.tier) or (at_once and waits_for_team(c.status, c.tier)))
    }
    assert free == waiting.keys() - data.isolated_cases


def _papers_agree(scene: Scene, state: RecordState, cases: dict[str, CaseRecord]) -> None:
    out = [seal for seal, paper in state.data.papers.items() if paper.out]
    assert len(papers_out(scene.recount)) == len(out)
    listed = {line.case.seal for line in paper_lines(scene.recount) if line.out}
    assert listed == {seal for seal in out if seal in cases}


def _sitting_agrees(connection: Connection, state: RecordState) -> None:
    now: dict[str, set[int]] = {}
    for vote in votes_of_sitting(connection):
        now.setdefault(vote.person, set()).add(vote.entry)
    assert now == {who: set(cast) for who, cast in state.data.sitting_votes.items()}


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
