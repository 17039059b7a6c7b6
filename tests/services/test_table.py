"""What happens at one table: rulings, answers, objections, closes, and the log that tells of it."""

import io
import json

import pytest

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import Disposition, RevisionReason, Ruling
from adjudicator.interchange.adjudication_log import LogLine, write_log_csv, write_log_json
from adjudicator.services.attestation_states import states_of
from adjudicator.services.attesting import (
    Answer,
    Attestation,
    Ground,
    Objection,
    object_to,
    unanswered,
    withdraw,
)
from adjudicator.services.closing import preview_close
from adjudicator.services.errors import Refusal
from adjudicator.services.logbook import log_lines
from adjudicator.services.reopening import reopen
from adjudicator.services.ruling import record_rulings
from adjudicator.services.tallying import TallyLine, tally_lines
from tests.support.scene import NO_CONSENSUS, Scene, Sheet, vote

SHEETS = (Sheet(1), Sheet(2), Sheet(3, ("ann", "bob")), Sheet(4, council=("cy",)))
BLANK = Ruling(Disposition.NOTHING_MARKED)
OVERVOTE = Ruling(Disposition.TOO_MANY, clause="6")


@pytest.fixture
def table(scene: Scene) -> Scene:
    """Four sheets imported and piled, everybody seated."""
    scene.import_sheets(SHEETS)
    scene.pile()
    scene.sit()
    return scene


def states(table: Scene, case_place: int = 0) -> dict[str, Attestation]:
    ruling = table.ruling(table.cases(contest="mayor")[case_place])
    found = states_of(table.recount.state, ruling.entry, ruling.item)
    return {s.person: s.state for s in found}


def line_of(table: Scene, contest: str, *, closed_only: bool = False) -> TallyLine:
    with table.recount.reading() as connection:
        lines = tally_lines(connection, table.recount.election, closed_only=closed_only)
    return next(line for line in lines if line.tally.contest.id == contest)


def log(table: Scene) -> list[LogLine]:
    return list(log_lines(table.recount))


def test_the_five_states_stand_in_their_words(table: Scene) -> None:
    table.seating.attend("lee", "away")
    case = table.cases(contest="mayor")[0]
    table.rule(case, BLANK if not case.row.machine.over else OVERVOTE)
    assert states(table) == {"lee": Attestation.ABSENT, "ortiz": Attestation.SILENT}
    table.attest("ortiz", case.batch)
    assert states(table)["ortiz"] is Attestation.NO_OBJECTION
    table.object_to("ortiz", case)
    assert states(table)["ortiz"] is Attestation.OBJECTION


def test_nobody_signs_no_objection_to_what_they_did_not_watch(table: Scene) -> None:
    table.seating.attend("lee", "away")
    case = table.cases(contest="mayor")[0]
    table.rule(case, BLANK if not case.row.machine.over else OVERVOTE)
    table.seating.attend("lee", "in")
    assert unanswered(table.recount, "lee", case.batch) == []
    assert table.attest("lee", case.batch) is None
    assert states(table)["lee"] is Attestation.ABSENT


def test_one_answer_covers_the_page_and_a_decline_is_kept(table: Scene) -> None:
    cases = table.cases(contest="mayor")
    for case in cases:
        table.rule(case, BLANK if not case.row.machine.over else OVERVOTE)
    table.attest("lee", cases[0].batch, Answer.DECLINE)
    assert {states(table, n)["lee"] for n in range(3)} == {Attestation.DECLINED}


def test_an_objection_sends_the_case_to_the_board_and_its_votes_wait(table: Scene) -> None:
    case = next(c for c in table.cases(contest="mayor") if not c.row.machine.over)
    table.rule(case, vote("ann"))
    assert dict(line_of(table, "mayor").tally.choices)["ann"].change == 1
    filed = table.object_to("lee", case)
    assert dict(line_of(table, "mayor").tally.choices)["ann"].change == 0
    (waiting,) = table.cases(statuses=(CaseStatus.DISPUTED,))
    assert waiting.seal == case.seal
    withdraw(table.recount, table.seating.seat("lee"), filed.index)
    assert dict(line_of(table, "mayor").tally.choices)["ann"].change == 1
    (told,) = (
        [row for row in log(table) if row.entry == waiting.ruling[0]] if waiting.ruling else []
    )
    assert [o.outcome for o in told.objections] == ["withdrawn"]


def test_only_its_maker_withdraws_an_objection(table: Scene) -> None:
    case = table.cases(contest="mayor")[0]
    filed = table.object_before("lee", case)
    with pytest.raises(Refusal):
        withdraw(table.recount, table.seating.seat("ortiz"), filed.index)


def test_a_claim_needs_a_ground_that_takes_one(table: Scene) -> None:
    case = table.cases(contest="mayor")[0]
    table.rule(case, BLANK if not case.row.machine.over else OVERVOTE)
    with pytest.raises(Refusal, match="takes no claimed outcome"):
        object_to(
            table.recount,
            table.seating.seat("lee"),
            table.ruling(case),
            Objection(Ground.PROCEDURE, "ann"),
        )


def test_a_revision_needs_its_reason_and_both_rulings_stay(table: Scene) -> None:
    case = next(c for c in table.cases(contest="mayor") if not c.row.machine.over)
    table.rule(case, vote("ann"))
    again = next(c for c in table.cases() if c.seal == case.seal)
    with pytest.raises(Refusal, match="Press U"):
        table.rule(again, vote("bob"))
    table.rule(again, vote("bob", reason=RevisionReason.SAW_MORE))
    rows = [row for row in log(table) if row.kind == "rule"]
    assert [row.votes for row in rows] == [("Ann Ash",), ("Bob Birch",)]
    assert rows[1].revision_reason == "saw_more"
    assert rows[1].prior_entry == rows[0].entry
    changes = dict(line_of(table, "mayor").tally.choices)
    assert (changes["ann"].change, changes["bob"].change) == (0, 1)


def test_nobody_writes_over_a_ruling_they_have_not_seen(table: Scene) -> None:
    case = next(c for c in table.cases(contest="mayor") if not c.row.machine.over)
    table.rule(case, vote("ann"))
    seats = [table.seating.seat(p) for p in ("ada", "ben")]
    with pytest.raises(Refusal, match="Not recorded"):
        record_rulings(table.recount, [(case, vote("bob"))], seats)
    assert dict(line_of(table, "mayor").tally.choices)["bob"].change == 0


def test_a_close_states_every_count_and_moves_the_partial_tally(table: Scene) -> None:
    cases = table.cases(contest="mayor")
    for case in cases:
        table.rule(case, OVERVOTE if case.row.machine.over else vote("ann"))
    table.attest("ortiz", cases[0].batch)
    assert dict(line_of(table, "mayor", closed_only=True).tally.choices)["ann"].change == 0
    assert line_of(table, "mayor", closed_only=True).tally.pending == 4
    preview = preview_close(table.recount, [cases[0].batch])
    told = {o.person: (o.no_objection, o.silent) for o in preview.observers}
    assert told == {"ortiz": (4, 0), "lee": (0, 4)}
    table.close_batches(cases[0].batch, observers=("ortiz", "lee"))
    closed = line_of(table, "mayor", closed_only=True).tally
    assert dict(closed.choices)["ann"].change == 3
    assert closed.pending == 0


def test_an_answer_somebody_else_pressed_is_struck_out_by_its_owner(table: Scene) -> None:
    cases = table.cases(contest="mayor")
    for case in cases:
        table.rule(case, OVERVOTE if case.row.machine.over else vote("ann"))
    filed = table.object_to("lee", cases[0])
    (mine,) = [o for o in preview_close(table.recount, [cases[0].batch]).observers if o.shared]
    assert [a.entry for a in mine.shared] == [filed.index]
    with pytest.raises(Refusal, match="strikes out"):
        table.close_batches(cases[0].batch, struck=(filed.index,))
    table.close_batches(cases[0].batch, observers=("lee",), struck=(filed.index,))
    assert table.cases(statuses=(CaseStatus.DISPUTED,)) == []


def test_nothing_is_closed_while_a_case_has_no_ruling(table: Scene) -> None:
    case = table.cases(contest="mayor")[0]
    table.rule(case, NO_CONSENSUS)
    with pytest.raises(Refusal, match="have not been ruled on"):
        table.close_batches(case.batch)


def test_the_log_tells_who_why_and_who_watched(table: Scene) -> None:
    case = next(c for c in table.cases(contest="mayor") if not c.row.machine.over)
    table.rule(case, vote("ann"))
    table.attest("ortiz", case.batch)
    (row,) = [row for row in log(table) if row.kind == "rule"]
    assert row.ruling == (
        "Vote for Ann Ash under (4)(c)1: name circled or underlined; "
        "other contests marked the same way."
    )
    assert row.case_number == " ".join(case.number)
    assert [str(p) for p in row.people] == ["Ada Alder (ada)", "Ben Beech (ben)"]
    assert [str(a) for a in row.attestations] == [
        "Li Lee (lee): present, did not answer",
        "Olga Ortiz (ortiz): signed, no objection",
    ]
    out = io.StringIO()
    assert write_log_csv(log_lines(table.recount), out, watermark="DEMO") == len(log(table))
    again = io.StringIO()
    write_log_json(log_lines(table.recount), again, origin=table.recount.origin, watermark="DEMO")
    assert json.loads(again.getvalue())["lines"][row.entry]["votes"] == ["Ann Ash"]
    assert row.leaf_hash == table.recount.state.data.tree.leaf(row.entry).hex()


def test_a_reopened_case_is_ruled_on_anew_with_a_reason_somebody_pressed(table: Scene) -> None:
    case = next(c for c in table.cases(contest="mayor") if not c.row.machine.over)
    for other in table.cases(batch=case.batch):
        table.rule(other, BLANK if not other.row.machine.over else OVERVOTE)
    table.close_batches(case.batch)
    case = next(c for c in table.cases() if c.seal == case.seal)
    officers = [table.identity("kelly"), table.identity("cora")]
    reopen(table.recount, [case], "A smudge.", officers)
    seats = [table.seating.seat(person) for person in ("ada", "ben")]
    again = next(c for c in table.cases() if c.seal == case.seal)
    with pytest.raises(Refusal, match="Press the digit that says why it is ruled on anew"):
        record_rulings(table.recount, [(again, vote("bob"))], seats)
    record_rulings(table.recount, [(again, vote("bob", reason=RevisionReason.WRONG_KEY))], seats)
    assert table.ruling(case).ruling.reason is RevisionReason.WRONG_KEY
