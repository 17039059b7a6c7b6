"""The adjudication log: every act of the record, and for each ruling who, why, and who attested."""

from collections.abc import Iterator
from dataclasses import replace

from adjudicator.domain.objections import Fate, Ground
from adjudicator.domain.wording import ruling_sentence
from adjudicator.interchange.adjudication_log import (
    LogAttestation,
    LogLine,
    LogObjection,
    LogPerson,
    LogVote,
)
from adjudicator.ledger.casenumbers import spoken
from adjudicator.ledger.notes import record_code
from adjudicator.ledger.state import Objection, RecordState
from adjudicator.services.attestation_states import states_of
from adjudicator.services.board.decided import board_vote, decided_objections
from adjudicator.services.entry_cases import told
from adjudicator.services.objections import recorded_fate
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.fold import open_seal
from adjudicator.storage.queries.acts import (
    EntryRecord,
    RulingRecord,
    list_entries,
    list_people,
    rulings_of_entry,
)
from adjudicator.storage.queries.cases import CaseRecord, case_by_seal

_PAGE = 500
_OUTCOMES = {Fate.STRUCK: "struck out by the observer"}


def log_lines(recount: Recount) -> Iterator[LogLine]:
    """Every entry in order; a ruling act gives one line per ballot."""
    state = recount.state
    with recount.reading() as connection:
        people = {
            p.person.id: LogPerson(p.person.id, p.person.name, p.person.party)
            for p in list_people(connection)
        }
        first = 0
        while first < state.size:
            page = list_entries(connection, first=first, limit=_PAGE)
            if not page:
                return
            for entry in page:
                if entry.index >= state.size:
                    return
                yield from _lines(recount, state, connection, entry, people)
            first = page[-1].index + 1


def _lines(
    recount: Recount,
    state: RecordState,
    connection: Connection,
    entry: EntryRecord,
    people: dict[str, LogPerson],
) -> Iterator[LogLine]:
    signed = tuple(people[p] for p in entry.signers)
    code = record_code(state.root_at(entry.index + 1))
    if entry.kind != "rule":
        names = {p.id: p.name or p.id for p in people.values()}
        yield LogLine(
            entry=entry.index,
            time=entry.time,
            kind=entry.kind,
            ruling=told(recount, state, connection, entry, names, whole=True),
            words=_words(connection, entry),
            people=signed,
            leaf_hash=entry.leaf.hex(),
            record_code=code,
        )
        return
    for made in rulings_of_entry(connection, entry.index):
        case = case_by_seal(connection, made.case_seal)
        if case is not None:
            line = _ruling_line(recount, state, entry, made, case, people, code)
            yield _with_board(line, recount, connection, made, case, people)


def _words(connection: Connection, entry: EntryRecord) -> str | None:
    """What people said in their own words: of a note or an objection, or why they did it."""
    words = open_seal(connection, entry.body.get("words") or entry.body.get("reason"))
    return words if isinstance(words, str) else None


def _ruling_line(
    recount: Recount,
    state: RecordState,
    entry: EntryRecord,
    made: RulingRecord,
    case: CaseRecord,
    people: dict[str, LogPerson],
    code: str,
) -> LogLine:
    row, ruling = case.row, made.ruling
    contest = recount.election.contest(row.contest)
    clause = recount.rules.clause(ruling.clause) if ruling.clause else None
    return LogLine(
        entry=entry.index,
        time=entry.time,
        kind=entry.kind,
        case_number=spoken(case.number),
        contest=contest.title,
        precinct=recount.election.precinct(row.precinct).name,
        group=row.group.label,
        batch=case.batch,
        ballot=row.ballot,
        condition=row.condition.value,
        tier=made.tier.value,
        ruling=ruling_sentence(ruling, contest, row.machine, recount.rules),
        disposition=ruling.disposition.value,
        votes=tuple(c.name for c in contest.in_ballot_order(ruling.votes)),
        clause=None if clause is None else clause.number,
        clause_verified=None if clause is None else clause.verified,
        words=ruling.words,
        consistency=None if ruling.consistency is None else ruling.consistency.value,
        revision_reason=None if ruling.reason is None else ruling.reason.value,
        prior_entry=None if made.prior is None else made.prior[0],
        people=tuple(people[p] for p in entry.signers),
        attestations=tuple(
            LogAttestation(people[s.person], s.state.value, s.late)
            for s in states_of(state, made.entry, made.item)
        ),
        objections=tuple(
            _objection(objection, case.seal, people, recount, case)
            for _, objection in sorted(state.data.objections.items())
            if case.seal in objection.cases
        ),
        leaf_hash=entry.leaf.hex(),
        record_code=code,
    )


def _with_board(
    line: LogLine,
    recount: Recount,
    connection: Connection,
    made: RulingRecord,
    case: CaseRecord,
    people: dict[str, LogPerson],
) -> LogLine:
    """The line of a board's ruling with its votes and the objections it decided."""
    names = {p.id: p.name or p.id for p in people.values()}
    vote = board_vote(recount, made, case, names)
    if vote is None:
        return line
    own = dict(vote.dissents)
    votes = tuple(LogVote(people[p], said, own.get(p, "")) for p, said in vote.by_member)
    return replace(line, board_votes=votes, decided=decided_objections(connection, made))


def _objection(
    objection: Objection,
    seal: str,
    people: dict[str, LogPerson],
    recount: Recount,
    case: CaseRecord,
) -> LogObjection:
    contest = recount.election.contest(case.row.contest)
    claim = objection.claim
    if claim is not None and contest.has_choice(claim):
        claim = contest.choice(claim).name
    elif claim == "no_vote":
        claim = "no vote"
    fate = recorded_fate(objection, seal)
    return LogObjection(
        entry=objection.index,
        observer=people[objection.person],
        ground=Ground(objection.ground).label,
        claim=claim,
        outcome=None if fate.open else _OUTCOMES.get(fate, fate.value),
    )
